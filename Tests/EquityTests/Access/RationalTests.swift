import TestSupport
import Testing

@testable import Equity

@Suite("Exact fractions of any size")
struct RationalTests {
  /// A number of up to so many words, with words that are often all zeros or all ones.
  private func number(_ words: Int, _ random: inout SplitMix64) -> BigNumber {
    var result = BigNumber(0)
    for _ in 0..<Int.random(in: 0...words, using: &random) {
      let word = [0, 1, Int(UInt32.max), Int(UInt32.max) - 1, Int.random(in: 0...Int(UInt32.max), using: &random)]
      result = result * BigNumber(1 << 32) + BigNumber(word.randomElement(using: &random) ?? 0)
    }
    return result
  }

  @Test("Quotient times divisor and the rest are the number again, and the rest is smaller")
  func division() {
    var random = SplitMix64.printed(for: "division of big numbers")
    for _ in 0..<3000 {
      let (left, right) = (number(9, &random), number(5, &random))
      if right.isZero { continue }
      let (quotient, rest) = left.divided(by: right)
      #expect(quotient * right + rest == left && rest < right)
      #expect((left + right) - right == left)
    }
  }

  @Test(
    "The greatest common divisor divides both, holds every common factor, and leaves nothing in common, in any size")
  func commonDivisor() {
    var random = SplitMix64.printed(for: "common divisors")
    var found = 0
    for _ in 0..<2000 {
      let (left, right, factor) = (number(5, &random), number(3, &random), number(3, &random))
      if left.isZero || right.isZero || factor.isZero { continue }
      let divisor = BigNumber.commonDivisor(left * factor, right * factor)
      let (one, other) = ((left * factor).divided(by: divisor), (right * factor).divided(by: divisor))
      #expect(one.rest.isZero && other.rest.isZero && divisor.divided(by: factor).rest.isZero)
      #expect(BigNumber.commonDivisor(one.quotient, other.quotient) == BigNumber(1))
      found += 1
    }
    #expect(found > 500)
  }

  @Test("What fits a word is computed as the machine computes it")
  func machine() throws {
    var random = SplitMix64.printed(for: "fractions")
    for _ in 0..<2000 {
      let (a, b) = (Int.random(in: -2000...2000, using: &random), Int.random(in: 1...60, using: &random))
      let (c, d) = (Int.random(in: -2000...2000, using: &random), Int.random(in: 1...60, using: &random))
      let (left, right) = (try #require(Rational(a, b)), try #require(Rational(c, d)))
      #expect(left + right == Rational(a * d + c * b, b * d))
      #expect(left - right == Rational(a * d - c * b, b * d))
      #expect(left * right == Rational(a * c, b * d))
      #expect((left < right) == (a * d < c * b))
    }
    #expect(Rational(1, 0) == nil && Rational(1, -2) == nil && Rational(2, 4) == Rational(1, 2))
  }

  @Test(
    "Text is rounded once, ties away from zero",
    arguments: [
      (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667"), (-1, 8, 2, "-0.13"), (1, 8, 2, "0.13"), (-1, 1000, 2, "0.00"),
      (7, 1, 0, "7"),
      (-5, 2, 0, "-3"), (123_456_789_012_345, 1, 1, "123456789012345.0"), (1, 2_000_000_000, 9, "0.000000001"),
    ])
  func text(_ over: Int, _ under: Int, _ decimals: Int, _ text: String) throws {
    #expect(try #require(Rational(over, under)).text(decimals: decimals) == text)
  }

  @Test("A sum over many denominators is exact")
  func harmonic() throws {
    var sum = Rational.zero
    for under in 1...400 { sum += try #require(Rational(1, under)) }
    // H(400), from the series of Euler and Maclaurin.
    #expect(sum.text(decimals: 12) == "6.569929691177")
    for under in 1...400 { sum += try #require(Rational(-1, under)) }
    #expect(sum == .zero)
    #expect(Rational(-7).fraction == "-7" && Rational(3, 9)?.fraction == "1/3")
  }
}
