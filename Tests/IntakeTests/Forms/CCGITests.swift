import Rules
import Testing

@testable import Intake

@Suite struct CCGITests {
  private func student(_ outcome: Outcome, _ id: String) -> StudentRow? {
    outcome.extract.flatMap { extract in extract.students.index(of: id).map { extract.students[$0] } }
  }

  private func course(_ outcome: Outcome, _ id: String) -> CourseRow? {
    outcome.extract?.courses.first { $0.courseID == id }
  }

  private func courseID(_ outcome: Outcome, _ row: TranscriptRow) -> String {
    outcome.extract?.courseCodes[Int(row.courseCode)].courseID ?? ""
  }

  @Test func `The three files of an upload are an extract`() {
    let outcome = CCGISample().read()
    #expect(outcome.refusalLines == [])
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.students.count == 2)
    #expect(outcome.transcripts.count == 4)
    #expect(outcome.files.map(\.table) == ["ccgi.course-catalog", "ccgi.course-grade", "ccgi.student"])
    #expect(outcome.files.map(\.rowsRead) == [3, 4, 2])
    #expect(outcome.files.allSatisfy { $0.rowsLoaded == $0.rowsRead && $0.sha256.utf8.count == 64 })
  }

  @Test func `A student file states everything that the state reports on`() {
    let outcome = CCGISample().read()
    let ada = student(outcome, "0020")
    #expect(ada?.ssid == "1000000020")
    #expect(ada?.birthDate?.code == "2009-02-28")
    #expect(ada?.raceEthnicity == .asian)
    #expect(ada?.englishStatus == .reclassified)
    #expect(ada?.lowIncome == true)
    #expect(ada?.disability == false)
    let ben = student(outcome, "0010")
    #expect(ben?.birthDate?.code == "2011-04-05")
    #expect(ben?.raceEthnicity == .twoOrMore)
    #expect(ben?.englishStatus == .learner)
    #expect(ben?.lowIncome == false)
    #expect(ben?.disability == true)
    #expect(ben?.gradeLevel == 9)
  }

  @Test(arguments: [
    ("Y", ["201", "", ""], RaceEthnicity.hispanic), ("N", ["201", "208", ""], .asian),
    ("N", ["400", "201", ""], .twoOrMore),
    ("N", ["400", "", ""], .filipino), ("", ["", "", ""], .notReported), ("N", ["100", "700", "600"], .twoOrMore),
  ])
  func `Races roll up as the state reports them`(hispanic: String, races: [String], expected: RaceEthnicity) {
    var sample = CCGISample()
    sample.set(CCGISample.students, "HispanicEthnicity", hispanic, row: 1)
    for (index, race) in races.enumerated() { sample.set(CCGISample.students, "RaceCode\(index + 1)", race, row: 1) }
    #expect(student(sample.read(), "0020")?.raceEthnicity == expected)
  }

  @Test func `A certified language is a waiver in area E`() {
    let outcome = CCGISample().read()
    let waiver = outcome.extract?.waivers.first
    #expect(outcome.extract?.waivers.count == 1)
    #expect(waiver?.subjectArea == .e)
    #expect(waiver?.semesters == 400)
    #expect(waiver?.reason == .languageCertification)
    #expect(waiver?.grantedBy == "Seal")
    var configuration = InputConfiguration()
    configuration.mapping.certifiedSemesters = 2
    #expect(CCGISample().read(configuration).extract?.waivers.first?.semesters == 200)
  }

  @Test func `Who left before the day of the run is no longer enrolled`() {
    var sample = CCGISample()
    sample.set(CCGISample.students, "EnrollmentEndDate", "2025-06-05", row: 1)
    var configuration = InputConfiguration()
    configuration.asOf = CalendarDay(code: "2027-03-15")
    let gone = student(sample.read(configuration), "0020")
    #expect(gone?.enrollment == .left)
    #expect(gone?.graduationYear == 2026)
    configuration.asOf = CalendarDay(code: "2025-06-01")
    #expect(student(sample.read(configuration), "0020")?.enrollment == .enrolled)
    #expect(student(sample.read(), "0020")?.enrollment == .enrolled)
  }

  @Test func `Of several enrollments of a student the latest open one counts`() {
    var sample = CCGISample()
    let lines = sample.files[CCGISample.students] ?? []
    sample.files["Elm_students.csv"] = [lines[0], lines[1]]
    sample.set("Elm_students.csv", "PrimaryCDSCode", "19000000000002", row: 1)
    sample.set("Elm_students.csv", "EnrollmentStartDate", "2026-08-10", row: 1)
    let outcome = sample.read()
    #expect(outcome.extract?.students.count == 2)
    let ada = student(outcome, "0020")
    #expect(ada.map { outcome.extract?.schools[$0.schoolIndex].schoolID } == "19000000000002")
    #expect(outcome.findings.contains { $0.code == .severalEnrollments && $0.count == 1 })
    #expect(outcome.files.reduce(0) { $0 + $1.rowsDuplicate } == 1)
    #expect(outcome.rejectLines == [])
  }

  @Test func `Grades become transcript rows`() {
    let outcome = CCGISample().read()
    let rows = outcome.transcripts
    #expect(rows.map { courseID(outcome, $0) } == ["ALG1", "ENG9", "ENG9", "HIST17"])
    #expect(rows.map(\.term) == [.s1, .s1, .s2, .summer])
    #expect(rows.map(\.mark) == [nil, .aMinus, .b, .pass])
    #expect(rows.map(\.inProgress) == [true, false, false, false])
    #expect(rows.map(\.schoolYear.code) == ["2025-26", "2023-24", "2023-24", "2024-25"])
    #expect(rows.map(\.creditsAttempted) == [500, 500, 500, 300])
  }

  @Test func `Institutions that no file describes are derived and said`() {
    let outcome = CCGISample().read()
    let schools = outcome.extract?.schools ?? []
    #expect(schools.map(\.schoolID).sorted() == ["19000000000001", "CEEB 1234"])
    let high = schools.first { $0.schoolID == "19000000000001" }
    #expect(high?.name == "Live Oak High")
    #expect(high?.kind == .high)
    #expect(high?.districtID == "1900000")
    #expect(high?.ceebCode == "051234")
    let college = schools.first { $0.schoolID == "CEEB 1234" }
    #expect(college?.kind == .communityCollege)
    #expect(college?.districtID == nil)
    #expect(
      outcome.findings.filter { $0.code == .schoolDerived }.map(\.value).sorted() == [
        #""Live Oak High": "high"  # mapping: school_kinds"#,
        #""Valley College": "community_college"  # mapping: school_kinds"#,
      ])
  }

  @Test func `A schools file and the district's map go before what is derived`() {
    var sample = CCGISample()
    sample.files["schools.csv"] = [
      "school_id,name,kind,ceeb_code,district_id", "19000000000001,Live Oak High,high,051234,1900000",
      "VC,Valley College,community_college,,",
    ]
    var configuration = InputConfiguration()
    configuration.mapping.values[.schoolIDs] = ["1234": "VC"]
    let outcome = sample.read(configuration)
    #expect(outcome.extract?.schools.map(\.schoolID) == ["19000000000001", "VC"])
    #expect(outcome.findings.contains { $0.code == .schoolDerived } == false)
    #expect(outcome.transcripts.count == 4)
  }

  @Test func `A transfer course without number and codes is kept under what the transcript prints`() {
    var sample = CCGISample()
    for (column, value) in [
      ("CDSCode", ""), ("ATPCode", "111111"), ("CourseInstitutionName", "Lincoln  High (Portland)"),
      ("LocalCourseID", ""), ("TranscriptAbbreviation", "Lit & Comp"), ("DualEnrollmentIndicator", "N"),
    ] {
      sample.set(CCGISample.grades, column, value, row: 4)
    }
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.schools.map(\.schoolID).contains("Lincoln High (Portland)") == true)
    #expect(outcome.transcripts.map { courseID(outcome, $0) }.contains("Lit & Comp"))
  }

  @Test func `Claims of the catalogue become course rows`() {
    let outcome = CCGISample().read()
    #expect(course(outcome, "ENG9")?.subjectAreas == SubjectAreas(.b))
    #expect(course(outcome, "ALG1")?.discipline == Discipline(name: "Algebra I"))
    #expect(course(outcome, "HIST17")?.subjectAreas == SubjectAreas(.a))
    #expect(course(outcome, "HIST17")?.honors == .college)
  }

  @Test(arguments: [
    "2024-2025", "2024-25", "2024/25", "2024/2025", "24-25", "20242025", "2024 - 2025", "2024\u{2013}2025", "24/25",
  ])
  func `A school year is read however it is spelt`(spelling: String) {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "SchoolYear", spelling, row: 4)
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.transcripts.last?.schoolYear.code == "2024-25")
  }

  @Test func `One calendar year is a school year only as the district says`() {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "SchoolYear", "2025", row: 4)
    let outcome = sample.read()
    #expect(outcome.rejectLines == ["\(CCGISample.grades):5:SchoolYear:bad_value"])
    #expect(
      outcome.findings.filter { $0.code == .unmappedValue }.map(\.value) == [
        "single_year: \"\"  # mapping: begins or ends"
      ])
    var configuration = InputConfiguration()
    configuration.mapping.singleYear = .ends
    #expect(sample.read(configuration).transcripts.last?.schoolYear.code == "2024-25")
    configuration.mapping.singleYear = .begins
    #expect(sample.read(configuration).transcripts.last?.schoolYear.code == "2025-26")
  }

  @Test(arguments: [
    ("a-", Mark.aMinus), ("-B", .bMinus), ("F+", .f), ("PAS", .pass), ("S", .pass), ("U", .noPass), ("NCR", .noCredit),
    ("INC", .incomplete), ("WF", .withdrawn), ("cr", .credit),
  ])
  func `Marks of the state's files are known`(text: String, mark: Mark) {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "CourseGrade", text, row: 4)
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.transcripts.last?.mark == mark)
  }

  @Test(arguments: ["87", "A*", "3.7", "B\""])
  func `A mark that no map knows rejects its rows and is named once with the line to paste`(mark: String) throws {
    var sample = CCGISample()
    var configuration = InputConfiguration()
    configuration.mapping.values[.marks] = [mark: "B+"]
    for row in [1, 2] { sample.set(CCGISample.grades, "CourseGrade", mark, row: row) }
    let cell = mark == "B\"" ? "\"B\"\"\"" : mark
    for row in [1, 2] { sample.set(CCGISample.grades, "CourseGrade", cell, row: row) }
    let outcome = sample.read()
    #expect(
      outcome.rejectLines == [2, 3].map { "\(CCGISample.grades):\($0):CourseGrade:unmapped_value" })
    let finding = try #require(outcome.findings.first { $0.code == .unmappedValue })
    #expect(finding.count == 2)
    #expect(finding.value == "\"\(mark == "B\"" ? "B\\\"" : mark)\": \"\"  # mapping: marks")
    let mapped = sample.read(configuration)
    #expect(mapped.rejectLines == [])
    #expect(mapped.transcripts.filter { $0.mark == .bPlus }.count == 2)
  }

  @Test(arguments: [("Term", "Winter", "TermDescription", ""), ("Term", "", "TermDescription", "Intersession")])
  func `A term that no map knows rejects its row`(first: String, code: String, second: String, description: String) {
    var sample = CCGISample()
    sample.set(CCGISample.grades, first, code, row: 4)
    sample.set(CCGISample.grades, second, description, row: 4)
    let outcome = sample.read()
    let column = code.isEmpty ? "TermDescription" : "Term"
    #expect(outcome.rejectLines == ["\(CCGISample.grades):5:\(column):unmapped_value"])
  }

  @Test func `The description of a term stands in for a code of the district's own`() {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "Term", "7", row: 4)
    #expect(sample.read().transcripts.last?.term == .summer)
  }

  @Test func `A course in progress has no final mark, whatever stands in the grade column`() {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "CourseGrade", "B", row: 3)
    let outcome = sample.read()
    #expect(outcome.transcripts.first?.mark == nil)
    #expect(outcome.transcripts.first?.inProgress == true)
    #expect(outcome.findings.contains { $0.code == .valueIgnored && $0.column == "CourseGrade" })
    sample.set(CCGISample.grades, "IsWorkInProgress", "N", row: 3)
    sample.set(CCGISample.grades, "CourseGrade", "", row: 3)
    #expect(sample.read().rejectLines == ["\(CCGISample.grades):4:CourseGrade:missing_value"])
  }

  @Test func `Lost zeros are put back where the length proves them, and counted`() {
    var sample = CCGISample()
    for row in 1...3 { sample.set(CCGISample.grades, "CDSCode", "01612590000001".dropFirst().description, row: row) }
    for row in 1...2 { sample.set(CCGISample.students, "PrimaryCDSCode", "1612590000001", row: row) }
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.schools.contains { $0.schoolID == "01612590000001" } == true)
    let repairs = outcome.findings.filter { $0.code == .zerosRestored }
    #expect(Set(repairs.map { "\($0.column ?? "") \($0.count)" }) == ["CDSCode 3", "PrimaryCDSCode 2"])
    sample.set(CCGISample.grades, "CDSCode", "161259000001", row: 1)
    #expect(sample.read().rejectLines == ["\(CCGISample.grades):2:CDSCode:bad_value"])
  }

  @Test func `Ids in scientific notation reject the row`() {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "StateID", "1.00E+09", row: 1)
    sample.set(CCGISample.students, "PrimaryCDSCode", "1.9E+13", row: 2)
    sample.set(CCGISample.grades, "LocalCourseID", "1.2E+05", row: 2)
    let outcome = sample.read()
    #expect(outcome.rejectLines.contains("\(CCGISample.grades):3:LocalCourseID:scientific_notation"))
    #expect(outcome.rejectLines.contains("\(CCGISample.grades):2:StateID:scientific_notation"))
    #expect(outcome.rejectLines.contains("\(CCGISample.students):3:PrimaryCDSCode:scientific_notation"))
  }

  @Test(arguments: [
    ("\"5,00\"", 500 as Int32, FindingCode.decimalComma), ("4.999999999", 500, .creditsRounded),
    ("3.333", 333, .creditsRounded), ("5.000", 500, nil), (".5", 50, nil),
  ])
  func `Credits are mended where their form proves what they mean`(text: String, value: Int32, code: FindingCode?) {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "CreditsAttempted", text, row: 1)
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.transcripts[1].creditsAttempted == value)
    let repairs: [FindingCode] = [.decimalComma, .creditsRounded]
    #expect(outcome.findings.map(\.code).filter { repairs.contains($0) } == (code.map { [$0] } ?? []))
  }

  @Test func `Grades of nobody in the student file are rejected`() {
    var sample = CCGISample()
    sample.set(CCGISample.grades, "StateID", "1000000099", row: 2)
    #expect(sample.read().rejectLines == ["\(CCGISample.grades):3:StateID:unknown_student"])
  }

  @Test func `Columns may come in any order, case and delimiter; unknown ones are named`() {
    var sample = CCGISample()
    let lines = sample.files[CCGISample.grades] ?? []
    let turned = lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).reversed().joined(separator: "\t")
    }
    sample.files[CCGISample.grades] =
      [turned[0].lowercased() + "\tHomeroom"] + turned.dropFirst().map { $0 + "\t7" }
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.transcripts.count == 4)
    #expect(outcome.findings.contains { $0.code == .unknownColumn && $0.value == "Homeroom" })
  }

  @Test func `A file that lacks a column it needs refuses the extract and says which`() {
    var sample = CCGISample()
    sample.files[CCGISample.grades]?[0] = CCGISample.gradeHeader.replacing("CourseGrade", with: "Remark")
    let outcome = sample.read()
    #expect(outcome.refusals.contains { $0.code == .missingColumn && $0.message.contains("CourseGrade") })
  }

  @Test func `Manifest and test template are known and not read`() {
    var sample = CCGISample()
    sample.files["Oak_Manifest_20261120.csv"] = ["FileName,RecordCount", "Oak_StudentTemplate_20261120.csv,2"]
    sample.files["Oak_TestTemplate_20261120.csv"] = ["StateID,TestName,TestDate,Score", "1000000020,AP,2026-05-05,4"]
    let outcome = sample.read()
    #expect(outcome.extract != nil)
    #expect(
      outcome.findings.filter { $0.code == .formNotRead }.map(\.file) == [
        "Oak_Manifest_20261120.csv", "Oak_TestTemplate_20261120.csv",
      ])
    #expect(outcome.findings.contains { $0.code == .unknownFile } == false)
  }

  @Test func `A student whom a canonical file describes keeps that description`() {
    var sample = CCGISample()
    sample.files["students.csv"] = [
      "student_id,ssid,last_name,first_name,school_id,grade_level", "0020,1000000020,Oak,Ada,19000000000001,12",
    ]
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.students.count == 2)
    #expect(student(outcome, "0020")?.gradeLevel == 12)
    #expect(
      outcome.files.map { "\($0.table) \($0.rowsRead) \($0.rowsLoaded) \($0.rowsDuplicate)" }.contains(
        "ccgi.student 2 2 1"))
    #expect(outcome.findings.contains { $0.code == .studentKnown })
  }
}
