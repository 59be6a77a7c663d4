import PolicyFiles
import Reports
import Rules
import Store

extension SubjectArea {
  /// 0 is A, 6 is G, as the database numbers them.
  init?(number: Int16) {
    guard let raw = UInt8(exactly: number), let area = SubjectArea(rawValue: raw) else { return nil }
    self = area
  }
}

/// Names for what stored uses only number: courses, schools, rules.
struct RecordNames {
  /// What a use rests on.
  struct Source {
    var schoolID = ""
    var schoolYear = ""
    var term = ""
    var courseID = ""
    var title = ""
    var mark = ""
    var inProgress = false
  }

  private let codes: CourseCodes
  private let rules: RuleNumbers
  private let rulesByID: [String: Rule]
  private let exams: [ExamEntry]

  /// - Parameters:
  ///   - exams: The table that names exams; empty where their codes will do.
  init(codes: CourseCodes, rules: RuleNumbers, exams: [ExamEntry] = []) {
    self.codes = codes
    self.rules = rules
    self.exams = exams
    rulesByID = Dictionary(uniqueKeysWithValues: Rule.allCases.map { ($0.id, $0) })
  }

  func letter(_ number: Int16) -> String { area(number)?.letter ?? "" }

  func area(_ number: Int16) -> SubjectArea? { SubjectArea(number: number) }

  /// The record as a sentence names it.
  func name(_ seq: Int16, of student: StoredStudent) -> RecordName {
    let source = record(seq, of: student)
    return RecordName(courseID: source.courseID, schoolYear: source.schoolYear, term: source.term)
  }

  /// Order of areas in exports: A to G, then records of no area.
  func place(_ area: Int16) -> Int16 { area < 0 ? 7 : area }

  func rule(_ use: UseRow) -> Rule? { rules.rule(use.rule).flatMap { rulesByID[$0] } }

  func source(_ use: UseRow, of student: StoredStudent) -> Source {
    switch use.source {
    case .transcript: return record(use.seq, of: student)
    case .exam:
      guard let exam = student.exams.first(where: { $0.seq == use.seq }) else { return Source() }
      var source = Source()
      source.schoolYear = exam.schoolYear.map { SchoolYear(fall: $0).code } ?? ""
      source.courseID = "\(exam.program) \(exam.subject)"
      source.title = examTitle(exam)
      return source
    case .waiver:
      var source = Source()
      source.title = "waiver"
      return source
    }
  }

  /// `AP United States History 4`; an exam that the table does not know keeps its code.
  private func examTitle(_ exam: ExamRow) -> String {
    let folded = ExamSubject.folded(exam.subject)
    var name = exam.subject
    for entry in exams where entry.program.rawValue == exam.program {
      guard let place = entry.subjects.firstIndex(where: { ExamSubject.folded($0) == folded }) else { continue }
      // A code is followed by the name of its exam.
      name = entry.subjects[place...].first { Int($0) == nil } ?? entry.name
      break
    }
    return "\(exam.program) \(name)" + (exam.score.map { " \($0)" } ?? "")
  }

  func record(_ seq: Int16, of student: StoredStudent) -> Source {
    guard seq > 0, let row = student.transcripts.first(where: { $0.seq == seq }) else { return Source() }
    let course = codes[row.courseCode]
    var source = Source()
    source.schoolID = course?.schoolID ?? ""
    source.schoolYear = SchoolYear(fall: row.schoolYear).code
    source.term = row.term
    source.courseID = course?.courseID ?? ""
    source.title = course.map { $0.title.isEmpty ? $0.courseID : $0.title } ?? ""
    source.mark = row.mark ?? ""
    source.inProgress = row.mark == nil && row.inProgress
    return source
  }

  /// The rule id; for a validation also the record that validates, as school/year/term/course.
  func because(_ use: UseRow, of student: StoredStudent) -> String {
    let id = rules.rule(use.rule) ?? ""
    guard use.because > 0 else { return id }
    let source = record(use.because, of: student)
    return "\(id) by \(source.schoolID)/\(source.schoolYear)/\(source.term)/\(source.courseID)"
  }
}
