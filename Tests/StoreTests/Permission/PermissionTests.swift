import Postgres
import TestSupport
import Testing

@testable import Store

/// Logins belong to the whole server, hence one suite, one prefix, one test after the other.
@Suite("Who may see and do what", .serialized)
struct PermissionTests {
  private func administrator() throws -> Connection {
    let connection = try Connection(conninfo: try PermissionDistrict.databases.get().asked.superuserConninfo)
    try connection.execute("SET search_path = pg_catalog")
    return connection
  }

  /// What the matrix says after a change, which is undone.
  private func violations(after change: String? = nil) throws -> [String] {
    struct Undone: Error { let violations: [String] }
    let connection = try administrator()
    do {
      _ = try connection.transaction {
        if let change { try connection.execute("SET LOCAL ROLE agtrack_owner; \(change); RESET ROLE") }
        throw Undone(violations: try PermissionMatrix.violations(connection, isBrief: change != nil))
      }
    } catch let undone as Undone {
      return undone.violations
    }
    return []
  }

  @Test("Every identity sees and may do in every table and view just what it should")
  func matrix() throws {
    let found = try violations()
    #expect(found == [], "\(found)")
    let connection = try administrator()
    let relations = try PermissionMatrix.relations(connection)
    #expect(relations.filter { $0.isTable && $0.hasStudent }.count >= 12)
    #expect(relations.filter { !$0.isTable && $0.hasStudent }.count >= 10)
  }

