import Glibc
import Night
import Rules
import Store

/// The figures of a night in Prometheus' text format, for node_exporter's textfile collector.
final class NightMetrics {
  private let output: Output
  private let before: String
  private let clock = ContinuousClock.now
  private static let published = "agtrack_published_timestamp_seconds"

  /// - Throws: `Failure` (exit 4) where the file cannot be written.
  init(_ path: String) throws {
    before = NightMetrics.valueOfLastPublication(path)
    // node_exporter works under another account; there is no student in it.
    output = try Output(path, mode: 0o644)
  }

  /// When the last night published, as the file of the night before says; a night that fails must not forget it.
  private static func valueOfLastPublication(_ path: String) -> String {
    let lines = ((try? TextFile.read(path)) ?? "").split(separator: "\n")
    guard let line = lines.last(where: { $0.hasPrefix(published + " ") }),
      let number = Int(line.dropFirst(published.count + 1))
    else { return "" }
    return "\(number)"
  }

  /// - Parameter report: nil where the night did not come to one.
  func write(_ report: NightReport?, asOf: CalendarDay?, exitCode: Int32) throws {
    var text = MetricsText()
    let now = Moment.now
    let spent = (ContinuousClock.now - clock).components
    text.gauge("agtrack_night_end_timestamp_seconds", "When the last night ended.", "\(now.seconds)")
    text.gauge("agtrack_night_duration_seconds", "How long it took.", "\(spent.seconds)")
    text.gauge("agtrack_night_exit_code", "What it ended with; 128 and more for a signal.", "\(exitCode)")
    if let asOf {
      text.gauge(
        "agtrack_night_as_of_timestamp_seconds", "The day that it took as today, at 0 h UTC.",
        "\(Int(asOf.dayNumber) * 86_400)")
    }
    let publication = report?.published == true ? "\(now.seconds)" : before
    if !publication.isEmpty { text.gauge(NightMetrics.published, "When a night last published.", publication) }
    text.gauge("agtrack_night_published", "Whether it published.", report?.published == true ? "1" : "0")
    text.gauge(
      "agtrack_night_held", "Whether a check kept it from being published.", report?.isHeld == true ? "1" : "0")
    if let report { add(report, to: &text) }
    try output.write(text.text)
    try output.finish()
  }

  private func add(_ report: NightReport, to text: inout MetricsText) {
    if let run = report.runID { text.gauge("agtrack_night_run", "Number of the run.", "\(run)") }
    text.gauges(
      "agtrack_night_students", "Students by what became of their verdicts.",
      [
        ([("result", "evaluated")], "\(report.studentsEvaluated)"),
        ([("result", "carried_over")], "\(report.studentsCarriedOver)"),
      ])
    let files = report.files.filter { $0.kind != .translated }
    text.gauges(
      "agtrack_night_rows", "Rows of the extract's files by what became of them.",
      files.flatMap { file in
        [("read", file.read), ("loaded", file.loaded), ("rejected", file.rejected), ("unchanged", file.unchanged)].map {
          ([("file", file.file), ("result", $0.0)], "\($0.1)")
        }
      })
    var seconds: [(name: String, milliseconds: Int)] = []
    for stage in report.stages {
      if let place = seconds.firstIndex(where: { $0.name == stage.name }) {
        seconds[place].milliseconds += stage.milliseconds
      } else {
        seconds.append(stage)
      }
    }
    text.gauges(
      "agtrack_night_stage_seconds", "How long each stage took.",
      seconds.map { ([("stage", $0.name)], NightLog.seconds($0.milliseconds)) })
    text.gauges(
      "agtrack_night_verdicts", "Students by system and status of the whole pattern.",
      System.allCases.flatMap { system in
        [Status.met, .inProgress, .notMet, .unknown].map {
          ([("system", system.rawValue), ("status", $0.rawValue)], "\(report.verdicts[system, $0])")
        }
      })
    text.gauges(
      "agtrack_night_check_found", "What the checks of data quality found.",
      report.checks.map { ([("check", $0.id)], "\($0.found)") })
    text.gauge(
      "agtrack_night_checks_breached", "Checks that found more than their limit.",
      "\(report.checks.filter(\.isBreached).count)")
  }
}

/// Lines of the text format.
struct MetricsText {
  private(set) var text = ""

  mutating func gauge(_ name: String, _ help: String, _ value: String) { gauges(name, help, [([], value)]) }

  mutating func gauges(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: String)]) {
    if samples.isEmpty { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.0)=\"\(MetricsText.escaped($0.1))\"" }.joined(separator: ",")
      text += labels.isEmpty ? "\(name) \(sample.value)\n" : "\(name){\(labels)} \(sample.value)\n"
    }
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
