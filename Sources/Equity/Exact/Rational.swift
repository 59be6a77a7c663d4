/// An exact fraction of any size, in lowest terms. Parts of a gap are added up in it, so that nothing is lost.
public struct Rational: Hashable, Sendable {
  public let isNegative: Bool
  let over: BigNumber
  let under: BigNumber

  public static let zero = Rational(0)
  public static let one = Rational(1)

  public init(_ value: Int) { self.init(isNegative: value < 0, BigNumber(value), BigNumber(1)) }

  /// nil for a denominator of 0 or less.
  public init?(_ over: Int, _ under: Int) {
    guard under > 0 else { return nil }
    self.init(isNegative: over < 0, BigNumber(over), BigNumber(under))
  }

  /// - Parameter under: Not 0.
  init(isNegative: Bool, _ over: BigNumber, _ under: BigNumber) {
    if over.isZero {
      (self.isNegative, self.over, self.under) = (false, over, BigNumber(1))
      return
    }
    let divisor = BigNumber.commonDivisor(over, under)
    self.isNegative = isNegative
    if divisor == BigNumber(1) {
      (self.over, self.under) = (over, under)
      return
    }
    self.over = over.divided(by: divisor).quotient
    self.under = under.divided(by: divisor).quotient
  }

  public var isZero: Bool { over.isZero }

  public static func + (left: Rational, right: Rational) -> Rational {
    if left.isZero { return right }
    if right.isZero { return left }
    let (first, second) = (left.over * right.under, right.over * left.under)
    let under = left.under * right.under
    if left.isNegative == right.isNegative {
      return Rational(isNegative: left.isNegative, first + second, under)
    }
    if first < second { return Rational(isNegative: right.isNegative, second - first, under) }
    return Rational(isNegative: left.isNegative, first - second, under)
  }

  public static prefix func - (value: Rational) -> Rational {
    Rational(isNegative: !value.isNegative, value.over, value.under)
  }

  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  public static func * (left: Rational, right: Rational) -> Rational {
    Rational(isNegative: left.isNegative != right.isNegative, left.over * right.over, left.under * right.under)
  }

  public static func += (left: inout Rational, right: Rational) { left = left + right }

  /// Rounded to so many decimals, ties away from zero: `-0.0312`. What rounds to zero has no sign.
  public func text(decimals: Int) -> String {
    var scale = BigNumber(1)
    for _ in 0..<decimals { scale = scale * BigNumber(10) }
    let (quotient, rest) = (over * scale).divided(by: under)
    let rounded = rest + rest < under ? quotient : quotient + BigNumber(1)
    var digits = rounded.digits
    while digits.count <= decimals { digits.insert("0", at: digits.startIndex) }
    let whole = digits.dropLast(decimals)
    let sign = isNegative && !rounded.isZero ? "-" : ""
    return sign + whole + (decimals > 0 ? "." + digits.suffix(decimals) : "")
  }

  /// As `3/7`, or `3` where it is whole.
  public var fraction: String {
    let sign = isNegative ? "-" : ""
    return under == BigNumber(1) ? sign + over.digits : "\(sign)\(over.digits)/\(under.digits)"
  }

  public var magnitude: Rational { isNegative ? -self : self }
}

extension Rational: Comparable {
  public static func < (left: Rational, right: Rational) -> Bool { (left - right).isNegative }
}

extension BigNumber {
  /// In decimal.
  var digits: String {
    var parts: [String] = []
    var rest = self
    repeat {
      let (quotient, part) = rest.divided(by: BigNumber(1_000_000_000))
      var text = String(part.int ?? 0)
      if !quotient.isZero { text = String(repeating: "0", count: 9 - text.count) + text }
      parts.append(text)
      rest = quotient
    } while !rest.isZero
    return parts.reversed().joined()
  }
}
