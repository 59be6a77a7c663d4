import Judge
import Testing

@testable import Rules

/// What a search settles first: what does not fit the choice fills nothing, and is surplus all the same.
@Suite struct RestrictionTests {
  private func unit(_ areas: [SubjectArea], _ discipline: Discipline, language: Int64 = 0) -> Unit {
    Unit(
      areas: SubjectAreas(areas.map { SubjectAreas($0) }), discipline: discipline, disciplineKey: .none,
      language: language, sameCourse: Int32(discipline.rawValue), span: .firstHalf, electiveEligible: true,
      isListedForElective: true, isHighSchool: true, isListedForScience: areas.contains(.d), isArtsRepeat: false,
      ninthGradeOnly: false, isGrade12: false, year: SchoolYear(fall: 2024), time: 1, firstContribution: 0,
      contributionCount: 1)
  }

  private func problem(_ edition: String, _ open: [Unit], wildcard: SubjectArea? = nil) throws -> SearchProblem {
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named(edition)))
    var question = Question(policy: policy, outside: OutsideCredit())
    question.wildcard = wildcard.map { ($0, 6) }
    return SearchProblem(question, booked: Ledger(), open: open, choices: open.map(\.areas))
  }

  private let all = SubjectAreas(SubjectArea.beforeElective.map { SubjectAreas($0) })

  @Test func whatDoesNotFitFillsNothing() throws {
    let open = [unit([.b, .f], .music), unit([.b, .f], .dance)]
    var problem = try problem("uc-2022", open)
    #expect(problem.touched.allSatisfy { $0 == [SubjectAreas(.b), SubjectAreas(.f)] })
    let music = problem.options[1].own
    problem.restrict(Restriction(arts: music))
    #expect(problem.touched == [[SubjectAreas(.b), SubjectAreas(.f)], SubjectAreas(.b)])
    #expect(problem.options[1].cell == music && problem.options[3].cell == Bucket.noSlot.rawValue)
    problem.restrict(Restriction())
    #expect(problem.options[3].cell == problem.options[3].own && problem.touched[1].has(.f))
  }

  @Test(arguments: [("uc-2015", 3), ("uc-2022", 6), ("csu-2022", 0)])
  func onlyPairsThatAreNoPartOfAnotherAreChoices(edition: String, pairs: Int) throws {
    let sciences: [Discipline] = [.biology, .chemistry, .physics, .earthAndSpace]
    let choices = try problem(edition, sciences.map { unit([.b, .d], $0) }).choices(all)
    #expect((choices.first?.count ?? 0) == pairs)
    #expect(try problem(edition, [.biology, .chemistry].map { unit([.b, .d], $0) }).choices(all).isEmpty)
  }

  @Test func aLanguageIsAChoiceWhereThereIsAnotherAndTheAreaIsOpen() throws {
    let open = [
      unit([.b, .e], .languageLevel1, language: 1), unit([.b, .e], .languageLevel2, language: 1),
      unit([.b, .e], .languageLevel1, language: 2),
    ]
    #expect(try problem("uc-2022", open).choices(all).map(\.count) == [2])
    #expect(try problem("uc-2022", Array(open.prefix(2))).choices(all).isEmpty)
    #expect(try problem("uc-2022", open).choices(all.subtracting(SubjectAreas(.e))).isEmpty)
    #expect(try problem("uc-2022", open, wildcard: .e).choices(all).isEmpty, "an unmatched record may fill it")
  }

  @Test func whatDecidesNothingIsLeftOutOfWhatAnAreaHolds() throws {
    let problem = try problem("uc-2022", [unit([.b, .f], .music), unit([.b, .f], .dance)])
    func contents(_ area: SubjectArea, _ held: [(Int, Int)]) -> UInt128 {
      var cells = problem.base
      for (cell, amount) in held { cells[cell] = Cell(Account(eligible: amount, fixed: 0)) }
      return problem.contents.contents(of: Int(area.rawValue), cells, with: nil)
    }
    let english = Bucket.english.rawValue
    #expect(contents(.b, [(english, 30)]) != contents(.b, [(english, 36)]))
    #expect(contents(.b, [(english, 48)]) == contents(.b, [(english, 60)]), "more than any area needs")
    let (music, dance) = (problem.options[1].own, problem.options[3].own)
    #expect(contents(.f, [(music, 6)]) == contents(.f, [(dance, 6), (music, 3)]), "the fullest decides")
    #expect(contents(.f, [(music, 6)]) != contents(.f, [(music, 12)]))
  }

  @Test func placesOfMathematicsAreToldApart() throws {
    let problem = try problem("uc-2022", [unit([.b, .c], .algebra1), unit([.b, .c], .geometry)])
    func contents(_ slot: Int, _ span: CourseSpan) -> UInt128 {
      var cells = problem.base
      cells[CellPlan.slots + slot] = Cell(span, eligible: true)
      return problem.contents.contents(of: 2, cells, with: nil)
    }
    let all = [contents(0, .firstHalf), contents(0, .secondHalf), contents(1, .firstHalf), contents(1, .secondHalf)]
    #expect(Set(all).count == 4, "\(all)")
  }

  @Test func halvesOfManyLanguagesAreToldApart() throws {
    var open: [Unit] = []
    for language in Int64(1)...4 {
      for level in [Discipline.languageLevel1, .languageLevel2] {
        open.append(unit([.b, .e], level, language: language))
      }
    }
    let problem = try problem("uc-2022", open)
    var found = [problem.contents.contents(of: 4, problem.base, with: nil)]
    for option in problem.options where option.area == .e {
      for half in [CourseSpan.firstHalf, .secondHalf] {
        var cells = problem.base
        cells[option.own] = Cell(half, eligible: true)
        found.append(problem.contents.contents(of: 4, cells, with: nil))
      }
    }
    #expect(found.count == 17 && Set(found).count == 17 && !found.contains(AreaMemo.none))
    // More accounts than a number has room for: nothing is remembered rather than something wrong.
    for language in Int64(5)...8 {
      for level in [Discipline.languageLevel1, .languageLevel2] {
        open.append(unit([.b, .e], level, language: language))
      }
    }
    let large = try self.problem("uc-2022", open)
    #expect(large.contents.contents(of: 4, large.base, with: nil) == AreaMemo.none)
    var memo = AreaMemo(places: 8)
    memo.keep(4, AreaMemo.none, AreaMemo.Amounts(missing: 6, short: 6))
    #expect(memo.find(4, AreaMemo.none) == nil)
  }
}
