import Foundation
import Judge
import Testing

@testable import Rules

/// The smallest reasons, against the brute-force judge.
@Suite struct ReasonTests {
  @Test func theSmallestReasonIsFoundForRandomTranscripts() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["AGTRACK_ORACLE_TRANSCRIPTS"].flatMap(UInt64.init) ?? 500
    let first = environment["AGTRACK_ORACLE_SEED"].flatMap(UInt64.init) ?? 1
    var together = 0
    var cut = 0
    var broken = 0
    for seed in first..<first + count {
      var generator = TranscriptGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = generator.transcript(entering: edition.entering)
      let asOf = edition.entering - 1 - generator.numbers.pick([0, 0, 1])
      let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: asOf)
      together += verdict?.reasons.filter { $0.areas.count > 1 }.count ?? 0
      if verdict?.isCut ?? true { cut += 1 }
      guard ReasonFault.find(transcript, edition, asOf) != nil else { continue }
      broken += 1
      if broken > 3 { continue }
      let small = TranscriptShrinker.shrink(transcript) { ReasonFault.find($0, edition, asOf) != nil }
      Issue.record(
        "seed \(seed), \(edition): \(ReasonFault.find(small, edition, asOf) ?? "")\n\(TranscriptShrinker.text(small))")
    }
    #expect(broken == 0, "of \(count) transcripts, first seed \(first)")
    #expect(cut <= Int(count) / 200, "searches that were ended: \(cut)")
    #expect(together > Int(count) / 100, "transcripts whose areas share a reason: \(together)")
  }

  /// Courses of the arts and of area G under editions in which the list decides what may serve G.
  @Test(arguments: [3_696, 12_252, 43_528] as [UInt64])
  func whatCannotServeTheElectiveCountsInTheReason(seed: UInt64) {
    var generator = TranscriptGenerator(seed: seed)
    let edition = generator.numbers.pick(OracleEdition.all)
    let transcript = generator.transcript(entering: edition.entering)
    let asOf = edition.entering - 1 - generator.numbers.pick([0, 0, 1])
    #expect(ReasonFault.find(transcript, edition, asOf) == nil)
  }

  @Test func anAlternativeIsNamedWhereTheSameCoursesCouldMeetTheArea() {
    var named = 0
    for seed in 1...UInt64(600) {
      var generator = TranscriptGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = generator.transcript(entering: edition.entering)
      let found = ReasonFault.alternatives(transcript, edition, asOf: edition.entering - 1)
      named += found.named
      #expect(found.fault == nil, "seed \(seed), \(edition)")
    }
    #expect(named > 8)
  }

  @Test(arguments: [("FG", "SCI-INT", "D"), ("BG", "SOC", "A")])
  func aCourseOfTheElectiveListSharesWithWhatTakesFromIt(areas: String, discipline: String, taker: String) throws {
    let edition = try #require(OracleEdition.named("csu-2015"))
    let course = OracleCourse(key: "shared", areas: areas, discipline: discipline)
    var transcript = OracleTranscript()
    for term in ["S1", "S2"] {
      transcript.records.append(
        OracleRecord(year: edition.entering - 3, term: term, grade: 10, mark: "B", match: .listed(course)))
    }
    #expect(ReasonFault.find(transcript, edition, edition.entering - 1) == nil)
    let verdict = try #require(EvaluatorAdapter.verdict(transcript, edition, asOf: edition.entering - 1))
    let area = try #require(SubjectArea(letter: taker))
    let reason = try #require(verdict.reasons.first { $0.areas.has(area) })
    #expect(reason.areas.has(.g), "\(taker) could have the course if G did not")
  }

  @Test func whereAreasShareAllTheyHaveVerdictAndReasonsAreTheJudges() {
    let environment = ProcessInfo.processInfo.environment
    // A short run of the judge asks no less of these.
    let count = max(700, environment["AGTRACK_ORACLE_TRANSCRIPTS"].flatMap(UInt64.init) ?? 0)
    let first = environment["AGTRACK_ORACLE_SEED"].flatMap(UInt64.init) ?? 1
    var (named, together, broken) = (0, 0, 0)
    for seed in first..<first + count {
      var generator = SharingGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all + OracleEdition.all.filter(\.csu))
      let transcript = generator.transcript(entering: edition.entering, shared: 2)
      let asOf = edition.entering - 1
      func fault(_ candidate: OracleTranscript) -> String? {
        let judge = Oracle.evaluate(candidate, edition, asOf: asOf)
        let evaluator = EvaluatorAdapter.evaluate(candidate, edition, asOf: asOf)
        if judge.areas != evaluator.areas { return "the amounts are not the judge's" }
        return ReasonFault.find(candidate, edition, asOf)
          ?? ReasonFault.alternatives(candidate, edition, asOf: asOf).fault
      }
      together += EvaluatorAdapter.verdict(transcript, edition, asOf: asOf)?.reasons.count { $0.areas.count > 1 } ?? 0
      named += ReasonFault.alternatives(transcript, edition, asOf: asOf).named
      guard fault(transcript) != nil else { continue }
      broken += 1
      if broken > 3 { continue }
      let small = TranscriptShrinker.shrink(transcript) { fault($0) != nil }
      Issue.record("seed \(seed), \(edition): \(fault(small) ?? "")\n\(TranscriptShrinker.text(small))")
    }
    #expect(broken == 0, "of \(count) transcripts, first seed \(first)")
    #expect(named > count / 7 && together > count / 12)
  }

  private func record(
    _ sequence: Int32, _ areas: SubjectAreas, _ discipline: Discipline, _ term: Term, grade: UInt8 = 10
  ) -> TranscriptRecord {
    let course = ListedCourse(areas: areas, discipline: discipline, sameCourse: sequence / 2)
    return TranscriptRecord(
      sequence: sequence, year: SchoolYear(fall: 2024), term: term, gradeLevel: grade, mark: .b,
      listing: .listed(course))
  }

  private func verdict(_ transcript: Transcript, _ edition: String) throws -> Verdict {
    var evaluator = Evaluator()
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named(edition)))
    return evaluator.evaluate(
      transcript, under: policy, asOf: try #require(CalendarDay(year: 2027, month: 3, day: 15)))
  }

  @Test func aCourseInTwoAreasIsOfferedToTheOtherAtItsCost() throws {
    let both: SubjectAreas = [SubjectAreas(.a), SubjectAreas(.g)]
    let found = try verdict(
      Transcript(records: [record(2, both, .worldHistory, .s1), record(3, both, .worldHistory, .s2)]), "uc-2022")
    #expect(found.missing(.a) == 12 && found.missing(.g) == 12)
    #expect(
      found.alternatives == [
        Alternative(area: .g, records: [2, 3], costs: [AreaCost(area: .a, twelfths: 12)])
      ])
    let shared = try #require(found.reasons.first { $0.areas == both })
    #expect(shared.twelfths == 24)
    #expect(found.reasons.map(\.areas.code) == ["A;G", "B", "C", "D", "E", "F"])
  }

  @Test func oneSemesterInTwoAreasIsOneReasonOfBoth() throws {
    let both: SubjectAreas = [SubjectAreas(.a), SubjectAreas(.b)]
    let found = try verdict(Transcript(records: [record(2, both, .usHistory, .s1)]), "uc-2022")
    #expect(found.reasons.first { $0.areas == both }?.twelfths == 66, "\(found.reasons.map(\.areas.code))")
  }

  @Test func theElectiveListIsLeftToTheElectiveAtItsCost() throws {
    let economics = [Term.s1, .s2].enumerated().map { index, term in
      record(2 + Int32(index), SubjectAreas(.g), .historySocialScience, term)
    }
    var transcript = Transcript(records: economics)
    let found = try verdict(transcript, "csu-2022")
    #expect(found.electiveServesOtherArea)
    #expect(
      found.alternatives == [Alternative(area: .g, records: [], costs: [AreaCost(area: .a, twelfths: 12)])])
    transcript.exams = [
      ExamResult(sequence: 1, program: .ap, subject: "WORLD", year: SchoolYear(fall: 2025), score: 300)
    ]
    #expect(
      try verdict(transcript, "csu-2022").alternatives == [Alternative(area: .g, records: [], costs: [])],
      "the exam stands in")
  }

  @Test func theRecordsThatDecideAreNamedWithHowManyItTakes() throws {
    func unmatched(_ sequence: Int32, _ term: Term, _ mark: Mark? = .b) -> TranscriptRecord {
      TranscriptRecord(
        sequence: sequence, year: SchoolYear(fall: 2024), term: term, gradeLevel: 10, mark: mark,
        listing: .unmatched)
    }
    let whole = try verdict(Transcript(records: [unmatched(1, .fullYear), unmatched(2, .s1)]), "uc-2022")
    #expect(whole.status[.f] == .unknown && whole.missing(.f) == 12 && whole.bestMissing[.f] == 0)
    #expect(whole.openRecords.first { $0.area == .f } == OpenRecords(area: .f, records: [1], least: 1))
    #expect(whole.status[.a] == .notMet && whole.bestMissing[.a] == 6 && whole.overall == .notMet)
    let halves = try verdict(
      Transcript(records: [unmatched(1, .s1), unmatched(2, .s2), unmatched(3, .s2)]), "uc-2022")
    #expect(halves.openRecords.first { $0.area == .f } == OpenRecords(area: .f, records: [1, 2, 3], least: 2))
    let running = try verdict(Transcript(records: [unmatched(1, .s1), unmatched(2, .s2, nil)]), "uc-2022")
    #expect(running.status[.f] == .unknown && running.bestMissing[.f] == 0)
    #expect(running.openRecords.first { $0.area == .f } == OpenRecords(area: .f, records: [1, 2], least: 2))
    let failed = try verdict(Transcript(records: [unmatched(1, .fullYear, .d)]), "uc-2022")
    #expect(failed.openRecords.isEmpty && failed.bestMissing[.f] == 12)
  }
}
