/// A range of rates or of differences of rates.
public struct Interval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }

  /// The point of the standard normal distribution that leaves 2.5 percent above it.
  static let z = 1.959963984540054

  /// Wilson's score interval of a rate, 95 percent; nil for nobody. Wilson (1927).
  public static func wilson(_ count: Count) -> Interval? {
    guard count.n > 0 else { return nil }
    let (n, x) = (Double(count.n), Double(count.x))
    let square = z * z
    let middle = x + square / 2
    let half = z * (x * (Double(count.n - count.x) / n) + square / 4).squareRoot()
    // At 0 and at n one end is the rate itself; rounding must not move it.
    return Interval(
      count.x == 0 ? 0 : (middle - half) / (n + square), count.x == count.n ? 1 : (middle + half) / (n + square))
  }

  /// Newcombe's interval of the rate of one group minus that of another, 95 percent; nil if either is nobody.
  /// Newcombe (1998), method 10.
  public static func newcombe(_ first: Count, _ second: Count) -> Interval? {
    guard let own = wilson(first), let other = wilson(second) else { return nil }
    let p = Double(first.x) / Double(first.n)
    let q = Double(second.x) / Double(second.n)
    let down = root(p - own.low, other.high - q)
    let up = root(own.high - p, q - other.low)
    return Interval(p - q - down, p - q + up)
  }

  private static func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }

  func scaled(by factor: Double) -> Interval { Interval(low * factor, high * factor) }
  func shifted(by amount: Double) -> Interval { Interval(low + amount, high + amount) }
}
