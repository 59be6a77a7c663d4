import Dispatch
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Migrations")
struct MigratorTests {
  /// All that a second migration could have touched.
  private static let catalogue = """
    SELECT string_agg(x, ',' ORDER BY x) FROM (SELECT oid::text || xmin::text AS x FROM pg_class UNION ALL \
    SELECT oid::text || xmin::text FROM pg_proc UNION ALL SELECT oid::text || xmin::text FROM pg_policy UNION ALL \
    SELECT number::text || applied_at::text FROM meta.migration) AS rows
    """

  @Test("Migrating twice changes nothing in the catalogue")
  func twice() throws {
    let database = try TestDatabase.create()
    // Roles belong to the whole server: made first, so that no other test can make it in between.
    try Connection(conninfo: TestCluster.conninfo()).execute(
      "DO $$ BEGIN CREATE ROLE agtrack_staff NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$")
    let session = try Session.open(database.conninfo)
    #expect(try !Migrator.isCurrent(session))
    #expect(throws: StoreError.notMigrated) { try Migrator.requireCurrent(session) }
    let first = try Migrator.migrate(session)
    #expect(first.applied.first == "0001_meta.sql" && first.recreatedViews)
    let before = try texts(session, Self.catalogue)
    #expect(try Migrator.migrate(session).changedNothing)
    #expect(try texts(session, Self.catalogue) == before)
    try Migrator.requireCurrent(session)
  }

