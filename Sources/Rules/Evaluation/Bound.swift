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
  init(certain: PerOwnArea, hopeful: PerOwnArea, supply: SetSums) {
    var members: UInt8 = 0
    var gains = PerOwnArea(repeating: 0)
    for area in 0..<6 where certain[area] > 0 {
      if hopeful[area] < certain[area] {
        members |= 1 << UInt8(area)
        gains[area] = certain[area] &- hopeful[area]
      } else {
        // No open unit fills it: it misses what it misses, whatever the others do.
        miss(area, certain[area])
      }
    }
    guard members != 0 else { return }
    // How much supply every set has beyond its gain.
    var slack = supply
    guard slack.subtract(SetSums(gains)) else {
      for area in 0..<6 where members & 1 << UInt8(area) != 0 && hopeful[area] > 0 { miss(area, hopeful[area]) }
      return
    }
    let others = self
    slack.takeLeastOfSubsets()
    let hope = SetSums(hopeful)
    func least(_ set: UInt8) -> Int { Int(hope[set]) - slack.slack(set) }
    missing += least(members)
    // Only areas without a hopeful lack can be met, and together only where no set in them is short of supply.
    var sets = slack.setsWithoutSlack
    for area in 0..<6 where members & 1 << UInt8(area) == 0 || hopeful[area] > 0 { sets &= SetSums.without[area] }
    var most = 6
    while sets & SetSums.ofCount[most] == 0 { most -= 1 }
    notMet += members.nonzeroBitCount - most
    byArea = .max
    sets &= SetSums.ofCount[most]
    while sets != 0 {
      var seen = UInt8(truncatingIfNeeded: sets.trailingZeroBitCount)
      sets &= sets &- 1
      var vector: UInt64 = 0
      var before = 0
      for area in 0..<6 where members & 1 << UInt8(area) != 0 {
        seen |= 1 << UInt8(area)
        let least = least(seen)
        vector |= UInt64(truncatingIfNeeded: least &- before) << UInt64(truncatingIfNeeded: 6 * (5 - area))
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

/// An amount for every set of areas A to F, by its bits: sixteen bits each, four sets to a word, so that words are added and
/// compared and not single sets.
struct SetSums: Sendable {
  private var words = InlineArray<16, UInt64>(repeating: 0)

  private static let each: UInt64 = 0x0001_0001_0001_0001
  /// Added to a slack, so that it is never negative.
  private static let bias: UInt64 = 0x4000_4000_4000_4000
  private static let highest: UInt64 = 0x8000_8000_8000_8000

  init() {}

  /// The sums of what the areas of each set have.
  init(_ amounts: PerOwnArea) {
    let (first, second) = (UInt64(truncatingIfNeeded: amounts[0]), UInt64(truncatingIfNeeded: amounts[1]))
    words[0] = first << 16 | second << 32 | (first &+ second) << 48
    for area in 2..<6 {
      let own = UInt64(truncatingIfNeeded: amounts[area]) &* SetSums.each
      let size = 1 << (area &- 2)
      for rest in 0..<size { words[size &+ rest] = words[rest] &+ own }
    }
  }

  subscript(set: UInt8) -> UInt16 {
    UInt16(truncatingIfNeeded: words[Int(set >> 2)] >> (UInt64(set & 3) &* 16))
  }

  /// One more unit that can fill any of some areas.
  mutating func add(_ amount: Int, areas: SubjectAreas) {
    if areas.isEmpty { return }
    let own = UInt64(truncatingIfNeeded: amount) &* SetSums.each
    // Which sets of a word hold A or B, where those are among the areas.
    let ofFirstTwo: UInt64 =
      switch areas.rawValue & 3 {
      case 0: 0
      case 1: 0xFFFF_0000_FFFF_0000
      case 2: 0xFFFF_FFFF_0000_0000
      default: 0xFFFF_FFFF_FFFF_0000
      }
    let others = Int(areas.rawValue & 63) >> 2
    for word in 0..<16 { words[word] &+= own & (word & others != 0 ? .max : ofFirstTwo) }
  }

  /// Leaves for each set what it has beyond another amount, to be read with `slack`.
  ///
  /// - Returns: Whether some set has less.
  mutating func subtract(_ other: SetSums) -> Bool {
    var all = UInt64.max
    for word in 0..<16 {
      words[word] = words[word] &+ SetSums.bias &- other.words[word]
      all &= words[word]
    }
    return all & SetSums.bias != SetSums.bias
  }

  /// The sets whose least slack is none, by their bits as places of bits; the empty set is one of them.
  var setsWithoutSlack: UInt64 {
    var sets: UInt64 = 0
    for word in 0..<16 {
      let differing = words[word] ^ SetSums.bias
      // The highest bit of each amount that differs.
      let isOther = ((differing & ~SetSums.highest) &+ ~SetSums.highest | differing) & SetSums.highest
      let equal = (isOther ^ SetSums.highest) >> 15
      sets |= ((equal | equal >> 15 | equal >> 30 | equal >> 45) & 15) << UInt64(truncatingIfNeeded: 4 * word)
    }
    return sets
  }

  /// By area: the sets that it is not in.
  static let without: InlineArray<6, UInt64> = [
    0x5555_5555_5555_5555, 0x3333_3333_3333_3333, 0x0F0F_0F0F_0F0F_0F0F, 0x00FF_00FF_00FF_00FF,
    0x0000_FFFF_0000_FFFF, 0x0000_0000_FFFF_FFFF,
  ]
  /// By size: the sets of so many areas.
  static let ofCount: InlineArray<7, UInt64> = {
    var sets = InlineArray<7, UInt64>(repeating: 0)
    for set in UInt64(0)..<64 { sets[set.nonzeroBitCount] |= 1 << set }
    return sets
  }()

  func slack(_ set: UInt8) -> Int { Int(self[set]) - 0x4000 }

  /// Leaves for each set the least of all sets inside it; after `subtract`.
  mutating func takeLeastOfSubsets() {
    for word in 0..<16 {
      // What has no set with one area less beside it in the word is compared with the greatest amount.
      let own = words[word]
      let withFirst = SetSums.least(own, own << 16 & 0xFFFF_0000_FFFF_0000 | 0x0000_7FFF_0000_7FFF)
      words[word] = SetSums.least(withFirst, withFirst << 32 | 0x7FFF_7FFF)
    }
    for area in 2..<6 {
      let size = 1 << (area &- 2)
      for word in 0..<16 where word & size != 0 { words[word] = SetSums.least(words[word], words[word &- size]) }
    }
  }

  /// The lesser of each pair of amounts below 2^15.
  private static func least(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let isGreater = ((left | highest) &- right) & highest
    let chosen = isGreater | (isGreater &- isGreater >> 15)
    return right & chosen | left & ~chosen
  }
}

/// One amount for each of A to F, by the area's raw value.
typealias PerOwnArea = InlineArray<6, Int16>
