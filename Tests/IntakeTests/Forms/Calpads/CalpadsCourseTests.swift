import Rules
import Testing

@testable import Intake

@Suite struct CalpadsCourseTests {
  private func read(
    _ completions: [CalpadsLine], courses: [CalpadsLine] = [.course("ENG", "English 9")],
    enrollments: [CalpadsLine] = [.enrollment()], asOf: CalendarDay? = nil
  ) -> Outcome {
    var folder = CalpadsFolder(enrollments: enrollments, courses: courses, completions: completions)
    folder.configuration.asOf = asOf
    return folder.read()
  }

  // MARK: Terms

  /// Term, marking period, credits; then the row, and whether it is a conflict.
  private static let periods: [(String, String, String, String, Bool)] = [
    ("FY", "S1", "5", "S1 5.00", false), ("FY", "S2", "5.00", "S2 5.00", false), ("FY", "FY", "10", "FY 10.00", false),
    ("FY", "", "10", "FY 10.00", false), ("FY", "Q3", "2.5", "Q3 2.50", false), ("FY", "T2", "3.33", "T2 3.33", false),
    ("S1", "S1", "5", "S1 5.00", false), ("S2", "", "5", "S2 5.00", false), ("S1", "Q2", "2.5", "Q2 2.50", false),
    ("T3", "T3", "3.33", "T3 3.33", false), ("Z1", "S1", "5", "S1 5.00", false),
    // The smaller amount counts.
    ("FY", "FY", "5", "FY 5.00", true), ("FY", "", "5", "FY 5.00", true), ("S1", "FY", "5", "S1 5.00", true),
    ("S2", "S1", "5", "S2 5.00", true), ("S1", "S1", "10", "S1 10.00", true), ("Q1", "S1", "2.5", "Q1 2.50", true),
    ("T1", "Q4", "2.5", "Q4 2.50", true),
  ]

  @Test(arguments: periods) func `Term and marking period become one period, conflicts are said`(
    term: String, marking: String, credits: String, expected: String, isConflict: Bool
  ) {
    let outcome = read([.completion(1, "ENG", [15: term, 20: marking, 16: credits])])
    let parts = expected.split(separator: " ")
    #expect(outcome.rowTexts == ["2024-25 \(parts[0]) 11 ENG A \(parts[1])"])
    #expect((outcome.count(.termConflict) > 0) == isConflict)
  }

  private static let sessions: [(String, String, String, Bool)] = [
    ("SS", "", "SU", false), ("SS", "SS", "SU", false), ("SS", "S1", "SU part 1", false),
    ("SS", "S2", "SU part 2", false), ("IS", "", "SU", true), ("SP", "S2", "SU part 2", true),
  ]

