import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Students")
struct StudentTests {
  @Test("What is written comes back, in the order of student_id")
  func roundTrip() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let run = try Fixture.publish(session, students: 12)
    try session.connection.transaction(.readOnlySnapshot) {
      let reader = try StudentReader(session.connection)
      var read: [StoredStudent] = []
      try reader.forEach(session.connection, .everything, batchSize: 5) { read.append($0) }
      #expect(read.map(\.key) == (1...12).map(Int64.init))
      for (index, student) in read.enumerated() {
        let number = index + 1
        #expect(student.profile == Fixture.profile(number))
        #expect(student.transcripts == Fixture.transcripts(number))
        #expect(student.exams == [ExamRow(seq: 1, program: "AP", subject: "07", schoolYear: 2024, score: 4)])
        #expect(student.waivers.map(\.semesters) == [150])
        let expected = ["csu", "uc"].map { Fixture.verdict(number, system: $0, run: run) }
        #expect(student.verdicts.map(\.verdict) == expected)
        #expect(student.verdicts.allSatisfy { $0.fromRun == run.id && $0.recordRun == run.id })
      }
      var amountsOnly: [StoredStudent] = []
      try reader.forEach(session.connection, .verdicts) { amountsOnly.append($0) }
      #expect(amountsOnly.allSatisfy { $0.transcripts.isEmpty && $0.verdicts.allSatisfy(\.verdict.uses.isEmpty) })
      for (student, whole) in zip(amountsOnly, read) {
        #expect(student.verdicts.map(\.verdict.grounds) == whole.verdicts.map(\.verdict.grounds))
      }
      var open: [StoredStudent] = []
      try reader.forEach(session.connection, [.verdicts, .openTranscripts], batchSize: 5) { open.append($0) }
      for (index, student) in open.enumerated() {
        let number = index + 1
        let hasOpen = number % 2 == 0 && number % 4 != 0
        #expect(student.transcripts == (hasOpen ? Fixture.transcripts(number) : []), "student \(number)")
      }
    }
  }

  @Test("Known students are found by id with key and digests; withdrawn ones have no digest")
  func known() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    let first = try Fixture.publish(session, students: 6)
    let second = try Fixture.begin(session)
    var batch = StudentBatch(run: second)
    batch.withdraw(key: 6)
    try batch.flush(session.connection)
    try RunLog.publish(session.connection, second, studentsEvaluated: 0, studentsCarriedOver: 5)
    let known = try KnownStudents(session.connection)
    #expect(known.count == 6 && known.nextKey == 7)
    let third = try #require(known.index(of: "N1003"))
    #expect(known.key(third) == 3 && known.version(third) == first.id)
    #expect(known.digest(third) == RecordDigest(high: 3, low: UInt64(first.id)))
    #expect(known.verdictDigest(third, system: "uc") == RecordDigest(high: 3, low: 2))
    let gone = try #require(known.index(of: "N1006"))
    #expect(
      known.digest(gone) == .none && known.verdictDigest(gone, system: "csu") == .none && known.version(gone) == 0)
    for absent in ["", "N", "N1", "N10031", "N9999", "A"] { #expect(known.index(of: absent) == nil) }
  }

  @Test("Course codes and rule numbers last, and new ones follow the old")
  func dictionaries() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    var codes = try CourseCodes(session.connection)
    let algebra = PrintedCourse(schoolID: "S1", courseID: "M1", title: "Algebra")
    let printed = PrintedCourse(schoolID: "S1", courseID: "M1", title: "")
    #expect(codes.code(for: algebra) == 1 && codes.code(for: printed) == 2 && codes.code(for: algebra) == 1)
    try codes.flush(session.connection)
    var again = try CourseCodes(session.connection)
    #expect(
      again.code(for: printed) == 2 && again[1] == algebra && again[0] == nil && again[-1] == nil && again[3] == nil)
    #expect(again.code(for: PrintedCourse(schoolID: "S2", courseID: "M1", title: "")) == 3)
    _ = try RuleNumbers(session.connection, adding: ["a", "b"])
    let rules = try RuleNumbers(session.connection, adding: ["b", "c"])
    #expect(rules.number(of: "b") == 2 && rules.number(of: "c") == 3 && rules.rule(1) == "a" && rules.rule(0) == nil)
  }

  @Test("Counts have a row for every measure, place and group, also where nobody is counted")
  func counts() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 24)
    var counts: [GroupCount] = []
    try GroupCounts.read(session.connection) { counts.append($0) }
    let groups = try number(session, "SELECT count(*) FROM indicator.student_group")
    #expect(counts.count == 11 * 5 * groups)
    func cell(_ measure: String, _ scopeID: String, _ group: String) -> GroupCount? {
      counts.first { $0.measure == measure && $0.scopeID == scopeID && $0.studentGroup == group }
    }
    let all = try #require(cell("students_evaluated", "D1", "all"))
    #expect(all.n == 16 && all.x == 16 && all.scopeName == "First District" && all.schoolYear == 2025)
    #expect(cell("students_evaluated", "D1", "asian")?.n == 0)
    let race = counts.filter {
      $0.measure == "students_evaluated" && $0.scopeID == "D1" && $0.family == "race_ethnicity"
    }
    #expect(race.map(\.n).reduce(0, +) == 16)
    #expect(race.first { $0.studentGroup == "not_reported" }?.n == 8)
    // In D1 students 3, 7, 15 and 19 are seniors; 3 and 19 have everything, the others lack mathematics.
    for measure in ["pattern_met_uc", "pattern_met_csu", "on_pace_uc_grade_12"] {
      let seniors = try #require(cell(measure, "D1", "all"))
      #expect(seniors.n == 4 && seniors.x == 2, "\(measure)")
    }
    let sophomores = try #require(cell("on_pace_uc_grade_10", "D1", "all"))
    #expect(sophomores.n == 4 && sophomores.x == 0)
  }
}
