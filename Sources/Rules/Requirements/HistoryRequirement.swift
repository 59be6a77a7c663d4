extension Bucket {
  /// What CSU's second year may be before area G's social science, in the order it is spent.
  fileprivate static let anyHistory: [Bucket] = [.world, .otherHistory, .civics, .unitedStates]
}

extension Ledger {
  /// Area A (rules `a.united-states`, `a.civics`, `a.world`, `a.second-year`, `a.from-elective`).
  mutating func fillHistory(_ policy: HistoryPolicy, required: Int, outside: OutsideCredit) {
    var fill = Fill(required: required)
    let civics = bestCivics(policy)
    let us = self[.unitedStates].spend(policy.unitedStatesAmount - civics)
    _ = self[.civics].spend(civics)
    var shortUS = policy.unitedStatesAmount - us - civics
    fill.records = us + civics
    var second = policy.secondYearAmount
    switch policy.secondYear {
    case .world: second -= self[.world].spend(second)
    case .anyHistory:
      second -= spend(second, from: Bucket.anyHistory)
      second -= self[.electiveHistory].spend(second)
    }
    fill.records += policy.secondYearAmount - second

    if outside.unitedStatesHistory {
      fill.exams += shortUS
      clear(.unitedStatesHistory, shortUS)
      shortUS = 0
    } else if outside.civics {
      let civicsExam = min(shortUS, policy.civicsMost - civics)
      fill.exams += civicsExam
      clear(.civics, civicsExam)
      shortUS -= civicsExam
    }
    if outside.worldHistory {
      fill.exams += second
      clear(.worldHistory, second)
      second = 0
    }
    // What only U.S. history can still fill: civics has given what it may.
    let openToCivics = min(shortUS, max(0, policy.civicsMost - civics))
    fallShort(.unitedStatesHistory, shortUS - openToCivics)
    fallShort(.unitedStatesOrCivics, openToCivics)
    fallShort(policy.secondYear == .world ? .worldHistory : .secondHistoryYear, second)
    fills[.a] = fill
  }

  /// How much civics stands beside U.S. history: as little as fills the year, unless content that cannot serve G lies
  /// there or its use leaves more for G.
  private func bestCivics(_ policy: HistoryPolicy) -> Int {
    let most = min(policy.civicsMost, self[.civics].total)
    let least = min(most, max(0, policy.unitedStatesAmount - self[.unitedStates].total))
    let hasFixed =
      self[.civics].fixed + self[.unitedStates].fixed + self[.world].fixed + self[.otherHistory].fixed > 0
    guard hasFixed else { return least }
    var best = (civics: least, cost: Int.max)
    for civics in least...most {
      var trial = self
      _ = trial[.unitedStates].spend(policy.unitedStatesAmount - civics)
      _ = trial[.civics].spend(civics)
      if policy.secondYear == .anyHistory { _ = trial.spend(policy.secondYearAmount, from: Bucket.anyHistory) }
      let cost = [Bucket.unitedStates, .civics, .world, .otherHistory].reduce(0) {
        $0 + trial[$1].eligible - trial[$1].surplus
      }
      if cost < best.cost { best = (civics, cost) }
    }
    return best.civics
  }
}
