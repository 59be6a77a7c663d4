import Judge
import Rules
import Testing

/// Laws of amounts: what exams and waivers add, and that nothing comes from nowhere.
@Suite struct LawAmountTests {
  @Test func anExamNeverHurts() {
    let broken = LawTrial.check(300) { trial in
      let clears = trial.generator.numbers.pick([
        "US", "WORLD", "CIVICS", "B", "CALCULUS", "BIO", "CHEM", "PHYS", "INTERD", "LANGUAGE-Spanish", "F", "G",
      ])
      let exam = OracleExam(clears: clears, year: trial.asOf)
      return trial.noWorse {
        var more = $0
        more.exams.append(exam)
        return more
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func aWaiverLiftsExactlyItsSemesters() {
    let broken = LawTrial.check(300) { trial in
      let area = trial.generator.numbers.pick(Array("ABCDEFG"))
      let semesters = trial.generator.numbers.pick([1, 2, 3, 4])
      let place = Int(area.asciiValue ?? 65) - 65
      return trial.shown { candidate in
        guard candidate.hasNoChoice else { return false }
        var without = candidate
        without.waivers.removeAll()
        var with = without
        with.waivers = [OracleWaiver(area: area, twelfths: 6 * semesters, year: trial.asOf)]
        let (before, after) = (trial.verdict(without), trial.verdict(with))
        return (0..<7).contains { index in
          let lifted = index == place ? 6 * semesters : 0
          return after.areas[index].missing != max(0, before.areas[index].missing - lifted)
        }
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func nothingIsEarnedThatWasNotPassedValidatedClearedOrWaived() {
    for seed in LawTrial.seeds(400) {
      var generator = TranscriptGenerator(seed: seed &* 31)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = generator.transcript(entering: edition.entering)
      guard let verdict = EvaluatorAdapter.verdict(transcript, edition, asOf: edition.entering - 1) else { continue }
      let passed = transcript.records.reduce(0) { sum, record in
        guard record.course != nil, ["A", "B", "C", "P"].contains(record.mark?.prefix(1) ?? "") else { return sum }
        let worth = OracleTerms.worth(record, civics: record.course?.discipline == "CIV")
        return sum + (record.course?.length == "two_years" ? max(6, worth) : worth)
      }
      let added = verdict.uses.filter { [.validated, .exam, .waiver].contains($0.kind) }.reduce(0) { $0 + $1.twelfths }
      #expect(verdict.earned.sum <= passed + added, "seed \(seed), \(edition)")
      let spent = verdict.uses.filter { ![.validated, .exam, .waiver].contains($0.kind) }.reduce(0) { $0 + $1.twelfths }
      #expect(spent <= passed && verdict.earned.sum == spent + added, "seed \(seed), \(edition)")
    }
  }

  @Test func moreCreditsNeverHurt() {
    let broken = LawTrial.check(200) { trial in trial.noWorse { $0.mapping { if !$0.college { $0.credits = nil } } } }
    #expect(broken == nil, "\(broken ?? "")")
  }

  @Test func theWholeIsTheWorstOfItsAreas() {
    let broken = LawTrial.check(300) { trial in
      trial.shown { candidate in
        let verdict = trial.verdict(candidate)
        let worst = verdict.areas.map { OracleVerdict.order.firstIndex(of: $0.status) ?? 0 }.min() ?? 0
        // Running courses may complete each area, but not all of them together.
        if verdict.rank != worst { return !(OracleVerdict.order[worst] == "in_progress" && verdict.rank == 0) }
        return verdict.areas.contains { ($0.status == "met") != ($0.missing == 0) || $0.inProgress > $0.missing }
      }
    }
    #expect(broken == nil, "\(broken ?? "")")
  }
}
