import Equity
import TestSupport
import Testing

/// Six schools of 300 students who passed last year's course, 100 of them of the group, a third of both before each of three steps. Of C, B
/// and A 70, 85 and 95 of 100 continue, and the group has lower marks. One school holds 40 of 100 of the group back at the second step. Over
/// 200 seeds each.
@Suite("A planted step is found where it is")
struct PlantedStepTests {
  private static let schools = 6
  private static let continued = [70, 85, 95]
  /// Of 100 students, those with C, B, A.
  private static let groupMarks = [50, 30, 20]
  private static let othersMarks = [30, 35, 35]

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
      let isHeldBack = Int.random(in: 0..<100, using: &random) < loss
      if Int.random(in: 0..<100, using: &random) < continued[mark] && !isHeldBack { placed[mark].x += 1 }
    }
    return placed.compactMap { Count(n: $0.n, x: $0.x) }
  }

  /// By school and level.
  private static func district(seed: UInt64, loss: Int) -> [[[EqualMarks.Stratum]]] {
    var random = SplitMix64(seed: seed)
    return (0..<schools).map { school in
      EqualMarks.levels.map { level in
        let group = draw(33, groupMarks, loss: school == 0 && level == 2 ? loss : 0, &random)
        let others = draw(67, othersMarks, loss: 0, &random)
        return zip(group, others).map { EqualMarks.Stratum(group: $0, others: $1) }
      }
    }
  }

  private struct Table: Equatable {
    /// Districts in which it is found at its school; in which another school is called different; in which the whole district is.
    var (found, elsewhere, district) = (0, 0, 0)
  }

  /// All steps together, and each for itself (elsewhere: another school, or another step).
  private static func count(loss: Int) -> (all: Table, steps: Table) {
    var (all, steps) = (Table(), Table())
    for seed in 1...200 as ClosedRange<UInt64> {
      let schools = district(seed: seed, loss: loss)
      let places = schools + [(0..<3).map { step in schools.flatMap { $0[step] } }]
      let judged = EqualMarks.judged(places.map { EqualMarks($0.flatMap(\.self)) }).map(\.judgement)
      let lines = places.map { place in place.map { EqualMarks($0) } }
      let judgedSteps = EqualMarks.judged(lines).map { place in place.map(\.judgement) }
      if judged[0] == .behind { all.found += 1 }
      if judged[1..<Self.schools].contains(where: { $0 != .noClearDifference }) { all.elsewhere += 1 }
      if judged[Self.schools] != .noClearDifference { all.district += 1 }
      if judgedSteps[0][1] == .behind { steps.found += 1 }
      let others = judgedSteps[1..<Self.schools].flatMap(\.self) + [judgedSteps[0][0], judgedSteps[0][2]]
      if others.contains(where: { $0 != .noClearDifference }) { steps.elsewhere += 1 }
      if judgedSteps[Self.schools].contains(where: { $0 != .noClearDifference }) { steps.district += 1 }
    }
    return (all, steps)
  }

  @Test("Nothing planted: steps raise a false alarm in at most 1 of 20 districts, as all together do")
  func nothing() {
    let (all, steps) = Self.count(loss: 0)
    print("placement, nothing planted: all \(all), steps \(steps)")
    #expect(all.found + all.elsewhere + all.district <= 20)
    #expect(steps.found + steps.elsewhere + steps.district <= 20)
  }

  @Test(
    "One school holds 40 of 100 of the group back at one step: that step finds it far more often than all steps together"
  )
  func oneStep() {
    let (all, steps) = Self.count(loss: 40)
    print("placement, one step planted: all \(all), steps \(steps)")
    #expect(steps.found > all.found + 40 && steps.found >= 110)
    #expect(steps.elsewhere <= 20)
  }
}
