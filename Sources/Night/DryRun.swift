import Intake
import Postgres
import Rules
import Store

// What a night would find and decide. It is the night itself, in one transaction that is rolled back: there is no second way
// to load, evaluate and check that could answer otherwise.
extension NightlyRun {
  /// - Throws: as `run`; `StoreError.locked` too, as what two nights write would meet.
  mutating func dryRun(_ session: borrowing Session, conninfo: String) throws -> NightReport {
    try Migrator.requireCurrent(session)
    guard try session.isWritable() else { return try evaluateAlone(session) }
    try RunLog.takeLock(session.connection)
    defer { try? RunLog.releaseLock(session.connection) }
    var report = try session.connection.trial { try night(session, conninfo: conninfo) }
    // The number goes to the next night.
    report.runID = nil
    return report
  }

  /// Where the database takes no writes, not even such as are taken back: what the extract says by itself.
  private mutating func evaluateAlone(_ session: borrowing Session) throws -> NightReport {
    _ = try published(session)
    let extract = try read(try RunLog.previousFiles(session.connection))
    let catalogue = CourseCatalogue(extract)
    let facts = CodeFacts.list(extract, catalogue: catalogue) { _ in 0 }
    _ = try evaluate(extract, catalogue: catalogue, facts: facts, target: nil, session: session)
    report.judge(rejectShare: options.rejectShare)
    report.stages = stages.all
    return report
  }
}
