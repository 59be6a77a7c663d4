import Intake
import Postgres
import Rules
import Store

/// The nightly run: load, check, evaluate, publish as one new run that readers see whole or not at all.
public struct NightlyRun {
  private let options: NightOptions
  private let editions: EditionSet
  private let progress: @Sendable (String) -> Void
  private var report: NightReport
  private let stages = StageLog()

  /// - Parameters:
  ///   - progress: Told a line per stage, without student data.
  public init(options: NightOptions, editions: EditionSet, progress: @escaping @Sendable (String) -> Void) {
    (self.options, self.editions, self.progress) = (options, editions, progress)
    report = NightReport(asOf: options.asOf, program: options.program)
    report.editions = editions.digests
  }

  /// Runs the night on a database.
  ///
  /// - Throws: `NightError`, `StoreError`, `PostgresError`, `IntakeError.environment`; the published run stays as it was.
  public mutating func run(conninfo: String) throws -> NightReport {
    let session = try Session.open(conninfo)
    // An empty database is migrated only once the extract can be used: a refused night changes nothing.
    var isEmpty = false
    if options.isDryRun {
      try Migrator.requireCurrent(session)
    } else {
      try session.requireWritable()
      try RunLog.takeLock(session.connection)
      isEmpty = try Migrator.isEmpty(session)
      if !isEmpty { _ = try time("migrate") { try Migrator.migrate(session) } }
    }
    let previous = isEmpty ? nil : try PublishedRun.current(session.connection)
    if let previous, !options.rewinds, options.asOf.dayNumber < previous.asOf,
      let published = CalendarDay(dayNumber: previous.asOf)
    {
      throw NightError.backInTime(published: published)
    }
    var input = options.input
    let previousFiles = isEmpty ? [] : try RunLog.previousFiles(session.connection)
    input.asOf = options.asOf
    for file in previousFiles { input.previousRows[file.file] = file.rowsRead }
    let extract = try read(input)
    let catalogue = CourseCatalogue(
      courses: extract.courses.map { CatalogueCourse($0, schools: extract.schools) },
      equivalents: extract.equivalents.map {
        (
          extract.schools[$0.schoolIndex].schoolID, $0.courseID, extract.schools[$0.sameAsSchoolIndex].schoolID,
          $0.sameAsCourseID
        )
      },
      colleges: Set(extract.schools.filter { $0.kind.isCollege }.map(\.schoolID)))
    if options.isDryRun {
      let facts = CodeFacts.list(extract, catalogue: catalogue) { _ in 0 }
      _ = try evaluate(extract, catalogue: catalogue, facts: facts, target: nil)
      report.stages = stages.all
      return report
    }
    if isEmpty { _ = try time("migrate") { try Migrator.migrate(session) } }
    return try write(
      extract, catalogue: catalogue, previousFiles: previousFiles, session: session, conninfo: conninfo)
  }

  // MARK: Stages

  private mutating func read(_ input: InputConfiguration) throws -> Extract {
    let extract = try time("read") { try NightlyRun.extract(options.extract, input, report: report) }
    report.take(files: extract.files, tables: extract.tables)
    return extract
  }

  private static func extract(
    _ path: String, _ input: InputConfiguration, report: NightReport
  ) throws(NightError) -> Extract {
    do throws(IntakeError) {
      return try Extract.read(path: path, configuration: input)
    } catch {
      switch error {
      case .refused(let refused):
        var report = report
        report.take(files: refused.files, tables: [])
        report.findings = refused.findingCounts.map { ($0.code.name, $0.count) }
        throw .refused(refused.refusals, report)
      case .environment(let message): throw .environment(message)
      }
    }
  }

  private mutating func evaluate(
    _ extract: Extract, catalogue: CourseCatalogue, facts: [CodeFacts], target: StudentStage.Target?
  ) throws -> TallyCounter {
    var program = DigestBuilder()
    program.add(options.program)
    for credits in [
      options.creditScale.semester, options.creditScale.fullYear, options.creditScale.trimester,
      options.creditScale.quarter,
    ] {
      program.add(Int(credits))
    }
    let students = StudentStage(
      extract: extract, options: options, editions: editions,
      assembler: StudentAssembler(extract: extract, catalogue: catalogue, codes: facts),
      programDigest: program.value.0, target: target)
    let result = try time("evaluate") { try students.run() }
    report.take(result, findings: extract.findingCounts.map { ($0.code.name, $0.count) })
    if target == nil { report.judge(rejectShare: options.rejectShare) }
    return result.tally
  }

