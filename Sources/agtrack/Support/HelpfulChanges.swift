import Reports
import Rules
import Store

/// The language of each course, as the course list names it.
struct CourseLanguages {
  private let languages: [String: String]
  private let codes: CourseCodes

  init(_ courses: [CourseRow], codes: CourseCodes) {
    self.codes = codes
    var languages: [String: String] = [:]
    for course in courses { languages["\(course.schoolID) \(course.courseID)"] = course.language }
    self.languages = languages
  }

  func language(_ seq: Int32, of student: StoredStudent) -> String? {
    guard let row = student.transcripts.first(where: { Int32($0.seq) == seq }), let code = codes[row.courseCode] else {
      return nil
    }
    return languages["\(code.schoolID) \(code.courseID)"]
  }
}

extension HelpfulChange {
  init(
    _ change: Counterfactual, of student: StoredStudent, _ names: RecordNames, _ languages: CourseLanguages
  ) {
    let gains = SubjectArea.allCases.compactMap { area in
      change.gained[area] == 0 ? nil : AreaGain(area: area, twelfths: change.gained[area])
    }
    switch change.change {
    case .mark(let sequence):
      let source = names.record(Int16(clamping: sequence), of: student)
      self.init(
        what: "\(source.title), \(source.schoolYear) \(source.term) (\(source.mark)), retaken with C or better",
        record: Record(
          title: source.title, courseID: source.courseID, schoolYear: source.schoolYear, term: source.term,
          mark: source.mark),
        gains: gains, isBesideRunning: change.isBesideRunning, work: change.work, overall: change.overall)
    case .course(let course):
      let title = course.title(language: languages.language(course.likeRecord, of: student))
      let half = ["", ", first semester", ", second semester"][Int(min(2, course.half))]
      self.init(
        what: "\(title)\(half), passed with C or better", record: nil, gains: gains,
        isBesideRunning: change.isBesideRunning, work: change.work, overall: change.overall)
    }
  }
}

extension HigherCourse {
  fileprivate func title(language: String?) -> String {
    switch discipline {
    case .algebra2: "Algebra II"
    case .mathematics3: "Mathematics III"
    case .preCalculus: "Precalculus"
    case .statistics: "Statistics"
    case .chemistry: "Chemistry"
    case .languageLevel2: "\(language ?? "The language") level 2"
    case .languageLevel3: "\(language ?? "The language") level 3"
    case .languageLevel4: "\(language ?? "The language") level 4"
    default: "A higher course of area \(area.letter)"
    }
  }
}
