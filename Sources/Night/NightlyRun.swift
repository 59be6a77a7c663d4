import Intake
import Postgres
import Rules
import Store

/// The nightly run: load, check, evaluate, publish as one new run that readers see whole or not at all.
public struct NightlyRun {
  let options: NightOptions
  let editions: EditionSet
  private let progress: @Sendable (NightProgress) -> Void
  var report: NightReport
  let stages = StageLog()

  /// - Parameters:
  ///   - progress: Told how far the night is, from any thread.
  public init(options: NightOptions, editions: EditionSet, progress: @escaping @Sendable (NightProgress) -> Void) {
    (self.options, self.editions, self.progress) = (options, editions, progress)
    report = NightReport(asOf: options.asOf, program: options.program)
    report.editions = editions.digests
    report.isDryRun = options.isDryRun
  }

  /// Runs the night on a database.
  ///
  /// - Throws: `NightError`, `StoreError`, `PostgresError`, `IntakeError.environment`; the published run stays as it was.
  public mutating func run(conninfo: String) throws -> NightReport {
    let session = try Session.open(conninfo)
    options.stop.watch(session.connection)
    if options.isDryRun { return try dryRun(session, conninfo: conninfo) }
    try session.requireWritable()
    try RunLog.takeLock(session.connection)
    // The server takes its time to notice a closed connection; a night that follows at once would find the lock taken.
    defer { try? RunLog.releaseLock(session.connection) }
    return try night(session, conninfo: conninfo)
  }

  /// The night itself; the session holds the lock.
  mutating func night(_ session: borrowing Session, conninfo: String) throws -> NightReport {
    // An empty database is migrated only once the extract can be used: a refused night changes nothing.
    var isEmpty = false
    if !options.isDryRun {
      isEmpty = try Migrator.isEmpty(session)
      if !isEmpty { _ = try time("migrate") { try Migrator.migrate(session) } }
    }
    let previous = isEmpty ? nil : try published(session)
    let previousFiles = isEmpty ? [] : try RunLog.previousFiles(session.connection)
    if let previous,
      let files = try time("compare", { try unchangedFiles(session, since: previous, previousFiles) }),
      let report = try carryOver(files, previousFiles, since: previous, session: session)
    {
      return report
    }
    let extract = try read(previousFiles)
    let catalogue = CourseCatalogue(extract)
    if isEmpty { _ = try time("migrate") { try Migrator.migrate(session) } }
    return try write(
      extract, catalogue: catalogue, previousFiles: previousFiles, session: session, conninfo: conninfo)
  }

  /// The published run that the night follows.
  /// - Throws: `NightError.backInTime`.
  func published(_ session: borrowing Session) throws -> PublishedRun? {
    let previous = try PublishedRun.current(session.connection)
    if let previous, !options.rewinds, options.asOf.dayNumber < previous.asOf,
      let published = CalendarDay(dayNumber: previous.asOf)
    {
      throw NightError.backInTime(published: published)
    }
    return previous
  }

  // MARK: Stages

  mutating func read(_ previous: [FileCount]) throws -> Extract {
    var input = options.input
    input.asOf = options.asOf
    for file in previous { input.previousRows[file.file] = file.rowsRead }
    let extract = try time("read") { try NightlyRun.extract(options.extract, input, report: report) }
    report.take(files: extract.files, tables: extract.tables)
    return extract
  }

