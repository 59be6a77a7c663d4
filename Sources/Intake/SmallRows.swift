public import Rules

/// An exam (`exams.csv`).
public struct ExamRow: Sendable, Equatable {
  /// Place in `Extract.students`.
  public var studentIndex: Int
  public var program: ExamProgram
  /// AP exam code of 2 digits, or the subject's name.
  public var subject: String
  public var schoolYear: SchoolYear
  public var score: Int
  public var line: Int
}

/// Why semesters are waived.
public enum WaiverReason: String, CaseIterable, Sendable {
  case formalSchooling = "formal_schooling"
  case languageCertification = "language_certification"
  case other
}

/// A waiver (`waivers.csv`).
public struct WaiverRow: Sendable, Equatable {
  /// Place in `Extract.students`.
  public var studentIndex: Int
  public var subjectArea: SubjectArea
  /// Hundredths of a semester.
  public var semesters: Int32
  public var reason: WaiverReason?
  public var grantedBy: String?
  public var grantedOn: CalendarDay?
  public var line: Int
}

/// The same course at two institutions (`equivalents.csv`).
public struct EquivalentRow: Sendable, Equatable {
  /// Places in `Extract.schools`.
  public var schoolIndex: Int
  public var courseID: String
  public var sameAsSchoolIndex: Int
  public var sameAsCourseID: String
  public var line: Int
}

/// Which way a dashboard measure should move.
public enum MeasureDirection: String, CaseIterable, Sendable { case up, down }

/// Whether a dashboard measure runs ahead of an outcome or behind it.
public enum MeasureKind: String, CaseIterable, Sendable { case leading, trailing }

/// A dashboard measure that the program does not compute itself (`measures.csv`).
public struct MeasureRow: Sendable, Equatable {
  public var measureID: String
  public var number: String?
  public var focusArea: String?
  public var emphasis: String?
  public var name: String
  public var denominator: String?
  public var kind: MeasureKind?
  public var direction: MeasureDirection?
  public var unit: String?
  public var leader: String?
  public var goal: String?
  public var line: Int
}

/// What a dashboard measure stood at (`measure_values.csv`).
public struct MeasureValueRow: Sendable, Equatable {
  public var measureID: String
  /// A district id or a school id.
  public var scopeID: String
  /// nil = all students.
  public var studentGroup: String?
  public var schoolYear: SchoolYear
  /// Numbers as printed, exact.
  public var actual: String?
  public var target: String?
  /// `2027` or `2026-27`.
  public var longTermYear: String?
  /// A number, or `TBD`.
  public var longTermTarget: String?
  public var line: Int
}

enum ExamColumn: Int, TableColumn {
  case studentID, program, subject, schoolYear, score

  static let table = "exams.csv"
  static let names = ["student_id", "program", "subject", "school_year", "score"]
  static let required = allCases
}

enum WaiverColumn: Int, TableColumn {
  case studentID, subjectArea, semesters, reason, grantedBy, grantedOn

  static let table = "waivers.csv"
  static let names = ["student_id", "subject_area", "semesters", "reason", "granted_by", "granted_on"]
  static let required: [WaiverColumn] = [.studentID, .subjectArea, .semesters]
}

enum EquivalentColumn: Int, TableColumn {
  case schoolID, courseID, sameAsSchoolID, sameAsCourseID

  static let table = "equivalents.csv"
  static let names = ["school_id", "course_id", "same_as_school_id", "same_as_course_id"]
  static let required = allCases
}

enum MeasureColumn: Int, TableColumn {
  case measureID, number, focusArea, emphasis, name, denominator, kind, direction, unit, leader, goal

  static let table = "measures.csv"
  static let names = [
    "measure_id", "number", "focus_area", "emphasis", "name", "denominator", "kind", "direction", "unit", "leader",
    "goal",
  ]
  static let required: [MeasureColumn] = [.measureID, .name]
}

enum MeasureValueColumn: Int, TableColumn {
  case measureID, scopeID, studentGroup, schoolYear, actual, target, longTermYear, longTermTarget

  static let table = "measure_values.csv"
  static let names = [
    "measure_id", "scope_id", "student_group", "school_year", "actual", "target", "long_term_year",
    "long_term_target",
  ]
  static let required: [MeasureValueColumn] = [.measureID, .scopeID, .schoolYear]
}
