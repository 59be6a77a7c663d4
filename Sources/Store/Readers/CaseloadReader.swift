public import Postgres

/// A student on a list, with both verdicts. Amounts are twelfths of a year per subject area A to G.
public struct CaseloadRow: Sendable, Equatable {
  public struct Standing: Sendable, Equatable {
    public var status: StoredStatus
    public var required: [Int16]
    public var earned: [Int16]
    public var inProgress: [Int16]
  }

  public var key: Int64
  public var studentID: String
  public var lastName: String
  public var firstName: String
  public var schoolID: String
  public var gradeLevel: Int16
  public var graduationYear: Int16?
  public var csu: Standing
  public var uc: Standing
  /// What the night keeps for counselors; nil where nothing is to plan.
  public var counsel: Counsel?

  public struct Counsel: Sendable, Equatable {
    public var csuFeasibility: String
    public var ucFeasibility: String
    /// A number of `StoredTerm`; nil where no area has a last start.
    public var nextLastStart: Int16?
    public var planSemesters: Int16?
    /// In the order of the flags, 0 is A, -1 no area.
    public var flags: [(number: Int16, area: Int16)]

    public static func == (left: Counsel, right: Counsel) -> Bool {
      left.csuFeasibility == right.csuFeasibility && left.ucFeasibility == right.ucFeasibility
        && left.nextLastStart == right.nextLastStart && left.planSemesters == right.planSemesters
        && left.flags.elementsEqual(right.flags) { $0 == $1 }
    }
  }
}

/// Lists enrolled students of the run that is shown whom the login may see.
public enum CaseloadReader {
  /// What a login has by itself to list.
  public enum Scope: String, Sendable { case caseload, school, none }

  /// Which students; nil means any.
  public struct Filter: Sendable {
    /// Only the caseload of the login itself.
    public var isOwn = false
    /// An earlier run is shown; the caseload is that of today all the same.
    public var isPast = false
    /// staff_id of a counselor.
    public var counselor: String?
    public var school: String?
    public var gradeLevels: [Int16]?
    /// A code of race_ethnicity, english_status or gender, `low_income` and its like, or a local group.
    public var group: String?
    /// The system that `area` and `status` are about: `uc` or `csu`.
    public var system = "uc"
    /// Not met in this area: 1 is A.
    public var area: Int?
    public var status: String?
    /// Number of a flag; with `area`, of that area.
    public var flag: Int?

    public init() {}
  }

  public static func ownScope(_ connection: borrowing Connection) throws -> Scope {
    let text = try connection.first("SELECT record.own_scope()", name: "own scope") { try $0.text(0) }
    return text.flatMap(Scope.init) ?? .none
  }

  /// In no particular order. Call it inside a transaction.
  public static func read(_ connection: borrowing Connection, _ filter: Filter) throws -> [CaseloadRow] {
    var rows: [CaseloadRow] = []
    if filter.isOwn { try findByCaseload(connection) }
    try connection.query(
      "SELECT * FROM record.caseload($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      [
        .bool(filter.isOwn), .text(orNull: filter.counselor), .text(orNull: filter.school),
        filter.gradeLevels.map { .smallints($0) } ?? .null, .text(orNull: filter.group), .text(filter.system),
        filter.area.map { .integer(Int32($0)) } ?? .null, .text(orNull: filter.status),
        filter.flag.map { .integer(Int32($0)) } ?? .null, .bool(filter.isPast),
      ], name: "caseload"
    ) { row in
      rows.append(
        CaseloadRow(
          key: try row.int64(0), studentID: try row.text(1), lastName: try row.text(2), firstName: try row.text(3),
          schoolID: try row.text(4), gradeLevel: try row.int16(5), graduationYear: try row.optionalInt16(6),
          csu: try standing(row, 7), uc: try standing(row, 11), counsel: try counsel(row, 15)))
    }
    return rows
  }

  /// Lets the server find students by the index on their counselor alone until the transaction ends. How many rows hold for a
  /// run it cannot guess, so it would read a whole index on runs beside.
  static func findByCaseload(_ connection: borrowing Connection) throws {
    try connection.execute("SET LOCAL enable_bitmapscan = off", name: "find by caseload")
  }

  /// What stayed open of each pattern in an earlier run, in twelfths of a year, by student; those alone whom it had.
  public static func open(
    _ connection: borrowing Connection, in run: Int32, of keys: [Int64]
  ) throws -> [Int64: (csu: Int, uc: Int)] {
    var found: [Int64: (csu: Int, uc: Int)] = [:]
    try connection.query(
      "SELECT student_key, system, open FROM evaluation.open_in($1, $2)", [.integer(run), .bigints(keys)],
      name: "open before"
    ) { row in
      let (key, open) = (try row.int64(0), try row.int(2))
      if try row.text(1) == "csu" {
        found[key, default: (0, 0)].csu = open
      } else {
        found[key, default: (0, 0)].uc = open
      }
    }
    return found
  }

  private static func counsel(_ row: borrowing Row, _ column: Int) throws -> CaseloadRow.Counsel? {
    guard let csu = try row.optionalText(column), let uc = try row.optionalText(column + 1) else { return nil }
    let (numbers, areas) = (try row.int16Array(column + 4), try row.int16Array(column + 5))
    guard numbers.count == areas.count else {
      throw StoreError.damaged("evaluation.counsel holds flags of unequal length")
    }
    return CaseloadRow.Counsel(
      csuFeasibility: csu, ucFeasibility: uc, nextLastStart: try row.optionalInt16(column + 2),
      planSemesters: try row.optionalInt16(column + 3), flags: Array(zip(numbers, areas)))
  }

  private static func standing(_ row: borrowing Row, _ column: Int) throws -> CaseloadRow.Standing {
    let amounts = [try row.int16Array(column + 1), try row.int16Array(column + 2), try row.int16Array(column + 3)]
    guard let status = StoredStatus(code: try row.text(column)), amounts.allSatisfy({ $0.count == 7 }) else {
      throw StoreError.damaged("evaluation.verdict holds a row that this program cannot read")
    }
    return CaseloadRow.Standing(status: status, required: amounts[0], earned: amounts[1], inProgress: amounts[2])
  }
}
