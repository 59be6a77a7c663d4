import Intake

/// What came of reading one input.
struct ReadOutcome {
  var extract: Extract?
  var files: [FileCounts] = []
  private var refusals: [Refusal] = []
  private var findings: [Finding] = []
  private var rejects: [Reject] = []
  private var transcripts: [(row: TranscriptRow, recordID: String?)] = []
  private var environment: String?

  init(_ path: String, limits: ReadingLimits) {
    do throws(IntakeError) {
      let extract = try Extract.read(
        path: path, configuration: InputConfiguration(asOf: Fixtures.day), limits: limits)
      (files, findings, self.extract) = (extract.files, extract.findings, extract)
      for index in 0..<extract.bucketCount {
        let bucket = try extract.bucket(index)
        transcripts += bucket.rows.map { ($0, bucket.recordID($0)) }
      }
    } catch {
      switch error {
      case .refused(let refused): (refusals, files, findings) = (refused.refusals, refused.files, refused.findings)
      case .environment(let text): environment = text
      }
      extract = nil
    }
    try? extract?.forEachRejectBatch { rejects += $0 }
  }

  /// What must hold of every input and does not.
  var failure: String? {
    if let environment { return "the machine is blamed: \(environment)" }
    guard let extract else {
      if refusals.isEmpty { return "refused without a reason" }
      return refusals.contains { $0.message.isEmpty } ? "a refusal says nothing" : nil
    }
    if let file = files.first(where: { $0.rowsRejected < 0 || $0.rowsRejected > $0.rowsRead }) {
      return "\(file.table): \(file.rowsRejected) rows rejected of \(file.rowsRead)"
    }
    if let file = files.first(where: { $0.rowsDuplicate < 0 || $0.rowsDuplicate > $0.rowsLoaded }) {
      return "\(file.table): \(file.rowsDuplicate) repetitions among \(file.rowsLoaded) loaded rows"
    }
    let rejected = files.reduce(0) { $0 + $1.rowsRejected }
    if rejected != rejects.count || rejected != extract.rejectCount {
      return "\(rejected) rows are counted as rejected, \(rejects.count) are written down"
    }
    if Set(rejects.map { "\($0.file):\($0.line)" }).count != rejects.count { return "a row is rejected twice" }
    return lost(extract)
  }

  /// Of tables that only their own file fills, every loaded row that repeats none must be there.
  private func lost(_ extract: Extract) -> String? {
    for (table, count) in [
      ("transcripts.csv", transcripts.count), ("students.csv", extract.students.count),
      ("schools.csv", extract.schools.count), ("courses.csv", extract.courses.count),
    ] {
      guard let own = extract.tables.first(where: { $0.counts.table == table }), own.hasFile,
        own.translatedSHA256 == nil
      else { continue }
      let loaded = own.counts.rowsLoaded - own.counts.rowsDuplicate
      if loaded != count { return "\(table): \(loaded) rows loaded, \(count) there" }
    }
    return nil
  }

  /// Everything, for comparing two ways of reading the same bytes.
  var everything: String {
    var parts = files.map { "\($0)" } + refusals.map { "\($0)" } + findings.map { "\($0)" }
    // Rejects that only the whole file shows come bucket by bucket.
    parts += rejects.map { "\($0)" }.sorted()
    parts += transcripts.map { row, recordID in
      "\(row.studentIndex) \(row.courseCode) \(row.schoolYear) \(row.term) \(row.gradeLevel) \(String(describing: row.mark))"
        + " \(row.creditsAttempted ?? -1) \(row.creditsEarned ?? -1) \(row.part) \(row.inProgress) \(row.line) \(row.hash)"
        + " \(recordID ?? "")"
    }
    if let extract {
      parts += (0..<extract.students.count).map { "\(extract.students[$0])" }
      parts += ["\(extract.schools)\(extract.courses)\(extract.exams)\(extract.waivers)\(extract.staff)"]
      parts += ["\(extract.measures)\(extract.measureValues)\(extract.equivalents)\(extract.courseEvidence)"]
      parts += ["\(extract.examMatches)\(extract.claims)"]
    }
    return parts.joined(separator: "\n")
  }
}
