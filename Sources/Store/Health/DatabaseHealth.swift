import Postgres

/// What a database says about itself, read without changing anything.
public struct DatabaseHealth: Sendable {
  public enum Schema: Sendable, Equatable {
    /// Nothing was ever migrated here.
    case absent
    case current(migrations: Int)
    /// Migrations or views of this program are still to come.
    case behind
    /// Why this program cannot work with it.
    case foreign(String)
  }

  public struct Night: Sendable, Equatable {
    public let run: Int32
    /// Days since 1970-01-01.
    public let asOf: Int32
    public let state: RunState.State
    /// Seconds since 1970-01-01 by the server's clock.
    public let startedAt: Int
    /// nil while it runs, or if it died.
    public let finishedAt: Int?
  }

  public var serverVersion = 0
  public var login = ""
  public var owner = ""
  public var isOwner = false
  public var isSuperuser = false
  /// Whether the login stands above row-level security.
  public var bypassesRowSecurity = false
  public var mayCreateSchemas = false
  public var isReadOnly = false
  /// Those that the server shows to this login, by name.
  public var settings: [String: String] = [:]
  public var connections = 0
  public var databaseBytes = 0
  /// nil where this login may not know.
  public var dataFolder: String?
  /// Seconds since 1970-01-01 by the server's clock.
  public var serverTime = 0.0
  /// Transactions since the last freezing of the whole database; the server stops near 2^31.
  public var transactionAge = 0
  /// Seconds since the oldest open transaction of another session began; nil where there is none.
  public var oldestTransaction: Int?
  public var schema = Schema.absent
  public var hasStaffRole = false
  /// Whether the staff role still lacks rights.
  public var lacksStaffAccess = false
  /// Tables with students that are not under forced row-level security.
  public var openTables: [String] = []
  /// Extensions that this program's schema asks for and the server does not have.
  public var missingExtensions: [String] = []
  public var neededExtensions: [String] = []
  public var published: PublishedRun?
  public var held: Int32?
  /// The last ones, the latest first.
  public var nights: [Night] = []
  /// Whether a night holds the lock.
  public var isNightRunning = false

  static let settingNames = [
    "fsync", "full_page_writes", "synchronous_commit", "autovacuum", "data_checksums", "max_connections",
    "shared_buffers",
    "log_statement", "log_min_error_statement", "log_min_duration_statement", "log_parameter_max_length",
    "log_parameter_max_length_on_error", "log_error_verbosity",
  ]

  /// - Throws: `PostgresError` where even this cannot be asked.
  public static func read(_ session: borrowing Session) throws -> DatabaseHealth {
    var health = DatabaseHealth()
    health.serverVersion = session.connection.serverVersion
    (health.login, health.owner, health.isOwner) = (session.login, session.owner, session.isOwner)
    health.isReadOnly = try !session.isWritable()
    try health.readServer(session.connection)
    health.readExtensions(available: try extensions(session.connection))
    health.schema = try schema(session)
    if case .current = health.schema { try health.readNights(session.connection) }
    return health
  }

