import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Runs")
struct RunTests {
  @Test("A second night finds the lock taken; it is free when the first connection ends")
  func lock() throws {
    let database = try Fixture.migrated()
    let second = try Session.open(database.conninfo)
    do {
      let first = try Session.open(database.conninfo)
      try RunLog.takeLock(first.connection)
      #expect(throws: StoreError.locked) { try RunLog.takeLock(second.connection) }
      try RunLog.releaseLock(first.connection)
    }
    try RunLog.takeLock(second.connection)
  }

  @Test("Readers see nothing of a run until it is published, then all of it")
  func visibility() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    #expect(throws: StoreError.nothingPublished) { try PublishedRun.required(session.connection) }
    let first = try Fixture.publish(session, students: 4)
    let second = try Fixture.begin(session)
    #expect(second.previous == PublishedRun(id: first.id, asOf: Fixture.asOf, schoolYear: 2025))
    var batch = StudentBatch(run: second)
    batch.endStudent(key: 1)
    batch.endVerdict(key: 1, system: "uc")
    var changed = Fixture.profile(1) { $0.lastName = "Changed" }
    changed.gradeLevel = 12
    batch.append(key: 1, changed, digest: RecordDigest(high: 9, low: 9))
    batch.append(key: 1, Fixture.verdict(3, system: "uc", run: second), recordRun: second.id)
    batch.withdraw(key: 2)
    Fixture.append(&batch, second, number: 5)
    try batch.flush(session.connection)
    #expect(try Fixture.visibleIDs(session) == ["N1001", "N1002", "N1003", "N1004"])
    #expect(try number(session, "SELECT count(*) FROM evaluation.verdict_now") == 8)
    #expect(try number(session, "SELECT count(*) FROM record.student_now WHERE last_name = 'Changed'") == 0)
    try RunLog.publish(session.connection, second, studentsEvaluated: 2, studentsCarriedOver: 2)
    #expect(try Fixture.visibleIDs(session) == ["N1001", "N1003", "N1004", "N1005"])
    #expect(try number(session, "SELECT count(*) FROM evaluation.verdict_now") == 8)
    #expect(try number(session, "SELECT count(*) FROM record.student_now WHERE last_name = 'Changed'") == 1)
    #expect(try number(session, "SELECT count(*) FROM record.transcript_now") == 12)
    #expect(
      try number(session, "SELECT count(*) FROM evaluation.verdict_now WHERE all_status = 'met' AND student_key = 1")
        == 1)
  }

  @Test("What a dead run left is gone when the next begins, and ended versions hold again")
  func deadRun() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 3)
    let dead = try Fixture.begin(session)
    var batch = StudentBatch(run: dead)
    for key in 1...3 { batch.withdraw(key: Int64(key)) }
    Fixture.append(&batch, dead, number: 7)
    try batch.flush(session.connection)
    var quality = QualityWriter(run: dead)
    quality.append(Reject(file: "students.csv", line: 2, column: nil, code: "x", value: nil, message: "m"))
    quality.append(Finding(code: "y", severity: .note, message: "m"))
    try quality.flush(session.connection)
    let next = try RunLog.begin(session.connection, asOf: Fixture.asOf, program: "test")
    #expect(next.id == dead.id + 1)
    #expect(try texts(session, "SELECT state FROM meta.run ORDER BY run_id") == ["published", "abandoned", "running"])
    for table in ["record.student", "record.transcript", "record.exam", "record.waiver", "evaluation.verdict"] {
      #expect(try number(session, "SELECT count(*) FROM \(table) WHERE from_run > 1") == 0)
    }
    #expect(try number(session, "SELECT count(*) FROM record.student WHERE to_run IS NOT NULL") == 0)
    #expect(try number(session, "SELECT count(*) FROM evaluation.verdict WHERE to_run IS NOT NULL") == 0)
    #expect(try number(session, "SELECT count(*) FROM record.student_identity") == 3)
    #expect(try number(session, "SELECT count(*) FROM record.reject") == 0)
    #expect(try number(session, "SELECT count(*) FROM record.school WHERE generation > 1") == 0)
    try RunLog.end(session.connection, next, as: .failed)
    #expect(try texts(session, "SELECT state FROM meta.run WHERE run_id = 3") == ["failed"])
    #expect(try Fixture.visibleIDs(session).count == 3)
  }

  @Test("A first night that died leaves empty tables")
  func deadFirstRun() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let dead = try Fixture.begin(session)
    var batch = StudentBatch(run: dead)
    Fixture.append(&batch, dead, number: 1)
    try batch.flush(session.connection)
    _ = try RunLog.begin(session.connection, asOf: Fixture.asOf, program: "test")
    for table in ["record.student", "record.student_identity", "record.school", "evaluation.verdict", "meta.run_file"] {
      #expect(try number(session, "SELECT count(*) FROM \(table)") == 0)
    }
  }

  @Test("The first load works without the transcript key and gives it back, also after a crash; later loads keep it")
  func suspendedKey() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let keys = "SELECT count(*) FROM pg_constraint WHERE conrelid = 'record.transcript'::regclass AND contype = 'p'"
    let dead = try Fixture.begin(session)
    try StudentLoad.begin(session.connection)
    #expect(try number(session, keys) == 0)
    var batch = StudentBatch(run: dead)
    Fixture.append(&batch, dead, number: 1)
    try batch.flush(session.connection)
    let run = try Fixture.begin(session)
    #expect(try number(session, keys) == 1)
    try StudentLoad.begin(session.connection)
    batch = StudentBatch(run: run)
    Fixture.append(&batch, run, number: 1)
    try batch.flush(session.connection)
    try StudentLoad.restoreKeys(session.connection)
    try StudentLoad.analyzeTranscripts(session.connection)
    try StudentLoad.analyzeOthers(session.connection)
    #expect(try number(session, keys) == 1)
    try RunLog.publish(session.connection, run, studentsEvaluated: 1, studentsCarriedOver: 0)
    try StudentLoad.begin(session.connection)
    #expect(try number(session, keys) == 1)
  }

  @Test("A run is published once only")
  func publishedOnce() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let run = try Fixture.publish(session, students: 1)
    #expect(throws: PostgresError.self) {
      try RunLog.publish(session.connection, run, studentsEvaluated: 1, studentsCarriedOver: 0)
    }
  }

  @Test("Files, editions, stages, rejects and findings of a run are kept and read back in order")
  func description() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let run = try Fixture.begin(session)
    try RunLog.record(
      session.connection, run,
      editions: [RunEdition(id: "uc-2022", sha256: String(repeating: "b", count: 64), lastEnteringYear: 2027)])
    try RunLog.record(session.connection, run, stages: [("load", 12), ("publish", 1)])
    var quality = QualityWriter(run: run)
    let rejects = [
      Reject(file: "students.csv", line: 3, column: "grade_level", code: "bad_value", value: "14", message: "m"),
      Reject(file: "courses.csv", line: 9, column: nil, code: "duplicate_key", value: nil, message: "m"),
      Reject(file: "courses.csv", line: 2, column: nil, code: "duplicate_key", value: nil, message: "m"),
    ]
    for reject in rejects { quality.append(reject) }
    quality.append(Finding(code: "b", severity: .note, occurrences: 3, message: "m"))
    quality.append(Finding(code: "a", severity: .warning, message: "m"))
    quality.append(Finding(code: "b", severity: .note, message: "m"))
    try quality.flush(session.connection)
    try RunLog.publish(session.connection, run, studentsEvaluated: 0, studentsCarriedOver: 0)
    #expect(try RunLog.previousFiles(session.connection).map(\.file) == ["schools.csv", "staff.csv"])
    var read: [Reject] = []
    try QualityReader.rejects(session.connection) { read.append($0) }
    #expect(read == [rejects[2], rejects[1], rejects[0]])
    let counts = try QualityReader.findingCounts(session.connection)
    #expect(counts.map(\.code) == ["a", "b"] && counts.map(\.count) == [1, 4])
  }
}
