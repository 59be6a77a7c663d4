public import Postgres

/// Reads rejects and findings of the published run.
public enum QualityReader {
  /// Streams the rejects by file, line and order of discovery.
  public static func rejects(_ connection: borrowing Connection, _ body: (Reject) throws -> Void) throws {
    try connection.query("SELECT * FROM record.reject_now ORDER BY file, line, seq", name: "rejects") { row in
      try body(
        Reject(
          file: try row.text(1), line: try row.int(2), column: try row.optionalText(3), code: try row.text(4),
          value: try row.optionalText(5), message: try row.text(6)))
    }
  }

  /// Number of findings per code, bytewise by code.
  public static func findingCounts(_ connection: borrowing Connection) throws -> [(code: String, count: Int)] {
    var counts: [(code: String, count: Int)] = []
    try connection.query("SELECT code, occurrences FROM record.finding_count ORDER BY code", name: "findings") { row in
      counts.append((try row.text(0), try row.int(1)))
    }
    return counts
  }
}