  @Test("Views and policies are made anew when a file of them changed, and data stays")
  func changedViews() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 3)
    try session.connection.execute("UPDATE meta.view_set SET sha256 = repeat('0', 64)")
    let report = try Migrator.migrate(session)
    #expect(report.applied.isEmpty && report.recreatedViews)
    #expect(try Fixture.visibleIDs(session) == ["N1001", "N1002", "N1003"])
  }

  @Test("To whom students are assigned is known of a database that comes from before that was kept")
  func assignments() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 4)
    let second = try Fixture.begin(session)
    var batch = StudentBatch(run: second)
    batch.endStudent(key: 2)
    batch.append(key: 2, Fixture.profile(2) { $0.counselorID = "T7" }, digest: RecordDigest(high: 1, low: 2))
    batch.withdraw(key: 3)
    try batch.flush(session.connection)
    // A person decides about the second run only after the migration.
    try RunLog.hold(session.connection, second, studentsEvaluated: 1, studentsCarriedOver: 2)
    let rows = """
      SELECT concat_ws(' ', student_key, from_run, to_run, school_id, counselor_id) FROM record.student_assignment \
      ORDER BY student_key, from_run
      """
    let expected = ["1 1 S2 T9", "2 1 2 S3 T9", "2 2 S3 T7", "3 1 2 S1 T9", "4 1 S2 T9"]
    #expect(try texts(session, rows) == expected)
    try session.connection.execute(
      """
      DROP TABLE record.student_assignment CASCADE; DROP TABLE meta.public_release_file, meta.public_release;
      ALTER TABLE evaluation.verdict DROP COLUMN offered_areas CASCADE, DROP COLUMN ready_areas CASCADE;
      ALTER TABLE record.course DROP COLUMN seats_s1 CASCADE, DROP COLUMN seats_s2 CASCADE, DROP COLUMN seats_su CASCADE;
      DELETE FROM meta.migration WHERE number >= 18; UPDATE meta.view_set SET sha256 = repeat('0', 64)
      """)
    #expect(try Migrator.migrate(session).applied.first == "0018_student_assignment.sql")
    #expect(try texts(session, rows) == expected)
    #expect(try RunLog.publishHeld(session.connection, run: second.id, account: nil, reason: nil))
    // The next night clears nothing of it away.
    _ = try RunLog.begin(session.connection, asOf: Fixture.asOf, program: "test")
    #expect(try texts(session, rows) == expected)
  }

  @Test("A database of migration 0018 takes 0019, keeps its verdicts, and has no funnels until the next night")
  func access() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 8)
    try session.connection.execute(
      """
      DROP TABLE meta.public_release_file, meta.public_release;
      ALTER TABLE evaluation.verdict DROP COLUMN offered_areas CASCADE, DROP COLUMN ready_areas CASCADE;
      ALTER TABLE record.course DROP COLUMN seats_s1 CASCADE, DROP COLUMN seats_s2 CASCADE, DROP COLUMN seats_su CASCADE;
      DELETE FROM meta.migration WHERE number >= 19; UPDATE meta.view_set SET sha256 = repeat('0', 64)
      """)
    let before = try number(session, "SELECT count(*) FROM evaluation.verdict")
    #expect(try Migrator.migrate(session).applied.first == "0019_access.sql")
    #expect(try number(session, "SELECT count(*) FROM evaluation.verdict WHERE ready_areas IS NULL") == before)
    #expect(try number(session, "SELECT count(*) FROM indicator.funnel_in(1, 3, NULL)") == 0)
  }

  @Test("A database from before the registry of public releases gets it, empty, and keeps what it has")
  func registry() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try session.connection.execute(
      """
      DROP TABLE meta.public_release_file, meta.public_release CASCADE;
      ALTER TABLE record.course DROP COLUMN seats_s1 CASCADE, DROP COLUMN seats_s2 CASCADE, DROP COLUMN seats_su CASCADE;
      DELETE FROM meta.migration WHERE number >= 20; UPDATE meta.view_set SET sha256 = repeat('0', 64)
      """)
    #expect(try Migrator.migrate(session).applied.first == "0020_public_release.sql")
    #expect(try PublicReleases.list(session.connection).isEmpty)
  }

  @Test("A database of migration 0019 takes 0022 and keeps its courses, whose seats are parted by no term")
  func termSeats() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 8)
    try session.connection.execute(
      """
      INSERT INTO record.course (generation, row_no, school_id, course_id, title, length, course_key, g_eligible, seats)
      VALUES (1, 1, 'S', 'C', 'English 9', 'year', 'C', true, 90);
      ALTER TABLE record.course DROP COLUMN seats_s1 CASCADE, DROP COLUMN seats_s2 CASCADE, DROP COLUMN seats_su CASCADE;
      DELETE FROM meta.migration WHERE number >= 22; UPDATE meta.view_set SET sha256 = repeat('0', 64)
      """)
    #expect(try Migrator.migrate(session).applied.first == "0022_term_seats.sql")
    #expect(try number(session, "SELECT count(*) FROM record.course WHERE seats = 90 AND seats_s1 IS NULL") == 1)
    #expect(
      try number(
        session, "SELECT sum(indicator.course_seats(c, t)) FROM record.course AS c, generate_series(0, 3) AS t") == 270)
    #expect(throws: PostgresError.self) { try session.connection.execute("UPDATE record.course SET seats_s1 = 1") }
  }

  @Test("A changed applied migration is an error that names the file")
  func changed() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try session.connection.execute("UPDATE meta.migration SET sha256 = repeat('a', 64) WHERE number = 2")
    #expect(throws: StoreError.changedMigration(name: "0002_shared_records.sql")) { try Migrator.migrate(session) }
  }

  @Test("A database newer than the program is an error")
  func newer() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try session.connection.execute("INSERT INTO meta.migration VALUES (9999, '9999_x.sql', repeat('a', 64))")
    #expect(throws: StoreError.newerDatabase(number: 9999)) { try Migrator.migrate(session) }
  }

  @Test("A migration that fails leaves nothing behind")
  func failing() throws {
    let database = try TestDatabase.create()
    let session = try Session.open(database.conninfo)
    let broken = Asset(name: "0001_x.sql", text: "CREATE SCHEMA meta; SELECT 1/0", sha256: Digest.sha256("x"))
    #expect(throws: PostgresError.self) { try Migrator.migrate(session, migrations: [broken], views: []) }
    #expect(try number(session, "SELECT count(*) FROM pg_namespace WHERE nspname = 'meta'") == 0)
    #expect(try Migrator.migrate(session).recreatedViews)
  }

  @Test("Two migrators at once: one does the work, both succeed")
  func together() throws {
    let database = try TestDatabase.create()
    let conninfo = database.conninfo
    let lock = NSLock()
    nonisolated(unsafe) var outcomes: [String] = []
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let outcome: String
      do {
        let session = try Session.open(conninfo)
        outcome = try Migrator.migrate(session).applied.isEmpty ? "nothing to do" : "migrated"
      } catch { outcome = "\(error)" }
      lock.withLock { outcomes.append(outcome) }
    }
    #expect(outcomes.sorted() == ["migrated", "nothing to do", "nothing to do", "nothing to do"])
  }

  @Test("A read-only database is refused in words, and may still be read if it is current")
  func readOnly() throws {
    let database = try TestDatabase.create()
    let readOnly = database.conninfo + " options='-c default_transaction_read_only=on'"
    #expect(throws: StoreError.unsuitable("the database is read-only; give one that takes writes")) {
      try Migrator.migrate(try Session.open(readOnly))
    }
    let current = try Fixture.migrated()
    let session = try Session.open(current.conninfo + " options='-c default_transaction_read_only=on'")
    #expect(try Migrator.migrate(session).changedNothing)
  }

  @Test("A database in another encoding is refused in words")
  func encoding() throws {
    let administrator = try Connection(conninfo: TestCluster.superuserConninfo())
    try administrator.execute("DROP DATABASE IF EXISTS store_latin1")
    try administrator.execute(
      "CREATE DATABASE store_latin1 TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    let conninfo = try TestCluster.superuserConninfo() + " dbname=store_latin1"
    #expect(throws: StoreError.self) { _ = try Session.open(conninfo) }
    try administrator.execute("DROP DATABASE store_latin1 WITH (FORCE)")
  }
}
