import ArgumentParser
import Intake
import Night
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

  @OptionGroup var options: SettingOptions
  @Option(name: .customLong("as-of"), help: "The day of the run, as 2027-03-15; default today.") var asOf: DayArgument?
  @Flag(help: "Do all that a night does, say what it would find and decide, and keep nothing but the manifest.")
  var dryRun = false
  @Flag(help: "Accept files with far fewer rows than last time.") var acceptShrink = false
  @Flag(help: "Allow --as-of before the day of the last published run.") var rewind = false
  @Flag(help: "Read every file and evaluate every student, whatever stands as it was.") var full = false
  @Flag(help: "Prove after the night that every row, carried over or not, is what a full night would have stored.")
  var verify = false

  func validate() throws {
    if verify, dryRun { throw ValidationError("--dry-run stores nothing that --verify could compare") }
  }

  func run() throws {
    let settings = try EffectiveSettings(options)
    guard let extract = settings.extract.value else {
      throw ValidationError("Missing expected argument '--extract <extract>'; the configuration names none either")
    }
    Messages.use(format: settings.logFormat.value)
    let day = try asOf?.day ?? Today.day()
    let ending = NightEnding(settings, extract: extract, asOf: day, isDryRun: dryRun)
    do {
      try ending.openMetrics()
      let manifest = try settings.manifest.value.map { try Output($0) }
      try run(settings, nightOptions(settings, extract, day), manifest, ending)
    } catch {
      ending.failed(error)
      throw error
    }
  }

  private func nightOptions(
    _ settings: EffectiveSettings, _ extract: String, _ day: CalendarDay
  ) throws -> NightOptions {
    var options = NightOptions(
      extract: extract, asOf: day, program: ProgramVersion.name, pace: try Settings.pace(named: settings.pace.value))
    options.isDryRun = dryRun
    options.rewinds = rewind
    options.isFull = full
    options.input.acceptShrink = acceptShrink
    options.workers = settings.workers.value
    let file = settings.file
    file.apply(to: &options.input)
    options.rejectShare = Double(settings.rejectPercent.value) / 100
    options.creditScale = file.creditScale
    options.checks = file.checkSettings
    return options
  }

  private func run(
    _ settings: EffectiveSettings, _ options: NightOptions, _ manifest: Output?, _ ending: NightEnding
  ) throws {
    let editions = try Policies.editions()
    let stopping = NightStopping(options.stop, ending)
    stopping.listen()
    let log = NightLog()
    do {
      var night = NightlyRun(options: options, editions: editions) { log.take($0) }
      let report = try night.run(conninfo: try settings.database.conninfo())
      try write(report, to: manifest)
      try NightSummary(report).write()
      var differences: [String] = []
      if verify, let run = report.runID { differences = try prove(night, run, settings) }
      try end(report, ending, differences)
    } catch  where options.stop.isRequested {
      // Whatever statement the stop has cancelled.
      stopping.end()
    } catch let error as NightError {
      if case .refused(_, let report) = error { try write(report, to: manifest) }
      throw error
    }
  }

  /// Says what needs a person.
  private func end(_ report: NightReport, _ ending: NightEnding, _ differences: [String]) throws {
    var lines = report.needsPerson ? report.concerns.map { "agtrack: \($0)" } : []
    lines += differences
    if report.needsPerson, report.isHeld, let run = report.runID {
      lines.append(
        "agtrack: run \(run) is loaded, not published; `agtrack publish \(run)` publishes it, the next night supersedes it"
      )
    }
    if report.isDryRun {
      if report.isHeld { lines.append("agtrack: a night would load this run and not publish it") }
      if report.checks.isEmpty {
        lines.append("agtrack: the database takes no writes, so that no check could be asked")
      }
    }
    for line in lines { Messages.say(line, level: .warning) }
    try ending.done(report, messages: lines)
    if report.needsPerson || !differences.isEmpty { throw Exit.needsPerson.code }
  }

  /// What is stored otherwise than a full night would have; students are named by key, as whoever acts on it needs the
  /// database anyway.
  private func prove(_ night: NightlyRun, _ run: Int32, _ settings: EffectiveSettings) throws -> [String] {
    let found = try night.verify(run: run, conninfo: try settings.database.conninfo())
    let output = try Output(nil)
    try output.write(
      "  verified: \(Amounts.counted(found.compared, "students")), \(found.isEqual ? "every row equal" : "rows differ")\n"
    )
    try output.finish()
    if found.isEqual { return [] }
    var lines = found.students.sorted { $0.key < $1.key }.map { table, keys in
      let shown = keys.prefix(20).map { "\($0)" }.joined(separator: ", ") + (keys.count > 20 ? ", ..." : "")
      return
        "agtrack: \(table): the rows of \(Amounts.counted(keys.count, "students")) are not those of a full night; student_key \(shown)"
    }
    lines += found.rows.sorted { $0.key < $1.key }.map { table, rows in
      "agtrack: \(table): \(rows) rows are not those of a full night"
    }
    return lines + ["agtrack: `agtrack nightly --full` stores everything anew; please report this, it is a defect"]
  }

  private func write(_ report: NightReport, to output: Output?) throws {
    guard let output else { return }
    try output.write(ManifestDocument(report).bytes)
    try output.finish()
  }
}
