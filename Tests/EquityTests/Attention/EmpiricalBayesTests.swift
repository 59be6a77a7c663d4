import TestSupport
import Testing

@testable import Equity

@Suite("Rates drawn toward the mean, and the order of attention")
struct EmpiricalBayesTests {
  private func counts(_ pairs: [(Int, Int)]) throws -> [Count] {
    try pairs.map { try #require(Count(n: $0.0, x: $0.1)) }
  }

  /// The formula of `equity.md` 1.7 in whole numbers and fractions, by hand: n 10, 40; x 2, 24; b = 13/25, mean n 25,
  /// S2 = (10 (8/25)^2 + 40 (2/25)^2) / 50 = 16/625; b (1 - b) = 156/625.
  @Test("Two schools by hand")
  func byHand() throws {
    let found = EmpiricalBayes(try counts([(10, 2), (40, 24)]))
    #expect(abs(try #require(found.mean) - 0.52) < 1e-15)
    // rho_1 = (160 - 0.4 * 156) / (144 + 0.6 * 156), rho_2 = (640 - 1.6 * 156) / (624 - 0.6 * 156).
    let weights = [97.6 / 237.6, 390.4 / 530.4]
    for (place, weight) in zip(found.places, weights) { #expect(abs(try #require(place.weight) - weight) < 1e-12) }
    #expect(abs(try #require(found.places[0].estimate) - (weights[0] * 0.2 + (1 - weights[0]) * 0.52)) < 1e-12)
  }

  @Test(
    "Weights stay in 0 to 1, estimates between a school's rate and the mean, and larger schools keep more of their own")
  func laws() throws {
    var random = SplitMix64(seed: 20_100)
    for _ in 0..<500 {
      let schools = Int.random(in: 1...40, using: &random)
      let found = EmpiricalBayes(
        try counts(
          (0..<schools).map { _ in
            let n = Int.random(in: 0...600, using: &random)
            return (n, Int.random(in: 0...n, using: &random))
          }))
      for place in found.places {
        guard place.count.n > 0 else {
          #expect(place.weight == nil && place.estimate == nil)
          continue
        }
        let rate = Double(place.count.x) / Double(place.count.n)
        let (weight, estimate, mean) = (
          try #require(place.weight), try #require(place.estimate), try #require(found.mean)
        )
        #expect((0...1).contains(weight))
        #expect(estimate >= min(rate, mean) - 1e-12 && estimate <= max(rate, mean) + 1e-12)
      }
    }
    #expect(EmpiricalBayes([]).mean == nil)
    #expect(EmpiricalBayes([.none]).mean == nil)
    // Rates that chance alone explains, and one school alone, tell no school from another.
    #expect(EmpiricalBayes(try counts([(50, 25), (50, 25), (50, 26)])).places.allSatisfy { $0.weight == 0 })
    #expect(EmpiricalBayes(try counts([(50, 25)])).places[0].weight == 0)
  }

  @Test("A small school is in no order, and a large school's rate weighs more than a chance extreme")
  func order() throws {
    let list = AttentionList(
      try counts([(29, 0), (400, 108), (31, 8), (300, 180), (0, 0), (350, 210)]), highFirst: false)
    #expect(list.small == [0] && list.ordered.first == 1 && Set(list.ordered) == [1, 2, 3, 5])
    #expect(AttentionList(try counts([(100, 50), (200, 100)]), highFirst: true).ordered == [1, 0])
  }
}
