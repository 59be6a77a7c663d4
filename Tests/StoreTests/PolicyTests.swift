import Postgres
import TestSupport
import Testing

@testable import Store

/// Logins belong to the whole server, hence one suite, one prefix, one test after the other.
@Suite("Who may see whom", .serialized)
struct PolicyTests {
  private static let prefix = "policy"

  private static let database: Result<TestDatabase, any Error> = Result {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let run = try Fixture.publish(session, students: 30, staffLogins: prefix)
    var quality = QualityWriter(run: run)
    quality.append(Reject(file: "students.csv", line: 2, column: nil, code: "x", value: "v", message: "m"))
    let administrator = try Session.open(database.superuserConninfo)
    try ExamReviewTable.write(
      session.connection, run,
      [ExamReviewRow(file: "ap.csv", line: 2, outcome: "unmatched", rule: nil, candidates: 0, exams: 1)])
    // Rejects of a published run are normally written before it is published.
    try quality.flush(session.connection)
    // So are the findings of checks: each student once, and one finding for each school and one for none.
    try session.connection.execute(
      """
      INSERT INTO record.check_student (student_key, check_id, from_run, occurrences) \
      SELECT student_key, 'no-records', \(run.id), 1 FROM record.student; \
      INSERT INTO record.check_finding (run_id, check_id, seq, school_id, occurrences) \
      SELECT \(run.id), 'no-records', row_number() OVER (), school_id, 1 \
      FROM (SELECT school_id FROM record.school UNION ALL SELECT NULL) AS place; \
      INSERT INTO evaluation.counsel (student_key, from_run, record_run, csu_on_pace, uc_on_pace, csu_on_pace_earned, \
        uc_on_pace_earned, pace, csu_feasibility, uc_feasibility, plan_outcome, digest, last_start, flag_no, flag_area, \
        flag_system, flag_seq, flag_twelfths) \
      SELECT student_key, \(run.id), from_run, true, true, true, true, 'pattern', 'on_track', 'on_track', 'none_needed', \
        '\\x00000000000000000000000000000000', '{0,0,0,0,0,0,0}', '{13}', '{-1}', '{0}', '{0}', '{0}' FROM record.student; \
      INSERT INTO indicator.class_count VALUES (\(run.id), 'S1', 2026, 9, 9, 1, 2)
      """)
    _ = try StaffRoles.create(administrator, logins: true)
    try administrator.connection.execute(
      "RESET ROLE; DO $$ BEGIN CREATE ROLE policy_unknown LOGIN IN ROLE agtrack_staff; EXCEPTION WHEN duplicate_object THEN END $$"
    )
    return database
  }

  /// A session as a staff login, by the switch that only the server's superuser may make.
  private func session(as login: String) throws -> Session {
    let database = try Self.database.get()
    return try Self.session(as: "\(Self.prefix)_\(login)", in: database)
  }

  private static func session(as login: String, in database: TestDatabase) throws -> Session {
    let connection = try Connection(conninfo: database.superuserConninfo)
    try connection.execute("SET SESSION AUTHORIZATION \(Connection.escapeIdentifier(login))")
    return try Session.prepare(connection)
  }

  private static let expected: [(login: String, numbers: [Int])] = [
    ("counselor", Array(stride(from: 5, through: 30, by: 5))),
    ("admin", (1...30).filter { $0 % 3 == 1 }),
    ("analyst", (1...30).filter { $0 % 3 != 2 }),
    ("auditor", []), ("unknown", []),
    ("engineer", Array(1...30)), ("wide", Array(1...30)),
  ]

