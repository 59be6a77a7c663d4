public import Postgres

/// The life of a run: begun under the lock of the night, described, and published, refused or failed.
public enum RunLog {
  /// Key of the lock that nights of one database share; it lasts as long as the connection.
  static let lockKey: Int64 = 0x6167_7472_6e69_6774

  /// Key of the lock that all connections share that write for a night.
  static let writerKey: Int64 = 0x6167_7472_7772_6974

  /// Takes the lock of the night and keeps it until the connection ends or `releaseLock`.
  /// - Throws: `StoreError.locked` at once if another run holds it, or if a run whose own connection was cut off still
  ///   writes: what it commits must not come after the next run has cleared it away.
  public static func takeLock(_ connection: borrowing Connection) throws {
    guard try connection.tryAdvisoryLock(lockKey) else { throw StoreError.locked }
    guard try connection.tryAdvisoryLock(writerKey) else {
      try connection.advisoryUnlock(lockKey)
      throw StoreError.locked
    }
    try connection.advisoryUnlock(writerKey)
  }

  /// Marks a further connection as one that writes for the night, as long as it lasts.
  /// - Throws: `StoreError.locked` where a new run is just beginning.
  public static func joinWriters(_ connection: borrowing Connection) throws {
    let joined = try connection.first(
      "SELECT pg_try_advisory_lock_shared($1)", [.int(writerKey)], name: "join writers"
    ) { try $0.bool(0) }
    guard joined == true else { throw StoreError.locked }
  }

  /// Ends `joinWriters` once everything is written; the server may notice later that the connection has ended.
  public static func leaveWriters(_ connection: borrowing Connection) throws {
    _ = try connection.first("SELECT pg_advisory_unlock_shared($1)", [.int(writerKey)], name: "leave writers") {
      try $0.bool(0)
    }
  }

  public static func releaseLock(_ connection: borrowing Connection) throws { try connection.advisoryUnlock(lockKey) }

  /// Clears away what runs that died have left and begins a run. The connection must hold the lock.
  /// - Parameters:
  ///   - asOf: days since 1970-01-01.
  ///   - program: name and version of the program.
  public static func begin(_ connection: borrowing Connection, asOf: Int32, program: String) throws -> Run {
    let id = try connection.transaction {
      try connection.first("SELECT meta.begin_run($1, $2)", [.date(asOf), .text(program)], name: "begin run") {
        try $0.int32(0)
      }
    }
    guard let id else { throw StoreError.damaged("the database gave the run no number") }
    return Run(id: id, asOf: asOf, previous: try PublishedRun.current(connection))
  }

  /// Rows read per file at the published run, for the shrink guard; bytewise by file. Empty before the first night.
  public static func previousFiles(_ connection: borrowing Connection) throws -> [FileCount] {
    var files: [FileCount] = []
    try connection.query("SELECT * FROM meta.published_file ORDER BY file", name: "previous files") { row in
      files.append(
        FileCount(
          file: try row.text(0), sha256: try row.optionalText(1), contentSHA256: try row.optionalText(2),
          generation: try row.int32(3), rowsRead: try row.int(4), rowsLoaded: try row.int(5),
          rowsRejected: try row.int(6), rowsUnchanged: try row.int(7), rowsDuplicate: try row.int(8)))
    }
    return files
  }

  /// Writes what was read out of the files.
  public static func record(_ connection: borrowing Connection, _ run: Run, files: [FileCount]) throws {
    var rows = BinaryRowBuffer()
    for file in files {
      rows.startRow(columns: 10)
      rows.int32(run.id)
      rows.text(file.file)
      rows.text(file.sha256)
      rows.text(file.contentSHA256)
      rows.int32(file.generation)
      rows.int64(Int64(file.rowsRead))
      rows.int64(Int64(file.rowsLoaded))
      rows.int64(Int64(file.rowsRejected))
      rows.int64(Int64(file.rowsUnchanged))
      rows.int64(Int64(file.rowsDuplicate))
    }
    try connection.copyIn("COPY meta.run_file FROM STDIN (FORMAT binary)", rows, name: "files of the run")
  }

  /// Writes which editions the run evaluates with.
  public static func record(
    _ connection: borrowing Connection, _ run: Run, editions: [RunEdition]
  ) throws {
    try connection.run(
      "INSERT INTO meta.run_edition SELECT $1, * FROM unnest($2::text[], $3::text[], $4::smallint[])",
      [
        .integer(run.id), .texts(editions.map(\.id)), .texts(editions.map(\.sha256)),
        .smallints(editions.map(\.lastEnteringYear)),
      ], name: "editions of the run")
    try connection.run(
      "INSERT INTO evaluation.edition SELECT unnest($1::text[]) ON CONFLICT DO NOTHING",
      [.texts(editions.map(\.id))], name: "editions")
  }

