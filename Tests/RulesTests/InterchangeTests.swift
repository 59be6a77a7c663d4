import Judge
import Testing

@testable import Rules

/// Two units are interchangeable only if nothing that a requirement asks tells them apart; the search then tries them in one
/// order.
@Suite struct InterchangeTests {
  private func unit(_ areas: SubjectAreas, _ discipline: Discipline) -> Unit {
    Unit(
      areas: areas, discipline: discipline, disciplineKey: NameKey("x"), language: 7, sameCourse: 1, span: .firstHalf,
      electiveEligible: true, isListedForElective: true, isHighSchool: true, isListedForScience: areas.has(.d),
      isArtsRepeat: false, ninthGradeOnly: false,
      isGrade12: false,
      year: SchoolYear(fall: 2024),
      time: 1, firstContribution: 0, contributionCount: 1)
  }

  private func policy(_ id: String) throws -> Policy { EvaluatorAdapter.policy(try #require(OracleEdition.named(id))) }

  private func isAlike(_ one: Unit, in edition: String = "uc-2022", _ change: (inout Unit) -> Void) throws -> Bool {
    var other = one
    other.time = 2
    change(&other)
    let policy = try policy(edition)
    let isAlike = one.isInterchangeable(with: other, policy: policy)
    #expect(isAlike == other.isInterchangeable(with: one, policy: policy))
    return isAlike
  }

  @Test func anotherTimeOrCourseChangesNothing() throws {
    #expect(try isAlike(unit([SubjectAreas(.a), SubjectAreas(.g)], .worldHistory)) { $0.sameCourse = 2 })
    #expect(try isAlike(unit([SubjectAreas(.b), SubjectAreas(.g)], .english)) { $0.span = .secondHalf })
    #expect(try isAlike(unit([SubjectAreas(.c), SubjectAreas(.g)], .preCalculus)) { $0.year = SchoolYear(fall: 2025) })
  }

  @Test func anotherDisciplineMattersOnlyWhereItIsAnotherAccount() throws {
    let english = unit([SubjectAreas(.b), SubjectAreas(.g)], .english)
    #expect(try isAlike(english) { $0.discipline = .theater })
    #expect(!(try isAlike(english) { $0.discipline = .englishLanguageDevelopment }))
    let physics = unit([SubjectAreas(.b), SubjectAreas(.d)], .physics)
    #expect(!(try isAlike(physics) { $0.discipline = .biology }))
    let art = unit([SubjectAreas(.b), SubjectAreas(.f)], .visualArts)
    #expect(!(try isAlike(art) { $0.discipline = .music }))
  }

  @Test func whatARequirementAsksTellsThemApart() throws {
    let english = unit([SubjectAreas(.b), SubjectAreas(.g)], .english)
    #expect(!(try isAlike(english) { $0.areas = [SubjectAreas(.b), SubjectAreas(.f)] }))
    #expect(!(try isAlike(english) { $0.span = CourseSpan(start: 0, length: 3) }))
    #expect(!(try isAlike(english) { $0.electiveEligible = false }))
    #expect(!(try isAlike(english) { $0.ninthGradeOnly = true }))
    #expect(try isAlike(english) { $0.isGrade12 = true })
    let spanish = unit([SubjectAreas(.e), SubjectAreas(.g)], .languageLevel1)
    #expect(!(try isAlike(spanish) { $0.language = 8 }))
    #expect(!(try isAlike(spanish) { $0.span = .secondHalf }))
    #expect(!(try isAlike(unit([SubjectAreas(.c), SubjectAreas(.g)], .algebra1)) { $0.span = .secondHalf }))
  }

  @Test func statisticsOfAnotherYearMayCountNoMore() throws {
    let statistics = unit([SubjectAreas(.a), SubjectAreas(.c)], .statistics)
    #expect(try isAlike(statistics) { $0.sameCourse = 2 })
    #expect(!(try isAlike(statistics) { $0.year = SchoolYear(fall: 2025) }))
  }

  @Test func anotherArtIsAnotherPlaceInAreaF() throws {
    let art = unit([SubjectAreas(.f), SubjectAreas(.g)], .visualArts)
    #expect(try isAlike(art) { $0.sameCourse = 2 }, "one discipline")
    #expect(!(try isAlike(art, in: "uc-2012") { $0.sameCourse = 2 }), "one yearlong course")
    #expect(try isAlike(unit([SubjectAreas(.d), SubjectAreas(.g)], .physics), in: "uc-2012") { $0.sameCourse = 2 })
  }
}
