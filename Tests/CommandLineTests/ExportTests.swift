import Foundation
import TestSupport
import Testing

@Suite("What the exports look like whatever stood in the files")
struct ExportTests {
  /// Two districts; students with ids that a spreadsheet or a locale would spoil.
  private func odd() throws -> (place: Place, ids: [String]) {
    let extract = try ExtractFolder()
    let ids = ["=1+1", "-0", "+2", "@x", "a", "A", "Z", "é", "10", "9", "00", "a,b", "q\"q", "中", "😀"]
    var lines = ""
    for (index, id) in ids.enumerated() {
      let quoted = "\"\(id.replacingOccurrences(of: "\"", with: "\"\""))\""
      let school = index % 2 == 0 ? "99900010100001" : "99900010100002"
      lines += "\(quoted),,Odd\(index),Name,,,,,,,,,,,\(school),12,,,,,\n"
      try extract.append("\(quoted),\(school),2024-25,S1,10,-0,Minus,B,5,5,,", to: "transcripts.csv")
    }
    try extract.write(try extract.text("students.csv") + lines, to: "students.csv")
    try extract.append("99900010100001,-0,Minus,G,English,,semester,,,,,,,,,,,,", to: "courses.csv")
    try extract.append("99900010100002,-0,Minus,G,English,,semester,,,,,,,,,,,,", to: "courses.csv")
    let place = try Place.empty()
    _ = try place.night(extract.path).expecting(0)
    return (place, ids)
  }

  @Test("Text that a spreadsheet would run is neutralised, and rows are sorted by the bytes of the raw value")
  func neutralised() throws {
    let (place, ids) = try odd()
    let exports = try place.exports()
    let sorted = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let written = sorted.map { ["=", "-", "+", "@"].contains($0.prefix(1)) ? "'" + $0 : $0 }
    let table = try Table(exports.verdicts)
    var order: [String] = []
    for row in table.rows where order.last != row[0] { order.append(row[0]) }
    #expect(order.filter { written.contains($0) } == written)
    #expect(order.count == ids.count + 44)
    for (index, row) in table.rows.enumerated() {
      #expect(row[1] == (index % 16 < 8 ? "csu" : "uc"))
      #expect(row[4] == ["A", "B", "C", "D", "E", "F", "G", "ALL"][index % 8])
    }
    let uses = try Table(exports.uses).named.filter { $0["course_id"]?.hasSuffix("-0") == true }
    #expect(uses.count == ids.count * 2)
    #expect(uses.allSatisfy { $0["course_id"] == "'-0" })
    try CertificateCheck.check(exports)
  }

  @Test("The amounts are semesters with at most two decimals, half up, and agree with the exact twelfths")
  func amounts() throws {
    let table = try Table(Place.afterStories().exports().verdicts)
    for row in table.named {
      for name in ["required", "earned", "in_progress", "missing"] {
        let exact = try #require(Int(row[name + "_12"] ?? ""))
        #expect(row[name] == written(exact))
      }
      let numbers = ["required_12", "earned_12", "in_progress_12", "missing_12"].map { Int(row[$0] ?? "") ?? -1 }
      #expect(numbers[0] == numbers[1] + numbers[3])
      #expect(numbers[1] <= numbers[0] && numbers[2] <= numbers[3] && numbers.allSatisfy { $0 >= 0 })
      if row["subject_area"] == "ALL" { #expect(numbers[0] == 180) }
      if row["status"] == "met" { #expect(numbers[3] == 0) }
      if row["status"] == "in_progress" { #expect(numbers[2] == numbers[3]) }
    }
  }

  /// A second way to print twelfths of a year: hundredths of a semester, half up.
  private func written(_ twelfths: Int) -> String {
    let hundredths = (twelfths * 200 + 6) / 12
    let text = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
      .isEmpty ? "0" : trimmed(text)
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  @Test("The row for all sums the seven and has the worst status of the seven")
  func all() throws {
    let rows = try Table(Place.afterStories().exports().verdicts).named
    let order = ["not_met", "unknown", "in_progress", "met"]
    for start in stride(from: 0, to: rows.count, by: 8) {
      let (areas, all) = (rows[start..<start + 7], rows[start + 7])
      for name in ["required_12", "earned_12", "in_progress_12", "missing_12"] {
        #expect(areas.reduce(0) { $0 + (Int($1[name] ?? "") ?? 0) } == Int(all[name] ?? ""))
      }
      let worst = areas.compactMap { order.firstIndex(of: $0["status"] ?? "") }.min()
      #expect(worst.map { order[$0] } == all["status"])
    }
  }

  @Test("Rejects name file, line, column and code; the value is cut, escaped and neutralised")
  func rejects() throws {
    let extract = try ExtractFolder()
    let long = String(repeating: "x", count: 500)
    try extract.append("0001,99900010100001,2024-25,S1,\(long),ENG9,,B,5,5,,", to: "transcripts.csv")
    try extract.append("0001,99900010100001,2024-25,=S1,9,ENG9,,B,5,5,,", to: "transcripts.csv")
    try extract.append("0001,99900010100001,2024-25,S1,9,ENG9,,\"B\u{1b}[31m\n\",5,5,,", to: "transcripts.csv")
    try extract.append("NOBODY,99900010100001,2024-25,S1,9,ENG9,,B,5,5,,", to: "transcripts.csv")
    try extract.append("0001,99900010100001,2024-25", to: "transcripts.csv")
    let place = try Place.empty()
    let night = try place.nightWithManifest(extract.path)
    #expect(night.result.status == 0)
    let rows = try Table(place.rejects()).named
    #expect(rows.map { $0["line"] } == ["1313", "1314", "1315", "1317", "1318"])
    #expect(rows.map { $0["column"] } == ["grade_level", "term", "mark", "student_id", ""])
    #expect(rows.map { $0["code"] } == ["bad_value", "bad_value", "bad_value", "unknown_student", "field_count"])
    #expect(rows.allSatisfy { $0["run_id"] == "1" && $0["file"] == "transcripts.csv" })
    #expect(rows[0]["value"] == String(repeating: "x", count: 200))
    #expect(rows[1]["value"] == "'=S1")
    #expect(rows[2]["value"]?.unicodeScalars.allSatisfy { $0.value >= 32 } == true)
    #expect(rows[3]["value"] == "NOBODY")
    #expect(rows[4]["value"] == "3")
    let scratch = try ScratchFolder()
    _ = try place.agtrack(["rejects", "--out", scratch.file("r.csv")]).expecting(0)
    #expect(try scratch.text("r.csv") == place.rejects())
  }

  @Test("The internal release has its five files, and every cell of the table stands in the page")
  func release() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    _ = try place.agtrack(["release", "--internal", "--out", scratch.file("report")]).expecting(0)
    let cells = try Table(scratch.text("report/cells.csv"))
    #expect(
      cells.columns == [
        "measure", "school_year", "scope", "scope_id", "scope_name", "family", "student_group", "n", "rate", "gap",
        "needed",
        "hidden",
      ])
    let page = try scratch.text("report/index.html")
    for cell in cells.named {
      let names = ["measure", "school_year", "scope", "scope_id", "family", "student_group"]
      let key = names.map { cell[$0] ?? "" }.joined(separator: "|")
      #expect(page.contains("data-cell=\"\(key.replacingOccurrences(of: "&", with: "&amp;"))\""), "\(key)")
      if cell["n"] == "0" { #expect(cell["rate"] == "") }
    }
    #expect(cells.rows.count > 20)
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("src="))
    for name in ["definitions.csv", "manifest.json"] { #expect(scratch.exists("report/\(name)"), "\(name)") }
    let first = try scratch.bytes("report/index.html")
    _ = try place.agtrack(["release", "--internal", "--out", scratch.file("report")]).expecting(0)
    #expect(try scratch.bytes("report/index.html") == first)
  }
}
