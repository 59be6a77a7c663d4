/// The tail of the normal distribution, without any library, to about 14 digits.
enum NormalTail {
  /// The probability that a standard normal value lies further from 0 than `z`, on either side: `erfc(|z| / sqrt 2)`.
  static func twoSided(_ z: Double) -> Double { complementaryError(z.magnitude * 0.7071067811865476) }

  /// `erfc(x)` for `x >= 0`.
  ///
  /// Below 2 by the series of Abramowitz and Stegun (1964) 7.1.6, whose terms are all positive; from there on by the
  /// continued fraction 7.1.14, evaluated backwards.
  static func complementaryError(_ x: Double) -> Double {
    // Less than double precision can hold.
    if x > 27.5 { return 0 }
    // exp(-x^2) with the rounding error of the square put back.
    let square = x * x
    let lost = (-square).addingProduct(x, x)
    let bell = exponential(-square) * (1 - lost)
    if x < 2 {
      var (term, sum, odd) = (x, x, 1.0)
      while term > sum * 1e-17 {
        odd += 2
        term *= 2 * square / odd
        sum += term
      }
      return 1 - twoOverRootPi * bell * sum
    }
    var fraction = x
    for level in stride(from: 80, through: 1, by: -1) { fraction = x + Double(level) / 2 / fraction }
    return bell / fraction * twoOverRootPi / 2
  }

  private static let twoOverRootPi = 1.1283791670955126

  /// `e^x` for `x <= 0`: a power of two times the series of the rest, which lies within half of ln 2.
  private static func exponential(_ x: Double) -> Double {
    let power = (x * 1.4426950408889634).rounded()
    // ln 2 in two parts, the first of them short enough for its product to be exact (Cody and Waite, 1980).
    let rest = (x - power * 0.693147180369123816490) - power * 1.90821492927058770002e-10
    var sum = 1.0
    for level in stride(from: 18.0, through: 1, by: -1) { sum = 1 + rest / level * sum }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }
}
