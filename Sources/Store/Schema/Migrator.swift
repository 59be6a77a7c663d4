import Postgres

/// Brings a database to the schema of this program: numbered migrations once each, then views, functions and policies
/// whenever their files have changed. Forward only; a database that is current is only read.
public enum Migrator {
  /// What `migrate` did.
  public struct Report: Equatable, Sendable {
    /// File names of the migrations applied now.
    public var applied: [String] = []
    /// Whether views, functions and policies were made anew.
    public var recreatedViews = false
    /// Whether the staff role was given its rights now.
    public var grantedStaffAccess = false
    public var changedNothing: Bool { self == Report() }
  }

  /// Key of the lock that migrators of one database share.
  static let lockKey: Int64 = 0x6167_7472_6d69_6772

  /// Migrates; waits for another migrator to finish first.
  /// - Throws: `StoreError.changedMigration`, `.newerDatabase`, `.unsuitable`; `PostgresError`.
  @discardableResult
  public static func migrate(_ session: borrowing Session) throws -> Report {
    try needingRights {
      try migrate(session, migrations: Asset.files(in: "sql/migrations/"), views: Asset.files(in: "sql/views/"))
    }
  }

  /// Whether there is anything for `migrate` to do.
  /// - Throws: as `migrate`.
  public static func isCurrent(_ session: borrowing Session) throws -> Bool {
    let plan = try plan(
      session.connection, migrations: Asset.files(in: "sql/migrations/"), views: Asset.files(in: "sql/views/"))
    return !plan.isWork
  }

  /// Whether nothing was ever migrated here.
  public static func isEmpty(_ session: borrowing Session) throws -> Bool {
    try needingRights {
      try session.connection.first("SELECT to_regclass('meta.migration') IS NULL", name: "find schema") {
        try $0.bool(0)
      } ?? true
    }
  }

  /// For commands that must not migrate.
  /// - Throws: `StoreError.notMigrated` and as `migrate`.
  public static func requireCurrent(_ session: borrowing Session) throws {
    guard try needingRights({ try isCurrent(session) }) else { throw StoreError.notMigrated }
  }

  /// A login that may not even look at the schema is the administrator's matter, not one of the program's permissions.
  private static func needingRights<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as PostgresError where error.sqlState == "42501" {
      throw StoreError.unsuitable("the login lacks rights on this database (\(error.message)); connect as its owner")
    }
  }

  static func migrate(_ session: borrowing Session, migrations: [Asset], views: [Asset]) throws -> Report {
    let first = try plan(session.connection, migrations: migrations, views: views)
    if !first.isWork {
      // Rights of staff that are still to be given keep nobody from reading a current database.
      guard try lacksStaffAccess(session.connection), try session.isWritable() else { return Report() }
    }
    try session.requireWritable()
    try session.connection.advisoryLock(lockKey)
    let outcome = Result { try apply(session, migrations: migrations, views: views) }
    if !session.connection.isLost { try session.connection.advisoryUnlock(lockKey) }
    return try outcome.get()
  }

  /// Plans again, as another migrator may have been faster, and works the plan off.
  private static func apply(
    _ session: borrowing Session, migrations: [Asset], views: [Asset]
  ) throws -> Report {
    let plan = try plan(session.connection, migrations: migrations, views: views)
    var report = Report()
    for migration in plan.pending {
      try session.connection.transaction {
        try session.connection.execute(migration.asset.text, name: migration.asset.name)
        try session.connection.run(
          "INSERT INTO meta.migration (number, name, sha256) VALUES ($1, $2, $3)",
          [.int(migration.number), .text(migration.asset.name), .text(migration.asset.sha256)], name: "record migration"
        )
      }
      report.applied.append(migration.asset.name)
    }
    if plan.viewsDiffer {
      try session.connection.transaction {
        for view in views {
          try session.connection.execute(
            fitting(view.text, serverVersion: session.connection.serverVersion), name: view.name)
        }
        try session.connection.run(
          "INSERT INTO meta.view_set (sha256) VALUES ($1) ON CONFLICT (singleton) DO UPDATE SET sha256 = excluded.sha256",
          [.text(digest(of: views))], name: "record views")
      }
      report.recreatedViews = true
    }
    if try session.isOwner && lacksStaffAccess(session.connection) {
      try session.connection.run("SELECT meta.grant_staff_access()", name: "grant staff access")
      report.grantedStaffAccess = true
    }
    return report
  }

  /// Servers before 15 have no views with the rights of the caller. There the views stay the owner's alone:
  /// `StaffRoles` refuses.
  private static func fitting(_ text: String, serverVersion: Int) -> String {
    if serverVersion >= 150_000 { return text }
    let clause = " WITH (security_invoker = true)"
    return text.split(separator: clause, omittingEmptySubsequences: false).joined()
  }
}
