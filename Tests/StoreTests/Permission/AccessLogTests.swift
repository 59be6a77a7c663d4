import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("The access log", .serialized)
struct AccessLogTests {
  private func session(as login: String) throws -> Session {
    let connection = try Connection(conninfo: try PermissionDistrict.databases.get().lookedUp.superuserConninfo)
    try connection.execute("SET SESSION AUTHORIZATION \(PermissionDistrict.prefix)_\(login)")
    return try Session.prepare(connection)
  }

  /// The last entry of a login, as the owner reads it.
  private func last(_ login: String) throws -> AccessEntry? {
    let owner = try Session.open(try PermissionDistrict.databases.get().lookedUp.conninfo)
    var found: AccessEntry?
    try AccessEntries.read(
      owner.connection, AccessEntries.Filter(login: "\(PermissionDistrict.prefix)_\(login)")
    ) { found = $0 }
    return found
  }

  @Test("Who may not be seen and who does not exist look the same to the asker and differ in the log")
  func hidden() throws {
    let session = try session(as: "counselor")
    for (wanted, outcome, ids) in [
      ("N1005", "found", ["N1005"]), ("N1006", "hidden", ["N1006"]), ("9000010006", "hidden", ["N1006"]),
      ("example6, mira", "hidden", ["N1006"]), ("N9999", "nobody", nil), ("N1031", "nobody", nil),
      ("Mira Nobody", "nobody", nil),
      ("Mira", "several", ["N1010", "N1020", "N1030"]),
    ] {
      let found = try StudentLookUp.find(session.connection, wanted, purpose: "advising")
      let entry = try #require(try last("counselor"))
      #expect(entry.outcome == outcome, "\(wanted)")
      #expect(entry.studentIDs == ids, "\(wanted)")
      #expect(entry.studentKey == (ids?.count == 1 ? Int64((ids?[0] ?? "").suffix(2)) : nil), "\(wanted)")
      #expect(entry.purpose == "advising" && entry.rows == (outcome == "hidden" ? 0 : Int64(ids?.count ?? 0)))
      if case .nobody = found {
        #expect(["hidden", "nobody"].contains(outcome))
      } else {
        #expect(["found", "several"].contains(outcome))
      }
    }
  }

  @Test("An auditor reads the log and no student; others read nothing of it")
  func readers() throws {
    let auditor = try session(as: "auditor")
    #expect(try AccessLog.mayRead(auditor))
    #expect(try Fixture.visibleIDs(auditor).isEmpty)
    let counselor = try session(as: "counselor")
    _ = try StudentLookUp.find(counselor.connection, "N1010", purpose: nil)
    var entries = 0
    try AccessEntries.read(auditor.connection, AccessEntries.Filter(student: "N1010")) {
      entries += 1
      #expect($0.studentIDs?.contains("N1010") == true)
    }
    #expect(entries > 0)
    #expect(try !AccessLog.mayRead(counselor))
    try AccessEntries.read(counselor.connection, AccessEntries.Filter()) { _ in
      Issue.record("a counselor reads the log")
    }
  }

  private func filled(_ entries: Int) throws -> TestDatabase {
    let database = try Fixture.migrated()
    let owner = try Session.open(database.conninfo)
    try Fixture.publish(owner, students: 5)
    for number in 0..<entries {
      _ = try StudentLookUp.find(owner.connection, "N\(1001 + number % 7)", purpose: number % 2 == 0 ? "ünö,:" : nil)
    }
    return database
  }

  private func faults(_ database: TestDatabase, anchors: [String] = []) throws -> [AccessChain.Fault] {
    let owner = try Session.open(database.conninfo)
    return try AccessChain.verify(owner.connection, anchors: anchors.compactMap { AccessChain.Anchor($0) }).faults
  }

  /// The end of the chain. No connection stays open, so that the database can be cloned.
  private func head(_ database: TestDatabase) throws -> String {
    let owner = try Session.open(database.conninfo)
    return try AccessChain.verify(owner.connection, anchors: []).head
  }

