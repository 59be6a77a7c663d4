import EmbeddedServer
import Foundation
import Postgres
import TestSupport

/// A private cluster of its own, as a district has it, whose server may be stopped and killed without hurting anybody.
public final class FaultHome: Sendable {
  /// Everything of a trial lies below it.
  public let folder: String
  private let server: EmbeddedServer
  private static let lock = NSLock()

  /// - Parameters:
  ///   - parent: a folder to put everything in; nil for one below `/tmp`, which goes with this process.
  ///   - isDurable: false turns `fsync` off. That matters where the machine loses power; no fault here takes it.
  public init(in parent: String? = nil, isDurable: Bool) throws {
    folder = try parent ?? makeTemporaryFolder("agtrack-fault")
    server = EmbeddedServer(home: folder + "/home")
    try FaultHome.removeAfterExit(folder, isOwn: parent == nil)
    _ = try agtrack(["db", "start"]).expecting([0])
    var settings = ["shared_buffers = '64MB'", "max_wal_size = '128MB'", "min_wal_size = '32MB'"]
    if !isDurable { settings += ["fsync = off", "full_page_writes = off"] }
    try administer(settings.map { "ALTER SYSTEM SET \($0)" })
    _ = try agtrack(["db", "stop"]).expecting([0])
    _ = try agtrack(["db", "start"]).expecting([0])
  }

  /// Stops the server and removes what lies there.
  public func close() {
    _ = try? agtrack(["db", "stop"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What a program is given: no database but this one, and nothing of the developer's own.
  var environment: [String: String?] {
    [
      "PGHOST": nil, "PGHOSTADDR": nil, "PGPORT": nil, "PGDATABASE": nil, "PGUSER": nil, "PGSERVICE": nil,
      "PGSERVICEFILE": nil, "PGPASSFILE": nil, "AGTRACK_HOME": folder + "/home",
    ]
  }

  func start(_ arguments: [String], environment more: [String: String?] = [:]) throws -> RunningProgram {
    try RunningProgram.start(
      agtrackBinary(), arguments, environment: environment.merging(more) { _, given in given }, folder: folder)
  }

  func agtrack(
    _ arguments: [String], environment more: [String: String?] = [:], timeout: Double = 120
  ) throws -> ProgramResult {
    try start(arguments, environment: more).wait(timeout: timeout)
  }

  /// - Returns: nil while the server does not run.
  func serverProcess() throws -> Int32? {
    guard case .running(_, let process, _) = try server.status() else { return nil }
    return process
  }

  /// Waits until the server takes connections: after a backend was killed it recovers by itself, and what asks it
  /// meanwhile is told to come later.
  func settle() throws {
    for _ in 0..<600 {
      if try agtrack(["db", "start"]).status == 0, (try? administrator("agtrack")) != nil { return }
      Threads.pause(milliseconds: 100)
    }
    throw TestFailure("the server does not come back")
  }

  /// Folder of the cluster's data.
  func dataFolder() throws -> String {
    switch try server.status() {
    case .absent: throw TestFailure("there is no cluster")
    case .stopped(let cluster), .running(let cluster, _, _): cluster + "/data"
    }
  }

  /// A connection of the superuser; the server must run.
  func administrator(_ database: String = "postgres") throws -> Connection {
    guard let conninfo = try server.superuserConninfo() else { throw TestFailure("the server does not run") }
    return try Connection(conninfo: conninfo + " dbname=\(database)")
  }

  func administer(_ statements: [String]) throws {
    let administrator = try administrator()
    for statement in statements { try administrator.execute(statement) }
  }

  /// Makes agtrack's database anew, as a copy of another one or empty.
  func reset(to template: String? = nil) throws {
    try copy(template ?? "template1", to: "agtrack")
  }

  /// Keeps agtrack's database as it stands under another name.
  func keep(as name: String) throws { try copy("agtrack", to: name) }

  private func copy(_ source: String, to target: String) throws {
    try FaultHome.lock.withLock {
      _ = try agtrack(["db", "start"]).expecting([0])
      let administrator = try administrator()
      try administrator.execute("DROP DATABASE IF EXISTS \(target) WITH (FORCE)")
      for attempt in 0... {
        do {
          try administrator.execute("CREATE DATABASE \(target) TEMPLATE \(source) OWNER agtrack_owner")
          return
        } catch let error as PostgresError where error.sqlState == "55006" && attempt < 500 {
          // The server lets go of a closed session a moment after the client has.
          Threads.pause(milliseconds: 20)
        }
      }
    }
  }

  /// A watcher outlives this process, so that even a killed run leaves no server behind.
  private static func removeAfterExit(_ folder: String, isOwn: Bool) throws {
    let script =
      "while kill -0 \"$1\" 2>/dev/null; do sleep 0.5; done; [ -d \"$2\" ] || exit 0; "
      + "AGTRACK_HOME=\"$2/home\" \"$3\" db stop; \(isOwn ? "rm -rf -- \"$2\"" : "umount -l -- \"$2\"")"
    _ = try RunningProgram.start("/bin/sh", ["-c", script, "sh", "\(getpid())", folder, agtrackBinary()])
  }
}

extension ProgramResult {
  /// - Throws: where the exit code is none of those.
  @discardableResult
  func expecting(_ codes: [Int32]) throws -> ProgramResult {
    guard codes.contains(status) else { throw TestFailure("exit \(status), expected \(codes): \(stderr)") }
    return self
  }
}
