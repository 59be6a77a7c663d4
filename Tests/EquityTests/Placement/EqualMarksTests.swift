import Testing

@testable import Equity

@Suite("Placement at equal marks")
struct EqualMarksTests {
  private func stratum(_ group: (Int, Int), _ others: (Int, Int)) throws -> EqualMarks.Stratum {
    EqualMarks.Stratum(
      group: try #require(Count(n: group.0, x: group.1)), others: try #require(Count(n: others.0, x: others.1)))
  }

  /// Admissions to six departments of Berkeley, 1973 (Bickel, Hammel and O'Connell 1975; R's `UCBAdmissions`): whom `mantelhaen.test` gives
  /// 1.4269 with continuity correction, which is 1.5246 and p = 0.2169 without.
  @Test("Cochran, Mantel and Haenszel as published")
  func published() throws {
    let departments = [
      ((108, 89), (825, 512)), ((25, 17), (560, 353)), ((593, 202), (325, 120)), ((375, 131), (417, 138)),
      ((393, 94), (191, 53)), ((341, 24), (373, 22)),
    ]
    let line = EqualMarks(try departments.map { try stratum($0.0, $0.1) })
    #expect(abs(try #require(line.p) - 0.21692369705551837) < 1e-12)
    #expect(line.compared == Count(n: 1835, x: 557) && line.others.n == 2691)
    // At equal departments the women were admitted a little more often, although far less often in all.
    #expect(try #require(line.gap).isNegative && line.missing == 0)
    let whole = EqualMarks([try stratum((1835, 557), (2691, 1198))])
    #expect(try !#require(whole.gap).isNegative && whole.missing > 0)
    #expect(EqualMarks.judged([line]).first?.judgement == .noClearDifference)
    #expect(EqualMarks.judged([whole]).first?.judgement == .behind)
  }

  @Test("What would be at the rates of the others is exact, and who has nobody beside is told apart")
  func expected() throws {
    let line = EqualMarks([
      try stratum((3, 1), (7, 5)), try stratum((20, 10), (30, 20)), try stratum((4, 4), (0, 0)),
      try stratum((0, 0), (9, 9)),
    ])
    #expect(
      line.expected == Rational(3) * (try #require(Rational(5, 7))) + Rational(20) * (try #require(Rational(2, 3))))
    #expect(line.compared == Count(n: 23, x: 11) && line.alone == 4 && line.others.n == 37)
    #expect(line.missing == 5, "15 and 10/21 would be, 11 are")
    #expect(line.gap == (line.expected - Rational(11)) * (try #require(Rational(1, 23))))
  }

  @Test("Nobody, one side alone, too few and equal placement have defined answers")
  func corners() throws {
    for strata in [[], [try stratum((0, 0), (5, 5))], [try stratum((9, 3), (0, 0))]] {
      let line = EqualMarks(strata)
      #expect(line.gap == nil && line.missing == 0 && line.p == nil)
      #expect(EqualMarks.judged([line]).first?.judgement == .tooFew)
    }
    #expect(EqualMarks.judged([EqualMarks([try stratum((10, 0), (500, 500))])]).first?.judgement == .tooFew)
    let equal = EqualMarks([try stratum((40, 40), (60, 60))])
    #expect(equal.p == 1 && equal.gap == .zero)
    #expect(EqualMarks.judged([equal]).first?.judgement == .noClearDifference)
    let one = EqualMarks(try (0..<12).map { _ in try stratum((1, 0), (1, 1)) })
    #expect(EqualMarks.judged([one]).first?.judgement == .behind && one.missing == 12)
  }

  @Test("Sums over very many schools stay finite")
  func manySchools() throws {
    let line = EqualMarks(try (1...600).map { try stratum(($0 % 9 + 1, 0), ($0 + 10, $0)) })
    #expect(try #require(line.p).isFinite)
    #expect(EqualMarks.judged([line]).first?.judgement == .behind)
  }
}
