import ArgumentParser
import EmbeddedServer
import Glibc
import PolicyFiles
import Reports

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Print the settings that hold, and where each comes from.",
    discussion: """
      The configuration file (--config, else AGTRACK_CONFIG) is overruled by the environment (AGTRACK_EXTRACT for
      `extract`, and so on), that by flags. Secrets are not shown: of a command the first word, of a password that
      there is one.
      """)

  @OptionGroup var options: SettingOptions
  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    let lines = SettingLines(try EffectiveSettings(options)).all
    let output = try Output(nil)
    if json {
      var writer = JSONWriter()
      writer.array(of: lines) { writer, line in
        writer.object { writer in
          writer.field("setting", line.name)
          writer.field("value", line.value)
          writer.field("source", line.source)
        }
      }
      try output.write(writer.document + [UInt8(ascii: "\n")])
    } else {
      let names = lines.map(\.name.count).max() ?? 0
      let values = min(40, lines.map { $0.value?.count ?? 1 }.max() ?? 0)
      for line in lines {
        let value = TerminalSafe.line(line.value ?? "-")
        try output.write(
          "\(SettingLines.pad(TerminalSafe.line(line.name), names))  \(SettingLines.pad(value, values))  \(TerminalSafe.line(line.source))\n"
        )
      }
    }
    try output.finish()
  }
}

/// The settings as lines for a person or a program, without secrets.
struct SettingLines {
  private(set) var all: [(name: String, value: String?, source: String)] = []

  init(_ settings: EffectiveSettings) {
    func add(_ name: String, _ value: String?, _ source: String) { all.append((name, value, source)) }
    func add(_ name: String, _ setting: Setting<String?>) { add(name, setting.value, setting.source) }
    func add(_ name: String, _ setting: Setting<Int>) { add(name, "\(setting.value)", setting.source) }
    add("config", settings.configuration?.path, settings.configuration?.source ?? EffectiveSettings.unsaid)
    addDatabase(settings.database)
    add("extract", settings.extract)
    add("manifest", settings.manifest)
    add("metrics_file", settings.metricsFile)
    // A command may carry the token of a chat or pager.
    let command = settings.onFailure.value.map { $0.split(separator: " ").first.map { "\($0) ..." } ?? "..." }
    add("on_failure", command, settings.onFailure.source)
    add("on_failure_seconds", settings.onFailureSeconds)
    add("log_format", settings.logFormat.value, settings.logFormat.source)
    add("workers", settings.workers)
    add("shrink_percent", settings.shrinkPercent)
    add("reject_percent", settings.rejectPercent)
    add("semester_credits", settings.semesterCredits)
    add("pace", settings.pace.value, settings.pace.source)
    if let configuration = settings.configuration { addSections(configuration) }
  }

  private mutating func addDatabase(_ choice: DatabaseChoice) {
    switch choice {
    case .named(let conninfo, let source): all.append(("database", conninfo, source))
    case .environment: all.append(("database", "libpq's environment", "PG*"))
    case .embedded:
      let source = Variable.value("AGTRACK_HOME") == nil ? EffectiveSettings.unsaid : "AGTRACK_HOME"
      all.append(("database", "private cluster in \(EmbeddedServer().home)", source))
      return
    }
    for name in ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGSERVICEFILE", "PGPASSFILE"] {
      if let value = Variable.value(name) { all.append((name, value, "environment")) }
    }
    if Variable.value("PGPASSWORD") != nil { all.append(("PGPASSWORD", "set, not shown", "environment")) }
  }

  private mutating func addSections(_ configuration: LoadedConfiguration) {
    let file = configuration.file
    func add(_ section: String, _ key: String, _ value: String) {
      all.append(("\(section).\(key)", value, configuration.place(of: section)))
    }
    for (name, encoding) in file.encodings.sorted(by: { $0.key < $1.key }) { add("encodings", name, encoding) }
    for (check, setting) in file.checks.settings.sorted(by: { $0.key < $1.key }) {
      if let action = setting.action { add("checks", "\(check).action", action) }
      if let limit = setting.limit { add("checks", "\(check).limit", limit) }
      for (name, value) in setting.parameters.sorted(by: { $0.key < $1.key }) {
        add("checks", "\(check).\(name)", "\(value)")
      }
    }
    let mapping = file.mapping
    for (map, values) in mapping.values.sorted(by: { $0.key < $1.key }) {
      for (from, to) in values.sorted(by: { $0.key < $1.key }) { add("mapping", "\(map).\(from)", to) }
    }
    if let year = mapping.singleYear { add("mapping", "single_year", year) }
    if let year = mapping.summerYear { add("mapping", "summer_year", year) }
    if let semesters = mapping.certifiedSemesters { add("mapping", "certified_semesters", "\(semesters)") }
    if let years = mapping.listYearTolerance { add("mapping", "list_year_tolerance", "\(years)") }
    for (name, list) in mapping.courseLists.sorted(by: { $0.key < $1.key }) {
      add("mapping", "course_lists.\(name)", "\(list.schoolID) \(list.schoolYear)")
    }
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
