import Judge
import Testing

@testable import Rules

/// A transcript under several editions at once, whose records are read once where that gives the same.
@Suite struct SeveralEditionsTests {
  /// One half of a course in two pieces, a year apart; the list has said since that a surplus of it serves no area G.
  private func transcript() -> Transcript {
    var course = ListedCourse(areas: [SubjectAreas(.c), SubjectAreas(.d)], discipline: .none, sameCourse: 1)
    var transcript = Transcript()
    for (number, term) in [(Int32(1), Term.q1), (2, .q2)] {
      course.electiveEligible = number == 1
      transcript.records.append(
        TranscriptRecord(
          sequence: number, year: SchoolYear(fall: 2023 + Int16(number)), term: term, gradeLevel: 9 + UInt8(number),
          mark: .b, listing: .listed(course)))
    }
    return transcript
  }

  /// An edition twice: as it is, and as if it did not ask the course list; in one order or the other.
  private func policies(_ edition: String, asksFirst: Bool) throws -> [Policy] {
    var asking = EvaluatorAdapter.policy(try #require(OracleEdition.named(edition)))
    var other = asking
    (asking.electiveNeedsEligibleCourse, other.electiveNeedsEligibleCourse) = (asksFirst, !asksFirst)
    return [asking, other, asking]
  }

  @Test(arguments: ["uc-2022", "csu-2022"], [true, false])
  func whatServesTheElectiveIsEachEditionsOwn(edition: String, asksFirst: Bool) throws {
    let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
    let policies = try policies(edition, asksFirst: asksFirst)
    var evaluator = Evaluator()
    for (policy, verdict) in zip(policies, evaluator.evaluate(transcript(), under: policies, asOf: day)) {
      var alone = Evaluator()
      #expect(verdict == alone.evaluate(transcript(), under: policy, asOf: day))
      #expect(verdict.earned[.g] == (policy.electiveNeedsEligibleCourse ? 3 : 6))
    }
  }

  @Test(arguments: [true, false])
  func whatWasPassedInMiddleSchoolServesTheElectiveOfNoEdition(asksFirst: Bool) throws {
    var transcript = transcript()
    for index in transcript.records.indices {
      guard var course = transcript.records[index].course else { continue }
      (course.areas, course.electiveEligible) = ([SubjectAreas(.c), SubjectAreas(.e)], false)
      transcript.records[index].listing = .listed(course)
      transcript.records[index].gradeLevel = 8 + UInt8(index)
    }
    let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
    let policies = try policies("csu-2022", asksFirst: asksFirst)
    var evaluator = Evaluator()
    for (policy, verdict) in zip(policies, evaluator.evaluate(transcript, under: policies, asOf: day)) {
      #expect(verdict.earned[.g] == (policy.electiveNeedsEligibleCourse ? 0 : 3))
    }
  }

  @Test(arguments: [true, false])
  func runningCoursesAreReadAnewForEachEdition(asksFirst: Bool) throws {
    var running = transcript()
    running.records[1].mark = nil
    let day = try #require(CalendarDay(year: 2025, month: 10, day: 1))
    let policies = try policies("uc-2022", asksFirst: asksFirst)
    var evaluator = Evaluator()
    for (policy, verdict) in zip(policies, evaluator.evaluate(running, under: policies, asOf: day)) {
      var alone = Evaluator()
      #expect(verdict == alone.evaluate(running, under: policy, asOf: day))
      #expect(verdict.inProgress[.g] == (policy.electiveNeedsEligibleCourse ? 0 : 3))
    }
  }
}
