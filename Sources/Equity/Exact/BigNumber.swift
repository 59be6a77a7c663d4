/// A whole number of any size, 0 or more. Sums of rates over many schools have denominators that no machine word holds.
struct BigNumber: Hashable, Sendable {
  /// 32 bits each, the lowest first, without leading zeros; empty is 0.
  private(set) var words: [UInt32]

  init(_ value: Int) {
    // Never negative here.
    words = []
    var rest = UInt64(value.magnitude)
    while rest > 0 {
      words.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    }
  }

  private init(words: [UInt32]) {
    self.words = words
    while self.words.last == 0 { self.words.removeLast() }
  }

  var isZero: Bool { words.isEmpty }

  /// nil where it does not fit.
  var int: Int? {
    guard words.count <= 2 else { return nil }
    let value = words.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
    return Int(exactly: value)
  }

  static func + (left: BigNumber, right: BigNumber) -> BigNumber {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for place in 0..<max(left.words.count, right.words.count) {
      let part = carry + UInt64(left.word(place)) + UInt64(right.word(place))
      sum.append(UInt32(truncatingIfNeeded: part))
      carry = part >> 32
    }
    sum.append(UInt32(carry))
    return BigNumber(words: sum)
  }

  /// `left` is not less than `right`.
  static func - (left: BigNumber, right: BigNumber) -> BigNumber {
    var rest: [UInt32] = []
    var borrowed: Int64 = 0
    for place in left.words.indices {
      var part = Int64(left.words[place]) - Int64(right.word(place)) - borrowed
      borrowed = part < 0 ? 1 : 0
      if part < 0 { part += 1 << 32 }
      rest.append(UInt32(part))
    }
    return BigNumber(words: rest)
  }

  static func * (left: BigNumber, right: BigNumber) -> BigNumber {
    var product = [UInt32](repeating: 0, count: left.words.count + right.words.count)
    for (place, word) in left.words.enumerated() {
      var carry: UInt64 = 0
      for (offset, other) in right.words.enumerated() {
        let part = UInt64(word) * UInt64(other) + UInt64(product[place + offset]) + carry
        product[place + offset] = UInt32(truncatingIfNeeded: part)
        carry = part >> 32
      }
      if !right.words.isEmpty { product[place + right.words.count] = UInt32(carry) }
    }
    return BigNumber(words: product)
  }

  /// Quotient and rest; `divisor` is not 0. Knuth, The Art of Computer Programming, volume 2, algorithm 4.3.1 D.
  func divided(by divisor: BigNumber) -> (quotient: BigNumber, rest: BigNumber) {
    if self < divisor { return (BigNumber(0), self) }
    if let short, let other = divisor.short {
      let (quotient, rest) = short.quotientAndRemainder(dividingBy: other)
      return (BigNumber(short: quotient), BigNumber(short: rest))
    }
    if divisor.words.count == 1 { return divided(byWord: UInt64(divisor.words[0])) }
    // Shifted so that the highest bit of the divisor is set: then a guessed word is at most two too large.
    let shift = divisor.words[divisor.words.count - 1].leadingZeroBitCount
    let lower = divisor.shifted(left: shift).words
    var upper = shifted(left: shift).words
    while upper.count <= words.count { upper.append(0) }
    let size = lower.count
    var quotient = [UInt32](repeating: 0, count: upper.count - size)
    for place in quotient.indices.reversed() {
      let head = UInt64(upper[place + size]) << 32 | UInt64(upper[place + size - 1])
      var guess = head / UInt64(lower[size - 1])
      var left = head % UInt64(lower[size - 1])
      while guess >> 32 > 0 || guess * UInt64(lower[size - 2]) > left << 32 | UInt64(upper[place + size - 2]) {
        guess -= 1
        left += UInt64(lower[size - 1])
        if left >> 32 > 0 { break }
      }
      if BigNumber.subtract(lower, times: guess, from: &upper, at: place) {
        guess -= 1
        BigNumber.add(lower, to: &upper, at: place)
      }
      quotient[place] = UInt32(truncatingIfNeeded: guess)
    }
    return (BigNumber(words: quotient), BigNumber(words: Array(upper[..<size])).shifted(right: shift))
  }

