import Judge
import Rules
import Testing

/// What would be missing with more records: asked quickly, and the same as if the longer transcript were evaluated.
@Suite struct SuppositionTests {
  @Test func itMissesWhatTheLongerTranscriptMisses() throws {
    var evaluator = Evaluator()
    var (again, gained) = (0, 0)
    for seed in LawTrial.seeds(300) {
      var generator = TranscriptGenerator(seed: seed &* 104_729)
      let edition = generator.numbers.pick(OracleEdition.all)
      let whole = EvaluatorAdapter.transcript(generator.transcript(entering: edition.entering))
      let day = try #require(
        CalendarDay(year: edition.entering - generator.numbers.pick([0, 0, 1]), month: 6, day: 30))
      let policies = [edition, generator.numbers.pick(OracleEdition.all)].map(EvaluatorAdapter.policy)
      var start = whole
      start.records = whole.records.filter { _ in generator.numbers.chance(60) }
      let others = whole.records.filter { record in !start.records.contains { $0.sequence == record.sequence } }
      var supposition = Supposition(start, under: policies, asOf: day)
      // Several questions of one supposition: none, all, some, and in any order.
      for share in [0, 100, 50, 50] {
        let added = others.filter { _ in generator.numbers.chance(share) }.shuffled(using: &generator.numbers)
        var longer = start
        longer.records += added
        let outlines = evaluator.outlines(longer, under: policies, asOf: day)
        let expected = outlines.map { verdict in PerArea { verdict.missing($0) } }
        let missing = supposition.missing(with: added)
        #expect(missing == expected, "seed \(seed), \(edition)")
        let courses = Set(start.records.compactMap { $0.course?.sameCourse })
        if added.contains(where: { record in record.course.map { courses.contains($0.sameCourse) } ?? false }) {
          again += 1
        }
        if missing[0].sum < supposition.missing(with: [])[0].sum { gained += 1 }
      }
    }
    // Courses that are taken again, and records that fill something, are among the questions.
    #expect(LawTrial.seeds(300).count < 300 || (again > 50 && gained > 300))
  }
}

extension TranscriptRecord {
  fileprivate var course: ListedCourse? {
    if case .listed(let course) = listing { return course }
    return nil
  }
}
