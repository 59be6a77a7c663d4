public import Postgres

/// A student whose school or status differs between the published run and the one that is being made.
public struct StatusDifference: Sendable, Equatable {
  public let key: Int64
  /// `csu` or `uc`.
  public let system: String
  /// nil where the student was not there before.
  public let oldVersion: Int32?
  /// nil where the student is there no longer.
  public let newVersion: Int32?
  public let oldSchool: String?
  public let newSchool: String?
  public let before: StoredStanding?
  public let after: StoredStanding?
  public let oldEdition: String?
  public let oldEntering: Int16?
  public let newEntering: Int16?

  /// The differences of some students, by key and system.
  public static func list(
    _ connection: borrowing Connection, _ run: Run, since previous: PublishedRun, keys: [Int64]
  ) throws -> [StatusDifference] {
    var differences: [StatusDifference] = []
    try connection.query(
      "SELECT * FROM evaluation.changed_between($1, $2, $3)",
      [.integer(previous.id), .integer(run.id), .bigints(keys)], name: "differences"
    ) { row in
      differences.append(
        StatusDifference(
          key: try row.int64(0), system: try row.text(1), oldVersion: try row.optionalInt32(2),
          newVersion: try row.optionalInt32(3), oldSchool: try row.optionalText(4), newSchool: try row.optionalText(5),
          before: try StoredStanding(code: row.optionalText(6), letters: row.optionalText(8)),
          after: try StoredStanding(code: row.optionalText(7), letters: row.optionalText(9)),
          oldEdition: try row.optionalText(10), oldEntering: try row.optionalInt16(11),
          newEntering: try row.optionalInt16(12)))
    }
    return differences
  }
}

/// What decided the verdicts of a run beside the records.
public struct RunConditions: Sendable, Equatable {
  public let program: String
  /// Of the settings that decide verdicts; nil for a run of before they were kept.
  public let settingsSHA256: String?
  /// SHA-256 by edition.
  public let editions: [String: String]
  /// Run whose rows of each shared file hold, by file.
  public let generations: [String: Int32]

  public init(
    program: String, settingsSHA256: String?, editions: [String: String], generations: [String: Int32]
  ) {
    (self.program, self.settingsSHA256) = (program, settingsSHA256)
    (self.editions, self.generations) = (editions, generations)
  }

  public static func read(_ connection: borrowing Connection, run: Int32) throws -> RunConditions {
    let found = try connection.first(
      "SELECT program, settings_sha256 FROM meta.run WHERE run_id = $1", [.integer(run)], name: "conditions of a run"
    ) { (try $0.text(0), try $0.optionalText(1)) }
    guard let (program, settings) = found else { throw StoreError.damaged("the database lost a published run") }
    var editions: [String: String] = [:]
    try connection.query(
      "SELECT edition_id, sha256 FROM meta.run_edition WHERE run_id = $1", [.integer(run)], name: "conditions of a run"
    ) { editions[try $0.text(0)] = try $0.text(1) }
    var generations: [String: Int32] = [:]
    try connection.query(
      "SELECT file, generation FROM meta.run_file WHERE run_id = $1", [.integer(run)], name: "conditions of a run"
    ) { generations[try $0.text(0)] = try $0.int32(1) }
    return RunConditions(
      program: program, settingsSHA256: settings, editions: editions, generations: generations)
  }
}
