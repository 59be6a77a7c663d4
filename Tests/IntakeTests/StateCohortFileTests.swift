import Equity
import TestSupport
import Testing

@testable import Intake

private let publishedWorkbook = "cde_acgr/cohort1819_Final.xlsx"

@Suite("The state's cohort file")
struct StateCohortFileTests {
  private static let columns = [
    "AcademicYear", "AggregateLevel", "CountyCode", "DistrictCode", "SchoolCode", "CountyName", "DistrictName",
    "SchoolName", "CharterSchool", "DASS", "ReportingCategory", "CohortStudents",
    "Regular HS Diploma Graduates (Count)", "Met UC/CSU Grad Req's (Count)", "Met UC/CSU Grad Req's (Rate)",
  ]

  private func read(_ rows: [[String]]) throws -> StateCohortFile {
    try StateCohortFile(Array((rows.map { $0.joined(separator: "\t") }.joined(separator: "\r\n") + "\r\n").utf8))
  }

  @Test("A workbook is refused with the way to save it as text")
  func workbook() throws {
    for start: [UInt8] in [[0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0]] {
      let fault = #expect(throws: StateCohortFile.Fault.self) { try StateCohortFile(start + [0, 1, 2]) }
      let message = try #require(fault?.message)
      #expect(message.contains("Excel workbook") && message.contains("Text (Tab delimited)"))
      #expect(message.contains("AcademicYear") && message.contains("LibreOffice"))
    }
  }

  @Test("Codes that a spreadsheet took the zeros from are the same codes")
  func zeros() throws {
    func row(_ county: String, _ district: String, _ school: String, level: String) -> [String] {
      [
        "2018-19", level, county, district, school, "", "District", "School", "All", "All", "TA", "90", "80", "40",
        "50.0",
      ]
    }
    let whole = try read([Self.columns, row("01", "00001", "0000007", level: "S"), row("01", "00001", "", level: "D")])
    let cut = try read([Self.columns, row("1", "1", "7", level: "S"), row("1", "1", "", level: "D")])
    #expect(whole.rows == cut.rows && whole.rows.map(\.code) == ["01000010000007", "0100001"])
  }

  /// The numbers of 44,601 rows of the class of 2019, whose sheet has other headings than the state's file.
  @Test(
    "Real rows put under the state's headings are read to the last, and their rates are the ones that we print",
    .enabled(if: PublicData.has(publishedWorkbook), "the public data is not beside this checkout"))
  func realRows() throws {
    let bytes = try #require(PublicData.bytes(publishedWorkbook))
    #expect(throws: StateCohortFile.Fault.self) { try StateCohortFile(bytes) }
    let sheet = try #require(WorkbookSheet(bytes))
    #expect(
      sheet.rows[0].prefix(10) == [
        "CountyCode", "DistrictCode", "SchoolCode", "CharterSchool", "ReportingCategory", "CohortStudents",
        "HS_Grad_Co", "HS_Grad_Ra", "Met_UC_CSU_Req_Co", "Met_UC_CSU_Req_Ra",
      ])
    // The sheet lost the column of alternative schools: of rows with one key, the largest cohort is that of all schools.
    var largest: [[String]: Int] = [:]
    for row in sheet.rows.dropFirst() {
      largest[Array(row[0..<5])] = max(largest[Array(row[0..<5])] ?? 0, Int(row[5]) ?? 0)
    }
    let rows = sheet.rows.dropFirst().map { row in
      let key = Array(row[0..<5])
      let isAll = largest[key] == Int(row[5])
      if isAll { largest[key] = nil }
      let level = row[1] == "0" ? "C" : row[2] == "0" ? "D" : "S"
      // A rate is a binary fraction in a workbook: 33.299999999999997.
      let rate = Double(row[9]).map { ($0 * 10).rounded() / 10 }
      return [
        "2018-19", level, row[0], row[1], level == "S" ? row[2] : "", "", "", "", row[3], isAll ? "All" : "N",
        row[4], row[5], row[6], row[8], rate.map { "\($0)" } ?? "*",
      ]
    }
    let file = try read([Self.columns] + rows)
    #expect(file.rows.count == rows.filter { $0[1] != "C" && $0[8] == "All" && $0[9] == "All" }.count)
    #expect(file.rows.allSatisfy { $0.code.utf8.count == ($0.level == .school ? 14 : 7) })
    var compared = 0
    for row in file.rows {
      guard let met = row.met, let graduates = row.graduates, let printed = row.metRate, graduates > 0 else { continue }
      compared += 1
      #expect(TenthPercent(try #require(Count(n: graduates, x: met))) == TenthPercent(printed), "\(row.code)")
    }
    #expect(compared > 9_000)
  }
}

/// The cells of the first sheet of a workbook, as text.
private struct WorkbookSheet {
  private(set) var rows: [[String]] = []

  init?(_ bytes: [UInt8]) {
    let entries = readZip(bytes)
    guard let texts = entries["xl/sharedStrings.xml"], let cells = entries["xl/worksheets/sheet1.xml"] else {
      return nil
    }
    let shared = WorkbookSheet.contents(of: "t", in: texts[...]).map { WorkbookSheet.text($0.body) }
    for row in WorkbookSheet.contents(of: "row", in: cells[...]) {
      rows.append(
        WorkbookSheet.contents(of: "c", in: row.body).map { cell in
          let value = WorkbookSheet.contents(of: "v", in: cell.body).first.map { WorkbookSheet.text($0.body) } ?? ""
          let isShared = WorkbookSheet.text(cell.head).contains("t=\"s\"")
          return isShared ? Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? "" : value
        })
    }
    if rows.isEmpty { return nil }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("&amp;", with: "&")
  }

  /// Elements of a name, which do not stand in one another: what their tag says and what they hold.
  private static func contents(
    of name: String, in bytes: ArraySlice<UInt8>
  ) -> [(head: ArraySlice<UInt8>, body: ArraySlice<UInt8>)] {
    var found: [(head: ArraySlice<UInt8>, body: ArraySlice<UInt8>)] = []
    let (open, close) = (Array("<\(name)".utf8), Array("</\(name)>".utf8))
    var place = bytes.startIndex
    while let start = index(of: open, in: bytes, from: place) {
      place = start + open.count
      guard place < bytes.endIndex, bytes[place] == 0x20 || bytes[place] == 0x3E,
        let end = bytes[place...].firstIndex(of: 0x3E)
      else { continue }
      let head = bytes[place..<end]
      place = end + 1
      if head.last == 0x2F {
        found.append((head, bytes[place..<place]))
        continue
      }
      guard let last = index(of: close, in: bytes, from: place) else { return found }
      found.append((head, bytes[place..<last]))
      place = last + close.count
    }
    return found
  }

  private static func index(of word: [UInt8], in bytes: ArraySlice<UInt8>, from: Int) -> Int? {
    var place = from
    while place + word.count <= bytes.endIndex {
      if bytes[place] == word[0] && bytes[place..<place + word.count].elementsEqual(word) { return place }
      place += 1
    }
    return nil
  }
}
