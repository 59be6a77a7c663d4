import Intake
import Rules
import Store

/// One worker of the student stage: its evaluator, its batch and its counts.
struct StudentWorker {
  private let stage: StudentStage
  private var evaluator: Evaluator
  private var batch: StudentBatch?
  private var counsel: CounselWorker?
  private(set) var result = StudentStage.Result()
  /// Students of the bucket, where they are compared.
  private var keys: [Int64] = []
  private var offeredAreas = KnownOfferedAreas()

  init(stage: StudentStage) {
    self.stage = stage
    evaluator = Evaluator(scale: stage.options.creditScale)
    batch = stage.target.map { StudentBatch(run: $0.run) }
    counsel = stage.target.map {
      CounselWorker(stage: $0.counsel, codes: $0.codes, options: stage.options)
    }
  }

  /// A batch below this waits for more: of a night in which little changed, all goes at once.
  private static let batchBytes = 4 << 20

  /// Writes what the buckets gave so far if it is worth it, or compares what the last one gave.
  mutating func flush(_ session: borrowing Session) throws {
    guard let target = stage.target, target.verifies else {
      if (batch?.byteCount ?? 0) >= StudentWorker.batchBytes { try finish(session) }
      return
    }
    let found = try batch?.compare(session.connection, with: target.run.id, keys: keys)
    if let found { result.verification.merge(found) }
    keys.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  mutating func finish(_ session: borrowing Session) throws { try batch?.flush(session.connection) }

  mutating func read(_ bucket: TranscriptBucket) throws {
    for student in bucket.students {
      if let target = stage.target, target.keys[student] == 0 {
        result.forgotten += 1
        continue
      }
      let records = try stage.assembler.assemble(student, from: bucket)
      let row = stage.extract.students[student]
      if let target = stage.target, target.verifies { keys.append(target.keys[student]) }
      if stage.target != nil {
        if records.rows.isEmpty { result.tally.emptyTranscripts += 1 }
        for record in bucket.rows(of: student) {
          let code = stage.assembler.codes[Int(record.courseCode)]
          result.tally.add(record, code: code, school: row.schoolIndex)
        }
      }
      try read(student, row, records)
    }
  }

  private mutating func read(_ student: Int, _ row: Intake.StudentRow, _ records: StudentRecords) throws {
    let asOf = stage.options.asOf
    let profile = StudentProfile(row, schools: stage.extract.schools, current: asOf.schoolYear)
    countFindings(records)
    let digests = StudentDigests(profile: profile, records: records)
    let version = write(student, profile, records, digests)
    let entering = profile.graduationYear ?? asOf.schoolYear.fall + 1
    var due: [(system: System, policy: Policy, digest: RecordDigest)] = []
    var standing: [(policy: Policy, digest: RecordDigest)] = []
    let edition = stage.editions.editions.edition(.uc, entering: Int(entering))
    let offered = offeredAreas.areas(
      row.schoolIndex, stage.target?.counsel.school(profile.schoolID)?.offers, edition, asOf, &evaluator)
    for system in System.allCases {
      let policy = stage.editions.editions.edition(system, entering: Int(entering))
      func stands(_ taking: StudentDigests.Taking?) -> RecordDigest {
        digests.verdict(
          edition: stage.editions.digest(of: policy.edition), program: stage.programDigest, asOf: asOf,
          records: records, taking: taking)
      }
      // What was taken is stored with one verdict and decides none, nor anything that rests on verdicts.
      let verdictAlone = stands(nil)
      let digest =
        system == .uc
        ? stands(.init(version: stage.options.takingVersion, finalYear: profile.finalYear, offered: offered))
        : verdictAlone
      standing.append((policy, verdictAlone))
      if let target = stage.target {
        let place = Int(target.knownPlaces[student])
        let isCarriedOver =
          !stage.options.isFull && !version.isNew && place >= 0
          && target.known.verdictDigest(place, system: system.rawValue) == digest
        if isCarriedOver { continue }
      }
      due.append((system, policy, digest))
    }
    let verdicts = evaluator.evaluate(records.transcript, under: due.map(\.policy), asOf: asOf)
    for (verdict, (system, policy, digest)) in zip(verdicts, due) {
      guard let target = stage.target else {
        result.verdicts[system, verdict.overall] += 1
        continue
      }
      let key = target.keys[student]
      if target.knownPlaces[student] >= 0 { batch?.endVerdict(key: key, system: system.rawValue) }
      var row = VerdictRow(
        verdict, system: system, edition: policy.edition, enteringYear: entering, digest: digest, rules: target.rules)
      if system == .uc {
        row.taking = TakingRow(
          records.transcript, verdict: verdict, policy: policy, asOf: asOf, finalYear: profile.finalYear,
          offered: offered, &evaluator)
      }
      batch?.append(key: key, row, recordRun: version.run)
    }
    if let target = stage.target {
      counsel?.read(
        CounselWorker.Student(
          key: target.keys[student], profile: profile, records: records, policies: standing.map(\.policy),
          verdicts: due.count == standing.count ? verdicts : nil, verdictDigests: standing.map(\.digest),
          recordRun: version.run), asOf: asOf, into: &batch)
    }
    if due.isEmpty { result.carriedOver += 1 } else { result.evaluated += 1 }
    // The first night has nothing to compare with.
    if let target = stage.target, target.run.previous != nil, version.isNew || !due.isEmpty {
      result.changedKeys.append(target.keys[student])
    }
  }

  /// Writes the student's version unless it stands unchanged in the database; answers which run it belongs to.
  private mutating func write(
    _ student: Int, _ profile: StudentProfile, _ records: StudentRecords, _ digests: StudentDigests
  ) -> (run: Int32, isNew: Bool) {
    guard let target = stage.target else { return (0, true) }
    let place = Int(target.knownPlaces[student])
    let key = target.keys[student]
    if place >= 0 {
      if target.known.version(place) > 0 && target.known.digest(place) == digests.record {
        result.unchangedStudents += 1
        result.unchangedRows += records.rows.count
        result.unchangedExams += records.exams.count
        result.unchangedWaivers += records.waivers.count
        return (target.known.version(place), false)
      }
      batch?.endStudent(key: key)
    } else {
      batch?.appendIdentity(key: key, studentID: profile.studentID)
    }
    batch?.append(key: key, profile, digest: digests.record)
    for row in records.rows { batch?.append(key: key, row) }
    for row in records.exams { batch?.append(key: key, row) }
    for row in records.waivers { batch?.append(key: key, row) }
    for row in records.examMatches { batch?.append(key: key, row) }
    if let claim = records.claim { batch?.append(key: key, claim) }
    return (target.run.id, true)
  }

  private mutating func countFindings(_ records: StudentRecords) {
    let current = stage.options.asOf.schoolYear
    for record in records.transcript.records {
      if record.year > current { result.laterRecords += 1 }
      if record.year < current && record.mark == nil { result.staleRunning += 1 }
    }
    guard let table = stage.editions.editions.policies.last?.exams else { return }
    for exam in records.transcript.exams {
      if exam.year > current { result.laterExams += 1 }
      if !table.knows(exam.program, subject: exam.subject) { result.unknownExams += 1 }
    }
  }
}
