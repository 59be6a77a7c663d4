/// Tells quickly whether one of a few numbers stands twice, as it mostly does not.
struct RepeatSearch {
  /// With more numbers a repetition is taken for possible unseen: nobody can then make the search slow by numbers that
  /// fall on one place.
  static let most = 512
  private static let size = 2048
  private var numbers = [UInt64](repeating: 0, count: RepeatSearch.size)
  /// The search in which each place was last used, so that nothing has to be cleared.
  private var uses = [UInt32](repeating: 0, count: RepeatSearch.size)
  private var search: UInt32 = 0

  /// False only where all numbers differ.
  @inline(__always) mutating func mayRepeat(_ range: Range<Int>, _ number: (Int) -> UInt64) -> Bool {
    if range.count < 2 { return false }
    if range.count > RepeatSearch.most || search == .max { return true }
    search += 1
    for index in range {
      let number = number(index)
      var place = Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 53)
      while uses[place] == search {
        if numbers[place] == number { return true }
        place = (place + 1) & (RepeatSearch.size - 1)
      }
      (uses[place], numbers[place]) = (search, number)
    }
    return false
  }
}
