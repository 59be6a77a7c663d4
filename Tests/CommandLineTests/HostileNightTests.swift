import Foundation
import TestSupport
import Testing

/// Whole nights over folders made by hand as systems, spreadsheets and broken transfers make them, in each form of file.
@Suite("Nights over hostile folders")
struct HostileNightTests {
  typealias Form = DistrictFolder.Form

  private func cleanNight(_ form: Form, _ place: Place) throws {
    let folder = try DistrictFolder(form)
    try withExtendedLifetime(folder) { _ = try place.night(folder.path).expecting(0) }
  }

  @Test(
    "What cannot be used refuses the night: exit 3, the file and line and what to do, and nothing is changed",
    arguments: Form.allCases)
  func refused(_ form: Form) throws {
    let place = try Place.empty()
    try cleanNight(form, place)
    let exports = try place.exports()
    let before = try place.fingerprint()
    for refusal in try Refusal.all(form) {
      let folder = try DistrictFolder(form)
      try refusal.damage(folder)
      let night = try place.nightWithManifest(folder.path)
      #expect(night.result.status == 3, "\(refusal.told): \(night.result.stderr)")
      for text in refusal.told { #expect(night.result.stderr.contains(text), "\(text): \(night.result.stderr)") }
      #expect(night.manifest["published"].bool == false)
      #expect(try place.fingerprint() == before, "\(refusal.told)")
    }
    #expect(try place.exports() == exports)
    try cleanNight(form, place)
    #expect(try place.exports() == exports)
  }

  // MARK: Dirt that can be read

  private func soil(_ form: Form, _ folder: DistrictFolder) throws {
    switch form {
    case .canonical:
      try folder.edit("students.csv") { line, text in line % 3 == 0 ? text + "\r" : text }
      try folder.write([0xEF, 0xBB, 0xBF] + folder.bytes("students.csv"), to: "students.csv")
      try folder.edit("transcripts.csv") { line, text in
        if line == 1 { return text.replacing(",mark,", with: ", Mark ,") + ",teacher" }
        let cells = text.contains("\"") ? nil : text.components(separatedBy: ",")
        let quoted = cells.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
        return (line % 4 == 0 ? quoted ?? text : text) + ",  \(line % 9 == 0 ? "\r\n \t" : "")"
      }
      try folder.pack("courses.csv", as: "courses.csv.gz")
    case .ccgi:
      try folder.edit("StudentTemplate.csv") { $1 + "\r" }
      try folder.encode("StudentTemplate.csv", .windowsCP1252)
      try folder.edit("CourseGradeTemplate.csv") { line, text in
        if line == 1 { return text.replacing(",CourseGrade", with: ",\"Course\nGrade \"") }
        var row = text.replacing("01100010", with: "1100010")
        if line % 7 == 1 { row = row.replacing(",5.00,", with: ",\"5,00\",") }
        if line % 5 == 2 { row += ",," }
        if line % 11 == 0 { row = row.replacing(",English 9,", with: ",\u{200B}English 9\u{A0},") }
        if line % 50 == 0 { row += "\n" + String(repeating: ",", count: 17) }
        return line % 3 == 0 ? row + "\r" : row
      }
      try folder.write([0xEF, 0xBB, 0xBF] + folder.bytes("CourseGradeTemplate.csv"), to: "CourseGradeTemplate.csv")
      let list = "01100010100011_2026-27.json"
      try folder.write(
        try folder.text(list).replacing("\"transcriptAbbreviations\": \"", with: "\"transcriptAbbreviations\": \"||"),
        to: list)
      try folder.pack(list)
    case .calpads:
      for name in ["SINF.txt", "SELA.txt"] {
        try folder.edit(name) { $1 + "\r" }
        try folder.encode(name, .windowsCP1252)
      }
      try folder.edit("SCSC_2024-25.txt") { line, text in
        text.replacing("^0110001^0100", with: "^110001^100") + (line % 3 == 0 ? "\r" : "")
      }
      try folder.edit("SCSC_2025-26.txt") { line, text in
        switch line % 4 {
        case 0: text.replacing("^5.00^5.00^", with: "^5,00^5,0^")
        case 1: text + "^^"
        case 2: text + "\n\n" + text
        default: text + "\r"
        }
      }
      try folder.write([0xEF, 0xBB, 0xBF] + folder.bytes("SCSC_2025-26.txt"), to: "SCSC_2025-26.txt")
      try folder.edit("CRSC_2025-26.txt") { $1.replacing("^Ethnic Studies^", with: "^Ethnic Studies^^") }
      try folder.pack("SPRG.txt")
    }
  }

  /// What is said of the dirt.
  private static let repairs: [Form: [String]] = [
    .canonical: ["unknown_column"],
    .ccgi: [
      "read_as_windows_1252", "zero_width_removed", "trailing_delimiters", "zeros_restored", "decimal_comma",
    ],
    .calpads: [
      "read_as_windows_1252", "trailing_delimiters", "zeros_restored", "decimal_comma", "caret_in_value",
    ],
  ]

  @Test(
    "What can be read without a guess gives the verdicts of the clean folder, byte for byte", arguments: Form.allCases)
  func dirty(_ form: Form) throws {
    let clean = try Place.empty()
    try cleanNight(form, clean)
    let folder = try DistrictFolder(form)
    try soil(form, folder)
    let place = try Place.empty()
    let night = try place.nightWithManifest(folder.path)
    #expect(night.result.status == 0, "\(night.result.stderr)")
    #expect(try Table(place.rejects()).rows.isEmpty)
    #expect(try place.exports().verdicts == clean.exports().verdicts)
    let said = try place.texts("SELECT DISTINCT code FROM record.finding WHERE run_id = 1")
    for code in HostileNightTests.repairs[form] ?? [] { #expect(said.contains(code), "\(code) is not among \(said)") }
  }

  // MARK: Rows that cannot be used

  /// Breaks single rows; returns where each stands and why it must be rejected.
  private func spoil(_ form: Form, _ folder: DistrictFolder) throws -> [String] {
    let nul = "\u{0}"
    switch form {
    case .canonical:
      try folder.set("transcripts.csv", line: 5, field: 7, to: "87")
      try folder.set("transcripts.csv", line: 9, field: 8, to: "5,00")
      try folder.set("transcripts.csv", line: 12, field: 6, to: "Eng\(nul)lish")
      try folder.set("transcripts.csv", line: 14, field: 6, to: "5\" floppy")
      try folder.set("transcripts.csv", line: 17, field: 0, to: "1.23E+13")
      return [
        "transcripts.csv:5:mark:bad_value", "transcripts.csv:9::field_count",
        "transcripts.csv:12:course_title:nul_byte",
        "transcripts.csv:14::bad_quotes", "transcripts.csv:17:student_id:unknown_student",
      ]
    case .ccgi:
      let grades = "CourseGradeTemplate.csv"
      try folder.set(grades, line: 5, field: 17, to: "87")
      try folder.set(grades, line: 9, field: 15, to: "5,00")
      try folder.set(grades, line: 12, field: 11, to: "Eng\(nul)lish")
      try folder.set(grades, line: 14, field: 11, to: "5\" floppy")
      try folder.set(grades, line: 17, field: 0, to: "1.23E+09")
      try folder.set(grades, line: 19, field: 8, to: "Winter")
      return [
        "\(grades):5:CourseGrade:unmapped_value", "\(grades):9::field_count",
        "\(grades):12::nul_byte", "\(grades):14::bad_quotes",
        "\(grades):17:StateID:scientific_notation", "\(grades):19:Term:unmapped_value",
      ]
    case .calpads:
      let completed = "SCSC_2025-26.txt"
      try folder.set(completed, line: 5, field: 17, "^", to: "87")
      try folder.set(completed, line: 9, field: 9, "^", to: "Mari^sol")
      try folder.set(completed, line: 12, field: 9, "^", to: "Mari\(nul)sol")
      try folder.set(completed, line: 17, field: 6, "^", to: "1.23E+09")
      try folder.set(completed, line: 19, field: 14, "^", to: "X9")
      return [
        "\(completed):5:10.18 Student Course Final Grade:bad_value", "\(completed):9::field_count",
        "\(completed):12::nul_byte", "\(completed):17:10.07 SSID:scientific_notation",
        "\(completed):19:10.15 Academic Term Code:bad_value",
      ]
    }
  }

  @Test(
    "Rows that cannot be used are rejected by file, line and column with what to do; the rest is published",
    arguments: Form.allCases)
  func rejected(_ form: Form) throws {
    let folder = try DistrictFolder(form)
    let expected = try spoil(form, folder)
    let place = try Place.empty()
    let night = try place.nightWithManifest(folder.path)
    #expect(night.result.status == 0, "\(night.result.stderr)")
    let rejects = try Table(place.rejects()).named
    let found = rejects.map { "\($0["file"] ?? ""):\($0["line"] ?? ""):\($0["column"] ?? ""):\($0["code"] ?? "")" }
    #expect(found.count == expected.count, "\(found)")
    for (found, expected) in zip(found, expected) { #expect(found.hasPrefix(expected), "\(found) is not \(expected)") }
    #expect(rejects.allSatisfy { ($0["message"] ?? "").contains(";") || $0["code"] == "bad_value" })
    for file in night.manifest["files"].elements {
      let read = file["rows_read"].int ?? -1
      #expect(read == (file["rows_loaded"].int ?? 0) + (file["rows_rejected"].int ?? 0), "\(file["file"].string ?? "")")
    }
    // Whoever is not in these rows has the verdict of the clean folder.
    let clean = try Place.empty()
    try cleanNight(form, clean)
    let (left, right) = (try Table(place.exports().verdicts).rows, try Table(clean.exports().verdicts).rows)
    let differing = Set(zip(left, right).filter { $0 != $1 }.flatMap { [$0[0], $1[0]] })
    #expect(left.count == right.count)
    #expect(differing.count <= expected.count)
  }
}
