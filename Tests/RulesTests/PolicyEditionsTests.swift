import Judge
import Rules
import Testing

/// A set of editions leaves no entering year without one and gives none two.
@Suite struct PolicyEditionsTests {
  private func policy(_ id: String, _ first: Int, _ last: Int) throws -> Policy {
    var policy = EvaluatorAdapter.policy(try #require(OracleEdition.named(id)))
    (policy.firstEnteringYear, policy.lastEnteringYear) = (first, last)
    return policy
  }

  private func flaw(_ policies: [Policy]) -> PolicyEditions.Flaw? {
    do {
      _ = try PolicyEditions(policies)
      return nil
    } catch { return error }
  }

  @Test func eachSystemNeedsAnEdition() throws {
    let uc = try policy("uc-2022", 2022, 2027)
    let csu = try policy("csu-2022", 2022, 2027)
    #expect(flaw([uc]) == .noEdition(.csu))
    #expect(flaw([csu]) == .noEdition(.uc))
    #expect(flaw([uc, csu]) == nil)
  }

  @Test func rangesOfOneSystemFollowEachOther() throws {
    let csu = try policy("csu-2022", 2003, 2027)
    let early = try policy("uc-2022", 2003, 2021)
    #expect(flaw([try policy("uc-2022", 2022, 2027), csu, early]) == nil)
    #expect(flaw([early, try policy("uc-2022", 2023, 2027), csu]) == .gap(after: "uc-2003", before: "uc-2023"))
    #expect(flaw([early, try policy("uc-2022", 2021, 2027), csu]) == .overlap("uc-2003", "uc-2021"))
    #expect(flaw([try policy("uc-2022", 2022, 2021), csu]) == .rangeReversed(edition: "uc-2022"))
  }

  @Test func aYearOutsideAllEditionsGetsTheNearest() throws {
    let editions = try PolicyEditions([
      policy("uc-2022", 2022, 2027), policy("uc-2019", 2010, 2021), policy("csu-2022", 2012, 2027),
    ])
    #expect(
      [1990, 2010, 2021].map { editions.edition(.uc, entering: $0).edition } == ["uc-2010", "uc-2010", "uc-2010"])
    #expect([2022, 2050].map { editions.edition(.uc, entering: $0).edition } == ["uc-2022", "uc-2022"])
    #expect([1990, 2050].map { editions.edition(.csu, entering: $0).edition } == ["csu-2012", "csu-2012"])
  }
}
