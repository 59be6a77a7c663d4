import TestSupport
import Testing

@Suite("What check-certificates finds without the evaluator")
struct CheckCertificatesTests {
  /// Exports that a test may tamper with; rows are found by the start of a line.
  private struct Tampered {
    var verdicts: [String]
    var uses: [String]

    init() throws {
      let exports = try Place.afterStories().exports()
      verdicts = exports.verdicts.split(separator: "\n").map(String.init)
      uses = exports.uses.split(separator: "\n").map(String.init)
    }

    /// The first use that begins with a text and holds another.
    func use(_ start: String, _ part: String) throws -> Int {
      try #require(uses.firstIndex { $0.hasPrefix(start) && $0.contains(part) }, "\(start) \(part)")
    }

    func verdict(_ start: String, _ part: String) throws -> Int {
      try #require(verdicts.firstIndex { $0.hasPrefix(start) && $0.contains(part) }, "\(start) \(part)")
    }

    func check() throws -> ProgramResult {
      let scratch = try ScratchFolder()
      try scratch.write(verdicts.joined(separator: "\n") + "\n", to: "v.csv")
      try scratch.write(uses.joined(separator: "\n") + "\n", to: "u.csv")
      return try runAgtrack(
        ["check-certificates", "--verdicts", scratch.file("v.csv"), "--uses", scratch.file("u.csv")],
        environment: quietEnvironment)
    }

    /// Expects exit 1 and a violation that says a text, at a line of one of the files; nobody is named.
    func expect(_ says: String, _ file: String, line index: Int, sourceLocation: SourceLocation = #_sourceLocation)
      throws
    {
      let result = try check().expecting(1)
      let lines = result.stdout.split(separator: "\n")
      #expect(
        lines.contains { $0.contains("/\(file):\(index + 1): ") && $0.contains(says) }, "\(result.stdout)",
        sourceLocation: sourceLocation)
      #expect(lines.last?.contains("verdicts checked, \(lines.count - 1) violations") == true)
      #expect(result.stderr.isEmpty)
    }
  }

  @Test("Every verdict of the stories is right, from the files and from the database, which leaves no files behind")
  func clean() throws {
    let tampered = try Tampered()
    let fromFiles = try tampered.check().expecting(0)
    #expect(fromFiles.stdout == "88 verdicts checked, 0 violations\n")
    let scratch = try ScratchFolder()
    let fromDatabase = try Place.afterStories().agtrack(["check-certificates"], environment: ["TMPDIR": scratch.path])
    #expect(try fromDatabase.expecting(0).stdout == fromFiles.stdout)
    #expect(scratch.names.isEmpty)
    _ = try Place.afterStories().agtrack(["check-certificates"], environment: ["TMPDIR": "/proc"]).expecting(4)
    _ = try Place.empty().agtrack(["check-certificates"]).expecting(4)
  }

  @Test("A record counted twice, in its area or in another, is found")
  func countedTwice() throws {
    var twice = try Tampered()
    let english = try twice.use("0001,uc,B", ",b.english,6")
    twice.uses.insert(twice.uses[english], at: english)
    try twice.expect("beyond its worth", "u.csv", line: english + 1)
    try twice.expect("add up to 54 twelfths", "v.csv", line: try twice.verdict("0001,uc", ",B,"))

    var moved = try Tampered()
    let record = try moved.use("0001,uc,D", ",d.disciplines,6")
    let elective = try moved.use("0001,uc,G", ",6")
    moved.uses[elective] = moved.uses[record].replacing(",D,1,earned", with: ",G,1,surplus")
      .replacing("d.disciplines", with: "g.surplus")
    try moved.expect("beyond its worth", "u.csv", line: elective)
  }

  @Test("A term of the same half under another name is found")
  func sameHalf() throws {
    var tampered = try Tampered()
    let first = try tampered.use("0001,uc,B", ",S1,ENG")
    let second = try tampered.use("0001,uc,B", ",S2,ENG")
    tampered.uses[second] = tampered.uses[second].replacing(",2,b.", with: ",1,b.")
    #expect(first < second)
    try tampered.expect("half of a course is counted twice", "u.csv", line: second)
  }

  @Test("A raised amount is found, also where verdict and sum are raised with it")
  func raised() throws {
    var use = try Tampered()
    let row = try use.use("0001,uc,A", ",a.world,6")
    use.uses[row] = use.uses[row].replacing(",A,1,earned", with: ",A,2,earned").replacing(
      "a.world,6", with: "a.world,12")
    try use.expect("beyond its worth", "u.csv", line: row)

    var printed = try Tampered()
    printed.uses[row] = printed.uses[row].replacing(",A,1,earned", with: ",A,2,earned")
    try printed.expect("semesters and twelfths differ", "u.csv", line: row)

    var verdict = try Tampered()
    let short = try verdict.verdict("00", "not_met,24,18,0,6")
    verdict.verdicts[short] = verdict.verdicts[short].replacing(
      ",4,3,0,1,not_met,24,18,0,6", with: ",4,4,0,0,met,24,24,0,0")
    try verdict.expect("add up to 18 twelfths", "v.csv", line: short)
  }

