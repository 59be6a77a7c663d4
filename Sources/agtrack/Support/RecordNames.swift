import Rules
import Store

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

  init(codes: CourseCodes, rules: RuleNumbers) {
    self.codes = codes
    self.rules = rules
    rulesByID = Dictionary(uniqueKeysWithValues: Rule.allCases.map { ($0.id, $0) })
  }

  func letter(_ number: Int16) -> String { area(number)?.letter ?? "" }

  func area(_ number: Int16) -> SubjectArea? { number < 0 ? nil : SubjectArea(rawValue: UInt8(clamping: number)) }

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
      source.title = source.courseID
      return source
    case .waiver:
      var source = Source()
      source.title = "waiver"
      return source
    }
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
