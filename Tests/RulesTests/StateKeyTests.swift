import Judge
import Testing

@testable import Rules

/// States of the search have equal keys only where what they hold can make no difference.
@Suite struct StateKeyTests {
  private let world = Bucket.world.rawValue
  private let english = Bucket.english.rawValue

  private func cell(_ eligible: Int, fixed: Int = 0) -> Cell {
    var account = Account()
    (account.eligible, account.fixed) = (eligible, fixed)
    return Cell(account)
  }

  private func unit(_ area: SubjectArea, _ discipline: Discipline) -> Unit {
    Unit(
      areas: [SubjectAreas(area), SubjectAreas(.g)], discipline: discipline, disciplineKey: .none, language: 0,
      sameCourse: 1, span: .firstHalf, electiveEligible: true, isListedForElective: true, isHighSchool: true,
      isListedForScience: area == .d,
      isArtsRepeat: false, ninthGradeOnly: false,
      isGrade12: false, year: SchoolYear(fall: 2024), time: 1, firstContribution: 0, contributionCount: 1)
  }

  /// Whether two states have one key; each says what some cells hold, `art` and `music` being the two arts.
  private func isOne(
    _ first: (_ art: Int, _ music: Int) -> [(Int, Cell)], _ second: (_ art: Int, _ music: Int) -> [(Int, Cell)]
  ) throws -> Bool {
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2022")))
    let open = [
      unit(.a, .worldHistory), unit(.b, .english), unit(.f, .visualArts), unit(.f, .music),
    ]
    let problem = SearchProblem(
      Question(policy: policy, outside: OutsideCredit(), evidence: Evidence()), booked: Ledger(), open: open,
      choices: open.map(\.areas))
    let arts = problem.plan.arts
    let keys = [first(arts, arts + 1), second(arts, arts + 1)].map { held in
      var cells = problem.base
      for (index, cell) in held { cells[index] = cell }
      return problem.key(cells, position: 1)
    }
    return keys[0] == keys[1]
  }

  @Test func whereOneArtIsFullItDoesNotMatterWhichHoldsTheRest() throws {
    #expect(try isOne({ [($0, cell(12)), ($1, cell(6))] }, { [($0, cell(18)), ($1, cell(0))] }))
    #expect(!(try isOne({ [($0, cell(6)), ($1, cell(3))] }, { [($0, cell(3)), ($1, cell(6))] })))
    #expect(
      !(try isOne({ [($0, cell(12)), ($1, cell(6, fixed: 6))] }, { [($0, cell(12, fixed: 6)), ($1, cell(6))] })),
      "what cannot serve G is spent first")
  }

  @Test func whatAnAreaCanSpendIsToldApartAndTheRestIsNot() throws {
    #expect(!(try isOne({ _, _ in [(world, cell(6))] }, { _, _ in [(english, cell(6))] })))
    #expect(
      !(try isOne({ _, _ in [(english, cell(60))] }, { _, _ in [(english, cell(54))] })), "the elective has less")
    #expect(
      try isOne(
        { _, _ in [(world, cell(36)), (english, cell(54))] }, { _, _ in [(world, cell(30)), (english, cell(60))] }))
    #expect(
      !(try isOne(
        { _, _ in [(world, cell(60)), (english, cell(30))] }, { _, _ in [(world, cell(54)), (english, cell(36))] })))
    #expect(
      !(try isOne(
        { _, _ in [(world, cell(6)), (english, cell(60))] }, { _, _ in [(world, cell(12)), (english, cell(54))] })))
    #expect(
      try isOne(
        { _, _ in [(world, cell(12)), (english, cell(60))] }, { _, _ in [(world, cell(18)), (english, cell(54))] }))
  }
}