  @Test("Operators that a login puts into its search path change nothing of what it sees")
  func shadowedOperators() throws {
    let administrator = try Session.open(Self.database.get().superuserConninfo)
    try administrator.connection.execute(
      """
      RESET ROLE; CREATE SCHEMA shadow; GRANT USAGE ON SCHEMA shadow TO PUBLIC; \
      CREATE FUNCTION shadow.mostly(text, text) RETURNS bool LANGUAGE sql IMMUTABLE AS \
      $$SELECT $1 OPERATOR(pg_catalog.=) $2 OR $2 OPERATOR(pg_catalog.=) 'data_engineer'$$; \
      CREATE OPERATOR shadow.= (LEFTARG = text, RIGHTARG = text, FUNCTION = shadow.mostly)
      """)
    for (login, numbers) in Self.expected where ["counselor", "admin", "auditor"].contains(login) {
      let session = try session(as: login)
      try session.connection.execute("SET search_path = shadow, pg_catalog")
      #expect(try Fixture.visibleIDs(session) == numbers.map { "N\(1000 + $0)" }.sorted())
      let roles = try session.connection.first(
        "SELECT record.sees_every_student(), meta.reads_access_log()", name: "roles"
      ) { (try $0.bool(0), try $0.bool(1)) }
      #expect(roles?.0 == false && roles?.1 == (login == "auditor"))
    }
    try administrator.connection.execute("DROP SCHEMA shadow CASCADE")
  }

  @Test("Each role sees its own students and what hangs on them, nothing else", arguments: expected.map(\.login))
  func scope(_ login: String) throws {
    let numbers = try #require(Self.expected.first { $0.login == login }?.numbers)
    let session = try session(as: login)
    #expect(try Fixture.visibleIDs(session) == numbers.map { "N\(1000 + $0)" }.sorted())
    let keys = numbers.map(Int64.init)
    for (table, perStudent) in [
      ("record.student", 1), ("record.student_identity", 1), ("record.transcript", 4), ("record.exam", 1),
      ("record.waiver", 1), ("record.exam_match", 1), ("record.district_claim", 1), ("evaluation.verdict", 2),
      ("record.check_student", 1), ("evaluation.counsel", 1), ("evaluation.flag_now", 1),
    ] {
      #expect(try number(session, "SELECT count(*) FROM \(table)") == keys.count * perStudent, "\(table)")
      let strange = try session.connection.first(
        "SELECT count(*) FROM \(table) WHERE student_key <> ALL ($1)", [.bigints(keys)]
      ) { try $0.int(0) }
      #expect(strange == 0, "\(table)")
    }
    #expect(try number(session, "SELECT count(*) FROM evaluation.use_now") == keys.count * 4)
    let seesAll = ["engineer", "wide"].contains(login)
    #expect(try number(session, "SELECT count(*) FROM record.reject") == (seesAll ? 1 : 0))
    #expect(try number(session, "SELECT count(*) FROM record.exam_review") == (seesAll ? 1 : 0))
    // A counselor has students, not a school; the district of the analyst has two of the three schools.
    let places = ["admin": 1, "analyst": 2, "engineer": 4, "wide": 4]
    #expect(try number(session, "SELECT count(*) FROM record.check_finding") == places[login] ?? 0)
    #expect(try number(session, "SELECT count(*) FROM indicator.class_count") == (seesAll ? 1 : 0))
    #expect(try number(session, "SELECT count(*) FROM record.staff") == (login == "unknown" ? 0 : 1))
  }

  @Test("Staff look up their own students only, and each look-up is logged under their login")
  func lookUp() throws {
    let session = try session(as: "counselor")
    guard case .one(let student) = try StudentLookUp.find(session.connection, "N1005", purpose: "advising") else {
      Issue.record("the counselor's own student is not found")
      return
    }
    #expect(student.transcripts.count == 4 && student.verdicts.count == 2)
    guard case .nobody = try StudentLookUp.find(session.connection, "N1006", purpose: "advising") else {
      Issue.record("a student of somebody else is found")
      return
    }
    #expect(try number(session, "SELECT count(*) FROM meta.access_log") == 0)
    let owner = try Session.open(try Self.database.get().conninfo)
    let auditor = try self.session(as: "auditor")
    let entries = "SELECT count(*) FROM meta.access_log WHERE login = 'policy_counselor'"
    #expect(try number(owner, entries) == 2)
    #expect(try number(auditor, entries) == 2)
  }

