import Rules
import Testing

@testable import Intake

/// One changed cell and what it must lead to.
struct ValueCase: CustomTestStringConvertible, Sendable {
  var table: String
  var column: String
  var value: String
  var code: String

  init(_ table: String, _ column: String, _ value: String, _ code: String = "bad_value") {
    (self.table, self.column, self.value, self.code) = (table + ".csv", column, value, code)
  }

  var testDescription: String { "\(table) \(column) = \(value.debugDescription)" }
}

@Suite struct ValueTests {
  static let rejecting: [ValueCase] = [
    ValueCase("schools", "school_id", "", "missing_value"), ValueCase("schools", "name", " ", "missing_value"),
    ValueCase("schools", "kind", "", "missing_value"), ValueCase("schools", "kind", "High"),
    ValueCase("students", "student_id", "", "missing_value"), ValueCase("students", "last_name", "", "missing_value"),
    ValueCase("students", "first_name", "", "missing_value"), ValueCase("students", "school_id", "", "missing_value"),
    ValueCase("students", "grade_level", "", "missing_value"), ValueCase("students", "grade_level", "5"),
    ValueCase("students", "grade_level", "13"), ValueCase("students", "grade_level", "nine"),
    ValueCase("students", "entry_year", "23"), ValueCase("students", "entry_year", "2023-24"),
    ValueCase("students", "graduation_year", "20x7"), ValueCase("students", "school_id", "999", "unknown_school"),
    ValueCase("students", "student_id", String(repeating: "9", count: 1001)),
    ValueCase("courses", "school_id", "", "missing_value"), ValueCase("courses", "course_id", "", "missing_value"),
    ValueCase("courses", "title", "", "missing_value"), ValueCase("courses", "subject_area", "H"),
    ValueCase("courses", "subject_area", "a"), ValueCase("courses", "subject_area", "C;X"),
    ValueCase("courses", "subject_area", ";"), ValueCase("courses", "length", "full"),
    ValueCase("courses", "honors", "H"), ValueCase("courses", "part", "3"), ValueCase("courses", "part", "0"),
    ValueCase("courses", "first_year", "2024"), ValueCase("courses", "last_year", "2024-26"),
    ValueCase("courses", "g_eligible", "n"), ValueCase("courses", "school_id", "999", "unknown_school"),
    ValueCase("transcripts", "student_id", "", "missing_value"),
    ValueCase("transcripts", "school_id", "", "missing_value"),
    ValueCase("transcripts", "school_year", "", "missing_value"), ValueCase("transcripts", "term", "", "missing_value"),
    ValueCase("transcripts", "grade_level", "", "missing_value"),
    ValueCase("transcripts", "course_id", "", "missing_value"), ValueCase("transcripts", "mark", "", "missing_value"),
    ValueCase("transcripts", "school_year", "2024-26"), ValueCase("transcripts", "school_year", "2024/25"),
    ValueCase("transcripts", "school_year", "24-25"), ValueCase("transcripts", "school_year", "2024-2026"),
    ValueCase("transcripts", "term", "S3"), ValueCase("transcripts", "term", "s1"),
    ValueCase("transcripts", "grade_level", "0"), ValueCase("transcripts", "mark", "E"),
    ValueCase("transcripts", "mark", "a"), ValueCase("transcripts", "mark", "A--"),
    ValueCase("transcripts", "credits_attempted", "-5"), ValueCase("transcripts", "credits_attempted", "5,0"),
    ValueCase("transcripts", "credits_earned", "5.001"), ValueCase("transcripts", "credits_earned", "1e1"),
    ValueCase("transcripts", "credits_earned", "100.01"), ValueCase("transcripts", "credits_earned", "5."),
    ValueCase("transcripts", "credits_earned", "99999999999999999999"), ValueCase("transcripts", "part", "3"),
    ValueCase("transcripts", "in_progress", "yes"), ValueCase("transcripts", "student_id", "999", "unknown_student"),
    ValueCase("transcripts", "school_id", "999", "unknown_school"), ValueCase("exams", "program", "PSAT"),
    ValueCase("exams", "score", "6"), ValueCase("exams", "score", "3.5"), ValueCase("exams", "score", "x"),
    ValueCase("exams", "score", "", "missing_value"), ValueCase("exams", "school_year", "2024"),
    ValueCase("exams", "subject", "", "missing_value"), ValueCase("exams", "student_id", "999", "unknown_student"),
    ValueCase("waivers", "subject_area", "H"), ValueCase("waivers", "semesters", "0"),
    ValueCase("waivers", "semesters", "-1"), ValueCase("waivers", "semesters", "two"),
    ValueCase("waivers", "granted_on", "2025-02-30"), ValueCase("waivers", "student_id", "999", "unknown_student"),
    ValueCase("equivalents", "school_id", "999", "unknown_school"),
    ValueCase("equivalents", "same_as_school_id", "999", "unknown_school"),
    ValueCase("equivalents", "course_id", "", "missing_value"), ValueCase("staff", "role", "teacher"),
    ValueCase("staff", "login", "", "missing_value"), ValueCase("staff", "school_id", "999", "unknown_school"),
    ValueCase("measures", "kind", "late"), ValueCase("measures", "name", "", "missing_value"),
    ValueCase("measure_values", "school_year", "2024"),
    ValueCase("measure_values", "measure_id", "X", "unknown_measure"),
    ValueCase("measure_values", "scope_id", "999", "unknown_school"),
  ]

