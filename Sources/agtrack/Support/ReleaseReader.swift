import Equity
import Postgres
import Reports
import Rules
import Store

/// Reads what a release prints from the views of the published run.
enum ReleaseReader {
  static func read(_ session: borrowing Session, run: PublishedRun) throws -> ReleaseInput {
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    var counts: [CellKey: Count] = [:]
    var districts: [ReleaseDistrict] = []
    var placed: Set<String> = []
    try GroupCounts.read(session.connection) { cell in
      let place: Place = cell.scope == "district" ? .district(cell.scopeID) : .school(cell.scopeID)
      if cell.scope == "district", !districts.contains(where: { $0.id == cell.scopeID }) {
        districts.append(ReleaseDistrict(id: cell.scopeID, name: cell.scopeName))
      }
      if cell.scope == "school" { placed.insert(cell.scopeID) }
      counts[CellKey(measure: cell.measure, place: place, family: cell.family, group: cell.studentGroup)] =
        Count(n: cell.n, x: cell.x)
    }
    let schools = try SharedTables.schools(session.connection).compactMap { school -> ReleaseSchool? in
      guard placed.contains(school.schoolID), let district = school.districtID else { return nil }
      return ReleaseSchool(
        id: school.schoolID, name: school.name, districtID: district, kind: SchoolKind(rawValue: school.kind) ?? .other)
    }
    return ReleaseInput(
      districts: districts, schools: schools, schoolYear: asOf.schoolYear, asOf: asOf, runID: String(run.id),
      editions: try editions(session), program: ProgramVersion.name, counts: counts,
      seniors: try seniors(session), losses: try losses(session), ways: try ways(session))
  }

  private static func seniors(_ session: borrowing Session) throws -> [SeniorsKey: SeniorsStanding] {
    var seniors: [SeniorsKey: SeniorsStanding] = [:]
    for row in try SeniorCounts.standings(session.connection) {
      guard let system = System(rawValue: row.system) else { continue }
      seniors[SeniorsKey(place: place(row.districtID, row.schoolID), system: system)] = SeniorsStanding(
        met: row.met, inProgress: row.inProgress, oneCourseShort: row.oneCourseShort, furtherAway: row.furtherAway,
        unknown: row.unknown)
    }
    return seniors
  }

  private static func losses(_ session: borrowing Session) throws -> [AreaLoss] {
    try SeniorCounts.losses(session.connection).compactMap { row in
      guard let system = System(rawValue: row.system), let area = SubjectArea(rawValue: UInt8(clamping: row.area)),
        let lacking = Count(n: row.seniors, x: row.lacking)
      else { return nil }
      return AreaLoss(
        place: place(row.districtID, row.schoolID), system: system, area: area, lacking: lacking,
        neverEnrolled: row.neverTaken, deficientMark: row.deficientMark)
    }
  }

  private static func ways(_ session: borrowing Session) throws -> [MissedWay] {
    try SeniorCounts.missedWays(session.connection).compactMap { row in
      guard let system = System(rawValue: row.system) else { return nil }
      return MissedWay(
        place: place(row.districtID, row.schoolID), system: system, way: row.way, students: row.students,
        couldBeSeen: row.couldBeSeen)
    }
  }

  private static func place(_ district: String, _ school: String?) -> Place {
    school.map { .school($0) } ?? .district(district)
  }

  private static func editions(_ session: borrowing Session) throws -> [ReleaseEdition] {
    try RunLog.editions(session.connection).map { ReleaseEdition(id: $0.id, sha256: $0.sha256) }
  }
}
