/// Stands for the amounts in every account as far as they can matter to what is still open: two states with equal keys
/// have equal futures. 128 bits of a hash; that two states of one search share it by chance is not to be expected.
struct StateKey: Hashable, Sendable {
  private var first: UInt64
  private var second: UInt64

  init(position: Int) {
    first = UInt64(truncatingIfNeeded: position) &+ 0x9E37_79B9_7F4A_7C15
    second = first ^ 0xD1B5_4A32_D192_ED03
  }

  mutating func add(_ part: UInt64) {
    first = (first ^ part) &* 0xBF58_476D_1CE4_E5B9
    first ^= first >> 29
    second = (second &+ part) &* 0x94D0_49BB_1331_11EB
    second ^= second >> 31
  }
}

extension SearchProblem {
  /// Amounts beyond what any requirement can spend are cut off; what they add to the surplus is in the total.
  func key(_ cells: [Cell], position: Int) -> StateKey {
    var key = StateKey(position: position)
    var total: UInt64 = 0
    var isFull = false
    var hasFixed = false
    for index in plan.arts..<plan.count {
      if cells[index].eligible + cells[index].fixed >= 12 { isFull = true }
      if cells[index].fixed > 0 { hasFixed = true }
    }
    isFull = isFull && !hasFixed
    for index in changing {
      let cell = cells[index]
      if index != Bucket.languageDevelopment.rawValue { total += UInt64(cell.eligible) }
      if index < CellPlan.slots || index >= plan.arts {
        if index >= plan.arts && isFull { continue }
        let most = index == Bucket.english.rawValue ? 48 : (index >= plan.arts ? 12 : 24)
        key.add(UInt64(min(cell.eligible, most) << 8 | min(cell.fixed, most)))
      } else {
        key.add(cell.places)
      }
    }
    key.add(total << 1 | (isFull ? 1 : 0))
    return key
  }
}
