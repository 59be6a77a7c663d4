/// One transcript record before it is written.
struct Record {
  enum Term: Int { case s1, s2, summer, fullYear }

  static let terms = ["S1", "S2", "SU", "FY"]
  static let marks = ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F", "P", "W", "I"]
  static let firstDeficient = 9
  static let fail = 12
  static let passed = 13
  static let withdrawn = 14
  static let incomplete = 15

  let school: Int
  let course: Course
  /// The fall of its school year.
  let fall: Int
  let term: Term
  let gradeLevel: Int
  /// Index into `marks`; nil for a course that is running.
  let mark: Int?
  /// 1 or 2 where the record says which half it is; 0 = left to the default.
  var part = 0
  /// Hundredths of a credit, in the institution's own units.
  var credits = 500

  var isDeficient: Bool { (mark ?? 0) >= Record.firstDeficient && mark != Record.passed }
  var earnsCredit: Bool { (mark ?? Record.fail) < Record.fail || mark == Record.passed }
}

/// One exam taken.
struct ExamRecord {
  let code: String
  let fall: Int
  let score: Int

  /// In the columns of `exams.csv`.
  func values(_ student: Student) -> [String] { [student.id, "AP", code, schoolYear(fall), String(score)] }
}
