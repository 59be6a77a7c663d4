public import Rules

/// On track, until when, and what to take: what the page and the JSON form of one student say of it.
public struct CounselReport: Sendable {
  /// Name of the pace table that the answers are measured with.
  public var paceName: String
  /// UC first.
  public var systems: [System]
  /// One per system.
  public var onTrack: [OnTrack]
  /// By area, for all systems together.
  public var lastStarts: PerArea<LastStart>
  /// One plan for all systems, or else one for each that has one; empty where nothing has to be planned.
  public var plans: [PlanReport]
  /// A course can still be started before graduation.
  public var canStart: Bool

  public init(
    paceName: String, systems: [System], onTrack: [OnTrack], lastStarts: PerArea<LastStart>, plans: [PlanReport],
    canStart: Bool
  ) {
    (self.paceName, self.systems, self.onTrack) = (paceName, systems, onTrack)
    (self.lastStarts, self.plans, self.canStart) = (lastStarts, plans, canStart)
  }

  /// Of one system; nil where it was not asked for.
  public func feasibility(_ system: System) -> Feasibility? {
    zip(systems, onTrack).first { $0.0 == system }?.1.feasibility
  }
}

/// What planning came to for one or both systems.
public struct PlanReport: Sendable {
  public var systems: [System]
  public var outcome: PlanOutcome
  /// The courses of the plan, in order of time.
  public var courses: [Course]
  /// Where there is no plan: what would meet the areas that no course on offer meets.
  public var ways: [Way]
  /// Where no plan was found although each area could be met.
  public var shortage: PlanShortage?

  public struct Course: Sendable {
    public var planned: PlannedCourse
    public var title: String
    public var courseID: String
    public var schoolID: String
    /// Empty at the student's own school.
    public var school: String
    /// Titles of courses that would do as well.
    public var instead: [String]

    public init(
      planned: PlannedCourse, title: String, courseID: String, schoolID: String, school: String,
      instead: [String] = []
    ) {
      (self.planned, self.title, self.courseID) = (planned, title, courseID)
      (self.schoolID, self.school, self.instead) = (schoolID, school, instead)
    }
  }

  /// Something that is no course of the own school and would meet an area.
  public struct Way: Sendable, Equatable {
    public enum Kind: String, Sendable { case exam, school, waiver }
    public var area: SubjectArea
    public var kind: Kind
    /// Names of exams or schools; empty for a waiver.
    public var names: [String]

    public init(area: SubjectArea, kind: Kind, names: [String] = []) {
      (self.area, self.kind, self.names) = (area, kind, names)
    }
  }

  public init(
    systems: [System], outcome: PlanOutcome, courses: [Course] = [], ways: [Way] = [], shortage: PlanShortage? = nil
  ) {
    (self.systems, self.outcome, self.courses, self.ways) = (systems, outcome, courses, ways)
    self.shortage = shortage
  }
}

extension Feasibility {
  /// The words that people read.
  public var words: String {
    switch self {
    case .complete: "complete"
    case .onTrack: "on track"
    case .repairable: "off track, repairable in regular terms"
    case .repairableWithMore: "repairable only with summer or college courses"
    case .pastNoReturn: "past the point of no return: no courses that can still be started complete it"
    case .undecided: "not decided"
    }
  }
}

extension PaceMeasure {
  /// `20 of 22 semesters`.
  var words: String {
    let (have, needed) = (Amounts.semesters(twelfths: have), Amounts.semesters(twelfths: needed))
    switch kind {
    case .semesters: return "\(have) of \(needed) semesters"
    case .area(let area): return "\(area.inText) \(have) of \(needed)"
    case .coursesInGrade: return "\(have) of \(needed) semester courses passed in the grade"
    case .coursesSoFar: return "\(have) of \(needed) semester courses passed"
    case .coreFailures: return "\(self.have) core F, at most \(self.needed)"
    case .passedIn(let areas):
      return
        "\(areas.areas.map(\.inText).joined(separator: " or ")) passed: \(isMet ? "yes" : "no")"
    }
  }
}

extension SubjectArea {
  /// The short name inside a sentence.
  fileprivate var inText: String { self == .b ? shortName : shortName.lowercased() }
}

extension PlannedCourse {
  /// `first semester`, or empty for a whole course.
  var half: String { part == 0 ? "" : part == 1 ? "first semester" : "second semester" }
}

extension LastStart {
  /// `2026-27 S1`, or nil where nothing has to be started.
  var words: String? {
    switch self {
    case .notNeeded: nil
    case .term(let term): term.code
    case .passed: "too late"
    }
  }
}
