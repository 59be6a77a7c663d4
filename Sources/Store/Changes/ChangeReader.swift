public import Postgres

/// A line of the journal with what names it.
public struct JournalEntry: Sendable, Equatable {
  public let run: Int32
  /// The day that the run took as today, in days since 1970-01-01.
  public let asOf: Int32
  public let studentID: String
  public let change: StatusChange
}

/// How many students came to meet the pattern at a school, or ceased to, by cause.
public struct SchoolChange: Sendable, Equatable {
  public let schoolID: String
  public let cause: String
  public let students: Int
  public let gainedUC: Int
  public let lostUC: Int
  public let gainedCSU: Int
  public let lostCSU: Int

  /// By school and cause.
  public static func list(
    _ connection: borrowing Connection, after: Int32, upTo: Int32
  ) throws -> [SchoolChange] {
    var counts: [SchoolChange] = []
    try connection.query(
      "SELECT * FROM evaluation.change_counts($1, $2)", [.integer(after), .integer(upTo)], name: "counts of changes"
    ) { row in
      counts.append(
        SchoolChange(
          schoolID: try row.text(0), cause: try row.text(1), students: try row.int(2), gainedUC: try row.int(3),
          lostUC: try row.int(4), gainedCSU: try row.int(5), lostCSU: try row.int(6)))
    }
    return counts
  }
}

/// Reads the journal of changes as far as the asking login may see the students.
public enum ChangeReader {
  /// Which lines to read; nil = all.
  public struct Wanted: Sendable {
    /// Changes of the runs after this one.
    public var after: Int32
    public var schoolID: String?
    public var studentKey: Int64?

    public init(after: Int32, schoolID: String? = nil, studentKey: Int64? = nil) {
      (self.after, self.schoolID, self.studentKey) = (after, schoolID, studentKey)
    }
  }

  /// Bytewise by student_id, then by run, system and step, a line at a time.
  /// - Parameter run: the last run that is read.
  public static func forEach(
    _ connection: borrowing Connection, _ wanted: Wanted, upTo run: Int32, _ body: (JournalEntry) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT * FROM evaluation.changes_between($1, $2) WHERE ($3::text IS NULL OR school_id = $3 OR from_school_id = $3) \
      AND ($4::bigint IS NULL OR student_key = $4) ORDER BY student_id, run_id, system, step
      """,
      [
        .integer(wanted.after), .integer(run), .text(orNull: wanted.schoolID),
        .int(orNull: wanted.studentKey.map(Int.init)),
      ], name: "changes"
    ) { row in
      guard let cause = ChangeCause(rawValue: try row.text(5)) else {
        throw StoreError.damaged("a change has a cause that this program does not know")
      }
      let change = StatusChange(
        key: try row.int64(2), system: try row.text(4), step: try row.int16(13), cause: cause,
        schoolID: try row.text(6), fromSchoolID: try row.optionalText(7),
        before: try StoredStanding(code: row.optionalText(8), letters: row.optionalText(10)),
        after: try StoredStanding(code: row.optionalText(9), letters: row.optionalText(11)),
        details: try row.textArray(12))
      try body(
        JournalEntry(run: try row.int32(0), asOf: try row.date(1), studentID: try row.text(3), change: change))
    }
  }

  /// The key of the student with this id or statewide id; nil where the login may see nobody of that id.
  public static func studentKey(_ connection: borrowing Connection, id: String) throws -> Int64? {
    try connection.first(
      "SELECT student_key FROM record.students_ever($1) ORDER BY student_key LIMIT 1", [.text(id)], name: "student"
    ) { try $0.int64(0) }
  }
}
