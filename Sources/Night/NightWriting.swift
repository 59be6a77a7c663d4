import Intake
import Postgres
import Rules
import Store

// What a night writes beside the students.
extension NightlyRun {
  /// Another encoding or another version of the program may read the same bytes differently.
  func fileCounts(_ previous: [FileCount], _ run: Run) -> [FileCount] {
    let mapping = options.input.mapping == FormMapping() ? "" : " \(options.input.mapping.fingerprint)"
    return FileCount.list(report.files, previous: previous, run: run.id) {
      "\(options.program) \(options.input.encodings[$0]?.rawValue ?? "")\(mapping)"
    }
  }

  mutating func withdraw(
    _ missing: [Int64], known: KnownStudents, run: Run, session: borrowing Session
  ) throws {
    guard !missing.isEmpty else { return }
    // Not prepared as the workers' connections are: this one publishes, which must wait for the disk.
    var batch = StudentBatch(run: run)
    for key in missing { batch.withdraw(key: key) }
    try batch.flush(session.connection)
  }

  /// Adds the rows that stood the same at the published run to those of the students who were carried over.
  mutating func countUnchanged(
    since previous: [FileCount], run: Run, session: borrowing Session
  ) throws {
    guard run.previous != nil else { return }
    let generations = fileCounts(previous, run)
    let replaced = try UnchangedRows.ofReplacedStudents(session.connection, run)
    for index in report.files.indices {
      let file = report.files[index]
      if file.kind == .source {
        // Rows of such a file are not compared one by one: the same bytes, read the same way, are the same rows.
        let same = previous.contains {
          $0.file == file.file && $0.contentSHA256 == generations[index].contentSHA256
        }
        report.files[index].unchanged = same ? file.loaded : 0
        continue
      }
      guard let before = previous.first(where: { $0.file == file.table }) else { continue }
      var same = file.unchanged + (replaced[file.table] ?? 0)
      if replaced[file.table] == nil {
        let isKept = generations[index].generation != run.id
        same =
          try isKept
          ? file.loaded - file.duplicate
          : UnchangedRows.ofSharedTable(session.connection, run, file: file.table, generation: before.generation) ?? 0
      }
      // A repeated row was there before if it was repeated then.
      report.files[index].unchanged = min(file.loaded, same + min(file.duplicate, before.rowsDuplicate))
    }
  }

  mutating func writeChanges(
    _ keys: [Int64], run: Run, files: [FileCount], codes: CourseCodes, catalogue: CourseCatalogue,
    session: borrowing Session
  ) throws {
    guard let previous = run.previous, !keys.isEmpty else { return }
    let journal = ChangeJournal(
      run: run, previous: previous, asOf: options.asOf,
      conditions: RunConditions(
        program: options.program, settingsSHA256: options.settingsSHA256,
        editions: Dictionary(uniqueKeysWithValues: editions.digests.map { ($0.id, $0.sha256) }),
        generations: Dictionary(
          files.map { ($0.file, $0.generation) }, uniquingKeysWith: { first, _ in first })),
      editions: editions, codes: codes, catalogue: catalogue, scale: options.creditScale)
    report.changes = try time("changes") { try journal.write(session, keys: keys) }
  }

  /// Writes what the run says about itself, in one transaction.
  func recordConditions(
    _ run: Run, _ previousFiles: [FileCount], nextReading: CalendarDay, session: borrowing Session
  ) throws {
    let inputs = try inputsSHA256()
    try session.connection.transaction {
      try RunLog.record(session.connection, run, files: fileCounts(previousFiles, run))
      try RunLog.record(session.connection, run, editions: editions.stored)
      try RunLog.record(session.connection, run, settings: options.settingsSHA256)
      try RunLog.record(session.connection, run, findings: report.findings)
      // So that the next night can tell that nothing changed.
      if let inputs {
        try CarriedRun.record(session.connection, run, inputs: inputs, nextReading: nextReading.dayNumber)
      }
    }
  }

  private func inputsSHA256() throws -> String? {
    let known = report.files.filter { !$0.sha256.isEmpty }.map { ($0.file, $0.sha256) }
    return try ExtractFiles.list(
      path: options.extract, known: Dictionary(known, uniquingKeysWith: { first, _ in first })
    ).map { try inputsSHA256($0) }
  }

  func writeEvidence(_ extract: Extract, keys: [Int64], run: Run, session: borrowing Session) throws {
    try CourseEvidenceTable.write(session.connection, run, CourseEvidenceTable.Course.list(extract.courseEvidence))
    try ExamReviewTable.write(session.connection, run, ExamReviewRow.list(extract, keys: keys))
  }

  mutating func writeQuality(_ extract: Extract, run: Run, session: borrowing Session) throws {
    var writer = QualityWriter(run: run)
    try extract.forEachRejectBatch { rejects in
      for reject in rejects { writer.append(Store.Reject(reject)) }
      if writer.isFull { try writer.flush(session.connection) }
    }
    for finding in extract.findings { writer.append(Store.Finding(finding)) }
    for (code, count) in report.ownFindings { writer.append(Store.Finding(code, count: count)) }
    try writer.flush(session.connection)
  }
}
