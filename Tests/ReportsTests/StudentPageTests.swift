import Foundation
import Reports
import Rules
import Testing

struct StudentPageTests {
  /// Names that have broken terminal tables before.
  static let hostileNames = [
    "Mireya Delgado-Okafor",
    String(repeating: "Wolfeschlegelsteinhausenbergerdorff", count: 6),
    String(repeating: "李", count: 90),
    String(repeating: "Na\u{303}o\u{301} ", count: 60),
    "\u{1B}[2J\u{1B}]0;owned\u{7}\r\nBell\u{8}\u{9B}31m",
    "abc\u{202E}cba\u{2066}\u{200B}\u{FEFF}\u{2028}\u{2029}",
    "👩‍👩‍👧‍👦 Family 🏳️‍🌈",
    "",
    String(repeating: "\u{301}", count: 500),
  ]

  /// Columns as a terminal counts them, written apart from the program: marks none, CJK and emoji two.
  private func columns(_ line: String) -> Int {
    line.reduce(0) { sum, character in
      guard let scalar = character.unicodeScalars.first else { return sum }
      if (0x0300...0x036F).contains(scalar.value) { return sum }
      let wide =
        (0x2E80...0x9FFF).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
        || scalar.value >= 0x1F000
      return sum + (wide ? 2 : 1)
    }
  }

