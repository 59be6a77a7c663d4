/// What no completion of a partly decided assignment can beat.
///
/// `certain` books decided units only, `hopeful` every open unit in all its areas at once. A twelfth of an open unit
/// removes at most one missing twelfth, in one area.
struct Bound {
  let hopeful: PerArea<Fill>
  /// Areas A to F that stay unmet at least.
  let notMet: Int
  /// Twelfths of A to F that stay missing at least.
  let missing: Int

  /// - Parameter open: Twelfths of the open units together.
  init(certain: PerArea<Fill>, hopeful: PerArea<Fill>, open: Int) {
    self.hopeful = hopeful
    var unmet = 0
    var hopefulMissing = 0
    var certainMissing = 0
    var reachable = InlineArray<6, Int>(repeating: 0)
    var count = 0
    for area in SubjectArea.beforeElective {
      let least = max(0, hopeful[area].missing)
      let now = max(0, certain[area].missing)
      hopefulMissing += least
      certainMissing += now
      if least > 0 {
        unmet += 1
      } else if now > 0 {
        var place = count
        while place > 0 && reachable[place - 1] > now {
          reachable[place] = reachable[place - 1]
          place -= 1
        }
        reachable[place] = now
        count += 1
      }
    }
    // The cheapest areas first: that many can be met together at most.
    var left = open
    for place in 0..<count {
      left -= reachable[place]
      if left < 0 { unmet += 1 }
    }
    notMet = unmet
    missing = max(hopefulMissing, certainMissing - open)
  }
}

/// Stands for the amounts in every account as far as they can matter to what is still open: two ledgers with equal keys
/// have equal futures.
///
/// Amounts beyond what any requirement can spend are cut off; what they add to the surplus is in the total.
struct LedgerKey: Hashable, Sendable {
  private var parts: [UInt32] = []

  init(_ ledger: Ledger) {
    parts.reserveCapacity(40)
    var total = ledger.artsRepeats
    for bucket in Bucket.allCases {
      let account = ledger[bucket]
      let most = bucket == .english ? 48 : 24
      parts.append(UInt32(min(account.eligible, most)) << 8 | UInt32(min(account.fixed, most)))
      if bucket != .languageDevelopment { total += account.eligible }
    }
    for index in 0..<3 {
      let slot = ledger.slots[index]
      parts.append(UInt32(slot.eligible.rawValue) << 16 | UInt32(slot.fixed.rawValue))
      total += slot.account.eligible
    }
    for account in ledger.languages.sorted(by: { $0.key < $1.key }) {
      parts.append(UInt32(truncatingIfNeeded: account.key))
      parts.append(UInt32(truncatingIfNeeded: account.key >> 32))
      for level in 0..<4 {
        let slot = account.levels[level]
        parts.append(UInt32(slot.eligible.rawValue) << 16 | UInt32(slot.fixed.rawValue))
        total += slot.account.eligible
      }
    }
    let isFull = ledger.arts.contains { $0.account.total >= 12 } && !ledger.arts.contains { $0.account.fixed > 0 }
    for entry in ledger.arts.sorted(by: { $0.key < $1.key }) {
      total += entry.account.eligible
      if isFull { continue }
      parts.append(UInt32(truncatingIfNeeded: entry.key))
      parts.append(UInt32(truncatingIfNeeded: entry.key >> 32))
      parts.append(UInt32(min(entry.account.eligible, 12)) << 8 | UInt32(min(entry.account.fixed, 12)))
    }
    parts.append(isFull ? 1 : 0)
    parts.append(UInt32(truncatingIfNeeded: total))
  }
}
