import Postgres
import TestSupport
import Testing

@testable import Store

/// Databases with the schema, and a small invented district in them.
enum Fixture {
  private static let template: Result<TestDatabase, any Error> = Result {
    let database = try TestDatabase.create()
    let session = try Session.open(database.conninfo)
    try Migrator.migrate(session)
    return database
  }

  /// A fresh migrated database.
  static func migrated() throws -> TestDatabase { try TestDatabase.create(from: template.get()) }

  static let asOf: Int32 = 20_400  // 2025-11-08

  /// Begins a run with the shared tables of the district: two districts, three schools, staff of each role.
  static func begin(_ session: borrowing Session, staffLogins prefix: String = "staff") throws -> Run {
    let run = try RunLog.begin(session.connection, asOf: asOf, program: "test")
    let writer = SharedTableWriter(run: run)
    try writer.write(
      session.connection,
      schools: [
        SchoolRow(schoolID: "S1", name: "North High", districtID: "D1", districtName: "First District"),
        SchoolRow(schoolID: "S2", name: "South High", districtID: "D1", districtName: "First District"),
        SchoolRow(schoolID: "S3", name: "Other High", districtID: "D2", districtName: "Second District"),
      ])
    try writer.write(
      session.connection,
      staff: [
        StaffRow(staffID: "T1", name: "C. One", login: "\(prefix)_counselor", role: "counselor", schoolID: "S1"),
        StaffRow(staffID: "T2", name: "P. Two", login: "\(prefix)_admin", role: "school_admin", schoolID: "S2"),
        StaffRow(staffID: "T3", name: "A. Three", login: "\(prefix)_analyst", role: "district_analyst", schoolID: "S1"),
        StaffRow(staffID: "T4", name: "A. Four", login: "\(prefix)_auditor", role: "auditor", schoolID: nil),
        StaffRow(staffID: "T5", name: "E. Five", login: "\(prefix)_engineer", role: "data_engineer", schoolID: nil),
        StaffRow(staffID: "T6", name: "W. Six", login: "\(prefix)_wide", role: "district_analyst", schoolID: nil),
      ])
    let files = ["schools.csv", "staff.csv"].map {
      FileCount(file: $0, sha256: nil, generation: run.id, rowsRead: 6, rowsLoaded: 6, rowsRejected: 0)
    }
    try RunLog.record(session.connection, run, files: files)
    return run
  }

  /// A student with four records, a matched AP row, a claim and two verdicts; everything follows from the number.
  static func append(
    _ batch: inout StudentBatch, _ run: Run, number: Int, isNew: Bool = true,
    change: (inout StudentProfile) -> Void = { _ in }
  ) {
    let key = Int64(number)
    let student = profile(number, change)
    if isNew { batch.appendIdentity(key: key, studentID: student.studentID) }
    batch.append(key: key, student, digest: RecordDigest(high: UInt64(number), low: UInt64(run.id)))
    for row in transcripts(number) { batch.append(key: key, row) }
    batch.append(key: key, ExamRow(seq: 1, program: "AP", subject: "07", schoolYear: 2024, score: 4))
    batch.append(
      key: key,
      WaiverRow(seq: 1, subjectArea: "E", semesters: 150, reason: "other", grantedBy: "Board", grantedOn: 19_000))
    batch.append(
      key: key, ExamMatchRow(seq: 1, file: "ap.csv", line: Int64(number), rule: "exam.local-id", exams: 1))
    batch.append(key: key, DistrictClaimRow(schoolYear: 2024, metRequirements: number % 2 == 0))
    for system in ["csu", "uc"] {
      batch.append(key: key, verdict(number, system: system, run: run), recordRun: run.id)
    }
  }

  static func profile(_ number: Int, _ change: (inout StudentProfile) -> Void = { _ in }) -> StudentProfile {
    var student = StudentProfile()
    student.studentID = "N\(1000 + number)"
    student.ssid = "90000\(10_000 + number)"
    student.firstName = number % 2 == 0 ? "Mira" : "Jo_n"
    student.lastName = "Example\(number)"
    student.birthDate = 14_000
    student.gender = "F"
    student.raceEthnicity = number % 3 == 0 ? nil : "hispanic"
    student.lowIncome = number % 2 == 0
    student.schoolID = "S\(number % 3 + 1)"
    student.districtID = number % 3 == 2 ? "D2" : "D1"
    student.gradeLevel = Int16(9 + number % 4)
    student.counselorID = number % 5 == 0 ? "T1" : "T9"
    change(&student)
    return student
  }

