/// Answers what a counselor asks of one student at a time: on track, until when, and what to take.
public struct Counselor: Sendable {
  /// One system's verdict, as far as it is asked for.
  public struct Standing: Sendable {
    public var policy: Policy
    /// By area, in twelfths of a year.
    public var earned: PerArea<Int>
    public var inProgress: PerArea<Int>
    public var status: Status

    public init(policy: Policy, earned: PerArea<Int>, inProgress: PerArea<Int>, status: Status) {
      (self.policy, self.earned, self.inProgress, self.status) = (policy, earned, inProgress, status)
    }
  }

  public struct Question: Sendable {
    public var transcript: Transcript
    public var standings: [Standing]
    public var asOf: CalendarDay
    /// Of the running school year.
    public var gradeLevel: Int
    /// Spring of graduation.
    public var graduationYear: Int
    /// Records of later school years are courses that are to be taken anyway.
    public var keepsLater = false

    public init(
      transcript: Transcript, standings: [Standing], asOf: CalendarDay, gradeLevel: Int, graduationYear: Int
    ) {
      (self.transcript, self.standings, self.asOf) = (transcript, standings, asOf)
      (self.gradeLevel, self.graduationYear) = (gradeLevel, graduationYear)
    }

    /// The request for a plan that completes some of the patterns together.
    public func request(_ policies: [Policy]) -> RepairPlanner.Request {
      var request = RepairPlanner.Request(
        transcript: transcript, policies: policies, asOf: asOf, gradeLevel: gradeLevel, graduationYear: graduationYear)
      request.keepsLater = keepsLater
      return request
    }
  }

  public struct Advice: Sendable, Equatable {
    /// One per standing, in their order.
    public var onTrack: [OnTrack]
    /// One plan for all patterns together.
    public var together: PlanOutcome
    /// Of all patterns together.
    public var lastStarts: PerArea<LastStart>
  }

  public let table: PaceTable
  private let settings: PlanSettings
  private var planner: RepairPlanner

  public init(table: PaceTable, scale: CreditScale = .california, settings: PlanSettings = PlanSettings()) {
    (self.table, self.settings) = (table, settings)
    planner = RepairPlanner(scale: scale, settings: settings)
  }

  public mutating func advice(_ question: Question, offers: SchoolOffers) -> Advice {
    let policies = question.standings.map(\.policy)
    let isDone = question.standings.allSatisfy { $0.status == .met || $0.status == .inProgress }
    let together =
      isDone
      ? RepairPlanner.Answer(
        outcome: .nothingToPlan, lastStarts: PerArea(repeating: .notNeeded), isLeastAlone: [])
      : planner.answer(question.request(policies), offers: offers)
    var own: [PlanOutcome] = []
    for (index, standing) in question.standings.enumerated() {
      // What a system needs alone may disturb less than what both need.
      var outcome = together.outcome
      if case .plan(let plan) = outcome, standing.status == .notMet, plan.isRegular || together.isLeastAlone[index] {
      } else if outcome != .nothingToPlan {
        outcome = planner.outcome(question.request([standing.policy]), offers: offers)
        // A plan for all patterns together is one for each of them.
        switch (together.outcome, outcome) {
        case (.plan, .undecided), (.plan, .none): outcome = together.outcome
        default: break
        }
      }
      own.append(outcome)
    }
    let yearIsOver = settings.yearIsOver(question.asOf)
    return Advice(
      onTrack: zip(question.standings, own).map { standing, outcome in
        table.onTrack(
          earned: standing.earned, inProgress: standing.inProgress, status: standing.status,
          records: question.transcript.records, gradeLevel: question.gradeLevel, yearIsOver: yearIsOver,
          outcome: outcome)
      }, together: together.outcome, lastStarts: together.lastStarts)
  }

  /// Whether the student can still start a course before graduation.
  public func canStart(_ question: Question) -> Bool {
    !settings.remainingTerms(
      asOf: question.asOf, gradeLevel: question.gradeLevel, graduationYear: question.graduationYear
    ).isEmpty
  }

  /// Other courses in place of each course of a plan, by the plan's offers in order; each proved by a verdict.
  public mutating func substitutes(
    _ plan: RepairPlan, _ question: Question, policies: [Policy], offers: SchoolOffers
  ) -> [Int32: [Int32]] {
    planner.substitutes(plan, question.request(policies), offers: offers)
  }

  /// What is to be taken at least, beside what the terms left have room for.
  public mutating func shortage(
    _ question: Question, policies: [Policy], offers: SchoolOffers
  ) -> PlanShortage {
    planner.shortage(question.request(policies), offers: offers)
  }

  /// The areas that stay unmet whatever is taken, beside an exam.
  public mutating func unreachable(
    _ question: Question, policies: [Policy], offers: SchoolOffers, exam: ExamResult? = nil
  ) -> SubjectAreas {
    planner.unreachable(question.request(policies), offers: offers, exam: exam)
  }
}
