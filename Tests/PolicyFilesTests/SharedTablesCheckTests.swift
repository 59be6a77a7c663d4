import PolicyFiles
import Rules
import Testing

@Suite("Static checks of exams and pass windows")
struct SharedTablesCheckTests {
  private func expect(
    _ sentence: String, at text: String, in name: String = "exams.yaml", from old: String, to new: String,
    among: Bool = false
  ) throws {
    var folder = try PolicyFolder()
    folder.spoil(name, old, new)
    let line = folder.line(text, in: name)
    #expect(line > 0)
    let problems = folder.problems()
    #expect(problems.contains("policies/\(name):\(line): \(sentence)") && (among || problems.count == 1), "\(problems)")
  }

  private func adding(_ lines: String) throws -> (line: Int, problems: [String]) {
    var folder = try PolicyFolder()
    folder.spoil(
      "exams.yaml", "# Known subjects",
      lines + "    source: \"An invented page, section 1\"\n    verified_on: 2026-11-22\n# Known subjects")
    let subjects = lines.split(separator: "\n").first { $0.contains("subjects:") } ?? ""
    let all = folder.text("exams.yaml").split(separator: "\n", omittingEmptySubsequences: false)
    return ((all.lastIndex(of: subjects) ?? -1) + 1, folder.problems())
  }

  @Test("An exam that is given no more is known, and nobody is told to take it from the year after its last one")
  func lastGiven() throws {
    let exams = try PolicyLibrary(PolicyFolder().sources).shared.exams.filter { $0.program == .ap }
    func gone(_ fall: Int16) -> [String] {
      exams.filter { !$0.isGiven(in: SchoolYear(fall: fall)) }.map { "\($0.name) \($0.lastGiven?.year ?? 0)" }.sorted()
    }
    let ended = ["Computer Science AB 2009", "French Literature 2009", "Latin Literature 2009"]
    #expect(gone(2008) == [])
    #expect(gone(2009) == ended)
    #expect(gone(2013) == ended)
    #expect(gone(2014) == ended + ["Physics B 2014"])
    #expect(gone(2026) == ended + ["Physics B 2014"])
  }

  @Test("A score that nobody can reach")
  func scale() throws {
    try expect(
      "United States History asks for 6, but scores go from 1 to 5; correct minimum_score",
      at: "\"United States History\"", from: "minimum_score: 3", to: "minimum_score: 6")
    try expect(
      "History HL asks for 8, but scores go from 1 to 7; correct minimum_score", at: "\"History HL\"",
      from: "minimum_score: 5", to: "minimum_score: 8")
    try expect(
      "World History asks for 54, but scores go from 200 to 800; correct minimum_score",
      at: "subjects: [\"World History\"]",
      from: "minimum_score: 540", to: "minimum_score: 54")
    try expect(
      "Writing and Language asks for 310, but scores go from 10 to 40; correct minimum_score",
      at: "subjects: [\"Writing and Language\"]", from: "minimum_score: 31\n", to: "minimum_score: 310\n", among: true)
  }

  @Test("A subject twice in a line, twice without credit, and both with and without credit")
  func subjects() throws {
    try expect(
      "biology stands twice in this line; names are compared without case and punctuation", at: "\"biology\"",
      from: "[\"20\", \"Biology\"]", to: "[\"20\", \"Biology\", \"biology\"]")
    try expect(
      "AP 022 stands twice without credit; keep one", at: "\"22\", \"Seminar\"", from: "\"Seminar\"",
      to: "\"Seminar\", \"022\"")
    try expect(
      "AP Calculus AB is without credit here, but a line above gives it credit; keep one", at: "\"22\", \"Seminar\"",
      from: "\"Seminar\"", to: "\"Seminar\", \"Calculus AB\"")
  }

  @Test("A line that an easier line of the same exam makes useless")
  func order() throws {
    var found = try adding(
      "  - program: AP\n    subjects: [\"Biology\"]\n    minimum_score: 4\n    clears: biology\n")
    #expect(
      found.problems == [
        "policies/exams.yaml:\(found.line): Biology with 4 clears no more than it does with 3; leave the line out"
      ])
    found = try adding("  - program: AP\n    subjects: [\"Biology\"]\n    minimum_score: 3\n    clears: chemistry\n")
    #expect(
      found.problems == [
        "policies/exams.yaml:\(found.line): Biology with 3 stands in two lines, of which one is never used; keep one"
      ])
    try expect(
      "English with 30 clears no more than it does with 24; leave the line out",
      at: "subjects: [\"English\", \"English Writing\"", from: "minimum_score: 24\n    clears: english\n    most: 6",
      to: "minimum_score: 24\n    clears: english\n    most: 8", lineOf: 2)
  }

  private func expect(
    _ sentence: String, at text: String, from old: String, to new: String, lineOf occurrence: Int
  ) throws {
    var folder = try PolicyFolder()
    folder.spoil("exams.yaml", old, new)
    let all = folder.text("exams.yaml").split(separator: "\n", omittingEmptySubsequences: false)
    let lines = all.indices.filter { all[$0].contains(text) }.map { $0 + 1 }
    #expect(folder.problems() == ["policies/exams.yaml:\(lines[occurrence - 1]): \(sentence)"])
  }

  @Test("An exam for an area in which no edition requires anything")
  func idleArea() throws {
    var folder = try PolicyFolder()
    for source in folder.sources where source.path.contains("uc-") || source.path.contains("csu-") {
      folder.set(String(source.path.dropFirst("policies/".count)), "f.required", to: "0")
    }
    let problems = folder.problems()
    #expect(
      problems.contains {
        $0.hasSuffix("Art History clears area F, in which no edition requires anything; leave it out")
      })
  }

  @Test("An exam that clears more English than any edition asks for")
  func english() throws {
    var folder = try PolicyFolder()
    for source in folder.sources where source.path.contains("uc-") || source.path.contains("csu-") {
      folder.set(String(source.path.dropFirst("policies/".count)), "b.required", to: "6")
    }
    let problems = folder.problems()
    #expect(
      problems.contains {
        $0.hasSuffix(
          "English A1 HL clears up to 8 semesters, but no edition asks for more than 6 in area B; lower most")
      })
  }

  @Test("A term twice in the pass windows, and a window without terms")
  func windows() throws {
    try expect(
      "T3 of 2019-20 stands twice; keep one", at: "[S2, T2, T3, T3", in: "pass-windows.yaml", from: "[S2, T2, T3,",
      to: "[S2, T2, T3, T3,")
    try expect(
      "the window names no term; leave it out", at: "terms: []", in: "pass-windows.yaml",
      from: "terms: [S2, T2, T3, Q3, Q4, FY, SU]", to: "terms: []")
  }
}
