/// The public numbers of several districts side by side, and of all their students together.
///
/// Everything is computed from what the releases print, so nothing can be known from it that they do not tell already.
public struct DistrictComparison {
  /// A cell of a whole district as its release prints it.
  public struct Cell: Sendable {
    public var measure: String
    public var schoolYear: String
    public var districtID: String
    public var districtName: String
    public var family: String
    public var group: String
    public var row: PrintedRow

    public init(
      measure: String, schoolYear: String, districtID: String, districtName: String, family: String, group: String,
      row: PrintedRow
    ) {
      (self.measure, self.schoolYear, self.districtID) = (measure, schoolYear, districtID)
      (self.districtName, self.family, self.group, self.row) = (districtName, family, group, row)
    }

    fileprivate var line: [String] { [measure, schoolYear, family, group] }
  }

  private let cells: [Cell]
  private let districts: [String]

  /// - Parameter cells: In the order in which they are written; a cell that stands twice counts once.
  public init(_ cells: [Cell]) {
    self.cells = cells
    var districts: [String] = []
    for cell in cells where !districts.contains(cell.districtID) { districts.append(cell.districtID) }
    self.districts = districts
  }

  /// One line for each measure, school year, group and district, then one for all of them together.
  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "measure", "school_year", "family", "student_group", "scope", "scope_id", "scope_name", "n", "rate", "gap",
      "change", "gap_in_all", "hidden",
    ])
    var (lines, order): ([[String]: [String: Cell]], [[String]]) = ([:], [])
    for cell in cells {
      if lines[cell.line] == nil { order.append(cell.line) }
      if lines[cell.line]?[cell.districtID] == nil { lines[cell.line, default: [:]][cell.districtID] = cell }
    }
    for line in order {
      guard let found = lines[line] else { continue }
      let all = districts.compactMap { found[$0] }
      let isShared = all.count == districts.count && all.allSatisfy { PrintedPlot.isClearlyBelow($0.row) }
      for cell in all {
        let before = lines[[line[0], DistrictComparison.yearBefore(line[1]), line[2], line[3]]]?[cell.districtID]
        start(&csv, line, "district", cell.districtID, cell.districtName)
        for value in [cell.row.n, cell.row.rate, cell.row.gap, change(cell.row, before?.row)] { csv.word(value) }
        csv.word(isShared ? "Y" : "N")
        csv.word(cell.row.isHidden ? "Y" : "N")
        csv.endLine()
      }
      let joint = all.count == districts.count ? DistrictComparison.joint(all.map(\.row)) : nil
      start(&csv, line, "all", districts.joined(separator: "+"), "All districts together")
      for value in [joint?.n ?? "*", joint?.rate ?? "*", "", ""] { csv.word(value) }
      csv.word(isShared ? "Y" : "N")
      csv.word(joint == nil ? "Y" : "N")
      csv.endLine()
    }
    return csv.take()
  }

  private func start(_ csv: inout CSVWriter, _ line: [String], _ scope: String, _ id: String, _ name: String) {
    for text in line { csv.text(text) }
    csv.word(scope)
    csv.text(id)
    csv.text(name)
  }

  /// In percentage points, where both years print a rate.
  private func change(_ now: PrintedRow, _ before: PrintedRow?) -> String {
    guard let rate = now.shownRate, let last = before?.shownRate else { return "" }
    return String(rate - last)
  }

  /// `2025-26` for `2026-27`; the text itself where it is no school year.
  static func yearBefore(_ year: String) -> String {
    guard year.utf8.count == 7, let fall = Int(year.prefix(4)), fall > 1000 else { return year }
    let end = fall % 100
    return "\(fall - 1)-\(end < 10 ? "0" : "")\(end)"
  }

  /// All students of the rows, and between which hundredths their rate lies; nil where a row does not print both.
  static func joint(_ rows: [PrintedRow]) -> (n: String, rate: String)? {
    var (students, low, high) = (0, 0, 0)
    for row in rows {
      guard let n = Int(row.n), (0...10_000_000).contains(n) else { return nil }
      if n == 0 { continue }
      guard let rate = row.shownRate else { return nil }
      students += n
      // Rounded half up: rate - 1/2 <= 100 x / n < rate + 1/2.
      low += max(0, ((2 * rate - 1) * n + 199) / 200)
      high += min(n, ((2 * rate + 1) * n + 199) / 200 - 1)
    }
    guard students > 0 else { return ("0", "") }
    func hundredths(_ x: Int) -> String {
      let value = (200 * x + students) / (2 * students)
      return "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
    }
    let (least, most) = (hundredths(low), hundredths(high))
    return (String(students), least == most ? least : "\(least)..\(most)")
  }
}
