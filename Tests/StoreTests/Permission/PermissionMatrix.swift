import Postgres
import TestSupport

@testable import Store

/// Every identity against every relation and command, out of the catalogue: a table that somebody adds tomorrow is in it.
///
/// It is asked on a superuser's connection inside a transaction, so that a mutation can be tried and rolled back.
enum PermissionMatrix {
  /// Tables without row-level security. A table belongs here only if it holds nothing about a person.
  static let open: Set<String> = [
    "evaluation.edition", "evaluation.flag_code",
    "evaluation.rule", "evaluation.use_kind", "indicator.pace", "indicator.strategy", "indicator.strategy_school",
    "indicator.student_group",
    "meta.migration", "meta.public_release", "meta.public_release_file", "meta.publication", "meta.run",
    "meta.run_check", "meta.run_edition", "meta.run_file", "meta.run_finding", "meta.run_stage", "meta.view_set",
    "record.course",
    "record.course_code", "record.course_evidence", "record.equivalent", "record.measure", "record.measure_value",
    "record.school",
  ]

  /// The only functions that run with the rights of their owner.
  static let definers: Set<String> = ["meta.log_access", "meta.seal_access_log"]

  /// What each identity should see of protected tables whose rows are of no single student: number of rows.
  static func rows(_ table: String, _ login: String) -> Int? {
    let seesAll = ["engineer", "wide", "owner"].contains(login)
    switch table {
    case "record.staff": return login == "owner" ? 18 : login == "unknown" ? 0 : 3
    case "record.reject", "record.finding", "record.exam_review", "indicator.class_count", "indicator.measure_count":
      return seesAll ? 1 : 0
    // It is about no school; whoever has schools only does not see it.
    case "record.check_finding": return seesAll ? 1 : 0
    default: return nil
    }
  }

  struct Relation {
    let name: String
    let isTable: Bool
    let isProtected: Bool
    let hasStudent: Bool
  }

  static func relations(_ connection: borrowing Connection) throws -> [Relation] {
    var relations: [Relation] = []
    try connection.query(
      """
      SELECT c.oid::regclass::text, c.relkind IN ('r', 'p'), c.relrowsecurity, EXISTS (SELECT FROM pg_attribute AS a WHERE \
      a.attrelid = c.oid AND a.attname = 'student_key' AND NOT a.attisdropped) FROM pg_class AS c \
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) ORDER BY 1
      """
    ) {
      relations.append(
        Relation(
          name: try $0.text(0), isTable: try $0.bool(1), isProtected: try $0.bool(2), hasStudent: try $0.bool(3)))
    }
    return relations
  }

  /// What is wrong, in words; empty if everybody sees and may do just what they should.
  /// - Parameter isBrief: stop at the first fault and leave out views, which have no policies of their own: enough to notice
  ///   a mutation.
  static func violations(_ connection: borrowing Connection, isBrief: Bool = false) throws -> [String] {
    let all = try relations(connection)
    var found = try doors(connection, all)
    if isBrief && !found.isEmpty { return found }
    let relations = isBrief ? all.filter(\.isTable) : all
    let present = try students(connection, relations)
    for (relation, keys) in present
    where keys.isEmpty && relations.contains(where: { $0.name == relation && $0.isTable }) {
      found.append("\(relation): no row to try on")
    }
    try connection.execute("SET LOCAL agtrack.run = '1'")
    let then = try students(connection, all.filter { !$0.isTable && $0.hasStudent })
    try connection.execute("SET LOCAL agtrack.run = ''")
    for (login, allowed) in PermissionDistrict.identities + [("owner", Array(1...31))] {
      let account = login == "owner" ? "agtrack" : "\(PermissionDistrict.prefix)_\(login)"
      try connection.execute("SET LOCAL SESSION AUTHORIZATION \(account)")
      if login == "owner" { try connection.execute("SET LOCAL ROLE agtrack_owner") }
      found += try reading(connection, relations, present, login, Set(allowed.map(Int64.init)))
      if !isBrief || found.isEmpty { found += try history(connection, then, login, Set(allowed.map(Int64.init))) }
      if !isBrief || found.isEmpty { found += try logging(connection, login) }
      if login == "owner" { found += try changing(connection, relations) }
      try connection.execute("RESET SESSION AUTHORIZATION; RESET ROLE")
      if login != "owner" { found += try writing(connection, account) }
      if isBrief && !found.isEmpty { return found }
    }
    return found
  }

