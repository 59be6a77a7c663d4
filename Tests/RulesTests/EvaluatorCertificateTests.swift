import Judge
import Rules
import Testing

/// The certificate proves the verdict: anyone can re-add it.
@Suite struct EvaluatorCertificateTests {
  @Test func theTwelfthsOfAnAreaAddUpToWhatItEarned() throws {
    var wrong: String?
    for seed in 1...UInt64(1_500) {
      var generator = TranscriptGenerator(seed: seed)
      let edition = generator.numbers.pick(OracleEdition.all)
      let transcript = generator.transcript(entering: edition.entering)
      func broken(_ candidate: OracleTranscript) -> String? {
        guard let verdict = EvaluatorAdapter.verdict(candidate, edition, asOf: edition.entering - 1) else { return nil }
        for area in SubjectArea.allCases {
          let sum = verdict.uses.filter { $0.area == area }.reduce(0) { $0 + $1.twelfths }
          if sum != verdict.earned[area] { return "area \(area.letter): \(sum), but \(verdict.earned[area]) earned" }
        }
        for (index, record) in candidate.records.enumerated() {
          let sum = verdict.uses.filter { $0.record == Int32(index + 1) && $0.kind != .validated }
            .reduce(0) { $0 + $1.twelfths }
          let worth = OracleTerms.worth(record, civics: record.course?.discipline == "CIV")
          if sum > worth && record.course?.length != "two_years" {
            return "record \(index + 1) gives \(sum) and is worth \(worth)"
          }
        }
        return nil
      }
      guard broken(transcript) != nil else { continue }
      let small = TranscriptShrinker.shrink(transcript) { broken($0) != nil }
      wrong = "seed \(seed), \(edition): \(broken(small) ?? "")\n\(TranscriptShrinker.text(small))"
      break
    }
    #expect(wrong == nil, "\(wrong ?? "")")
  }
}
