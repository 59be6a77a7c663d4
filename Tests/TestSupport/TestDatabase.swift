import Foundation
import Postgres

/// A database of its own on the test server, dropped when the last reference to it goes.
///
/// Migrate one, keep it in a `static let` and clone it for each suite: a clone takes some 40 ms. No connection may be open to a
/// database while it is cloned.
public final class TestDatabase: Sendable {
  public let name: String
  /// Connection string of login `agtrack`, which owns the database.
  public let conninfo: String
  public let superuserConninfo: String

  private static let lock = NSLock()
  nonisolated(unsafe) private static var made = 0

  /// - Parameter template: nil for an empty database.
  public static func create(from template: TestDatabase? = nil) throws -> TestDatabase {
    try lock.withLock {
      made += 1
      let name = "test_\(made)"
      let administrator = try Connection(conninfo: TestCluster.superuserConninfo())
      let source = Connection.escapeIdentifier(template?.name ?? "template1")
      // The server lets go of a closed session a moment after the client has.
      var attempts = 0
      while true {
        do {
          try administrator.execute("CREATE DATABASE \(name) TEMPLATE \(source) OWNER agtrack_owner")
          break
        } catch let error as PostgresError where error.sqlState == "55006" && attempts < 100 {
          attempts += 1
          usleep(20_000)
        }
      }
      return TestDatabase(name: name)
    }
  }

  private init(name: String) {
    self.name = name
    // Later entries of a connection string win over earlier ones.
    conninfo = ((try? TestCluster.conninfo()) ?? "") + " dbname=\(name)"
    superuserConninfo = ((try? TestCluster.superuserConninfo()) ?? "") + " dbname=\(name)"
  }

  deinit {
    guard let conninfo = try? TestCluster.superuserConninfo(),
      let administrator = try? Connection(conninfo: conninfo)
    else { return }
    _ = try? administrator.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
  }
}
