/// Whether the pattern can still be completed by graduation.
public enum Feasibility: String, CaseIterable, Sendable {
  /// Every area is met.
  case complete
  /// On pace if the courses running now are passed, and what remains fits into regular terms.
  case onTrack = "on_track"
  /// Below pace, and what remains fits into regular terms.
  case repairable
  /// What remains needs summer or college courses.
  case repairableWithMore = "repairable_with_more"
  /// No courses on offer complete it by graduation.
  case pastNoReturn = "past_no_return"
  /// Records that no list knows could still complete it, or no plan was found and none is proved not to be.
  case undecided

  public init(_ status: Status, isOnPace: Bool, _ outcome: PlanOutcome) {
    if status == .met {
      self = .complete
      return
    }
    switch outcome {
    case .nothingToPlan: self = isOnPace ? .onTrack : .repairable
    case .plan(let plan): self = plan.isRegular ? (isOnPace ? .onTrack : .repairable) : .repairableWithMore
    // That areas which can each be met cannot be met together is no proof.
    case .none(let areas): self = status == .unknown || areas.isEmpty ? .undecided : .pastNoReturn
    case .undecided: self = .undecided
    }
  }
}

/// Three answers to "on track?" for one system, never merged.
public struct OnTrack: Sendable, Equatable {
  public var table: String
  /// By what is earned, against the end of the last finished grade level.
  public var earned: PaceAnswer
  /// If the courses running now are passed, against the end of the running grade level.
  public var running: PaceAnswer
  /// If the plan is followed too.
  public var outcome: PlanOutcome
  public var feasibility: Feasibility

  public init(
    table: String, earned: PaceAnswer, running: PaceAnswer, outcome: PlanOutcome, feasibility: Feasibility
  ) {
    (self.table, self.earned, self.running) = (table, earned, running)
    (self.outcome, self.feasibility) = (outcome, feasibility)
  }
}

extension PaceTable {
  /// The three answers for one system.
  ///
  /// - Parameters:
  ///   - earned: By area, in twelfths of a year; `inProgress` what the running courses would add.
  ///   - gradeLevel: Of the running school year.
  ///   - yearIsOver: The marks of the running school year are complete.
  public func onTrack(
    earned: PerArea<Int>, inProgress: PerArea<Int>, status: Status, records: [TranscriptRecord], gradeLevel: Int,
    yearIsOver: Bool, outcome: PlanOutcome
  ) -> OnTrack {
    let now = answer(
      endOf: yearIsOver ? gradeLevel : gradeLevel - 1, amounts: earned, records: records, projecting: false)
    let later = answer(
      endOf: gradeLevel, amounts: PerArea { earned[$0] + inProgress[$0] }, records: records, projecting: true)
    return OnTrack(
      table: id, earned: now, running: later, outcome: outcome,
      feasibility: Feasibility(status, isOnPace: later.isOnPace, outcome))
  }
}
