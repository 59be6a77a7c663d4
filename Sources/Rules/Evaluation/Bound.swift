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

  /// Nothing is missing.
  init() {}

  /// - Parameters:
  ///   - certain: Missing twelfths of A to F with the decided units.
  ///   - hopeful: The same if every open unit counted in all its areas at once.
  ///   - supply: Of the open units.
  init(certain: PerOwnArea, hopeful: PerOwnArea, supply: Supply) {
    var areas = InlineArray<6, Int>(repeating: 0)
    var count = 0
    for area in 0..<6 where certain[area] > 0 {
      if hopeful[area] < certain[area] {
        areas[count] = area
        count += 1
      } else {
        // No open unit fills it: it misses what it misses, whatever the others do.
        miss(area, certain[area])
      }
    }
    guard count > 0 else { return }
    let others = self
    // Of every set of the areas that open units can fill: its bits, its hopeful sum, and how much supply is beyond its gain.
    var bits = InlineArray<64, UInt8>(repeating: 0)
    var hope = InlineArray<64, Int16>(repeating: 0)
    var gain = InlineArray<64, Int16>(repeating: 0)
    var slack = InlineArray<64, Int16>(repeating: 0)
    var least: Int16 = 0
    for member in 0..<count {
      let (area, first) = (areas[member], 1 << member)
      let (own, ownHope) = (UInt8(1) << UInt8(area), hopeful[area])
      let ownGain = certain[area] &- ownHope
      for rest in 0..<first {
        let set = first | rest
        bits[set] = bits[rest] | own
        hope[set] = hope[rest] &+ ownHope
        gain[set] = gain[rest] &+ ownGain
        slack[set] = Int16(truncatingIfNeeded: supply[Int(bits[set])]) &- gain[set]
        least = min(least, slack[set])
      }
    }
    guard least < 0 else {
      for member in 0..<count where hopeful[areas[member]] > 0 { miss(areas[member], hopeful[areas[member]]) }
      return
    }
    let size = 1 << count
    // The least of all sets inside each set.
    for member in 0..<count {
      let bit = 1 << member
      for set in 0..<size where set & bit != 0 { slack[set] = min(slack[set], slack[set ^ bit]) }
    }
    missing += Int(hope[size - 1] &- slack[size - 1])
    var most = 0
    for set in 1..<size where hope[set] == slack[set] { most = max(most, set.nonzeroBitCount) }
    notMet += count - most
    byArea = .max
    for met in 0..<size where met.nonzeroBitCount == most && hope[met] == slack[met] {
      var vector: UInt64 = 0
      var before: Int16 = 0
      var seen = met
      for member in 0..<count {
        seen |= 1 << member
        let least = hope[seen] &- slack[seen]
        vector |= UInt64(truncatingIfNeeded: least &- before) << UInt64(truncatingIfNeeded: 6 * (5 - areas[member]))
        before = least
      }
      byArea = min(byArea, vector)
    }
    byArea |= others.byArea
  }

  private mutating func miss(_ area: Int, _ amount: Int16) {
    notMet += 1
    missing += Int(amount)
    byArea |= UInt64(truncatingIfNeeded: amount) << UInt64(6 * (5 - area))
  }
}

/// Bounds that were worked out, by what they were asked for: other ways to the same amounts ask the same.
struct BoundMemo: Sendable {
  struct Key: Sendable {
    fileprivate var first: UInt64 = 0
    fileprivate var second: UInt64

    /// - Parameter name: Names the supply that the bound is asked for.
    init(certain: PerOwnArea, hopeful: PerOwnArea, named name: UInt64) {
      for area in 0..<5 {
        first =
          first << 12 | UInt64(truncatingIfNeeded: certain[area]) << 6 | UInt64(truncatingIfNeeded: hopeful[area])
      }
      second = name << 12 | UInt64(truncatingIfNeeded: certain[5]) << 6 | UInt64(truncatingIfNeeded: hopeful[5])
    }
  }

  private struct Entry {
    var first: UInt64 = .max
    var second: UInt64 = 0
    var bound = Bound()
  }

  private var entries: [Entry]
  private let shift: UInt64

  /// - Parameter places: A power of two.
  init(places: Int) {
    entries = Array(repeating: Entry(), count: places)
    shift = UInt64(64 - places.trailingZeroBitCount)
  }

  private func place(_ key: Key) -> Int {
    Int(truncatingIfNeeded: ((key.first ^ (key.second &* 0xD1B5_4A32_D192_ED03)) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  func find(_ key: Key) -> Bound? {
    let place = place(key)
    guard entries[place].first == key.first, entries[place].second == key.second else { return nil }
    return entries[place].bound
  }

  mutating func keep(_ bound: Bound, for key: Key) {
    entries[place(key)] = Entry(first: key.first, second: key.second, bound: bound)
  }
}

/// For every set of areas A to F, by its bits: twelfths of open units that can fill one of them, but no more than matter.
struct Supply: Sendable {
  /// Sixteen bits for each set, four sets to a word.
  private var words = InlineArray<16, UInt64>(repeating: 0)

  subscript(set: Int) -> UInt16 { UInt16(truncatingIfNeeded: words[set >> 2] >> (UInt64(set & 3) * 16)) }

  /// One more unit that can fill any of some areas.
  mutating func add(_ amount: Int, areas: SubjectAreas) {
    if areas.isEmpty { return }
    let each = UInt64(truncatingIfNeeded: amount) &* 0x0001_0001_0001_0001
    // Which sets of a word hold A or B, where those are among the areas.
    let ofFirstTwo: UInt64 =
      switch areas.rawValue & 3 {
      case 0: 0
      case 1: 0xFFFF_0000_FFFF_0000
      case 2: 0xFFFF_FFFF_0000_0000
      default: 0xFFFF_FFFF_FFFF_0000
      }
    let others = Int(areas.rawValue & 63) >> 2
    for word in 0..<16 { words[word] &+= each & (word & others != 0 ? .max : ofFirstTwo) }
  }
}

/// One amount for each of A to F, by the area's raw value.
typealias PerOwnArea = InlineArray<6, Int16>
