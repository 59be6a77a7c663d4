import Judge
import Testing

/// The judge itself must agree with every worked case before it may judge.
@Suite struct OracleCaseTests {
  @Test func everyWorkedCaseIsWhatTheJudgeSays() throws {
    var checked = 0
    for worked in try CaseFiles.all() {
      #expect(!worked.expectations.isEmpty, "\(worked) expects nothing")
      for expected in worked.expectations {
        let edition = try #require(OracleEdition.named(expected.edition))
        let entering = CaseTranscript.entering(worked, edition: edition)
        let transcript = try CaseTranscript.build(worked, entering: entering)
        let verdict = Oracle.evaluate(transcript, edition, asOf: entering - 13 + worked.asOfGrade)
        #expect(CaseTranscript.pattern(verdict) == expected.pattern, "\(worked) under \(edition)")
        if let semesters = expected.electiveSemesters {
          #expect(verdict.electiveSupply == semesters * 6, "\(worked) under \(edition): semesters for G")
        }
        checked += 1
      }
    }
    #expect(checked > 200)
  }
}
