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
    /// By policy, whether no plan for it alone has fewer semesters or disturbs less than the one for all together. Not looked
    /// into, and false, where that one stays in regular terms.
    var isLeastAlone: [Bool]
  }

  let settings: PlanSettings
  private let scale: CreditScale
  private var memory = PlanMemory()

  public init(scale: CreditScale = .california, settings: PlanSettings = PlanSettings()) {
    (self.scale, self.settings) = (scale, settings)
  }

  /// The plan for all policies of the request together, and the last starts of each area.
  public mutating func answer(_ request: Request, offers: SchoolOffers) -> Answer {
    var work = begin(request, offers)
    defer { swap(&work.memory, &memory) }
    let outcome = work.outcome()
    return Answer(
      outcome: outcome, lastStarts: work.lastStarts(outcome), isLeastAlone: work.isLeastAlone(outcome))
  }

  /// The plan alone.
  public mutating func outcome(_ request: Request, offers: SchoolOffers) -> PlanOutcome {
    var work = begin(request, offers)
    defer { swap(&work.memory, &memory) }
    return work.outcome()
  }

  /// The memory is handed over and given back, so that it is not copied.
  private mutating func begin(_ request: Request, _ offers: SchoolOffers) -> PlanWork {
    let student = PlanStudent(request, scale: scale, settings: settings)
    let keys = PlanKeys(student, policies: request.policies, scale: scale, &memory)
    let end = CalendarDay(year: max(request.graduationYear, request.asOf.year), month: 6, day: 30) ?? request.asOf
    var work = PlanWork(student, keys: keys, offers: offers, end: end, scale: scale, settings: settings)
    swap(&work.memory, &memory)
    return work
  }

  /// Other offers in place of each offer of a plan, at most three of each; each proved by a verdict and no more disturbing.
  mutating func substitutes(
    _ plan: RepairPlan, _ request: Request, offers: SchoolOffers
  ) -> [Int32: [Int32]] {
    var work = begin(request, offers)
    defer { swap(&work.memory, &memory) }
    return work.substitutes(plan)
  }

  /// What is to be taken at least, beside what the terms left have room for.
  mutating func shortage(_ request: Request, offers: SchoolOffers) -> PlanShortage {
    var work = begin(request, offers)
    defer { swap(&work.memory, &memory) }
    return work.shortage()
  }

  /// The areas that stay unmet even with everything that can still be taken, load left aside.
  ///
  /// - Parameter exam: One more exam, to see what it would change.
  mutating func unreachable(_ request: Request, offers: SchoolOffers, exam: ExamResult? = nil) -> SubjectAreas {
    var request = request
    if let exam { request.transcript.exams.append(exam) }
    var work = begin(request, offers)
    defer { swap(&work.memory, &memory) }
    return work.unreachable()
  }
}
