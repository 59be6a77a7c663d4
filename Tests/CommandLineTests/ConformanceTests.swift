import Foundation
import Judge
import TestSupport
import Testing

/// The conformance kit: its files are what the cases say, agtrack passes it, and its comparison finds what is wrong.
@Suite("The conformance kit in samples/conformance")
struct ConformanceTests {
  @Test("The files of the kit are what the cases give; UPDATE_GOLDEN=1 writes them")
  func files() throws {
    let files = try ConformanceKit.files()
    for (path, text) in files { try Golden.check(text, "../../samples/conformance/\(path)") }
    let folder = CaseFiles.kit.appendingPathComponent("extract").path
    let extract = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(extract == files.map(\.path).filter { $0.hasPrefix("extract/") }.map { String($0.dropFirst(8)) }.sorted())
  }

  @Test("agtrack loads the whole extract and passes every case")
  func passes() throws {
    let answers = try Self.answers.get()
    let result = try Self.compare(answers)
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    let count = try CaseFiles.all().count
    let total = result.stdout.split(separator: "\n").first { $0.hasPrefix("total") }
    let numbers = total?.split(separator: " ").dropFirst().compactMap { Int($0) }
    #expect(numbers == [count, count, 0, 0])

    let page = try String(contentsOf: CaseFiles.kit.appendingPathComponent("README.md"), encoding: .utf8)
    for line in result.stdout.split(separator: "\n") where !line.hasPrefix("not compared") {
      #expect(page.contains("    \(line)\n"), "README.md shows another result")
    }
    #expect(page.contains("asks it \(count) questions"))
  }

  @Test("A falsified verdict fails its case by name, and no other")
  func falsifiedVerdict() throws {
    var answers = try Self.answers.get()
    answers.verdicts = try Self.edit(answers.verdicts) {
      if $0[0] == "A-03-2023", $0[1] == "uc", $0[4] == "A" { $0[9] = "met" }
      if $0[0] == "F-01-2023", $0[1] == "csu", $0[4] == "F" { $0[8] = "1" }
    }
    let result = try Self.compare(answers)
    #expect(result.status == 1)
    #expect(Self.failed(result) == ["A-03", "F-01"])
    #expect(result.stdout.contains("A-03-2023, uc, A: status should be not_met, is met"))
    #expect(result.stdout.contains("F-01-2023, csu, F: missing should be 2, is 1"))
  }

  @Test("What is missing is compared where the verdicts say it, with amounts or without, and not where they do not")
  func needs() throws {
    var answers = try Self.answers.get()
    let place = try #require(try Table(answers.verdicts).columns.firstIndex(of: "needs"))
    #expect(!(try Self.compare(answers).stdout.contains("not compared: reasons")))
    let whole = answers.verdicts
    answers.verdicts = try Self.edit(whole) { row in
      row[place] = row[place].split(separator: ";").compactMap { $0.split(separator: " ").first.map(String.init) }
        .joined(separator: ";")
    }
    #expect(try Self.compare(answers).status == 0)
    answers.verdicts = try Self.edit(whole) {
      if $0[0] == "A-03-2023", $0[1] == "uc", $0[4] == "A" { $0[place] = "united-states-history 1" }
      if $0[0] == "F-01-2023", $0[1] == "csu", $0[4] == "F" { $0[place] = "arts 1" }
    }
    let result = try Self.compare(answers)
    #expect(result.status == 1 && Self.failed(result) == ["A-03", "F-01"])
    #expect(result.stdout.contains("A-03-2023, uc: A:united-states-history is not among the needs"))
    #expect(result.stdout.contains("F-01-2023, csu, F, arts: semesters should be 2, is 1"))
    let silent = try Table(whole)
    answers.verdicts = ([silent.columns] + silent.rows).map { row in
      row.enumerated().filter { $0.offset < 10 }.map(\.element).joined(separator: ",")
    }.joined(separator: "\n")
    #expect(try Self.compare(answers).stdout.contains("not compared: reasons"))
  }

  @Test("A falsified grade point average and a falsified timing fail their cases")
  func falsifiedOthers() throws {
    var answers = try Self.answers.get()
    answers.gradePoints = try Self.edit(answers.gradePoints) {
      if $0[0] == "P-17-2023", $0[1] == "uc" { $0[6] = "2.96" }
    }
    answers.timing = try Self.edit(answers.timing) {
      if $0[0] == "H-03-2015", $0[1] == "uc" { $0[4] = "N" }
    }
    let result = try Self.compare(answers)
    #expect(result.status == 1)
    #expect(Self.failed(result) == ["P-17", "H-03"].sorted())
  }

