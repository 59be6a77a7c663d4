/// How many students a measure looks at and how many of them have the outcome.
///
/// `n` is the denominator and `x` the numerator, both in students. The pair is the exact rate `x / n`; everything
/// that is printed or decided comes from these two integers, never from a rounded rate. Source: `equity.md` 1.
public struct Count: Hashable, Sendable {
  public let n: Int
  public let x: Int

  /// No student at all: the rate is undefined.
  public static let none = Count(n: 0)

  /// nil unless `0 <= x <= n`.
  public init?(n: Int, x: Int) {
    guard x >= 0, n >= x else { return nil }
    (self.n, self.x) = (n, x)
  }

  private init(n: Int) { (self.n, self.x) = (n, 0) }

  /// The rate as a fraction in hundredths, rounded half up; nil if there is nobody (`n` = 0).
  public var rate: Hundredths? {
    n == 0 ? nil : Hundredths(negative: false, UInt128(x), over: UInt128(n))
  }

  /// Everybody in `whole` who is not counted here; nil if this is not a part of `whole`.
  public func others(in whole: Count) -> Count? {
    guard whole.n >= n, whole.x >= x else { return nil }
    return Count(n: whole.n - n, x: whole.x - x)
  }

  /// The rate minus the rate of all others in `whole` (the PPG-1 gap), in hundredths.
  ///
  /// The difference is taken exactly and rounded once, so it may differ by one from the difference of two printed
  /// rates. nil where it is undefined: nobody here, nobody else, or not a part of `whole`.
  public func gap(in whole: Count) -> Hundredths? {
    guard n > 0, let others = others(in: whole), others.n > 0 else { return nil }
    let own = UInt128(x) * UInt128(others.n)
    let theirs = UInt128(others.x) * UInt128(n)
    return Hundredths(
      negative: own < theirs, own < theirs ? theirs - own : own - theirs, over: UInt128(n) * UInt128(others.n))
  }

  /// How many more students here would have to have the outcome to reach the rate of all others in `whole`:
  /// `max(0, ceil(n (reference - rate)))`, exactly. nil where the gap is undefined.
  public func neededForParity(in whole: Count) -> Int? {
    guard n > 0, let others = others(in: whole), others.n > 0 else { return nil }
    let expected = UInt128(n) * UInt128(others.x)
    let reached = UInt128(x) * UInt128(others.n)
    guard expected > reached else { return 0 }
    let (quotient, remainder) = (expected - reached).quotientAndRemainder(dividingBy: UInt128(others.n))
    return Int(quotient) + (remainder == 0 ? 0 : 1)
  }
}