  /// student_keys in each relation that has them, as the connection sees them now.
  private static func students(
    _ connection: borrowing Connection, _ relations: [Relation]
  ) throws -> [(String, Set<Int64>)] {
    let parts = relations.filter(\.hasStudent).map {
      "SELECT '\($0.name)', coalesce(array_agg(DISTINCT student_key) FILTER (WHERE student_key IS NOT NULL), '{}') FROM \($0.name)"
    }
    var keys: [(String, Set<Int64>)] = []
    try connection.query(parts.joined(separator: " UNION ALL ")) {
      keys.append((try $0.text(0), Set(try $0.int64Array(1))))
    }
    return keys
  }

  private static func reading(
    _ connection: borrowing Connection, _ relations: [Relation], _ present: [(String, Set<Int64>)], _ login: String,
    _ allowed: Set<Int64>
  ) throws -> [String] {
    var found: [String] = []
    for ((name, seen), (_, all)) in zip(try students(connection, relations), present) {
      let expected: Set<Int64> =
        switch name {
        case "meta.access_log": ["owner", "auditor", "engineer"].contains(login) ? all : []
        case "record.forgotten_student": login == "owner" ? all : []
        default: all.intersection(allowed)
        }
      if seen != expected {
        found.append("\(login) sees \(seen.count) students in \(name) instead of \(expected.count)")
      }
    }
    for relation in relations where relation.isProtected && !relation.hasStudent {
      guard let expected = rows(relation.name, login) else {
        found.append("\(relation.name): decide who sees it, in PermissionMatrix.rows")
        continue
      }
      let count = try connection.first("SELECT count(*) FROM \(relation.name)") { try $0.int(0) }
      if count != expected { found.append("\(login) sees \(count ?? -1) rows of \(relation.name), not \(expected)") }
    }
    return found
  }

  /// The two versions that no longer hold are read by those who may see the student now, and only where an earlier run is asked
  /// for; of that run every view shows the facts about the same students as today.
  private static func history(
    _ connection: borrowing Connection, _ then: [(String, Set<Int64>)], _ login: String, _ allowed: Set<Int64>
  ) throws -> [String] {
    var found: [String] = []
    for (run, expected) in [("", login == "owner" ? [25, 27] : []), ("1", allowed.intersection([25, 27]).sorted())] {
      try connection.execute("SET LOCAL agtrack.run = '\(run)'")
      let seen = try connection.first(
        "SELECT coalesce(array_agg(student_key ORDER BY student_key), '{}') FROM record.student WHERE to_run IS NOT NULL"
      ) { try $0.int64Array(0) }
      if seen != expected {
        found.append("\(login) sees earlier versions of \(seen ?? []) in run '\(run)', not of \(expected)")
      }
    }
    let views = then.map { Relation(name: $0.0, isTable: false, isProtected: false, hasStudent: true) }
    for ((name, seen), (_, all)) in zip(try students(connection, views), then) where seen != all.intersection(allowed) {
      found.append(
        "\(login) sees \(seen.count) students of run 1 in \(name) instead of \(all.intersection(allowed).count)")
    }
    try connection.execute("SET LOCAL agtrack.run = ''")
    return found
  }

  /// Everybody adds entries to the access log, under the own login alone, and nobody changes one.
  private static func logging(_ connection: borrowing Connection, _ login: String) throws -> [String] {
    var found: [String] = []
    let adds =
      "SELECT meta.log_access('test', NULL, 'nobody', 'N1001', '{}', 0, 1); SELECT meta.seal_access_log(true)"
    if try !succeeds(connection, adds) { found.append("\(login) cannot add to the access log") }
    for change in [
      "INSERT INTO meta.access_log (login, command, row_count) VALUES ('other', 'test', 0)",
      "UPDATE meta.access_log SET row_count = 9", "UPDATE meta.access_log SET position = NULL, seal = NULL",
      "DELETE FROM meta.access_log", "TRUNCATE meta.access_log",
    ] where try succeeds(connection, change) { found.append("\(login): \(change) is possible") }
    let sealed =
      "DO $$ BEGIN IF EXISTS (SELECT FROM meta.access_log WHERE position IS NULL) THEN RAISE 'unsealed'; END IF; END $$"
    if try login == "owner" && !succeeds(connection, "\(adds); \(sealed)") { found.append("entries are not sealed") }
    return found
  }

