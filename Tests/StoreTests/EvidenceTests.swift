import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("What stands behind decisions")
struct EvidenceTests {
  private func course(_ id: String, areas: [String], rule: String = "match.title") -> CourseEvidenceTable.Course {
    let rows = areas.enumerated().map { index, area in
      var row = CourseEvidenceRow(
        schoolID: "S1", courseID: id, firstYear: Int16(2020 + index), lastYear: Int16(2020 + index), rule: rule)
      row.claimed = StatedCourse(areas: area, discipline: "English", honors: "HL")
      row.listed = StatedCourse(areas: "", length: "semester")
      row.decided = StatedCourse(areas: area, language: "French")
      row.listedTitle = "A title"
      row.listDistance = 1
      row.decidedBy = "R. Registrar"
      row.decidedOn = 19_000
      row.reason = "because"
      return row
    }
    let digest = areas.joined(separator: "/").utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    return CourseEvidenceTable.Course(
      schoolID: "S1", courseID: id, rows: rows, digest: RecordDigest(high: digest, low: 1))
  }

  private func publish(
    _ session: borrowing Session, _ courses: [CourseEvidenceTable.Course], _ review: [ExamReviewRow] = []
  ) throws -> [Int] {
    let run = try Fixture.begin(session)
    let written = [
      try CourseEvidenceTable.write(session.connection, run, courses),
      try ExamReviewTable.write(session.connection, run, review),
    ]
    try RunLog.publish(session.connection, run, studentsEvaluated: 0, studentsCarriedOver: 0)
    return written
  }

  @Test("A course's evidence is read back as written, all years of it, and one course alone where asked")
  func round() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let courses = [course("A", areas: ["B", "B;G"]), course("C", areas: [""])]
    #expect(try publish(session, courses) == [2, 0])
    #expect(try CourseEvidenceTable.read(session.connection) == courses.flatMap(\.rows))
    #expect(try CourseEvidenceTable.read(session.connection, courseID: "C") == courses[1].rows)
    #expect(try CourseEvidenceTable.read(session.connection, courseID: "a").isEmpty)
  }

  @Test("An unchanged night writes nothing; a changed, a new and a vanished course change only themselves")
  func incremental() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let (a, b, c) = (course("A", areas: ["B"]), course("B", areas: ["C"]), course("C", areas: ["D"]))
    _ = try publish(session, [a, b])
    #expect(try publish(session, [a, b]) == [0, 0])
    #expect(try number(session, "SELECT count(*) FROM record.course_evidence") == 2)
    let changed = course("A", areas: ["B", "G"])
    #expect(try publish(session, [changed, c]) == [2, 0])
    #expect(try CourseEvidenceTable.read(session.connection) == changed.rows + c.rows)
    #expect(
      try texts(
        session, "SELECT course_id || from_run || coalesce('-' || to_run, '') FROM record.course_evidence ORDER BY 1")
        == ["A1-3", "A3", "A3", "B1-3", "C3"])
    // What went may come back.
    #expect(try publish(session, [a, b, c]) == [2, 0])
    #expect(try CourseEvidenceTable.read(session.connection) == a.rows + b.rows + c.rows)
  }

  @Test("Readers see the evidence of a run only when it is published, and a dead run leaves no trace")
  func visibility() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let a = course("A", areas: ["B"])
    let row = ExamReviewRow(file: "ap.csv", line: 3, outcome: "unmatched", rule: nil, candidates: 0, exams: 2)
    _ = try publish(session, [a], [row])
    let run = try Fixture.begin(session)
    try CourseEvidenceTable.write(session.connection, run, [course("A", areas: ["G"]), course("N", areas: ["A"])])
    try ExamReviewTable.write(session.connection, run, [])
    #expect(try CourseEvidenceTable.read(session.connection) == a.rows)
    #expect(try ExamReviewTable.read(session.connection) == [row])
    _ = try RunLog.begin(session.connection, asOf: Fixture.asOf, program: "test")
    #expect(try CourseEvidenceTable.read(session.connection) == a.rows)
    #expect(try ExamReviewTable.read(session.connection) == [row])
    for table in ["record.course_evidence", "record.exam_review"] {
      #expect(try number(session, "SELECT count(*) FROM \(table) WHERE from_run > 1 OR to_run IS NOT NULL") == 0)
    }
  }

  @Test("The review list writes what is new and ends what is settled; equal rows stand for themselves")
  func review() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    func row(_ line: Int64, _ candidates: Int32) -> ExamReviewRow {
      ExamReviewRow(
        file: "ap.csv", line: line, outcome: candidates > 0 ? "doubtful" : "unmatched",
        rule: candidates > 0 ? "exam.local-id" : nil, candidates: candidates,
        candidateKeys: (0..<Int64(candidates)).map { $0 + 7 }, exams: 1)
    }
    #expect(try publish(session, [], [row(2, 0), row(2, 0), row(5, 3)]) == [0, 3])
    #expect(try publish(session, [], [row(5, 3), row(2, 0), row(2, 0)]) == [0, 0])
    #expect(try publish(session, [], [row(2, 0), row(5, 2)]) == [0, 1])
    #expect(try ExamReviewTable.read(session.connection) == [row(2, 0), row(5, 2)])
    #expect(try number(session, "SELECT count(*) FROM record.exam_review") == 4)
    #expect(try publish(session, [], []) == [0, 0])
    #expect(try ExamReviewTable.read(session.connection).isEmpty)
  }

  @Test("Matches and claims belong to a version of the student and go with it")
  func ofStudents() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 3)
    #expect(try number(session, "SELECT count(*) FROM record.exam_match_now") == 3)
    #expect(
      try texts(session, "SELECT student_key || ' ' || met_requirements FROM record.district_claim_now ORDER BY 1")
        == ["1 false", "2 true", "3 false"])
    let second = try Fixture.begin(session)
    var batch = StudentBatch(run: second)
    batch.endStudent(key: 1)
    batch.append(key: 1, Fixture.profile(1), digest: RecordDigest(high: 9, low: 9))
    batch.append(key: 1, DistrictClaimRow(schoolYear: 2025, metRequirements: true))
    batch.withdraw(key: 2)
    try batch.flush(session.connection)
    try RunLog.publish(session.connection, second, studentsEvaluated: 1, studentsCarriedOver: 1)
    #expect(
      try texts(session, "SELECT student_key || ' ' || met_requirements FROM record.district_claim_now ORDER BY 1")
        == ["1 true", "3 false"])
    #expect(
      try texts(session, "SELECT file || line || rule FROM record.exam_match_now") == ["ap.csv3exam.local-id"])
  }
}
