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
    var hope: Question?
    var isCut = certain.isCut
    var budget = certain.budget
    // Passing what is running takes nothing away, so where nothing is missing there is nothing to gain.
    let isComplete = SubjectArea.allCases.allSatisfy { fills[$0].missing <= 0 }
    if now.hasRunning && !isComplete {
      project(transcript, policy)
      var asked = question
      swap(&asked.evidence, &evidence.later)
      asked.evidence.gather(later.attempts, policy: policy)
      if certain.hadChoice && later.units == now.units && later.attempts == now.attempts {
        // What is running adds nothing but unmatched records.
        hoped = certain
      } else {
        hoped.budget = budget
        hoped.solve(later.units, asked)
        budget = hoped.budget
      }
      projected = hoped.ledger.fills
      isCut = isCut || hoped.isCut
      hope = asked
    }
    let bestNow = bestMissing(certain, now, question, &budget) { $0.unmatched[$1] }
    var bestLater = bestNow
    if let hope {
      bestLater = bestMissing(hoped, later, hope, &budget) { $0.unmatched[$1] + $0.unmatchedRunning[$1] }
    }
    spent = (Assignment.mostCost - budget, 0)
    let status = PerArea<Status> { area in
      let worst = Status(missing: fills[area].missing, later: projected[area].missing)
      let best = Status(missing: bestNow[area], later: bestLater[area])
      return worst == best ? worst : .unknown
    }
    var verdict = Verdict(
      required: policy.required, earned: PerArea { policy.required[$0] - max(0, fills[$0].missing) },
      inProgress: PerArea { max(0, fills[$0].missing - max(0, projected[$0].missing)) },
      missingLater: PerArea { max(0, projected[$0].missing) }, status: status,
      overall: Status(overall: status, allMetLater: SubjectArea.allCases.allSatisfy { projected[$0].missing <= 0 }),
      uses: [], shortfalls: certain.ledger.shortfallsAfterWaivers,
      electiveServesOtherArea: certain.ledger.electiveServesOtherArea,
      bestMissing: PerArea { area in
        // Where matching alone decides nothing, the courses running now have to be passed too.
        let best = status[area] == .unknown && bestNow[area] > 0 ? bestLater[area] : bestNow[area]
        return max(0, min(best, fills[area].missing))
      }, openRecords: [], reasons: [], alternatives: [], isCut: isCut)
    if explained {
      verdict.uses = certificate.write(transcript, &now, question, certain, asOf: asOf)
      if !isComplete { explain(&verdict, question, later: projected, transcript) }
    }
    swap(&question.evidence, &evidence.now)
    if var hope { swap(&hope.evidence, &evidence.later) }
    return verdict
  }

  private mutating func project(_ transcript: Transcript, _ policy: Policy) {
    if isProjected { return }
    sifter.project(transcript, policy: policy, from: now, into: &later)
    isProjected = true
  }

  /// Why something is missing, what else the courses could meet, and what would decide what is unknown.
  private mutating func explain(
    _ verdict: inout Verdict, _ question: Question, later: PerArea<Fill>, _ transcript: Transcript
  ) {
    if !verdict.isCut {
      verdict.openRecords = SubjectArea.allCases.compactMap { area in
        guard verdict.status[area] == .unknown else { return nil }
        return now.openRecords(area, missing: verdict.missing(area), later: later[area].missing, in: transcript)
      }
    }
    var search = ReasonSearch(now.units, question, solved: certain)
    verdict.reasons = search.reasons(shortfalls: verdict.shortfalls)
    verdict.alternatives = AlternativeSearch.alternatives(
      now, question, solved: certain, transcript: transcript, meetable: search.meetable())
    verdict.isCut = verdict.isCut || search.isCut
    spent.reasons = search.spent
  }

  /// What each area would miss if unmatched records served it: the best case of each area for itself.
  private func bestMissing(
    _ assignment: Assignment, _ sifted: Sifted, _ question: Question, _ budget: inout Int,
    worth: (Sifted, SubjectArea) -> Int
  ) -> PerArea<Int> {
    PerArea { area in
      if assignment.isCut { return assignment.leastMissing[area] - worth(sifted, area) }
      let missing = assignment.ledger.fills[area].missing
      let helps = worth(sifted, area)
      // What fills area G changes no choice before it.
      guard missing > 0, helps > 0, assignment.hadChoice, area != .g else { return missing - helps }
      if helps >= question.policy.required[area] { return 0 }
      // What is no longer searched misses at least what it would if nothing else had a claim to the courses.
      if budget <= 0 { return assignment.leastMissing[area] - helps }
      var asked = question
      asked.wildcard = (area, helps)
      var again = Assignment()
      again.budget = budget
      again.solve(sifted.units, asked)
      budget = again.budget
      // The best assignment of all may give this area less; its own best case is at least as good as the worst.
      return min(missing, again.isCut ? again.leastMissing[area] : again.ledger.fills[area].missing)
    }
  }
}
