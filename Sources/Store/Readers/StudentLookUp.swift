public import Postgres

/// What a search for one student came to.
public enum StudentLookUp: Sendable {
  case nobody
  case one(StoredStudent)
  /// Several fit: who they are, bytewise by student_id; `isCut` if there are more than asked for.
  case several([StudentMatch], isCut: Bool)
  /// Nobody fits, and these are spelled almost so, the nearest first.
  case near([StudentMatch])

  /// Finds a student by student_id, else statewide id, else name (whole, then its beginning, then words that begin words
  /// of it, then anywhere; without case, accents and punctuation, "First Last" or "Last, First"), reads everything about
  /// the student and writes the look-up into the access log, in one transaction.
  ///
  /// Somebody who is there and may not be seen is as good as nobody; the access log knows the difference.
  /// - Parameters:
  ///   - command: as the access log names it.
  ///   - limit: matches to name at most.
  /// - Throws: `StoreError.nothingPublished`, `PostgresError`.
  public static func find(
    _ connection: borrowing Connection, _ wanted: String, purpose: String?, command: String = "student", limit: Int = 20
  ) throws -> StudentLookUp {
    // The server takes no NUL, and no name has one.
    let wanted = wanted.utf8.contains(0) ? "" : wanted
    let found = try connection.transaction(.snapshot) { () throws -> StudentLookUp in
      let run = try PublishedRun.required(connection)
      func log(_ outcome: AccessLog.Outcome, _ students: [Int64]) throws {
        try AccessLog.add(
          connection, command: command, purpose: purpose, outcome: outcome, asked: wanted, students: students,
          rows: students.count, run: run.id)
      }
      let matches = try matches(connection, wanted, limit: limit)
      if matches.count == 1 {
        let reference = StudentReference(key: matches[0].key, version: matches[0].version)
        guard var student = try StudentReader.read(connection, [reference], .everything).first else { return .nobody }
        (student.flags, student.pace) = try CounselReader.read(connection, of: student.key)
        try log(.found, [student.key])
        return .one(student)
      }
      if matches.isEmpty {
        try log(.nobody, [])
        let near = try NearNames.find(connection, wanted)
        if near.isEmpty { return .nobody }
        try log(.several, near.map(\.key))
        return .near(near)
      }
      let named = Array(matches.prefix(limit))
      try log(.several, named.map(\.key))
      return .several(named, isCut: matches.count > limit)
    }
    try AccessLog.seal(connection)
    return found
  }

  /// The students of the first way to search that finds any; one more than `limit` at most.
  static func matches(
    _ connection: borrowing Connection, _ wanted: String, limit: Int
  ) throws -> [StudentMatch] {
    if wanted.isEmpty { return [] }
    for search in ["record.students_with_id($1)", "record.students_with_ssid($1)"] {
      let found = try matches(connection, wanted, limit: limit, search)
      if !found.isEmpty { return found }
    }
    let way = try connection.first("SELECT record.name_search()", name: "name search") { try $0.text(0) }
    var searches = ["record.names_matching($1, false)"]
    if way == "own" {
      searches.insert("record.names_matching($1, true)", at: 0)
      try CaseloadReader.findByCaseload(connection)
    }
    if way == "index" { searches = ["record.students_named($1)", "record.students_beginning($1)"] + searches }
    for search in searches {
      let found = try matches(connection, wanted, limit: limit, search)
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func matches(
    _ connection: borrowing Connection, _ wanted: String, limit: Int, _ search: String
  ) throws -> [StudentMatch] {
    var found: [StudentMatch] = []
    try connection.query(
      "SELECT \(StudentMatch.columns) FROM \(search) ORDER BY student_id LIMIT $2", [.text(wanted), .int(limit + 1)],
      name: "search"
    ) { found.append(try StudentMatch($0)) }
    return found
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

  static let columns = "student_key, from_run, student_id, first_name, last_name, school_id, grade_level"

  init(_ row: borrowing Row) throws {
    key = try row.int64(0)
    version = try row.int32(1)
    studentID = try row.text(2)
    firstName = try row.text(3)
    lastName = try row.text(4)
    schoolID = try row.text(5)
    gradeLevel = try row.int16(6)
  }
}
