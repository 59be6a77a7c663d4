import ArgumentParser
import Store

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "libpq connection string; never with a password (use PGPASSFILE or a service file).", valueName: "conninfo"))
  var database: String?

  func validate() throws {
    guard let database, let complaint = DatabaseChoice.complaint(database) else { return }
    throw ValidationError("--database \(complaint)")
  }

  /// The connection string; starts the embedded cluster where that is meant.
  func conninfo() throws -> String {
    try DatabaseChoice(flag: database, configuration: LoadedConfiguration.load(flag: nil)).conninfo()
  }

  /// A session on a database that this program's migrations fit.
  func session() throws -> Session {
    let session = try Session.open(try conninfo())
    try Migrator.requireCurrent(session)
    return session
  }
}
