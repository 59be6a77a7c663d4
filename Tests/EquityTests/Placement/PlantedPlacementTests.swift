import Equity
import TestSupport
import Testing

/// Eight schools of 240 students who passed last year's course, 80 of them of the group, which has lower marks. Of C, B and A 70, 85 and 95
/// of 100 continue. Over 200 seeds each.
@Suite("Planted placements are found where they are")
struct PlantedPlacementTests {
  private static let schools = 8
  private static let continued = [70, 85, 95]
  /// Of 100 students, those with C, B, A.
  private static let groupMarks = [60, 25, 15]
  private static let othersMarks = [25, 35, 40]

  private struct School {
    var strata: [EqualMarks.Stratum] = []
    var group: Count { PlantedPlacementTests.sum(strata.map(\.group)) }
    var others: Count { PlantedPlacementTests.sum(strata.map(\.others)) }
  }

  private static func sum(_ counts: [Count]) -> Count {
    Count(n: counts.reduce(0) { $0 + $1.n }, x: counts.reduce(0) { $0 + $1.x }) ?? .none
  }

  private static func draw(_ students: Int, _ marks: [Int], loss: Int, _ random: inout SplitMix64) -> [Count] {
    var placed = [(n: Int, x: Int)](repeating: (0, 0), count: marks.count)
    for _ in 0..<students {
      var lot = Int.random(in: 0..<100, using: &random)
      var mark = 0
      while lot >= marks[mark] {
        lot -= marks[mark]
        mark += 1
      }
      placed[mark].n += 1
      if Int.random(in: 0..<100, using: &random) < continued[mark] - loss { placed[mark].x += 1 }
    }
    return placed.compactMap { Count(n: $0.n, x: $0.x) }
  }

  private static func district(seed: UInt64, lossAtFirst loss: Int) -> [School] {
    var random = SplitMix64(seed: seed)
    return (0..<schools).map { school in
      let group = draw(80, groupMarks, loss: school == 0 ? loss : 0, &random)
      let others = draw(160, othersMarks, loss: 0, &random)
      return School(strata: zip(group, others).map { EqualMarks.Stratum(group: $0, others: $1) })
    }
  }

  /// Districts in which the first school is found behind, and those in which any other school is called different.
  private static func count(loss: Int) -> (found: Int, elsewhere: Int, district: Int) {
    var (found, elsewhere, whole) = (0, 0, 0)
    for seed in 1...200 as ClosedRange<UInt64> {
      let schools = district(seed: seed, lossAtFirst: loss)
      let lines = schools.map { EqualMarks($0.strata) } + [EqualMarks(schools.flatMap(\.strata))]
      let judged = EqualMarks.judged(lines).map(\.judgement)
      if judged[0] == .behind { found += 1 }
      if judged[1..<Self.schools].contains(where: { $0 != .noClearDifference }) { elsewhere += 1 }
      if judged[Self.schools] != .noClearDifference { whole += 1 }
    }
    return (found, elsewhere, whole)
  }

  @Test("Nothing planted: a false alarm in at most 1 of 20 districts, although the group's marks are lower")
  func nothing() {
    let none = Self.count(loss: 0)
    #expect(none.found + none.elsewhere + none.district <= 20)
    // Without looking at marks the group would be called behind nearly always.
    var naive = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      let schools = Self.district(seed: seed, lossAtFirst: 0)
      let (group, others) = (Self.sum(schools.map(\.group)), Self.sum(schools.map(\.others)))
      if EqualMarks.judged([EqualMarks([EqualMarks.Stratum(group: group, others: others)])])[0].judgement == .behind {
        naive += 1
      }
    }
    #expect(naive > 190)
  }

  @Test("One school places 25 of 100 of the group less at equal marks: found there, and seldom elsewhere")
  func oneSchool() {
    let planted = Self.count(loss: 25)
    #expect(planted.found >= 150 && planted.elsewhere <= 20)
  }
}
