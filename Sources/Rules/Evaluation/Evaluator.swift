/// Answers, exactly and with proof, where a student stands in one edition of the A-G pattern.
///
/// The same transcript, policy and day give the same verdict, whatever the order of the records. Holds working memory
/// that is used again from student to student; one evaluator serves one thread.
public struct Evaluator: Sendable {
  private var sifter: Sifter
  /// The records as they stand, and with every running course passed.
  private var now = Sifted()
  private var later = Sifted()
  private var evidence = Evidence()

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
    return answer(transcript, policy: policy, asOf: asOf)
  }

  /// Evaluates one transcript under several editions, as `evaluate` does under each.
  public mutating func evaluate(
    _ transcript: Transcript, under policies: [Policy], asOf: CalendarDay
  ) -> [Verdict] {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(policies.count)
    for index in policies.indices {
      if index == 0 || !policies[index].siftsAlike(policies[index - 1]) {
        sift(transcript, policy: policies[index], asOf: asOf)
      }
      verdicts.append(answer(transcript, policy: policies[index], asOf: asOf))
    }
    return verdicts
  }

  /// The grade point average of grades 10 and 11 with the summers after 9, 10 and 11.
  public mutating func gradePointAverage(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay
  ) -> GradePointAverage {
    now.gathersGrades = true
    sifter.sift(transcript, policy: policy, currentYear: asOf.schoolYear, projecting: false, into: &now)
    now.gathersGrades = false
    return GradePointCount.average(of: now.graded, policy: policy.gradePoints)
  }

  private mutating func sift(_ transcript: Transcript, policy: Policy, asOf: CalendarDay) {
    sifter.sift(transcript, policy: policy, currentYear: asOf.schoolYear, projecting: false, into: &now)
    guard now.hasRunning else { return }
    sifter.sift(transcript, policy: policy, currentYear: asOf.schoolYear, projecting: true, into: &later)
  }

  private mutating func answer(_ transcript: Transcript, policy: Policy, asOf: CalendarDay) -> Verdict {
    let outside = OutsideCredit(transcript, policy: policy, asOf: asOf)
    let certain = solve(now, policy: policy, outside: outside)
    let bestNow = bestMissing(certain, now) { $0.unmatched[$1] }
    var certificate = Certificate(transcript: transcript, sifted: now, assignment: certain)
    let uses = certificate.write(asOf: asOf)

    var projected = certain.ledger.fills
    var bestLater = bestNow
    if now.hasRunning {
      let hoped = solve(later, policy: policy, outside: outside)
      projected = hoped.ledger.fills
      bestLater = bestMissing(hoped, later) { $0.unmatched[$1] + $0.unmatchedRunning[$1] }
    }
    let fills = certain.ledger.fills
    let status = PerArea<Status> { area in
      let worst = Status(missing: fills[area].missing, later: projected[area].missing)
      let best = Status(missing: bestNow[area], later: bestLater[area])
      return worst == best ? worst : .unknown
    }
    return Verdict(
      required: policy.required, earned: PerArea { policy.required[$0] - max(0, fills[$0].missing) },
      inProgress: PerArea { max(0, fills[$0].missing - max(0, projected[$0].missing)) }, status: status,
      overall: Status(overall: status, allMetLater: SubjectArea.allCases.allSatisfy { projected[$0].missing <= 0 }),
      uses: uses, shortfalls: certain.ledger.shortfallsAfterWaivers,
      electiveServesOtherArea: certain.ledger.electiveServesOtherArea)
  }

  private mutating func solve(_ sifted: Sifted, policy: Policy, outside: OutsideCredit) -> Assignment {
    evidence.gather(sifted.attempts, policy: policy)
    var assignment = Assignment(policy: policy, outside: outside, evidence: evidence)
    assignment.solve(sifted.units)
    return assignment
  }

  /// What each area would miss if unmatched records served it: the best case of each area for itself.
  private func bestMissing(
    _ assignment: Assignment, _ sifted: Sifted, worth: (Sifted, SubjectArea) -> Int
  ) -> PerArea<Int> {
    PerArea { area in
      if assignment.isCut { return assignment.leastMissing[area] - worth(sifted, area) }
      let missing = assignment.ledger.fills[area].missing
      let helps = worth(sifted, area)
      guard missing > 0, helps > 0, assignment.hadChoice else { return missing - helps }
      var again = assignment
      again.wildcard = (area, helps)
      again.solve(sifted.units)
      return again.ledger.fills[area].missing
    }
  }
}

extension Policy {
  /// Whether records are sifted alike under both editions: the sifting asks for nothing else.
  fileprivate func siftsAlike(_ other: Policy) -> Bool {
    passWindows == other.passWindows && college == other.college
      && electiveNeedsEligibleCourse == other.electiveNeedsEligibleCourse
  }
}

extension Status {
  fileprivate init(missing: Int, later: Int) {
    self = missing <= 0 ? .met : (later <= 0 ? .inProgress : .notMet)
  }

  /// The whole pattern: the worst area; running courses complete it only if they complete all areas together.
  fileprivate init(overall areas: PerArea<Status>, allMetLater: Bool) {
    let all = SubjectArea.allCases.map { areas[$0] }
    if all.contains(.notMet) {
      self = .notMet
    } else if all.contains(.unknown) {
      self = .unknown
    } else if all.contains(.inProgress) {
      self = allMetLater ? .inProgress : .notMet
    } else {
      self = .met
    }
  }
}

extension Ledger {
  /// The shortfalls that remain once a waiver has lifted what it lifts.
  fileprivate var shortfallsAfterWaivers: [Shortfall] {
    var lifted = PerArea<Int> { fills[$0].waiver }
    var result: [Shortfall] = []
    for shortfall in shortfalls {
      let area = shortfall.need.area
      let amount = min(lifted[area], shortfall.twelfths)
      lifted[area] -= amount
      if shortfall.twelfths > amount {
        result.append(Shortfall(need: shortfall.need, twelfths: shortfall.twelfths - amount))
      }
    }
    return result
  }

  /// Area G falls short by no more than its own courses gave to A and D.
  fileprivate var electiveServesOtherArea: Bool {
    var given = 0
    for bucket in Bucket.allCases { given += spentOutsideElective[bucket.rawValue] }
    return fills[.g].missing > 0 && given >= fills[.g].missing
  }
}
