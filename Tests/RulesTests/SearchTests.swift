import Judge
import Testing

@testable import Rules

/// The search for the best assignment against all assignments, where courses listed in two areas are many.
@Suite struct SearchTests {
  private struct Trial {
    var edition: OracleEdition
    var policy: Policy
    var units: [Unit]
    var question: Question
    var numbers: SeededNumbers
  }

  private func trial(_ seed: UInt64) throws -> Trial? {
    var generator = SharingGenerator(seed: seed)
    let edition = generator.numbers.pick(OracleEdition.all)
    let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering, shared: 5))
    let policy = EvaluatorAdapter.policy(edition)
    let day = try #require(CalendarDay(year: edition.entering, month: 6, day: 30))
    let (sifted, question) = Placements.sifted(transcript, policy, day)
    let count = Placements.count(sifted.units)
    guard count > 1, count <= 1_024 else { return nil }
    return Trial(
      edition: edition, policy: policy, units: sifted.units, question: question, numbers: generator.numbers)
  }

  private func best(_ trial: Trial) -> Score? {
    var tried = Assignment()
    return Placements.ways(trial.units).map { units in
      tried.solve(units, trial.question)
      return Score(tried.ledger.fills)
    }.min()
  }

  @Test func noAssignmentIsBetterThanTheOneThatIsFound() throws {
    var compared = 0
    for seed in 1...UInt64(900) {
      guard let trial = try trial(seed) else { continue }
      let best = best(trial)
      var assignment = Assignment()
      assignment.solve(trial.units, trial.question)
      #expect(!assignment.isCut && Score(assignment.ledger.fills) == best, "seed \(seed), \(trial.edition)")
      compared += 1
    }
    #expect(compared > 450)
  }

  @Test func noneIsBetterWhereAnUnmatchedRecordMayServeAnArea() throws {
    for seed in 2_001...UInt64(2_500) {
      guard var trial = try trial(seed) else { continue }
      trial.question.wildcard = (trial.numbers.pick(SubjectArea.allCases), trial.numbers.pick([4, 6, 12]))
      let best = best(trial)
      var assignment = Assignment()
      assignment.solve(trial.units, trial.question)
      #expect(!assignment.isCut && Score(assignment.ledger.fills) == best, "seed \(seed), \(trial.edition)")
    }
  }

  @Test func whatSomeAreasMissTogetherIsTheLeastOfAllAssignments() throws {
    for seed in 3_001...UInt64(3_500) {
      guard var trial = try trial(seed) else { continue }
      let focus = SubjectAreas(rawValue: UInt8.random(in: 1...127, using: &trial.numbers))
      trial.question.focus = focus
      let question = trial.question
      var assignment = Assignment()
      let least = Placements.ways(trial.units).map { units in
        assignment.solve(units, question)
        return assignment.missing(in: focus)
      }.min()
      assignment.solve(trial.units, question)
      #expect(assignment.missing(in: focus) == least, "seed \(seed), \(trial.edition)")
    }
  }

  @Test func whatACutSearchSaysIsMissingAtLeastIsMissingInEveryAssignment() throws {
    var (cut, said) = (0, 0)
    for seed in 4_001...UInt64(4_400) {
      guard let trial = try trial(seed) else { continue }
      var hurried = Assignment()
      hurried.budget = 1
      hurried.solve(trial.units, trial.question)
      guard hurried.isCut else { continue }
      cut += 1
      var tried = Assignment()
      var least = PerArea<Int>(repeating: .max)
      for units in Placements.ways(trial.units) {
        tried.solve(units, trial.question)
        for area in SubjectArea.allCases { least[area] = min(least[area], max(0, tried.ledger.fills[area].missing)) }
      }
      for area in SubjectArea.allCases {
        #expect(hurried.leastMissing[area] <= least[area], "seed \(seed), \(trial.edition), \(area)")
        if hurried.leastMissing[area] > 0 { said += 1 }
      }
    }
    #expect(cut > 10 && said > 10, "\(cut) searches were cut, of \(said) areas they said something")
  }

  @Test func whereMoreIsOpenThanIsSearchedNothingIsSaidToBeMissing() throws {
    let course = ListedCourse(areas: [SubjectAreas(.b), SubjectAreas(.f)], discipline: .music, sameCourse: 0)
    let policy = EvaluatorAdapter.policy(try #require(OracleEdition.named("uc-2022")))
    let day = try #require(CalendarDay(year: 2027, month: 6, day: 20))
    var transcript = Transcript()
    for number in 0..<Int32(Assignment.mostOpen + 4) {
      var own = course
      own.sameCourse = number
      transcript.records.append(
        TranscriptRecord(
          sequence: number + 1, year: SchoolYear(fall: 2024), term: .s1, gradeLevel: 10, mark: .b, listing: .listed(own)
        ))
    }
    let (sifted, question) = Placements.sifted(transcript, policy, day)
    var assignment = Assignment()
    assignment.solve(sifted.units, question)
    #expect(assignment.isCut && SubjectArea.allCases.allSatisfy { assignment.leastMissing[$0] == 0 })
  }
}
