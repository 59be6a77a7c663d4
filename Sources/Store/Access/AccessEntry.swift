public import Postgres

/// An entry of the access log.
public struct AccessEntry: Sendable, Equatable {
  /// Place in the chain, from 1; nil while it is not sealed.
  public var position: Int64?
  public var logID: Int64
  /// Microseconds since 1970-01-01 UTC, by the server's clock.
  public var at: Int64
  public var login: String
  public var actingAs: String
  public var command: String
  public var purpose: String?
  public var outcome: String?
  public var studentKey: Int64?
  public var rows: Int64
  public var run: Int32?
  /// student_id of everyone whose rows were handed out, or who was asked for and not shown; nil where nobody was.
  public var studentIDs: [String]?
  public var seal: [UInt8]?
}

/// Reads the access log, as far as the login may.
public enum AccessEntries {
  /// Which entries.
  public struct Filter: Sendable {
    /// A student_id.
    public var student: String?
    public var login: String?
    /// First day (UTC), in days since 1970-01-01.
    public var since: Int32?
    /// Day (UTC) before which.
    public var before: Int32?

    public init(student: String? = nil, login: String? = nil, since: Int32? = nil, before: Int32? = nil) {
      (self.student, self.login, self.since, self.before) = (student, login, since, before)
    }
  }

  /// Streams entries in the order in which they were added.
  public static func read(
    _ connection: borrowing Connection, _ filter: Filter, _ body: (AccessEntry) throws -> Void
  ) throws {
    try connection.query(
      "SELECT \(columns) FROM meta.access_entries($1, $2, $3, $4) AS e ORDER BY log_id",
      [
        .text(orNull: filter.student), .text(orNull: filter.login), .date(orNull: filter.since),
        .date(orNull: filter.before),
      ], name: "access log"
    ) { try body(try entry($0)) }
  }

  static let columns =
    "e.position, e.log_id, (extract(epoch FROM e.at) * 1000000)::bigint, e.login, e.acting_as, e.command, e.purpose, "
    + "e.outcome, e.student_key, e.row_count, e.run_id, e.student_ids, e.seal"

  static func entry(_ row: borrowing Row) throws -> AccessEntry {
    AccessEntry(
      position: try row.optionalInt64(0), logID: try row.int64(1), at: try row.int64(2), login: try row.text(3),
      actingAs: try row.text(4), command: try row.text(5), purpose: try row.optionalText(6),
      outcome: try row.optionalText(7), studentKey: try row.optionalInt64(8), rows: try row.int64(9),
      run: try row.optionalInt32(10), studentIDs: try row.optionalTextArray(11),
      seal: try row.withBytes(12) { $0.map { [UInt8]($0) } })
  }
}