  @Test("A changed status is found, of an area and of all")
  func status() throws {
    var area = try Tampered()
    let short = try area.verdict("00", "not_met,24,18,0,6")
    area.verdicts[short] = area.verdicts[short].replacing("not_met", with: "met")
    try area.expect("status", "v.csv", line: short)
    area.verdicts[short] = area.verdicts[short].replacing(",met", with: ",in_progress")
    try area.expect("status", "v.csv", line: short)

    var all = try Tampered()
    let whole = try all.verdict("00", ",ALL,30,29,0,1,not_met")
    all.verdicts[whole] = all.verdicts[whole].replacing("not_met", with: "met")
    try all.expect("status", "v.csv", line: whole)

    var met = try Tampered()
    let done = try met.verdict("0001,uc", ",A,4,4,0,0,met")
    met.verdicts[done] = met.verdicts[done].replacing(",met", with: ",unknown")
    try met.expect("status", "v.csv", line: done)
  }

  @Test("A rule outside its area, its system or its kind of use is found")
  func wrongPlace() throws {
    var area = try Tampered()
    let world = try area.use("0001,uc,A", ",a.world,6")
    area.uses[world] = area.uses[world].replacing(",uc,A,", with: ",uc,B,")
    try area.expect("not a rule for this area", "u.csv", line: world)
    for (old, new) in [
      ("a.world", "a.second-year"), ("a.world", "a.worlds"), (",earned,", ",exam,"), (",earned,", ",validated,"),
      (",earned,", ",not_counted,"),
    ] {
      var other = try Tampered()
      other.uses[world] = other.uses[world].replacing(old, with: new)
      try other.expect("not a rule for this area", "u.csv", line: world)
    }
    var exam = try Tampered()
    let cleared = try exam.use("00", ",exam.clears,")
    exam.uses[cleared] = exam.uses[cleared].replacing("exam,,", with: "exam,99900010100001,")
    try exam.expect("not a rule for this area", "u.csv", line: cleared)
  }

  @Test("More than a rule's cap is found")
  func caps() throws {
    for (area, old, new) in [
      ("A", "a.united-states", "a.civics"), ("B", "b.english", "b.eld-most"), ("B", "b.english", "b.ninth-grade-most"),
    ] {
      var tampered = try Tampered()
      for index in tampered.uses.indices where tampered.uses[index].hasPrefix("0001,uc,\(area)") {
        tampered.uses[index] = tampered.uses[index].replacing(old, with: new)
      }
      try tampered.expect("\(new) is over its cap", "v.csv", line: try tampered.verdict("0001,uc", ",A,"))
    }
    var halves = try Tampered()
    for index in halves.uses.indices where halves.uses[index].hasPrefix("0001,uc,E") {
      halves.uses[index] = halves.uses[index].replacing(",2,e.two", with: ",1,e.two")
    }
    try halves.expect("half E1 is over its cap", "v.csv", line: try halves.verdict("0001,uc", ",A,"))
  }

  @Test("A removed validator, one that did not pass and one of another subject are found")
  func validator() throws {
    let rows = try Tampered()
    let validated = try rows.use("00", ",c.higher-course-validates by ")
    let fields = rows.uses[validated].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let named = fields[10].split(separator: "/").map(String.init)
    let owner = "\(fields[0]),\(fields[1]),"
    let source = ",\(named[1]),\(named[2]),\(named[3]),"

    var removed = try Tampered()
    removed.uses.removeAll { $0.hasPrefix(owner) && $0.contains(source) && !$0.contains(" by ") }
    try removed.expect("no passed record", "u.csv", line: try removed.use(owner, ",c.higher-course-validates by "))

    var failed = try Tampered()
    for index in failed.uses.indices
    where failed.uses[index].hasPrefix(owner) && failed.uses[index].contains(source) && index != validated {
      failed.uses[index] = "\(owner)C,0,not_counted,\(named[0].suffix(14))\(source)1,mark.c-or-better,0"
    }
    try failed.expect("no passed record", "u.csv", line: validated)

    var other = try Tampered()
    let english = try other.use(owner + "B", ",ENG")
    let record = other.uses[english].split(separator: ",").map(String.init)
    other.uses[validated] = other.uses[validated]
      .replacing(fields[10], with: "c.higher-course-validates by \(record[5])/\(record[6])/\(record[7])/\(record[8])")
    try other.expect("no passed record", "u.csv", line: validated)

    var unnamed = try Tampered()
    unnamed.uses[validated] = unnamed.uses[validated].replacing(fields[10], with: "c.higher-course-validates")
    try unnamed.expect("not a rule for this area", "u.csv", line: validated)

    var first = try Tampered()
    let half = try first.use("00", ",c.second-half-validates by ")
    first.uses[half] = first.uses[half].replacing(",1,c.second", with: ",2,c.second")
    try first.expect("no second half", "u.csv", line: half)
  }

