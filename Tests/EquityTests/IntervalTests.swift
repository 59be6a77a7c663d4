import TestSupport
import Testing

@testable import Equity

struct IntervalTests {
  private func count(_ x: Int, _ n: Int) throws -> Count { try #require(Count(n: n, x: x)) }

  @Test(
    "Newcombe (1998), the eight examples of method 10",
    arguments: [
      (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
      (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
      (10, 10, 0, 20, 0.6791, 1.0), (10, 10, 0, 10, 0.6075, 1.0),
    ])
  func newcombe(x: Int, n: Int, y: Int, m: Int, low: Double, high: Double) throws {
    let interval = try #require(Interval.newcombe(count(x, n), count(y, m)))
    #expect(abs(interval.low - low) < 5.1e-5)
    #expect(abs(interval.high - high) < 5.1e-5)
  }

  @Test("an interval holds its difference, stays within -1 and 1, and turns round with the groups")
  func bounds() throws {
    var random = SplitMix64.printed(for: "intervals")
    for _ in 0..<5_000 {
      let n = Int.random(in: 1...400, using: &random)
      let m = Int.random(in: 1...400, using: &random)
      let first = try count(Int.random(in: 0...n, using: &random), n)
      let second = try count(Int.random(in: 0...m, using: &random), m)
      let own = try #require(Interval.wilson(first))
      let rate = Double(first.x) / Double(n)
      #expect(own.low >= 0 && own.low <= rate && rate <= own.high && own.high <= 1)
      let there = try #require(Interval.newcombe(first, second))
      let back = try #require(Interval.newcombe(second, first))
      let difference = rate - Double(second.x) / Double(m)
      #expect(there.low >= -1 - 1e-15 && there.low <= difference && difference <= there.high && there.high <= 1 + 1e-15)
      #expect(abs(there.low + back.high) < 1e-14 && abs(there.high + back.low) < 1e-14)
    }
  }

  @Test(
    "Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3",
    arguments: [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    ])
  func wilson(_ x: Int, _ n: Int, _ low: Double, _ high: Double) throws {
    let interval = try #require(Interval.wilson(count(x, n)))
    #expect(abs(interval.low - low) < 5.1e-5 && abs(interval.high - high) < 5.1e-5)
  }

  @Test("the ends of Wilson's interval solve the score equation")
  func wilsonSolvesItsEquation() throws {
    for n in 1...60 {
      for x in 0...n {
        let interval = try #require(Interval.wilson(count(x, n)))
        let rate = Double(x) / Double(n)
        for end in [interval.low, interval.high] where end > 0 && end < 1 {
          #expect(abs(abs(rate - end) - Interval.z * (end * (1 - end) / Double(n)).squareRoot()) < 1e-13)
        }
      }
    }
  }

  @Test("nobody has no interval")
  func nobody() throws {
    #expect(Interval.wilson(.none) == nil)
    #expect(try Interval.newcombe(count(1, 2), .none) == nil)
  }
}
