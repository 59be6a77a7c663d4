import Equity
import Rules

/// The cells of a release as they are printed: the one source of every number in every format.
struct ReleaseCells {
  let input: ReleaseInput
  /// Districts in the order given, then schools in the order of the page.
  let places: [PlaceName]

  struct PlaceName {
    let place: Place
    let name: String
    let districtID: String
  }

  init(_ input: ReleaseInput) {
    self.input = input
    let schools = input.schools.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    places =
      input.districts.map { PlaceName(place: .district($0.id), name: $0.name, districtID: $0.id) }
      + schools.map { PlaceName(place: .school($0.id), name: $0.name, districtID: $0.districtID) }
  }

  var districts: [PlaceName] { places.filter { $0.place.scope == .district } }

  func schools(of district: PlaceName) -> [PlaceName] {
    places.filter { $0.place.scope == .school && $0.districtID == district.districtID }
  }

  /// Schools whose district is not part of the release: they are printed after the districts.
  var schoolsOfNoDistrict: [PlaceName] {
    let known = Set(input.districts.map(\.id))
    return places.filter { $0.place.scope == .school && !known.contains($0.districtID) }
  }

  func count(_ measure: String, _ place: Place, _ family: String = "all", _ group: String = "all") -> Count {
    input.counts[CellKey(measure: measure, place: place, family: family, group: group)] ?? .none
  }

  /// The name of a cell: `measure|school_year|scope|scope_id|family|student_group`.
  func name(_ measure: String, _ place: Place, _ family: String, _ group: String, year: SchoolYear? = nil) -> String {
    [measure, (year ?? input.schoolYear).code, place.scope.rawValue, place.id, family, group].joined(separator: "|")
  }

  func cell(_ measure: String, _ place: Place, _ family: String = "all", _ group: String = "all") -> Cell {
    let own = count(measure, place, family, group)
    let whole = count(measure, place)
    return Cell(
      key: [measure, input.schoolYear.code, place.scope.rawValue, place.id, family, group], count: own,
      rate: own.rate, gap: own.gap(in: whole), needed: own.neededForParity(in: whole))
  }
}

/// One cell with its numbers.
struct Cell {
  /// measure, school year, scope, scope id, family and student group.
  let key: [String]
  let count: Count
  let rate: Hundredths?
  /// Against all others of the same place.
  let gap: Hundredths?
  let needed: Int?

  /// The name of the cell in the page: `measure|school_year|scope|scope_id|family|student_group`.
  var name: String { key.joined(separator: "|") }

  /// So few students that one of them moves the rate by ten points or more; not used in sentences.
  var isSmall: Bool { (1...10).contains(count.n) }

  /// The rate of all others as a whole percentage, from the printed numbers only.
  var othersPercent: Int? {
    guard let rate, let gap else { return nil }
    return min(100, max(0, rate.value - gap.value))
  }

  /// The gap is below the others' rate by the margin max(0.98 / sqrt(n), 0.03) or more, from the printed numbers.
  var isClearlyBelow: Bool {
    guard let gap, gap.value <= -3 else { return false }
    let (square, overflow) = count.n.multipliedReportingOverflow(by: gap.value * gap.value)
    return overflow || square >= 9604
  }
}
