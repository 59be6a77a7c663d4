public import Rules

/// A course of one institution that nothing settles, in the school years in which that is so.
public struct OpenCourse: Sendable {
  /// Why it is open.
  public enum Kind: String, CaseIterable, Sendable {
    /// No course list, catalogue or claim knows the course.
    case unmatched
    /// What is said about the course could not be brought to a decision.
    case undecided
    /// What the system claims, UC's list or the district's own file say contradicts each other.
    case contradictory
    /// The course is listed, but not in the school years in which it was taken.
    case outsideYears = "outside_years"
  }

  /// One way to read the course that is plausible.
  public enum Reading: Sendable {
    case notListed
    /// Listed in some area that nobody names.
    case anyArea
    case listed(CatalogueCourse)
  }

  public var kind: Kind
  public var schoolID: String
  public var courseID: String
  /// The title that most records print.
  public var title: String
  /// nil = open.
  public var firstYear: SchoolYear?
  public var lastYear: SchoolYear?
  /// What the student information system claims, UC's list says and holds now; the empty set = not on the A-G list, nil
  /// = nothing is said.
  public var claimed: SubjectAreas?
  public var listed: SubjectAreas?
  public var decided: SubjectAreas?
  /// The rule that decided, as in `record.course_evidence`; `list.unmatched` and `list.not-approved` where there is no
  /// evidence.
  public var rule: String
  /// Two or more.
  public var readings: [Reading]
  /// Whether the course is settled in the district's own `courses.csv`, and not in `course_decisions.csv`.
  public var isOfCourseFile: Bool

  /// The reading to propose to whoever decides; nil where nobody names an area.
  public var proposal: CatalogueCourse? {
    for case .listed(let course) in readings { return course }
    return nil
  }
}

/// An open course with what hangs on it.
public struct RankedCourse: Sendable {
  public var course: OpenCourse
  /// Students who took it in those years.
  public var students = 0
  /// Students for whom two readings differ in the status of an area or of the whole pattern.
  public var flips = PerSystem(repeating: 0)
  /// Of these, students for whom they differ in the status of the whole pattern.
  public var patternFlips = PerSystem(repeating: 0)
  /// The areas in which some status differs.
  public var areas: SubjectAreas = .none

  /// The verdicts that could change, of both systems together.
  public var verdicts: Int { flips.csu + flips.uc }
}

/// One number for each system.
public struct PerSystem: Sendable, Equatable {
  public var csu: Int
  public var uc: Int

  public init(repeating value: Int) { (csu, uc) = (value, value) }

  public subscript(system: System) -> Int {
    get { system == .csu ? csu : uc }
    set { if system == .csu { csu = newValue } else { uc = newValue } }
  }
}
