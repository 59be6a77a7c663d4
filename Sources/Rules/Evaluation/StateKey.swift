/// Stands for the amounts in every account as far as they can matter to what is still open: two states with equal keys
/// have equal futures. 128 bits of a hash; that two states of one search share it by chance is not to be expected.
struct StateKey: Equatable, Sendable {
  fileprivate var first: UInt64
  fileprivate var second: UInt64

  fileprivate init(first: UInt64, second: UInt64) { (self.first, self.second) = (first, second) }

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

/// States that a search has been in.
struct StateTable: Sendable {
  private static let none = StateKey(first: 0, second: 0)
  /// Most searches are in none: they end with the first descent.
  private var keys: [StateKey] = []
  private var count = 0

  mutating func removeAll() {
    if count > 0 { keys = Array(repeating: StateTable.none, count: keys.count) }
    count = 0
  }

  /// Whether the state is a new one.
  mutating func insert(_ key: StateKey) -> Bool {
    if 2 * count >= keys.count { grow() }
    let place = place(of: key)
    if keys[place] == key { return false }
    keys[place] = key
    count += 1
    return true
  }

  private func place(of key: StateKey) -> Int {
    var place = Int(truncatingIfNeeded: key.first ^ key.second >> 32) & (keys.count - 1)
    while keys[place] != StateTable.none && keys[place] != key { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private mutating func grow() {
    let held = keys
    keys = Array(repeating: StateTable.none, count: max(128, 4 * held.count))
    for key in held where key != StateTable.none { keys[place(of: key)] = key }
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
        let most = most(index)
        if most == 0 { continue }
        key.add(UInt64(min(cell.eligible, most) << 8 | min(cell.fixed, most)))
      } else {
        key.add(cell.places)
      }
    }
    key.add(total << 1 | (isFull ? 1 : 0))
    return key
  }

  /// The most of an account that its area, or one that takes from it, can spend: 0 where it is surplus and nothing else.
  private func most(_ index: Int) -> Int {
    guard let bucket = Bucket(rawValue: index) else { return 12 }
    switch bucket {
    case .noSlot, .otherScience, .elective: return 0
    case .english: return 48
    case .world, .otherHistory, .electiveHistory: return question.policy.history.secondYearAmount
    case .biology, .chemistry, .physics, .earthAndSpace, .electiveLife, .electivePhysical:
      return question.policy.required[.d] / 2
    default: return 24
    }
  }
}
