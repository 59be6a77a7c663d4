public import Postgres

/// A connection that is ready for the store: checked, and acting as the owner of the product's objects where the login
/// may.
public struct Session: ~Copyable {
  public let connection: Connection
  /// The role that the login connected as.
  public let login: String
  /// The role that owns the product's schemas, or would own them if it migrated.
  public let owner: String
  /// Whether the session acts as the owner, hence as the data engineer.
  public let isOwner: Bool

  /// The oldest server that the schema runs on.
  static let oldestServer = 130_000

  /// Connects and checks that the database can carry the product.
  /// - Parameter conninfo: libpq's connection string; empty means libpq's environment.
  /// - Throws: `PostgresError`, `StoreError.unsuitable`.
  public static func open(_ conninfo: String, onNotice: (@Sendable (String) -> Void)? = nil) throws -> Session {
    try prepare(try Connection(conninfo: conninfo, onNotice: onNotice))
  }

  /// Checks the database and takes on the owner's role.
  static func prepare(_ connection: consuming Connection) throws -> Session {
    guard connection.serverVersion >= oldestServer else {
      throw StoreError.unsuitable(
        "the server is PostgreSQL \(connection.serverVersion / 10_000); agtrack needs 13 or newer")
    }
    let encoding = connection.reported("server_encoding") ?? "unknown"
    guard encoding == "UTF8" else {
      throw StoreError.unsuitable(
        "the database's encoding is \(encoding); create it with ENCODING 'UTF8' (and TEMPLATE template0)")
    }
    try connection.execute("SET search_path = pg_catalog", name: "search path")
    let found = try connection.first(ownerQuery(connection.serverVersion), name: "owner") { row in
      (login: try row.text(0), owner: try row.text(1), mayAct: try row.bool(2))
    }
    guard let found else { throw StoreError.damaged("the server does not name the owner of the database") }
    if found.mayAct && found.login != found.owner {
      try connection.execute("SET ROLE \(Connection.escapeIdentifier(found.owner))", name: "set role")
    }
    return Session(
      connection: connection, login: found.login, owner: found.owner,
      isOwner: found.mayAct || found.login == found.owner)
  }

  /// The owner is that of the schemas once they exist, else of the database; a login that merely may create schemas in
  /// a database owned by somebody else owns what it makes.
  private static func ownerQuery(_ serverVersion: Int) -> String {
    let membership = serverVersion >= 160_000 ? "SET" : "MEMBER"
    return """
      SELECT session_user::text, r.rolname::text, pg_has_role(session_user, r.oid, '\(membership)') FROM pg_roles AS r WHERE r.oid \
      = coalesce((SELECT nspowner FROM pg_namespace WHERE nspname = 'meta'), \
      (SELECT datdba FROM pg_database WHERE datname = current_database()))
      """
  }

  /// Makes sure that the database takes writes now.
  /// - Throws: `StoreError.unsuitable`.
  public func requireWritable() throws {
    guard try isWritable() else {
      throw StoreError.unsuitable("the database is read-only; give one that takes writes")
    }
  }

  /// Whether the database takes writes now.
  public func isWritable() throws -> Bool {
    let isReadOnly = try connection.first(
      "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool", name: "read-only"
    ) { try $0.bool(0) }
    return isReadOnly == false
  }
}
