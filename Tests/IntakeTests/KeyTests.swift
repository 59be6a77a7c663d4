import Testing

@testable import Intake

@Suite struct KeyTests {
  @Test(arguments: TableSchema.all.map(\.file)) func `An exact repetition is loaded and counts once`(_ table: String) {
    var sample = Sample()
    sample.edit(table) { $0.repeatRow() }
    let outcome = sample.read()
    #expect(outcome.rejects.isEmpty)
    let counts = outcome.counts(table)
    #expect(counts?.rowsRead == (sample.sheets[table]?.rows.count ?? 0))
    #expect(counts?.rowsRejected == 0)
    #expect(counts?.rowsDuplicate == 1)
    #expect(outcome.transcripts.count == 4)
    #expect(outcome.extract?.students.count == 2)
  }

  static let conflicts = [
    ("schools.csv", "name", "school_id"), ("students.csv", "first_name", "student_id"),
    ("courses.csv", "title", "course_id"), ("staff.csv", "name", "staff_id"),
    ("measures.csv", "goal", "measure_id"), ("measure_values.csv", "actual", "measure_id"),
    ("transcripts.csv", "mark", "record_id"),
  ]

  @Test(arguments: conflicts) func `Of three rows of one key, two of them alike, all three are rejected`(
    _ table: String, _ column: String, _ key: String
  ) {
    var sample = Sample()
    sample.edit(table) {
      $0.repeatRow()
      $0.repeatRow(changing: [column: column == "mark" ? "F" : column == "actual" ? "1" : "other"])
    }
    let rows = sample.sheets[table]?.rows.count ?? 0
    let outcome = sample.read()
    let own = outcome.rejects.filter { $0.file == table }
    #expect(own.map(\.line) == [2, rows, rows + 1])
    #expect(own.allSatisfy { $0.code == .duplicateKey && $0.column == key })
    #expect(outcome.counts(table)?.rowsRejected == 3)
    #expect(outcome.counts(table)?.rowsDuplicate == 0)
  }

  @Test func `A row that is rejected for its values makes its key ambiguous all the same`() {
    var sample = Sample()
    sample.edit("students.csv") { $0.repeatRow(1, changing: ["grade_level": "13"]) }
    sample.edit("transcripts.csv") { $0.repeatRow(1, changing: ["mark": "?"]) }
    #expect(
      sample.read().rejectLines == [
        "students.csv:4:grade_level:bad_value", "students.csv:3:student_id:duplicate_key",
        "transcripts.csv:4:student_id:parent_rejected", "transcripts.csv:6:mark:bad_value",
        "transcripts.csv:3:record_id:duplicate_key", "waivers.csv:2:student_id:parent_rejected",
      ])
  }

  @Test func `Rows of a rejected school or student are rejected as such`() {
    var sample = Sample()
    sample.edit("schools.csv") { $0.set("kind", "?") }
    let lines = sample.read().rejectLines
    #expect(lines.contains("students.csv:2:school_id:parent_rejected"))
    #expect(lines.contains("courses.csv:2:school_id:parent_rejected"))
    #expect(lines.contains("staff.csv:2:school_id:parent_rejected"))
    #expect(lines.contains("transcripts.csv:2:student_id:parent_rejected"))
    #expect(lines.contains("exams.csv:2:student_id:parent_rejected"))
    #expect(lines.contains("equivalents.csv:2:same_as_school_id:parent_rejected"))
  }

  @Test func `One login for two people rejects both`() {
    var sample = Sample()
    sample.edit("staff.csv") { $0.set("login", "cash", row: 1) }
    #expect(
      sample.read().rejectLines == ["staff.csv:2:login:duplicate_key", "staff.csv:3:login:duplicate_key"])
  }

  @Test func `A member of staff may have a row for each school`() {
    var sample = Sample()
    sample.edit("staff.csv") { $0.repeatRow(changing: ["school_id": "COLLEGE1"]) }
    let outcome = sample.read()
    #expect(outcome.rejects.isEmpty)
    #expect(outcome.extract?.staff.count == 3)
  }

  @Test func `Overlapping list years reject all rows that overlap and no other`() {
    var sample = Sample()
    sample.edit("courses.csv") {
      $0.repeatRow(1, changing: ["first_year": "2029-30", "last_year": ""])
      $0.repeatRow(1, changing: ["first_year": "2010-11", "last_year": "2019-20"])
    }
    let outcome = sample.read()
    #expect(
      outcome.rejectLines.prefix(2) == [
        "courses.csv:3:first_year:overlapping_years", "courses.csv:6:first_year:overlapping_years",
      ])
    #expect(outcome.extract?.courses.count == 4)
    #expect(outcome.findings.isEmpty)
  }

  @Test func `An open range overlaps every other range of the course`() {
    var sample = Sample()
    sample.edit("courses.csv") { $0.repeatRow(0, changing: ["first_year": "2024-25"]) }
    #expect(sample.read().rejects.map(\.code) == [.overlappingYears, .overlappingYears])
  }

  @Test func `Ranges that follow each other are fine, a reversed one is not`() {
    var sample = Sample()
    sample.edit("courses.csv") {
      $0.set("last_year", "2024-25")
      $0.repeatRow(changing: ["first_year": "2025-26", "last_year": ""])
      $0.set("first_year", "2031-32", row: 1)
    }
    let outcome = sample.read()
    #expect(outcome.rejectLines == ["courses.csv:3:first_year:years_reversed"])
  }

  @Test func `Rows of one key with other data and no record id are attempts`() {
    var sample = Sample()
    sample.edit("transcripts.csv") {
      $0.repeatRow(3, changing: ["mark": "NP"])
      $0.repeatRow(3, changing: ["mark": "NP"])
      $0.repeatRow(0, changing: ["record_id": "R9", "mark": "C"])
    }
    let outcome = sample.read()
    #expect(outcome.findingLines == ["transcripts.csv:5:course_id:several_attempts:2"])
    #expect(outcome.counts("transcripts.csv")?.rowsDuplicate == 1)
    #expect(outcome.transcripts.count == 6)
  }

  @Test func `A course that is not listed is loaded and counted once per course`() throws {
    var sample = Sample()
    sample.edit("transcripts.csv") {
      $0.set("course_id", "NEW1", row: 0)
      $0.set("course_id", "NEW1", row: 1)
      $0.set("school_id", "COLLEGE1", row: 2)
    }
    let outcome = sample.read()
    #expect(
      outcome.findingLines == [
        "transcripts.csv:2:course_id:unknown_course:2", "transcripts.csv:4:course_id:unknown_course:1",
      ])
    let extract = try #require(outcome.extract)
    #expect(!extract.courseCodes[Int(outcome.transcripts[1].courseCode)].isListed)
  }

  @Test func `Record ids are compared exactly however few are compared at a time`() {
    var sample = Sample()
    sample.edit("transcripts.csv") { sheet in
      let row = sheet.rows[0]
      for index in 0..<300 {
        sheet.rows.append(row)
        sheet.set("record_id", "N\(index % 100)", row: sheet.rows.count - 1)
        sheet.set("mark", index < 200 || index % 2 == 0 ? "A" : "B", row: sheet.rows.count - 1)
      }
    }
    let whole = sample.read()
    #expect(whole.counts("transcripts.csv")?.rowsRejected == 150)
    #expect(whole.counts("transcripts.csv")?.rowsDuplicate == 100)
    let pieces = sample.read(limits: ReadingLimits(chunkBytes: 64, bucketStudents: 1, candidatesPerPass: 7))
    let same = pieces.everything == whole.everything
    #expect(same)
  }
}
