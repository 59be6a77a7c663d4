import TestSupport
import Testing

@testable import Store

@Suite("The schema")
struct SchemaTests {
  static let schemas = "('meta', 'record', 'evaluation', 'indicator')"

  private func offenders(_ sql: String) throws -> [String] {
    let database = try Fixture.migrated()
    return try texts(try Session.open(database.conninfo), sql)
  }

  @Test("Every table has a primary key")
  func primaryKeys() throws {
    #expect(
      try offenders(
        """
        SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text IN \
        \(Self.schemas) AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
        """
      ).isEmpty)
  }

  @Test("Every table and view says what one row is, and every column what it means")
  func comments() throws {
    #expect(
      try offenders(
        """
        SELECT schema_name || '.' || relation_name || '.' || column_name FROM meta.dictionary \
        WHERE relation_comment IS NULL OR relation_comment NOT LIKE 'One row per %' OR coalesce(column_comment, '') = ''
        """
      ).isEmpty)
  }

  @Test("Every table that holds rows of students or staff has row-level security enabled and forced")
  func rowSecurity() throws {
    let unprotected = try offenders(
      """
      SELECT DISTINCT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
      WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text IN \(Self.schemas) \
      AND (a.attname IN ('student_key', 'student_id', 'login') OR c.relname IN ('reject', 'finding', 'exam_review')) \
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      """)
    #expect(unprotected.isEmpty)
    let protected = try offenders("SELECT relname::text FROM pg_class WHERE relforcerowsecurity ORDER BY relname")
    #expect(
      protected == [
        "access_log", "change", "check_finding", "check_student", "class_count", "counsel", "district_claim", "exam",
        "exam_match", "exam_review", "finding", "forgotten_student", "measure_count", "reject", "staff",
        "strategy_student", "student", "student_assignment", "student_identity", "transcript", "verdict", "waiver",
      ])
  }

  @Test("Every view runs with the rights of the caller, and only what writes the access log with those of its definer")
  func callersRights() throws {
    #expect(
      try offenders(
        """
        SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace::regnamespace::text IN \(Self.schemas) \
        AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))
        """
      ).isEmpty)
    // What the two may do, and that they answer nothing, is tested with the permissions.
    #expect(
      try offenders(
        "SELECT proname::text FROM pg_proc WHERE prosecdef AND pronamespace::regnamespace::text IN \(Self.schemas) ORDER BY 1"
      ) == ["log_access", "seal_access_log"])
  }

  @Test("Student tables lead with student_key in the primary key and have no foreign key, trigger or sequence")
  func readyForCitus() throws {
    #expect(
      try offenders(
        """
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'student_key' \
        JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary WHERE c.relkind = 'r' AND c.relname <> 'access_log' \
        AND (i.indkey[0] <> a.attnum OR c.relhastriggers)
        """
      ).isEmpty)
  }

  @Test("All objects belong to the owner of the database, who cannot log in")
  func ownership() throws {
    #expect(
      try offenders(
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace::regnamespace::text IN \(Self.schemas)"
      ) == ["agtrack_owner"])
  }

  @Test("The dictionary is the same each time and has every table")
  func dictionary() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let text = try DataDictionary.markdown(session)
    #expect(try DataDictionary.markdown(session) == text)
    #expect(text.contains("## record.transcript (table, row-level security)\nOne row per student, version"))
    #expect(text.contains("| `student_key` * | bigint |  | The student. |"))
  }

  @Test("The dictionary in docs is what the database says")
  func printedDictionary() throws {
    let database = try Fixture.migrated()
    try Golden.check(
      try DataDictionary.markdown(try Session.open(database.conninfo)), "../../docs/data-dictionary.md")
  }
}
