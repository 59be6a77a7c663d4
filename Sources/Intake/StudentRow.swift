public import Rules

/// A student's gender as the SIS holds it.
public enum Gender: String, CaseIterable, Sendable {
  case female = "F"
  case male = "M"
  case nonbinary = "X"
}

/// A student's race or ethnicity in the state's reporting categories.
public enum RaceEthnicity: String, CaseIterable, Sendable {
  case africanAmerican = "african_american"
  case americanIndian = "american_indian"
  case asian, filipino, hispanic
  case pacificIslander = "pacific_islander"
  case white
  case twoOrMore = "two_or_more"
  case notReported = "not_reported"
}

/// CALPADS English language acquisition status.
public enum EnglishStatus: String, CaseIterable, Sendable {
  case englishOnly = "EO"
  case initiallyFluent = "IFEP"
  case learner = "EL"
  case reclassified = "RFEP"
  case toBeDetermined = "TBD"
}

/// Whether a student is still there.
public enum Enrollment: String, CaseIterable, Sendable {
  case enrolled, graduated, left
  case droppedOut = "dropped_out"
}

/// A student (`students.csv`).
public struct StudentRow: Sendable, Equatable {
  public var studentID: String
  /// 10 digits.
  public var ssid: String?
  public var lastName: String
  public var firstName: String
  public var middleName: String?
  public var birthDate: CalendarDay?
  public var gender: Gender?
  public var raceEthnicity: RaceEthnicity?
  public var englishStatus: EnglishStatus?
  /// nil = unknown, here and in the next four.
  public var lowIncome: Bool?
  public var disability: Bool?
  public var homeless: Bool?
  public var foster: Bool?
  public var migrant: Bool?
  /// Place in `Extract.schools` of the school of enrolment.
  public var schoolIndex: Int
  /// 6 to 12.
  public var gradeLevel: Int
  /// Fall of first entry to grade 9; nil = to be derived from the grade level.
  public var entryYear: Int16?
  /// Spring of the cohort; nil = to be derived.
  public var graduationYear: Int16?
  public var enrollment: Enrollment
  public var counselorID: String?
  /// The district's own groups, in the order given.
  public var localGroups: [String]
  public var line: Int
}

enum StudentColumn: Int, TableColumn {
  case studentID, ssid, lastName, firstName, middleName, birthDate, gender, raceEthnicity, englishStatus
  case lowIncome, disability, homeless, foster, migrant
  case schoolID, gradeLevel, entryYear, graduationYear, enrollment, counselorID, localGroups

  static let table = "students.csv"
  static let names = [
    "student_id", "ssid", "last_name", "first_name", "middle_name", "birth_date", "gender", "race_ethnicity",
    "english_status", "low_income", "disability", "homeless", "foster", "migrant", "school_id", "grade_level",
    "entry_year", "graduation_year", "enrollment", "counselor_id", "local_groups",
  ]
  static let required: [StudentColumn] = [.studentID, .lastName, .firstName, .schoolID, .gradeLevel]
}
