import Judge
import PolicyFiles
import Rules
import Testing

/// The evaluator with the policy files on every worked case.
@Suite struct EvaluatorCaseTests {
  @Test func everyWorkedCaseIsWhatTheEvaluatorSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.expectations {
        let (edition, transcript, asOf) = try OracleCaseTests.read(worked, expected.edition)
        let policy = try EvaluatorAdapter.filed(edition)
        let found = try #require(EvaluatorAdapter.verdict(transcript, edition, asOf: asOf, policy: policy))
        let verdict = EvaluatorAdapter.verdict(found)
        #expect(CaseTranscript.pattern(verdict) == expected.pattern, "\(worked) under \(edition)")
        #expect(verdict.areas == expected.areas, "\(worked) under \(edition): amounts")
        #expect(verdict.status == expected.overall, "\(worked) under \(edition): whole pattern")
        let needs = Dictionary(found.shortfalls.map { ($0.need.code, $0.twelfths) }, uniquingKeysWith: +)
        let wanted = Dictionary(expected.needs.map { ($0.name, $0.twelfths) }, uniquingKeysWith: +)
        #expect(needs == wanted, "\(worked) under \(edition): needs")
      }
    }
  }

  @Test func everyGradePointAverageIsWhatTheEvaluatorSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.gradePoints {
        let (edition, transcript, asOf) = try OracleCaseTests.read(worked, expected.edition)
        let day = try #require(CalendarDay(year: asOf + 1, month: 6, day: 30))
        var evaluator = Evaluator()
        let average = evaluator.gradePointAverage(
          EvaluatorAdapter.transcript(transcript), under: try EvaluatorAdapter.filed(edition), asOf: day)
        let counts = OracleGradePoints(
          grades: average.grades, points: average.points, capped: average.honorsCapped, all: average.honorsAll)
        #expect(counts == expected.counts, "\(worked) under \(edition)")
        let printed = [GradePointAverage.Kind.unweighted, .capped, .weighted].map { average.truncated($0) ?? "" }
        #expect(printed == expected.averages, "\(worked) under \(edition)")
      }
    }
  }

  @Test func everyTimingIsWhatTheEvaluatorSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.timings {
        let (edition, transcript, asOf) = try OracleCaseTests.read(worked, expected.edition)
        let day = try #require(CalendarDay(year: asOf + 1, month: 6, day: 30))
        let entering = CaseTranscript.entering(worked, edition: edition)
        var evaluator = Evaluator()
        let timing = evaluator.timing(
          EvaluatorAdapter.transcript(transcript), under: try EvaluatorAdapter.filed(edition), asOf: day,
          finalYear: SchoolYear(fall: Int16(entering - 1)))
        let found = OracleTiming(before: timing.beforeFinalYear, required: timing.required, isMet: timing.isMet)
        #expect(found == expected.timing, "\(worked) under \(edition)")
      }
    }
  }

  @Test func everyRuleAndEveryParameterIsDecidedByACase() throws {
    let known = Set(RuleText.all.map(\.id)).union(PolicyFile.parameterIDs)
    let decided = Set(try CaseFiles.all().map(\.rule))
    #expect(known.subtracting(decided).sorted() == [])
    #expect(decided.subtracting(known).sorted() == [])
  }
}
