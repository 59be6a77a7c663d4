import Equity
import Foundation
import ReleaseAudit
import Reports
import Rules
import TestSupport
import Testing

@Suite("School years before this one in a release")
struct PastYearsTests {
  /// Releases of three school years, each with all years before it, and the files of the last.
  private struct Years: Sendable {
    let releases: [PublishedCells]
    let files: [String: [UInt8]]

    static let shared = Result { try Years() }

    init() throws {
      var (releases, files): ([PublishedCells], [String: [UInt8]]) = ([], [:])
      for fall: Int16 in 2023...2025 {
        var input = try InventedDistricts.input()
        input.schoolYear = SchoolYear(fall: fall)
        // The years before had more students, so that rates differ and all sums stay true.
        input.counts = input.counts.compactMapValues { Count(n: $0.n * (1 + Int(2025 - fall)), x: $0.x) }
        let past = PastYears(
          releases.last.map { [PastYearsTests.cells($0)] } ?? [], measures: input.measures.map(\.id),
          before: input.schoolYear)
        files = try PublicPageTests.files(input, past: past)
        releases.append(
          try PublishedCells(cells: files["cells.csv"] ?? [], definitions: files["definitions.csv"] ?? []))
      }
      (self.releases, self.files) = (releases, files)
    }
  }

  static func cells(_ release: PublishedCells) -> [PastCell] {
    release.cells.map { cell in
      PastCell(
        measure: cell.measure, schoolYear: cell.schoolYear,
        place: cell.scope == "district" ? .district(cell.scopeID) : .school(cell.scopeID), placeName: cell.scopeName,
        family: cell.family, group: cell.group,
        row: PrintedRow(
          n: cell.printed[0], rate: cell.printed[1], gap: cell.printed[2], needed: cell.printed[3],
          isHidden: cell.isHidden))
    }
  }

  @Test("every cell of every year stands in the last release as it was printed, and all of it withstands the audit")
  func verbatim() throws {
    let years = try Years.shared.get()
    let last = try #require(years.releases.last)
    var printed: [String: [String]] = [:]
    for cell in last.cells { printed[cell.name] = cell.printed }
    #expect(Set(last.cells.map(\.schoolYear)) == ["2023-24", "2024-25", "2025-26"])
    for release in years.releases.dropLast() {
      #expect(release.cells.allSatisfy { printed[$0.name] == $0.printed })
    }
    let findings = ReleaseAudit.findings(last, page: years.files["index.html"], previous: years.releases.dropLast())
    #expect(findings == [])
  }

  @Test("the page shows the years of each place, and the same class from grade to grade, with the printed rates")
  func page() throws {
    let years = try Years.shared.get()
    let html = String(decoding: try #require(years.files["index.html"]), as: UTF8.self)
    #expect(PageReader(html).faults.isEmpty)
    let last = try #require(years.releases.last)
    func cell(_ measure: String, _ year: String) throws -> PublishedCell {
      try #require(
        last.cells.first {
          $0.measure == measure && $0.schoolYear == year && $0.scopeID == "1099901" && $0.group == "all"
        })
    }
    func says(_ cell: PublishedCell) throws -> String {
      guard case .exactly(let rate) = cell.rate else { return "" }
      return "\(rate)% (n \(cell.printed[0]))"
    }
    for year in ["2023-24", "2024-25", "2025-26"] {
      #expect(html.contains("\(year): \(try says(cell("pattern_met_uc", year)))"))
    }
    // Grade 10 of 2023-24 is grade 11 of 2024-25 and grade 12 of 2025-26: they leave in spring 2026.
    let steps = try [(10, "2023-24"), (11, "2024-25"), (12, "2025-26")].map { grade, year in
      "grade \(grade) (\(year)): \(try says(cell("on_pace_uc_grade_\(grade)", year)))"
    }
    #expect(html.contains("Class of 2026: On pace for UC"))
    #expect(html.contains(steps.joined(separator: "<br>")))
  }

  @Test("a measure that counted something else then is not taken over, nor a year of more than four before")
  func left() throws {
    let input = try InventedDistricts.input()
    let row = PrintedRow(n: "50", rate: "0.50", gap: "", needed: "", isHidden: false)
    func cell(_ measure: String, _ year: String) -> PastCell {
      PastCell(
        measure: measure, schoolYear: year, place: .district("1099901"), placeName: "A", family: "all", group: "all",
        row: row)
    }
    let past = PastYears(
      [[cell("a", "2020-21"), cell("a", "2021-22"), cell("b", "2024-25"), cell("a", "2025-26")]], measures: ["a"],
      before: input.schoolYear)
    #expect(past.names == ["a|2021-22|district|1099901|all|all"])
  }

  @Test("cells.csv, summary.json and the workbook hold the same numbers, row by row")
  func formats() throws {
    for files in [
      try Years.shared.get().files,
      try Dictionary(
        uniqueKeysWithValues: InternalRelease(InventedDistricts.input()).files().map { ($0.name, $0.bytes) }),
    ] {
      let lines = String(decoding: try #require(files["cells.csv"]), as: UTF8.self).split(separator: "\n")
      let json = Data(try #require(files["summary.json"]))
      let parsed = try JSONSerialization.jsonObject(with: json)
      let document = try #require(parsed as? [String: Any])
      let rows = try #require(document["rows"] as? [[Any]])
      #expect(rows.count == lines.count - 1)
      #expect((document["columns"] as? [String])?.joined(separator: ",") == lines.first.map(String.init))
      var faults = 0
      for (line, row) in zip(lines.dropFirst(), rows) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let texts = row[0...6].compactMap { $0 as? String }
        if texts != Array(fields[0...6]) { faults += 1 }
        for (field, value) in zip(fields[7...10], row[7...10]) {
          switch value {
          case let text as String: if text != field || Double(field) != nil { faults += 1 }
          case let number as NSNumber: if Double(field) != number.doubleValue { faults += 1 }
          default: if !field.isEmpty { faults += 1 }
          }
        }
        if (row[11] as? Bool) != (fields[11] == "Y") { faults += 1 }
      }
      #expect(faults == 0)
      let (sheets, different) = try WorkbookTests.differences(files)
      #expect(sheets == rows.count && different.isEmpty)
    }
  }
}
