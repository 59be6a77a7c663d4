import Postgres
import Store

/// AP exam codes as they are written.
enum ExamCode {
  /// Two digits; nothing for 0, which stands for a code that is not known.
  static func text(_ code: Int) -> String { code == 0 ? "" : code < 10 ? "0\(code)" : String(code) }
}

/// A group of students, as tables name it.
struct GroupName: Hashable, Comparable {
  var family: String
  var name: String

  static let everybody = GroupName(family: "all", name: "all")

  static func < (left: GroupName, right: GroupName) -> Bool {
    if left.family != right.family {
      if left.family == "all" || right.family == "all" { return left.family == "all" }
      return left.family < right.family
    }
    return left.name < right.name
  }
}

/// The places of a table: each district, then each school; or one school.
struct EquityPlaces {
  struct Place {
    let scope: String
    let id: String
    let name: String
    let schools: [String]
  }

  /// The one school that was asked for.
  let wanted: String?
  private let names: [String: String]

  /// - Throws: `Failure` (exit 6) where no school is called so.
  init(_ session: borrowing Session, school: String?) throws {
    let schools = try SharedTables.schools(session.connection)
    wanted = try school.map { try SchoolNames.id(of: $0, among: schools) }
    var names: [String: String] = [:]
    for row in schools {
      names[row.schoolID] = row.name
      if let district = row.districtID { names[district] = row.districtName ?? district }
    }
    self.names = names
  }

  func name(_ id: String) -> String { names[id] ?? id }

  /// - Parameter districts: the district of each school that something was counted at.
  func list(_ districts: [String: String]) -> [Place] {
    let schools = districts.keys.sorted()
    var places: [Place] = []
    if wanted == nil {
      for district in Set(districts.values).sorted() {
        places.append(
          Place(
            scope: "district", id: district, name: name(district), schools: schools.filter { districts[$0] == district }
          ))
      }
    }
    return places + schools.map { Place(scope: "school", id: $0, name: name($0), schools: [$0]) }
  }
}
