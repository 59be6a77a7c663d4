import Postgres

/// A migration file with the number that its name begins with.
struct Migration: Sendable {
  let number: Int
  let asset: Asset
}

/// What separates a database from this program.
struct MigrationPlan: Sendable {
  var pending: [Migration] = []
  var viewsDiffer = false
  var isWork: Bool { !pending.isEmpty || viewsDiffer }
}

extension Migrator {
  static func plan(
    _ connection: borrowing Connection, migrations: [Asset], views: [Asset]
  ) throws -> MigrationPlan {
    let known = try numbered(migrations)
    let (applied, viewSet) = try stored(connection)
    var plan = MigrationPlan()
    var appliedNumbers: Set<Int> = []
    for (number, name, sha256) in applied {
      guard let match = known.first(where: { $0.number == number }) else {
        throw StoreError.newerDatabase(number: number)
      }
      guard match.asset.name == name, match.asset.sha256 == sha256 else {
        throw StoreError.changedMigration(name: name)
      }
      appliedNumbers.insert(number)
    }
    plan.pending = known.filter { !appliedNumbers.contains($0.number) }
    if let last = applied.last, let late = plan.pending.first(where: { $0.number < last.number }) {
      throw StoreError.damaged("migration \(late.asset.name) was left out before later ones were applied")
    }
    plan.viewsDiffer = viewSet != digest(of: views)
    return plan
  }

  /// What the database says was applied, by number, and the digest of its views; nothing where nothing ever was.
  private static func stored(
    _ connection: borrowing Connection
  ) throws -> (applied: [(number: Int, name: String, sha256: String)], viewSet: String?) {
    var applied: [(number: Int, name: String, sha256: String)] = []
    var viewSet: String?
    do {
      // One question, as every command asks it.
      try connection.query(
        """
        SELECT m.number, m.name, m.sha256, v.sha256 FROM meta.migration AS m LEFT JOIN meta.view_set AS v ON true \
        ORDER BY m.number
        """, name: "migrations"
      ) { row in
        applied.append((try row.int(0), try row.text(1), try row.text(2)))
        viewSet = try row.optionalText(3)
      }
    } catch let error as PostgresError where ["3F000", "42P01"].contains(error.sqlState) {
      // Neither schema nor table.
    }
    return (applied, viewSet)
  }

  /// One digest for the whole set, names included.
  static func digest(of views: [Asset]) -> String {
    Digest.sha256(views.map { "\($0.name) \($0.sha256)\n" }.joined())
  }

  /// Whether the staff role exists and the session's role has not yet let it read.
  static func lacksStaffAccess(_ connection: borrowing Connection) throws -> Bool {
    try connection.first(
      """
      SELECT r.oid IS NOT NULL AND pg_has_role(current_user, n.nspowner, 'USAGE') \
      AND NOT has_table_privilege(r.oid, 'record.student_now', 'SELECT') \
      FROM pg_namespace AS n LEFT JOIN pg_roles AS r ON r.rolname = 'agtrack_staff' WHERE n.nspname = 'record'
      """, name: "staff access"
    ) { try $0.bool(0) } ?? false
  }

  private static func numbered(_ files: [Asset]) throws -> [Migration] {
    var migrations: [Migration] = []
    for file in files {
      guard let number = Int(file.name.prefix { $0 != "_" }), number > (migrations.last?.number ?? 0) else {
        throw StoreError.damaged("the migration \(file.name) has no number of its own")
      }
      migrations.append(Migration(number: number, asset: file))
    }
    return migrations
  }
}