  static func transcripts(_ number: Int) -> [TranscriptRow] {
    var rows: [TranscriptRow] = []
    for seq in Int16(1)...4 {
      let isRunning = seq == 4
      rows.append(
        TranscriptRow(
          seq: seq, courseCode: Int32(seq), schoolYear: 2024, term: seq % 2 == 1 ? "S1" : "S2", gradeLevel: 9,
          mark: isRunning ? nil : "B+", creditsAttempted: 500, creditsEarned: isRunning ? nil : 500, part: nil,
          inProgress: isRunning, recordID: seq == 1 ? "R\(number)" : nil))
    }
    return rows
  }

  /// Of the students who miss something, every second has records that could decide it, and every fourth comes from a
  /// time before grounds were stored.
  private static func grounds(_ number: Int, isMet: Bool) -> VerdictGrounds? {
    var grounds = VerdictGrounds()
    if isMet { return grounds }
    if number % 4 == 0 { return nil }
    grounds.reasons = [ReasonRow(areas: 4, twelfths: 18), ReasonRow(areas: 65, twelfths: 12)]
    grounds.isCut = number % 3 == 0
    if number % 2 == 0 {
      grounds.bestMissing = [0, 0, 24, 0, 0, 0, 0]
      grounds.open = [OpenRow(area: 2, seq: 1, least: 2), OpenRow(area: 2, seq: 3, least: 2)]
      grounds.otherUses = [
        OtherUseRow(area: 2, kind: OtherUseRow.record, value: 2), OtherUseRow(area: 2, kind: 6, value: 12),
        OtherUseRow(area: 6, kind: OtherUseRow.nothing, value: 0),
      ]
    }
    return grounds
  }

  static func verdict(_ number: Int, system: String, run: Run) -> VerdictRow {
    let isMet = number % 8 == 3
    var verdict = VerdictRow(
      system: system, edition: "\(system)-2022", enteringYear: 2026, status: isMet ? .met : .notMet,
      areaStatus: [.met, .met, isMet ? .met : .notMet, .met, .met, .met, .met],
      required: [24, 48, 36, 24, 24, 12, 12], earned: [24, 48, isMet ? 36 : 6, 24, 24, 12, 12],
      inProgress: [0, 0, 0, 0, 0, 0, 0],
      uses: [
        UseRow(
          source: .transcript, seq: 1, area: 1, how: .earned, rule: 1, twelfths: 6, part: 1, because: 0),
        UseRow(source: .exam, seq: 1, area: -1, how: .notCounted, rule: 1, twelfths: 0, part: 0, because: 2),
      ],
      digest: RecordDigest(high: UInt64(number), low: system == "uc" ? 2 : 1))
    verdict.grounds = grounds(number, isMet: isMet)
    return verdict
  }

  /// Loads and publishes a night with students 1 to `count`.
  @discardableResult
  static func publish(_ session: borrowing Session, students count: Int, staffLogins: String = "staff") throws -> Run {
    let run = try begin(session, staffLogins: staffLogins)
    var codes = try CourseCodes(session.connection)
    for number in 1...4 {
      _ = codes.code(for: PrintedCourse(schoolID: "S1", courseID: "C\(number)", title: "Course \(number)"))
    }
    try codes.flush(session.connection)
    _ = try RuleNumbers(session.connection, adding: ["use.earned"])
    var batch = StudentBatch(run: run)
    for number in 1...count { append(&batch, run, number: number) }
    try batch.flush(session.connection)
    try RunLog.publish(session.connection, run, studentsEvaluated: count, studentsCarriedOver: 0)
    return run
  }

  /// The ids of the students that a session sees.
  static func visibleIDs(_ session: borrowing Session) throws -> [String] {
    var ids: [String] = []
    try session.connection.query("SELECT student_id FROM record.student_now ORDER BY student_id") {
      ids.append(try $0.text(0))
    }
    return ids
  }
}

/// The one integer that a statement returns.
func number(_ session: borrowing Session, _ sql: String) throws -> Int {
  try session.connection.first(sql) { try $0.int(0) } ?? -1
}

/// The texts in the first column of a statement.
func texts(_ session: borrowing Session, _ sql: String) throws -> [String] {
  var found: [String] = []
  try session.connection.query(sql) { found.append(try $0.optionalText(0) ?? "") }
  return found
}
