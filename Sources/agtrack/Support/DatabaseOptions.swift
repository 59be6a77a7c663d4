import ArgumentParser
import EmbeddedServer
import Glibc
import Store

/// Which database a command works on: `--database`, else libpq's environment, else the embedded cluster.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "libpq connection string; never with a password (use PGPASSFILE or a service file).", valueName: "conninfo"))
  var database: String?

  func validate() throws {
    guard let database else { return }
    let lowered = database.lowercased()
    if lowered.contains("password=") || lowered.contains("password =") || Self.hasPassword(inAddress: lowered) {
      throw ValidationError("--database holds a password; passwords belong in PGPASSFILE or ~/.pgpass")
    }
  }

  private static func hasPassword(inAddress text: String) -> Bool {
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else { return false }
    let rest = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
    guard let user = rest.split(separator: "/", omittingEmptySubsequences: false).first?.split(separator: "@").first,
      rest.contains("@")
    else { return false }
    return user.contains(":")
  }

  private static let environment = [
    "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGSERVICEFILE", "PGPASSFILE",
  ]

  /// Whether the embedded cluster is meant.
  var isEmbedded: Bool {
    database == nil && !Self.environment.contains { name in getenv(name).map { $0.pointee != 0 } ?? false }
  }

  /// The connection string; starts the embedded cluster where that is meant.
  func conninfo() throws -> String {
    guard isEmbedded else { return database ?? "" }
    return try EmbeddedServer().ensureRunning { Messages.say($0) }
  }

  /// A session on a database that this program's migrations fit.
  func session() throws -> Session {
    let session = try Session.open(try conninfo())
    try Migrator.requireCurrent(session)
    return session
  }
}
