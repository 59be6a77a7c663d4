import Judge
import Testing

@testable import Rules

/// Which unmatched records are named as those that would decide an area.
@Suite struct OpenRecordsTests {
  private func unmatched(
    _ sequence: Int32, _ term: Term, _ mark: Mark? = .b, grade: UInt8 = 10, credits: Int32 = -1
  ) -> TranscriptRecord {
    TranscriptRecord(
      sequence: sequence, year: SchoolYear(fall: 2024), term: term, gradeLevel: grade, mark: mark,
      creditsAttempted: credits, listing: .unmatched)
  }

  /// For area F, of which a year is missing.
  private func open(_ records: [TranscriptRecord]) throws -> OpenRecords? {
    var evaluator = Evaluator()
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2022")))
    let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
    let verdict = evaluator.evaluate(Transcript(records: records), under: policy, asOf: day)
    return verdict.openRecords.first { $0.area == .f }
  }

  @Test func runningCoursesAreNotNamedWherePassedOnesDecide() throws {
    let found = try open([unmatched(1, .fullYear), unmatched(2, .fullYear, nil)])
    #expect(found == OpenRecords(area: .f, records: [1], least: 1))
  }

  @Test func whatIsMissingNowIsAskedOfPassedRecordsEvenIfARunningCourseWouldFillSome() throws {
    let art = ListedCourse(areas: SubjectAreas(.f), discipline: .visualArts, sameCourse: 1)
    let running = TranscriptRecord(
      sequence: 3, year: SchoolYear(fall: 2026), term: .s1, gradeLevel: 12, mark: nil, listing: .listed(art))
    let found = try open([unmatched(1, .fullYear), unmatched(2, .s1), running])
    #expect(found == OpenRecords(area: .f, records: [1], least: 1))
  }

  @Test func runningCoursesAreNamedWherePassedOnesDoNotDecide() throws {
    let found = try open([unmatched(1, .s1), unmatched(2, .fullYear, nil)])
    #expect(found == OpenRecords(area: .f, records: [2], least: 1), "the running year alone is enough")
  }

  @Test func coursesOfMiddleSchoolAreNotNamedWhereTheyCannotCount() throws {
    let found = try open([unmatched(1, .fullYear, grade: 8), unmatched(2, .s1), unmatched(3, .s2)])
    #expect(found == OpenRecords(area: .f, records: [2, 3], least: 2))
  }

  @Test func recordsWithoutCreditAreNotNamed() throws {
    let found = try open([unmatched(1, .s1), unmatched(2, .s2), unmatched(3, .s2, credits: 0)])
    #expect(found == OpenRecords(area: .f, records: [1, 2], least: 2))
  }
}