  @Test("Every policy that is dropped, or that shows everything or speaks for everybody, is noticed")
  func policies() throws {
    var mutations: [String] = []
    let connection = try administrator()
    try connection.query(
      """
      SELECT policyname::text, format('%I.%I', schemaname, tablename), cmd FROM pg_policies \
      WHERE schemaname IN \(SchemaTests.schemas) ORDER BY 2, 1
      """
    ) { row in
      let (policy, table, command) = (try row.text(0), try row.text(1), try row.text(2))
      mutations.append("DROP POLICY \(policy) ON \(table)")
      if policy.hasPrefix("engineer") {
        // The owner's policy shows everything; what it must not do is to speak for others.
        if command != "UPDATE" && command != "INSERT" {
          mutations.append("ALTER POLICY \(policy) ON \(table) TO PUBLIC")
        }
      } else {
        mutations.append("ALTER POLICY \(policy) ON \(table) USING (true)")
        mutations.append("ALTER POLICY \(policy) ON \(table) USING (false)")
      }
    }
    mutations.append("ALTER POLICY engineer_adds ON meta.access_log WITH CHECK (true)")
    #expect(mutations.count >= 80)
    for mutation in mutations { #expect(try !violations(after: mutation).isEmpty, "\(mutation) is not noticed") }
  }

  @Test(
    "Every part of what decides about a student is noticed when it is gone",
    arguments: ["record.student", "record.student_assignment"])
  func conditions(_ table: String) throws {
    let policy =
      "ALTER POLICY staff_reads ON \(table) USING (from_run <= (SELECT run_id FROM meta.publication) AND (to_run IS NULL OR to_run > (SELECT run_id FROM meta.publication)) AND (%))"
    let counselor = "counselor_id IN (SELECT staff_id FROM record.own_role WHERE role = 'counselor')"
    let school = "school_id IN (SELECT school_id FROM record.own_role WHERE role = 'school_admin')"
    let district =
      "district_id IN (SELECT s.district_id FROM record.own_role AS r JOIN record.school_now AS s USING (school_id) WHERE r.role = 'district_analyst')"
    let all = "(SELECT record.sees_every_student())"
    let parts = [counselor, school, district, all]
    func without(_ part: String?) -> String {
      policy.replacing("%", with: parts.filter { $0 != part }.joined(separator: " OR "))
    }
    let found = try violations(after: without(nil))
    #expect(found == [], "\(found)")
    for part in parts { #expect(try !violations(after: without(part)).isEmpty, "\(part)") }
    // A role read for another, and versions that hold no longer or not yet.
    for (right, wrong) in [
      ("'counselor'", "'auditor'"), ("'school_admin'", "'counselor'"), ("'district_analyst'", "'auditor'"),
      ("from_run <= (SELECT run_id FROM meta.publication) AND", ""),
      ("AND (to_run IS NULL OR to_run > (SELECT run_id FROM meta.publication))", ""),
    ] {
      let mutation = without(nil).replacing(right, with: wrong)
      #expect(try !violations(after: mutation).isEmpty, "\(right) -> \(wrong)")
    }
  }

  @Test("Every part of what decides about earlier versions is noticed when it is gone")
  func historyConditions() throws {
    let parts = [
      "(SELECT coalesce(current_setting('agtrack.run', true), '') <> '')",
      "from_run <= (SELECT run_id FROM meta.publication)",
      "(EXISTS (SELECT FROM record.student_assignment AS a WHERE a.student_key = student.student_key) OR (SELECT record.sees_every_student()))",
    ]
    func policy(_ parts: [String]) -> String {
      "ALTER POLICY staff_reads_history ON record.student USING (\(parts.joined(separator: " AND ")))"
    }
    let found = try violations(after: policy(parts))
    #expect(found == [], "\(found)")
    for part in parts {
      #expect(try !violations(after: policy(parts.filter { $0 != part })).isEmpty, "\(part)")
    }
    // Permission of the run that is read, in place of today's.
    let then = "counselor_id IN (SELECT staff_id FROM record.own_role WHERE role = 'counselor')"
    #expect(try !violations(after: policy([parts[0], parts[1], then])).isEmpty)
  }

  @Test("A door beside the policies is noticed")
  func doors() throws {
    let connection = try administrator()
    var mutations: [String] = []
    for relation in try PermissionMatrix.relations(connection) {
      if relation.isProtected {
        mutations.append("ALTER TABLE \(relation.name) DISABLE ROW LEVEL SECURITY")
        mutations.append("ALTER TABLE \(relation.name) NO FORCE ROW LEVEL SECURITY")
      }
      if relation.isTable {
        mutations.append("GRANT UPDATE ON \(relation.name) TO agtrack_staff")
      } else {
        mutations.append("ALTER VIEW \(relation.name) SET (security_invoker = false)")
      }
    }
    mutations += [
      "CREATE VIEW record.door AS SELECT student_key FROM record.student",
      "CREATE MATERIALIZED VIEW record.door AS SELECT student_key FROM record.student",
      "CREATE TABLE record.door AS SELECT student_key FROM record.student",
      "ALTER FUNCTION record.students_with_id(text) SECURITY DEFINER",
      "ALTER FUNCTION meta.log_access(text, text, text, text, bigint[], bigint, int) RESET search_path",
      "GRANT EXECUTE ON FUNCTION meta.seal_access_log(bool) TO PUBLIC",
      "CREATE OR REPLACE FUNCTION record.sees_every_student() RETURNS bool LANGUAGE sql STABLE AS 'SELECT true'",
      "CREATE OR REPLACE FUNCTION meta.reads_access_log() RETURNS bool LANGUAGE sql STABLE AS 'SELECT true'",
      "DROP TRIGGER sealed_once ON meta.access_log", "DROP TRIGGER append_only ON meta.access_log",
      "GRANT CREATE ON SCHEMA record TO agtrack_staff", "GRANT INSERT (student_key) ON record.student TO agtrack_staff",
    ]
    for mutation in mutations { #expect(try !violations(after: mutation).isEmpty, "\(mutation) is not noticed") }
  }

  /// A session as a staff login, by the switch that only the server's superuser may make.
  private func session(as login: String) throws -> Session {
    let connection = try administrator()
    try connection.execute("SET SESSION AUTHORIZATION \(PermissionDistrict.prefix)_\(login)")
    return try Session.prepare(connection)
  }

  @Test("Functions of the asker's own see no row that the policy hides, however cheap they claim to be")
  func leaks() throws {
    let session = try session(as: "counselor")
    try session.connection.execute(
      """
      CREATE TEMP TABLE seen (id text); \
      CREATE FUNCTION pg_temp.leak(id text) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS \
      $$ BEGIN INSERT INTO seen VALUES (id); RETURN true; END $$
      """)
    for source in ["record.student_identity", "record.student_now", "record.known_student"] {
      try session.connection.run("SELECT count(*) FROM \(source) WHERE pg_temp.leak(student_id)")
    }
    #expect(
      try texts(session, "SELECT DISTINCT id FROM seen ORDER BY id") == [
        "N1005", "N1010", "N1015", "N1020", "N1027", "N1030",
      ])
    // What divides by zero on a hidden row only would tell that the row is there.
    #expect(
      try number(
        session,
        "SELECT count(*) FROM record.student_identity WHERE 1 / (CASE student_id WHEN 'N1006' THEN 0 ELSE 1 END) = 1")
        == 6)
  }

  @Test("Statistics, exports and switches show nothing of what the policy hides")
  func sideDoors() throws {
    let administrator = try administrator()
    try administrator.execute("ANALYZE")
    let session = try session(as: "counselor")
    #expect(
      try number(
        session,
        "SELECT count(*) FROM pg_stats WHERE (schemaname || '.' || tablename)::regclass IN (SELECT oid FROM pg_class WHERE relrowsecurity)"
      ) == 0)
    #expect(throws: PostgresError.self) { try session.connection.run("SELECT * FROM pg_statistic LIMIT 1") }
    #expect(throws: PostgresError.self) {
      try session.connection.execute("SET row_security = off; SELECT * FROM record.student")
    }
    try session.connection.execute("SET row_security = on")
    #expect(try number(session, "SELECT count(*) FROM record.student TABLESAMPLE SYSTEM (100)") == 6)
    for change in [
      "SET ROLE agtrack_owner", "SET ROLE permission_wide",
      "DO $$ BEGIN LOCK TABLE meta.access_log IN SHARE UPDATE EXCLUSIVE MODE; END $$",
      "SELECT record.forget_student(6, 'x')",
      "SELECT meta.publish_run(1, 1, 1)", "COPY record.student FROM STDIN",
      "CREATE POLICY mine ON record.student FOR SELECT TO PUBLIC USING (true)",
      "ALTER TABLE record.student DISABLE ROW LEVEL SECURITY",
      "INSERT INTO record.student_identity VALUES (6, 'N1006')", "SELECT nextval('meta.access_log_log_id_seq')",
    ] { #expect(throws: PostgresError.self, "\(change)") { try session.connection.execute(change) } }
    // As itself the staff role is nobody.
    try session.connection.execute("SET ROLE agtrack_staff")
    #expect(try number(session, "SELECT count(*) FROM record.student") == 0)
  }