  @Test("A student without an answer fails the case; rows in another order, longer decimals and other columns do not")
  func otherSystems() throws {
    var answers = try Self.answers.get()
    var lines = answers.verdicts.split(separator: "\n").map(String.init)
    lines = [lines[0]] + lines.dropFirst().reversed().filter { !$0.hasPrefix("T-01-2023,") }
    answers.verdicts = lines.joined(separator: "\r\n").replacingOccurrences(of: ",0.67,", with: ",0.66667,") + "\r\n"
    let result = try Self.compare(answers)
    #expect(Self.failed(result) == ["T-01"])

    let table = try Table(try Self.answers.get().verdicts)
    let short = table.rows.map { [$0[9], $0[1].uppercased(), $0[4], $0[0]].joined(separator: ",") }
    answers.verdicts = "status,system,subject_area,student_id\n" + short.joined(separator: "\n")
    let status = try Self.compare(answers, others: false)
    #expect(status.status == 0, "\(status.stdout)\(status.stderr)")
    #expect(status.stdout.contains("not compared: gpa") && status.stdout.contains("not compared: the column missing"))
  }

  @Test("A system that knows one system's rules of today and no whole pattern is compared with these")
  func partOfTheKit() throws {
    let table = try Table(try Self.answers.get().verdicts)
    let rows = table.rows.filter { $0[1] == "uc" && $0[2] == "uc-2022" && $0[4] != "ALL" }
    let lines = [table.columns] + rows
    let scratch = try ScratchFolder()
    try scratch.write(lines.map { $0.prefix(10).joined(separator: ",") }.joined(separator: "\n"), to: "v.csv")
    let result = try runProgram(Self.script, [scratch.file("v.csv"), "--editions", "uc-2022"])
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
    #expect(result.stdout.contains("not compared: ALL") && result.stdout.contains("compared only: uc-2022"))
    let whole = try runProgram(Self.script, [scratch.file("v.csv")])
    #expect(whole.status == 1 && whole.stdout.contains("not compared: csu"))
  }

  @Test("Files that cannot be compared are usage errors")
  func usage() throws {
    let scratch = try ScratchFolder()
    try scratch.write("a,b\n1,2\n", to: "v.csv")
    for arguments in [[], ["--gpa"], [scratch.file("v.csv")], [scratch.file("none.csv")]] {
      let result = try runProgram(Self.script, arguments)
      #expect(result.status == 2 && !result.stderr.isEmpty, "\(arguments)")
    }
  }

  // MARK: Support

  private struct Answers {
    var verdicts: String
    var gradePoints: String
    var timing: String
  }

  private static let script = CaseFiles.kit.appendingPathComponent("compare").path

  private static let answers: Result<Answers, any Error> = Result {
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    let extract = CaseFiles.kit.appendingPathComponent("extract").path
    let (result, manifest) = try place.nightWithManifest(extract, asOf: ConformanceKit.asOf)
    guard result.status == 0 else { throw TestFailure("exit \(result.status): \(result.stderr)") }
    for file in manifest["files"].elements where file["rows_rejected"].int != 0 {
      throw TestFailure("rows of \(file["file"].string ?? "") are rejected")
    }
    let names = ["v.csv", "g.csv", "t.csv"].map(scratch.file)
    _ = try place.agtrack(["verdicts", "--out", names[0], "--gpa", names[1], "--timing", names[2]]).expecting(0)
    return Answers(
      verdicts: try scratch.text("v.csv"), gradePoints: try scratch.text("g.csv"), timing: try scratch.text("t.csv"))
  }

  private static func compare(_ answers: Answers, others: Bool = true) throws -> ProgramResult {
    let scratch = try ScratchFolder()
    try scratch.write(answers.verdicts, to: "v.csv")
    try scratch.write(answers.gradePoints, to: "g.csv")
    try scratch.write(answers.timing, to: "t.csv")
    let more = others ? ["--gpa", scratch.file("g.csv"), "--timing", scratch.file("t.csv")] : []
    return try runProgram(script, [scratch.file("v.csv")] + more)
  }

  /// Changes fields of rows; none may hold a comma.
  private static func edit(_ text: String, _ change: (inout [String]) -> Void) throws -> String {
    let table = try Table(text)
    let rows = table.rows.map { row in
      var row = row
      change(&row)
      return row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }
    return ([table.columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  /// The ids of the cases that the table lists as failed.
  private static func failed(_ result: ProgramResult) -> [String] {
    result.stdout.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.sorted()
  }
}
