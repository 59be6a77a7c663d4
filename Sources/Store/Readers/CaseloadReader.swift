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
}

/// Lists enrolled students of the published run whom the login may see.
public enum CaseloadReader {
  /// What a login has by itself to list.
  public enum Scope: String, Sendable { case caseload, school, none }

  /// Which students; nil means any.
  public struct Filter: Sendable {
    /// Only the caseload of the login itself.
    public var isOwn = false
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

    public init() {}
  }

  public static func ownScope(_ connection: borrowing Connection) throws -> Scope {
    let text = try connection.first("SELECT record.own_scope()", name: "own scope") { try $0.text(0) }
    return text.flatMap(Scope.init) ?? .none
  }

  /// In no particular order.
  public static func read(_ connection: borrowing Connection, _ filter: Filter) throws -> [CaseloadRow] {
    var rows: [CaseloadRow] = []
    try connection.query(
      "SELECT * FROM record.caseload($1, $2, $3, $4, $5, $6, $7, $8)",
      [
        .bool(filter.isOwn), .text(orNull: filter.counselor), .text(orNull: filter.school),
        filter.gradeLevels.map { .smallints($0) } ?? .null, .text(orNull: filter.group), .text(filter.system),
        filter.area.map { .integer(Int32($0)) } ?? .null, .text(orNull: filter.status),
      ], name: "caseload"
    ) { row in
      rows.append(
        CaseloadRow(
          key: try row.int64(0), studentID: try row.text(1), lastName: try row.text(2), firstName: try row.text(3),
          schoolID: try row.text(4), gradeLevel: try row.int16(5), graduationYear: try row.optionalInt16(6),
          csu: try standing(row, 7), uc: try standing(row, 11)))
    }
    return rows
  }

  private static func standing(_ row: borrowing Row, _ column: Int) throws -> CaseloadRow.Standing {
    let amounts = [try row.int16Array(column + 1), try row.int16Array(column + 2), try row.int16Array(column + 3)]
    guard let status = StoredStatus(code: try row.text(column)), amounts.allSatisfy({ $0.count == 7 }) else {
      throw StoreError.damaged("evaluation.verdict holds a row that this program cannot read")
    }
    return CaseloadRow.Standing(status: status, required: amounts[0], earned: amounts[1], inProgress: amounts[2])
  }
}
