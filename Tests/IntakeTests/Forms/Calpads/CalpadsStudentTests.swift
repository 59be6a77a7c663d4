import Rules
import Testing

@testable import Intake

@Suite struct CalpadsStudentTests {
  private func read(
    _ enrollments: [CalpadsLine] = [.enrollment()], _ others: [CalpadsLine] = [], asOf: CalendarDay? = nil
  ) -> Outcome {
    var folder = CalpadsFolder(enrollments: enrollments, others: others)
    folder.configuration.asOf = asOf
    return folder.read()
  }

  private static let spring = CalendarDay(year: 2025, month: 3, day: 1)

  // MARK: Race and ethnicity

  private static let rollUps: [(String, [String], RaceEthnicity)] = [
    ("Y", [], .hispanic), ("Y", ["700"], .hispanic), ("Y", ["700", "100", "600"], .hispanic),
    ("N", ["201"], .asian), ("N", ["201", "204", "299"], .asian), ("N", ["201", "301"], .twoOrMore),
    ("N", ["301", "399"], .pacificIslander), ("N", ["400"], .filipino), ("N", ["400", "202"], .twoOrMore),
    ("N", ["600"], .africanAmerican), ("N", ["700"], .white), ("N", ["100"], .americanIndian),
    ("N", ["100", "700"], .twoOrMore), ("N", [], .notReported), ("", [], .notReported), ("", ["700"], .white),
    ("N", ["500"], .hispanic),
  ]

  @Test(arguments: rollUps) func `Ethnicity and races roll up as the state rolls them up`(
    hispanic: String, races: [String], expected: RaceEthnicity
  ) {
    var changes = [23: hispanic]
    for place in 0..<5 { changes[25 + place] = place < races.count ? races[place] : "" }
    #expect(read([.enrollment()], [.demographics(1, changes)]).student?.raceEthnicity == expected)
  }

  @Test func `A race code that nobody knows is left out with a line for the map`() {
    let outcome = read([.enrollment()], [.demographics(1, [25: "205", 26: "888"])])
    #expect(outcome.student?.raceEthnicity == .asian)
    #expect(outcome.count(.unmappedValue) == 1)
    #expect(outcome.findings.contains { $0.code == .unmappedValue && $0.column == "2.26 Student Race 2 Code" })
  }

  // MARK: Effective dates

  @Test func `Demographics of the day hold, or the newest where none covers it`() {
    let spans = [
      CalpadsLine.demographics(1, [4: "20230801", 5: "20241231", 13: "Old", 25: "700"]),
      .demographics(1, [4: "20250101", 5: "20250228", 13: "Middle", 25: "600"]),
      .demographics(1, [4: "20250301", 13: "New", 25: "400"]),
    ]
    #expect(read([.enrollment()], spans, asOf: CalendarDay(year: 2024, month: 12, day: 31)).student?.lastName == "Old")
    #expect(read([.enrollment()], spans, asOf: Self.spring).student?.raceEthnicity == .filipino)
    #expect(read([.enrollment()], spans.reversed()).student?.lastName == "New")
    let early = read([.enrollment()], Array(spans.prefix(2)), asOf: Self.spring)
    #expect(early.student?.lastName == "Middle")
  }

  @Test func `The English status is the one of the day, whatever the order of the records`() {
    let history = [
      CalpadsLine.english(1, "RFEP", "20250201"), .english(1, "TBD", "20130815"), .english(1, "EL", "20130920"),
    ]
    #expect(read([.enrollment()], history, asOf: Self.spring).student?.englishStatus == .reclassified)
    let before = read([.enrollment()], history, asOf: CalendarDay(year: 2025, month: 1, day: 31))
    #expect(before.student?.englishStatus == .learner)
    #expect(before.count(.englishHistory) == 0)
  }

