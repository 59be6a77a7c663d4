import Postgres
import Rules
import Store

/// Writes the journal of changes of a run: every student whose status or school differs from the published run, and why.
struct ChangeJournal {
  let run: Run
  let previous: PublishedRun
  let asOf: CalendarDay
  let conditions: RunConditions
  let editions: EditionSet
  let codes: CourseCodes
  let catalogue: CourseCatalogue
  let scale: CreditScale

  private static let batch = 512

  /// - Parameter keys: students of whom a version or a verdict was written or ended.
  /// - Returns: the journal counted by school and cause.
  func write(_ session: borrowing Session, keys: [Int64]) throws -> [SchoolChange] {
    let differences = try StatusDifference.list(session.connection, run, since: previous, keys: keys)
    if differences.isEmpty { return [] }
    var finder = try finder(session)
    var writer = ChangeWriter(run: run)
    var start = 0
    while start < differences.count {
      let chunk = differences[start..<min(differences.count, start + ChangeJournal.batch)]
      let old = try students(session, chunk.map { ($0.key, $0.oldVersion) })
      let new = try students(session, chunk.map { ($0.key, $0.newVersion) })
      for difference in chunk {
        for change in finder.causes(of: difference, old: old[difference.key], new: new[difference.key]) {
          writer.append(change)
        }
      }
      try writer.flush(session.connection)
      start += chunk.count
    }
    return try SchoolChange.list(session.connection, after: run.id - 1, upTo: run.id)
  }

  private func students(
    _ session: borrowing Session, _ versions: [(key: Int64, version: Int32?)]
  ) throws -> [Int64: StoredStudent] {
    var references: [StudentReference] = []
    for case (let key, let version?) in versions where references.last?.key != key {
      references.append(StudentReference(key: key, version: version))
    }
    let found = try StudentReader.read(session.connection, references[...], .records)
    return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func finder(_ session: borrowing Session) throws -> CauseFinder {
    let old = try RunConditions.read(session.connection, run: previous.id)
    let lists = StoredTranscripts(catalogue: catalogue, codes: codes)
    let oldUndecided = try CourseEvidenceTable.undecided(session.connection)
    let files = ["schools.csv", "courses.csv", "equivalents.csv"]
    let isSame =
      !catalogue.leavesYearsUndecided && oldUndecided.isEmpty
      && files.allSatisfy { old.generations[$0] == conditions.generations[$0] }
    // The published run is still the one before, so that its lists are those that readers see.
    let oldLists =
      isSame
      ? lists
      : StoredTranscripts(
        schools: try SharedTables.schools(session.connection), courses: try SharedTables.courses(session.connection),
        undecided: oldUndecided,
        equivalents: try SharedTables.equivalents(session.connection), codes: codes)
    guard let oldDay = CalendarDay(dayNumber: previous.asOf) else {
      throw StoreError.damaged("the published run names no day")
    }
    return CauseFinder(
      before: CauseFinder.Side(conditions: old, asOf: oldDay, lists: oldLists),
      after: CauseFinder.Side(conditions: conditions, asOf: asOf, lists: lists), editions: editions, codes: codes,
      scale: scale)
  }
}
