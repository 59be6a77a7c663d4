public import Rules

/// A cell of an earlier school year, as the release of that time printed it.
public struct PastCell: Sendable {
  public let measure: String
  public let schoolYear: String
  public let place: Place
  public let placeName: String
  public let family: String
  public let group: String
  public let row: PrintedRow

  public init(
    measure: String, schoolYear: String, place: Place, placeName: String, family: String, group: String, row: PrintedRow
  ) {
    (self.measure, self.schoolYear, self.place, self.placeName) = (measure, schoolYear, place, placeName)
    (self.family, self.group, self.row) = (family, group, row)
  }

  /// `measure|school_year|scope|scope_id|family|student_group`.
  var name: String {
    [measure, schoolYear, place.scope.rawValue, place.id, family, group].joined(separator: "|")
  }
}

/// The school years before this one, taken over from earlier releases as they were printed: what was published stays so, and
/// nothing is counted again.
public struct PastYears: Sendable {
  /// How many years before this one are taken over, so that a release holds five.
  static let most: Int16 = 4
  public static let none = PastYears(cells: [])

  /// Measure by measure, of each the latest year first.
  let cells: [PastCell]
  /// Where the rows of a measure, a year and a place stand; all of them together.
  private let ranges: [String: Range<Int>]
  private let byMeasure: [String: Range<Int>]

  private init(cells: [PastCell]) {
    self.cells = cells
    var (ranges, byMeasure): ([String: Range<Int>], [String: Range<Int>]) = ([:], [:])
    for (index, cell) in cells.enumerated() {
      let key = PastYears.key(cell.measure, cell.schoolYear, cell.place)
      ranges[key] = (ranges[key]?.lowerBound ?? index)..<(index + 1)
      byMeasure[cell.measure] = (byMeasure[cell.measure]?.lowerBound ?? index)..<(index + 1)
    }
    (self.ranges, self.byMeasure) = (ranges, byMeasure)
  }

  /// - Parameters:
  ///   - releases: The cells of earlier releases, the oldest first. Of each year and measure the last release that has it
  ///     counts.
  ///   - measures: The measures to keep: those of this release that counted the same then.
  public init(_ releases: [[PastCell]], measures: [String], before year: SchoolYear) {
    let years = (1...PastYears.most).map { SchoolYear(fall: year.fall - $0).code }
    var last: [String: Int] = [:]
    for (release, cells) in releases.enumerated() {
      for cell in cells { last["\(cell.measure)|\(cell.schoolYear)"] = release }
    }
    var tables: [String: [PastCell]] = [:]
    for (release, cells) in releases.enumerated() {
      for cell in cells where years.contains(cell.schoolYear) {
        let key = "\(cell.measure)|\(cell.schoolYear)"
        if last[key] == release { tables[key, default: []].append(cell) }
      }
    }
    self.init(
      cells: measures.flatMap { measure in years.flatMap { tables["\(measure)|\($0)"] ?? [] } })
  }

  /// The names of all cells, in order.
  public var names: [String] { cells.map(\.name) }

  private static func key(_ measure: String, _ year: String, _ place: Place) -> String {
    "\(measure)|\(year)|\(place.scope.rawValue)|\(place.id)"
  }

  func rows(of measure: String) -> ArraySlice<PastCell> { cells[byMeasure[measure] ?? 0..<0] }

  func rows(of measure: String, _ year: String, _ place: Place) -> ArraySlice<PastCell> {
    cells[ranges[PastYears.key(measure, year, place)] ?? 0..<0]
  }

  /// The row of everybody at a place; nil where no release has it.
  func everybody(_ measure: String, _ year: String, _ place: Place) -> PrintedRow? {
    rows(of: measure, year, place).first { $0.family == ReleaseFamily.all.id }?.row
  }
}