  @Test("Staff change nothing", arguments: ["counselor", "engineer", "auditor"])
  func readOnly(_ login: String) throws {
    let session = try session(as: login)
    for change in [
      "UPDATE record.student SET counselor_id = 'T1'", "DELETE FROM record.transcript", "TRUNCATE record.exam",
      "INSERT INTO record.student_identity VALUES (99, 'X')", "UPDATE meta.publication SET run_id = NULL",
      "UPDATE record.district_claim SET met_requirements = true", "DELETE FROM record.exam_review",
      "UPDATE record.course_evidence SET rule = 'x'",
      "UPDATE meta.access_log SET row_count = 0", "DELETE FROM meta.access_log", "TRUNCATE meta.access_log",
      "INSERT INTO meta.access_log (login, command, row_count) VALUES ('x', 'student', 1)",
      "SELECT meta.remove_unpublished()", "CREATE TABLE record.copy (a int)", "SET ROLE agtrack_owner",
      "DROP POLICY staff_reads ON record.student",
    ] {
      #expect(throws: PostgresError.self, "\(change)") { try session.connection.execute(change) }
    }
  }

  @Test("A counselor no longer sees a student, history included, who has moved to another caseload")
  func moved() throws {
    let database = try Fixture.migrated()
    let owner = try Session.open(database.conninfo)
    try Fixture.publish(owner, students: 5, staffLogins: Self.prefix)
    let second = try Fixture.begin(owner, staffLogins: Self.prefix)
    var batch = StudentBatch(run: second)
    batch.endStudent(key: 5)
    Fixture.append(&batch, second, number: 6)
    batch.append(key: 5, Fixture.profile(5) { $0.counselorID = "T9" }, digest: RecordDigest(high: 1, low: 1))
    try batch.flush(owner.connection)
    _ = try Self.database.get()  // makes the roles
    _ = try StaffRoles.create(try Session.open(database.superuserConninfo), logins: true)
    func seen() throws -> [Int] {
      let session = try Self.session(as: "policy_counselor", in: database)
      return [
        try number(session, "SELECT count(*) FROM record.student"),
        try number(session, "SELECT count(*) FROM record.transcript"),
      ]
    }
    #expect(try seen() == [1, 4])
    try RunLog.publish(owner.connection, second, studentsEvaluated: 1, studentsCarriedOver: 4)
    #expect(try seen() == [0, 0])
  }

  @Test("The roles command works for a login that may create roles but does not own the database")
  func rolesWithoutOwnership() throws {
    _ = try Self.database.get()
    let database = try Fixture.migrated()
    // Whether the template was migrated before or after the staff role was made is a matter of luck: start without.
    let administrator = try Connection(conninfo: database.superuserConninfo)
    try administrator.execute("REVOKE ALL ON ALL TABLES IN SCHEMA record FROM agtrack_staff")
    try administrator.execute(
      "DO $$ BEGIN CREATE ROLE policy_maker LOGIN CREATEROLE; EXCEPTION WHEN duplicate_object THEN END $$")
    let connection = try Connection(conninfo: database.superuserConninfo)
    try connection.execute("SET SESSION AUTHORIZATION policy_maker")
    let stranger = try Session.prepare(connection)
    #expect(!stranger.isOwner && stranger.owner == "agtrack_owner")
    #expect(try StaffRoles.create(stranger, logins: false).staffMayRead == false)
    // The owner's next migration gives the rights.
    let owner = try Session.open(database.conninfo)
    let report = try Migrator.migrate(owner)
    #expect(report.grantedStaffAccess && !report.recreatedViews)
    #expect(try Migrator.migrate(owner).changedNothing)
  }
}