  /// Writes what stands for the settings that decide verdicts.
  public static func record(_ connection: borrowing Connection, _ run: Run, settings sha256: String) throws {
    try connection.run(
      "UPDATE meta.run SET settings_sha256 = $2 WHERE run_id = $1", [.integer(run.id), .text(sha256)],
      name: "settings of the run")
  }

  /// Writes how many rows the findings of each code stand for.
  public static func record(
    _ connection: borrowing Connection, _ run: Run, findings: [(code: String, count: Int)]
  ) throws {
    var rows = BinaryRowBuffer()
    for finding in findings where finding.count > 0 {
      rows.startRow(columns: 3)
      rows.int32(run.id)
      rows.text(finding.code)
      rows.int64(Int64(finding.count))
    }
    try connection.copyIn("COPY meta.run_finding FROM STDIN (FORMAT binary)", rows, name: "findings of the run")
  }

  /// Writes how long the stages took.
  public static func record(
    _ connection: borrowing Connection, _ run: Run, stages: [(name: String, milliseconds: Int)]
  ) throws {
    try connection.run(
      "INSERT INTO meta.run_stage SELECT $1, s.position, s.stage, s.milliseconds FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS s (stage, milliseconds, position)",
      [.integer(run.id), .texts(stages.map(\.name)), .bigints(stages.map { Int64($0.milliseconds) })],
      name: "stages of the run")
  }

  /// Pattern verdicts of a run that need not be published, by system and status.
  public static func statusCounts(
    _ connection: borrowing Connection, _ run: Run
  ) throws -> [(system: String, status: String, count: Int)] {
    var counts: [(system: String, status: String, count: Int)] = []
    try connection.query(
      "SELECT system, all_status, students FROM evaluation.status_counts($1)", [.integer(run.id)], name: "status counts"
    ) { row in counts.append((try row.text(0), try row.text(1), try row.int(2))) }
    return counts
  }

  /// Edition ids and digests of the published run, ordered by id.
  public static func editions(_ connection: borrowing Connection) throws -> [RunEdition] {
    var editions: [RunEdition] = []
    try connection.query(
      "SELECT edition_id, sha256, last_entering_year FROM meta.run_edition WHERE run_id = (SELECT meta.shown_run()) ORDER BY edition_id",
      name: "editions of the published run"
    ) { row in
      editions.append(RunEdition(id: try row.text(0), sha256: try row.text(1), lastEnteringYear: try row.int16(2)))
    }
    return editions
  }

  /// Makes the run the one that readers see.
  public static func publish(
    _ connection: borrowing Connection, _ run: Run, studentsEvaluated: Int, studentsCarriedOver: Int
  ) throws {
    _ = try connection.transaction {
      try connection.run(
        "SELECT meta.publish_run($1, $2, $3)",
        [
          .integer(run.id), .integer(Int32(clamping: studentsEvaluated)),
          .integer(Int32(clamping: studentsCarriedOver)),
        ],
        name: "publish")
    }
  }

  /// Ends the run whole, but leaves it to a person whether it is published; readers stay where they are.
  public static func hold(
    _ connection: borrowing Connection, _ run: Run, studentsEvaluated: Int, studentsCarriedOver: Int
  ) throws {
    _ = try connection.transaction {
      try connection.run(
        "SELECT meta.hold_run($1, $2, $3)",
        [
          .integer(run.id), .integer(Int32(clamping: studentsEvaluated)),
          .integer(Int32(clamping: studentsCarriedOver)),
        ],
        name: "hold")
    }
  }

  /// Publishes a run that was held. The connection must hold the lock of the night.
  /// - Parameters:
  ///   - account: account of the operating system that asks.
  ///   - reason: as the person stated it.
  /// - Returns: false if the run is not held.
  public static func publishHeld(
    _ connection: borrowing Connection, run: Int32, account: String?, reason: String?
  ) throws -> Bool {
    try connection.transaction {
      try connection.first(
        "SELECT meta.publish_held_run($1, $2, $3)",
        [.integer(run), .text(orNull: account), .text(orNull: reason)], name: "publish"
      ) { try $0.bool(0) } ?? false
    }
  }

  /// How a run ends that is not published.
  public enum Outcome: String, Sendable { case refused, failed }

  /// Ends the run without publishing it and removes what it wrote. A run that cannot even do this is cleared away by
  /// the next one.
  public static func end(_ connection: borrowing Connection, _ run: Run, as outcome: Outcome) throws {
    _ = try connection.transaction {
      try connection.run(
        "SELECT meta.end_run($1, $2)", [.integer(run.id), .text(outcome.rawValue)], name: "end run")
    }
  }
}
