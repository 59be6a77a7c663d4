import ArgumentParser
import Glibc
import PolicyFiles
import Rules

/// The settings that flags, environment and configuration file may all give.
struct SettingOptions: ParsableArguments {
  @Option(help: "Folder or .zip of the district's extract.") var extract: String?
  @Option(help: "Write what the night did as JSON.") var manifest: String?
  @Option(
    name: .customLong("metrics"), help: "Write the figures of the night for node_exporter's textfile collector.")
  var metricsFile: String?
  @Option(help: "Settings of the district as YAML; see the runbook.") var config: String?
  @Option(help: "Lines on standard error: text or json.") var logFormat: String?
  @Option(help: "Workers; default one per processor core.") var workers: Int?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let workers, !OperationsSection.workerRange.contains(workers) {
      throw ValidationError("--workers must be from 1 to 256")
    }
    if let logFormat, !OperationsSection.logFormats.contains(logFormat) {
      throw ValidationError("--log-format must be text or json")
    }
  }
}

/// A value, and who said it.
struct Setting<Value> {
  let value: Value
  /// `default`, the place in the configuration file, the variable or the flag.
  let source: String
}

/// What holds after the configuration file, the environment and the flags, each winning over the one before.
struct EffectiveSettings {
  let configuration: LoadedConfiguration?
  let database: DatabaseChoice
  let extract: Setting<String?>
  let manifest: Setting<String?>
  let metricsFile: Setting<String?>
  let onFailure: Setting<String?>
  let onFailureSeconds: Setting<Int>
  let logFormat: Setting<String>
  let workers: Setting<Int>
  let shrinkPercent: Setting<Int>
  let rejectPercent: Setting<Int>
  let semesterCredits: Setting<Int>
  /// The pace table, by name.
  let pace: Setting<String>

  /// - Throws: `Failure` (exit 2) for what cannot be used.
  init(_ options: SettingOptions) throws {
    let configuration = try LoadedConfiguration.load(flag: options.config)
    let operations = configuration?.file.operations
    func text(_ key: String, _ flag: (name: String, value: String?)?, _ said: String?) -> Setting<String?> {
      EffectiveSettings.pick(key, flag, Variable.value(EffectiveSettings.variable(key)), said, configuration)
    }
    func number(
      _ key: String, _ flag: (name: String, value: Int?)?, _ said: Int?, in range: ClosedRange<Int>, default value: Int
    ) throws -> Setting<Int> {
      let variable = EffectiveSettings.variable(key)
      var given: Int?
      if let text = Variable.value(variable) {
        guard let number = Int(text), range.contains(number) else {
          throw Failure(
            .usage, "\(variable) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        given = number
      }
      let picked = EffectiveSettings.pick(key, flag, given, said, configuration)
      return Setting(value: picked.value ?? value, source: picked.source)
    }
    self.configuration = configuration
    database = try DatabaseChoice(flag: options.database.database, configuration: configuration)
    extract = text("extract", ("--extract", options.extract), operations?.extract)
    manifest = text("manifest", ("--manifest", options.manifest), operations?.manifest)
    metricsFile = text("metrics_file", ("--metrics", options.metricsFile), operations?.metricsFile)
    onFailure = text("on_failure", nil, operations?.onFailure)
    onFailureSeconds = try number(
      "on_failure_seconds", nil, operations?.onFailureSeconds, in: OperationsSection.secondsRange, default: 60)
    let format = text("log_format", ("--log-format", options.logFormat), operations?.logFormat)
    if let value = format.value, !OperationsSection.logFormats.contains(value) {
      throw Failure(.usage, "\(EffectiveSettings.variable("log_format")) must be text or json")
    }
    logFormat = Setting(value: format.value ?? "text", source: format.source)
    let cores = max(1, min(OperationsSection.workerRange.upperBound, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    workers = try number(
      "workers", ("--workers", options.workers), operations?.workers, in: OperationsSection.workerRange, default: cores)
    shrinkPercent = try number("shrink_percent", nil, configuration?.file.shrinkPercent, in: 0...100, default: 20)
    rejectPercent = try number("reject_percent", nil, configuration?.file.rejectPercent, in: 0...100, default: 2)
    semesterCredits = try number(
      "semester_credits", nil, configuration?.file.semesterCredits.map { $0 / 100 }, in: 1...100, default: 5)
    let table = text("pace", nil, configuration?.file.pace)
    pace = Setting(value: try Settings.pace(named: table.value).id, source: table.source)
  }

  /// The configuration file with what the environment says in its place.
  var file: ConfigurationFile {
    var file = configuration?.file ?? ConfigurationFile()
    func isSaid(_ setting: Setting<Int>) -> Bool { setting.source != EffectiveSettings.unsaid }
    if isSaid(shrinkPercent) { file.shrinkPercent = shrinkPercent.value }
    if isSaid(rejectPercent) { file.rejectPercent = rejectPercent.value }
    if isSaid(semesterCredits) { file.semesterCredits = semesterCredits.value * 100 }
    file.pace = pace.value
    return file
  }

  static let unsaid = "default"

  /// The variable of a key of the configuration, `AGTRACK_METRICS_FILE`.
  static func variable(_ key: String) -> String { "AGTRACK_" + key.uppercased() }

  private static func pick<Value>(
    _ key: String, _ flag: (name: String, value: Value?)?, _ given: Value?, _ said: Value?,
    _ configuration: LoadedConfiguration?
  ) -> Setting<Value?> {
    if let flag, let value = flag.value { return Setting(value: value, source: flag.name) }
    if let given { return Setting(value: given, source: variable(key)) }
    if let said, let configuration { return Setting(value: said, source: configuration.place(of: key)) }
    return Setting(value: nil, source: unsaid)
  }
}
