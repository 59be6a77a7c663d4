/// One course of a plan.
public struct PlannedCourse: Sendable, Equatable {
  /// `number` of the offer.
  public var offer: Int32
  /// 1 or 2, or 0 for a whole semester or college course.
  public var part: UInt8
  public var term: PlanTerm
  public var venue: CourseOffer.Venue
  /// Semesters of the pattern that it is worth.
  public var semesters: Int
  /// The areas that it is listed in.
  public var areas: SubjectAreas
  /// The student attempted this half before.
  public var isRepeat: Bool

  public init(
    offer: Int32, part: UInt8, term: PlanTerm, venue: CourseOffer.Venue, semesters: Int, areas: SubjectAreas,
    isRepeat: Bool
  ) {
    (self.offer, self.part, self.term, self.venue) = (offer, part, term, venue)
    (self.semesters, self.areas, self.isRepeat) = (semesters, areas, isRepeat)
  }
}

/// Courses that, passed with C, complete the patterns asked for by graduation.
///
/// Proved by the evaluator: the verdict on the transcript with these courses added is `met` in every pattern.
public struct RepairPlan: Sendable, Equatable {
  /// In order of time.
  public var courses: [PlannedCourse]
  /// No plan has fewer semesters, and none of as few disturbs less. False where the search was ended before that.
  public var isProven: Bool

  public init(courses: [PlannedCourse], isProven: Bool) { (self.courses, self.isProven) = (courses, isProven) }

  /// Semesters of the pattern to take; a college course that is worth a year counts as two.
  public var semesters: Int { courses.reduce(0) { $0 + $1.semesters } }
  public var summerCourses: Int { courses.count { $0.venue == .school && $0.term.term == .summer } }
  public var collegeCourses: Int { courses.count { $0.venue == .college } }
  /// Uses regular terms of the own school only.
  public var isRegular: Bool { summerCourses == 0 && collegeCourses == 0 }
}

/// What planning came to.
public enum PlanOutcome: Sendable, Equatable {
  /// The patterns are met if the courses running now are passed.
  case nothingToPlan
  case plan(RepairPlan)
  /// No courses on offer complete the patterns by graduation: even all that can still be taken leave these areas unmet.
  /// Empty areas: each can be met, but no way was found to meet all beside each other, which is no proof.
  case none(SubjectAreas)
  /// The search was ended before it found a plan or proved that there is none.
  case undecided
}

extension PlanOutcome {
  /// `none_needed`, `plan`, `none` or `undecided`.
  public var code: String {
    switch self {
    case .nothingToPlan: "none_needed"
    case .plan: "plan"
    case .none: "none"
    case .undecided: "undecided"
    }
  }
}

/// The last term in which a start still suffices to meet an area.
public enum LastStart: Sendable, Equatable {
  /// Nothing has to be started: the area is met, or will be if the courses running now are passed.
  case notNeeded
  case term(PlanTerm)
  /// No term is left in which a start would suffice.
  case passed
}

/// How much is to be taken and how much can be, for somebody for whom no plan was found.
public struct PlanShortage: Sendable, Equatable {
  /// Semesters that areas A to F take at least, whatever is chosen.
  public var semesters: Int
  /// Courses that can still be added in regular terms of the own school, in its summers, and at colleges.
  public var regular: Int
  public var summer: Int
  public var college: Int

  public init(semesters: Int, regular: Int, summer: Int, college: Int) {
    (self.semesters, self.regular, self.summer, self.college) = (semesters, regular, summer, college)
  }
}