  private mutating func readServer(_ connection: borrowing Connection) throws {
    let server = try connection.first(
      """
      SELECT r.rolsuper, r.rolbypassrls, has_database_privilege(current_database(), 'CREATE'),
        (SELECT count(*) FROM pg_stat_activity), pg_database_size(current_database()),
        extract(epoch FROM clock_timestamp())::float8,
        (SELECT age(datfrozenxid)::int8 FROM pg_database WHERE datname = current_database()),
        (SELECT max(extract(epoch FROM clock_timestamp() - xact_start))::int8 FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()),
        CASE WHEN pg_has_role(current_user, 'pg_read_all_settings', 'MEMBER')
          THEN current_setting('data_directory', true) END
      FROM pg_roles AS r WHERE r.rolname = session_user
      """, name: "server"
    ) { row in
      (
        flags: [try row.bool(0), try row.bool(1), try row.bool(2)], counts: [try row.int(3), try row.int(4)],
        time: try row.double(5), age: try row.int(6), oldest: try row.optionalInt(7), folder: try row.optionalText(8)
      )
    }
    guard let server else { throw StoreError.damaged("the server does not know the login") }
    (isSuperuser, bypassesRowSecurity, mayCreateSchemas) = (server.flags[0], server.flags[1], server.flags[2])
    (connections, databaseBytes) = (server.counts[0], server.counts[1])
    (serverTime, transactionAge, oldestTransaction) = (server.time, server.age, server.oldest)
    dataFolder = server.folder
    var found: [String: String] = [:]
    try connection.query(
      "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)", [.texts(DatabaseHealth.settingNames)],
      name: "settings"
    ) { row in found[try row.text(0)] = try row.text(1) }
    settings = found
  }

  private static func extensions(_ connection: borrowing Connection) throws -> [String] {
    var names: [String] = []
    try connection.query("SELECT name FROM pg_available_extensions", name: "extensions") {
      names.append(try $0.text(0))
    }
    return names
  }

  /// What the files of the schema create, so that the list cannot grow old.
  private mutating func readExtensions(available: [String]) {
    var needed: Set<String> = []
    for folder in ["sql/migrations/", "sql/views/"] {
      for file in Asset.files(in: folder) {
        let words = file.text.split { " \n\t;".contains($0) }
        for (place, word) in words.enumerated().dropLast() where word == "CREATE" && words[place + 1] == "EXTENSION" {
          let rest = words[(place + 2)...].drop { ["IF", "NOT", "EXISTS"].contains($0) }
          if let name = rest.first { needed.insert(String(name)) }
        }
      }
    }
    neededExtensions = needed.sorted()
    missingExtensions = neededExtensions.filter { !available.contains($0) }
  }

  private static func schema(_ session: borrowing Session) throws -> Schema {
    do {
      if try Migrator.isEmpty(session) { return .absent }
      guard try Migrator.isCurrent(session) else { return .behind }
      let count = try session.connection.first("SELECT count(*) FROM meta.migration", name: "migrations") {
        try $0.int(0)
      }
      return .current(migrations: count ?? 0)
    } catch let error as StoreError {
      return .foreign("\(error)")
    }
  }

  private mutating func readNights(_ connection: borrowing Connection) throws {
    published = try PublishedRun.current(connection)
    held = try RunState.held(connection)?.id
    let staff = try connection.first("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'agtrack_staff')") {
      try $0.bool(0)
    }
    hasStaffRole = staff ?? false
    lacksStaffAccess = try Migrator.lacksStaffAccess(connection)
    var open: [String] = []
    try connection.query(
      """
      SELECT n.nspname || '.' || c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('record', 'evaluation', 'indicator') AND c.relkind IN ('r', 'p')
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
        AND EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'student_key')
      ORDER BY 1
      """, name: "row-level security"
    ) { open.append(try $0.text(0)) }
    openTables = open
    var nights: [Night] = []
    try connection.query(
      """
      SELECT run_id, as_of, state, extract(epoch FROM started_at)::int8, extract(epoch FROM finished_at)::int8
      FROM meta.run ORDER BY run_id DESC LIMIT 10
      """, name: "nights"
    ) { row in
      guard let state = RunState.State(rawValue: try row.text(2)) else { return }
      nights.append(
        Night(
          run: try row.int32(0), asOf: try row.date(1), state: state, startedAt: try row.int(3),
          finishedAt: try row.optionalInt(4)))
    }
    self.nights = nights
    isNightRunning =
      try connection.first(
        """
        SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid::int8 << 32 | objid::int8) IN ($1, $2))
        """, [.int(Int(RunLog.lockKey)), .int(Int(RunLog.writerKey))], name: "lock"
      ) { try $0.bool(0) } ?? false
  }
}