  @Test(arguments: rejecting) func `A bad value rejects the row, with file, line, column and value`(_ bad: ValueCase) {
    var sample = Sample()
    sample.edit(bad.table) { $0.set(bad.column, bad.value) }
    let outcome = sample.read()
    let reject = outcome.rejects.first { $0.file == bad.table }
    #expect(reject?.code.name == bad.code)
    #expect(reject?.line == 2)
    #expect(reject?.column == bad.column)
    #expect(reject?.value == ShownValue.of(Sample.trimmed(bad.value)))
    let counts = outcome.counts(bad.table)
    #expect(counts?.rowsRejected == 1)
    #expect(counts?.rowsRead == (counts?.rowsLoaded ?? 0) + 1)
  }

  static let ignored: [ValueCase] = [
    ValueCase("schools", "district_id", "123"), ValueCase("schools", "ceeb_code", "12345x"),
    ValueCase("students", "ssid", "12345"), ValueCase("students", "birth_date", "2009-02-29"),
    ValueCase("students", "birth_date", "1/2/2009"), ValueCase("students", "gender", "f"),
    ValueCase("students", "race_ethnicity", "Asian"), ValueCase("students", "english_status", "ELL"),
    ValueCase("students", "low_income", "1"), ValueCase("students", "migrant", "yes"),
    ValueCase("students", "enrollment", "gone"), ValueCase("courses", "exam_code", "7"),
    ValueCase("courses", "grade_levels", "9;13"), ValueCase("courses", "sections", "-1"),
    ValueCase("courses", "seats", "many"), ValueCase("courses", "state_course_code", "91-0"),
    ValueCase("waivers", "reason", "because"), ValueCase("measures", "direction", "sideways"),
    ValueCase("measure_values", "actual", "12%"), ValueCase("measure_values", "target", "TBD"),
    ValueCase("measure_values", "long_term_year", "soon"), ValueCase("measure_values", "long_term_target", "tbd"),
  ]

  @Test(arguments: ignored) func `A bad value that decides nothing becomes absent and is a finding`(_ bad: ValueCase) {
    var sample = Sample()
    sample.edit(bad.table) { $0.set(bad.column, bad.value) }
    if bad.column == "district_id" { sample.sheets["measure_values.csv"] = nil }
    let outcome = sample.read()
    #expect(outcome.rejects.isEmpty)
    #expect(outcome.findingLines == ["\(bad.table):2:\(bad.column):value_ignored:1"])
    #expect(outcome.findings.first?.value == bad.value)
  }

