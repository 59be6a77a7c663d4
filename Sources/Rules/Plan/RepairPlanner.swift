/// Finds, for one student at a time, the courses that complete the patterns by graduation with the fewest semesters.
///
/// The fewest semesters first, then the fewest college courses, then the fewest summer courses. The courses running now
/// are taken as passed. Area by area the smallest sets of courses are found by a search that the evaluator's own
/// verdicts guide (`PlanSearch`), put into terms together (`PlanSchedule`), and the whole is proved by the verdict on
/// the transcript with them. Holds working memory; one planner serves one thread.
public struct RepairPlanner: Sendable {
  /// Who is planned for, under which editions.
  public struct Request: Sendable {
    public var transcript: Transcript
    /// Patterns that the plan is to complete together.
    public var policies: [Policy]
    public var asOf: CalendarDay
    /// Of the running school year.
    public var gradeLevel: Int
    /// Spring of graduation.
    public var graduationYear: Int
    /// Records of later school years are courses that are to be taken anyway; else they are left out.
    public var keepsLater = false

    public init(
      transcript: Transcript, policies: [Policy], asOf: CalendarDay, gradeLevel: Int, graduationYear: Int
    ) {
      (self.transcript, self.policies, self.asOf) = (transcript, policies, asOf)
      (self.gradeLevel, self.graduationYear) = (gradeLevel, graduationYear)
    }
  }

  /// What planning came to, and until when each area can still be begun.
  public struct Answer: Sendable, Equatable {
    public var outcome: PlanOutcome
    public var lastStarts: PerArea<LastStart>
  }

  let settings: PlanSettings
  private let scale: CreditScale
  private var evaluator: Evaluator

  public init(scale: CreditScale = .california, settings: PlanSettings = PlanSettings()) {
    (self.scale, self.settings) = (scale, settings)
    evaluator = Evaluator(scale: scale)
  }

  /// The plan for all policies of the request together, and the last starts of each area.
  public mutating func answer(_ request: Request, offers: SchoolOffers) -> Answer {
    var work = PlanWork(request, offers: offers, scale: scale, settings: settings, evaluator: evaluator)
    let outcome = work.outcome()
    return Answer(outcome: outcome, lastStarts: work.lastStarts(outcome))
  }

  /// The plan alone.
  public mutating func outcome(_ request: Request, offers: SchoolOffers) -> PlanOutcome {
    var work = PlanWork(request, offers: offers, scale: scale, settings: settings, evaluator: evaluator)
    return work.outcome()
  }

  /// Other offers in place of each offer of a plan, at most three of each; each proved by a verdict and no more disturbing.
  mutating func substitutes(
    _ plan: RepairPlan, _ request: Request, offers: SchoolOffers
  ) -> [Int32: [Int32]] {
    var work = PlanWork(request, offers: offers, scale: scale, settings: settings, evaluator: evaluator)
    return work.substitutes(plan)
  }

  /// The areas that stay unmet even with everything that can still be taken, load left aside.
  ///
  /// - Parameter exam: One more exam, to see what it would change.
  mutating func unreachable(_ request: Request, offers: SchoolOffers, exam: ExamResult? = nil) -> SubjectAreas {
    var request = request
    if let exam { request.transcript.exams.append(exam) }
    var work = PlanWork(request, offers: offers, scale: scale, settings: settings, evaluator: evaluator)
    return work.unreachable()
  }

  /// The transcript as it would be with the plan followed: running courses passed with C, the planned ones too.
  ///
  /// What the verdict on it says at the end of the graduation year is the answer "if the plan is followed".
  public func following(_ plan: RepairPlan, _ request: Request, offers: SchoolOffers) -> Transcript {
    let work = PlanWork(request, offers: offers, scale: scale, settings: settings, evaluator: evaluator)
    var transcript = work.student.transcript
    var sequence = transcript.records.map(\.sequence).max() ?? 0
    for planned in plan.courses {
      guard let offer = offers.offers.first(where: { $0.number == planned.offer }) else { continue }
      sequence &+= 1
      transcript.records.append(
        TranscriptRecord(
          sequence: sequence, year: planned.term.year, term: planned.term.term,
          gradeLevel: min(12, planned.term.gradeLevel), mark: .c, part: planned.part,
          isCollege: offer.venue == .college, listing: .listed(offer.course)))
    }
    return transcript
  }
}