  @Test("where no plan was found, the page and the JSON say what there is to take and what there is room for")
  func shortage() throws {
    var report = try InventedStudent.report()
    let due = PaceAnswer(grade: nil, measures: [])
    for outcome in [PlanOutcome.undecided, .none([])] {
      let shortage = PlanShortage(semesters: 19, regular: 12, summer: 0, college: 3)
      report.counsel = CounselReport(
        paceName: "Pace", systems: [.uc],
        onTrack: [OnTrack(table: "t", earned: due, running: due, outcome: outcome, feasibility: .undecided)],
        lastStarts: PerArea(repeating: .passed),
        plans: [PlanReport(systems: [.uc], outcome: outcome, shortage: shortage)], canStart: true)
      let page = StudentPage.text(report, style: PageStyle(plain: true, columns: 300))
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        page.contains(
          """
          Areas A to F take at least 19 semesters more. The terms left have room for 12 semester courses in regular \
          terms, 3 at a college (each may count as a year).
          """), "\(page)")
      #expect(
        String(decoding: report.json(), as: UTF8.self).filter { !$0.isWhitespace }.contains(
          "\"shortage\":{\"semesters\":19,\"room_regular\":12,\"room_summer\":0,\"room_college\":3}"))
    }
  }

  @Test("grade point averages stand on the page, truncated, and in the JSON form, exactly")
  func gradePoints() throws {
    var report = try InventedStudent.report()
    var average = GradePointAverage()
    (average.grades, average.points, average.honorsCapped, average.honorsAll) = (24, 71, 8, 10)
    report.gradePoints = [(.csu, GradePointAverage()), (.uc, average)]
    let page = StudentPage.text(report, style: PageStyle(plain: true, columns: 200))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      page.contains(
        "GPA UC 3.29 with 8 honors points (of 10; no more count), 2.95 without, from 24 A-G grades in grades 10 and 11 CSU none"
      ),
      "\(page)")
    #expect(page.contains("CSU none yet: no A-G grade of grades 10 and 11 counts"))
    let json = String(decoding: report.json(), as: UTF8.self).filter { !$0.isWhitespace }
    #expect(
      json.contains(
        "\"gpa\":{\"uc\":{\"grades\":24,\"points\":71,\"honors_capped\":8,\"honors_all\":10,"
          + "\"unweighted\":2.95,\"capped\":3.29,\"weighted\":3.37},"))
    #expect(json.contains("\"unweighted\":null,\"capped\":null,\"weighted\":null}}"))
  }

  @Test("what was validated without being taken is no running course")
  func notTaken() throws {
    var report = try InventedStudent.report()
    let place = try #require(report.systems[1].areas.firstIndex { $0.area == .e })
    report.systems[1].areas[place].uses.append(
      RecordUse(
        how: .validated, title: "", courseID: "", school: "", schoolID: "", schoolYear: "", term: "", part: nil,
        mark: "",
        twelfths: 24, because: "record", explanation: "a higher level validates: Spanish 3, 2026-27 S1"))
    let page = StudentPage.text(report, style: PageStyle(plain: true, columns: 200))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      page.contains(
        "counts: 4 semesters of what comes before, not taken (a higher level validates: Spanish 3, 2026-27 S1)"),
      "\(page)")
  }

  @Test(
    "without colour and signs names keep their letters",
    arguments: [
      ("María José Carvandía-Núñez", "Maria Jose Carvandia-Nunez"), ("Mari\u{301}a ŁUKASZ", "Maria LUKASZ"),
      ("O\u{2019}Neill 李", "O'Neill ?"),
    ])
  func plainNames(name: String, plain: String) throws {
    let page = StudentPage.text(try InventedStudent.report(name: name), style: PageStyle(plain: true))
    #expect(page.hasPrefix(plain + "\n"), "\(page.prefix(60))")
  }

  @Test("no line is wider than the terminal, whatever the names", arguments: hostileNames, [false, true])
  func fits(name: String, plain: Bool) throws {
    let report = try InventedStudent.report(name: name, school: name)
    for width in [20, 33, 45, 79, 80] {
      let page = StudentPage.text(report, style: PageStyle(plain: plain, columns: width))
      for line in page.split(separator: "\n") { #expect(columns(String(line)) <= width, "\(line)") }
    }
  }

  @Test("tables stand below each other where two are too wide, and are left out where one is")
  func narrowTables() throws {
    let report = try InventedStudent.report()
    func tables(_ columns: Int) -> Int {
      StudentPage.text(report, style: PageStyle(plain: true, columns: columns)).components(separatedBy: "\nAll  ").count
        - 1
    }
    #expect([19, 44, 45, 79, 80, 200].map(tables) == [0, 0, 2, 2, 1, 1])
  }

  @Test("control and format characters of a name are never printed", arguments: hostileNames)
  func printsNoControls(name: String) throws {
    let page = StudentPage.text(try InventedStudent.report(name: name, school: name))
    let bad = page.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .lineSeparator, .paragraphSeparator: true
      case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
      default: false
      }
    }
    #expect(bad.isEmpty)
  }

  @Test("a plain page is ASCII and carries no colour, even if colour is asked for", arguments: hostileNames)
  func plainIsASCII(name: String) throws {
    let page = StudentPage.text(
      try InventedStudent.report(name: name), style: PageStyle(colour: true, plain: true))
    #expect(page.utf8.allSatisfy { $0 == 10 || (0x20...0x7E).contains($0) })
  }

  @Test("colour adds escape sequences and nothing else")
  func colourOnlyAdds() throws {
    let report = try InventedStudent.report()
    let coloured = StudentPage.text(report, style: PageStyle(colour: true))
    #expect(coloured.contains("\u{1B}[1m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == StudentPage.text(report, style: PageStyle()))
  }

  @Test("the table has UC and CSU side by side, with amounts, symbol and word")
  func areaTable() throws {
    let lines = StudentPage.text(try InventedStudent.report()).split(separator: "\n").map(String.init)
    #expect(lines.contains("C Math    │    6      5    0     1 ✗ not met │    6      5    0     1 ✗ not met"))
    #expect(lines.contains("E Language│    4      2    2     2 ~ in prog │    4      2    2     2 ~ in prog"))
    #expect(lines.contains("F Arts    │    4      4    0     0 ✓ met     │    2   0.67    0  1.33 ? unknown"))
    #expect(lines.contains("All       │   30     27    2     3 ✗ not met │   30     27    2     3 ✗ not met"))
  }

  @Test("it says what counts, what is missing, what could serve, and what does not count")
  func sentences() throws {
    let page = StudentPage.text(try InventedStudent.report()).replacing(/\n +/, with: " ")
    for phrase in [
      "counts: Geometry, 2023-24: S1 B+, S2 C-, 2 semesters",
      "Algebra I, 2022-23: S2 D, 1 semester (validated by Algebra II)",
      "at Almond Valley College (college course)",
      "The second half of Algebra II is missing",
      "Or: An AP Calculus score",
      "not on the A-G list • Study Skills",
      "UC: ✓ met, 4 of 4 earned", "CSU: ? unknown, 0.67 of 2 earned, 1.33 short",
    ] {
      #expect(page.contains(phrase), "missing: \(phrase)")
    }
  }

  @Test("each system has its reason, and the three changes that would help most")
  func reasonsAndChanges() throws {
    var report = try InventedStudent.report()
    var page = StudentPage.text(report)
    #expect(
      page.contains(
        "\n     However the courses so far are counted, they do not meet it: area C lacks 1\n     semester.\nCSU"))
    let help = try #require(page.range(of: "One change that would help"))
    page = String(page[help.lowerBound...]).replacing(/\n +/, with: " ")
    #expect(page.contains("2 semesters fewer missing (C 1, G 1); the pattern is then met."))
    #expect(page.contains("(F), retaken with C or better: 1 semester fewer missing (C)."))
    #expect(page.split(separator: "retaken").count == 5, "two of each system's three")
    for index in report.systems.indices { report.systems[index].changes = [] }
    #expect(!StudentPage.text(report).contains("One change"))
  }

  @Test("A change that comes on top of running courses says so, system by system, and in the JSON form")
  func besideRunning() throws {
    var report = try InventedStudent.report()
    #expect(!StudentPage.text(report).contains("beside what"))
    let change = HelpfulChange(
      what: "English 10, S1 (D), retaken", record: nil, gains: [.init(area: .b, twelfths: 6)], isBesideRunning: true,
      work: 6, overall: .inProgress)
    for index in report.systems.indices { report.systems[index].changes = [change] }
    let both = StudentPage.text(report).replacing(/\n +/, with: " ")
    #expect(both.contains("UC and CSU, beside what the courses running now would add • English 10"))
    #expect(both.contains("1 semester fewer missing (B); with the courses running now the pattern is then met."))
    let json = String(decoding: report.json(), as: UTF8.self)
    #expect(json.contains("\"status\":\"in_progress\",\"beside_running\":true}"))
    report.systems[1].changes[0].isBesideRunning = false
    #expect(!StudentPage.text(report).contains("UC and CSU, beside"))
    #expect(StudentPage.text(report).contains(", beside what the courses running now would add"))
  }

  @Test("one system alone has one block")
  func oneSystem() throws {
    var report = try InventedStudent.report()
    report.systems.removeAll { $0.system == .csu }
    let page = StudentPage.text(report)
    #expect(!page.contains("CSU"))
    #expect(page.contains("C Math    │    6      5    0     1 ✗ not met\n"))
  }

  @Test("without a system, an area or a record the page still prints")
  func emptyReport() throws {
    var report = try InventedStudent.report()
    report.systems = []
    report.gradeLevel = nil
    report.graduationYear = nil
    #expect(StudentPage.text(report).contains("Student 40017, Orchard High\n"))
  }

  @Test("the JSON form has the keys of the contract in their order, and semesters as numbers")
  func json() throws {
    let bytes = try InventedStudent.report(name: "A\u{1B}\"B").json()
    let text = String(decoding: bytes, as: UTF8.self)
    var position = text.startIndex
    for key in [
      "student_id", "name", "school", "grade_level", "graduation_year", "run_id", "as_of", "systems", "uc", "csu",
      "gpa",
      "flags", "plan",
    ] {
      let found = try #require(text.range(of: "\"\(key)\":", range: position..<text.endIndex))
      position = found.upperBound
    }
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    let parsed = try #require(object as? [String: Any])
    #expect(parsed["name"] as? String == "A\u{1B}\"B")
    let systems = try #require(parsed["systems"] as? [String: [String: Any]])
    let csu = try #require(systems["csu"])
    #expect(csu["edition"] as? String == "csu-2022")
    #expect(csu["status"] as? String == "not_met")
    #expect(csu["required"] as? Int == 30)
    let areas = try #require(csu["areas"] as? [String: [String: Any]])
    #expect(areas.keys.sorted() == ["A", "B", "C", "D", "E", "F", "G"])
    #expect(areas["F"]?["earned"] as? Double == 0.67)
    #expect(areas["F"]?["status"] as? String == "unknown")
    #expect((areas["C"]?["uses"] as? [Any])?.count == 5)
    #expect(
      csu["reason"] as? String
        == "However the courses so far are counted, they do not meet it: area C lacks 1 semester.")
    #expect(areas["C"]?["best_missing"] as? Int == 1)
    let changes = try #require(csu["counterfactuals"] as? [[String: Any]])
    #expect(changes.count == 4)
    #expect(changes[0]["gained_by_area"] as? [String: Int] == ["C": 1, "G": 1])
    #expect(changes[0]["course_id"] is NSNull && changes[1]["course_id"] as? String == "ALG2")
  }
}
