import EmbeddedServer
import PolicyFiles
import Postgres

/// Which database is meant, and who said so.
enum DatabaseChoice {
  /// - source: the flag, the variable or the place in the configuration.
  case named(conninfo: String, source: String)
  /// libpq's own variables, services and password files.
  case environment
  /// The private cluster of a home.
  case embedded

  static let variable = "AGTRACK_DATABASE"

  /// `--database`, else `AGTRACK_DATABASE`, else libpq's environment, else the configuration, else the private cluster.
  /// - Throws: `Failure` (exit 2) for a connection string that cannot be used.
  init(flag: String?, configuration: LoadedConfiguration?) throws {
    if let flag {
      self = .named(conninfo: flag, source: "--database")
    } else if let value = Variable.value(DatabaseChoice.variable) {
      self = .named(
        conninfo: try DatabaseChoice.checked(value, DatabaseChoice.variable), source: DatabaseChoice.variable)
    } else if ConnectionSettings.environmentNamesServer {
      self = .environment
    } else if let configuration, let value = configuration.file.operations.database {
      let place = configuration.place(of: "database")
      self = .named(conninfo: try DatabaseChoice.checked(value, place), source: place)
    } else {
      self = .embedded
    }
  }

  private static func checked(_ conninfo: String, _ place: String) throws -> String {
    if let complaint = complaint(conninfo) { throw Failure(.usage, "\(place) \(complaint)") }
    return conninfo
  }

  /// What is wrong with a connection string; nil if nothing is.
  static func complaint(_ conninfo: String) -> String? {
    switch ConnectionString(conninfo) {
    case .plain: nil
    case .password: "holds a password; passwords belong in PGPASSFILE or ~/.pgpass"
    case .unreadable: "is no libpq connection string, as 'host=db dbname=agtrack' or postgresql://db/agtrack"
    }
  }

  /// The connection string; starts the embedded cluster where that is meant.
  func conninfo() throws -> String {
    switch self {
    case .named(let conninfo, _): conninfo
    case .environment: ""
    case .embedded: try EmbeddedServer().ensureRunning { Messages.say($0) }
    }
  }
}
