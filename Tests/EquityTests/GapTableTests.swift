import TestSupport
import Testing

@testable import Equity

struct GapTableTests {
  private static func row(_ group: String, _ x: Int, _ n: Int, cohort: String = "") throws -> GroupCount {
    GroupCount(cohort: cohort, group: group, count: try #require(Count(n: n, x: x)))
  }

  private static func decimal(_ text: String) throws -> Fraction { try #require(Fraction(decimal: text)) }

  private static func table(
    _ rows: [GroupCount], _ reference: GapReference = .others, least: Fraction = .usualMargin
  ) throws -> [GapLine] { try GapTable(rows, against: reference, leastMargin: least).lines }

  @Test(
    "DisImpact's student_equity, transfer by ethnicity against 0.5264: margin, flag and both needs",
    arguments: [
      ("Black", 607, 2000, 0.03, 386, 446), ("Hispanic", 847, 4000, 0.03, 1139, 1259),
      ("Native American", 78, 200, 0.06929646, 14, 28), ("Multi-Ethnicity", 504, 1000, 0.03099032, 0, 23),
    ])
  func disImpact(group: String, x: Int, n: Int, margin: Double, needed: Int, parity: Int) throws {
    let line = try Self.table([Self.row(group, x, n)], .rate(Self.decimal("0.5264")))[0]
    #expect(abs((line.margin ?? 0) - margin) < 5e-9)
    #expect(line.isFlagged == (needed > 0))
    #expect(line.needed == needed)
    #expect(line.neededForParity == parity)
  }

  @Test("a worked cohort: every number against all others")
  func worked() throws {
    let lines = try Self.table([Self.row("A", 30, 100), Self.row("B", 60, 100)])
    let a = lines[0]
    #expect(a.rate == 0.3 && a.referenceRate == 0.6 && a.gap == -0.3)
    #expect(a.margin == 0.098 && a.isFlagged && a.needed == 21 && a.neededForParity == 30)
    #expect(a.riskRatio == 0.5 && a.index80 == 0.5)
    #expect(a.proportionality == 2.0 / 3)
    #expect(lines[1].gap == 0.3 && !lines[1].isFlagged && lines[1].needed == 0 && lines[1].neededForParity == 0)
    #expect(a.p == lines[1].p && a.adjustedP == a.p)
  }

  @Test("a gap that is exactly the margin is flagged, and nobody is needed")
  func tie() throws {
    // 0.98 / sqrt(196) = 0.07.
    let line = try Self.table([Self.row("A", 0, 196)], .rate(Self.decimal("0.07")))[0]
    #expect(line.isFlagged && line.needed == 0 && line.neededForParity == 14)
    let above = try Self.table([Self.row("A", 0, 196)], .rate(Self.decimal("0.069999999999999999")))[0]
    #expect(!above.isFlagged)
    let least = try Self.table([Self.row("A", 20, 10_000)], .rate(Self.decimal("0.032")))[0]
    #expect(least.isFlagged && least.needed == 0)
  }

  @Test(
    "the identities of 1.1 hold exactly: p - P = (1 - s)(p - p'), and parity to the others closes the gap to the whole")
  func identities() throws {
    var random = SplitMix64.printed(for: "identities of gaps")
    for _ in 0..<3_000 {
      let n = Int.random(in: 1...60, using: &random)
      let m = Int.random(in: 1...200, using: &random)
      let x = Int.random(in: 0...n, using: &random)
      let y = Int.random(in: 0...m, using: &random)
      let rows = [try Self.row("g", x, n), try Self.row("rest", y, m)]
      let toOthers = try Self.table(rows)[0]
      let toWhole = try Self.table(rows, .overall)[0]
      // Both as fractions over n m (n + m): the second gap is (x m - y n) / (n (n + m)).
      let (difference, whole) = (x * m - y * n, n + m)
      #expect(toOthers.gap == Double(difference) / Double(n * m))
      #expect(toWhole.gap == Double(difference) / Double(n * whole))
      #expect((x * whole - (x + y) * n) == difference)
      let needed = try #require(toOthers.neededForParity)
      // With so many more the group reaches the rate of the whole, its own gain included; with one fewer it does not.
      #expect((x + needed) * whole >= (x + y + needed) * n)
      #expect(needed == 0 || (x + needed - 1) * whole < (x + y + needed - 1) * n)
      #expect(toWhole.p == toOthers.p)
    }
  }

  @Test("needs by trying every number of students")
  func needsByBruteForce() throws {
    var random = SplitMix64.printed(for: "needs")
    for _ in 0..<2_000 {
      let n = Int.random(in: 1...150, using: &random)
      let m = Int.random(in: 1...150, using: &random)
      let (x, y) = (Int.random(in: 0...n, using: &random), Int.random(in: 0...m, using: &random))
      let line = try Self.table([Self.row("g", x, n), Self.row("rest", y, m)])[0]
      let margin = max(0.98 / Double(n).squareRoot(), 0.03)
      let reference = Double(y) / Double(m)
      func misses(_ added: Int) -> Double { reference - Double(x + added) / Double(n) - margin }
      if abs(misses(0)) > 1e-9 { #expect(line.isFlagged == (misses(0) > 0)) }
      let tried = (0...n).first { misses($0) < 1e-9 }
      #expect(line.needed == (line.isFlagged ? tried : 0))
      #expect(line.neededForParity == (0...n).first { (x + $0) * m >= y * n })
    }
  }

  @Test("the highest rate: exact, and of several the first name bytewise")
  func highest() throws {
    let lines = try Self.table(
      [Self.row("b", 2, 4), Self.row("a", 1, 2), Self.row("c", 0, 0), Self.row("d", 1, 3)], .highest)
    #expect(lines.map(\.referenceRate) == [0.5, 0.5, 0.5, 0.5])
    #expect(lines[1].interval == nil && lines[1].p == nil && lines[1].gap == 0)
    #expect(lines[0].interval != nil && lines[0].p == 1)
    #expect(lines[2].index80 == nil && lines[2].gap == nil)
    // One third of 2^51 students apart by one student: equal in double precision.
    let n = 1 << 51
    let close = try Self.table([Self.row("low", n / 3, n), Self.row("high", n / 3 + 1, n)], .highest)
    #expect(close[1].p == nil && close[0].p != nil && close[0].neededForParity == 1)
  }

  @Test("what is undefined is empty and not flagged")
  func undefined() throws {
    let alone = try Self.table([Self.row("A", 3, 9)])[0]
    #expect(alone.rate != nil && alone.referenceRate == nil && alone.gap == nil && alone.needed == nil)
    #expect(alone.proportionality == 1 && alone.riskRatio == nil && alone.adjustedP == nil && alone.margin != nil)
    let whole = try Self.table([Self.row("A", 3, 9)], .overall)[0]
    #expect(whole.gap == 0 && whole.interval == nil && whole.adjustedP == nil && !whole.isFlagged)
    let nobody = try Self.table([Self.row("A", 0, 0), Self.row("B", 1, 4)])
    #expect(nobody[0].rate == nil && nobody[0].margin == nil && nobody[0].gap == nil && !nobody[0].isFlagged)
    #expect(nobody[1].referenceRate == nil)
    let zero = try Self.table([Self.row("A", 0, 5), Self.row("B", 0, 7)])
    #expect(zero[0].proportionality == nil && zero[0].index80 == nil && zero[0].riskRatio == nil)
    #expect(zero[0].gap == 0 && zero[0].p == 1)
    let elsewhere = try Self.table(
      [Self.row("A", 1, 5, cohort: "x"), Self.row("B", 2, 7, cohort: "y")], .group("A"))
    #expect(elsewhere[0].gap == 0 && elsewhere[0].interval == nil && elsewhere[1].gap == nil)
  }

  @Test("a group named that is nowhere, a group twice and too many students are refused")
  func refusals() throws {
    #expect(throws: GapTable.Refusal.unknownGroup) { try Self.table([Self.row("A", 1, 2)], .group("B")) }
    #expect(throws: GapTable.Refusal.unusable(row: 1)) {
      try Self.table([Self.row("A", 1, 2), Self.row("A", 1, 2)])
    }
    #expect(throws: GapTable.Refusal.unusable(row: 1)) {
      try Self.table([Self.row("A", 1, 1 << 53), Self.row("B", 0, 1)])
    }
  }

  @Test("the largest counts and the longest decimals stay exact")
  func largest() throws {
    let n = 1 << 52
    let lines = try Self.table([Self.row("A", 0, n), Self.row("B", n, n)])
    #expect(lines[0].gap == -1 && lines[0].neededForParity == n && lines[0].isFlagged)
    #expect(lines[0].needed == n / 100 * 97 + (n % 100 * 97 + 99) / 100)
    let rate = try Self.decimal("0.999999999999999999")
    let line = try Self.table([Self.row("A", 0, n)], .rate(rate), least: Self.decimal("0.000000000000000001"))[0]
    #expect(line.neededForParity == n)
    // 0.98 / sqrt n is 0.98 / 2^26 here, so that 0.98 * 2^26 students are left out.
    #expect(line.needed == n - Int(0.98 * Double(1 << 26)))
  }

  @Test(
    "decimals are read exactly or not at all",
    arguments: ["", ".", "-1", "1e3", "0,5", "1.2.3", "1000", "0.1234567890123456789", " 1", "٣"])
  func notDecimal(text: String) { #expect(Fraction(decimal: text) == nil) }

  @Test("quotients are rounded once, to the nearest")
  func quotients() {
    var random = SplitMix64.printed(for: "quotients")
    for _ in 0..<20_000 {
      let over = UInt64.random(in: 0...(1 << 53), using: &random)
      let under = UInt64.random(in: 1...(1 << 53), using: &random)
      let shift = UInt128(Int.random(in: 0...60, using: &random))
      let exact = Double(over) / Double(under)
      #expect(Fraction.quotient(UInt128(over), UInt128(under)) == exact)
      #expect(Fraction.quotient(UInt128(over) << shift, UInt128(under) << shift) == exact)
      #expect(Fraction.quotient(UInt128(over) << shift, UInt128(under)) == exact * Double(UInt64(1) << UInt64(shift)))
    }
  }
}
