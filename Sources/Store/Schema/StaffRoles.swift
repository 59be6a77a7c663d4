import Postgres

/// The runtime roles for staff logins: `agtrack roles`, run by whoever may create roles.
public enum StaffRoles {
  /// What `create` did.
  public struct Report: Equatable, Sendable {
    public var createdStaffRole = false
    /// Login roles made now, bytewise.
    public var createdLogins: [String] = []
    /// Logins of staff.csv that already existed and now belong to the staff role, bytewise.
    public var joinedLogins: [String] = []
    /// Whether the rights on tables and views stand; if not, the next `agtrack migrate` of the owner gives them.
    public var staffMayRead = false
  }

  /// Whether the asking login may see every student of the published run: as the owner or by its role. What it sees is
  /// decided by row-level security alone; this only keeps counts of a part from being called counts of the whole.
  public static func seesEveryStudent(_ session: borrowing Session) throws -> Bool {
    if session.isOwner { return true }
    return try session.connection.first("SELECT record.sees_every_student()", name: "role") { try $0.bool(0) } ?? false
  }

  /// Creates the role `agtrack_staff` without login and, on request, a login role without a password for each login in
  /// the staff list of the published run. How a login proves who it is (peer, LDAP, certificate) is the server's
  /// configuration.
  /// - Throws: `PostgresError` (42501 if the login may not create roles), `StoreError.unsuitable`.
  public static func create(_ session: borrowing Session, logins: Bool) throws -> Report {
    guard session.connection.serverVersion >= 150_000 else {
      throw StoreError.unsuitable("permissions per staff member need PostgreSQL 15 or newer")
    }
    try session.requireWritable()
    let listed = logins ? try staffLogins(session.connection) : []
    let report = try session.connection.transaction {
      // The right to create roles is the login's own, not the owner's.
      try session.connection.execute("SET LOCAL ROLE NONE", name: "own role")
      return try createRoles(session.connection, listed: listed, owner: session.owner)
    }
    return try withRights(session, report)
  }

  private static func createRoles(
    _ connection: borrowing Connection, listed: [String], owner: String
  ) throws -> Report {
    var report = Report()
    if try !exists(connection, "agtrack_staff") {
      try connection.execute("CREATE ROLE agtrack_staff NOLOGIN", name: "create agtrack_staff")
      report.createdStaffRole = true
    }
    for login in listed where login != owner && login != "agtrack_staff" {
      let name = Connection.escapeIdentifier(login)
      if try !exists(connection, login) {
        try connection.execute("CREATE ROLE \(name) LOGIN", name: "create login")
        report.createdLogins.append(login)
      } else {
        report.joinedLogins.append(login)
      }
      try connection.execute("GRANT agtrack_staff TO \(name)", name: "grant agtrack_staff")
    }
    return report
  }

  private static func withRights(_ session: borrowing Session, _ report: Report) throws -> Report {
    var report = report
    guard session.isOwner, try Migrator.isCurrent(session) else { return report }
    try session.connection.run("SELECT meta.grant_staff_access()", name: "grant staff access")
    report.staffMayRead = true
    return report
  }

  /// Logins of the staff list that may be made into staff roles: never one that stands above row-level security.
  private static func staffLogins(_ connection: borrowing Connection) throws -> [String] {
    var logins: [String] = []
    try connection.query("SELECT login FROM record.staff_login ORDER BY login", name: "staff logins") { row in
      logins.append(try row.text(0))
    }
    return logins
  }

  private static func exists(_ connection: borrowing Connection, _ role: String) throws -> Bool {
    try connection.first(
      "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", [.text(role)], name: "find role"
    ) { try $0.bool(0) } ?? false
  }
}