  @Test("What is written is sealed at once, and the chain verifies")
  func verifies() throws {
    let database = try filled(12)
    let owner = try Session.open(database.conninfo)
    #expect(try number(owner, "SELECT count(*) FROM meta.access_log WHERE position IS NULL") == 0)
    let chain = try AccessChain.verify(owner.connection, anchors: [])
    #expect(chain.sealed == 12 && chain.waiting == 0 && chain.faults.isEmpty && chain.head.count == 64)
    _ = try StudentLookUp.find(owner.connection, "N1001", purpose: nil)
    #expect(try faults(database, anchors: ["12:\(chain.head)", "12:\(chain.head.prefix(16))"]).isEmpty)
  }

  @Test("Every change of any column, a deletion, an exchange and a cut are noticed")
  func tampering() throws {
    let original = try filled(9)
    let head = try head(original)
    let changes = [
      "at = at + interval '1 microsecond'", "login = 'other'", "acting_as = 'other'", "command = 'x'", "purpose = ''",
      "purpose = NULL", "outcome = 'nobody'", "student_key = 4", "student_key = NULL", "row_count = 2", "run_id = NULL",
      "student_ids = '{N1004}'", "student_ids = NULL", "seal = sha256(seal)",
    ].map { "UPDATE meta.access_log SET \($0) WHERE position = 3" }
    let moves = [
      "DELETE FROM meta.access_log WHERE position = 3", "DELETE FROM meta.access_log WHERE position < 3",
      "UPDATE meta.access_log SET position = 100 WHERE position = 3",
      "UPDATE meta.access_log SET position = CASE position WHEN 3 THEN 103 ELSE 104 END WHERE position IN (3, 4); UPDATE meta.access_log SET position = CASE position WHEN 103 THEN 4 ELSE 3 END WHERE position > 100",
      "INSERT INTO meta.access_log (command, row_count, position, seal) VALUES ('x', 1, 10, sha256('x'))",
    ]
    for tampering in changes + moves {
      let database = try TestDatabase.create(from: original)
      let administrator = try Connection(conninfo: database.superuserConninfo)
      try administrator.execute("SET session_replication_role = replica; \(tampering)")
      #expect(try !faults(database).isEmpty, "\(tampering)")
    }
    // Cut off at the end, the chain is whole; an anchor shows it.
    let database = try TestDatabase.create(from: original)
    let administrator = try Connection(conninfo: database.superuserConninfo)
    try administrator.execute("SET session_replication_role = replica; DELETE FROM meta.access_log WHERE position = 9")
    #expect(try faults(database).isEmpty)
    #expect(try faults(database, anchors: ["9:\(head)"]).count == 1)
  }

  @Test("Eight people at once break nothing and leave nothing unsealed", .timeLimit(.minutes(2)))
  func concurrent() throws {
    let database = try filled(0)
    let conninfo = database.conninfo
    let failures = Collected()
    let threads = (0..<8).map { thread in
      Threads.start {
        do {
          let session = try Session.open(conninfo)
          for number in 0..<15 {
            _ = try StudentLookUp.find(session.connection, "N\(1001 + (thread + number) % 7)", purpose: "\(thread)")
          }
        } catch { failures.add("\(error)") }
      }
    }
    for thread in threads { thread.wait() }
    #expect(failures.all == [])
    let owner = try Session.open(conninfo)
    let chain = try AccessChain.verify(owner.connection, anchors: [])
    #expect(chain.sealed == 120 && chain.waiting == 0 && chain.faults.isEmpty)
  }

