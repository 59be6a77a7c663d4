import ArgumentParser
import EmbeddedServer
import Postgres
import Store

/// Which database a command works on: `--database`, else libpq's environment, else the embedded cluster.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "libpq connection string; never with a password (use PGPASSFILE or a service file).", valueName: "conninfo"))
  var database: String?

  func validate() throws {
    guard let database else { return }
    switch ConnectionString(database) {
    case .plain: break
    case .password:
      throw ValidationError("--database holds a password; passwords belong in PGPASSFILE or ~/.pgpass")
    case .unreadable:
      throw ValidationError(
        "--database is no libpq connection string, as 'host=db dbname=agtrack' or postgresql://db/agtrack")
    }
  }

  /// Whether the embedded cluster is meant.
  var isEmbedded: Bool { database == nil && !ConnectionSettings.environmentNamesServer }

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
