import Equity
import TestSupport
import Testing

@Suite("Where a gap arises")
struct GapDecompositionTests {
  private func school(_ group: [Int], _ others: [Int]) throws -> SchoolFunnels {
    SchoolFunnels(group: try #require(AccessFunnel(group)), others: try #require(AccessFunnel(others)))
  }

  private func fractions(_ part: GapDecomposition.Part) -> [String] {
    [part.between.fraction, part.within.fraction, part.unsplit.fraction]
  }

  @Test("A funnel never rises")
  func funnels() {
    for wrong in [[], [5], [5, 6], [5, 4, -1], [-1, -1]] { #expect(AccessFunnel(wrong) == nil) }
    #expect(AccessFunnel([0, 0])?.rate == nil && AccessFunnel([4, 4, 1])?.rate == Rational(1, 4))
  }

  /// Worked by hand. One school, two stages: of the group 1/2 pass the first and of these 1/2 the second; of the others all pass the first
  /// and 1/2 the second. Gap 1/2 - 1/4 = 1/4; the first stage explains (1 - 1/2) * 1/2 = 1/4.
  @Test("A difference at one stage is found there and nowhere else")
  func oneStage() throws {
    let parts = try #require(GapDecomposition([school([8, 4, 2], [8, 8, 4])]))
    #expect(parts.gap == Rational(1, 4))
    #expect(fractions(parts.parts[0]) == ["0", "1/4", "0"] && fractions(parts.parts[1]) == ["0", "0", "0"])
  }

  /// Worked by hand. The group is at school 1 (nobody is offered it) and school 2 (all are), 6 and 2; the others 2 and 6. Rates 1/4 and 3/4.
  @Test("What a school does not offer is between the schools")
  func offer() throws {
    let parts = try #require(
      GapDecomposition([school([6, 0], [2, 0]), school([2, 2], [6, 6])]))
    #expect(parts.gap == Rational(1, 2) && fractions(parts.parts[0]) == ["1/2", "0", "0"])
  }

  /// Worked by hand after Das Gupta for two factors: with passages 1/2, 1/2 and 1, 1 each stage explains
  /// (1 - 1/2) * (1/2 + 1) / 2 = 3/8 of 3/4.
  @Test("Two stages share what neither explains alone")
  func twoStages() throws {
    let parts = try #require(GapDecomposition([school([4, 2, 1], [4, 4, 4])]))
    #expect(parts.gap == Rational(3, 4) && parts.parts.map(\.whole) == [Rational(3, 8), Rational(3, 8)])
  }

  /// Das Gupta (1993), Standardization and decomposition of rates: A user's manual, U.S. Bureau of the Census P23-186, chapter 2: the birth
  /// rate as the product of births per woman of 15 to 49, the share of these women among all, and that of women among all people, in Austria
  /// and Chile 1981; the effects as the R package DasGuptR 2.1.0 prints them (README, per 1,000).
  @Test("Published: birth rates of Austria and Chile in three factors, after Das Gupta")
  func published() throws {
    func country(_ women: Int, _ fertile: Int, _ births: Int) throws -> AccessFunnel {
      let all = 1_000_000_000_000_000_000
      return try #require(
        AccessFunnel([
          all, women * (all / 100_000), women * fertile * (all / 10_000_000_000), women * fertile * births,
        ]))
    }
    let (austria, chile) = (try country(52_638, 45_919, 5_178_746), try country(51_065, 75_756, 8_490_502))
    let found = try #require(GapDecomposition([SchoolFunnels(group: austria, others: chile)]))
    let thousand = Rational(1_000)
    #expect((found.groupRate * thousand).text(decimals: 5) == "12.51747")
    #expect((found.othersRate * thousand).text(decimals: 5) == "32.84534")
    #expect((found.gap * thousand).text(decimals: 7) == "20.3278726")
    #expect(
      found.parts.map { ($0.whole * thousand).text(decimals: 7) } == ["-0.6670084", "10.5608476", "10.4340333"])
  }

  @Test("Where nobody else is at a school the part is not split, and a stage that nobody reached explains nothing")
  func corners() throws {
    let alone = try #require(GapDecomposition([school([5, 1], [0, 0]), school([5, 4], [10, 8])]))
    #expect(alone.parts[0].unsplit == Rational(3, 10) && alone.parts[0].within == .zero && alone.gap == Rational(3, 10))
    let stopped = try #require(GapDecomposition([school([5, 0, 0], [5, 5, 4])]))
    #expect(stopped.parts.map(\.whole) == [Rational(4, 5), .zero])
    #expect(try GapDecomposition([school([0, 0], [5, 5])]) == nil)
    #expect(try GapDecomposition([school([5, 5], [0, 0])]) == nil)
    #expect(try GapDecomposition([school([5, 5], [5, 5]), school([5, 5, 5], [5, 5, 5])]) == nil)
    #expect(GapDecomposition([]) == nil)
  }

  private func funnel(_ stages: Int, _ random: inout SplitMix64) -> AccessFunnel {
    var reached = [Int.random(in: 0...400, using: &random)]
    for _ in 0..<stages {
      reached.append(
        Bool.random(using: &random)
          ? Int.random(in: 0...reached[reached.count - 1], using: &random) : reached[reached.count - 1])
    }
    return AccessFunnel(reached) ?? AccessFunnel([0, 0])!
  }

  @Test("The parts add up to the gap exactly, and exchanging group and others turns every sign")
  func sums() throws {
    var random = SplitMix64.printed(for: "decompositions")
    var told = 0
    for _ in 0..<60 {
      let stages = Int.random(in: 1...6, using: &random)
      let schools = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        SchoolFunnels(group: funnel(stages, &random), others: funnel(stages, &random))
      }
      guard let parts = GapDecomposition(schools) else { continue }
      told += 1
      #expect(parts.parts.reduce(.zero) { $0 + $1.whole } == parts.gap)
      #expect(parts.othersRate - parts.groupRate == parts.gap)
      let turned = try #require(GapDecomposition(schools.map { SchoolFunnels(group: $0.others, others: $0.group) }))
      #expect(turned.parts.map(\.whole) == parts.parts.map { -$0.whole })
      // The order of the schools does not matter, nor a school where nobody is.
      let empty = AccessFunnel([Int](repeating: 0, count: stages + 1))!
      let more = schools.reversed() + [SchoolFunnels(group: empty, others: empty)]
      #expect(GapDecomposition(Array(more))?.parts == parts.parts)
    }
    #expect(told > 50)
  }

  @Test("A hundred and fifty schools are quickly told apart, still exactly")
  func large() throws {
    var random = SplitMix64.printed(for: "a large district")
    let schools = (0..<150).map { _ in SchoolFunnels(group: funnel(5, &random), others: funnel(5, &random)) }
    let parts = try #require(GapDecomposition(schools))
    #expect(parts.parts.reduce(.zero) { $0 + $1.whole } == parts.gap)
  }
}