  private func divided(byWord divisor: UInt64) -> (quotient: BigNumber, rest: BigNumber) {
    var quotient = words
    var rest: UInt64 = 0
    for place in words.indices.reversed() {
      let part = rest << 32 | UInt64(words[place])
      quotient[place] = UInt32(part / divisor)
      rest = part % divisor
    }
    return (BigNumber(words: quotient), BigNumber(Int(rest)))
  }

  /// - Returns: Whether too much was taken away.
  private static func subtract(_ lower: [UInt32], times: UInt64, from upper: inout [UInt32], at place: Int) -> Bool {
    var (carry, borrowed): (UInt64, Int64) = (0, 0)
    for offset in 0...lower.count {
      let product = carry + (offset < lower.count ? times * UInt64(lower[offset]) : 0)
      carry = product >> 32
      let part = Int64(upper[place + offset]) - borrowed - Int64(product & 0xFFFF_FFFF)
      upper[place + offset] = UInt32(truncatingIfNeeded: part)
      borrowed = part < 0 ? 1 : 0
    }
    return borrowed > 0
  }

  private static func add(_ lower: [UInt32], to upper: inout [UInt32], at place: Int) {
    var carry: UInt64 = 0
    for offset in 0...lower.count {
      let part = carry + UInt64(upper[place + offset]) + UInt64(offset < lower.count ? lower[offset] : 0)
      upper[place + offset] = UInt32(truncatingIfNeeded: part)
      carry = part >> 32
    }
  }

  private func shifted(left bits: Int) -> BigNumber {
    var carry: UInt64 = 0
    var result: [UInt32] = []
    for word in words {
      let part = UInt64(word) << UInt64(bits) | carry
      result.append(UInt32(truncatingIfNeeded: part))
      carry = part >> 32
    }
    return BigNumber(words: result + [UInt32(carry)])
  }

  private func shifted(right bits: Int) -> BigNumber {
    var result = words
    for place in words.indices {
      let above = place + 1 < words.count ? UInt64(words[place + 1]) : 0
      result[place] = UInt32(truncatingIfNeeded: (above << 32 | UInt64(words[place])) >> UInt64(bits))
    }
    return BigNumber(words: result)
  }

  /// The greatest number that divides both; at most one of them is 0.
  static func commonDivisor(_ left: BigNumber, _ right: BigNumber) -> BigNumber {
    var (greater, lesser) = left < right ? (right, left) : (left, right)
    while !lesser.isZero {
      if let long = greater.short, let other = lesser.short { return BigNumber(short: commonDivisor(long, other)) }
      (greater, lesser) = (lesser, greater.divided(by: lesser).rest)
    }
    return greater
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (greater, lesser) = (left, right)
    while lesser > 0 {
      if let long = UInt64(exactly: greater), let other = UInt64(exactly: lesser) {
        var (greater, lesser) = (long, other)
        while lesser > 0 { (greater, lesser) = (lesser, greater % lesser) }
        return UInt128(greater)
      }
      (greater, lesser) = (lesser, greater % lesser)
    }
    return greater
  }

  /// The machine's own number, where it holds it: nearly all numbers of one school are so short.
  private var short: UInt128? {
    words.count <= 4 ? words.reversed().reduce(0) { $0 << 32 | UInt128($1) } : nil
  }

  private init(short: UInt128) {
    words = []
    var rest = short
    while rest > 0 {
      words.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    }
  }

  private func word(_ place: Int) -> UInt32 { place < words.count ? words[place] : 0 }
}

extension BigNumber: Comparable {
  static func < (left: BigNumber, right: BigNumber) -> Bool {
    if left.words.count != right.words.count { return left.words.count < right.words.count }
    for place in left.words.indices.reversed() where left.words[place] != right.words[place] {
      return left.words[place] < right.words[place]
    }
    return false
  }
}
