import EmbeddedServer
import Foundation
import Postgres
import TestSupport
import Testing

/// One cluster through its life; each test finds it in any state and leaves it in any state.
@Suite(.serialized) struct LifeTests {
  private static let home = Result { try makeTemporaryFolder("agtrack-life") }
  private let server: EmbeddedServer
  private var cluster: String { server.home + "/cluster" }

  init() throws { server = EmbeddedServer(home: try Self.home.get(), settings: unsafeButQuick) }

  @Test func `A first start makes the cluster, a second finds it running`() throws {
    #expect(try server.status() == .absent)
    let steps = Collected()
    let conninfo = try server.ensureRunning { steps.add($0) }
    #expect(steps.all.count == 2)
    let again = try server.ensureRunning { steps.add($0) }
    #expect(again == conninfo)
    #expect(steps.all.count == 2)
    #expect(try runningProcess(server) > 1)
  }

  @Test func `The program's login owns its database and is no superuser`() throws {
    let connection = try Connection(conninfo: server.ensureRunning())
    let answer = try connection.first(
      """
      SELECT current_user::text, current_database()::text, rolsuper, rolcreaterole, pg_has_role('agtrack_owner', 'MEMBER'),
        current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('server_encoding'),
        current_setting('log_min_error_statement'), current_setting('log_error_verbosity')
      FROM pg_roles WHERE rolname = current_user
      """
    ) { row in
      try [
        row.text(0), row.text(1), "\(row.bool(2))", "\(row.bool(3))", "\(row.bool(4))", row.text(5), row.text(6),
        row.text(7), row.text(8), row.text(9),
      ]
    }
    #expect(answer == ["agtrack", "agtrack", "false", "true", "true", "", "on", "UTF8", "panic", "terse"])
    try connection.execute("CREATE SCHEMA sample; DROP SCHEMA sample")
  }

  @Test func `Only the server's account may enter the cluster's folder`() throws {
    _ = try server.ensureRunning()
    for folder in [cluster, cluster + "/data", cluster + "/socket"] {
      let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
      #expect(mode == 0o700)
    }
  }

  @Test func `What was committed outlives stop and start`() throws {
    do {
      let connection = try Connection(conninfo: server.ensureRunning())
      try connection.execute("CREATE TABLE kept (x int); INSERT INTO kept VALUES (7)")
    }
    #expect(try server.stop())
    #expect(try !server.stop())
    #expect(try server.status() == .stopped(folder: cluster))
    let connection = try Connection(conninfo: server.ensureRunning())
    #expect(try connection.first("SELECT x FROM kept") { try $0.int(0) } == 7)
    try connection.execute("DROP TABLE kept")
  }

  @Test func `A killed server is started again at once and recovers`() throws {
    _ = try server.ensureRunning()
    kill(try runningProcess(server), SIGKILL)
    while case .running = try server.status() { Threads.pause(milliseconds: 5) }
    let connection = try Connection(conninfo: server.ensureRunning())
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
  }

  @Test(arguments: ["999999999", "\(getpid())", "", "no number"])
  func `A left-over process file does not stop a start`(process: String) throws {
    _ = try server.ensureRunning()
    try server.stop()
    let lines = [process, cluster + "/data", "1700000000", "5432", cluster + "/socket", "", "  1 2", "ready   "]
    let text = process.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    try text.write(toFile: cluster + "/data/postmaster.pid", atomically: false, encoding: .utf8)
    #expect(try server.status() == .stopped(folder: cluster))
    #expect(try !server.stop())
    let connection = try Connection(conninfo: server.ensureRunning())
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
  }

  @Test func `What a killed initdb left is removed by the next start`() throws {
    _ = try server.ensureRunning()
    try server.stop()
    let leftOver = cluster + "/data.new-1"
    try FileManager.default.createDirectory(atPath: leftOver + "/base", withIntermediateDirectories: true)
    try give(leftOver, toOwnerOf: cluster)
    try give(leftOver + "/base", toOwnerOf: cluster)
    _ = try server.ensureRunning()
    #expect(!FileManager.default.fileExists(atPath: leftOver))
  }

  @Test func `A set-up that was broken off is finished by the next start`() throws {
    _ = try server.ensureRunning()
    try FileManager.default.removeItem(atPath: cluster + "/data/agtrack-ready")
    do {
      let administrator = try Connection(conninfo: #require(try server.superuserConninfo()))
      try administrator.execute("DROP DATABASE agtrack WITH (FORCE)")
    }
    let connection = try Connection(conninfo: server.ensureRunning())
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
  }

  @Test func `A socket that was cleaned away comes back`() throws {
    _ = try server.ensureRunning()
    try FileManager.default.removeItem(atPath: cluster + "/socket/.s.PGSQL.5432")
    let connection = try Connection(conninfo: server.ensureRunning())
    #expect(try connection.first("SELECT 1") { try $0.int(0) } == 1)
  }

  @Test func `At the end it is stopped`() throws {
    try server.stop()
    try FileManager.default.removeItem(atPath: server.home)
    #expect(try server.status() == .absent)
  }
}
