public import Rules

/// A counselor's list of students in the order in which they are to be looked at.
public struct CaseloadReport: Sendable {
  /// One system's pattern for one student. Twelfths of a year, per subject area A to G.
  public struct Pattern: Sendable {
    public var status: Status
    public var required: [Int]
    public var earned: [Int]
    public var inProgress: [Int]
    /// Where there is something to plan.
    public var feasibility: Feasibility?
    /// What was open in the run that the list is compared with.
    public var openBefore: Int?

    public init(status: Status, required: [Int], earned: [Int], inProgress: [Int]) {
      (self.status, self.required, self.earned, self.inProgress) = (status, required, earned, inProgress)
    }

    /// How much more is open than was; nil where nothing is compared.
    var change: Int? { openBefore.map { open - $0 } }

    /// What is missing now.
    var missing: Int { zip(required, earned).reduce(0) { $0 + $1.0 - $1.1 } }

    /// What is missing of an area even if every running course is passed.
    func open(_ area: Int) -> Int { max(0, required[area] - earned[area] - inProgress[area]) }

    /// What is missing even if every running course is passed.
    var open: Int { required.indices.reduce(0) { $0 + open($1) } }
  }

  public struct Student: Sendable {
    public var studentID: String
    public var lastName: String
    public var firstName: String
    public var school: String
    public var schoolID: String
    public var gradeLevel: Int
    public var graduationYear: Int?
    public var uc: Pattern
    public var csu: Pattern
    /// What the night flagged, each once, with the area that it concerns.
    public var flags: [StudentFlag] = []
    /// The first last term in which a start still suffices, of any area: `2026-27 S2`.
    public var startBy: String?
    /// Of the shortest plan for both patterns.
    public var planSemesters: Int?

    public init(
      studentID: String, lastName: String, firstName: String, school: String, schoolID: String, gradeLevel: Int,
      graduationYear: Int?, uc: Pattern, csu: Pattern
    ) {
      (self.studentID, self.lastName, self.firstName) = (studentID, lastName, firstName)
      (self.school, self.schoolID, self.gradeLevel) = (school, schoolID, gradeLevel)
      (self.graduationYear, self.uc, self.csu) = (graduationYear, uc, csu)
    }
  }

  public enum Order: String, Sendable, CaseIterable {
    /// Least missing first, running courses taken as passed; who meets the pattern comes last.
    case closest
    /// Most missing first.
    case farthest
    case name
    /// Whoever soonest passes the point of no return first: the last term in which some area can still be started.
    case deadline
    /// Whose open semesters changed most since an earlier run first, losses before gains.
    case change
    /// Seniors first, then as `closest`.
    case grade
  }

  /// What the list is of, in words: "Caseload of mlopez".
  public let title: String
  public let asOf: CalendarDay
  public let runID: Int
  /// The system that decides the order.
  public let system: System
  public let order: Order
  /// The run that the students are compared with, in words.
  public let since: String?
  public private(set) var students: [Student]

  public init(
    title: String, asOf: CalendarDay, runID: Int, system: System, order: Order, since: String? = nil,
    students: [Student]
  ) {
    (self.title, self.asOf, self.runID, self.system) = (title, asOf, runID, system)
    (self.order, self.since) = (order, since)
    let keyed = students.map { ($0, CaseloadReport.key($0, system, order)) }
    self.students = keyed.sorted { left, right in
      if order == .deadline, left.0.startBy != right.0.startBy, left.1[0] == 0, right.1[0] == 0 {
        return CaseloadReport.precedes(left.0.startBy ?? "", right.0.startBy ?? "")
      }
      if left.1 != right.1 { return left.1.lexicographicallyPrecedes(right.1) }
      if order == .name {
        let names = ((left.0.lastName, left.0.firstName), (right.0.lastName, right.0.firstName))
        if names.0 != names.1 { return names.0 < names.1 }
      }
      return left.0.studentID.utf8.lexicographicallyPrecedes(right.0.studentID.utf8)
    }.map(\.0)
  }

  private static func key(_ student: Student, _ system: System, _ order: Order) -> [Int] {
    let pattern = system == .uc ? student.uc : student.csu
    // Whoever meets the pattern needs nobody; whoever will by running courses needs an eye on them.
    let rank = pattern.status == .met ? 2 : pattern.open == 0 ? 1 : 0
    switch order {
    case .closest: return [rank, pattern.open, pattern.missing, -student.gradeLevel]
    case .farthest: return [-pattern.open, -pattern.missing, -student.gradeLevel]
    case .name: return []
    case .deadline:
      let place = student.startBy == nil ? (pattern.open > 0 ? 2 : 3) : pattern.open > 0 ? 0 : 1
      return [place, pattern.open, pattern.missing, -student.gradeLevel]
    case .change:
      let change = pattern.change ?? 0
      return [-abs(change), change > 0 ? 0 : 1, rank, pattern.open, pattern.missing]
    case .grade: return [-student.gradeLevel, rank, pattern.open, pattern.missing]
    }
  }

  /// Whether a term as `2026-27 S2` lies before another: S1, S2, then summer (SU).
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let years = (left.prefix(7), right.prefix(7))
    if years.0 != years.1 { return years.0 < years.1 }
    func place(_ term: String) -> Int { term.hasSuffix("S1") ? 0 : term.hasSuffix("S2") ? 1 : 2 }
    return place(left) < place(right)
  }

  func pattern(_ student: Student) -> Pattern { system == .uc ? student.uc : student.csu }
}
