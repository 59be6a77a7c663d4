import Judge
import Testing

@testable import Rules

/// What the requirements make of amounts that no worked case holds, and of switches that no edition sets.
@Suite struct RequirementTests {
  private func policy(_ id: String) throws -> Policy { EvaluatorAdapter.policy(try #require(OracleEdition.named(id))) }

  private func account(eligible: Int = 0, fixed: Int = 0) -> Account {
    var account = Account()
    (account.eligible, account.fixed) = (eligible, fixed)
    return account
  }

  @Test func englishThatMayNotServeTheElectiveFillsNoMoreThanAreaB() throws {
    var ledger = Ledger()
    ledger[.english] = account(eligible: 12, fixed: 60)
    ledger.fillEnglish(try policy("uc-2012").english, required: 48, outside: OutsideCredit())
    #expect(ledger.fills[.b].records == 48 && ledger[.english].used == 48)
    #expect(ledger[.english].surplus == 12, "what may serve area G is left to it")
  }

  /// What area G gets from sciences that fill area D in several ways.
  private func elective(_ accounts: [(Bucket, Account)]) throws -> Int {
    let policy = try policy("uc-2012")
    var ledger = Ledger()
    for (bucket, account) in accounts { ledger[bucket] = account }
    ledger.fillScience(
      policy.science, required: 24, evidence: Evidence(), outside: OutsideCredit(), elective: .nothing)
    #expect(ledger.fills[.d].missing == 0)
    ledger.fillElective(required: 24, outside: OutsideCredit())
    return ledger.fills[.g].records
  }

  @Test func ofEquallyGoodSciencesThoseAreSpentThatLeaveMostToTheElective() throws {
    // Biology that cannot serve G fills its year, whatever else of biology there is.
    #expect(
      try elective([
        (.biology, account(eligible: 12, fixed: 12)), (.chemistry, account(eligible: 6, fixed: 6)),
        (.physics, account(eligible: 6, fixed: 6)),
      ]) == 18)
    // Two years of integrated science would cost twelve, biology and chemistry six.
    #expect(
      try elective([
        (.biology, account(fixed: 12)), (.chemistry, account(eligible: 6, fixed: 6)),
        (.integrated, account(eligible: 12, fixed: 12)),
      ]) == 12)
    #expect(
      try elective([
        (.biology, account(eligible: 12)), (.chemistry, account(eligible: 12)), (.integrated, account(fixed: 24)),
      ]) == 24, "here integrated science costs nothing")
  }

  private func record(
    _ sequence: Int32, _ area: SubjectArea, _ discipline: Discipline, _ term: Term, _ mark: Mark?, course: Int32,
    eligible: Bool = true
  ) -> TranscriptRecord {
    TranscriptRecord(
      sequence: sequence, year: SchoolYear(fall: 2024), term: term, gradeLevel: 10, mark: mark,
      listing: .listed(
        ListedCourse(
          areas: SubjectAreas(area), discipline: discipline, sameCourse: course, electiveEligible: eligible)))
  }

  private func verdict(_ records: [TranscriptRecord], _ policy: Policy) throws -> Verdict {
    var evaluator = Evaluator()
    let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
    return evaluator.evaluate(Transcript(records: records), under: policy, asOf: day)
  }

  @Test func anEditionOfTwoFoundationsMayValidateChemistry() throws {
    var policy = try policy("uc-2012")
    var records = [
      record(1, .d, .biology, .s1, .b, course: 1, eligible: false),
      record(2, .d, .biology, .s2, .b, course: 1, eligible: false),
      record(3, .d, .chemistry, .s1, .d, course: 2), record(4, .d, .chemistry, .s2, .b, course: 2),
    ]
    #expect(try verdict(records, policy).missing(.d) == 6)
    policy.science.chemistrySecondHalfValidatesFirst = true
    let validated = try verdict(records, policy)
    #expect(validated.missing(.d) == 0)
    #expect(validated.uses.contains { $0.kind == .validated && $0.record == 3 && $0.because == 4 && $0.twelfths == 6 })
    // Physics that cannot serve G costs nothing, so that biology and physics are the two.
    records += [
      record(5, .d, .physics, .s1, .b, course: 3, eligible: false),
      record(6, .d, .physics, .s2, .b, course: 3, eligible: false),
    ]
    let unused = try verdict(records, policy)
    #expect(unused.missing(.d) == 0 && !unused.uses.contains { $0.kind == .validated })
  }

  @Test func geometryValidatesTheFirstYearWhereAnEditionSaysSo() throws {
    var policy = try policy("uc-2022")
    let geometry = [record(1, .c, .geometry, .s1, .b, course: 1), record(2, .c, .geometry, .s2, .b, course: 1)]
    #expect(try verdict(geometry, policy).missing(.c) == 24)
    policy.mathematics.geometryValidatesFirstYear = true
    #expect(try verdict(geometry, policy).missing(.c) == 12)
    let other = [record(1, .c, .computerScience, .s1, .b, course: 1), record(2, .c, .algebra1, .s1, .d, course: 2)]
    #expect(try verdict(other, policy).missing(.c) == 36, "no other course does")
  }

  @Test func halfOfLevelOneIsTheNeedThatRemains() throws {
    let half = try verdict([record(1, .e, .languageLevel1, .s1, .b, course: 1)], try policy("uc-2022"))
    #expect(
      half.shortfalls.filter { $0.need.area == .e } == [
        Shortfall(need: .languageLevel1, twelfths: 6), Shortfall(need: .languageLevel2, twelfths: 12),
      ])
  }

  @Test func editionsWithOtherWindowsOrCollegeRulesAreReadAnew() throws {
    let plain = try policy("uc-2022")
    var open = plain
    open.passWindows = [PassWindow(year: SchoolYear(fall: 2024), terms: [.s1])]
    var short = plain
    short.college.amount = 6
    var college = record(2, .b, .english, .s2, .b, course: 2)
    college.isCollege = true
    let transcript = Transcript(records: [record(1, .b, .english, .s1, .pass, course: 1), college])
    let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
    var evaluator = Evaluator()
    let together = evaluator.evaluate(transcript, under: [plain, open, plain, short, plain], asOf: day)
    #expect(together.map { $0.earned[.b] } == [12, 18, 12, 6, 12])
  }
}
