import Rules
import Testing

@testable import Intake

@Suite struct ReadingTests {
  @Test func `A good extract is read whole, typed, and without rejects`() throws {
    let outcome = Sample().read()
    let extract = try #require(outcome.extract)
    #expect(outcome.rejects.isEmpty)
    #expect(outcome.findings.isEmpty)
    #expect(extract.schools.map(\.schoolID) == ["19000000000001", "COLLEGE1"])
    #expect(extract.schools[1].kind == .communityCollege)
    #expect(extract.students.count == 2)
    let ada = extract.students[1]
    #expect(ada.studentID == "0020")
    #expect(ada.ssid == "1000000020")
    #expect(ada.birthDate == CalendarDay(code: "2009-02-28"))
    #expect(ada.gender == .female)
    #expect(ada.raceEthnicity == .asian)
    #expect(ada.englishStatus == .englishOnly)
    #expect(ada.lowIncome == true)
    #expect(ada.migrant == false)
    #expect(ada.entryYear == 2023)
    #expect(ada.localGroups == ["AVID", "Band"])
    let ben = extract.students[0]
    #expect(ben.lowIncome == nil)
    #expect(ben.enrollment == .enrolled)
    #expect(ben.entryYear == nil)
    #expect(ben.birthDate == nil)
    #expect(ben.middleName == "Lee")
    #expect(extract.students.index(of: "0020") == 1)
    #expect(extract.students.index(of: "20") == nil)
    #expect(extract.courses[3].subjectAreas.code == "A;G")
    #expect(extract.courses[1].courseKey == "ALG1")
    #expect(extract.courses[1].gradeLevels == [9, 10])
    #expect(extract.courses[0].courseKey == "ENG9")
    #expect(extract.exams.first?.score == 4)
    #expect(extract.waivers.first?.semesters == 400)
    #expect(extract.staff.map(\.schoolIndex) == [0, nil])
    #expect(extract.measureValues.map(\.longTermTarget) == ["TBD", "96"])
    #expect(outcome.files.map(\.table) == TableSchema.all.map(\.file))
  }

  @Test func `Transcript rows come by student in bytewise order and then as in the file`() throws {
    let outcome = Sample().read()
    let extract = try #require(outcome.extract)
    #expect(outcome.transcripts.map(\.line) == [4, 2, 3, 5])
    #expect(outcome.recordIDs == ["R3", "R1", "R2", nil])
    let running = outcome.transcripts[0]
    #expect(running.inProgress)
    #expect(running.mark == nil)
    #expect(running.part == 1)
    #expect(running.creditsEarned == nil)
    #expect(running.creditsAttempted == 500)
    let first = outcome.transcripts[1]
    #expect(first.mark == .aMinus)
    #expect(first.term == .s1)
    #expect(first.schoolYear == SchoolYear(fall: 2023))
    #expect(outcome.transcripts[2].schoolYear == SchoolYear(fall: 2023))
    let code = extract.courseCodes[Int(outcome.transcripts[3].courseCode)]
    #expect(code.courseID == "HIST17")
    #expect(code.schoolIndex == 1)
    #expect(code.title == "US History")
    #expect(code.isListed)
  }

  @Test func `Every term and every mark survives packing`() throws {
    var sample = Sample(optional: false)
    sample.edit("transcripts.csv") { sheet in
      sheet.rows = []
      for (index, mark) in Mark.allCases.enumerated() {
        let term = Term.allCases[index % Term.allCases.count]
        sheet.rows.append([
          "0010", "COLLEGE1", "20\(10 + index)-\(11 + index)", term.rawValue, "12", "HIST17", "", mark.rawValue, "0",
          "99.99", "2", "", "",
        ])
      }
    }
    let rows = sample.read().transcripts
    #expect(rows.map(\.mark) == Mark.allCases)
    #expect(rows.prefix(11).map(\.term) == Term.allCases)
    #expect(rows.allSatisfy { $0.creditsAttempted == 0 && $0.creditsEarned == 9999 && $0.part == 2 })
  }

  @Test func `Columns are found in any order and case, with spaces around them`() throws {
    var sample = Sample()
    sample.edit("schools.csv") { sheet in
      sheet.header = [" NAME ", "School_ID", "kind", "x", "y", "x"]
      sheet.rows = [
        ["Live Oak", "19000000000001", "high", "", "", ""], ["V", "COLLEGE1", "university", "1", "2", "3"],
      ]
    }
    sample.sheets["measure_values.csv"] = nil
    let outcome = sample.read()
    #expect(outcome.extract?.schools.map(\.name) == ["Live Oak", "V"])
    #expect(outcome.findings.map(\.value) == ["x", "y"])
    #expect(outcome.findings.allSatisfy { $0.code == .unknownColumn })
  }

  @Test func `Values are trimmed, zeros in front are kept, empty is absent`() {
    var sample = Sample()
    sample.edit("students.csv") {
      $0.set("last_name", "  Oak \t")
      $0.set("middle_name", "   ")
    }
    let ada = sample.read().extract?.students[1]
    #expect(ada?.lastName == "Oak")
    #expect(ada?.middleName == nil)
    #expect(ada?.studentID == "0020")
  }

  @Test func `The digest is the SHA-256 of the bytes as stored`() {
    let sample = Sample()
    let text = sample.sheets["exams.csv"]?.csv ?? ""
    #expect(text == "student_id,program,subject,school_year,score\n0020,AP,07,2024-25,4\n")
    let digest = "36858e81c5372ddfedc74f553c53815ccc1bab3beecdbbadb477c424d5721086"
    #expect(sample.read().counts("exams.csv")?.sha256 == digest)
  }

  @Test func `Quoted newlines count as lines and quotes are undoubled`() {
    var sample = Sample()
    sample.edit("students.csv") {
      $0.set("first_name", "A \"b\",\r\nc")
      $0.set("grade_level", "13", row: 1)
    }
    let outcome = sample.read()
    #expect(outcome.extract?.students[0].firstName == "A \"b\",\r\nc")
    #expect(outcome.rejectLines.first == "students.csv:4:grade_level:bad_value")
  }

  @Test func `Buckets cover all students, may be opened at once, and find a student's rows`() throws {
    var sample = Sample(optional: false)
    sample.edit("students.csv") { sheet in
      for index in 0..<40 {
        sheet.repeatRow(1, changing: ["student_id": "9\(index)"])
      }
    }
    sample.edit("transcripts.csv") { sheet in
      for index in (0..<40).reversed() {
        sheet.repeatRow(0, changing: ["student_id": "9\(index)", "record_id": "X\(index)"])
      }
    }
    let folder = TemporaryFolder()
    for (name, content) in sample.bytes { folder.write(name, content) }
    let limits = ReadingLimits(bucketStudents: 4, bucketLimit: 7)
    let extract = try Extract.read(path: folder.path, configuration: InputConfiguration(), limits: limits)
    #expect(extract.bucketCount == 7)
    let ids = (0..<extract.students.count).map { extract.students.studentID($0) }
    #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for place in 0..<extract.students.count {
      let bucket = try extract.bucket(extract.bucketIndex(ofStudent: place))
      let rows = bucket.rows(of: place)
      #expect(rows.count == (ids[place] == "0020" ? 3 : 1))
      #expect(rows.allSatisfy { Int($0.studentIndex) == place })
      if ids[place].hasPrefix("9") {
        #expect(rows.first.flatMap { bucket.recordID($0) } == "X" + ids[place].dropFirst())
      }
    }
    #expect(throws: IntakeError.self) { try extract.bucket(7) }
  }
}
