import Foundation
import Postgres
import TestSupport
import Testing

@testable import Faults

/// What docs/backup.md and docs/install.md promise.
@Suite("Backup, restore and packaging", .serialized)
struct BackupTests {
  private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private func run(_ script: String, _ file: String, _ home: FaultHome) throws -> ProgramResult {
    try runProgram(
      "\(BackupTests.repository)/packaging/\(script)", [file],
      environment: home.environment.merging(["AGTRACK": agtrackBinary()]) { _, new in new }, folder: home.folder)
  }

  @Test("A backup restored elsewhere gives the same bytes, keeps the history and goes on with the next night")
  func roundTrip() throws {
    let home = try FaultHome(isDurable: false)
    defer { home.close() }
    let district = try TrialDistrict(home, students: 30, seed: 5)
    let file = home.folder + "/agtrack.dump"
    // Logins for staff: rights that name a role which a backup does not hold.
    try home.agtrack(["roles"]).expecting([0])
    try run("agtrack-backup", file, home).expecting([0])
    var entry = stat()
    stat(file, &entry)
    #expect(entry.st_mode & 0o777 == 0o600)

    let other = try FaultHome(isDurable: false)
    defer { other.close() }
    try run("agtrack-restore", file, other).expecting([0])
    #expect(try TrialDistrict.exports(other, again: true) == district.second.exports)
    for table in ["meta.run", "meta.run_file", "record.transcript", "evaluation.verdict", "meta.run_check"] {
      let query = "SELECT count(*) FROM \(table)"
      let counts = try [home, other].map { try $0.administrator("agtrack").first(query) { try $0.int(0) } }
      #expect(counts[0] == counts[1] && counts[0] ?? 0 > 0, "\(table)")
    }
    let logged = try other.administrator("agtrack").first("SELECT count(*) FROM meta.access_log") { try $0.int(0) }
    #expect(logged ?? 0 > 0)
    let night = try other.agtrack(TrialDistrict.night(district.second.extract)).expecting([0, district.second.status])
    #expect(night.stdout.contains("students: 0 evaluated"))
    #expect(try TrialDistrict.exports(other, again: true) == district.second.exports)

    // A database with tables is left alone, and so is the backup when the new one cannot be made.
    try run("agtrack-restore", file, other).expecting([3])
    let before = try Data(contentsOf: URL(fileURLWithPath: file))
    try home.agtrack(["db", "stop"]).expecting([0])
    #expect(try run("agtrack-backup", file, home).status != 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
    try Data(before.prefix(before.count / 2)).write(to: URL(fileURLWithPath: file))
    try home.reset()
    #expect(try run("agtrack-restore", file, home).status != 0, "half a backup")
    #expect(try home.agtrack(["verdicts", "--out", home.folder + "/none.csv"]).status == 4, "and nothing is restored")
  }

  @Test("The settings that are installed can be read, and the units call what the program knows")
  func units() throws {
    let folder = BackupTests.repository + "/packaging"
    let config = try runAgtrack(["config", "--json", "--config", folder + "/agtrack.yaml"]).expecting([0])
    #expect(config.stdout.contains("/srv/sis/export") && config.stdout.contains("students-vanished"))
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
    }
    let night = try text("agtrack.service")
    for line in [
      "ExecStart=/usr/local/bin/agtrack nightly", "NoNewPrivileges=yes", "ProtectSystem=strict", "User=agtrack",
    ] {
      #expect(night.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
    #expect(try text("agtrack-database.service").contains("ExecStart=/usr/local/bin/agtrack db start\n"))
    #expect(try text("agtrack.timer").contains("OnCalendar="))
    let cron = try text("agtrack.cron").split(separator: "\n").filter { $0.first?.isNumber == true }
    #expect(cron.count == 1 && cron[0].contains("/usr/local/bin/agtrack nightly"))
    // Where systemd is, it reads them too.
    let check = try runProgram(
      "/bin/sh",
      [
        "-c",
        "command -v systemd-analyze >/dev/null || exit 0; sed 's|/usr/local/bin/agtrack|/bin/true|' \"$0/agtrack.service\" >\"$1/agtrack.service\""
          + " && cp \"$0/agtrack.timer\" \"$1\" && sed 's|/usr/local/bin/agtrack|/bin/true|' \"$0/agtrack-database.service\" >\"$1/agtrack-database.service\""
          + " && systemd-analyze verify --man=no \"$1/agtrack.service\" \"$1/agtrack.timer\"",
        folder, try makeTemporaryFolder("agtrack-units"),
      ])
    #expect(check.status == 0, "\(check.stderr)")
  }
}
