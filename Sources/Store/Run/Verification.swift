public import Postgres

/// Where what a run shows is not what a full night would show: counts by table, students by key, never by name.
public struct Verification: Sendable, Equatable {
  /// Keys of the students of whom rows differ, by table; each once.
  public var students: [String: [Int64]] = [:]
  /// How many rows of a shared table or of counts differ, by table.
  public var rows: [String: Int] = [:]
  /// Students that were compared.
  public var compared = 0

  public init() {}

  public var isEqual: Bool { students.isEmpty && rows.isEmpty }

  public mutating func merge(_ other: Verification) {
    compared += other.compared
    students.merge(other.students) { ($0 + $1).sorted() }
    rows.merge(other.rows) { $0 + $1 }
  }

  /// Compares the shared tables of a run with rows that are written anew; nothing of them stays.
  ///
  /// - Parameter write: Writes the tables that hold one generation of rows.
  public static func shared(
    _ connection: borrowing Connection, run: Int32, courses: [CourseEvidenceTable.Course], review: [ExamReviewRow],
    _ write: (SharedTableWriter) throws -> Void
  ) throws -> [String: Int] {
    struct Done: Error {}
    var rows: [String: Int] = [:]
    do {
      try connection.transaction {
        try write(SharedTableWriter(generation: .max))
        let fresh = Run(verifying: .max, asOf: 0)
        try CourseEvidenceTable.send(connection, fresh, courses)
        try ExamReviewTable.send(connection, fresh, review)
        try connection.query(
          "SELECT relation, differing FROM record.shared_differences($1, $2)", [.integer(run), .integer(.max)],
          name: "compare shared tables"
        ) { rows[try $0.text(0)] = try $0.int(1) }
        throw Done()
      }
    } catch is Done {}
    return rows
  }

  /// Students that a run shows and who are not among those given.
  public static func strangers(
    _ connection: borrowing Connection, run: Int32, known: [Int64]
  ) throws -> [Int64] {
    var keys: [Int64] = []
    try connection.query(
      "SELECT student_key FROM record.students_in($1) WHERE student_key <> ALL ($2) ORDER BY student_key",
      [.integer(run), .bigints(known)], name: "compare students"
    ) { keys.append(try $0.int64(0)) }
    return keys
  }
}

extension StudentBatch {
  /// Compares what was collected with what a run shows of the same students, writes nothing, and empties the batch.
  public mutating func compare(
    _ connection: borrowing Connection, with run: Int32, keys: [Int64]
  ) throws -> Verification {
    var found = Verification()
    found.compared = keys.count
    try connection.transaction {
      try stage(connection)
      try connection.query(
        "SELECT relation, differing FROM evaluation.student_differences($1, $2)", [.integer(run), .bigints(keys)],
        name: "compare students"
      ) { found.students[try $0.text(0), default: []].append(try $0.int64(1)) }
    }
    removeAll()
    return found
  }
}
