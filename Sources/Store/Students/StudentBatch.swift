public import Postgres

/// Rows of some students for one run: filled on any thread without a connection, then sent in one transaction.
public struct StudentBatch: Sendable {
  let run: Int32
  private var identities = BinaryRowBuffer()
  private var students = BinaryRowBuffer()
  private var transcripts = BinaryRowBuffer(capacity: 1 << 20)
  private var exams = BinaryRowBuffer()
  private var waivers = BinaryRowBuffer()
  var examMatches = BinaryRowBuffer()
  var claims = BinaryRowBuffer()
  private var verdicts = BinaryRowBuffer(capacity: 1 << 20)
  /// What the night keeps for counselors.
  public var counsel: CounselBatch
  private var arrays = SmallintArrayWriter()
  private var endedStudents: [Int64] = []
  private var endedVerdicts: [(system: String, keys: [Int64])] = [("csu", []), ("uc", [])]

  public init(run: Run) {
    self.run = run.id
    counsel = CounselBatch(run: run)
  }

  /// Makes a new connection quick at `flush`; call it once, right after `Session.open`, and never on the connection
  /// that publishes: its commits no longer wait for the disk.
  public static func prepare(_ connection: borrowing Connection) throws { try BulkLoad.prepare(connection) }

  /// Bytes collected; a few megabytes make a good batch.
  public var byteCount: Int {
    identities.count + students.count + transcripts.count + exams.count + waivers.count + examMatches.count
      + claims.count + verdicts.count + counsel.byteCount
      + 8 * (endedStudents.count + endedVerdicts[0].keys.count + endedVerdicts[1].keys.count)
  }

  public var isEmpty: Bool { byteCount == 0 }

  /// A student never seen before; the key is new.
  public mutating func appendIdentity(key: Int64, studentID: String) {
    identities.startRow(columns: 2)
    identities.int64(key)
    identities.text(studentID)
  }

  /// The version that holds so far ends with this run. A new version, if any, is appended beside.
  public mutating func endStudent(key: Int64) { endedStudents.append(key) }

  /// The verdict that holds so far ends with this run.
  public mutating func endVerdict(key: Int64, system: String) {
    for index in endedVerdicts.indices where endedVerdicts[index].system == system {
      endedVerdicts[index].keys.append(key)
    }
  }

  /// A student who is no longer in the extract: version, verdicts and counsel end with this run.
  public mutating func withdraw(key: Int64) {
    endStudent(key: key)
    counsel.end(key: key)
    for index in endedVerdicts.indices { endedVerdicts[index].keys.append(key) }
  }

  /// A new version of a student. All rows of its records, its exam matches and its claim go into the same batch.
  /// - Parameter digest: over the profile and all records.
  public mutating func append(key: Int64, _ profile: StudentProfile, digest: RecordDigest) {
    students.startRow(columns: 25)
    students.int64(key)
    students.int32(run)
    students.null()
    students.int16(profile.gradeLevel)
    students.int16(profile.entryYear)
    students.int16(profile.graduationYear)
    students.date(profile.birthDate)
    students.bool(profile.lowIncome)
    students.bool(profile.disability)
    students.bool(profile.homeless)
    students.bool(profile.foster)
    students.bool(profile.migrant)
    digest.withBytes { students.bytea($0) }
    students.text(profile.schoolID)
    students.text(profile.districtID)
    students.text(profile.ssid)
    students.text(profile.lastName)
    students.text(profile.firstName)
    students.text(profile.middleName)
    students.text(profile.gender)
    students.text(profile.raceEthnicity)
    students.text(profile.englishStatus)
    students.text(profile.enrollment)
    students.text(profile.counselorID)
    students.text(profile.localGroups)
  }

  public mutating func append(key: Int64, _ row: TranscriptRow) {
    transcripts.startRow(columns: 13)
    transcripts.int64(key)
    transcripts.int32(run)
    transcripts.int32(row.courseCode)
    transcripts.int32(row.creditsAttempted)
    transcripts.int32(row.creditsEarned)
    transcripts.int16(row.seq)
    transcripts.int16(row.schoolYear)
    transcripts.int16(row.gradeLevel)
    transcripts.int16(row.part)
    transcripts.bool(row.inProgress)
    transcripts.text(row.term)
    transcripts.text(row.mark)
    transcripts.text(row.recordID)
  }

  public mutating func append(key: Int64, _ row: ExamRow) {
    exams.startRow(columns: 7)
    exams.int64(key)
    exams.int32(run)
    exams.int16(row.seq)
    exams.int16(row.schoolYear)
    exams.int32(row.score)
    exams.text(row.program)
    exams.text(row.subject)
  }

  public mutating func append(key: Int64, _ row: WaiverRow) {
    waivers.startRow(columns: 8)
    waivers.int64(key)
    waivers.int32(run)
    waivers.int32(row.semesters)
    waivers.date(row.grantedOn)
    waivers.int16(row.seq)
    waivers.text(row.subjectArea)
    waivers.text(row.reason)
    waivers.text(row.grantedBy)
  }

