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
    sifter.sift(hostile, policy: policy, currentYear: day.schoolYear, projecting: false, into: &sifted)
    var evidence = Evidence()
    evidence.gather(sifted.attempts, policy: policy)
    var assignment = Assignment(policy: policy, outside: OutsideCredit(), evidence: evidence)
    assignment.solve(sifted.units)
    #expect(
      assignment.weighed * sifted.units.count <= Assignment.mostBookings + 4 * sifted.units.count * sifted.units.count)
  }

  @Test func coursesInTwoAreasAreDecidedWithoutACut() throws {
    let policy = try policy("uc-2022")
    let day = try #require(asOf)
    for pair: SubjectAreas in [[SubjectAreas(.a), SubjectAreas(.g)], [SubjectAreas(.d), SubjectAreas(.g)]] {
      var sifter = Sifter(scale: .california)
      var sifted = Sifted()
      sifter.sift(
        transcript(40, areas: pair), policy: policy, currentYear: day.schoolYear, projecting: false, into: &sifted)
      var evidence = Evidence()
      evidence.gather(sifted.attempts, policy: policy)
      var assignment = Assignment(policy: policy, outside: OutsideCredit(), evidence: evidence)
      assignment.solve(sifted.units)
      #expect(assignment.hadChoice && !assignment.isCut)
    }
  }
}
