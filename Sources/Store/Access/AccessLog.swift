public import Postgres

/// The append-only record of who looked at students and why (Education Code 49064).
///
/// `add` belongs into the transaction that reads, `seal` right after its commit: it puts the entry into the chain of
/// hashes. An entry whose session ends in between is sealed by whoever comes next (decision 0015).
public enum AccessLog {
  /// What became of a request.
  public enum Outcome: String, Sendable {
    case found
    /// Candidates were named.
    case several
    /// Nobody whom the login may see; the server notes `hidden` where somebody is there all the same.
    case nobody
    /// Rows of many students.
    case set
    case forgotten
    case readmitted
  }

  /// Adds an entry under the login of the session; the server sets time and login.
  /// - Parameters:
  ///   - command: what was asked: `student`, `verdicts`, `rejects`, `release`, `worklist`, `caseload`, ...
  ///   - purpose: the legitimate interest as the person stated it.
  ///   - studentKey: the student seen; nil for rows of many.
  ///   - students: of rows of many, whose they were; empty where the rows are of no single student.
  ///   - rows: rows handed out.
  public static func add(
    _ connection: borrowing Connection, command: String, purpose: String?, studentKey: Int64?, students: [Int64] = [],
    rows: Int, run: Int32?
  ) throws {
    try add(
      connection, command: command, purpose: purpose, outcome: studentKey == nil ? .set : .found, asked: nil,
      students: studentKey.map { [$0] } ?? students, rows: rows, run: run)
  }

  /// - Parameter asked: what was looked for, where nobody was found. It is not kept; whether somebody is there whom the
  ///   login may not see is.
  public static func add(
    _ connection: borrowing Connection, command: String, purpose: String?, outcome: Outcome, asked: String?,
    students: [Int64], rows: Int, run: Int32?
  ) throws {
    try connection.run(
      "SELECT meta.log_access($1, $2, $3, $4, $5, $6, $7)",
      [
        .text(command), .text(orNull: purpose), .text(outcome.rawValue), .text(orNull: asked), .bigints(students),
        .int(rows), run.map { .integer($0) } ?? .null,
      ], name: "access log")
  }

  /// Seals what is committed and not sealed yet. Call it outside a transaction.
  /// - Parameter waits: whether to wait for somebody else who seals; whoever only added an entry need not.
  public static func seal(_ connection: borrowing Connection, waits: Bool = false) throws {
    try connection.run("SELECT meta.seal_access_log($1)", [.bool(waits)], name: "seal access log")
  }

  /// Whether the login may read the log.
  public static func mayRead(_ session: borrowing Session) throws -> Bool {
    if session.isOwner { return true }
    return try session.connection.first("SELECT meta.reads_access_log()", name: "role") { try $0.bool(0) } ?? false
  }
}
