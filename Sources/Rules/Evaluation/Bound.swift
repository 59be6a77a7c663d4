/// What no completion of a partly decided assignment can beat in areas A to F.
///
/// A twelfth of an open unit removes at most one missing twelfth, in one area. So a set of areas misses at least what it
/// misses with the decided units alone, less what the open units that may go to one of them hold; and each area for
/// itself misses at least what it would if all open units went there. The least of all sets is the bound of a
/// transport problem, and the sets of areas that can be met together are those without a violated subset.
struct Bound {
  /// Areas A to F that stay unmet at least.
  private(set) var notMet = 0
  /// Twelfths that stay missing at least.
  private(set) var missing = 0
  /// The least missing of A, B, C, D, E, F in this order of rank, six bits each.
  private(set) var byArea: UInt64 = 0

  /// - Parameters:
  ///   - certain: Missing twelfths of A to F with the decided units.
  ///   - hopeful: The same if every open unit counted in all its areas at once.
  ///   - supply: Of the open units.
  init(certain: PerOwnArea, hopeful: PerOwnArea, supply: Supply) {
    var areas = InlineArray<6, Int>(repeating: 0)
    var count = 0
    for area in 0..<6 where certain[area] > 0 {
      areas[count] = area
      count += 1
    }
    guard count > 0 else { return }
    // Of every set of the areas that miss something: its bits, its hopeful sum, and how much supply is beyond its gain.
    var bits = InlineArray<64, UInt8>(repeating: 0)
    var hope = InlineArray<64, Int16>(repeating: 0)
    var gain = InlineArray<64, Int16>(repeating: 0)
    var slack = InlineArray<64, Int16>(repeating: 0)
    let size = 1 << count
    for set in 1..<size {
      let area = areas[set.trailingZeroBitCount]
      let rest = set & (set - 1)
      bits[set] = bits[rest] | 1 << UInt8(area)
      hope[set] = hope[rest] + Int16(hopeful[area])
      gain[set] = gain[rest] + Int16(certain[area] - hopeful[area])
      slack[set] = min(Int16(supply[Int(bits[set])]) - gain[set], slack[rest])
    }
    var isTight = false
    for set in 1..<size where slack[set] < 0 {
      isTight = true
      break
    }
    let all = size - 1
    guard isTight else {
      for member in 0..<count where hopeful[areas[member]] > 0 {
        notMet += 1
        missing += hopeful[areas[member]]
        byArea |= UInt64(hopeful[areas[member]]) << UInt64(6 * (5 - areas[member]))
      }
      return
    }
    for member in 0..<count {
      for set in 0..<size where set & 1 << member != 0 { slack[set] = min(slack[set], slack[set ^ 1 << member]) }
    }
    missing = Int(hope[all] - slack[all])
    var most = 0
    for set in 1..<size where hope[set] == slack[set] { most = max(most, set.nonzeroBitCount) }
    notMet = count - most
    byArea = .max
    for met in 0..<size where met.nonzeroBitCount == most && hope[met] == slack[met] {
      var vector: UInt64 = 0
      var before: Int16 = 0
      var seen = met
      for member in 0..<count {
        seen |= 1 << member
        let least = hope[seen] - slack[seen]
        vector |= UInt64(least - before) << UInt64(6 * (5 - areas[member]))
        before = least
      }
      byArea = min(byArea, vector)
    }
  }
}

/// For every set of areas A to F, by its bits: twelfths of open units that can fill one of them, but no more than matter.
struct Supply: Sendable {
  private var sets = InlineArray<64, UInt16>(repeating: 0)

  subscript(set: Int) -> UInt16 { sets[set] }

  /// One more unit that can fill any of some areas.
  mutating func add(_ amount: Int, areas: SubjectAreas) {
    let meeting = Supply.meeting[Int(areas.rawValue & 63)]
    let amount = UInt16(truncatingIfNeeded: amount)
    for set in 0..<64 { sets[set] &+= meeting[set] & amount }
  }

  /// For each set of areas, all bits at the sets that share an area with it.
  private static let meeting: [InlineArray<64, UInt16>] = (0..<64).map { set in
    InlineArray { $0 & set == 0 ? 0 : .max }
  }
}

/// One amount for each of A to F, by the area's raw value.
typealias PerOwnArea = InlineArray<6, Int>

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
