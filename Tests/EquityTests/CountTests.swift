import Equity
import Testing

struct CountTests {
  private func count(n: Int, x: Int) throws -> Count { try #require(Count(n: n, x: x)) }

  @Test("a count needs 0 <= x <= n", arguments: [(3, 4), (-1, 0), (5, -1), (-2, -3)])
  func refusesImpossibleCounts(n: Int, x: Int) {
    #expect(Count(n: n, x: x) == nil)
  }

  @Test(
    "a rate is rounded half up to two decimals",
    arguments: [
      (200, 1, "0.01"), (200, 3, "0.02"), (1000, 4, "0.00"), (1000, 5, "0.01"), (3, 1, "0.33"), (3, 2, "0.67"),
      (8, 1, "0.13"), (8, 3, "0.38"), (7, 7, "1.00"), (9, 0, "0.00"), (2000, 607, "0.30"), (200, 199, "1.00"),
    ])
  func rates(n: Int, x: Int, text: String) throws {
    #expect(try count(n: n, x: x).rate?.text == text)
  }

  @Test("nobody has no rate, no gap and no need")
  func undefinedWithoutStudents() throws {
    let whole = try count(n: 10, x: 4)
    #expect(Count.none.rate == nil)
    #expect(Count.none.gap(in: whole) == nil)
    #expect(Count.none.neededForParity(in: whole) == nil)
  }

  @Test("the whole has no gap: there are no others")
  func undefinedForTheWhole() throws {
    let whole = try count(n: 10, x: 4)
    #expect(whole.gap(in: whole) == nil)
    #expect(whole.neededForParity(in: whole) == nil)
  }

  @Test("what is not a part of the whole has no gap")
  func undefinedForAStranger() throws {
    let whole = try count(n: 10, x: 4)
    #expect(try count(n: 11, x: 1).gap(in: whole) == nil)
    #expect(try count(n: 5, x: 5).gap(in: whole) == nil)
    #expect(try count(n: 10, x: 3).gap(in: whole) == nil)
  }

  @Test(
    "a gap is the exact difference to all others, rounded once, with its sign",
    arguments: [
      // n, x of the group; n, x of the whole; gap; needed for parity
      (10, 4, 20, 10, "-0.20", 2), (10, 6, 20, 10, "0.20", 0), (8, 1, 16, 3, "-0.13", 1), (8, 2, 16, 3, "0.13", 0),
      (300, 100, 500, 167, "0.00", 1), (3, 1, 9, 5, "-0.33", 1), (3, 0, 6, 3, "-1.00", 3), (1, 1, 2, 1, "1.00", 0),
      (2000, 607, 10000, 5264, "-0.28", 558),
    ])
  func gaps(n: Int, x: Int, wholeN: Int, wholeX: Int, gap: String, needed: Int) throws {
    let whole = try count(n: wholeN, x: wholeX)
    let group = try count(n: n, x: x)
    #expect(group.gap(in: whole)?.text == gap)
    #expect(group.neededForParity(in: whole) == needed)
  }

  @Test("the gap of a group and of all others differ in sign only")
  func gapsAreSymmetric() throws {
    for n in 1...12 {
      for x in 0...n {
        for otherN in 1...9 {
          for otherX in 0...otherN {
            let whole = try count(n: n + otherN, x: x + otherX)
            let group = try count(n: n, x: x)
            let others = try #require(group.others(in: whole))
            #expect(group.gap(in: whole)?.value == others.gap(in: whole).map { -$0.value })
          }
        }
      }
    }
  }

  @Test("parity needs exactly so many: one fewer would not do")
  func parityIsTight() throws {
    for n in 1...15 {
      for x in 0...n {
        let whole = try count(n: n + 7, x: x + 5)
        let needed = try #require(count(n: n, x: x).neededForParity(in: whole))
        #expect((x + needed) * 7 >= 5 * n)
        #expect(needed == 0 || (x + needed - 1) * 7 < 5 * n)
      }
    }
  }

  @Test("the largest counts do not overflow")
  func largestCounts() throws {
    let half = Int.max / 2
    let whole = try count(n: Int.max, x: Int.max - half)
    let group = try count(n: half, x: 0)
    #expect(whole.rate?.text == "0.50")
    #expect(group.gap(in: whole)?.text == "-1.00")
    #expect(group.neededForParity(in: whole) == half)
    let all = try count(n: Int.max, x: Int.max)
    #expect(try count(n: 1, x: 1).gap(in: all)?.text == "0.00")
  }

  @Test(
    "hundredths print with two decimals and never as minus zero",
    arguments: [(0, "0.00"), (5, "0.05"), (100, "1.00"), (-5, "-0.05"), (-100, "-1.00"), (47, "0.47")])
  func text(value: Int, text: String) {
    #expect(Hundredths(value).text == text)
  }
}
