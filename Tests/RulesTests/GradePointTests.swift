import Judge
import Testing

@testable import Rules

/// What no worked case can say of grade points: exact thresholds, and that the order of records decides nothing.
@Suite struct GradePointTests {
  @Test func thresholdsAreComparedExactly() {
    var gpa = GradePointAverage()
    (gpa.grades, gpa.points) = (24, 71)
    #expect(gpa.truncated(.unweighted) == "2.95" && !gpa.reaches(hundredths: 300, .unweighted))
    gpa.points = 72
    #expect(gpa.reaches(hundredths: 300, .unweighted) && !gpa.reaches(hundredths: 340, .unweighted))
    gpa.points = 60
    #expect(gpa.reaches(hundredths: 250, .unweighted))
    gpa.points = 59
    #expect(!gpa.reaches(hundredths: 250, .unweighted) && gpa.reaches(hundredths: 200, .unweighted))
  }

  @Test func noGradeReachesNoThreshold() {
    #expect(!GradePointAverage().reaches(hundredths: 0, .capped))
    #expect(GradePointAverage().truncated(.capped) == nil)
  }

  @Test func theOrderOfTheRecordsDecidesNothing() throws {
    for worked in try CaseFiles.all() {
      for expected in worked.gradePoints {
        let (edition, asWritten, asOf) = try OracleCaseTests.read(worked, expected.edition)
        var transcript = asWritten
        transcript.records.reverse()
        let day = try #require(CalendarDay(year: asOf + 1, month: 6, day: 30))
        var evaluator = Evaluator()
        let average = evaluator.gradePointAverage(
          EvaluatorAdapter.transcript(transcript), under: EvaluatorAdapter.policy(edition), asOf: day)
        #expect(average.grades == expected.counts.grades, "\(worked)")
        #expect(average.points == expected.counts.points, "\(worked)")
        #expect(average.honorsCapped == expected.counts.capped && average.honorsAll == expected.counts.all, "\(worked)")
      }
    }
  }
}
