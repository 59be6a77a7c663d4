import EmbeddedServer
import Foundation
import Postgres

/// A private PostgreSQL server for this test process: made on first use, without durability, and removed when the process ends,
/// however it ends.
public enum TestCluster {
  private static let server: Result<EmbeddedServer, any Error> = Result {
    let home = try makeTemporaryFolder("agtrack-test")
    let settings = [
      ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("shared_buffers", "64MB"),
      ("max_connections", "100"),
    ]
    let server = EmbeddedServer(home: home, settings: settings)
    _ = try server.ensureRunning()
    if case .running(_, let process, _) = try server.status() { try removeAfterExit(home: home, server: process) }
    return server
  }

  /// Connection string of login `agtrack` in database `agtrack`: owner rights there, no superuser.
  public static func conninfo() throws -> String { try server.get().ensureRunning() }

  /// Connection string of the superuser, for what a database administrator does.
  public static func superuserConninfo() throws -> String {
    let conninfo = try server.get().superuserConninfo()
    guard let conninfo else { throw TestFailure("the test server is not running") }
    return conninfo
  }

  /// A watcher outlives this process, so that even a killed test run leaves no server behind.
  private static func removeAfterExit(home: String, server: Int32) throws {
    let script =
      "while kill -0 \"$1\" 2>/dev/null; do sleep 0.5; done; kill -INT \"$2\"; "
      + "while kill -0 \"$2\" 2>/dev/null; do sleep 0.1; done; rm -rf -- \"$3\""
    _ = try spawn(
      "/bin/sh", ["-c", script, "sh", "\(getpid())", "\(server)", home], environment: ["PATH": "/usr/bin:/bin"],
      folder: "/", files: ["/dev/null", "/dev/null", "/dev/null"])
  }
}

/// A failure of the test's own surroundings.
public struct TestFailure: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// Makes a folder below `/tmp` (whose path is short enough for sockets) that other accounts may enter.
public func makeTemporaryFolder(_ name: String) throws -> String {
  var template = Array("/tmp/\(name)-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw TestFailure("no folder can be made in /tmp") }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  chmod(path, 0o755)
  return path
}
