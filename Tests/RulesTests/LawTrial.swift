import Foundation
import Judge
import Testing

/// A law tried on random transcripts under the evaluator, and on every sixth of them under the judge, which is slow;
/// the first transcript that breaks it is shown, made small, with its seed.
///
/// `AGTRACK_LAW_TRANSCRIPTS` sets how many, `AGTRACK_LAW_SEED` the first seed; `AGTRACK_LAW_SHOW` = 0 shows the seed only.
struct LawTrial {
  typealias Evaluate = @Sendable (OracleTranscript, OracleEdition, Int) -> OracleVerdict

  static let first = ProcessInfo.processInfo.environment["AGTRACK_LAW_SEED"].flatMap(UInt64.init) ?? 1
  private static let stated = ProcessInfo.processInfo.environment["AGTRACK_LAW_TRANSCRIPTS"].flatMap(UInt64.init)
  private static let isShown = ProcessInfo.processInfo.environment["AGTRACK_LAW_SHOW"] != "0"
  private static let evaluators: [(name: String, evaluate: Evaluate)] = [
    ("judge", { Oracle.evaluate($0, $1, asOf: $2) }), ("evaluator", { EvaluatorAdapter.evaluate($0, $1, asOf: $2) }),
  ]

  let evaluate: Evaluate
  let edition: OracleEdition
  /// The school year at whose end the transcript is read.
  let asOf: Int
  var transcript: OracleTranscript
  var generator: TranscriptGenerator

  /// How many transcripts a law is tried on, where nothing is said.
  static func seeds(_ usual: UInt64) -> Range<UInt64> { first..<first + (stated ?? usual) }

  /// The first transcript that breaks the law, with its seed, or nil where it holds for all.
  ///
  /// - Parameter law: Says what is broken, or nil.
  static func check(_ usual: UInt64 = 150, _ law: (inout LawTrial) -> String?) -> String? {
    if seeds(usual).isEmpty { return "no transcript was tried" }
    for seed in seeds(usual) {
      for (name, evaluate) in evaluators where name == "evaluator" || seed % 6 == 1 {
        var generator = TranscriptGenerator(seed: seed &* 7919)
        let edition = generator.numbers.pick(OracleEdition.all)
        let transcript = generator.transcript(entering: edition.entering)
        var trial = LawTrial(
          evaluate: evaluate, edition: edition, asOf: edition.entering - 1, transcript: transcript,
          generator: generator)
        if let broken = law(&trial) { return "\(name), seed \(seed), \(edition)\n\(broken)" }
      }
    }
    return nil
  }

  func verdict(_ transcript: OracleTranscript) -> OracleVerdict { evaluate(transcript, edition, asOf) }

  /// The law that a change of a transcript leaves every area and the whole as they are.
  func same(_ change: (OracleTranscript) -> OracleTranscript) -> String? {
    shown { candidate in verdict(candidate) != verdict(change(candidate)) }
  }

  /// The law that a change lowers neither the number of areas A to F that are met nor the status of the whole.
  func noWorse(_ change: (OracleTranscript) -> OracleTranscript) -> String? {
    shown { candidate in verdict(change(candidate)).isWorse(than: verdict(candidate)) }
  }

  /// The smallest transcript that still breaks a law, or nil where it holds.
  func shown(_ breaks: (OracleTranscript) -> Bool) -> String? {
    guard breaks(transcript) else { return nil }
    return LawTrial.isShown ? TranscriptShrinker.text(TranscriptShrinker.shrink(transcript, while: breaks)) : ""
  }
}

extension OracleVerdict {
  static let order = ["not_met", "unknown", "in_progress", "met"]
  var metBeforeElective: Int { areas.prefix(6).count { $0.status == "met" } }
  var rank: Int { OracleVerdict.order.firstIndex(of: status) ?? 0 }

  func isWorse(than other: OracleVerdict) -> Bool {
    metBeforeElective < other.metBeforeElective || rank < other.rank
  }
}

extension OracleTranscript {
  /// The transcript with every record changed that a test picks.
  func mapping(_ change: (inout OracleRecord) -> Void) -> OracleTranscript {
    var copy = self
    for index in copy.records.indices { change(&copy.records[index]) }
    return copy
  }

  /// No course is listed in several areas.
  var hasNoChoice: Bool { records.allSatisfy { ($0.course?.areas.count ?? 1) < 2 } }
}