  /// - Parameter recordRun: version of the student that was evaluated: this run's id for a new version.
  public mutating func append(key: Int64, _ verdict: VerdictRow, recordRun: Int32) {
    verdicts.startRow(columns: 51)
    verdicts.int64(key)
    verdicts.int32(run)
    verdicts.null()
    verdicts.int32(recordRun)
    verdicts.int16(verdict.enteringYear)
    verdicts.text(verdict.system)
    verdicts.text(verdict.edition)
    verdicts.text(verdict.status.code)
    verdicts.text(ArraySlice(verdict.areaStatus.map(\.rawValue)))
    verdict.digest.withBytes { verdicts.bytea($0) }
    verdicts.int16Array(verdict.required)
    verdicts.int16Array(verdict.earned)
    verdicts.int16Array(verdict.inProgress)
    arrays.append(verdict.uses, to: &verdicts) { $0.source.rawValue }
    arrays.append(verdict.uses, to: &verdicts) { $0.seq }
    arrays.append(verdict.uses, to: &verdicts) { $0.area }
    arrays.append(verdict.uses, to: &verdicts) { $0.how.rawValue }
    arrays.append(verdict.uses, to: &verdicts) { $0.rule }
    arrays.append(verdict.uses, to: &verdicts) { $0.twelfths }
    arrays.append(verdict.uses, to: &verdicts) { $0.part }
    arrays.append(verdict.uses, to: &verdicts) { $0.because }
    verdicts.int16Array(verdict.shortfalls.map(\.need))
    verdicts.int16Array(verdict.shortfalls.map(\.twelfths))
    verdicts.bool(verdict.electiveServesOtherArea)
    let grounds = verdict.grounds ?? VerdictGrounds()
    verdicts.bool(verdict.grounds?.isCut)
    appendUnlessEmpty(grounds.bestMissing) { $0 }
    appendUnlessEmpty(grounds.reasons) { $0.areas }
    appendUnlessEmpty(grounds.reasons) { $0.twelfths }
    appendUnlessEmpty(grounds.open) { $0.area }
    appendUnlessEmpty(grounds.open) { $0.seq }
    appendUnlessEmpty(grounds.open) { $0.least }
    appendUnlessEmpty(grounds.otherUses) { $0.area }
    appendUnlessEmpty(grounds.otherUses) { $0.kind }
    appendUnlessEmpty(grounds.otherUses) { $0.value }
    let taking = verdict.taking
    verdicts.int16(taking?.taken)
    verdicts.int16(taking?.passed)
    verdicts.int16(taking?.failed)
    verdicts.int16(taking?.whole)
    verdicts.int16(taking?.validated)
    verdicts.int16(taking?.repeated)
    verdicts.int16(taking?.facts)
    verdicts.int16(taking?.exams)
    verdicts.int16(taking?.examsPassed)
    verdicts.int16(taking?.grades)
    verdicts.int16(taking?.points)
    verdicts.int16(taking?.beforeGrade12)
    appendUnlessEmpty(taking?.advancedPlacement ?? []) { $0 }
    verdicts.int16(taking?.mathematicsStep)
    verdicts.int16(taking?.languageStep)
    verdicts.int16(taking?.offered)
    verdicts.int16(taking?.ready)
  }

  private mutating func appendUnlessEmpty<Element>(_ rows: [Element], _ value: (Element) -> Int16) {
    if rows.isEmpty { verdicts.null() } else { verdicts.int16Array(rows.map(value)) }
  }

  /// Sends everything in one transaction and empties the batch, keeping its memory.
  public mutating func flush(_ connection: borrowing Connection) throws {
    if isEmpty { return }
    _ = try connection.transaction {
      try endVersions(connection)
      try BulkLoad.send(connection, to: "record.student_identity", identities)
      try BulkLoad.send(connection, to: "record.student", students)
      try BulkLoad.send(connection, to: "record.transcript", transcripts)
      try BulkLoad.send(connection, to: "record.exam", exams)
      try BulkLoad.send(connection, to: "record.waiver", waivers)
      try BulkLoad.send(connection, to: "record.exam_match", examMatches)
      try BulkLoad.send(connection, to: "record.district_claim", claims)
      try BulkLoad.send(connection, to: "evaluation.verdict", verdicts)
      try counsel.send(connection)
    }
    removeAll()
  }

  /// Sends everything as far as the temporary tables of the session, inside the caller's transaction.
  func stage(_ connection: borrowing Connection) throws {
    try BulkLoad.fill(connection, for: "record.student_identity", identities)
    try BulkLoad.fill(connection, for: "record.student", students)
    try BulkLoad.fill(connection, for: "record.transcript", transcripts)
    try BulkLoad.fill(connection, for: "record.exam", exams)
    try BulkLoad.fill(connection, for: "record.waiver", waivers)
    try BulkLoad.fill(connection, for: "record.exam_match", examMatches)
    try BulkLoad.fill(connection, for: "record.district_claim", claims)
    try BulkLoad.fill(connection, for: "evaluation.verdict", verdicts)
    try counsel.stage(connection)
  }

  /// Empties the batch, keeping its memory.
  mutating func removeAll() {
    identities.removeAll()
    students.removeAll()
    transcripts.removeAll()
    exams.removeAll()
    waivers.removeAll()
    examMatches.removeAll()
    claims.removeAll()
    verdicts.removeAll()
    counsel.removeAll()
    endedStudents.removeAll(keepingCapacity: true)
    for index in endedVerdicts.indices { endedVerdicts[index].keys.removeAll(keepingCapacity: true) }
  }

  private func endVersions(_ connection: borrowing Connection) throws {
    if !endedStudents.isEmpty {
      try connection.run(
        "UPDATE record.student SET to_run = $1 WHERE student_key = ANY ($2) AND to_run IS NULL AND from_run < $1",
        [.integer(run), .bigints(endedStudents)], name: "end versions")
    }
    for (system, keys) in endedVerdicts where !keys.isEmpty {
      try connection.run(
        "UPDATE evaluation.verdict SET to_run = $1 WHERE student_key = ANY ($2) AND system = $3 AND to_run IS NULL AND from_run < $1",
        [.integer(run), .bigints(keys), .text(system)], name: "end verdicts")
    }
  }
}
