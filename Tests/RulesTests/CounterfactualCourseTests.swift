import Judge
import Testing

@testable import Rules

/// Which courses are proposed beside the marks that could be made good.
@Suite struct CounterfactualCourseTests {
  private struct Builder {
    var records: [TranscriptRecord] = []

    mutating func add(
      _ area: SubjectArea, _ discipline: Discipline, _ marks: [(Term, Mark)], language: String = "", grade: UInt8 = 10,
      course: Int32? = nil
    ) {
      let listed = ListedCourse(
        areas: SubjectAreas(area), discipline: discipline, language: language.isEmpty ? .none : NameKey(language),
        sameCourse: course ?? Int32(records.count + 100))
      for (term, mark) in marks {
        records.append(
          TranscriptRecord(
            sequence: Int32(records.count + 1), year: SchoolYear(fall: 2024), term: term, gradeLevel: grade,
            mark: mark, listing: .listed(listed)))
      }
    }

    func proposed(_ edition: String = "uc-2022") throws -> [Counterfactual] {
      var evaluator = Evaluator()
      let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
      return evaluator.counterfactuals(
        Transcript(records: records), under: EvaluatorAdapter.policy(try #require(OracleEdition.named(edition))),
        asOf: day)
    }

    func courses(_ edition: String = "uc-2022") throws -> [HigherCourse] {
      try proposed(edition).compactMap { if case .course(let course) = $0.change { course } else { nil } }
    }
  }

  private let year: [(Term, Mark)] = [(.s1, .b), (.s2, .b)]

  @Test func aRetakeOfTheCourseItselfIsNotListedASecondTime() throws {
    var builder = Builder()
    builder.add(.c, .algebra1, year)
    builder.add(.c, .geometry, year)
    builder.add(.c, .algebra2, [(.s1, .b), (.s2, .d)])
    let found = try builder.proposed()
    #expect(found.contains { $0.change == .mark(record: 6) && $0.gained[.c] == 6 })
    #expect(
      try builder.courses().map(\.discipline) == [.preCalculus], "Algebra II again is what the mark already says")
  }

  @Test func level2IsTheLowestLanguageCourseThatIsProposed() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel1, [(.s1, .d), (.s2, .d)], language: "Spanish")
    #expect(
      try builder.courses() == [HigherCourse(area: .e, discipline: .languageLevel2, half: 0, likeRecord: 1)],
      "it clears level 1, and nobody begins with its second half")
  }

  @Test func level1IsNotProposedWhereOnlyItsFallWasTried() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel1, [(.s1, .d)], language: "Spanish")
    #expect(
      try builder.courses() == [HigherCourse(area: .e, discipline: .languageLevel2, half: 0, likeRecord: 1)])
  }

  @Test func theNextLevelIsOneOfTheSameLanguage() throws {
    var builder = Builder()
    builder.add(.b, .english, year)
    builder.add(.e, .languageLevel1, year, language: "Spanish")
    let level2 = try #require(try builder.proposed().first)
    #expect(level2.change == .course(HigherCourse(area: .e, discipline: .languageLevel2, half: 0, likeRecord: 3)))
    #expect(level2.gained[.e] == 12 && level2.gained[.g] == 0, "level 1 is not left to the elective")
  }

  @Test func theLevelAfterTheHighestOnePassedIsProposed() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel2, [(.s1, .b)], language: "Spanish")
    builder.add(.e, .languageLevel1, year, language: "Spanish", grade: 9)
    #expect(
      try builder.courses() == [HigherCourse(area: .e, discipline: .languageLevel3, half: 1, likeRecord: 1)])
  }

  @Test func aCourseOfAnotherLanguageHelpsItsOwn() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel1, year, language: "French")
    builder.add(.e, .languageLevel1, year, language: "Spanish")
    builder.add(.e, .languageLevel2, [(.s1, .d), (.s2, .d)], language: "Spanish")
    let spanish = try #require(
      try builder.proposed().first {
        $0.change == .course(HigherCourse(area: .e, discipline: .languageLevel3, half: 1, likeRecord: 3))
      })
    #expect(spanish.gained[.e] == 12 && spanish.status[.e] == .met)
  }

  @Test func whoHasOnlyMiddleSchoolBehindHerIsProposedAHighSchoolCourse() throws {
    var builder = Builder()
    builder.add(.e, .languageLevel1, year, language: "Spanish", grade: 8)
    builder.add(.e, .languageLevel2, [(.s1, .d), (.s2, .d)], language: "Spanish", grade: 8)
    let level3 = try #require(
      try builder.proposed().first {
        if case .course(let course) = $0.change { course.discipline == .languageLevel3 } else { false }
      })
    #expect(level3.gained[.e] == 12 && level3.gained[.g] == 6, "what is taken in high school may serve as an elective")
  }

  @Test func theGreatestNumbersThatACourseAndARecordCanHaveDoNoHarm() throws {
    var builder = Builder()
    builder.add(.c, .algebra1, year)
    builder.add(.c, .geometry, [(.s1, .b), (.s2, .b)], course: .max)
    builder.add(.c, .algebra2, [(.s1, .d)])
    builder.records[4].sequence = .max
    let found = try builder.proposed()
    #expect(found.contains { $0.change == .mark(record: .max) && $0.gained[.c] == 6 })
    #expect(try builder.courses().map(\.discipline).contains(.preCalculus))
  }
}