  @Test func `A status that cannot follow the one before it is a finding, unless it is a correction`() {
    let history = [CalpadsLine.english(1, "RFEP", "20200901"), .english(1, "EL", "20230901")]
    let outcome = read([.enrollment()], history)
    #expect(outcome.count(.englishHistory) == 1)
    #expect(outcome.student?.englishStatus == .learner)
    let corrected = [history[0], history[1].with([16: "2"])]
    #expect(read([.enrollment()], corrected).count(.englishHistory) == 0)
  }

  @Test func `Adult English learners are English learners`() {
    let outcome = read([.enrollment()], [.english(1, "ADEL", "20240101")])
    #expect(outcome.student?.englishStatus == .learner)
  }

  // MARK: Programs

  private static let programs: [(String, String)] = [
    ("181", "low income"), ("182", "low income"), ("175", "low income"), ("191", "homeless"), ("131", "homeless"),
    ("135", "migrant"), ("193", "foster"), ("190", "foster"), ("144", "disability"),
  ]

  @Test(arguments: programs) func `Each program puts a student in its group`(code: String, group: String) throws {
    let student = try #require(read([.enrollment()], [.program(1, code)]).student)
    let groups = [
      "low income": student.lowIncome, "homeless": student.homeless, "migrant": student.migrant,
      "foster": student.foster, "disability": student.disability,
    ]
    #expect(groups[group] == true)
  }

  @Test func `Homeless, migrant and foster students are of low income too`() {
    for code in ["191", "135", "193"] {
      #expect(read([.enrollment()], [.program(1, code)]).student?.lowIncome == true, "\(code)")
    }
  }

  @Test func `A program counts from its first to its last day`() {
    let program = CalpadsLine.program(1, "181", [15: "20240901", 16: "20250228"])
    let days: [(CalendarDay?, Bool)] = [
      (CalendarDay(year: 2024, month: 8, day: 31), false), (CalendarDay(year: 2024, month: 9, day: 1), true),
      (CalendarDay(year: 2025, month: 2, day: 28), true), (CalendarDay(year: 2025, month: 3, day: 1), false),
    ]
    for (day, isMember) in days {
      #expect(read([.enrollment()], [program], asOf: day).student?.lowIncome == isMember, "\(String(describing: day))")
    }
  }

  @Test func `Groups are unknown where no file speaks of them, and No where one does`() {
    let silent = read().student
    #expect(silent?.lowIncome == nil && silent?.homeless == nil && silent?.disability == nil && silent?.foster == nil)
    let known = read([.enrollment()], [.program(1, "127")]).student
    #expect(known?.lowIncome == false && known?.homeless == false && known?.migrant == false)
    // The state, not the district, knows foster youth; special education has files of its own.
    #expect(known?.foster == nil && known?.disability == nil)
  }

  @Test func `A special education plan is a disability while it runs`() {
    #expect(read([.enrollment()], [.plan()]).student?.disability == true)
    #expect(read([.enrollment()], [.plan(1, [24: "800"])]).student?.disability == false)
    #expect(read([.enrollment()], [.plan(1, [46: "20241001"])], asOf: Self.spring).student?.disability == false)
  }

  // MARK: Transactions

