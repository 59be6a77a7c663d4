public import Postgres

/// Students whose records were deleted on request, and whom nights leave out until somebody readmits them.
public enum ForgottenStudents {
  /// What `forget` did.
  public enum Result: Sendable, Equatable {
    /// Rows deleted, of all tables and versions.
    case forgotten(rows: Int)
    case alreadyForgotten
    case unknown
  }

  /// Deletes every row of a student and remembers the student_id, and writes that into the access log, in one
  /// transaction. The connection must hold the lock of the night, and act as the owner.
  /// - Parameters:
  ///   - studentID: the whole student_id; nothing shorter or alike will do.
  ///   - reason: kept with the id and in the access log.
  public static func forget(
    _ connection: borrowing Connection, studentID: String, reason: String
  ) throws -> Result {
    try connection.transaction {
      let key = try connection.first(
        "SELECT student_key FROM record.student_identity WHERE student_id = $1", [.text(studentID)],
        name: "find student"
      ) { try $0.int64(0) }
      guard let key else { return try isForgotten(connection, studentID) ? .alreadyForgotten : .unknown }
      // Before the rows go: the entry takes the student_id from them.
      try AccessLog.add(
        connection, command: "forget", purpose: reason, outcome: .forgotten, asked: nil, students: [key], rows: 1,
        run: try PublishedRun.current(connection)?.id)
      let rows = try connection.first(
        "SELECT record.forget_student($1, $2)", [.int(key), .text(reason)], name: "forget student"
      ) { try $0.int(0) }
      return .forgotten(rows: rows ?? 0)
    }
  }

  /// Lets nights load the student again.
  /// - Returns: false if the student was not forgotten.
  public static func readmit(_ connection: borrowing Connection, studentID: String, reason: String) throws -> Bool {
    try connection.transaction {
      let key = try connection.first(
        "SELECT student_key FROM record.forgotten_student WHERE student_id = $1", [.text(studentID)],
        name: "find student"
      ) { try $0.int64(0) }
      guard let key else { return false }
      try AccessLog.add(
        connection, command: "forget", purpose: reason, outcome: .readmitted, asked: nil, students: [key], rows: 0,
        run: try PublishedRun.current(connection)?.id)
      try connection.run(
        "DELETE FROM record.forgotten_student WHERE student_id = $1", [.text(studentID)], name: "readmit student")
      try connection.run("SELECT meta.forget_inputs()", name: "forget inputs")
      return true
    }
  }

  private static func isForgotten(_ connection: borrowing Connection, _ studentID: String) throws -> Bool {
    try connection.first(
      "SELECT EXISTS (SELECT FROM record.forgotten_student WHERE student_id = $1)", [.text(studentID)],
      name: "find student"
    ) { try $0.bool(0) } ?? false
  }
}