  @Test("Dropped and added rows are found")
  func rows() throws {
    var use = try Tampered()
    use.uses.remove(at: try use.use("0001,uc,F", ",f.year,6"))
    try use.expect("add up to 6 twelfths", "v.csv", line: try use.verdict("0001,uc", ",F,"))

    var row = try Tampered()
    let dropped = try row.verdict("0001,uc", ",D,")
    row.verdicts.remove(at: dropped)
    try row.expect("not A to G and ALL", "v.csv", line: dropped - 3)

    var student = try Tampered()
    let first = try student.use("0002,csu", "")
    student.verdicts.removeAll { $0.hasPrefix("0002,") }
    try student.expect("a use without a verdict", "u.csv", line: first)

    var last = try Tampered()
    last.uses.append("9999,uc,A,1,earned,S,2024-25,S1,W,1,a.world,6")
    try last.expect("a use without a verdict", "u.csv", line: last.uses.count - 1)
  }

  @Test("A surplus that is left over while the elective or English is missing is found")
  func leftOver() throws {
    for area in ["G", "B"] {
      var tampered = try Tampered()
      let verdict = try tampered.verdict(
        "00", ",uc,uc-2022,2027-03-15,\(area),\(area == "G" ? "2,0,0,2" : "8,6,0,2"),not_met")
      let owner = tampered.verdicts[verdict].split(separator: ",")[0]
      let end = try #require(tampered.uses.lastIndex { $0.hasPrefix("\(owner),uc,") })
      tampered.uses.insert("\(owner),uc,\(area),0,not_counted,S,2025-26,S1,LEFT,,g.not-needed,0", at: end + 1)
      try tampered.expect("left over", "u.csv", line: end + 1)
    }
  }

  @Test("Nobody is named, whatever is wrong")
  func privacy() throws {
    var tampered = try Tampered()
    for index in tampered.verdicts.indices.dropFirst() {
      tampered.verdicts[index] = tampered.verdicts[index].replacing(",met,", with: ",unknown,")
    }
    let result = try tampered.check().expecting(1)
    #expect(!result.stdout.contains("0001") && !result.stdout.contains("0030"))
    #expect(result.stdout.split(separator: "\n").allSatisfy { $0.contains("v.csv:") || $0.hasSuffix(" violations") })
  }

  @Test("A file that is no export is refused with line and column")
  func unreadable() throws {
    func refusal(_ change: (inout Tampered) -> Void) throws -> String {
      var tampered = try Tampered()
      change(&tampered)
      return try tampered.check().expecting(3).stderr
    }
    #expect(try refusal { $0.uses[4] = $0.uses[4].replacing(",6", with: ",six") }.contains("u.csv:5 column twelfths: "))
    #expect(try refusal { $0.uses[4] += ",more" }.contains("u.csv:5: 13 fields where the header has 12"))
    #expect(try refusal { $0.uses[4] += "\"" }.contains("u.csv:5 column 12: "))
    #expect(try refusal { $0.verdicts[0] = "id" }.contains("v.csv:1 column student_id: the column is missing"))
    #expect(try refusal { $0.verdicts = [] }.contains("v.csv:1 column student_id: the column is missing"))
    let missing = try runAgtrack(
      ["check-certificates", "--verdicts", "/nowhere/v.csv", "--uses", "/nowhere/u.csv"], environment: quietEnvironment)
    #expect(try missing.expecting(3).stderr.contains("/nowhere/v.csv:1: cannot be opened"))
    let folder = try runAgtrack(
      ["check-certificates", "--verdicts", "/tmp", "--uses", "/tmp"], environment: quietEnvironment)
    #expect(try folder.expecting(3).stderr.contains("/tmp:1: cannot be read"))
    for arguments in [["--uses", "u.csv"], ["--verdicts", "v", "--uses", "u", "--database", "dbname=x"]] {
      _ = try runAgtrack(["check-certificates"] + arguments, environment: quietEnvironment).expecting(2)
    }
  }
}
