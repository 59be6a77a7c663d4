/// What a member of staff may see and do.
public enum StaffRole: String, CaseIterable, Sendable {
  case counselor
  case schoolAdministrator = "school_admin"
  case districtAnalyst = "district_analyst"
  case auditor
  case dataEngineer = "data_engineer"
}

/// A member of staff at one school (`staff.csv`); one row per school.
public struct StaffRow: Sendable, Equatable {
  public var staffID: String
  public var name: String?
  public var login: String
  public var role: StaffRole
  /// Place in `Extract.schools`; nil for staff of no school.
  public var schoolIndex: Int?
  public var line: Int
}

enum StaffColumn: Int, TableColumn {
  case staffID, name, login, role, schoolID

  static let table = "staff.csv"
  static let names = ["staff_id", "name", "login", "role", "school_id"]
  static let required: [StaffColumn] = [.staffID, .login, .role]
}

/// The accepted staff.
struct StaffTable: Sendable {
  private(set) var rows: [StaffRow] = []
  private var ids: Set<String> = []

  func isKnown(_ staffID: String) -> Bool { ids.contains(staffID) }

  mutating func read(_ reader: TableReader, schools: SchoolTable) {
    var keys = KeyLedger()
    var logins = KeyLedger()
    reader.read { (record: Record<StaffColumn>) throws(RowFault) in
      let id = try record.identifier(.staffID)
      keys.add([id, record[.schoolID]], data: record.hash)
      let login = try record.identifier(.login)
      // One login belongs to one person: a second staff_id is other data under the same key.
      logins.add([login], data: ByteHash.of(id))
      _ = try record.required(.role)
      guard let role: StaffRole = try record.deciding(.role, Values.code) else {
        throw record.fault(.role, .missingValue)
      }
      var school: Int?
      if !record[.schoolID].isEmpty {
        school = Int(
          try schools.index.place(
            record[.schoolID], column: StaffColumn.schoolID.rawValue, unknown: .unknownSchool))
      }
      rows.append(
        StaffRow(
          staffID: id.string, name: record.text(.name), login: login.string, role: role, schoolIndex: school,
          line: record.line))
      keys.accept(row: rows.count - 1)
      logins.accept(row: rows.count - 1)
    }
    var outcome = keys.resolve()
    let ambiguous = Set(outcome.conflicting)
    let shared = logins.resolve().conflicting.filter { !ambiguous.contains($0) }
    let sharing = Set(shared)
    outcome.repeated.removeAll { sharing.contains($0) }
    var dropped = reader.settle(outcome, column: StaffColumn.staffID.rawValue) { (rows[$0].line, rows[$0].staffID) }
    dropped.formUnion(
      reader.settle((shared, []), column: StaffColumn.login.rawValue) { (rows[$0].line, rows[$0].login) })
    rows = rows.indices.filter { !dropped.contains($0) }.map { rows[$0] }
    ids = Set(rows.map(\.staffID))
  }
}
