extension Bucket {
  /// What CSU's second year may be before area G's social science, in the order it is spent.
  fileprivate static let anyHistory: [Bucket] = [.world, .otherHistory, .civics, .unitedStates]
}

extension Ledger {
  /// Area A (rules `a.united-states`, `a.civics`, `a.world`, `a.second-year`, `a.from-elective`).
  ///
  /// - Parameter elective: Whether CSU's second year may be social science of the elective list.
  mutating func fillHistory(
    _ policy: HistoryPolicy, required: Int, outside: OutsideCredit, elective: ElectiveTaking
  ) {
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
      switch elective {
      case .nothing: break
      case .beforeExams: second -= self[.electiveHistory].spend(second)
      case .afterExams where outside.worldHistory: break
      case .afterExams:
        var open = shortUS
        if outside.unitedStatesHistory {
          open = 0
        } else if outside.civics {
          open -= min(open, policy.civicsMost - civics)
        }
        second -= self[.electiveHistory].spend(min(second, open + second - outside.waived[.a]))
      }
    }
    fill.records += policy.secondYearAmount - second

    var civicsExam = 0
    if outside.unitedStatesHistory {
      fill.exams += shortUS
      clear(.unitedStatesHistory, shortUS)
      shortUS = 0
    } else if outside.civics {
      civicsExam = min(shortUS, policy.civicsMost - civics)
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
    let openToCivics = min(shortUS, max(0, policy.civicsMost - civics - civicsExam))
    fallShort(.unitedStatesHistory, shortUS - openToCivics)
    fallShort(.unitedStatesOrCivics, openToCivics)
    fallShort(policy.secondYear == .world ? .worldHistory : .secondHistoryYear, second)
    fills[.a] = fill
  }

  /// How much civics stands beside U.S. history: as little as fills the year, unless content that cannot serve G lies
  /// there or its use leaves more for G.
  private mutating func bestCivics(_ policy: HistoryPolicy) -> Int {
    let most = min(policy.civicsMost, self[.civics].total)
    let least = min(most, max(0, policy.unitedStatesAmount - self[.unitedStates].total))
    let own = HistoryAccounts(self)
    guard own.unitedStates.fixed + own.civics.fixed + own.world.fixed + own.otherHistory.fixed > 0 else { return least }
    var best = (civics: least, cost: Int.max)
    for civics in least...most {
      _ = self[.unitedStates].spend(policy.unitedStatesAmount - civics)
      _ = self[.civics].spend(civics)
      if policy.secondYear == .anyHistory { _ = spend(policy.secondYearAmount, from: Bucket.anyHistory) }
      var cost = 0
      for bucket in Bucket.anyHistory { cost += self[bucket].eligible - self[bucket].surplus }
      if cost < best.cost { best = (civics, cost) }
      self[.unitedStates] = own.unitedStates
      self[.civics] = own.civics
      self[.world] = own.world
      self[.otherHistory] = own.otherHistory
    }
    return best.civics
  }
}

/// The accounts of area A, kept while a way to spend them is tried.
private struct HistoryAccounts {
  let unitedStates: Account
  let civics: Account
  let world: Account
  let otherHistory: Account

  init(_ ledger: Ledger) {
    unitedStates = ledger[.unitedStates]
    civics = ledger[.civics]
    world = ledger[.world]
    otherHistory = ledger[.otherHistory]
  }
}
