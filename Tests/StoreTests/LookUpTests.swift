import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Looking up one student")
struct LookUpTests {
  private func key(_ result: StudentLookUp) -> Int64? {
    if case .one(let student) = result { return student.key }
    return nil
  }

  private func keys(_ result: StudentLookUp) -> [Int64] {
    if case .several(let matches, _) = result { return matches.map(\.key) }
    return []
  }

  @Test("By student_id, statewide id, name, beginning of a name and part of a name, without case")
  func ways() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 12)
    func find(_ wanted: String, limit: Int = 20) throws -> StudentLookUp {
      try StudentLookUp.find(session.connection, wanted, purpose: "test", limit: limit)
    }
    #expect(key(try find("N1003")) == 3)
    #expect(key(try find("9000010004")) == 4)
    #expect(key(try find("mira EXAMPLE2")) == 2)
    #expect(key(try find("example2, Mira")) == 2)
    #expect(key(try find("Example11, J")) == 11)
    #expect(keys(try find("example1")) == [1, 10, 11, 12])
    #expect(keys(try find("MPLE1")) == [1, 10, 11, 12])
    #expect(keys(try find("Jo_n")) == [1, 3, 5, 7, 9, 11])
    #expect(keys(try find("M_ra")).isEmpty)
    for nobody in ["", "%", "\\", "' OR true --", "Nobody"] {
      guard case .nobody = try find(nobody) else {
        Issue.record("\(nobody) should find nobody")
        continue
      }
    }
    guard case .several(let matches, let isCut) = try find("Example", limit: 5) else {
      Issue.record("several should fit")
      return
    }
    #expect(matches.map(\.studentID) == ["N1001", "N1002", "N1003", "N1004", "N1005"] && isCut)
  }

  @Test("Every look-up is in the access log with login, purpose and student")
  func logged() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 3)
    _ = try StudentLookUp.find(session.connection, "N1002", purpose: "advising")
    _ = try StudentLookUp.find(session.connection, "nobody", purpose: nil)
    #expect(
      try texts(
        session,
        """
        SELECT concat_ws(' ', login, acting_as, command, purpose, outcome, student_key, row_count, run_id) \
        FROM meta.access_log ORDER BY log_id
        """) == ["agtrack agtrack_owner student advising found 2 1 1", "agtrack agtrack_owner student nobody 0 1"])
  }

  @Test("Nobody changes the access log, not even its owner")
  func appendOnly() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try AccessLog.add(session.connection, command: "verdicts", purpose: nil, studentKey: nil, rows: 7, run: nil)
    for change in [
      "UPDATE meta.access_log SET row_count = 0", "DELETE FROM meta.access_log", "TRUNCATE meta.access_log",
    ] {
      #expect(throws: PostgresError.self) { try session.connection.execute(change) }
    }
    #expect(throws: PostgresError.self) {
      try session.connection.execute("INSERT INTO meta.access_log (login, command, row_count) VALUES ('other', 'x', 1)")
    }
    #expect(try number(session, "SELECT sum(row_count)::bigint FROM meta.access_log") == 7)
  }

  @Test(
    "A look-up touches the big tables by index only",
    arguments: [
      "SELECT * FROM record.students_with_id('N1500')", "SELECT * FROM record.students_with_ssid('9000010500')",
      "SELECT * FROM record.students_named('Mira Example500')",
      "SELECT * FROM record.students_beginning('example50')",
      "SELECT * FROM record.students_of(ARRAY[500], ARRAY[1])",
      "SELECT * FROM record.transcripts_of(ARRAY[500], ARRAY[1])",
      "SELECT * FROM record.exams_of(ARRAY[500], ARRAY[1])", "SELECT * FROM record.waivers_of(ARRAY[500], ARRAY[1])",
      "SELECT * FROM evaluation.verdicts_with_uses_of(ARRAY[500])",
    ])
  func plans(_ sql: String) throws {
    let session = try Session.open(try Self.large.get().conninfo)
    let plan = try texts(session, "EXPLAIN \(sql)")
    for table in ["student_identity", "student", "transcript", "exam", "waiver", "verdict"] {
      #expect(!plan.contains { $0.contains("Seq Scan on \(table) ") }, "\(plan.joined(separator: "\n"))")
    }
    #expect(plan.contains { $0.contains("Index") }, "\(plan.joined(separator: "\n"))")
  }

  private static let large: Result<TestDatabase, any Error> = Result {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try StudentBatch.prepare(session.connection)
    try Fixture.publish(session, students: 3_000)
    try session.connection.execute("ANALYZE")
    return database
  }
}