  @Test func `A district may say that the summer opens the school year that its files report it under`() {
    var folder = CalpadsFolder(
      completions: [
        .completion(1, "ENG", [15: "SS", 20: ""]), .completion(1, "ALG", [15: "IS", 20: ""]), .completion(1, "ENG"),
      ])
    folder.set(
      "senr-before.txt", [.enrollment(1, [7: "2023-2024", 22: "20230815", 24: "10", 25: "20240601", 26: "E155"])])
    #expect(
      folder.read().rowTexts.map { String($0.prefix(13)) } == ["2024-25 SU 11", "2024-25 SU 11", "2024-25 S1 11"])
    folder.configuration.mapping.summerYear = .opens
    let rows = folder.read().rowTexts.map { String($0.prefix(13)) }
    #expect(rows == ["2023-24 SU 10", "2024-25 SU 11", "2024-25 S1 11"])
  }

  @Test(arguments: sessions) func `Summer, intersession and supplemental sessions are summer rows`(
    term: String, marking: String, expected: String, isApproximate: Bool
  ) {
    let outcome = read([.completion(1, "ENG", [15: term, 20: marking])])
    let parts = expected.split(separator: " ")
    let part = parts.count > 1 ? " part \(parts[2])" : ""
    #expect(outcome.rowTexts == ["2024-25 SU 11 ENG A 5.00\(part)"])
    #expect(outcome.count(.termApproximated) == (isApproximate ? 1 : 0))
  }

  @Test(arguments: [("H1", "H1"), ("Z3", "Z3"), ("FY", "Z9"), ("X9", ""), ("FY", "H2")])
  func `A period that the extract does not have is rejected with a line for the map`(term: String, marking: String) {
    let outcome = read([.completion(1, "ENG"), .completion(1, "ENG", [15: term, 20: marking])])
    #expect(outcome.rejects.map(\.code) == [.badValue])
    #expect(outcome.rejects.map(\.line) == [2])
    #expect(outcome.count(.unmappedValue) == 1)
  }

  @Test func `The district's map of terms reads what the code set leaves open`() {
    var folder = CalpadsFolder(completions: [.completion(1, "ENG", [15: "Z1", 20: "Z1"])])
    folder.configuration.mapping.values[.terms] = ["Z1": "S1"]
    #expect(folder.read().rowTexts == ["2024-25 S1 11 ENG A 5.00"])
  }

  @Test func `A year's mark beside its semesters' marks counts once`() {
    let halves = [CalpadsLine.completion(1, "ENG"), .completion(1, "ENG", [20: "S2"])]
    let year = CalpadsLine.completion(1, "ENG", [20: "FY", 16: "10", 17: "10"])
    let outcome = read(halves + [year])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG A 5.00"])
    #expect(outcome.counts("calpads.SCSC")?.rowsDuplicate == 1)
    // Quarter marks without credits are progress, not pieces of the semester.
    let quarters = ["Q1", "Q2"].map { CalpadsLine.completion(1, "ENG", [20: $0, 16: "0", 17: "0"]) }
    #expect(read(quarters + [halves[0]]).rowTexts == ["2024-25 S1 11 ENG A 5.00"])
    // One half alone does not make the year.
    #expect(read([halves[0], year]).rowTexts == ["2024-25 FY 11 ENG A 10.00"])
  }

  // MARK: Credits

  private static let credits: [(String, String, FindingCode?)] = [
    ("5", "5.00", nil), ("5.000", "5.00", nil), (".5", "0.50", nil), ("5,00", "5.00", .decimalComma),
    ("3.333", "3.33", .creditsRounded), ("3.335", "3.34", .creditsRounded), ("", "-", nil),
  ]

  @Test(arguments: credits) func `Credits are read as districts write them`(
    text: String, expected: String, finding: FindingCode?
  ) {
    let outcome = read([.completion(1, "ENG", [16: text])])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A \(expected)"])
    if let finding { #expect(outcome.count(finding) == 1) }
  }

  @Test(arguments: ["five", "-5", "1e1", "5.0.0", "1,000,5", "101"])
  func `Credits that are no number reject the row`(text: String) {
    let outcome = read([.completion(1, "ENG"), .completion(1, "ENG", [20: "S2", 16: text])])
    #expect(outcome.rejectLines == ["scsc.txt:2:10.16 Student Credits Attempted:bad_value"])
  }

  @Test func `A year of nothing but Carnegie units is brought to credits`() {
    let students = (1...6).map { CalpadsLine.enrollment($0) }
    let rows = (1...6).flatMap { student in
      ["S1", "S2"].map { CalpadsLine.completion(student, "ENG", [20: $0, 16: ".5", 17: ".5"]) }
    }
    let outcome = read(rows, enrollments: students)
    #expect(Set(outcome.transcripts.map(\.creditsAttempted)) == [500])
    #expect(outcome.count(.carnegieCredits) == 12)
    // One row of five credits proves the contrary.
    let mixed = read(rows + [.completion(1, "ENG", [15: "SS", 20: ""])], enrollments: students)
    #expect(Set(mixed.transcripts.map(\.creditsAttempted)) == [50, 500])
    #expect(mixed.count(.carnegieCredits) == 0)
  }

  // MARK: Marks

  private static let marks: [(String, String)] = [
    ("A+", "A+"), ("-B", "B-"), ("C-", "C-"), ("F+", "F"), ("PAS", "P"), ("S", "P"), ("U", "NP"), ("CR", "CR"),
    ("NCR", "NC"), ("INC", "I"), ("IP", "running"), ("WF", "W"),
  ]

  @Test(arguments: marks) func `Final grades go through the value map`(text: String, expected: String) {
    #expect(read([.completion(1, "ENG", [18: text])]).rowTexts == ["2024-25 S1 11 ENG \(expected) 5.00"])
  }

  @Test(arguments: ["87", "4.5", "BX", "CC"]) func `A final grade that no map knows is never guessed`(text: String) {
    let outcome = read([.completion(1, "ENG"), .completion(1, "ENG", [20: "S2", 18: text])])
    #expect(outcome.rejectLines == ["scsc.txt:2:10.18 Student Course Final Grade:bad_value"])
    #expect(outcome.findings.contains { $0.code == .unmappedValue && $0.value.contains("\"\(text)\"") })
  }

  @Test func `A blank mark runs in the current year and is missing in an older one`() {
    let outcome = read([
      .completion(1, "ENG", [18: ""]), .completion(1, "ENG", [6: "2023-2024", 18: ""]),
    ])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG running 5.00"])
    #expect(outcome.rejects.map(\.code) == [.missingValue])
  }

  // MARK: Fall files

  @Test func `Fall enrollments run until the end of the year gives a mark`() {
    let fall = CalpadsLine.completion(1, "ENG", [1: "SCSE", 16: "", 17: "", 18: "", 19: "", 20: ""])
    #expect(read([.completion(1, "ALG")]).rowTexts.count == 1)
    #expect(read([fall]).rowTexts == ["2024-25 FY 11 ENG running -"])
    let half = CalpadsLine.completion(1, "ENG")
    #expect(
      Set(read([fall, half]).rowTexts) == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG running -"])
    let whole = [half, .completion(1, "ENG", [20: "S2"])]
    #expect(read([fall] + whole).rowTexts == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG A 5.00"])
  }

  @Test func `Fall courses say what a course is until the end of the year does`() {
    let fall = CalpadsLine.course("ENG", "Eng 9 fall", [1: "CRSE"])
    #expect(read([.completion(1, "ENG")], courses: [fall]).extract?.courses.map(\.title) == ["Eng 9 fall"])
    for courses in [[fall, .course("ENG", "English 9")], [.course("ENG", "English 9"), fall]] {
      let outcome = read([.completion(1, "ENG")], courses: courses)
      #expect(outcome.extract?.courses.map(\.title) == ["English 9"])
      #expect(outcome.count(.claimConflict) == 0)
    }
  }

  // MARK: Who took it

  @Test func `Several years are the history, grades come from enrollments or are counted from them`() {
    let enrollments = [
      CalpadsLine.enrollment(),
      .enrollment(1, [7: "2023-2024", 22: "20230815", 24: "10", 25: "20240601", 26: "E155"]),
    ]
    let outcome = read(
      [
        .completion(1, "ENG"), .completion(1, "ENG", [6: "2023-2024"]), .completion(1, "ENG", [6: "2021-2022"]),
      ], enrollments: enrollments)
    #expect(
      Set(outcome.rowTexts) == [
        "2024-25 S1 11 ENG A 5.00", "2023-24 S1 10 ENG A 5.00", "2021-22 S1 8 ENG A 5.00",
      ])
    #expect(outcome.count(.gradeLevelDerived) == 1)
  }

  @Test func `A repeated grade stays as the enrollments say`() {
    let outcome = read(
      [.completion(1, "ENG", [6: "2023-2024"])],
      enrollments: [
        .enrollment(), .enrollment(1, [7: "2023-2024", 22: "20230815", 24: "11", 25: "20240601", 26: "E155"]),
      ])
    #expect(outcome.rowTexts == ["2023-24 S1 11 ENG A 5.00"])
  }

  @Test func `A row of a retired statewide id finds its student by local id and birth date`() {
    let outcome = read([
      .completion(1, "ENG", [7: "1000000999"]), .completion(1, "ENG", [7: "1000000998", 11: "20010101"]),
    ])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00"])
    #expect(outcome.count(.ssidReplaced) == 1)
    #expect(outcome.rejectLines == ["scsc.txt:2:SSID:unknown_student"])
  }

  @Test func `A canonical students file goes with completed courses`() {
    var folder = CalpadsFolder(enrollments: [])
    folder.files["students.csv"] = Array(
      ("student_id,ssid,last_name,first_name,school_id,grade_level\n"
        + "0020,1000000001,Oak,Ada,\(CalpadsLine.schoolID),12\n").utf8)
    folder.files["schools.csv"] = Array("school_id,name,kind\n\(CalpadsLine.schoolID),Live Oak High,high\n".utf8)
    folder.configuration.asOf = CalendarDay(year: 2025, month: 10, day: 1)
    let outcome = folder.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG A 5.00"])
  }

  @Test func `The kind of a school where students were is that of its grades`() {
    let eighth = CalpadsLine.enrollment(
      1, [5: "6000001", 7: "2021-2022", 22: "20210815", 24: "08", 25: "20220601", 26: "E155"])
    let outcome = read(
      [.completion(1, "SPA1", [5: "6000001", 6: "2021-2022"])],
      courses: [.course("SPA1", "Spanish 1", state: "9130", [5: "6000001", 6: "2021-2022"])],
      enrollments: [eighth, .enrollment()])
    let kinds = outcome.extract?.schools.map { "\($0.schoolID.suffix(7)) \($0.kind.rawValue)" }.sorted()
    #expect(kinds == ["\(CalpadsLine.school) high", "6000001 middle"].sorted())
  }

  @Test func `A deletion takes back the completed row of its key`() {
    let outcome = read([
      .completion(1, "ENG"), .completion(1, "ENG", [20: "S2"]), .completion(1, "ENG", [2: "D", 20: "S2"]),
    ])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00"])
    #expect(outcome.rejectLines == [])
  }

  @Test func `Repeated rows count once`() {
    let outcome = read([.completion(1, "ENG"), .completion(1, "ENG")])
    #expect(outcome.transcripts.count == 1)
    #expect(outcome.counts("calpads.SCSC").map { [$0.rowsRead, $0.rowsRejected, $0.rowsDuplicate] } == [2, 0, 1])
  }

  @Test func `One key with two marks is two attempts`() {
    let outcome = read([.completion(1, "ENG", [18: "F"]), .completion(1, "ENG", [18: "C"])])
    #expect(outcome.transcripts.count == 2)
    #expect(outcome.count(.severalAttempts) == 2)
    #expect(outcome.rejectLines == [])
  }

  // MARK: Joining

  @Test func `A row whose section or course is unknown is loaded and said`() {
    let outcome = read(
      [
        .completion(1, "ENG"), .completion(1, "ENG", [14: "other", 20: "S2"]), .completion(1, "ART"),
        .completion(1, "ENG", [15: "S2", 20: "S2", 14: "ENG-1"]), .completion(1, "OLD", [6: "2019-2020"]),
      ], enrollments: [.enrollment(1, [24: "12"])])
    #expect(outcome.transcripts.count == 4)
    // The section, the course, the term; of 2019-20 there is no course file at all.
    #expect(outcome.count(.sectionUnknown) == 3)
  }

  @Test func `The same course id at another school is another course`() {
    let outcome = read(
      [.completion(1, "ENG"), .completion(1, "ENG", [5: "0000777", 20: "S2"])],
      courses: [.course("ENG", "English 9"), .course("ENG", "Engineering", state: "9062", [5: "0000777", 13: "N"])])
    #expect(outcome.extract?.courses.map(\.title) == ["English 9", "Engineering"])
    #expect(outcome.count(.sectionUnknown) == 0)
  }

  // MARK: Claims

  /// State code, level, approved, admission codes on rows; then areas, honors and exam of the course.
  private static let claims: [(String, String, String, [String], String, String, String)] = [
    ("9105", "", "Y", ["B", "B"], "B", "", ""), ("9105", "", "Y", ["B", "GB"], "B", "", ""),
    ("9105", "", "Y", ["B  ", ""], "B", "", ""), ("9000", "", "Y", ["GF"], "G", "", ""),
    ("9228", "", "Y", ["GO"], "G", "", ""), ("9105", "", "N", ["", ""], "", "", ""),
    ("9105", "", "Y", ["", ""], "B", "", ""), ("9249", "14", "Y", ["C"], "C", "HL", ""),
    ("9249", "15", "Y", ["C"], "C", "", ""), ("9120", "23", "Y", ["B"], "B", "CL", ""),
    ("9120", "24", "Y", ["B"], "B", "CL", ""), ("9120", "16", "Y", ["B"], "B", "CL", ""),
    ("9119", "", "Y", ["B"], "B", "AP", "36"), ("9268", "14", "Y", ["C"], "C", "AP", "66"),
    ("2775", "", "Y", ["A"], "A", "AP", "07"), ("2673", "", "Y", ["D"], "D", "AP", ""),
    ("9121", "", "Y", ["B"], "B", "", ""), ("9116", "", "Y", ["B"], "B", "IB", ""),
  ]

  @Test(arguments: claims) func `What the files claim of a course is what its row says where there is no UC list`(
    state: String, level: String, approved: String, letters: [String], area: String, honors: String, exam: String
  ) throws {
    let rows = letters.enumerated().map { index, letter in
      CalpadsLine.completion(1, "ENG", [19: letter, 20: index == 0 ? "S1" : "S2"])
    }
    let outcome = read(rows, courses: [.course("ENG", "Course", state: state, [13: approved, 19: level])])
    let course = try #require(outcome.extract?.courses.first)
    #expect(course.subjectAreas.code == area)
    #expect((course.honors?.rawValue ?? "") == honors)
    #expect((course.examCode ?? "") == exam)
    #expect(course.stateCourseCode == state)
  }

  @Test func `A career course is AP by its cross reference`() throws {
    let outcome = read(
      [.completion(1, "CSP", [19: "C"])],
      courses: [.course("CSP", "AP CS Principles", state: "8130", [32: "9066"])])
    let course = try #require(outcome.extract?.courses.first)
    #expect(course.honors == .advancedPlacement)
    #expect(course.examCode == "32")
  }

  @Test func `Rows of one course that differ are a finding, and so is an area without approval`() {
    let outcome = read(
      [.completion(1, "ENG")],
      courses: [.course("ENG", "English 9"), .course("ENG", "English Nine", [14: "ENG-2"])])
    #expect(outcome.count(.claimConflict) == 1)
    #expect(outcome.extract?.courses.map(\.title).first == "English 9")
    let unapproved = read([.completion(1, "ENG")], courses: [.course("ENG", "English 9", [13: "N"])])
    #expect(unapproved.count(.claimConflict) == 1)
    #expect(unapproved.extract?.courses.map(\.subjectAreas) == [SubjectAreas.none])
  }

  @Test(arguments: ["", "X"]) func `A course without its approval indicator is rejected`(approved: String) {
    let outcome = read(
      [.completion(1, "ENG")], courses: [.course("ENG", "English 9"), .course("ART", "Art", [13: approved])])
    #expect(outcome.rejects.map(\.column) == ["9.13 CRS-UC/CSU Approved Indicator"])
  }

  @Test func `An unknown admission code is left out`() {
    let outcome = read([.completion(1, "ENG", [19: "G"])])
    #expect(outcome.count(.valueIgnored) == 1)
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00"])
  }
}
