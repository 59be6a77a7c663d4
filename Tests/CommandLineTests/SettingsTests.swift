import Foundation
import TestSupport
import Testing

@Suite("Where settings come from")
struct SettingsTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    try scratch.write(
      """
      extract: from-file
      workers: 3
      on_failure: curl https://chat.example/hook/s3cr3t-token
      checks: { students-vanished: { action: hold, percent: 7 } }
      encodings: { students.csv: windows-1252 }
      """, to: "district.yaml")
  }

  private func config(
    _ arguments: [String], _ environment: [String: String?] = [:]
  ) throws -> [String: (value: String?, source: String)] {
    let result = try runAgtrack(
      ["config", "--json"] + arguments, environment: quietEnvironment.merging(environment) { _, new in new }
    ).expecting(0)
    var settings: [String: (value: String?, source: String)] = [:]
    for line in try JSON(result.output).elements {
      settings[line["setting"].string ?? ""] = (line["value"].string, line["source"].string ?? "")
    }
    return settings
  }

  @Test("The file is overruled by the environment, and that by flags")
  func layers() throws {
    let file = scratch.file("district.yaml")
    let said = try config(["--config", file])
    #expect(said["extract"]?.value == "from-file" && said["extract"]?.source == "\(file):1")
    #expect(said["workers"]?.value == "3" && said["workers"]?.source == "\(file):2")
    #expect(said["shrink_percent"]?.value == "20" && said["shrink_percent"]?.source == "default")
    #expect(said["pace"]?.value == "pattern" && said["pace"]?.source == "default")
    #expect(said["checks.students-vanished.action"]?.value == "hold")
    #expect(said["checks.students-vanished.percent"]?.source == "\(file):4")
    #expect(said["encodings.students.csv"]?.value == "windows-1252")
    let environment: [String: String?] = [
      "AGTRACK_CONFIG": file, "AGTRACK_EXTRACT": "from-environment", "AGTRACK_WORKERS": "5",
      "AGTRACK_SHRINK_PERCENT": "30", "AGTRACK_PACE": "chicago-freshman",
    ]
    let given = try config([], environment)
    #expect(given["config"]?.value == file && given["config"]?.source == "AGTRACK_CONFIG")
    #expect(given["extract"]?.value == "from-environment" && given["extract"]?.source == "AGTRACK_EXTRACT")
    #expect(given["workers"]?.value == "5" && given["shrink_percent"]?.value == "30")
    #expect(given["pace"]?.value == "chicago-freshman" && given["pace"]?.source == "AGTRACK_PACE")
    let flagged = try config(["--extract", "from-flag", "--workers", "7"], environment)
    #expect(flagged["extract"]?.value == "from-flag" && flagged["extract"]?.source == "--extract")
    #expect(flagged["workers"]?.value == "7" && flagged["workers"]?.source == "--workers")
  }

  @Test("Secrets are not printed, and a password in a connection string is refused wherever it stands")
  func secrets() throws {
    let environment: [String: String?] = ["PGPASSWORD": "s3cr3t-word", "PGHOST": "db.example"]
    for form in [[], ["--json"]] {
      let result = try runAgtrack(
        ["config", "--config", scratch.file("district.yaml")] + form,
        environment: quietEnvironment.merging(environment) { _, new in new }
      ).expecting(0)
      #expect(!result.stdout.contains("s3cr3t"))
      #expect(result.stdout.contains("curl ...") && result.stdout.contains("not shown"))
    }
    let fromEnvironment = try runAgtrack(
      ["config"],
      environment: quietEnvironment.merging(["AGTRACK_DATABASE": "host=db password=s3cr3t"]) { _, new in new }
    ).expecting(2)
    #expect(fromEnvironment.stderr.contains("AGTRACK_DATABASE") && !fromEnvironment.stderr.contains("s3cr3t"))
    try scratch.write("workers: 2\ndatabase: host=db password=s3cr3t\n", to: "secret.yaml")
    let fromFile = try runAgtrack(["config", "--config", scratch.file("secret.yaml")], environment: quietEnvironment)
    #expect(fromFile.status == 2)
    #expect(fromFile.stderr.contains("secret.yaml:2") && !fromFile.stderr.contains("s3cr3t"))
  }

  @Test("What the environment says wrongly is a usage error that names the variable")
  func wrong() throws {
    for (name, value) in [
      ("AGTRACK_WORKERS", "many"), ("AGTRACK_REJECT_PERCENT", "101"), ("AGTRACK_LOG_FORMAT", "xml"),
    ] {
      let result = try runAgtrack(["config"], environment: quietEnvironment.merging([name: value]) { _, new in new })
      #expect(result.status == 2 && result.stderr.contains(name), "\(result.stderr)")
    }
  }

  @Test("A night finds extract and database in the configuration, the database also for every other command")
  func night() throws {
    let place = try Place.empty()
    let file = scratch.file("night.yaml")
    try scratch.write(
      "extract: \(ExtractFolder.stories())\ndatabase: \(place.database.conninfo)\nmanifest: \(scratch.file("m.json"))\n",
      to: "night.yaml")
    let environment = quietEnvironment.merging(["AGTRACK_CONFIG": file]) { _, new in new }
    _ = try runAgtrack(["nightly", "--as-of", ExtractFolder.asOf], environment: environment).expecting(0)
    #expect(scratch.exists("m.json"))
    _ = try runAgtrack(["verdicts", "--out", scratch.file("v.csv")], environment: environment).expecting(0)
    #expect(try scratch.text("v.csv") == Place.afterStories().exports().verdicts)
    let without = try runAgtrack(["nightly"], environment: quietEnvironment).expecting(2)
    #expect(without.stderr.contains("--extract"))
  }
}
