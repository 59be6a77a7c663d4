/// The gap of a group to a reference rate `a / b` as whole numbers: it is `(a n - x b) / (b n)`.
///
/// Counts are at most 2^53 and `b` at most 10^18, so that each factor below stays under 2^120 and each product is taken in
/// 256 bits: no decision is rounded.
struct ExactGap {
  private let n: UInt128
  private let under: UInt128
  /// `|a n - x b|`.
  let size: UInt128
  /// The rate lies below the reference.
  let isBelow: Bool

  init(_ count: Count, _ reference: Fraction) {
    n = UInt128(count.n)
    under = reference.under
    let (wanted, reached) = (reference.over * n, UInt128(count.x) * under)
    isBelow = reached < wanted
    size = isBelow ? wanted - reached : reached - wanted
  }

  /// `rate + E <= reference` with `E = max(0.98 / sqrt n, least)`.
  func isFlagged(_ least: Fraction) -> Bool {
    isBelow && Fraction.isAtMost(least.over, n * under, size, least.under)
      // 0.98 / sqrt n <= size / (b n), squared and multiplied by 50^2.
      && Fraction.isAtMost(49 * under, 49 * under * n, 50 * size, 50 * size)
  }

  /// `max(0, ceil(n (reference - rate)))`.
  var neededForParity: Int {
    guard isBelow else { return 0 }
    let (quotient, rest) = size.quotientAndRemainder(dividingBy: under)
    return Int(truncatingIfNeeded: quotient) + (rest == 0 ? 0 : 1)
  }

  /// `max(0, ceil(n (reference - rate - E)))`: the fewest after whom at most the margin is left, by halving the range.
  func neededWithMargin(_ least: Fraction) -> Int {
    guard isBelow else { return 0 }
    var (low, high) = (0, neededForParity)
    while low < high {
      let middle = low + (high - low) / 2
      if isWithinMargin(after: middle, least) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func isWithinMargin(after added: Int, _ least: Fraction) -> Bool {
    let gained = UInt128(added) * under
    guard gained < size else { return true }
    let left = size - gained
    return Fraction.isAtMost(left, least.under, least.over, n * under)
      || Fraction.isAtMost(50 * left, 50 * left, 49 * under, 49 * under * n)
  }
}
