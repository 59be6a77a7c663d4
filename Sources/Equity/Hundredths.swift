/// A fraction rounded to two decimals, kept as a whole number of hundredths: 0.47 is 47, also "47 of 100".
///
/// Ties go away from zero, so that two groups compared with each other have gaps that differ in sign only.
public struct Hundredths: Hashable, Comparable, Sendable {
  public let value: Int

  public init(_ value: Int) { self.value = value }

  /// Rounds `numerator / denominator`. The denominator is not zero and the fraction at most 1, which holds for every
  /// rate and every gap; the products are taken in double width, so no count is too large.
  init(negative: Bool, _ numerator: UInt128, over denominator: UInt128) {
    let scaled = numerator.multipliedFullWidth(by: 100)
    let (quotient, remainder) = denominator.dividingFullWidth(scaled)
    let rounded = Int(quotient) + (remainder >= denominator - remainder ? 1 : 0)
    value = negative ? -rounded : rounded
  }

  /// With two decimals and `.`: `0.47`, `-0.05`, `0.00` (never `-0.00`).
  public var text: String {
    let size = value.magnitude
    let cents = size % 100
    return "\(value < 0 ? "-" : "")\(size / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  public static func < (left: Hundredths, right: Hundredths) -> Bool { left.value < right.value }
}
