import Night
import Rules
import Store

/// What a night did, or would do, for a person.
struct NightSummary {
  private let report: NightReport

  init(_ report: NightReport) { self.report = report }

  func write() throws {
    let output = try Output(nil)
    try output.write(text)
    if report.isDryRun {
      let checks = try Check.all()
      for outcome in report.checks where outcome.found > 0 {
        let check = checks.first { $0.id == outcome.id }
        try output.write(CheckListing.paragraph(StoredCheck(outcome), check, run: nil))
      }
    }
    try output.finish()
  }

  private var state: String {
    if !report.isDryRun {
      return report.published ? "published" : report.isHeld ? "loaded, not published" : "not published"
    }
    if report.checks.isEmpty { return "not published" }
    return report.isHeld ? "would be loaded, not published" : "would be published"
  }

  private var text: String {
    let run = report.runID.map { "run \($0)" } ?? "dry run"
    var text = "\(run) as of \(report.asOf.code), \(state)\n"
    for file in report.files where file.kind != .translated {
      text += "  \(file.file): \(file.read) rows, \(file.loaded) loaded, \(file.rejected) rejected"
      if file.duplicate > 0 { text += ", \(file.duplicate) repeated" }
      if file.unchanged > 0 { text += ", \(file.unchanged) unchanged" }
      text += "\n"
    }
    text += "  students: \(report.studentsEvaluated) evaluated, \(report.studentsCarriedOver) carried over\n"
    for system in [System.uc, .csu] {
      let counts = [Status.met, .inProgress, .notMet, .unknown].map {
        "\(report.verdicts[system, $0]) \($0.rawValue.split(separator: "_").joined(separator: " "))"
      }
      text += "  \(system.rawValue.uppercased()): \(counts.joined(separator: ", "))\n"
    }
    for finding in report.findings { text += "  finding \(finding.code): \(finding.count)\n" }
    for check in report.checks where check.found > 0 {
      let judgement = check.isBreached ? "more than the limit of" : "within the limit of"
      text += "  check \(check.id): \(check.counts.counted(check.found)), \(judgement) \(check.limit.text)\n"
    }
    return text
  }
}