  @Test("Nobody waits for a long export that holds its entry back, and what a dead session left is sealed by the next")
  func waiting() throws {
    let database = try filled(1)
    let owner = try Session.open(database.conninfo)
    let export = try Session.open(database.conninfo)
    try export.connection.transaction(.snapshot) {
      try AccessLog.add(export.connection, command: "verdicts", purpose: nil, studentKey: nil, rows: 5, run: 1)
      _ = try StudentLookUp.find(owner.connection, "N1001", purpose: nil)
      #expect(try number(owner, "SELECT max(position) FROM meta.access_log") == 2)
    }
    // The export's session never seals.
    #expect(try number(owner, "SELECT count(*) FROM meta.access_log WHERE position IS NULL") == 1)
    _ = try StudentLookUp.find(owner.connection, "N1001", purpose: nil)
    #expect(try number(owner, "SELECT count(*) FROM meta.access_log WHERE position IS NULL") == 0)
    // Whoever holds the chain is not waited for either.
    try export.connection.transaction {
      try export.connection.execute("LOCK TABLE meta.access_log IN SHARE UPDATE EXCLUSIVE MODE")
      _ = try StudentLookUp.find(owner.connection, "N1002", purpose: nil)
    }
    #expect(try number(owner, "SELECT count(*) FROM meta.access_log WHERE position IS NULL") == 1)
    #expect(try faults(database).isEmpty)
  }

  @Test("A read that is rolled back leaves no entry, and sealing inside a snapshot is refused")
  func rolledBack() throws {
    struct Stop: Error {}
    let database = try filled(1)
    let owner = try Session.open(database.conninfo)
    #expect(throws: Stop.self) {
      try owner.connection.transaction(.snapshot) {
        try AccessLog.add(owner.connection, command: "caseload", purpose: nil, studentKey: nil, rows: 5, run: 1)
        throw Stop()
      }
    }
    #expect(try number(owner, "SELECT count(*) FROM meta.access_log") == 1)
    #expect(throws: PostgresError.self) {
      try owner.connection.transaction(.snapshot) { try AccessLog.seal(owner.connection) }
    }
  }

  @Test("Forgetting a student leaves the log, and no row in any table that knows students")
  func forgetting() throws {
    let database = try filled(3)
    let owner = try Session.open(database.conninfo)
    var quality = QualityWriter(run: try RunLog.begin(owner.connection, asOf: Fixture.asOf, program: "test"))
    quality.append(Reject(file: "students.csv", line: 2, column: nil, code: "x", value: "Example2", message: "m"))
    quality.append(Reject(file: "students.csv", line: 3, column: nil, code: "x", value: "Example3", message: "m"))
    try quality.flush(owner.connection)
    guard
      case .forgotten(let rows) = try ForgottenStudents.forget(owner.connection, studentID: "N1002", reason: "request")
    else {
      Issue.record("the student is not found")
      return
    }
    #expect(rows == 13)
    for relation in try PermissionMatrix.relations(owner.connection) where relation.hasStudent {
      let expected = ["meta.access_log": 2, "record.forgotten_student": 1][relation.name] ?? 0
      #expect(
        try number(owner, "SELECT count(*) FROM \(relation.name) WHERE student_key = 2") == expected, "\(relation.name)"
      )
    }
    #expect(try texts(owner, "SELECT value FROM record.reject ORDER BY seq") == ["", "Example3"])
    #expect(
      try texts(owner, "SELECT outcome FROM meta.access_entries('N1002', NULL, NULL, NULL)") == ["found", "forgotten"])
    guard case .nobody = try StudentLookUp.find(owner.connection, "N1002", purpose: nil) else {
      Issue.record("the student is still found")
      return
    }
    #expect(try ForgottenStudents.forget(owner.connection, studentID: "N1002", reason: "again") == .alreadyForgotten)
    #expect(try ForgottenStudents.forget(owner.connection, studentID: "N100", reason: "no") == .unknown)
    let known = try KnownStudents(owner.connection)
    #expect(known.isForgotten("N1002") && !known.isForgotten("N1001"))
    #expect(try ForgottenStudents.readmit(owner.connection, studentID: "N1002", reason: "back"))
    #expect(try !ForgottenStudents.readmit(owner.connection, studentID: "N1002", reason: "back"))
    #expect(try !KnownStudents(owner.connection).isForgotten("N1002"))
    #expect(try faults(database).isEmpty)
  }

  @Test("The number of a forgotten student goes to nobody else")
  func numbers() throws {
    let database = try filled(0)
    let owner = try Session.open(database.conninfo)
    _ = try ForgottenStudents.forget(owner.connection, studentID: "N1005", reason: "request")
    #expect(try KnownStudents(owner.connection).nextKey == 6)
  }
}
