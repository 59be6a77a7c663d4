public import Postgres

/// The append-only record of who looked at students and why (Education Code 49064).
public enum AccessLog {
  /// Adds an entry under the login of the session; the server sets time and login.
  /// - Parameters:
  ///   - command: what was asked: `student`, `verdicts`, `rejects`, `release`, `worklist`, `compare-claims`, `checks`.
  ///   - purpose: the legitimate interest as the person stated it.
  ///   - studentKey: the student seen; nil for an export and for a look-up that found nobody.
  ///   - rows: rows handed out.
  public static func add(
    _ connection: borrowing Connection, command: String, purpose: String?, studentKey: Int64?, rows: Int, run: Int32?
  ) throws {
    try connection.run(
      "INSERT INTO meta.access_log (command, purpose, student_key, row_count, run_id) VALUES ($1, $2, $3, $4, $5)",
      [
        .text(command), .text(orNull: purpose), .int(orNull: studentKey.map(Int.init)), .int(rows),
        .int(orNull: run.map(Int.init)),
      ], name: "access log")
  }
}
