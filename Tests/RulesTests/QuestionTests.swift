import Judge
import Testing

@testable import Rules

/// What the bounds of the search take as given: too little of it, and a better assignment would be passed over.
@Suite struct QuestionTests {
  private func policy(_ id: String) throws -> Policy { EvaluatorAdapter.policy(try #require(OracleEdition.named(id))) }

  private func attempt(
    _ area: SubjectArea, _ discipline: Discipline, _ half: UInt8, passed: Bool, language: Int64 = 0
  ) -> Attempt {
    Attempt(
      record: Int32(half), areas: SubjectAreas(area), discipline: discipline, language: language, span: .half(half),
      year: SchoolYear(fall: 2023), passed: passed)
  }

  private func question(_ edition: String, _ attempts: [Attempt] = [], outside: OutsideCredit = OutsideCredit()) throws
    -> Question
  {
    let policy = try policy(edition)
    var evidence = Evidence()
    evidence.gather(attempts, policy: policy)
    return Question(policy: policy, outside: outside, evidence: evidence)
  }

  @Test func whatIsValidatedMayFillAreasWithoutBeingTakenFromTheElective() throws {
    #expect(try question("uc-2022").freeMost == 0)
    #expect(try question("uc-2022", [attempt(.c, .algebra1, 2, passed: true)]).freeMost == 6)
    #expect(try question("uc-2022", [attempt(.c, .algebra1, 1, passed: true)]).freeMost == 0)
    #expect(try question("uc-2022", [attempt(.c, .algebra2, 1, passed: true)]).freeMost == 12)
    #expect(try question("uc-2022", [attempt(.e, .languageLevel1, 1, passed: true, language: 3)]).freeMost == 24)
    let chemistry = [attempt(.d, .chemistry, 1, passed: false), attempt(.d, .chemistry, 2, passed: true)]
    #expect(try question("csu-2022", chemistry).freeMost == 6)
    #expect(try question("uc-2022", chemistry).freeMost == 0)
  }

  @Test func anUnmatchedRecordFillsItsAreaFreely() throws {
    var question = try question("uc-2022")
    question.wildcard = (.a, 12)
    #expect(question.freeMost == 12)
    question.wildcard = (.g, 12)
    #expect(question.freeMost == 0)
  }

  @Test func onlyCSUTakesFromTheElectiveListAndOnlyForAreasThatAreAskedFor() throws {
    var csu = try question("csu-2022")
    let science: [Bucket] = [.electiveLife, .electivePhysical, .electiveFlexible]
    #expect(csu.areasTaking(from: .electiveHistory) == SubjectAreas(.a))
    #expect(science.allSatisfy { csu.areasTaking(from: $0) == SubjectAreas(.d) })
    #expect(csu.areasTaking(from: .elective).isEmpty)
    csu.focus = [SubjectAreas(.d), SubjectAreas(.g)]
    #expect(csu.areasTaking(from: .electiveHistory).isEmpty)
    #expect(science.allSatisfy { csu.areasTaking(from: $0) == SubjectAreas(.d) })
    csu.focus = SubjectAreas(.g)
    #expect((science + [.electiveHistory]).allSatisfy { csu.areasTaking(from: $0).isEmpty })
    let uc = try question("uc-2022")
    #expect((science + [.electiveHistory]).allSatisfy { uc.areasTaking(from: $0).isEmpty })
  }

  @Test func whatTheElectiveMissesAtLeast() throws {
    func missing(_ question: Question, fixed: Int = 0, supply: Int, taken: Int) -> Int {
      var ledger = Ledger()
      ledger[.english].fixed = fixed
      let problem = SearchProblem(question, booked: ledger, open: [], choices: [])
      return problem.electiveMissing(supply: supply, taken: taken)
    }
    var question = try question("uc-2022")
    #expect(missing(question, supply: 30, taken: 24) == 6)
    #expect(missing(question, supply: 30, taken: 36) == 12)
    #expect(missing(question, supply: 6, taken: 0) == 6)
    #expect(missing(question, fixed: 12, supply: 30, taken: 24) == 0, "twelve of what is taken cannot serve it anyway")
    #expect(missing(question, fixed: 36, supply: 6, taken: 24) == 6, "what is not taken does not add to the supply")
    question.wildcard = (.g, 4)
    #expect(missing(question, supply: 6, taken: 0) == 2)
    question.wildcard = (.a, 4)
    #expect(missing(question, supply: 6, taken: 0) == 6)
    var outside = OutsideCredit()
    outside.elective = true
    #expect(missing(try self.question("uc-2022", outside: outside), supply: 0, taken: 0) == 0, "an exam clears it")
  }

  @Test func theBoundOfAFocusCountsTheElectiveOnlyWhereItIsAskedFor() throws {
    func bound(_ question: Question, elective: Int) -> UInt64 {
      var problem = SearchProblem(question, booked: Ledger(), open: [], choices: [])
      return problem.bound(Search.Node(elective: elective), position: 0).value
    }
    var question = try question("uc-2022")
    question.focus = SubjectAreas(.a)
    #expect(bound(question, elective: 0) == 0)
    question.focus = SubjectAreas(.g)
    #expect(bound(question, elective: 0) == 12)
    #expect(bound(question, elective: 30) == 12, "A to F are filled, and by records")
    let transcript = Transcript(waivers: [Waiver(sequence: 1, area: .a, twelfths: 6, grantedOn: nil)])
    let day = try #require(CalendarDay(year: 2027, month: 3, day: 15))
    let outside = OutsideCredit(transcript, policy: question.policy, asOf: day)
    question = try self.question("uc-2022", outside: outside)
    question.focus = SubjectAreas(.g)
    #expect(bound(question, elective: 30) == 0, "what fills A to F may come from outside")
  }
}
