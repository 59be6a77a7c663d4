import Judge
import Testing

@testable import Rules

/// Another use of the same courses moves as little as it can, and costs what it says.
@Suite struct AlternativeTests {
  private func records(_ courses: [(SubjectAreas, Discipline, [Term])]) -> [TranscriptRecord] {
    var records: [TranscriptRecord] = []
    for (number, (areas, discipline, terms)) in courses.enumerated() {
      let course = ListedCourse(areas: areas, discipline: discipline, sameCourse: Int32(number))
      for term in terms {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: 2024), term: term, gradeLevel: 10, mark: .b,
            listing: .listed(course)))
      }
    }
    return records
  }

  private func alternatives(_ transcript: Transcript, _ edition: String) throws -> [Alternative] {
    var evaluator = Evaluator()
    let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
    return evaluator.evaluate(
      transcript, under: EvaluatorAdapter.policy(try #require(OracleEdition.named(edition))), asOf: day
    ).alternatives
  }

  private let history: SubjectAreas = [SubjectAreas(.a), SubjectAreas(.g)]
  private let economics: (SubjectAreas, Discipline, [Term]) = (SubjectAreas(.g), .historySocialScience, [.s1, .s2])

  @Test func asFewRecordsAsPossibleAreMoved() throws {
    // Both fill area A; the elective misses a year, which two of the four semesters would give it.
    let found = try alternatives(
      Transcript(records: records([(history, .worldHistory, [.s1, .s2]), (history, .usHistory, [.s1, .s2])])), "uc-2022"
    )
    #expect(found == [Alternative(area: .g, records: [1, 2], costs: [AreaCost(area: .a, twelfths: 12)])])
  }

  @Test func theElectiveListGivesBackOnlyWhatTheElectiveMisses() throws {
    // CSU's area A takes a year of the list, and half a year is left for the elective.
    let psychology: (SubjectAreas, Discipline, [Term]) = (SubjectAreas(.g), .historySocialScience, [.s1])
    let found = try alternatives(Transcript(records: records([economics, psychology])), "csu-2022")
    #expect(found == [Alternative(area: .g, records: [], costs: [AreaCost(area: .a, twelfths: 6)])])
  }

  @Test func aWaiverStandsInForPartOfWhatTheListWouldGiveBack() throws {
    let transcript = Transcript(
      records: records([economics]),
      waivers: [Waiver(sequence: 1, area: .a, twelfths: 18, grantedOn: nil)])
    // Twelve twelfths of U.S. history are open in any case, and the waiver lifts six of the others.
    #expect(
      try alternatives(transcript, "csu-2022") == [
        Alternative(area: .g, records: [], costs: [AreaCost(area: .a, twelfths: 6)])
      ])
  }
}
