import Equity
import TestSupport
import Testing

/// Two hundred invented districts per inequity: whether it is found at the stage where it was planted, and only there. The figures stand
/// in docs/measures.md.
@Suite("Planted inequities are found where they are")
struct PlantedInequityTests {
  private static let seeds = 200
  private static let schools = 8
  /// Passing from stage to stage: offered, enrolled, C or better, continued, completed.
  private static let usual = [1.0, 0.9, 0.8, 0.85, 0.9]

  enum Planted: String, CaseIterable, Sendable { case nothing, offer, enrolment, equalFailure }

  private func funnel(_ students: Int, _ passages: [Double], _ random: inout SplitMix64) -> AccessFunnel {
    var reached = [students]
    for passage in passages {
      let last = reached[reached.count - 1]
      reached.append(
        (0..<last).reduce(0) { sum, _ in sum + (Double.random(in: 0..<1, using: &random) < passage ? 1 : 0) })
    }
    return AccessFunnel(reached)!
  }

  /// Each school has 240 seniors, 80 of them of the group.
  private func district(_ planted: Planted, _ random: inout SplitMix64) -> [SchoolFunnels] {
    (0..<Self.schools).map { school in
      var (own, theirs, students) = (Self.usual, Self.usual, 80)
      switch (planted, school) {
      case (.offer, 0):
        // The school with most students of the group does not offer the course.
        students = 170
        (own[0], theirs[0]) = (0, 0)
      case (.enrolment, 3): own[1] = 0.65
      case (.equalFailure, 5): (own[2], theirs[2]) = (0.5, 0.5)
      default: break
      }
      return SchoolFunnels(
        group: funnel(students, own, &random), others: funnel(240 - students, theirs, &random))
    }
  }

  /// Places and stages that are called different: the district is place 0, schools are from 1, stages from 1.
  private func found(_ schools: [SchoolFunnels]) -> [(place: Int, stage: Int, judgement: AccessJudgement)] {
    let table = AccessTable([schools] + schools.map { [$0] })
    return table.lines.enumerated().flatMap { place, line in
      line.stages.enumerated().compactMap { stage, found in
        [.behind, .ahead].contains(found.judgement) ? (place, stage + 1, found.judgement) : nil
      }
    }
  }

  @Test("Power and false alarms over two hundred seeds", arguments: Planted.allCases)
  func table(_ planted: Planted) throws {
    var (right, wrong, districtFound) = (0, 0, 0)
    for seed in 0..<Self.seeds {
      var random = SplitMix64(seed: UInt64(seed) &* 1_000_003 &+ 17)
      let schools = district(planted, &random)
      let findings = found(schools)
      func isRight(_ place: Int, _ stage: Int) -> Bool {
        switch planted {
        case .nothing, .equalFailure: false
        case .offer: place == 0 && stage == 1
        case .enrolment: (place == 4 || place == 0) && stage == 2
        }
      }
      let hit = findings.contains {
        isRight($0.place, $0.stage) && $0.judgement == .behind && (planted == .offer || $0.place == 4)
      }
      if hit { right += 1 }
      if findings.contains(where: { $0.place == 0 && isRight(0, $0.stage) }) { districtFound += 1 }
      if findings.contains(where: { !isRight($0.place, $0.stage) }) { wrong += 1 }
      if planted == .offer && seed < 20 {
        // It is told apart: all of the stage is between the schools, and it is the largest part.
        let parts = try #require(GapDecomposition(schools)).parts
        #expect(parts[0].within == .zero && parts[0].unsplit == .zero && parts[0].between > .zero)
        #expect(parts.dropFirst().allSatisfy { $0.whole.magnitude < parts[0].whole })
      }
    }
    print("\(planted.rawValue): found \(right), in the district \(districtFound), elsewhere \(wrong) of \(Self.seeds)")
    switch planted {
    case .nothing, .equalFailure: #expect(right == 0 && wrong <= 20)
    case .offer: #expect(right == Self.seeds && wrong <= 20)
    case .enrolment: #expect(right >= 180 && wrong <= 30)
    }
  }

  @Test("Groups too small to be compared are called so, and never ranked with the others")
  func small() throws {
    let few = SchoolFunnels(
      group: try #require(AccessFunnel([10, 0])), others: try #require(AccessFunnel([200, 200])))
    let many = SchoolFunnels(
      group: try #require(AccessFunnel([11, 0])), others: try #require(AccessFunnel([200, 200])))
    let table = AccessTable([[few], [many]])
    #expect(table.lines.map(\.judgement) == [.tooFew, .behind])
    #expect(table.lines[0].stages[0].judgement == .tooFew && table.lines[0].neededForParity == 10)
    let alone = SchoolFunnels(group: try #require(AccessFunnel([50, 10])), others: try #require(AccessFunnel([0, 0])))
    let line = AccessTable([[alone]]).lines[0]
    #expect(line.judgement == .tooFew && line.neededForParity == nil && line.decomposed() == nil)
  }
}