  @Test func `A deletion takes back the record of the same school and start`() {
    let second = CalpadsLine.enrollment(2)
    let outcome = read([.enrollment(), second, second.with([2: "D"])])
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.students.count == 1)
    #expect(outcome.counts("calpads.SENR")?.rowsLoaded == 3)
  }

  @Test func `A later record of the same school and start updates the earlier one`() {
    let outcome = read([.enrollment(), .enrollment(1, [2: "A", 24: "12"])])
    #expect(outcome.student?.gradeLevel == 12)
  }

  @Test func `A replacement takes the place of the record with its local record id`() {
    let first = CalpadsLine.enrollment(1, [3: "R7", 22: "20240801", 24: "10"])
    let outcome = read([first, first.with([2: "R", 22: "20240819", 24: "11"]), .enrollment(2)])
    #expect(outcome.student("L1")?.gradeLevel == 11)
    #expect(outcome.rejectLines == [])
  }

  @Test func `Programs are deleted and replaced too`() {
    let meals = CalpadsLine.program(1, "181")
    #expect(read([.enrollment()], [meals, meals.with([2: "D"])]).student?.lowIncome == false)
    let replaced = read(
      [.enrollment()], [meals, meals.with([2: "R", 15: "20240820", 16: "20240901"])], asOf: Self.spring)
    #expect(replaced.student?.lowIncome == false)
  }

  @Test func `A transaction that CALPADS does not have rejects the record`() {
    let outcome = read([.enrollment(), .enrollment(2, [2: "X"])])
    #expect(outcome.rejectLines == ["senr.txt:2:1.02 Transaction Type Code:bad_value"])
  }

  // MARK: Who is where

  @Test func `Of two enrollments in one year the primary one wins, and both open ones are a finding`() {
    let other = CalpadsLine.enrollment(1, [5: "0000777", 22: "20241001", 23: "20"])
    for lines in [[CalpadsLine.enrollment(), other], [other, .enrollment()]] {
      let outcome = read(lines)
      let student = outcome.student
      #expect(student.map { outcome.extract?.schools[$0.schoolIndex].schoolID } == CalpadsLine.schoolID)
      #expect(outcome.count(.severalEnrollments) == 1)
    }
  }

  @Test func `A student who moved is at the new school without a finding`() {
    let left = CalpadsLine.enrollment(1, [25: "20241220", 26: "T160"])
    let outcome = read([.enrollment(1, [5: "0000777", 22: "20250106"]), left])
    #expect(
      outcome.student.map { outcome.extract?.schools[$0.schoolIndex].schoolID } == "19000000000777")
    #expect(outcome.student?.enrollment == .enrolled)
    #expect(outcome.count(.severalEnrollments) == 0)
  }

  private static let outcomes: [(String, String, String, Enrollment)] = [
    ("", "", "", .enrolled), ("E155", "", "", .enrolled), ("E150", "", "", .enrolled),
    ("E230", "100", "", .graduated), ("E230", "106", "", .graduated), ("E230", "120", "", .left),
    ("E230", "250", "", .left), ("E230", "320", "", .left), ("E230", "330", "", .left),
    ("E230", "360", "", .droppedOut), ("E230", "104", "", .droppedOut), ("E230", "480", CalpadsLine.school, .enrolled),
    ("E230", "480", "7777777", .left), ("E230", "485", "", .left), ("E140", "", "", .droppedOut),
    ("E300", "", "", .droppedOut), ("E400", "", "", .droppedOut), ("T380", "", "", .droppedOut),
    ("T160", "", "", .left), ("T200", "", "", .left), ("E130", "", "", .left), ("N470", "", "", .left),
  ]

  @Test(arguments: outcomes) func `Exit reason and completion status say what became of a student`(
    exit: String, completion: String, receiver: String, expected: Enrollment
  ) {
    let line = CalpadsLine.enrollment(
      1, [25: exit.isEmpty ? "" : "20250606", 26: exit, 27: completion, 28: receiver])
    #expect(read([line], asOf: CalendarDay(year: 2025, month: 7, day: 1)).student?.enrollment == expected)
  }

  @Test func `An exit that lies ahead of the day has not happened`() {
    let line = CalpadsLine.enrollment(1, [25: "20250606", 26: "E230", 27: "100"])
    #expect(read([line], asOf: Self.spring).student?.enrollment == .enrolled)
  }

  @Test func `Two completion codes and two birth dates of one student are findings`() {
    let exit = [25: "20250606", 26: "E230"]
    let lines = [
      CalpadsLine.enrollment(1, exit).with([27: "100"]),
      .enrollment(1, exit).with([5: "0000777", 22: "20240801", 27: "360", 17: "20080316"]),
    ]
    let outcome = read(lines)
    #expect(outcome.student?.enrollment == .graduated)
    #expect(outcome.count(.identityConflict) == 2)
  }

  @Test func `A replaced statewide id is one student, with the newest id`() {
    let lines = [
      CalpadsLine.enrollment(
        1, [8: "1000000099", 7: "2023-2024", 22: "20230815", 24: "10", 25: "20240601", 26: "E155"]),
      .enrollment(),
    ]
    let outcome = read(lines)
    #expect(outcome.student?.ssid == "1000000001")
    #expect(outcome.count(.ssidReplaced) == 1)
    #expect(outcome.rejectLines == [])
  }

  @Test func `One local id of two people rejects both`() {
    let outcome = read([.enrollment(), .enrollment(2, [9: "L1", 17: "20070101"]), .enrollment(3)])
    #expect(outcome.extract?.students.count == 1)
    #expect(outcome.rejects.filter { $0.code == .duplicateKey }.map(\.line) == [1, 2])
  }

  @Test func `Without a local id the statewide id names the student`() {
    #expect(read([.enrollment(1, [9: ""])]).student?.studentID == "1000000001")
  }

  @Test func `Grades outside the extract are set aside with a finding, an unknown grade is rejected`() {
    let outcome = read([.enrollment(), .enrollment(2, [24: "KN"]), .enrollment(3, [24: "13"])])
    #expect(outcome.extract?.students.count == 1)
    #expect(outcome.count(.outsideGrades) == 1)
    #expect(outcome.rejectLines == ["senr.txt:3:1.24 Grade Level Code:bad_value"])
  }

  @Test func `The year of grade 9 is the entry year where its enrollment is there`() {
    let ninth = CalpadsLine.enrollment(
      1, [7: "2022-2023", 22: "20220815", 24: "09", 25: "20230601", 26: "E155"])
    #expect(read([ninth, .enrollment()]).student?.entryYear == 2022)
    #expect(read().student?.entryYear == nil)
  }

  @Test func `A student whose last enrollment is of a past year keeps the class of that year`() {
    let outcome = read([.enrollment()], asOf: CalendarDay(year: 2026, month: 10, day: 1))
    #expect(outcome.student?.entryYear == 2022)
  }

  @Test func `Records of a student who is enrolled nowhere are rejected`() {
    let outcome = read([.enrollment()], [.demographics(5), .program(5, "181"), .english(5, "EL", "20200101")])
    #expect(outcome.rejects.map(\.code) == [.unknownStudent, .unknownStudent, .unknownStudent])
  }

  @Test func `What decides nothing is left out, what decides rejects the record`() {
    let outcome = read([
      .enrollment(1, [17: "20081332", 26: "E999", 18: "Q"]), .enrollment(2, [22: "20240230"]),
      .enrollment(3, [7: "2024-2026"]), .enrollment(4, [23: "11"]),
    ])
    #expect(outcome.student?.birthDate == nil)
    #expect(outcome.student?.gender == nil)
    #expect(
      outcome.rejectLines == [
        "senr.txt:2:1.22 Enrollment Start Date:bad_value", "senr.txt:3:1.07 Academic Year ID:bad_value",
        "senr.txt:4:1.23 Enrollment Status Code:bad_value",
      ])
  }

  @Test func `An independently reporting charter school is known by its own seven digits`() {
    let outcome = read([.enrollment(1, [4: "0112233", 5: "0112233"])])
    #expect(outcome.extract?.schools.map(\.schoolID).contains("0112233") == true)
  }

  @Test func `The district's claim of the newest enrollment is kept with its place`() {
    let outcome = read([
      .enrollment(1, [25: "20250606", 26: "E230", 27: "100", 29: "N", 24: "12"]),
      .enrollment(2, [25: "20250606", 26: "E230", 27: "100", 29: "Y", 24: "12"]), .enrollment(3),
    ])
    #expect(
      outcome.extract?.claims == [
        DistrictClaim(
          studentID: "L1", schoolYear: SchoolYear(fall: 2024), metRequirements: false, file: "senr.txt", line: 1),
        DistrictClaim(
          studentID: "L2", schoolYear: SchoolYear(fall: 2024), metRequirements: true, file: "senr.txt", line: 2),
      ])
  }
}
