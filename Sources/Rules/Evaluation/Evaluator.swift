/// Answers, exactly and with proof, where a student stands in one edition of the A-G pattern.
///
/// The same transcript, policy and day give the same verdict, whatever the order of the records. Holds working memory
/// that is used again from student to student; one evaluator serves one thread.
public struct Evaluator: Sendable {
  private var sifter: Sifter
  /// The records as they stand, and with every running course passed; and which areas they go to.
  private var now = Sifted()
  private var later = Sifted()
  private var certain = Assignment()
  private var hoped = Assignment()
  private var certificate = Certificate()
  /// Memory for what attempts prove, now and with every running course passed.
  private var evidence = (now: Evidence(), later: Evidence())
  /// What the searches for the last verdict cost, and those for its reasons.
  private(set) var spent = (verdict: 0, reasons: 0)
  /// `later` is made of what `now` holds.
  private var isProjected = false

  /// - Parameters:
  ///   - scale: The district's credits of a full record.
  public init(scale: CreditScale = .california) { sifter = Sifter(scale: scale) }

  /// Evaluates one transcript.
  ///
  /// - Parameters:
  ///   - policy: The edition; see `PolicyEditions` for the student's own.
  ///   - asOf: The day of the evaluation; what is later does not count.
  public mutating func evaluate(_ transcript: Transcript, under policy: Policy, asOf: CalendarDay) -> Verdict {
    sift(transcript, policy: policy, asOf: asOf)
    return answer(transcript, policy: policy, asOf: asOf, explained: true)
  }

  /// The same verdict without certificate, reasons and alternatives.
  mutating func outline(_ transcript: Transcript, under policy: Policy, asOf: CalendarDay) -> Verdict {
    sift(transcript, policy: policy, asOf: asOf)
    return answer(transcript, policy: policy, asOf: asOf, explained: false)
  }

  /// What is earned in all areas together, in twelfths of a year.
  mutating func earned(_ transcript: Transcript, under policy: Policy, asOf: CalendarDay) -> Int {
    let fills = fills(transcript, policy: policy, asOf: asOf)
    return SubjectArea.allCases.reduce(0) { $0 + policy.required[$1] - max(0, fills[$1].missing) }
  }

  /// The areas whose status is met, and nothing else of the verdict.
  mutating func met(_ transcript: Transcript, under policy: Policy, asOf: CalendarDay) -> SubjectAreas {
    let fills = fills(transcript, policy: policy, asOf: asOf)
    return SubjectAreas(SubjectArea.allCases.filter { fills[$0].missing <= 0 }.map { SubjectAreas($0) })
  }

  /// How far the records as they stand fill each area.
  private mutating func fills(_ transcript: Transcript, policy: Policy, asOf: CalendarDay) -> PerArea<Fill> {
    sift(transcript, policy: policy, asOf: asOf)
    var question = Question(policy: policy, outside: OutsideCredit(transcript, policy: policy, asOf: asOf))
    question.evidence.gather(now.attempts, policy: policy)
    certain.budget = Assignment.mostCost
    certain.solve(now.units, question)
    return certain.ledger.fills
  }

  /// Evaluates one transcript under several editions, as `evaluate` does under each.
  public mutating func evaluate(
    _ transcript: Transcript, under policies: [Policy], asOf: CalendarDay
  ) -> [Verdict] {
    verdicts(transcript, under: policies, asOf: asOf, explained: true)
  }

  /// The same verdicts without certificate, reasons and alternatives: for comparing how a student would stand.
  public mutating func outlines(
    _ transcript: Transcript, under policies: [Policy], asOf: CalendarDay
  ) -> [Verdict] {
    verdicts(transcript, under: policies, asOf: asOf, explained: false)
  }

  private mutating func verdicts(
    _ transcript: Transcript, under policies: [Policy], asOf: CalendarDay, explained: Bool
  ) -> [Verdict] {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(policies.count)
    for index in policies.indices {
      if index == 0 || !takeOver(policies[index], after: policies[index - 1]) {
        sift(transcript, policy: policies[index], asOf: asOf)
      }
      verdicts.append(answer(transcript, policy: policies[index], asOf: asOf, explained: explained))
    }
    return verdicts
  }

  /// The grade point average of grades 10 and 11 with the summers after 9, 10 and 11.
  public mutating func gradePointAverage(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay
  ) -> GradePointAverage {
    now.gathersGrades = true
    sift(transcript, policy: policy, asOf: asOf)
    now.gathersGrades = false
    return GradePointCount.average(of: now.graded, policy: policy.gradePoints)
  }

  private mutating func sift(_ transcript: Transcript, policy: Policy, asOf: CalendarDay) {
    sifter.sift(transcript, policy: policy, currentYear: asOf.schoolYear, into: &now)
    isProjected = false
  }

  /// Makes what was sifted under one edition hold for another, where all that differs is which surplus serves area G.
  private mutating func takeOver(_ policy: Policy, after other: Policy) -> Bool {
    guard policy.passWindows == other.passWindows, policy.college == other.college else { return false }
    if policy.electiveNeedsEligibleCourse == other.electiveNeedsEligibleCourse { return true }
    if now.joinsByElective { return false }
    for index in now.units.indices {
      now.units[index].decideElective(asksList: policy.electiveNeedsEligibleCourse)
    }
    isProjected = false
    return true
  }

