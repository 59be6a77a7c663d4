/// An exact rate or share: a whole number over a positive whole number.
///
/// Rates are at most 1. Products of two counts may be large, so that both sides have 128 bits; every comparison is made in
/// 256 bits and is exact.
public struct Fraction: Hashable, Sendable {
  let over: UInt128
  let under: UInt128

  /// - Parameter under: Not 0.
  init(_ over: UInt128, _ under: UInt128) { (self.over, self.under) = (over, under) }

  /// Three percentage points: the least margin of error where nothing else is asked for.
  public static let usualMargin = Fraction(3, 100)

  /// A decimal number without sign or exponent: `0`, `.5`, `0.03`, at most 18 decimals; nil for every other text and for
  /// numbers of 1,000 and more.
  public init?(decimal text: String) {
    var (digits, scale, isBehind, count): (UInt128, UInt128, Bool, Int) = (0, 1, false, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + UInt128(byte - UInt8(ascii: "0"))
        if isBehind { scale *= 10 }
        count += 1
      case UInt8(ascii: ".") where !isBehind: isBehind = true
      default: return nil
      }
      guard scale <= 1_000_000_000_000_000_000, digits < 1000 * scale else { return nil }
    }
    guard count > 0 else { return nil }
    self.init(digits, scale)
  }

  /// Whether this is 1 or less, as every rate is.
  public var isRate: Bool { over <= under }

  /// The nearest number in double precision (ties to even).
  public var value: Double { Fraction.quotient(over, under) }

  static func isLess(_ left: Fraction, _ right: Fraction) -> Bool {
    isAtMost(right.over, left.under, left.over, right.under) == false
  }

  /// Whether `a * b <= c * d`.
  static func isAtMost(_ a: UInt128, _ b: UInt128, _ c: UInt128, _ d: UInt128) -> Bool {
    let (left, right) = (a.multipliedFullWidth(by: b), c.multipliedFullWidth(by: d))
    return (left.high, left.low) <= (right.high, right.low)
  }

  /// The quotient rounded once to double precision; `under` is not 0 and both are below 2^127.
  ///
  /// 64 bits or more of the quotient are taken exactly, and a rest sets the last of them, which is further down than the
  /// rounding looks for a tie.
  static func quotient(_ over: UInt128, _ under: UInt128) -> Double {
    guard over > 0 else { return 0 }
    // The quotient of the scaled dividend has 65 bits or more, and fits, as the shift makes up for the difference in size.
    let shift = max(0, 65 + over.leadingZeroBitCount - under.leadingZeroBitCount)
    let (quotient, rest) = under.dividingFullWidth(wide(over, shift: shift))
    let excess = 64 - quotient.leadingZeroBitCount
    let kept = UInt64(truncatingIfNeeded: quotient >> UInt128(excess))
    let isInexact = rest > 0 || quotient & ((1 << UInt128(excess)) - 1) != 0
    return Double(sign: .plus, exponent: excess - shift, significand: Double(isInexact ? kept | 1 : kept))
  }

  private static func wide(_ number: UInt128, shift: Int) -> (high: UInt128, low: UInt128) {
    if shift == 0 { return (0, number) }
    if shift >= 128 { return (number << UInt128(shift - 128), 0) }
    return (number >> UInt128(128 - shift), number << UInt128(shift))
  }
}
