import Intake
import Rules
public import Store

// Proves after a night that what is stored, much of it carried over, is what a full night would have stored.
extension NightlyRun {
  /// Reads the extract once more, evaluates everybody and compares each row with what the run shows, to the byte.
  ///
  /// - Parameter run: a run that is published or held.
  /// - Throws: as `run`.
  public func verify(run: Int32, conninfo: String) throws -> Verification {
    let session = try Session.open(conninfo)
    var input = options.input
    input.asOf = options.asOf
    input.acceptShrink = true
    let extract = try NightlyRun.extract(options.extract, input, report: report)
    let catalogue = CourseCatalogue(extract)
    var codes = try CourseCodes(session.connection)
    let facts = CodeFacts.list(extract, catalogue: catalogue) { codes.code(for: $0) }
    let places = StudentPlaces(extract: extract, known: try KnownStudents(session.connection))
    let target = StudentStage.Target(
      conninfo: conninfo, run: Run(verifying: run, asOf: options.asOf.dayNumber),
      known: try KnownStudents(session.connection),
      rules: StoredRules(try RuleNumbers(session.connection)), keys: places.keys,
      knownPlaces: [Int32](repeating: -1, count: places.keys.count),
      counsel: CounselStage(extract: extract, catalogue: catalogue, options: options, known: KnownCounsel()),
      codes: codes, verifies: true)
    let result = try students(extract, catalogue: catalogue, facts: facts, target: target).run()
    var found = result.verification
    let strangers = try Verification.strangers(session.connection, run: run, known: places.keys)
    if !strangers.isEmpty { found.students["record.student", default: []] += strangers }
    found.rows = try Verification.shared(
      session.connection, run: run, courses: CourseEvidenceTable.Course.list(extract.courseEvidence),
      review: ExamReviewRow.list(extract, keys: places.keys)
    ) { try $0.write(session.connection, extract) }
    let checks = CheckRun(
      run: Run(verifying: run, asOf: options.asOf.dayNumber), schoolYear: options.asOf.schoolYear.fall,
      settings: options.checks)
    found.rows.merge(
      try checks.compare(
        session.connection, tally: result.tally.rows, emptyTranscripts: result.tally.emptyTranscripts)
    ) { $0 + $1 }
    let counts = extract.findingCounts.map { ($0.code.name, $0.count) }
    var report = report
    report.take(result, findings: counts)
    let stored = try RunFindings.list(session.connection, run: run)
    let differing = Set(stored.map(\.code)).union(report.findings.map(\.code)).filter { code in
      stored.first { $0.code == code }?.count != report.findings.first { $0.code == code }?.count
    }
    if !differing.isEmpty { found.rows["meta.run_finding"] = differing.count }
    let rejects = try RunFindings.rejects(session.connection, run: run)
    if rejects != extract.rejectCount { found.rows["record.reject"] = abs(rejects - extract.rejectCount) }
    return found
  }
}
