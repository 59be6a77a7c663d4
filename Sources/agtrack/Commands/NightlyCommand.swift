import ArgumentParser
import Glibc
import Intake
import Night
import PolicyFiles
import Reports
import Rules
import Store

struct NightlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly", abstract: "Load an extract, evaluate every student and publish one new run.",
    discussion: """
      Example: agtrack nightly --extract /srv/sis/export --manifest last-night.json

      Readers see the new run whole or not at all; a refused or failed night leaves the published run as it was.
      """)

  @Option(help: "Folder or .zip of the district's extract.") var extract: String
  @Option(name: .customLong("as-of"), help: "The day of the run, as 2027-03-15; default today.") var asOf: DayArgument?
  @Flag(help: "Read, check and evaluate; write nothing but the manifest.") var dryRun = false
  @Option(help: "Write what the night did as JSON.") var manifest: String?
  @Option(help: "Settings of the district (encodings, thresholds) as YAML.") var config: String?
  @Flag(help: "Accept files with far fewer rows than last time.") var acceptShrink = false
  @Flag(help: "Allow --as-of before the day of the last published run.") var rewind = false
  @Option(help: "Workers; default one per processor core.") var workers: Int?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers must be from 1 to 256") }
  }

  func run() throws {
    let manifestOutput = try manifest.map { try Output($0) }
    var options = NightOptions(
      extract: extract, asOf: try asOf?.day ?? Today.day(), program: ProgramVersion.name)
    options.isDryRun = dryRun
    options.rewinds = rewind
    options.input.acceptShrink = acceptShrink
    options.workers = workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    try configure(&options)
    let editions = try Policies.editions()
    let showsProgress = isatty(STDERR_FILENO) == 1
    do {
      var night = NightlyRun(options: options, editions: editions) { stage in
        if showsProgress { Messages.say("\(stage) ...") }
      }
      let report = try night.run(conninfo: try database.conninfo())
      try write(report, to: manifestOutput)
      try summarize(report)
      if report.needsPerson {
        for concern in report.concerns { Messages.say("agtrack: \(concern)") }
        if report.isHeld, let run = report.runID {
          Messages.say(
            "agtrack: run \(run) is loaded, not published; `agtrack publish \(run)` publishes it, the next night supersedes it"
          )
        }
        throw Exit.needsPerson.code
      }
    } catch let error as NightError {
      if case .refused(_, let report) = error { try write(report, to: manifestOutput) }
      throw error
    }
  }

  private func configure(_ options: inout NightOptions) throws {
    guard let config else { return }
    let settings = try Settings.read(config)
    settings.apply(to: &options.input)
    if let percent = settings.rejectPercent { options.rejectShare = Double(percent) / 100 }
    options.creditScale = settings.creditScale
    options.checks = settings.checkSettings
  }

  private func write(_ report: NightReport, to output: Output?) throws {
    guard let output else { return }
    try output.write(ManifestDocument(report).bytes)
    try output.finish()
  }

  private func summarize(_ report: NightReport) throws {
    let output = try Output(nil)
    let run = report.runID.map { "run \($0)" } ?? "dry run"
    let state = report.published ? "published" : report.isHeld ? "loaded, not published" : "not published"
    try output.write("\(run) as of \(report.asOf.code), \(state)\n")
    for file in report.files where file.kind != .translated {
      var line = "  \(file.file): \(file.read) rows, \(file.loaded) loaded, \(file.rejected) rejected"
      if file.duplicate > 0 { line += ", \(file.duplicate) repeated" }
      if file.unchanged > 0 { line += ", \(file.unchanged) unchanged" }
      try output.write(line + "\n")
    }
    try output.write(
      "  students: \(report.studentsEvaluated) evaluated, \(report.studentsCarriedOver) carried over\n")
    for system in [System.uc, .csu] {
      let counts = [Status.met, .inProgress, .notMet, .unknown].map {
        "\(report.verdicts[system, $0]) \($0.rawValue.split(separator: "_").joined(separator: " "))"
      }
      try output.write("  \(system.rawValue.uppercased()): \(counts.joined(separator: ", "))\n")
    }
    for finding in report.findings { try output.write("  finding \(finding.code): \(finding.count)\n") }
    for check in report.checks where check.found > 0 {
      let judgement = check.isBreached ? "more than the limit of" : "within the limit of"
      try output.write(
        "  check \(check.id): \(check.found) \(check.counts.rawValue), \(judgement) \(check.limit.text)\n")
    }
    try output.finish()
  }
}
