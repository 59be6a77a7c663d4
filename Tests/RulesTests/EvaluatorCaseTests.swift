import Judge
import Testing

/// The evaluator on every worked case.
@Suite struct EvaluatorCaseTests {
  @Test func everyWorkedCaseIsWhatTheEvaluatorSays() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.expectations {
        let edition = try #require(OracleEdition.named(expected.edition))
        let entering = CaseTranscript.entering(worked, edition: edition)
        let transcript = try CaseTranscript.build(worked, entering: entering)
        let verdict = EvaluatorAdapter.evaluate(transcript, edition, asOf: entering - 13 + worked.asOfGrade)
        #expect(CaseTranscript.pattern(verdict) == expected.pattern, "\(worked) under \(edition)")
      }
    }
  }
}
