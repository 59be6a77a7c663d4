public import Rules

/// A counselor's list of students in the order in which they are to be looked at.
public struct CaseloadReport: Sendable {
  /// One system's pattern for one student. Twelfths of a year, per subject area A to G.
  public struct Pattern: Sendable {
    public var status: Status
    public var required: [Int]
    public var earned: [Int]
    public var inProgress: [Int]

    public init(status: Status, required: [Int], earned: [Int], inProgress: [Int]) {
      (self.status, self.required, self.earned, self.inProgress) = (status, required, earned, inProgress)
    }

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
    /// Seniors first, then as `closest`.
    case grade
  }

  /// What the list is of, in words: "Caseload of mlopez".
  public let title: String
  public let asOf: CalendarDay
  public let runID: Int
  /// The system that decides the order.
  public let system: System
  public private(set) var students: [Student]

  public init(
    title: String, asOf: CalendarDay, runID: Int, system: System, order: Order, students: [Student]
  ) {
    (self.title, self.asOf, self.runID, self.system) = (title, asOf, runID, system)
    let keyed = students.map { ($0, CaseloadReport.key($0, system, order)) }
    self.students = keyed.sorted { left, right in
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
    case .grade: return [-student.gradeLevel, rank, pattern.open, pattern.missing]
    }
  }

  func pattern(_ student: Student) -> Pattern { system == .uc ? student.uc : student.csu }
}
