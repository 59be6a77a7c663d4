import TestSupport
import Testing

@testable import Equity

struct ScoreTestTests {
  private func count(_ x: Int, _ n: Int) throws -> Count { try #require(Count(n: n, x: x)) }

  @Test("Benjamini and Hochberg (1995): four of their fifteen p-values hold at 5 percent")
  func published() {
    let values = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
      1,
    ]
    let adjusted = ScoreTest.adjusted(values)
    #expect(adjusted.filter { $0 <= 0.05 }.count == 4)
    #expect(abs(adjusted[3] - 0.0095 * 15 / 4) < 1e-15)
    #expect(adjusted[5] == adjusted[6] && abs(adjusted[6] - 0.0298 * 15 / 7) < 1e-15)
  }

  @Test("adjusted values do not depend on the order, never fall below their own, and rise with them")
  func orderIndependent() {
    var random = SplitMix64.printed(for: "Benjamini-Hochberg")
    for _ in 0..<300 {
      let values = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Double(Int.random(in: 0...200, using: &random)) / 200
      }
      let adjusted = ScoreTest.adjusted(values)
      let order = values.indices.shuffled(using: &random)
      let again = ScoreTest.adjusted(order.map { values[$0] })
      for (place, index) in order.enumerated() {
        #expect(again[place] == adjusted[index])
        #expect(adjusted[index] >= values[index] && adjusted[index] <= 1)
        for other in values.indices where values[other] < values[index] { #expect(adjusted[other] <= adjusted[index]) }
        // By definition: the least of m p / k over all values that are not smaller, k of them being as small.
        let least = values.filter { $0 >= values[index] }.map { value in
          value * Double(values.count) / Double(values.filter { $0 <= value }.count)
        }
        #expect(abs(adjusted[index] - min(1, least.min() ?? 1)) < 1e-15)
      }
    }
  }

  @Test("the squared statistic is Pearson's: 10 of 20 against 4 of 20 gives 3.956, p = 0.0467")
  func pearson() throws {
    #expect(abs(ScoreTest.p(try count(10, 20), try count(4, 20)) - 0.046706) < 5e-6)
    #expect(ScoreTest.p(try count(3, 10), try count(6, 20)) == 1)
  }

  @Test("without variance nothing is different")
  func noVariance() throws {
    #expect(ScoreTest.p(try count(0, 5), try count(0, 9)) == 1)
    #expect(ScoreTest.p(try count(5, 5), try count(9, 9)) == 1)
    let (zero, one) = (try #require(Fraction(decimal: "0")), try #require(Fraction(decimal: "1")))
    #expect(ScoreTest.p(try count(5, 5), against: zero) == 1)
    #expect(ScoreTest.p(try count(2, 5), against: one) == 1)
  }

  @Test("against a fixed rate: 60 of 100 against one half is two standard errors off")
  func oneSample() throws {
    let half = try #require(Fraction(decimal: "0.5"))
    #expect(abs(ScoreTest.p(try count(60, 100), against: half) - 0.04550026389635842) < 1e-15)
  }
}
