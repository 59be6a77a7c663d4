import ArgumentParser
import EmbeddedServer
import Postgres
import Rules
import Store

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look whether everything is in order for the next night, and say what to do.",
    discussion: """
      Nothing is changed: no cluster is made or started, nothing is migrated, no lock is taken.

      Exit codes: 0 all is well, 1 with warnings, 4 with problems.
      """)

  @OptionGroup var options: SettingOptions
  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    let settings = try EffectiveSettings(options)
    var report = DoctorReport()
    report.add(.ok("program", ProgramVersion.name))
    report.add(MachineDoctor(settings: settings).lines)
    try look(at: settings, &report)
    let output = try Output(nil)
    if json { try output.write(report.json) } else { try output.write(report.text) }
    try output.finish()
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  private func look(at settings: EffectiveSettings, _ report: inout DoctorReport) throws {
    var folder: String?
    var conninfo: String?
    switch settings.database {
    case .named(let named, _): conninfo = named
    case .environment: conninfo = ""
    case .embedded:
      switch try EmbeddedServer().status() {
      case .absent:
        report.add(
          .warning(
            "database", "no private cluster yet in \(EmbeddedServer().home)",
            "the first night makes it; or name a database"))
      case .stopped(let cluster):
        folder = cluster
        report.add(
          .warning("database", "the private cluster in \(cluster) is stopped", "agtrack db start, then ask again"))
      case .running(let cluster, _, let running): (folder, conninfo) = (cluster, running)
      }
    }
    guard let conninfo else {
      report.add(MachineDoctor.disk(nil, embedded: folder))
      return
    }
    do {
      let session = try Session.open(conninfo)
      let health = try DatabaseHealth.read(session)
      let now = Moment.now
      report.add(.ok("database", folder.map { "private cluster in \($0)" } ?? "reached"))
      report.add(
        DatabaseDoctor(
          health: health, workers: settings.workers.value,
          time: Double(now.seconds) + Double(now.milliseconds) / 1000
        ).lines)
      report.add(MachineDoctor.disk(health, embedded: folder))
      report.add(NightsDoctor(health: health, today: try Today.day().dayNumber).lines)
    } catch {
      guard error is PostgresError || error is StoreError else { throw error }
      report.add(
        .problem("database", "\(error)", "start the server, or correct the connection (agtrack config shows it)"))
      report.add(MachineDoctor.disk(nil, embedded: folder))
    }
  }
}
