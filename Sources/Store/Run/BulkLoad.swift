import Postgres

/// Sends rows into tables under row-level security, into which PostgreSQL takes no COPY, not even the owner's.
///
/// The rows go by COPY into a temporary table of the session (no log is written for it, nobody else can see it, the
/// commit empties it) and from there by one INSERT.
enum BulkLoad {
  /// Sends rows in the columns' order of the table, inside the caller's transaction.
  static func send(
    _ connection: borrowing Connection, to table: String, _ rows: borrowing BinaryRowBuffer
  ) throws {
    if rows.isEmpty { return }
    let staging = try stage(connection, table)
    try connection.copyIn("COPY \(staging) FROM STDIN (FORMAT binary)", rows, name: table)
    try connection.execute("INSERT INTO \(table) SELECT * FROM \(staging)", name: table)
  }

  /// As above, for rows that `body` writes piece by piece.
  static func send(
    _ connection: borrowing Connection, to table: String, _ body: (borrowing CopyWriter) throws -> Void
  ) throws {
    let staging = try stage(connection, table)
    try connection.copyIn("COPY \(staging) FROM STDIN (FORMAT binary)", binary: true, name: table, body)
    try connection.execute("INSERT INTO \(table) SELECT * FROM \(staging)", name: table)
  }

  /// Sends rows as far as the temporary table, and makes the table even where there are none.
  static func fill(
    _ connection: borrowing Connection, for table: String, _ rows: borrowing BinaryRowBuffer
  ) throws {
    let staging = try stage(connection, table)
    if rows.isEmpty { return }
    try connection.copyIn("COPY \(staging) FROM STDIN (FORMAT binary)", rows, name: table)
  }

  private static func stage(_ connection: borrowing Connection, _ table: String) throws -> String {
    let staging = "pg_temp.load_" + table.split(separator: ".").joined(separator: "_")
    try connection.execute(
      "CREATE TEMP TABLE IF NOT EXISTS \(staging) (LIKE \(table)) ON COMMIT DELETE ROWS", name: "stage")
    // No commit empties it there.
    if connection.isTrial { try connection.execute("TRUNCATE \(staging)", name: "stage") }
    return staging
  }

  /// Makes a new connection fit for loading: room for the staged rows, and no wait for the disk at each batch. A batch
  /// that a crash loses belongs to a run that is not published; publishing waits for the disk, and with it for
  /// everything before.
  static func prepare(_ connection: borrowing Connection) throws {
    try connection.execute("SET temp_buffers = '64MB'; SET synchronous_commit = off", name: "prepare loading")
  }
}
