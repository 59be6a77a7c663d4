import Judge
import Rules
import Testing

/// The rule book against what verdicts really name.
@Suite struct RuleNamesTests {
  /// Rule and kind of every use in the verdicts on random transcripts, and on records that these do not have.
  private static let named: [Rule: Set<String>] = {
    var named: [Rule: Set<String>] = [:]
    for use in verdict([english(1, .s1, nil), english(2, .s2, .b, credits: 0)])?.uses ?? [] {
      named[use.rule, default: []].insert(use.kind.rawValue)
    }
    // As many as it takes to meet every rule, and some more.
    for seed in UInt64(1)...2_000 where seed <= 300 || named.count < Rule.allCases.count {
      var generator = TranscriptGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = generator.transcript(entering: edition.entering)
      let asOf = edition.entering - 1 - generator.numbers.pick([0, 0, 1])
      guard let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: asOf) else { continue }
      for use in verdict.uses { named[use.rule, default: []].insert(use.kind.rawValue) }
    }
    return named
  }()

  @Test(arguments: Rule.allCases) func everyRuleIsNamedByAVerdict(_ rule: Rule) {
    #expect(Self.named[rule] != nil, "\(rule.id)")
  }

  @Test(arguments: Rule.allCases) func aRuleAppearsAsTheRuleBookSays(_ rule: Rule) {
    let kinds = Set(rule.text.kinds.map(\.rawValue))
    #expect(Self.named[rule, default: []].isSubset(of: kinds), "\(rule.id)")
    #expect(!kinds.isEmpty, "\(rule.id)")
  }

  @Test func idsAndTitlesAreUnique() {
    let all = RuleText.all
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(Set(all.map(\.text.title)).count == all.count)
    #expect(all.count == Rule.allCases.count + GeneralRule.allCases.count)
    #expect(Set(Rule.allCases.map(\.sentence)).count == Rule.allCases.count)
  }

  @Test(arguments: RuleText.all.map(\.id)) func textsAreSentencesThatAnybodyCanRead(_ id: String) throws {
    let text = try #require(RuleText.all.first { $0.id == id }).text
    #expect(text.paragraph.hasSuffix(".") && !text.paragraph.contains("\n") && !text.paragraph.contains("  "))
    #expect((60...1_000).contains(text.paragraph.count), "\(text.paragraph.count)")
    for word in ["twelfth of a slot", "slot", "validat", "boolean", "parameter", "optional", "enum"] {
      #expect(!text.paragraph.lowercased().contains(word), "\(id): \(word)")
    }
  }

  @Test func aFailedHalfThatWasPassedElsewhereIsMadeGoodByARepeat() throws {
    let verdict = try #require(
      Self.verdict([
        Self.english(1, .s1, .d), Self.english(2, .s2, .f), Self.english(3, .summer, .c),
        Self.english(4, .fullYear, .f, fall: 2023),
      ]))
    func rule(_ sequence: Int32) -> Rule? { verdict.uses.first { $0.record == sequence }?.rule }
    #expect(rule(1) == .repeatAnyPass)
    #expect(rule(2) == .markDeficient, "nothing makes the spring good")
    #expect(rule(3) == .english)
    #expect(rule(4) == .markDeficient, "its spring half is passed nowhere")
  }

  private static func verdict(_ records: [TranscriptRecord]) -> Verdict? {
    guard let edition = OracleEdition.named("uc-2022"), let day = CalendarDay(year: 2025, month: 6, day: 30) else {
      return nil
    }
    var evaluator = Evaluator()
    return evaluator.evaluate(
      Transcript(records: records, exams: [], waivers: []), under: EvaluatorAdapter.policy(edition), asOf: day)
  }

  /// A record of one English course.
  private static func english(
    _ sequence: Int32, _ term: Term, _ mark: Mark?, fall: Int16 = 2022, credits: Int32 = -1
  ) -> TranscriptRecord {
    TranscriptRecord(
      sequence: sequence, year: SchoolYear(fall: fall), term: term, gradeLevel: fall == 2022 ? 10 : 11, mark: mark,
      creditsAttempted: credits, part: 0, isCollege: false,
      listing: .listed(
        ListedCourse(
          areas: SubjectAreas(.b), discipline: .english, disciplineKey: NameKey("English"), language: .none,
          length: .year, part: 0, sameCourse: 1, ninthGradeOnly: false, electiveEligible: true)))
  }
}
