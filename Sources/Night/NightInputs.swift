import Intake
import Rules
import Store

// What decides a night: the same inputs give the same run, but for the day.
extension NightlyRun {
  /// Stands for the files and everything that decides how they are read, evaluated and checked.
  func inputsSHA256(_ files: [ExtractFiles.File]) throws -> String {
    var lines = ["program \(options.program)", "settings \(options.settingsSHA256)"]
    lines.append("mapping \(options.input.mapping.fingerprint)")
    lines += options.input.encodings.map { "encoding \($0.key) \($0.value.rawValue)" }.sorted()
    lines += editions.digests.map { "edition \($0.id) \($0.sha256)" }
    lines.append("checks \(try Check.digest())")
    lines += options.checks.map { "check \($0.key) \($0.value.fingerprint)" }.sorted()
    lines.append("taking \(options.takingVersion)")
    lines.append("counsel \(options.counselFingerprint)")
    lines += files.map { "file \($0.sha256) \($0.table) \($0.name)" }
    return Digest.sha256(lines.joined(separator: "\n"))
  }

  /// The files of the extract where nothing but the day differs from the published run, and the day decides nothing; nil
  /// where the extract must be read.
  func unchangedFiles(
    _ session: borrowing Session, since previous: PublishedRun, _ before: [FileCount]
  ) throws -> [ExtractFiles.File]? {
    guard !options.isFull, let known = try CarriedRun.inputs(session.connection, of: previous) else { return nil }
    let tables = Set(Extract.tableNames)
    let isForeign = before.contains { !tables.contains($0.file) }
    if options.asOf.dayNumber != previous.asOf {
      if options.asOf.schoolYear.fall != previous.schoolYear { return nil }
      // What can still be started before graduation may be less.
      guard let before = CalendarDay(dayNumber: previous.asOf), !options.plan.tells(before, from: options.asOf) else {
        return nil
      }
      // Files of other forms hold days on which something begins or ends.
      if isForeign {
        guard try CarriedRun.readsEqually(session.connection, previous, on: options.asOf.dayNumber) else { return nil }
      }
      if try CarriedRun.waiverBegins(session.connection, between: previous, and: options.asOf.dayNumber) { return nil }
    }
    let expected = before.compactMap { file in file.sha256.map { (file.file, $0) } }
    guard
      let files = ExtractFiles.list(
        path: options.extract, expected: Dictionary(expected, uniquingKeysWith: { first, _ in first })),
      try inputsSHA256(files) == known
    else { return nil }
    return files
  }
}
