import Judge
import Testing

@testable import Rules

/// An area is left untried only where another one of the course is never worse.
@Suite struct WorthwhileTests {
  private func unit(_ areas: [SubjectArea], _ discipline: Discipline) -> Unit {
    Unit(
      areas: SubjectAreas(areas.map { SubjectAreas($0) }), discipline: discipline, disciplineKey: .none, language: 1,
      sameCourse: 1, span: .firstHalf, electiveEligible: true, isListedForElective: true, isHighSchool: true,
      isListedForScience: areas.contains(.d), isArtsRepeat: false, ninthGradeOnly: false, isGrade12: false,
      year: SchoolYear(fall: 2024), time: 1, firstContribution: 0, contributionCount: 1)
  }

  private func kept(
    _ areas: [SubjectArea], _ discipline: Discipline, in edition: String = "uc-2022",
    _ change: (inout Unit, inout Question) -> Void = { _, _ in }
  ) throws -> [SubjectArea] {
    var unit = self.unit(areas, discipline)
    var question = Question(
      policy: EvaluatorAdapter.policy(try #require(OracleEdition.named(edition))), outside: OutsideCredit())
    change(&unit, &question)
    return unit.worthwhile(unit.areas, question).areas
  }

  private func waived(_ question: Question) throws -> OutsideCredit {
    let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
    let transcript = Transcript(waivers: [Waiver(sequence: 1, area: .a, twelfths: 6, grantedOn: nil)])
    return OutsideCredit(transcript, policy: question.policy, asOf: day)
  }

  @Test func whereASurplusIsTheSameItIsNotTriedApart() throws {
    #expect(try kept([.a, .g], .worldHistory) == [.a])
    #expect(try kept([.b, .c, .g], .english) == [.b])
    #expect(try kept([.a, .b, .f], .worldHistory) == [.a, .b, .f], "each can fill its area")
    #expect(try kept([.d, .g], .biology) == [.d])
  }

  @Test func whatTakesThePlaceOfAValidatedHalfIsNoSurplus() throws {
    #expect(try kept([.c, .g], .algebra2) == [.c, .g])
    #expect(try kept([.c, .g], .preCalculus) == [.c, .g])
    #expect(try kept([.e, .g], .languageLevel1) == [.e, .g])
    #expect(try kept([.d, .g], .chemistry) == [.d, .g])
  }

  @Test func whatCannotServeTheElectiveElsewhereMayServeItThere() throws {
    #expect(try kept([.a, .g], .worldHistory) { unit, _ in unit.electiveEligible = false } == [.a, .g])
    #expect(try kept([.b, .f], .music) { unit, _ in unit.electiveEligible = false } == [.b, .f])
    #expect(try kept([.b, .c], .english) { unit, _ in unit.electiveEligible = false } == [.b], "nor does it in C")
    #expect(try kept([.b, .g], .englishLanguageDevelopment) == [.b, .g])
  }

  @Test func areasThatTakeFromTheListAreAChoice() throws {
    #expect(try kept([.b, .g], .worldHistory, in: "csu-2022") == [.b, .g], "A may take it from G")
    #expect(try kept([.b, .g], .worldHistory) == [.b])
  }

  @Test func anUnmatchedRecordMayFillTheAreaInstead() throws {
    #expect(try kept([.a, .g], .worldHistory) { _, question in question.wildcard = (.a, 6) } == [.a, .g])
    #expect(try kept([.a, .g], .worldHistory) { _, question in question.wildcard = (.b, 6) } == [.a])
  }

  @Test func whereSomeAreasAreAskedForOnlyTheyCount() throws {
    func focus(_ areas: SubjectArea...) -> (inout Unit, inout Question) -> Void {
      { _, question in question.focus = SubjectAreas(areas.map { SubjectAreas($0) }) }
    }
    #expect(try kept([.a, .c, .g], .worldHistory, focus(.a)) == [.a])
    #expect(try kept([.c, .e, .g], .algebra2, focus(.c)) == [.c], "without G there is no surplus")
    #expect(try kept([.a, .b, .g], .worldHistory, focus(.c)).count == 1)
    #expect(try kept([.a, .b, .g], .worldHistory, focus(.b, .g)) == [.b])
    #expect(try kept([.c, .g], .algebra2, focus(.c, .g)) == [.c, .g])
    #expect(try kept([.a, .b], .worldHistory, focus(.g)) == [.a, .b], "one of them may spend it")
    #expect(try kept([.a, .c], .worldHistory, focus(.g)) == [.c], "C cannot, so all of it is left")
    let fixed = try kept([.a, .b], .worldHistory) { unit, question in
      unit.electiveEligible = false
      question.focus = [SubjectAreas(.b), SubjectAreas(.g)]
    }
    #expect(fixed == [.a, .b], "in A it may free what can serve G")
  }

  @Test func beforeExamsAndWaiversTheElectiveMayComeFirst() throws {
    let asked = try kept([.a, .g], .worldHistory) { _, question in
      question.focus = [SubjectAreas(.a), SubjectAreas(.g)]
      question = Question(policy: question.policy, outside: (try? waived(question)) ?? OutsideCredit())
      question.focus = [SubjectAreas(.a), SubjectAreas(.g)]
    }
    #expect(asked == [.a, .g])
    let science = try kept([.d, .f], .biology, in: "csu-2022") { _, question in
      question = Question(policy: question.policy, outside: (try? waived(question)) ?? OutsideCredit())
      question.focus = SubjectAreas(.d)
    }
    #expect(science == [.d, .f], "exams and the list are weighed against each other there")
  }
}
