import Judge
import Testing

@testable import Rules

/// The search that asks only what some areas can miss at least.
@Suite struct FocusTests {
  @Test func theLeastOfAllAssignmentsIsFoundForEveryFocus() throws {
    var compared = 0
    for seed in 1...UInt64(600) {
      var generator = TranscriptGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let policy = EvaluatorAdapter.policy(edition)
      let day = try #require(CalendarDay(year: edition.entering, month: 6, day: 30))
      let (sifted, unfocused) = Placements.sifted(transcript, policy, day)
      let count = Placements.count(sifted.units)
      guard count > 1, count <= 256 else { continue }
      for _ in 0..<3 {
        let focus = SubjectAreas(rawValue: UInt8.random(in: 1...127, using: &generator.numbers))
        var question = unfocused
        question.focus = focus
        var assignment = Assignment()
        let least = Placements.ways(sifted.units).map { units in
          assignment.solve(units, question)
          return assignment.missing(in: focus)
        }.min()
        assignment.solve(sifted.units, question)
        #expect(assignment.missing(in: focus) == least, "seed \(seed), \(edition), \(focus.code)")
        compared += 1
      }
    }
    #expect(compared > 300)
  }

  @Test func aFocusOnTheElectiveLeavesItsListToIt() throws {
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named("csu-2022")))
    let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
    let economics = ListedCourse(areas: SubjectAreas(.g), discipline: .historySocialScience, sameCourse: 1)
    let transcript = Transcript(
      records: [Term.s1, .s2].enumerated().map { index, term in
        TranscriptRecord(
          sequence: Int32(index + 1), year: SchoolYear(fall: 2024), term: term, gradeLevel: 10, mark: .b,
          listing: .listed(economics))
      })
    let (sifted, question) = Placements.sifted(transcript, policy, day)
    func missing(_ focus: SubjectAreas) -> Int {
      var asked = question
      asked.focus = focus
      var assignment = Assignment()
      assignment.solve(sifted.units, asked)
      return assignment.missing(in: focus)
    }
    #expect(missing([SubjectAreas(.g)]) == 0)
    #expect(missing([SubjectAreas(.a)]) == 12)
    #expect(missing([SubjectAreas(.a), SubjectAreas(.g)]) == 24)
  }
}
