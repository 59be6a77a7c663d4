import Judge
import Testing

@testable import Rules

/// What was taken whole is found without another evaluation where nobody failed anything, and is the same then.
@Suite struct WholeTakenTests {
  @Test func theVerdictSaysItWhereEverythingIsPassedOrRunning() throws {
    var (asked, differing) = (0, 0)
    for seed in 1...UInt64(6_000) {
      var generator = TranscriptGenerator(seed: seed &* 17)
      let edition = generator.numbers.pick(OracleEdition.all)
      let policy = EvaluatorAdapter.policy(edition)
      var transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let day = try #require(CalendarDay(year: edition.entering, month: 3, day: 15))
      // Most of these students failed something: it runs now, or was passed.
      for index in transcript.records.indices {
        if case .passed = MarkStanding(transcript.records[index], windows: policy.passWindows, projecting: true) {
          continue
        }
        if seed % 4 != 0 { transcript.records[index].mark = generator.numbers.pick([nil, .c]) }
      }
      var evaluator = Evaluator()
      let verdict = evaluator.evaluate(transcript, under: policy, asOf: day)
      let whole = CourseTaking.wholeTaken(transcript, verdict: verdict, under: policy, asOf: day, &evaluator)
      #expect(
        whole == CourseTaking.metIfPassed(transcript, under: policy, asOf: day, &evaluator), "seed \(seed), \(edition)")
      if !CourseTaking.isAnyLost(transcript, under: policy, asOf: day) {
        asked += 1
        if SubjectArea.allCases.contains(where: { whole.has($0) != (verdict.status[$0] == .met) }) { differing += 1 }
      }
    }
    #expect(asked > 3_000 && differing > 300, "what is running decides: \(differing) of \(asked)")
  }

  @Test func whatCountsForNothingIsNotLost() throws {
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2022")))
    let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
    func isLost(_ mark: Mark?, year: Int16 = 2026, areas: SubjectAreas = SubjectAreas(.b), isListed: Bool = true)
      -> Bool
    {
      let course = ListedCourse(areas: areas, discipline: .english, sameCourse: 1)
      let record = TranscriptRecord(
        sequence: 1, year: SchoolYear(fall: year), term: .s1, gradeLevel: 11, mark: mark,
        listing: isListed ? .listed(course) : .notListed)
      return CourseTaking.isAnyLost(Transcript(records: [record]), under: policy, asOf: day)
    }
    #expect(isLost(.d) && isLost(.withdrawn) && isLost(.pass), "a P outside the windows earns nothing")
    #expect(!isLost(.cMinus) && !isLost(nil))
    #expect(!isLost(.f, year: 2027) && !isLost(.f, areas: []) && !isLost(.f, isListed: false))
  }

  @Test func metIsWhatTheVerdictCallsMet() throws {
    for seed in 1...UInt64(1_000) {
      var generator = TranscriptGenerator(seed: seed &* 23)
      let edition = generator.numbers.pick(OracleEdition.all)
      let policy = EvaluatorAdapter.policy(edition)
      let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let day = try #require(CalendarDay(year: edition.entering, month: 3, day: 15))
      var evaluator = Evaluator()
      let met = evaluator.met(transcript, under: policy, asOf: day)
      let verdict = evaluator.evaluate(transcript, under: policy, asOf: day)
      #expect(SubjectArea.allCases.allSatisfy { met.has($0) == (verdict.status[$0] == .met) }, "seed \(seed)")
    }
  }
}