  static func extract(
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
        // A file that lost its header is missed, and stands there unknown.
        report.concerns += refused.findings.filter { $0.code == .unknownFile }.prefix(20).map {
          "\($0.file) is of no known form and was not read" + ($0.value.isEmpty ? "" : ": \($0.value)")
        }
        throw .refused(refused.refusals, report)
      case .environment(let message): throw .environment(message)
      }
    }
  }

  func students(
    _ extract: Extract, catalogue: CourseCatalogue, facts: [CodeFacts], target: StudentStage.Target?
  ) -> StudentStage {
    var program = DigestBuilder()
    program.add(options.program)
    for credits in [
      options.creditScale.semester, options.creditScale.fullYear, options.creditScale.trimester,
      options.creditScale.quarter,
    ] {
      program.add(Int(credits))
    }
    return StudentStage(
      extract: extract, options: options, editions: editions,
      assembler: StudentAssembler(extract: extract, catalogue: catalogue, codes: facts),
      programDigest: program.value.0, target: target, progress: progress)
  }

  mutating func evaluate(
    _ extract: Extract, catalogue: CourseCatalogue, facts: [CodeFacts], target: StudentStage.Target?,
    session: borrowing Session
  ) throws -> StudentStage.Result {
    let stage = students(extract, catalogue: catalogue, facts: facts, target: target)
    // What a dry run writes can be seen on its own connection alone.
    let isShared = session.connection.isTrial
    let result = try time("evaluate") { try isShared ? stage.run(through: session) : stage.run() }
    report.take(result, findings: extract.findingCounts.map { ($0.code.name, $0.count) })
    return result
  }

  private mutating func write(
    _ extract: Extract, catalogue: CourseCatalogue, previousFiles: [FileCount], session: borrowing Session,
    conninfo: String
  ) throws -> NightReport {
    try options.stop.begin()
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
      let students = try evaluate(
        extract, catalogue: catalogue, facts: facts,
        target: StudentStage.Target(
          conninfo: conninfo, run: run, known: known, rules: rules, keys: places.keys, knownPlaces: places.places,
          counsel: CounselStage(
            extract: extract, catalogue: catalogue, options: options, known: try KnownCounsel(session.connection)),
          codes: codes), session: session)
      try withdraw(places.missing, known: known, run: run, session: session)
      try writeChanges(
        students.changedKeys + places.missing, run: run, files: files, codes: codes, catalogue: catalogue,
        session: session)
      try countUnchanged(since: previousFiles, run: run, session: session)
      try time("quality") {
        try writeEvidence(extract, keys: places.keys, run: run, session: session)
        try writeQuality(extract, run: run, session: session)
      }
      let changedMuch = report.studentsEvaluated * 10 > report.studentsCarriedOver
      try time("index") { try finishLoading(session, conninfo: conninfo, changedMuch: changedMuch) }
      report.take(try RunLog.statusCounts(session.connection, run))
      try recordConditions(run, previousFiles, nextReading: extract.nextReading, session: session)
      try check(session, run, students.tally, conninfo: conninfo)
      try RunLog.record(session.connection, run, stages: stages.all)
      try publishOrHold(session, run)
      report.stages = stages.all
    } catch {
      failed(run, session)
      // The cancelled statement is not the reason.
      throw options.stop.isRequested ? NightError.stopped : error
    }
    return report
  }

  /// Keys and statistics of what was loaded.
  private func finishLoading(_ session: borrowing Session, conninfo: String, changedMuch: Bool) throws {
    guard changedMuch else { return try StudentLoad.restoreKeys(session.connection) }
    _ = try atOnce(session, conninfo: conninfo) { session in
      try StudentLoad.restoreKeys(session.connection)
      try StudentLoad.analyzeTranscripts(session.connection)
    } beside: { session in
      try StudentLoad.analyzeOthers(session.connection)
    }
  }

  /// Checks and measures, which do not need each other.
  private mutating func check(
    _ session: borrowing Session, _ run: Run, _ tally: TallyCounter, conninfo: String
  ) throws {
    var checks = CheckRun(run: run, schoolYear: options.asOf.schoolYear.fall, settings: options.checks)
    let (outcomes, spent) = try atOnce(session, conninfo: conninfo) { session in
      try time("checks") {
        try checks.check(session.connection, tally: tally.rows, emptyTranscripts: tally.emptyTranscripts)
      }
    } beside: { session in
      try MeasureCounts.take(session.connection, run)
    }
    report.take(outcomes)
    progress(.stage("measures"))
    finished("measures", spent)
  }

  /// Removes what the run wrote. It is invisible; the next night cleans up even if this cannot be said to the database.
  func failed(_ run: Run, _ session: borrowing Session) {
    options.stop.end()
    if !session.connection.isTrial { _ = try? RunLog.end(session.connection, run, as: .failed) }
  }

  mutating func publishOrHold(_ session: borrowing Session, _ run: Run) throws {
    if session.connection.isTrial { return options.stop.end() }
    let (evaluated, carriedOver) = (report.studentsEvaluated, report.studentsCarriedOver)
    if report.isHeld {
      try RunLog.hold(session.connection, run, studentsEvaluated: evaluated, studentsCarriedOver: carriedOver)
      options.stop.end()
      return
    }
    try time("publish") {
      try RunLog.publish(session.connection, run, studentsEvaluated: evaluated, studentsCarriedOver: carriedOver)
    }
    options.stop.end()
    report.published = true
  }

  func time<Value>(_ name: String, _ body: () throws -> Value) throws -> Value {
    try options.stop.check()
    progress(.stage(name))
    let value = try stages.time(name, body)
    if let last = stages.all.last { progress(.finished(last.name, milliseconds: last.milliseconds)) }
    return value
  }

  /// A stage that ran beside another one.
  private func finished(_ name: String, _ spent: Duration) {
    stages.add(name, spent)
    if let last = stages.all.last { progress(.finished(last.name, milliseconds: last.milliseconds)) }
  }
}
