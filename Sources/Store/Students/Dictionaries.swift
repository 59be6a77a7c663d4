public import Postgres

/// Institution, course and printed title of a transcript record.
public struct PrintedCourse: Hashable, Sendable {
  public var schoolID: String
  public var courseID: String
  /// Empty if none was printed.
  public var title: String

  public init(schoolID: String, courseID: String, title: String) {
    (self.schoolID, self.courseID, self.title) = (schoolID, courseID, title)
  }
}

/// The numbers that transcript rows carry for courses; courses never seen before get the next one.
public struct CourseCodes: Sendable {
  private var codes: [PrintedCourse: Int32] = [:]
  /// By code; index 0 is never used.
  private var courses: [PrintedCourse?] = [nil]
  private var added = BinaryRowBuffer()

  public init(_ connection: borrowing Connection) throws {
    try read(connection, "SELECT * FROM record.course_code ORDER BY course_code", [])
  }

  /// Some of them, to name what a few records say. Numbers for courses never seen need all of them.
  public init(_ connection: borrowing Connection, only codes: [Int32]) throws {
    try read(
      connection, "SELECT * FROM record.course_code WHERE course_code = ANY ($1) ORDER BY course_code",
      [.integers(codes)])
  }

  private mutating func read(
    _ connection: borrowing Connection, _ statement: String, _ parameters: [Parameter]
  ) throws {
    try connection.query(statement, parameters, name: "course codes") { row in
      let course = PrintedCourse(schoolID: try row.text(1), courseID: try row.text(2), title: try row.text(3))
      let code = try row.int32(0)
      guard code >= 1, code < 1 << 30 else {
        throw StoreError.damaged("record.course_code holds a number out of range")
      }
      while courses.count <= Int(code) { courses.append(nil) }
      courses[Int(code)] = course
      codes[course] = code
    }
  }

  /// The course's number, a new one if it was never seen. Send new ones with `flush` before the run is published.
  public mutating func code(for course: PrintedCourse) -> Int32 {
    if let code = codes[course] { return code }
    let code = Int32(truncatingIfNeeded: courses.count)
    courses.append(course)
    codes[course] = code
    added.startRow(columns: 4)
    added.int32(code)
    added.text(course.schoolID)
    added.text(course.courseID)
    added.text(course.title)
    return code
  }

  public subscript(code: Int32) -> PrintedCourse? {
    courses.indices.contains(Int(code)) ? courses[Int(code)] : nil
  }

  public mutating func flush(_ connection: borrowing Connection) throws {
    if added.isEmpty { return }
    try connection.copyIn("COPY record.course_code FROM STDIN (FORMAT binary)", added, name: "course codes")
    added.removeAll()
  }
}

/// The numbers that verdicts carry for rule ids.
public struct RuleNumbers: Sendable {
  private var numbers: [String: Int16] = [:]
  private var ids: [Int16: String] = [:]
  private var last: Int16 = 0

  /// Loads the known rules and adds those of the program; one place, before workers begin.
  /// - Parameter rules: ids of all rules that the program can name; empty for readers.
  public init(_ connection: borrowing Connection, adding rules: [String] = []) throws {
    try connection.query("SELECT rule_no, rule_id FROM evaluation.rule ORDER BY rule_no", name: "rules") { row in
      last = try row.int16(0)
      let id = try row.text(1)
      numbers[id] = last
      ids[last] = id
    }
    for rule in rules where numbers[rule] == nil {
      guard last < .max else { throw StoreError.damaged("there are too many rules") }
      last += 1
      numbers[rule] = last
      ids[last] = rule
      try connection.run(
        "INSERT INTO evaluation.rule VALUES ($1, $2)", [.smallint(last), .text(rule)], name: "add rule")
    }
  }

  /// nil for a rule that was not among those added.
  public func number(of rule: String) -> Int16? { numbers[rule] }
  /// nil for 0 and for numbers never given.
  public func rule(_ number: Int16) -> String? { ids[number] }
}