  private mutating func answer(
    _ transcript: Transcript, policy: Policy, asOf: CalendarDay, explained: Bool
  ) -> Verdict {
    var question = Question(policy: policy, outside: OutsideCredit(transcript, policy: policy, asOf: asOf))
    swap(&question.evidence, &evidence.now)
    question.evidence.gather(now.attempts, policy: policy)
    certain.budget = Assignment.mostCost
    certain.solve(now.units, question)

    let fills = certain.ledger.fills
    var projected = fills
    var isCut = certain.isCut
    var budget = certain.budget
    let hasUnmatched = !now.unmatchedRecords.isEmpty
    // What is asked of the running courses, as far as unmatched records ask it again.
    var hope: Question?
    // Passing what is running takes nothing away, so where nothing is missing there is nothing to gain.
    let isComplete = SubjectArea.allCases.allSatisfy { fills[$0].missing <= 0 }
    let asksLater = now.hasRunning && !isComplete
    if asksLater {
      project(transcript, policy)
      swap(&question.evidence, &evidence.now)
      swap(&question.evidence, &evidence.later)
      question.evidence.gather(later.attempts, policy: policy)
      if certain.hadChoice && later.units == now.units && later.attempts == now.attempts {
        // What is running adds nothing but unmatched records.
        hoped = certain
      } else {
        hoped.budget = budget
        hoped.solve(later.units, question)
        budget = hoped.budget
      }
      projected = hoped.ledger.fills
      isCut = isCut || hoped.isCut
      if hasUnmatched { hope = question }
      swap(&question.evidence, &evidence.later)
      swap(&question.evidence, &evidence.now)
    }
    var bestNow = BestCase(fills)
    if hasUnmatched || certain.isCut { bestNow = BestCase(certain, now, question, &budget) { $0.unmatched[$1] } }
    var bestLater = asksLater ? BestCase(projected) : bestNow
    if asksLater, hasUnmatched || hoped.isCut {
      bestLater = BestCase(hoped, later, hope ?? question, &budget) { $0.unmatched[$1] + $0.unmatchedRunning[$1] }
    }
    spent = (Assignment.mostCost - budget, 0)
    let status = PerArea<Status> { area in
      let worst = Status(missing: fills[area].missing, later: projected[area].missing)
      let best = Status(missing: bestNow.missing[area], later: bestLater.missing[area])
      return worst == best ? worst : .unknown
    }
    var best = bestNow.missing
    var unproven: SubjectAreas = []
    for area in SubjectArea.allCases {
      // Where matching alone decides nothing, the courses running now have to be passed too.
      let told = status[area] == .unknown && bestNow.missing[area] > 0 ? bestLater : bestNow
      best[area] = max(0, min(told.missing[area], fills[area].missing))
      if told.unproven.has(area) { unproven.insert(SubjectAreas(area)) }
    }
    var verdict = Verdict(
      required: policy.required, earned: PerArea { policy.required[$0] - max(0, fills[$0].missing) },
      inProgress: PerArea { max(0, fills[$0].missing - max(0, projected[$0].missing)) },
      missingLater: PerArea { max(0, projected[$0].missing) }, status: status,
      overall: Status(overall: status, allMetLater: SubjectArea.allCases.allSatisfy { projected[$0].missing <= 0 }),
      uses: [], shortfalls: certain.ledger.shortfallsAfterWaivers,
      electiveServesOtherArea: certain.ledger.electiveServesOtherArea,
      bestMissing: best, openRecords: [], reasons: [], alternatives: [], isCut: isCut || !unproven.isEmpty)
    if explained {
      verdict.uses = certificate.write(transcript, &now, question, certain, asOf: asOf)
      if !isComplete {
        let proven = isCut ? [] : SubjectAreas.all.subtracting(unproven)
        explain(&verdict, question, later: projected, transcript, proven: proven)
      }
    }
    swap(&question.evidence, &evidence.now)
    return verdict
  }

  private mutating func project(_ transcript: Transcript, _ policy: Policy) {
    if isProjected { return }
    sifter.project(transcript, policy: policy, from: now, into: &later)
    isProjected = true
  }

  /// Why something is missing, what else the courses could meet, and what would decide what is unknown.
  ///
  /// - Parameter proven: Areas whose best case no search left open.
  private mutating func explain(
    _ verdict: inout Verdict, _ question: Question, later: PerArea<Fill>, _ transcript: Transcript,
    proven: SubjectAreas
  ) {
    verdict.openRecords = SubjectArea.allCases.compactMap { area in
      guard verdict.status[area] == .unknown, proven.has(area) else { return nil }
      return now.openRecords(area, missing: verdict.missing(area), later: later[area].missing, in: transcript)
    }
    var search = ReasonSearch(now.units, question, solved: certain)
    verdict.reasons = search.reasons(shortfalls: verdict.shortfalls)
    let meetable = search.meetable()
    if !meetable.isEmpty {
      verdict.alternatives = AlternativeSearch.alternatives(
        now, question, solved: certain, transcript: transcript, meetable: meetable)
    }
    verdict.isCut = verdict.isCut || search.isCut
    spent.reasons = search.spent
  }
}
