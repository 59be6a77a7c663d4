public import Postgres

/// A run and whether readers see it.
public struct RunState: Sendable, Equatable {
  public enum State: String, Sendable {
    case running, loaded, published, superseded, refused, failed, abandoned
  }

  public let id: Int32
  /// The day that the run took as today, in days since 1970-01-01.
  public let asOf: Int32
  public let state: State
  /// Database login that published it.
  public let publishedBy: String?
  /// Account of the operating system that published a held run.
  public let publishedAccount: String?
  public let publishReason: String?

  /// - Parameter id: nil for the published run.
  /// - Returns: nil where there is none.
  public static func find(_ connection: borrowing Connection, run id: Int32?) throws -> RunState? {
    try connection.first(
      """
      SELECT run_id, as_of, state, published_by, published_account, publish_reason FROM meta.run \
      WHERE run_id = coalesce($1, (SELECT run_id FROM meta.publication))
      """, [id.map { .integer($0) } ?? .null], name: "find run"
    ) { row in try RunState(row) }
  }

  /// The run that is loaded and waits for a person, if there is one.
  public static func held(_ connection: borrowing Connection) throws -> RunState? {
    try connection.first(
      """
      SELECT run_id, as_of, state, published_by, published_account, publish_reason FROM meta.run WHERE state = 'loaded' \
      ORDER BY run_id DESC LIMIT 1
      """, name: "held run"
    ) { row in try RunState(row) }
  }

  private init(_ row: borrowing Row) throws {
    guard let state = State(rawValue: try row.text(2)) else {
      throw StoreError.damaged("a run stands in a state that this program does not know")
    }
    (id, asOf, self.state) = (try row.int32(0), try row.date(1), state)
    publishedBy = try row.optionalText(3)
    publishedAccount = try row.optionalText(4)
    publishReason = try row.optionalText(5)
  }
}

/// A check as it is stored with a run.
public struct StoredCheck: Sendable, Equatable {
  public struct Place: Sendable, Equatable {
    public let schoolID: String?
    public let schoolName: String?
    public let subject: String?
    public let occurrences: Int
    public let measured: Double?
    public let expected: Double?
  }

  public let id: String
  public let severity: String
  public let action: String
  public let counts: String
  public let found: Int
  public let base: Int?
  public let limit: String
  public let isBreached: Bool
  public let parameters: String
  public internal(set) var places: [Place] = []
}

extension StoredCheck {
  /// As it would be stored; schools go by their ids alone.
  public init(_ outcome: CheckOutcome) {
    self.init(
      id: outcome.id, severity: outcome.severity.rawValue, action: outcome.action.rawValue,
      counts: outcome.counts.rawValue, found: outcome.found, base: outcome.base, limit: outcome.limit.text,
      isBreached: outcome.isBreached, parameters: outcome.parameters,
      places: outcome.places.map {
        Place(
          schoolID: $0.schoolID, schoolName: nil, subject: $0.subject, occurrences: $0.occurrences,
          measured: $0.measured, expected: $0.expected)
      })
  }
}

/// A student about whom a check found something.
public struct CheckedStudent: Sendable, Equatable {
  public let key: Int64
  public let studentID: String
  public let schoolID: String
  public let occurrences: Int
}

/// Reads what the checks of a run found, as far as the asking login may see it.
public enum CheckReader {
  /// The checks of a run with their places, by id.
  public static func checks(_ connection: borrowing Connection, run: Int32) throws -> [StoredCheck] {
    var checks: [StoredCheck] = []
    try connection.query("SELECT * FROM meta.checks_of($1)", [.integer(run)], name: "checks") { row in
      checks.append(
        StoredCheck(
          id: try row.text(1), severity: try row.text(2), action: try row.text(3), counts: try row.text(4),
          found: try row.int(5), base: try row.optionalInt(6), limit: try row.text(7), isBreached: try row.bool(8),
          parameters: try row.text(9)))
    }
    try connection.query("SELECT * FROM record.check_findings_of($1)", [.integer(run)], name: "places of checks") {
      row in
      let id = try row.text(0)
      guard let index = checks.firstIndex(where: { $0.id == id }) else { return }
      checks[index].places.append(
        StoredCheck.Place(
          schoolID: try row.optionalText(1), schoolName: try row.optionalText(2), subject: try row.optionalText(3),
          occurrences: try row.int(4), measured: try row.optionalDouble(5), expected: try row.optionalDouble(6)))
    }
    return checks
  }

  /// Students about whom a check found something in a run, bytewise by id.
  public static func students(
    _ connection: borrowing Connection, run: Int32, check: String
  ) throws -> [CheckedStudent] {
    var students: [CheckedStudent] = []
    try connection.query(
      "SELECT * FROM record.check_students_of($1, $2)", [.integer(run), .text(check)], name: "students of a check"
    ) { row in
      students.append(
        CheckedStudent(
          key: try row.int64(3), studentID: try row.text(0), schoolID: try row.text(1), occurrences: try row.int(2)))
    }
    return students
  }
}
