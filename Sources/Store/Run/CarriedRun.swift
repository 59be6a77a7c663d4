public import Postgres

/// A run that takes over another one whole, because everything that decides it is the same.
public enum CarriedRun {
  /// What stands for the inputs of a run; nil where it is not known.
  public static func inputs(_ connection: borrowing Connection, of run: PublishedRun) throws -> String? {
    let found = try connection.first(
      "SELECT inputs_sha256 FROM meta.run WHERE run_id = $1", [.integer(run.id)], name: "inputs of a run"
    ) { try $0.optionalText(0) }
    return found ?? nil
  }

  /// Keeps what stands for the inputs of a run.
  /// - Parameter nextReading: The first day on which the same files may read otherwise; days since 1970-01-01.
  public static func record(
    _ connection: borrowing Connection, _ run: Run, inputs sha256: String, nextReading: Int32
  ) throws {
    try connection.run(
      "UPDATE meta.run SET inputs_sha256 = $2, next_reading = $3 WHERE run_id = $1",
      [.integer(run.id), .text(sha256), .date(nextReading)], name: "inputs of the run")
  }

  /// Whether the files of a run read on a later day as they did on its own; `false` where that is not known.
  /// - Parameter day: days since 1970-01-01.
  public static func readsEqually(
    _ connection: borrowing Connection, _ run: PublishedRun, on day: Int32
  ) throws -> Bool {
    try connection.first(
      "SELECT as_of <= $2 AND next_reading > $2 IS TRUE FROM meta.run WHERE run_id = $1",
      [.integer(run.id), .date(day)], name: "next reading"
    ) { try $0.bool(0) } ?? false
  }

  /// Whether a waiver of the run is granted after its day and up to another, or the other way round.
  /// - Parameter day: days since 1970-01-01.
  public static func waiverBegins(
    _ connection: borrowing Connection, between run: PublishedRun, and day: Int32
  ) throws -> Bool {
    try connection.first(
      "SELECT record.waiver_begins($1, $2, $3)", [.integer(run.id), .date(run.asOf), .date(day)], name: "waivers"
    ) { try $0.bool(0) } ?? true
  }

  /// Makes all rows of the published run those of the run too, in one transaction.
  public static func carry(_ connection: borrowing Connection, _ run: Run, from previous: PublishedRun) throws {
    _ = try connection.transaction {
      try connection.run(
        "SELECT meta.carry_run($1, $2)", [.integer(run.id), .integer(previous.id)], name: "carry over")
    }
  }

  /// How many students a run has.
  public static func students(_ connection: borrowing Connection, of run: PublishedRun) throws -> Int {
    try connection.first(
      "SELECT students_evaluated + students_carried_over FROM meta.run WHERE run_id = $1", [.integer(run.id)],
      name: "students of a run"
    ) { try $0.int(0) } ?? 0
  }
}

/// What a run noticed about its extract, counted.
public enum RunFindings {
  /// Findings of a run by code, those too that are not kept one by one.
  public static func list(
    _ connection: borrowing Connection, run: Int32
  ) throws -> [(code: String, count: Int)] {
    var found: [(code: String, count: Int)] = []
    try connection.query(
      "SELECT code, occurrences FROM meta.run_finding WHERE run_id = $1 ORDER BY code", [.integer(run)],
      name: "findings of a run"
    ) { found.append((code: try $0.text(0), count: try $0.int(1))) }
    return found
  }

  /// How many rejects a run has.
  public static func rejects(_ connection: borrowing Connection, run: Int32) throws -> Int {
    try connection.first("SELECT record.reject_count($1)", [.integer(run)], name: "rejects of a run") {
      try $0.int(0)
    } ?? 0
  }
}