  private mutating func write(
    _ extract: Extract, catalogue: CourseCatalogue, previousFiles: [FileCount], session: borrowing Session,
    conninfo: String
  ) throws -> NightReport {
    let run = try RunLog.begin(session.connection, asOf: options.asOf.dayNumber, program: options.program)
    report.runID = run.id
    do {
      var codes = try CourseCodes(session.connection)
      let facts = CodeFacts.list(extract, catalogue: catalogue) { codes.code(for: $0) }
      try codes.flush(session.connection)
      let files = fileCounts(previousFiles, run)
      let tables = Set(Extract.tableNames)
      if files.contains(where: { tables.contains($0.file) && FileCount.isShared($0.file) && $0.generation == run.id }) {
        try time("lists") { try SharedTableWriter(run: run).write(session.connection, extract) }
      }
      let known = try KnownStudents(session.connection)
      let places = StudentPlaces(extract: extract, known: known)
      let rules = StoredRules(try RuleNumbers(session.connection, adding: Rule.allCases.map(\.id)))
      try StudentLoad.begin(session.connection)
      let tally = try evaluate(
        extract, catalogue: catalogue, facts: facts,
        target: StudentStage.Target(
          conninfo: conninfo, run: run, known: known, rules: rules, keys: places.keys, knownPlaces: places.places))
      try withdraw(places.missing, known: known, run: run, session: session)
      try countUnchanged(since: previousFiles, run: run, session: session)
      try time("quality") {
        try writeEvidence(extract, run: run, session: session)
        try writeQuality(extract, run: run, session: session)
      }
      let changedMuch = report.studentsEvaluated * 10 > report.studentsCarriedOver
      try time("index") { try StudentLoad.finish(session.connection, changedMuch: changedMuch) }
      report.take(try RunLog.statusCounts(session.connection, run))
      try RunLog.record(session.connection, run, files: fileCounts(previousFiles, run))
      try RunLog.record(session.connection, run, editions: editions.stored)
      var checks = CheckRun(run: run, schoolYear: options.asOf.schoolYear.fall, settings: options.checks)
      report.take(
        try time("checks") {
          try checks.check(session.connection, tally: tally.rows, emptyTranscripts: tally.emptyTranscripts)
        })
      try RunLog.record(session.connection, run, stages: stages.all)
      try publishOrHold(session, run)
      report.stages = stages.all
    } catch {
      // What the run wrote is invisible; the next night cleans up even if this cannot be said to the database.
      _ = try? RunLog.end(session.connection, run, as: .failed)
      throw error
    }
    return report
  }

  private mutating func publishOrHold(_ session: borrowing Session, _ run: Run) throws {
    let (evaluated, carriedOver) = (report.studentsEvaluated, report.studentsCarriedOver)
    if report.isHeld {
      try RunLog.hold(session.connection, run, studentsEvaluated: evaluated, studentsCarriedOver: carriedOver)
      return
    }
    try time("publish") {
      try RunLog.publish(session.connection, run, studentsEvaluated: evaluated, studentsCarriedOver: carriedOver)
    }
    report.published = true
  }

  /// Another encoding or another version of the program may read the same bytes differently.
  private func fileCounts(_ previous: [FileCount], _ run: Run) -> [FileCount] {
    let mapping = options.input.mapping == FormMapping() ? "" : " \(options.input.mapping.fingerprint)"
    return FileCount.list(report.files, previous: previous, run: run.id) {
      "\(options.program) \(options.input.encodings[$0]?.rawValue ?? "")\(mapping)"
    }
  }

  private mutating func withdraw(
    _ missing: [Int64], known: KnownStudents, run: Run, session: borrowing Session
  ) throws {
    guard !missing.isEmpty else { return }
    // Not prepared as the workers' connections are: this one publishes, which must wait for the disk.
    var batch = StudentBatch(run: run)
    for key in missing { batch.withdraw(key: key) }
    try batch.flush(session.connection)
  }

  /// Adds the rows that stood the same at the published run to those of the students who were carried over.
  private mutating func countUnchanged(
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

  private func writeEvidence(_ extract: Extract, run: Run, session: borrowing Session) throws {
    try CourseEvidenceTable.write(session.connection, run, CourseEvidenceTable.Course.list(extract.courseEvidence))
    try ExamReviewTable.write(session.connection, run, extract.examReview.map(ExamReviewRow.init))
  }

  private mutating func writeQuality(_ extract: Extract, run: Run, session: borrowing Session) throws {
    var writer = QualityWriter(run: run)
    try extract.forEachRejectBatch { rejects in
      for reject in rejects { writer.append(Store.Reject(reject)) }
      if writer.isFull { try writer.flush(session.connection) }
    }
    for finding in extract.findings { writer.append(Store.Finding(finding)) }
    for (code, count) in report.ownFindings { writer.append(Store.Finding(code, count: count)) }
    try writer.flush(session.connection)
  }

  private func time<Value>(_ name: String, _ body: () throws -> Value) throws -> Value {
    progress(name)
    return try stages.time(name, body)
  }
}