  @Test(
    arguments: [
      ("S1:60;S2:30;SU:15", [60, 30, 15]), (" S2:30 ; S1:0", [0, 30, 0]), ("", nil), ("S1", nil), ("S1:", nil),
      ("S1:-1", nil), ("T1:5", nil), ("S1:5;S1:5", nil), ("S1:5,S2:5", nil), ("S1:1234567", nil), ("FY:5", nil),
    ] as [(String, [Int]?)])
  func `Seats may be parted by terms; what cannot be read so is absent and a finding`(text: String, seats: [Int]?) {
    var sample = Sample()
    sample.raw["courses.csv"] = Array(
      "school_id,course_id,title,seats,seats_by_term\n19000000000001,ENG9,English 9,90,\"\(text)\"\n".utf8)
    let outcome = sample.read()
    let course = outcome.extract?.courses.first { $0.courseID == "ENG9" }
    #expect(course?.seats == 90)
    #expect(course?.seatsByTerm.map { [$0.fall, $0.spring, $0.summer] } == seats)
    let isBad = seats == nil && !text.isEmpty
    #expect(outcome.findings.contains { $0.code == .valueIgnored && $0.column == "seats_by_term" } == isBad)
    #expect(!outcome.findings.contains { $0.code == .unknownColumn })
  }

  @Test func `An ignored value is absent in the row`() throws {
    var sample = Sample()
    sample.edit("students.csv") { sheet in
      for (column, value) in ["ssid": "1", "gender": "q", "birth_date": "x", "low_income": "?", "enrollment": "?"] {
        sheet.set(column, value)
      }
    }
    let ada = try #require(sample.read().extract).students[1]
    #expect(ada.ssid == nil)
    #expect(ada.gender == nil)
    #expect(ada.birthDate == nil)
    #expect(ada.lowIncome == nil)
    #expect(ada.enrollment == .enrolled)
  }

  @Test(arguments: [("5", 500), ("5.0", 500), ("5.5", 550), (".25", 25), ("0", 0), ("05.00", 500), ("5.0000", 500)])
  func `Credits are exact hundredths`(_ text: String, _ hundredths: Int32) {
    var sample = Sample()
    sample.edit("transcripts.csv") { $0.set("credits_earned", text) }
    #expect(sample.read().transcripts[1].creditsEarned == hundredths)
  }

  @Test func `A mark beside in_progress counts, and is a finding`() {
    var sample = Sample()
    sample.edit("transcripts.csv") { $0.set("in_progress", "Y") }
    let outcome = sample.read()
    #expect(outcome.transcripts[1].mark == .aMinus)
    #expect(!outcome.transcripts[1].inProgress)
    #expect(outcome.findingLines == ["transcripts.csv:2:in_progress:mark_and_in_progress:1"])
  }

  @Test func `An unknown discipline and an area without one are findings`() {
    var sample = Sample()
    sample.edit("courses.csv") {
      $0.set("discipline", "Englisch")
      $0.set("discipline", "", row: 1)
    }
    let outcome = sample.read()
    #expect(outcome.extract?.courses.count == 4)
    #expect(
      outcome.findingLines == [
        "courses.csv:2:discipline:unknown_discipline:1", "courses.csv:3:discipline:missing_discipline:1",
      ])
  }

  @Test func `A counselor who is not on the staff is a finding, unless there is no staff file`() {
    var sample = Sample()
    sample.edit("students.csv") { $0.set("counselor_id", "T9") }
    #expect(sample.read().findingLines == ["students.csv:2:counselor_id:unknown_counselor:1"])
    sample.sheets["staff.csv"] = nil
    #expect(sample.read().findings.isEmpty)
  }

  @Test func `A printed title that is too long becomes absent`() throws {
    var sample = Sample()
    sample.edit("transcripts.csv") { $0.set("course_title", String(repeating: "x", count: 1 << 20)) }
    let outcome = sample.read()
    let extract = try #require(outcome.extract)
    #expect(extract.courseCodes[Int(outcome.transcripts[1].courseCode)].title == nil)
    #expect(outcome.findingLines == ["transcripts.csv:2:course_title:text_too_long:1"])
  }

  @Test func `Shown values are escaped, then cut to 200 characters`() {
    #expect(ShownValue.of("a\nb\t\u{0}\u{202E}é") == "a\\nb\\t\\u0000\\u202Eé")
    #expect(ShownValue.of(String(repeating: "é", count: 300)).count == 200)
    #expect(ShownValue.of(String(repeating: "x", count: 199) + "\n").count == 199)
  }
}

extension Sample {
  static func trimmed(_ value: String) -> String { value == " " ? "" : value }
}
