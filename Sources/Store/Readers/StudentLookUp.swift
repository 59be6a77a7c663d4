public import Postgres

/// What a search for one student came to.
public enum StudentLookUp: Sendable {
  case nobody
  case one(StoredStudent)
  /// Several fit: who they are, bytewise by student_id; `isCut` if there are more than asked for.
  case several([StudentMatch], isCut: Bool)

  /// Finds a student by student_id, else statewide id, else name (whole, then beginning, then anywhere; without case,
  /// "First Last" or "Last, First"), reads everything about the student and writes the look-up into the access log, in
  /// one transaction.
  /// - Parameter limit: matches to name at most.
  /// - Throws: `StoreError.nothingPublished`, `PostgresError`.
  public static func find(
    _ connection: borrowing Connection, _ wanted: String, purpose: String?, limit: Int = 20
  ) throws -> StudentLookUp {
    try connection.transaction(.snapshot) {
      let run = try PublishedRun.required(connection)
      let matches = try matches(connection, wanted, limit: limit)
      if matches.count == 1 {
        let reference = StudentReference(key: matches[0].key, version: matches[0].version)
        guard let student = try StudentReader.read(connection, [reference], .everything).first else { return .nobody }
        try AccessLog.add(
          connection, command: "student", purpose: purpose, studentKey: student.key, rows: 1, run: run.id)
        return .one(student)
      }
      try AccessLog.add(
        connection, command: "student", purpose: purpose, studentKey: nil, rows: min(limit, matches.count), run: run.id)
      return matches.isEmpty ? .nobody : .several(Array(matches.prefix(limit)), isCut: matches.count > limit)
    }
  }

  /// The students of the first way to search that finds any; one more than `limit` at most.
  static func matches(
    _ connection: borrowing Connection, _ wanted: String, limit: Int
  ) throws -> [StudentMatch] {
    let pattern = escapedPattern(wanted)
    let searches = [
      ("record.students_with_id($1)", wanted), ("record.students_with_ssid($1)", wanted),
      ("record.students_named($1)", wanted), ("record.students_named_like($1)", pattern + "%"),
      ("record.students_named_like($1)", "%" + pattern + "%"),
    ]
    for (search, parameter) in searches where !wanted.isEmpty {
      var found: [StudentMatch] = []
      try connection.query(
        "SELECT student_key, from_run, student_id, first_name, last_name, school_id, grade_level FROM \(search) ORDER BY student_id LIMIT $2",
        [.text(parameter), .int(limit + 1)], name: "search"
      ) { row in
        found.append(
          StudentMatch(
            key: try row.int64(0), version: try row.int32(1), studentID: try row.text(2), firstName: try row.text(3),
            lastName: try row.text(4), schoolID: try row.text(5), gradeLevel: try row.int16(6)))
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The text as a LIKE pattern that means just itself.
  static func escapedPattern(_ text: String) -> String {
    var pattern = ""
    for character in text.unicodeScalars {
      if character == "%" || character == "_" || character == "\\" { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(character)
    }
    return pattern
  }
}

/// A student who fits a search.
public struct StudentMatch: Sendable, Equatable {
  public let key: Int64
  public let version: Int32
  public let studentID: String
  public let firstName: String
  public let lastName: String
  public let schoolID: String
  public let gradeLevel: Int16
}
