import Intake
import Postgres
import Rules
import Store

// A night over inputs that are those of the published run: nothing is read but the bytes of the files, nothing is
// evaluated, and all but a handful of rows about the run itself stand as they are.
extension NightlyRun {
  /// - Returns: nil where a check may answer otherwise today, so that the extract must be read.
  mutating func carryOver(
    _ files: [ExtractFiles.File], _ before: [FileCount], since previous: PublishedRun, session: borrowing Session
  ) throws -> NightReport? {
    let settings = options.checks
    let year = options.asOf.schoolYear.fall
    guard
      let carried = try CarriedChecks.plan(
        session.connection, since: previous, asOf: options.asOf.dayNumber, schoolYear: year, settings: settings)
    else { return nil }
    try options.stop.begin()
    let run = try RunLog.begin(session.connection, asOf: options.asOf.dayNumber, program: options.program)
    report.runID = run.id
    do {
      try CarriedRun.carry(session.connection, run, from: previous)
      take(files, before)
      report.studentsCarriedOver = try CarriedRun.students(session.connection, of: previous)
      report.findings = try RunFindings.list(session.connection, run: previous.id)
      report.take(try RunLog.statusCounts(session.connection, run))
      var checks = CheckRun(run: run, schoolYear: year, settings: settings)
      report.take(try time("checks") { try checks.carryOver(session.connection, carried) })
      try RunLog.record(session.connection, run, stages: stages.all)
      try publishOrHold(session, run)
      report.stages = stages.all
    } catch {
      failed(run, session)
      throw options.stop.isRequested ? NightError.stopped : error
    }
    return report
  }

  /// The files as the published run counted them, in the order of a night that reads them.
  private mutating func take(_ files: [ExtractFiles.File], _ before: [FileCount]) {
    let order = Dictionary(
      Extract.tableNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ file: FileCount) -> (Int, Int) {
      (order[file.file] != nil && file.sha256 == nil ? 0 : 1, order[file.file] ?? order.count)
    }
    let names = Dictionary(files.map { ($0.table, $0.name) }, uniquingKeysWith: { first, _ in first })
    report.files = before.sorted { place($0) < place($1) || (place($0) == place($1) && $0.file < $1.file) }.map { old in
      let isTable = order[old.file] != nil
      var file = NightReport.File(
        file: isTable ? names[old.file] ?? old.file : old.file, table: old.file,
        kind: isTable ? (old.sha256 == nil ? .translated : .table) : .source, sha256: old.sha256 ?? "")
      (file.read, file.loaded, file.rejected) = (old.rowsRead, old.rowsLoaded, old.rowsRejected)
      (file.unchanged, file.duplicate) = (old.rowsLoaded, old.rowsDuplicate)
      return file
    }
  }
}
