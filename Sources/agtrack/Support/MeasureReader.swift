import Equity
import PolicyFiles
import Postgres
import Reports
import Rules
import Store

extension Policies {
  /// The dictionary of measures built into the program.
  static func measures() throws -> MeasureDictionary {
    guard let source = sources().first(where: { $0.path == MeasureFile.path }) else {
      throw Failure(.environment, "the dictionary of measures is missing from the program")
    }
    return try MeasureFile.read(source.text)
  }
}

extension Policies {
  /// The targets for seats built into the program.
  static func seatTargets() throws -> SeatTargets {
    guard let source = sources().first(where: { $0.path == SeatTargets.path }) else {
      throw Failure(.environment, "the targets for seats are missing from the program")
    }
    return try SeatTargets(source.text)
  }
}

/// Reads counts of measures of the run that the session shows.
enum MeasureReader {
  private struct Place: Hashable {
    var isSchool: Bool
    var id: String
    var family: String
    var group: String
  }

  /// - Throws: `Failure` (exit 6) where nothing is counted so.
  static func values(
    _ session: borrowing Session, _ run: PublishedRun, _ measures: [Measure], school: String?, family: String?,
    grade: Int?
  ) throws -> MeasureValues {
    let schools = try SharedTables.schools(session.connection)
    let wanted = try school.map { try SchoolNames.id(of: $0, among: schools) }
    let order = Dictionary(
      measures.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    var counts: [Place: [Count]] = [:]
    // A run counted the measures that there were then: of others it says nothing, which is not 0.
    var known: Set<Int> = []
    try MeasureCounts.read(session.connection, numbers: measures.map(\.number), grade: grade) { found in
      known.insert(found.number)
      if let wanted, found.isDistrict || found.scopeID != wanted { return }
      if let family, found.family != family { return }
      let place = Place(
        isSchool: !found.isDistrict, id: found.scopeID, family: found.family, group: found.studentGroup)
      guard let column = order[found.number], let count = Count(n: found.n, x: found.x) else { return }
      counts[place, default: [Count](repeating: .none, count: measures.count)][column] = count
    }
    guard !counts.isEmpty else {
      throw Failure(
        .notFound,
        known.isEmpty
          ? "the run has no counts of these measures; nights store them since agtrack 0.2.0"
          : "nothing is counted there")
    }
    let columns = measures.indices.filter { known.contains(measures[$0].number) }
    let names = Dictionary(schools.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first })
    let districts = Dictionary(
      schools.compactMap { row in row.districtID.map { ($0, row.districtName ?? $0) } },
      uniquingKeysWith: { first, _ in first })
    let rows = counts.keys.sorted { precedes($0, $1) }.map { place in
      MeasureValues.Row(
        scope: place.isSchool ? "school" : "district", scopeID: place.id,
        scopeName: (place.isSchool ? names[place.id] : districts[place.id]) ?? place.id, family: place.family,
        group: place.group, counts: columns.map { counts[place]?[$0] ?? .none })
    }
    return MeasureValues(
      schoolYear: SchoolYear(fall: run.schoolYear).code, gradeLevel: grade, measures: columns.map { measures[$0] },
      rows: rows)
  }

  /// The district first, all students before their groups, the rest bytewise.
  private static func precedes(_ left: Place, _ right: Place) -> Bool {
    if left.isSchool != right.isSchool { return right.isSchool }
    if left.id != right.id { return left.id.utf8.lexicographicallyPrecedes(right.id.utf8) }
    if left.family != right.family {
      if left.family == "all" || right.family == "all" { return left.family == "all" }
      return left.family.utf8.lexicographicallyPrecedes(right.family.utf8)
    }
    return left.group.utf8.lexicographicallyPrecedes(right.group.utf8)
  }
}
