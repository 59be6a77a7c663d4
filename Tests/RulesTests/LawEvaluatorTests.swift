import Judge
import Rules
import Testing

/// One evaluator serves many students and editions: what it read before never shows.
@Suite struct LawEvaluatorTests {
  private struct Student {
    var transcript: Transcript
    var edition: OracleEdition
    var day: CalendarDay
  }

  private func students(_ usual: UInt64) throws -> [Student] {
    try LawTrial.seeds(usual).map { seed in
      var generator = TranscriptGenerator(seed: seed &* 65_537)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let day = CalendarDay(year: edition.entering - generator.numbers.pick([0, 0, 1, 2]), month: 6, day: 30)
      return Student(transcript: transcript, edition: edition, day: try #require(day))
    }
  }

  @Test func anotherStudentsRecordsNeverMatter() throws {
    var numbers = SeededNumbers(seed: LawTrial.first)
    var again = Evaluator()
    for student in try students(300).shuffled(using: &numbers) {
      let policy = EvaluatorAdapter.policy(student.edition)
      let lastYear = SchoolYear(fall: Int16(student.edition.entering) - 1)
      var fresh = Evaluator()
      // A fresh evaluator for each question, one for everybody, and its questions in any order.
      let average = again.gradePointAverage(student.transcript, under: policy, asOf: student.day)
      let verdict = again.evaluate(student.transcript, under: policy, asOf: student.day)
      let timing = again.timing(student.transcript, under: policy, asOf: student.day, finalYear: lastYear)
      #expect(verdict == fresh.evaluate(student.transcript, under: policy, asOf: student.day), "\(student.edition)")
      fresh = Evaluator()
      #expect(average == fresh.gradePointAverage(student.transcript, under: policy, asOf: student.day))
      fresh = Evaluator()
      #expect(timing == fresh.timing(student.transcript, under: policy, asOf: student.day, finalYear: lastYear))
    }
  }

  @Test func anOutlineIsTheVerdictWithoutItsProof() throws {
    var evaluator = Evaluator()
    for student in try students(200) {
      let policies = [EvaluatorAdapter.policy(student.edition)]
      let outlines = evaluator.outlines(student.transcript, under: policies, asOf: student.day)
      for (outline, verdict) in zip(
        outlines, evaluator.evaluate(student.transcript, under: policies, asOf: student.day))
      {
        #expect(outline.overall == verdict.overall && outline.uses.isEmpty && outline.reasons.isEmpty)
        for area in SubjectArea.allCases {
          #expect(outline.status[area] == verdict.status[area] && outline.earned[area] == verdict.earned[area])
          #expect(outline.inProgress[area] == verdict.inProgress[area])
        }
      }
    }
  }

  @Test func severalEditionsAtOnceAreAsOneByOne() throws {
    var numbers = SeededNumbers(seed: LawTrial.first)
    var evaluator = Evaluator()
    for student in try students(60) {
      let policies = OracleEdition.all.shuffled(using: &numbers).map(EvaluatorAdapter.policy)
      let together = evaluator.evaluate(student.transcript, under: policies, asOf: student.day)
      for (policy, verdict) in zip(policies, together) {
        var fresh = Evaluator()
        #expect(verdict == fresh.evaluate(student.transcript, under: policy, asOf: student.day), "\(policy.edition)")
      }
    }
  }

  @Test func theOrderOfTheRecordsChangesNoLineOfTheCertificate() throws {
    var numbers = SeededNumbers(seed: LawTrial.first)
    var evaluator = Evaluator()
    for student in try students(200) {
      let policy = EvaluatorAdapter.policy(student.edition)
      var turned = student.transcript
      turned.records.shuffle(using: &numbers)
      turned.exams.reverse()
      turned.waivers.reverse()
      let first = evaluator.evaluate(student.transcript, under: policy, asOf: student.day)
      let second = evaluator.evaluate(turned, under: policy, asOf: student.day)
      #expect(first.uses == second.uses, "\(student.edition)")
      #expect(first.shortfalls == second.shortfalls)
    }
  }
}
