import Judge
import Testing

/// Laws that hold for every transcript, for the evaluator and for the judge (rules 12.5 as corrected in 15).
@Suite struct EvaluatorLawTests {
  private typealias Judge = @Sendable (OracleTranscript, OracleEdition, Int) -> OracleVerdict
  private static let judges: [(name: String, evaluate: Judge)] = [
    ("judge", { Oracle.evaluate($0, $1, asOf: $2) }), ("evaluator", { EvaluatorAdapter.evaluate($0, $1, asOf: $2) }),
  ]

  private func check(
    _ count: UInt64, _ law: (Judge, OracleTranscript, OracleEdition, Int, inout TranscriptGenerator) -> String?
  ) {
    for seed in 1...count {
      for judge in Self.judges {
        var generator = TranscriptGenerator(seed: seed &* 7919)
        let edition = generator.numbers.pick(OracleEdition.all)
        let transcript = generator.transcript(entering: edition.entering)
        if let broken = law(judge.evaluate, transcript, edition, edition.entering - 1, &generator) {
          Issue.record("\(judge.name), seed \(seed), \(edition)\n\(broken)")
          return
        }
      }
    }
  }

  @Test func theOrderOfTheRecordsNeverMatters() {
    check(400) { judge, transcript, edition, asOf, generator in
      var shuffled = transcript
      shuffled.records.shuffle(using: &generator.numbers)
      func breaks(_ candidate: OracleTranscript) -> Bool {
        var turned = candidate
        turned.records.reverse()
        return judge(candidate, edition, asOf).areas != judge(turned, edition, asOf).areas
      }
      if breaks(transcript) { return TranscriptShrinker.text(TranscriptShrinker.shrink(transcript, while: breaks)) }
      return judge(transcript, edition, asOf).areas == judge(shuffled, edition, asOf).areas
        ? nil : TranscriptShrinker.text(transcript)
    }
  }

  @Test func loadingTheSameRecordTwiceChangesNothing() {
    check(400) { judge, transcript, edition, asOf, _ in
      var doubled = transcript
      doubled.records += transcript.records.filter { $0.match != .unmatched && $0.term != "SU" }
      return judge(transcript, edition, asOf).areas == judge(doubled, edition, asOf).areas
        ? nil : TranscriptShrinker.text(transcript)
    }
  }

  @Test func addingAPassedListedCourseNeverHurts() {
    let order = ["not_met", "unknown", "in_progress", "met"]
    check(250) { judge, transcript, edition, asOf, generator in
      var other = TranscriptGenerator(seed: generator.numbers.next())
      let donor = other.transcript(entering: edition.entering)
      guard let added = donor.records.first(where: { $0.course != nil && $0.mark == "C" && $0.grade >= 9 }),
        var course = added.course
      else { return nil }
      course.key = "added"
      var record = added
      record.match = .listed(course)
      func worse(_ candidate: OracleTranscript) -> Bool {
        var more = candidate
        more.records.append(record)
        let before = judge(candidate, edition, asOf)
        let after = judge(more, edition, asOf)
        let met = { (verdict: OracleVerdict) in verdict.areas.prefix(6).filter { $0.status == "met" }.count }
        let rank = { (verdict: OracleVerdict) in order.firstIndex(of: verdict.status) ?? 0 }
        return met(after) < met(before) || rank(after) < rank(before)
      }
      guard worse(transcript) else { return nil }
      var small = TranscriptShrinker.shrink(transcript, while: worse)
      small.records.append(record)
      return "adding the last row of\n" + TranscriptShrinker.text(small)
    }
  }
}
