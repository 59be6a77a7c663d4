import Judge
import Testing

@testable import Rules

/// What the search for the best assignment may cost, and what it answers when it may not go on.
@Suite struct BoundTests {
  private let asOf = CalendarDay(year: 2027, month: 6, day: 20)

  private func policy(_ id: String) throws -> Policy { EvaluatorAdapter.policy(try #require(OracleEdition.named(id))) }

  /// Yearlong courses, each listed in the areas given, of disciplines that take turns.
  private func transcript(_ courses: Int, areas: SubjectAreas) -> Transcript {
    let disciplines: [Discipline] = [
      .usHistory, .biology, .geometry, .languageLevel1, .music, .english, .chemistry, .algebra1, .worldHistory,
      .physics,
      .algebra2, .languageLevel2, .dance, .civics, .theater,
    ]
    var records: [TranscriptRecord] = []
    for course in 0..<courses {
      let listed = ListedCourse(
        areas: areas, discipline: disciplines[course % disciplines.count], language: NameKey("Spanish"),
        sameCourse: Int32(course))
      for term in [Term.s1, .s2] {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: 2024), term: term, gradeLevel: 10, mark: .b,
            listing: .listed(listed)))
      }
    }
    return Transcript(records: records)
  }

  @Test(arguments: System.allCases)
  func aHostileTranscriptEndsAndIsNeverAnsweredByGuessing(_ system: System) throws {
    let day = try #require(asOf)
    let everything = SubjectAreas(rawValue: 127)
    var evaluator = Evaluator()
    let verdict = evaluator.evaluate(
      transcript(120, areas: everything), under: try policy("\(system.rawValue)-2022"), asOf: day)
    for area in SubjectArea.allCases {
      #expect(verdict.status[area] != .notMet, "\(area): more than enough was passed to rule this out")
    }
  }

  @Test func theSearchStopsAtItsStatedCost() throws {
    let policy = try policy("uc-2022")
    let day = try #require(asOf)
    var sifter = Sifter(scale: .california)
    var sifted = Sifted()
    let hostile = transcript(120, areas: SubjectAreas(rawValue: 127))
    sifter.sift(hostile, policy: policy, currentYear: day.schoolYear, into: &sifted)
    var question = Question(policy: policy, outside: OutsideCredit())
    question.evidence.gather(sifted.attempts, policy: policy)
    var assignment = Assignment()
    assignment.solve(sifted.units, question)
    // The first descent is not cut: of each unit it tries at most seven areas, and reads the accounts of six.
    let descent = sifted.units.count * 7 * 6 * 40
    #expect(assignment.cost <= Assignment.mostCost + descent)
  }

  @Test func openUnitsServeOneAreaEach() {
    // A misses 12 and B 24; 12 twelfths of open units may serve either, and either alone could have 12 of them.
    var certain = PerOwnArea(repeating: 0)
    (certain[0], certain[1]) = (12, 24)
    var hopeful = PerOwnArea(repeating: 0)
    hopeful[1] = 12
    var supply = SetSums()
    supply.add(6, areas: [SubjectAreas(.a), SubjectAreas(.b)])
    supply.add(6, areas: [SubjectAreas(.a), SubjectAreas(.b)])
    let bound = Bound(certain: certain, hopeful: hopeful, supply: supply)
    #expect(bound.missing == 24)
    #expect(bound.notMet == 1)
    #expect(bound.byArea == 24 << 24, "A is met, B misses all")
  }

  @Test func whatCannotServeAnAreaIsNoSupplyOfIt() {
    var certain = PerOwnArea(repeating: 0)
    (certain[2], certain[5]) = (6, 12)
    var supply = SetSums()
    supply.add(6, areas: SubjectAreas(.c))
    let bound = Bound(certain: certain, hopeful: PerOwnArea(repeating: 0), supply: supply)
    #expect((bound.notMet, bound.missing, bound.byArea) == (1, 12, 12))
  }

  @Test func anAreaThatNothingCanFillMissesWhatItMisses() {
    // A can be filled, B not at all, and C in part.
    var certain = PerOwnArea(repeating: 0)
    (certain[0], certain[1], certain[2]) = (6, 24, 12)
    var hopeful = PerOwnArea(repeating: 0)
    (hopeful[1], hopeful[2]) = (24, 6)
    var supply = SetSums()
    supply.add(6, areas: [SubjectAreas(.a), SubjectAreas(.c)])
    let bound = Bound(certain: certain, hopeful: hopeful, supply: supply)
    #expect((bound.notMet, bound.missing, bound.byArea) == (2, 36, 24 << 24 | 12 << 18))
    supply.add(6, areas: SubjectAreas(.c))
    let enough = Bound(certain: certain, hopeful: hopeful, supply: supply)
    #expect((enough.notMet, enough.missing, enough.byArea) == (2, 30, 24 << 24 | 6 << 18))
  }

  @Test func coursesInTwoAreasAreDecidedWithoutACut() throws {
    let policy = try policy("uc-2022")
    let day = try #require(asOf)
    for pair: SubjectAreas in [[SubjectAreas(.a), SubjectAreas(.g)], [SubjectAreas(.d), SubjectAreas(.g)]] {
      var sifter = Sifter(scale: .california)
      var sifted = Sifted()
      sifter.sift(
        transcript(40, areas: pair), policy: policy, currentYear: day.schoolYear, into: &sifted)
      var question = Question(policy: policy, outside: OutsideCredit())
      question.evidence.gather(sifted.attempts, policy: policy)
      var assignment = Assignment()
      assignment.solve(sifted.units, question)
      #expect(assignment.hadChoice && !assignment.isCut)
    }
  }
}