  @Test("A login that was never let in sees nothing at all")
  func stranger() throws {
    let session = try session(as: "stranger")
    let owner = try Session.open(try PermissionDistrict.databases.get().asked.conninfo)
    for relation in try PermissionMatrix.relations(owner.connection) {
      #expect(throws: PostgresError.self, "\(relation.name)") {
        try session.connection.run("SELECT * FROM \(relation.name) LIMIT 1")
      }
    }
    #expect(throws: PostgresError.self) { try session.connection.run("SELECT meta.seal_access_log(false)") }
  }

  @Test("Two logins that take turns on one connection, also after an error, see each their own")
  func turns() throws {
    let connection = try administrator()
    for (login, count) in [("counselor", 6), ("admin", 10), ("counselor", 6), ("auditor", 0), ("wide", 30)] {
      try connection.execute("SET SESSION AUTHORIZATION \(PermissionDistrict.prefix)_\(login)")
      #expect(try connection.first("SELECT count(*) FROM record.student") { try $0.int(0) } == count)
      #expect(throws: PostgresError.self) {
        try connection.transaction { try connection.run("SELECT 1 / count(*) - 1 / 0 FROM record.student") }
      }
      try connection.execute("RESET SESSION AUTHORIZATION")
    }
  }

  @Test(
    "Names that would be SQL, are empty or very long find nobody",
    arguments: [
      "' OR true --", "'; SELECT 1 --", "$1", "\\", "%", "N1006' UNION SELECT * FROM record.student --", "",
      String(repeating: "x", count: 100_000), "\u{202E}N1006",
    ])
  func injection(_ text: String) throws {
    let session = try session(as: "counselor")
    guard case .nobody = try StudentLookUp.find(session.connection, text, purpose: text) else {
      Issue.record("somebody is found")
      return
    }
  }
}
