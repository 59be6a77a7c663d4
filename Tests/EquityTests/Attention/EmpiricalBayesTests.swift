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

  /// Children with respiratory symptoms in 71 school catchments of Huddersfield: Martuzzi and Elliott (1996), Statistics in Medicine 15,
  /// 1867-1873, pp. 1870-1871 (cases, questionnaires; data set `huddersfield` of the R package spData), with the estimates in percent that the
  /// documentation of `EBest(family = "binomial")` of the R package spdep prints to two decimals.
  private static let huddersfield: [(x: Int, n: Int, estimate: Double)] = [
    (21, 49, 34.44), (22, 76, 29.56), (47, 166, 28.94), (3, 14, 28.93), (8, 24, 30.72), (25, 81, 30.43),
    (31, 92, 31.85), (26, 57, 35.93), (12, 45, 28.95), (5, 17, 29.95), (73, 263, 28.36), (27, 80, 31.75),
    (66, 202, 31.84), (41, 179, 25.36), (39, 114, 32.33), (26, 77, 31.72), (16, 55, 29.69), (10, 63, 24.36),
    (9, 22, 32.11), (4, 10, 31.01), (19, 66, 29.53), (7, 18, 31.47), (32, 113, 29.10), (23, 69, 31.44),
    (12, 86, 22.36), (26, 77, 31.72), (6, 19, 30.31), (4, 12, 30.42), (28, 105, 28.26), (7, 11, 33.57),
    (33, 96, 32.24), (6, 30, 27.62), (18, 94, 24.60), (12, 47, 28.54), (14, 58, 27.79), (11, 25, 32.98),
    (19, 75, 27.95), (6, 33, 26.96), (34, 107, 30.97), (19, 59, 30.88), (22, 84, 28.23), (8, 42, 26.65),
    (5, 30, 26.81), (3, 15, 28.66), (32, 97, 31.54), (5, 10, 31.97), (16, 43, 32.30), (20, 61, 31.13),
    (7, 18, 31.47), (29, 116, 27.26), (19, 73, 28.29), (14, 46, 30.18), (16, 81, 25.28), (4, 8, 31.61),
    (8, 37, 27.67), (8, 36, 27.88), (4, 11, 30.71), (5, 16, 30.22), (0, 1, 29.73), (5, 17, 29.95), (43, 138, 30.71),
    (6, 18, 30.58), (42, 124, 32.22), (3, 10, 30.04), (27, 89, 30.19), (33, 81, 35.00), (52, 112, 38.96),
    (26, 76, 31.91), (49, 202, 26.10), (25, 85, 29.75), (50, 106, 39.13),
  ]

  @Test("The published estimates of Martuzzi and Elliott's schools, to all digits that are printed")
  func published() throws {
    let found = EmpiricalBayes(try counts(Self.huddersfield.map { ($0.n, $0.x) }))
    for (place, row) in zip(found.places, Self.huddersfield) {
      #expect(
        (try #require(place.estimate) * 10_000).rounded() == (row.estimate * 100).rounded(), "\(row.x) of \(row.n)")
    }
    #expect(found.places.count == 71)
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
