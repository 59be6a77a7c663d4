import Postgres
import TestSupport

@testable import Store

/// A district in which every table that knows students has a row of each, so that nobody can be shown nothing by chance.
enum PermissionDistrict {
  static let prefix = "permission"
  /// Students of the published run; one more belongs to a run that is not published.
  static let students = 1...30

  /// Who asks, and whom that login may see.
  static let identities: [(login: String, students: [Int])] = [
    ("engineer", Array(students)), ("counselor", students.filter { $0 % 5 == 0 && $0 != 25 || $0 == 27 }),
    ("admin", students.filter { $0 % 3 == 1 }), ("analyst", students.filter { $0 % 3 != 2 }), ("auditor", []),
    ("unknown", []), ("wide", Array(students)),
  ]

  /// One for what is asked again and again, one for look-ups, which leave entries in the access log. They are made one after the
  /// other, as logins belong to the whole server.
  static let databases: Result<(asked: TestDatabase, lookedUp: TestDatabase), any Error> = Result {
    (try make(), try make())
  }

  private static func make() throws -> TestDatabase {
    let database = try Fixture.migrated()
    let owner = try Session.open(database.conninfo)
    try Fixture.publish(owner, students: students.count, staffLogins: prefix)
    let second = try Fixture.begin(owner, staffLogins: prefix)
    // Student 25 was on the counselor's caseload and has moved to another one; 27 has come to it.
    var batch = StudentBatch(run: second)
    for (number, counselor) in [(25, "T9"), (27, "T1")] {
      batch.endStudent(key: Int64(number))
      batch.append(
        key: Int64(number), Fixture.profile(number) { $0.counselorID = counselor },
        digest: RecordDigest(high: 1, low: UInt64(number)))
    }
    try batch.flush(owner.connection)
    try RunLog.publish(owner.connection, second, studentsEvaluated: 2, studentsCarriedOver: 28)
    // A night that is still at work has loaded another one.
    let third = try Fixture.begin(owner, staffLogins: prefix)
    batch = StudentBatch(run: third)
    Fixture.append(&batch, third, number: 31) { $0.counselorID = "T1" }
    try batch.flush(owner.connection)
    try owner.connection.run("SELECT record.take_assignments($1)", [.integer(third.id)])
    try AccessLog.add(owner.connection, command: "test", purpose: nil, studentKey: 1, rows: 1, run: second.id)
    try AccessLog.seal(owner.connection)
    let administrator = try Session.open(database.superuserConninfo)
    try administrator.connection.execute("RESET ROLE")
    try fill(administrator, run: second.id)
    try makeLogins(administrator)
    return database
  }

  private static func makeLogins(_ administrator: borrowing Session) throws {
    for role in ["agtrack_staff NOLOGIN"] + identities.map({ "\(prefix)_\($0.login) LOGIN" })
      + ["\(prefix)_stranger LOGIN"]
    {
      try administrator.connection.execute(
        "DO $$ BEGIN CREATE ROLE \(role); EXCEPTION WHEN duplicate_object THEN END $$")
    }
    for (login, _) in identities {
      try administrator.connection.execute("GRANT agtrack_staff TO \(prefix)_\(login)")
    }
    try administrator.connection.execute("SET ROLE agtrack_owner; SELECT meta.grant_staff_access(); RESET ROLE")
  }

  /// Gives every protected table that is empty a row per student, or one row, whatever its columns are. Checks are taken
  /// off: what a row means does not matter here, only who sees it.
  private static func fill(_ administrator: borrowing Session, run: Int32) throws {
    for table in try texts(administrator, protectedTables) {
      if try number(administrator, "SELECT count(*) FROM \(table)") > 0 { continue }
      for constraint in try texts(
        administrator,
        "SELECT conname::text FROM pg_constraint WHERE conrelid = '\(table)'::regclass AND contype IN ('c', 'f')")
      {
        try administrator.connection.execute("ALTER TABLE \(table) DROP CONSTRAINT \"\(constraint)\"")
      }
      let columns = try texts(administrator, requiredColumns(table, run: run))
      let names = columns.map { $0.prefix { $0 != " " } }.joined(separator: ", ")
      let values = columns.map { "(\($0.drop { $0 != " " }))" }.joined(separator: ", ")
      let source =
        columns.contains { $0.hasPrefix("student_key ") }
        ? "record.student_identity AS s WHERE s.student_key <= 30" : "(SELECT 1) AS s"
      try administrator.connection.execute("INSERT INTO \(table) (\(names)) SELECT \(values) FROM \(source)")
    }
  }

  private static let protectedTables = """
    SELECT c.oid::regclass::text FROM pg_class AS c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition \
    AND c.relrowsecurity AND c.relnamespace::regnamespace::text IN \(SchemaTests.schemas) ORDER BY 1
    """

  /// Name and value of each column that must have one.
  private static func requiredColumns(_ table: String, run: Int32) -> String {
    """
    SELECT a.attname || ' ' || CASE \
    WHEN a.attname = 'student_key' THEN 's.student_key' WHEN a.attname IN ('from_run', 'run_id', 'generation') THEN '\(run)' \
    WHEN a.attname = 'student_id' THEN '''N'' || (1000 + s.student_key)' \
    WHEN t.typcategory = 'A' THEN '''{}''' WHEN t.typcategory = 'N' THEN '1' WHEN t.typcategory = 'B' THEN 'true' \
    WHEN t.typcategory = 'D' THEN 'now()' WHEN t.typname = 'bytea' THEN '''\\x00''::bytea' ELSE '''x''' END \
    FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = '\(table)'::regclass AND a.attnum > 0 \
    AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = '' \
    AND (a.attnotnull AND NOT a.atthasdef OR a.attname IN ('student_key', 'school_id'))
    """
  }
}