  /// The owner, as whom nights load, changes what it sees: rows that staff policies show it cannot be changed by them.
  private static func changing(_ connection: borrowing Connection, _ relations: [Relation]) throws -> [String] {
    var found: [String] = []
    for table in relations where table.isTable && table.isProtected && table.name != "meta.access_log" {
      let seen = try connection.first("SELECT count(*) FROM \(table.name)") { try $0.int(0) }
      try connection.execute("SAVEPOINT attempt")
      let gone = try connection.run("DELETE FROM \(table.name)")
      try connection.execute("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")
      if gone != seen { found.append("owner changes \(gone) rows of \(table.name), not \(seen ?? -1)") }
    }
    return found
  }

  /// What the catalogue lets an account do beside reading.
  private static func writing(_ connection: borrowing Connection, _ account: String) throws -> [String] {
    var found: [String] = []
    try connection.query(
      """
      SELECT c.oid::regclass::text || ' ' || p.privilege FROM pg_class AS c \
      CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (privilege) \
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) \
      AND (has_table_privilege($1, c.oid, p.privilege) OR p.privilege IN ('INSERT', 'UPDATE', 'REFERENCES') \
      AND has_any_column_privilege($1, c.oid, p.privilege)) \
      UNION ALL SELECT c.oid::regclass::text || ' sequence' FROM pg_class AS c WHERE c.relkind = 'S' \
      AND c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege($1, c.oid, 'USAGE, SELECT, UPDATE') ELSE false END \
      UNION ALL SELECT n.nspname || ' CREATE' FROM pg_namespace AS n WHERE n.nspname IN \(SchemaTests.schemas) \
      AND has_schema_privilege($1, n.oid, 'CREATE') ORDER BY 1
      """, [.text(account)]
    ) { found.append("\(account) may \(try $0.text(0))") }
    return found
  }

  /// Ways around row-level security, out of the catalogue.
  private static func doors(_ connection: borrowing Connection, _ relations: [Relation]) throws -> [String] {
    var found = relations.filter { $0.isTable && !$0.isProtected && !open.contains($0.name) }.map {
      "\($0.name) has no row-level security; enable it, or say in PermissionMatrix.open that it is about nobody"
    }
    try connection.query(
      """
      SELECT c.oid::regclass::text || ' does not force row-level security' FROM pg_class AS c WHERE c.relkind IN ('r', 'p') \
      AND c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) AND c.relrowsecurity AND NOT c.relforcerowsecurity \
      UNION ALL SELECT c.oid::regclass::text || ' runs with the rights of its owner' FROM pg_class AS c \
      WHERE c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) AND (c.relkind IN ('m', 'f') \
      OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)) \
      UNION ALL SELECT c.oid::regclass::text || ' has a rule' FROM pg_rewrite AS w JOIN pg_class AS c ON c.oid = w.ev_class \
      WHERE c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) AND c.relkind <> 'v' \
      UNION ALL SELECT p.polrelid::regclass::text || ' has a policy that restricts or names a role: ' || p.polname \
      FROM pg_policy AS p WHERE NOT p.polpermissive
      """
    ) { found.append(try $0.text(0)) }
    try connection.query(
      """
      SELECT n.nspname || '.' || p.proname, 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig), \
      has_function_privilege('public', p.oid, 'EXECUTE'), p.prorettype = 'void'::regtype FROM pg_proc AS p \
      JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname IN \(SchemaTests.schemas)
      """
    ) { row in
      let name = try row.text(0)
      if !definers.contains(name) { found.append("\(name) runs with the rights of its owner") }
      if try !(row.optionalBool(1) ?? false) { found.append("\(name) searches schemas that others write to") }
      if try row.bool(2) { found.append("everybody may call \(name)") }
      if try !row.bool(3) { found.append("\(name) answers something") }
    }
    return found
  }

  /// Whether a statement works; its effect is undone.
  static func succeeds(_ connection: borrowing Connection, _ sql: String) throws -> Bool {
    try connection.execute("SAVEPOINT attempt")
    let outcome = Result { () throws(PostgresError) in try connection.execute(sql) }
    try connection.execute("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")
    if case .success = outcome { return true }
    return false
  }
}
