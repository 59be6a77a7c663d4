import Foundation
import TestSupport
import Testing

@testable import Equity

struct NormalTailTests {
  @Test("the tail agrees with the system's library to 12 digits over the whole range of double precision")
  func agreesWithLibrary() {
    var random = SplitMix64.printed(for: "normal tail")
    for round in 0..<20_000 {
      let x = Double.random(in: 0...(round % 2 == 0 ? 4 : 26), using: &random)
      let expected = erfc(x)
      #expect(abs(NormalTail.complementaryError(x) - expected) <= 1e-12 * expected)
    }
  }

  @Test(
    "published values: Abramowitz and Stegun (1964), tables 7.1 and 7.3",
    arguments: [(0.5, 0.4795001222), (1, 0.1572992071), (1.5, 0.0338948535), (2, 0.0046777350)])
  func publishedValues(x: Double, value: Double) {
    #expect(abs(NormalTail.complementaryError(x) - value) < 6e-11)
  }

  @Test("nothing is left beyond what double precision can hold, and all at 0")
  func ends() {
    #expect(NormalTail.twoSided(0) == 1)
    #expect(NormalTail.twoSided(60) == 0)
    #expect(NormalTail.twoSided(-1.3) == NormalTail.twoSided(1.3))
    #expect(abs(NormalTail.twoSided(Interval.z) - 0.05) < 1e-15)
  }
}
