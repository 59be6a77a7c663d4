public import Rules

/// A course of an institution over a range of list years (`courses.csv`).
public struct CourseRow: Sendable, Equatable {
  /// Place in `Extract.schools`.
  public var schoolIndex: Int
  public var courseID: String
  public var title: String
  /// Empty = not on the A-G list; more than one = listed in any one of these.
  public var subjectAreas: SubjectAreas
  public var discipline: Discipline
  /// The discipline as printed; tells unknown ones apart.
  public var disciplineName: String?
  public var language: String?
  public var length: CourseLength
  public var honors: HonorsType?
  /// AP exam code, 2 digits.
  public var examCode: String?
  /// 1 or 2 where the code names one half of a yearlong course; 0 = the whole.
  public var part: UInt8
  /// Courses of one institution with the same key are the same course; the course id where the file has none.
  public var courseKey: String
  /// Ascending; empty = not said.
  public var gradeLevels: [Int]
  /// First and last school year on the list; nil = open.
  public var firstYear: SchoolYear?
  public var lastYear: SchoolYear?
  public var servesElective: Bool
  public var sections: Int?
  public var seats: Int?
  public var prerequisites: [String]
  public var stateCourseCode: String?
  public var line: Int
}

enum CourseColumn: Int, TableColumn {
  case schoolID, courseID, title, subjectArea, discipline, language, length, honors, examCode, part, courseKey
  case gradeLevels, firstYear, lastYear, gEligible, sections, seats, prerequisites, stateCourseCode

  static let table = "courses.csv"
  static let names = [
    "school_id", "course_id", "title", "subject_area", "discipline", "language", "length", "honors", "exam_code",
    "part", "course_key", "grade_levels", "first_year", "last_year", "g_eligible", "sections", "seats",
    "prerequisites", "state_course_code",
  ]
  static let required: [CourseColumn] = [.schoolID, .courseID, .title]
}
