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
  /// nil = the file does not part them.
  public var seatsByTerm: SeatsByTerm?
  public var prerequisites: [String]
  public var stateCourseCode: String?
  public var line: Int
}

/// The seats of a course in each term of a school year.
public struct SeatsByTerm: Sendable, Equatable {
  public var fall = 0
  public var spring = 0
  public var summer = 0

  /// Reads `S1:60;S2:30;SU:15`. A term that is not named has no seats. nil where anything else stands there, or a term twice.
  init?(_ bytes: Bytes) {
    var seen: Set<String> = []
    for part in bytes.list() {
      let sides = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, (1...6).contains(sides[1].utf8.count),
        sides[1].utf8.allSatisfy({ (48...57).contains($0) }),
        let seats = Int(sides[1]), seen.insert(sides[0]).inserted
      else { return nil }
      switch sides[0] {
      case "S1": fall = seats
      case "S2": spring = seats
      case "SU": summer = seats
      default: return nil
      }
    }
    if seen.isEmpty { return nil }
  }
}

enum CourseColumn: Int, TableColumn {
  case schoolID, courseID, title, subjectArea, discipline, language, length, honors, examCode, part, courseKey
  case gradeLevels, firstYear, lastYear, gEligible, sections, seats, prerequisites, stateCourseCode
  case seatsByTerm

  static let table = "courses.csv"
  static let names = [
    "school_id", "course_id", "title", "subject_area", "discipline", "language", "length", "honors", "exam_code",
    "part", "course_key", "grade_levels", "first_year", "last_year", "g_eligible", "sections", "seats",
    "prerequisites", "state_course_code", "seats_by_term",
  ]
  static let required: [CourseColumn] = [.schoolID, .courseID, .title]
}
