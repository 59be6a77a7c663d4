import Foundation
import TestSupport
import Testing

@Suite("Districts side by side")
struct CompareTests {
  private static let header =
    "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\n"

  private static func release(
    _ scratch: ScratchFolder, _ name: String, _ district: String, _ year: String, _ rows: [(String, String)],
    denominator: String = "seniors"
  ) throws {
    try FileManager.default.createDirectory(atPath: scratch.file(name), withIntermediateDirectories: true)
    var cells = header
    for (group, numbers) in rows {
      cells += "met,\(year),district,\(district),D \(district),gender,\(group),\(numbers)\n"
    }
    cells += "met,\(year),school,\(district)0000011,S,gender,F,40,0.50,0.00,0,N\n"
    try scratch.write(cells, to: "\(name)/cells.csv")
    try scratch.write(
      "measure,numerator,denominator\nmet,those who meet it,\(denominator)\n", to: "\(name)/definitions.csv")
  }

  private static func compare(_ scratch: ScratchFolder, _ names: [String]) throws -> ProgramResult {
    try runAgtrack(["compare"] + names.map(scratch.file), environment: quietEnvironment)
  }

  @Test("levels, changes, shared gaps and the joint rate; what one district hides the joint row hides too")
  func sideBySide() throws {
    let scratch = try ScratchFolder()
    try Self.release(
      scratch, "a", "1", "2026-27", [("F", "400,0.50,0.10,0,N"), ("M", "400,0.40,-0.10,40,N"), ("X", "*,*,*,*,Y")])
    try Self.release(scratch, "a-before", "1", "2025-26", [("F", "400,0.45,0.10,0,N")])
    try Self.release(
      scratch, "b", "2", "2026-27",
      [("F", "100,0.30,0.20,0,N"), ("M", "100,0.10,-0.20,20,N"), ("X", "20,0.50,0.30,0,N")])
    let result = try Self.compare(scratch, ["a", "a-before", "b"]).expecting(0)
    let rows = try Table(result.stdout).named
    func row(_ scope: String, _ group: String, _ year: String = "2026-27") throws -> [String: String] {
      try #require(
        rows.first { $0["scope_id"] == scope && $0["student_group"] == group && $0["school_year"] == year })
    }
    #expect(try row("1", "F")["change"] == "5")
    #expect(try row("2", "F")["change"] == "")
    #expect(try row("1", "M")["gap_in_all"] == "Y")
    #expect(try row("2", "F")["gap_in_all"] == "N")
    // 200 or 199 to 201 of 400, and exactly 30 of 100: 0.46 whichever it is.
    let joint = try row("1+2", "F")
    #expect(joint["n"] == "500" && joint["rate"] == "0.46" && joint["hidden"] == "N")
    let small = try row("1+2", "X")
    #expect(small["n"] == "*" && small["hidden"] == "Y")
    #expect(try row("1+2", "F", "2025-26")["rate"] == "*")
    #expect(!rows.contains { $0["scope"] == "school" })
  }

  @Test("another definition, one district alone and one folder alone are refused")
  func refused() throws {
    let scratch = try ScratchFolder()
    try Self.release(scratch, "a", "1", "2026-27", [("F", "400,0.50,0.10,0,N")])
    try Self.release(scratch, "b", "2", "2026-27", [("F", "400,0.50,0.10,0,N")], denominator: "graduates")
    let refused = try Self.compare(scratch, ["a", "b"]).expecting(3)
    #expect(refused.stderr.contains("met has another denominator") && refused.stdout.isEmpty)
    _ = try Self.compare(scratch, ["a", "a"]).expecting(3)
    _ = try Self.compare(scratch, ["a"]).expecting(2)
  }
}
