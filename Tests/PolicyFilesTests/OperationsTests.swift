import PolicyFiles
import Testing

@Suite("The keys of a configuration that say how nights are run")
struct OperationsTests {
  @Test("All of them are read, with the line of each")
  func all() throws {
    let file = try ConfigurationFile(
      """
      extract: /srv/export
      database: service=agtrack
      manifest: night.json
      metrics_file: /var/lib/node_exporter/agtrack.prom
      on_failure: mail -s "$AGTRACK_EVENT" data@district.example
      on_failure_seconds: 30
      log_format: json
      workers: 4
      shrink_percent: 25
      """, file: "district.yaml")
    #expect(file.operations.extract == "/srv/export")
    #expect(file.operations.database == "service=agtrack")
    #expect(file.operations.manifest == "night.json")
    #expect(file.operations.metricsFile == "/var/lib/node_exporter/agtrack.prom")
    #expect(file.operations.onFailure == "mail -s \"$AGTRACK_EVENT\" data@district.example")
    #expect(file.operations.onFailureSeconds == 30)
    #expect(file.operations.logFormat == "json")
    #expect(file.operations.workers == 4)
    #expect(file.lines["log_format"] == 7 && file.lines["shrink_percent"] == 9)
  }

  @Test(
    "What cannot be meant is an error with its line",
    arguments: [
      "log_format: xml", "workers: 0", "workers: many", "on_failure_seconds: 0", "extract: ''", "on_failure: [mail]",
    ])
  func wrong(_ line: String) {
    #expect {
      try ConfigurationFile("shrink_percent: 20\n\(line)\n", file: "district.yaml")
    } throws: { "\($0)".contains("district.yaml:2") }
  }
}
