import Rules
import Testing

@testable import Intake

@Suite struct CalpadsLayoutTests {
  @Test func `A set with nothing wrong becomes a student, a school, a course and two halves of a year`() throws {
    let outcome = CalpadsFolder().read()
    #expect(outcome.refusalLines == [])
    #expect(outcome.rejectLines == [])
    let extract = try #require(outcome.extract)
    #expect(extract.schools.map(\.schoolID) == [CalpadsLine.schoolID])
    #expect(extract.schools[0].kind == .high)
    let student = try #require(outcome.student)
    #expect(student.studentID == "L1")
    #expect(student.ssid == "1000000001")
    #expect([student.lastName, student.firstName] == ["Oak1", "Ada"])
    #expect(student.birthDate?.code == "2008-03-15")
    #expect(student.gender == .female)
    #expect(student.gradeLevel == 11)
    #expect(student.enrollment == .enrolled)
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG A 5.00"])
    #expect(extract.courses.map(\.courseID) == ["ENG"])
    #expect(extract.courses.map(\.title) == ["English 9"])
    #expect(extract.courses.map(\.subjectAreas) == [SubjectAreas(.b)])
    #expect(extract.courses.map(\.discipline) == [.english])
    let counts = outcome.files.map { "\($0.file) \($0.table) \($0.rowsRead) \($0.rowsLoaded)" }
    #expect(counts == ["crsc.txt calpads.CRSC 1 1", "scsc.txt calpads.SCSC 2 2", "senr.txt calpads.SENR 1 1"])
  }

  /// The elements that the versions of the enrollment record have moved: number of fields, then where start date,
  /// status, grade level, exit date, exit reason, completion status, receiver and the UC/CSU indicator stand.
  private static let enrollmentVersions: [(String, Int, Int)] = [
    ("SENR", 35, 22), ("SENR", 39, 22), ("SENR", 34, 23), ("SENR-R", 37, 22), ("SENR-R", 41, 22), ("SENR-R", 36, 23),
    ("CENR-R", 37, 22), ("CENR-R", 35, 22),
  ]

  @Test(arguments: enrollmentVersions) func `Each version of the enrollment record is read in its own places`(
    type: String, count: Int, start: Int
  ) throws {
    var line = CalpadsLine.enrollment().with([1: type])
    line.count = count
    for number in 22...24 { line.values[number] = nil }
    if start == 23 { line.values[22] = "01" }
    let rest = ["20240815", "10", "12", "20250606", "E230", "100", "", "Y"]
    for (offset, value) in rest.enumerated() { line.values[start + offset] = value }
    if type.hasSuffix("-R"), type != "CENR-R" || count == 35 {
      line.values[count - 1] = "20250610"
      line.values[count] = "20250611"
    }
    let outcome = CalpadsFolder(enrollments: [line]).read()
    #expect(outcome.refusalLines == [])
    #expect(outcome.rejectLines == [])
    let student = try #require(outcome.student)
    #expect(student.gradeLevel == 12)
    #expect(student.enrollment == .graduated)
    #expect(outcome.extract?.claims.map(\.metRequirements) == [true])
    #expect(outcome.extract?.claims.map(\.line) == [1])
  }

  @Test func `The cumulative extract carries a race and an English status of its own`() throws {
    var line = CalpadsLine.enrollment(1, [1: "CENR-R", 36: "400", 37: "RFEP"])
    line.count = 37
    let student = try #require(CalpadsFolder(enrollments: [line]).read().student)
    #expect(student.raceEthnicity == .filipino)
    #expect(student.englishStatus == .reclassified)
  }

  @Test(arguments: [("SELA", 16), ("SELA", 15), ("SELA-R", 18), ("SELA-R", 17)])
  func `Each version of the English record is read`(type: String, count: Int) throws {
    var line = CalpadsLine.english(1, "EL", "20200815").with([1: type])
    line.count = count
    let outcome = CalpadsFolder(others: [line]).read()
    #expect(outcome.rejectLines == [])
    #expect(try #require(outcome.student).englishStatus == .learner)
  }

  @Test(arguments: [("SCSC", 20), ("SCSC", 21), ("SCSC-R", 22), ("SCSC-R", 23)])
  func `Each version of the completion record is read`(type: String, count: Int) {
    var line = CalpadsLine.completion(1, "ENG").with([1: type])
    line.count = count
    if count == 21 || count == 23 { line.values[21] = ".5" }
    let outcome = CalpadsFolder(completions: [line]).read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00"])
  }

  @Test(arguments: [("CRSC", 36), ("CRSC", 27), ("CRSC-R", 38), ("CRSC-R", 29)])
  func `Each version of the course record is read`(type: String, count: Int) {
    var line = CalpadsLine.course("ENG", "English 9").with([1: type])
    line.count = count
    let outcome = CalpadsFolder(courses: [line]).read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.courses.map(\.title) == ["English 9"])
  }

  @Test(arguments: [("SINF-R", 44), ("SPRG-R", 28), ("SPED-R", 51)])
  func `Extracts of the state's store have two fields more`(type: String, count: Int) throws {
    var line: CalpadsLine
    switch type {
    case "SINF-R": line = .demographics()
    case "SPRG-R": line = .program(1, "181")
    default: line = .plan()
    }
    line.values[1] = type
    line.count = count
    let outcome = CalpadsFolder(others: [line]).read()
    #expect(outcome.rejectLines == [])
    let student = try #require(outcome.student)
    #expect(student.raceEthnicity == .asian || student.lowIncome == true || student.disability == true)
  }

  @Test func `A number of fields that no version has refuses the file and says which are known`() throws {
    var line = CalpadsLine.enrollment()
    line.count = 32
    let outcome = CalpadsFolder(enrollments: [line]).read()
    #expect(outcome.extract == nil)
    let refusal = try #require(outcome.refusals.first { $0.code == .unknownLayout })
    #expect(refusal.file == "senr.txt")
    #expect(refusal.message.contains("32 fields"))
    #expect(refusal.message.contains("34, 35 or 39"))
    #expect(!refusal.message.contains("Oak"))
  }

  @Test func `An extract has other numbers of fields than a file for the state`() {
    var line = CalpadsLine.enrollment(1, [36: "20250610", 37: "20250611"])
    line.count = 37
    #expect(CalpadsFolder(enrollments: [line]).read().refusalLines.contains("senr.txt:0::unknown_layout"))
    line.values[1] = "SENR-R"
    line.count = 35
    #expect(CalpadsFolder(enrollments: [line]).read().refusalLines.contains("senr.txt:0::unknown_layout"))
  }

  @Test func `In a mixed file an unknown count refuses the file too, with its line`() {
    var folder = CalpadsFolder(enrollments: [], courses: [], completions: [])
    var wrong = CalpadsLine.completion(1, "ENG")
    wrong.count = 17
    folder.set("all.txt", [.enrollment(), .course("ENG", "English 9"), wrong])
    #expect(folder.read().refusalLines.contains("all.txt:3::unknown_layout"))
  }

  @Test func `A record of another length in a known file is rejected alone`() {
    var short = CalpadsLine.enrollment(2)
    short.count = 31
    let outcome = CalpadsFolder(enrollments: [.enrollment(), short]).read()
    #expect(outcome.rejectLines == ["senr.txt:2::field_count"])
    #expect(outcome.extract?.students.count == 1)
  }

  @Test func `A file that ends in the middle of a record is refused`() {
    var folder = CalpadsFolder()
    folder.files["scsc.txt"]?.removeLast(20)
    #expect(folder.read().refusalLines.contains("scsc.txt:2::truncated_record"))
  }

  @Test func `Record types mixed in one file give what they give in files of their own`() {
    var folder = CalpadsFolder(enrollments: [], courses: [], completions: [])
    folder.set(
      "all.txt",
      [
        .completion(1, "ENG"), .course("ENG", "English 9"), .english(1, "EL", "20200815"),
        .completion(1, "ENG", [20: "S2"]), .program(1, "191"), .enrollment(), .demographics(),
        CalpadsLine("SDIS", 23, [4: CalpadsLine.district]),
      ])
    let outcome = folder.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.student?.homeless == true)
    #expect(outcome.student?.englishStatus == .learner)
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG A 5.00"])
    #expect(outcome.files.map(\.rowsRead) == [8])
  }

  @Test func `Files of record types that say nothing here are named and not read`() {
    var folder = CalpadsFolder()
    folder.set("staff.txt", [CalpadsLine("SDEM", 31, [4: CalpadsLine.district])])
    let outcome = folder.read()
    #expect(outcome.extract != nil)
    #expect(outcome.findings.contains { $0.code == .formNotRead && $0.file == "staff.txt" })
  }

  // MARK: Carets and other dirt

  @Test func `A caret in a course name is kept where only the name can hold it`() {
    let outcome = CalpadsFolder(courses: [
      .course("HLTH", "Health"), .course("ENG", "GEOMETRY A^"), .course("US", "US ^HIST^ 20"),
    ]).read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.count(.caretInValue) == 2)
    #expect(outcome.extract?.courses.map(\.title) == ["GEOMETRY A^", "Health", "US ^HIST^ 20"])
  }

  @Test func `A caret in the first record of a file is found too`() {
    let outcome = CalpadsFolder(courses: [.course("ENG", "ENGLISH 10A^")]).read()
    #expect(outcome.refusalLines == [])
    #expect(outcome.extract?.courses.map(\.title) == ["ENGLISH 10A^"])
  }

  @Test func `A caret between two names proves nothing and rejects the record`() {
    let outcome = CalpadsFolder(
      enrollments: [.enrollment(), .enrollment(2, [10: "An^na", 11: "Lee"])]
    ).read()
    #expect(outcome.rejectLines == ["senr.txt:2::field_count"])
  }

  @Test func `Trailing carets behind a record are left out`() {
    var folder = CalpadsFolder()
    let lines = [
      CalpadsLine.completion(1, "ENG").text + "^^^\n", CalpadsLine.completion(1, "ENG", [20: "S2"]).text + "\r\n",
    ]
    folder.files["scsc.txt"] = Array(lines.joined().utf8)
    let outcome = folder.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.transcripts.count == 2)
    #expect(outcome.count(.trailingDelimiters) == 1)
  }

  @Test func `Quotes, commas and blanks are characters like any other`() {
    let outcome = CalpadsFolder(courses: [.course("ENG", " \"A\" Band, Advanced ")]).read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.extract?.courses.map(\.title) == ["\"A\" Band, Advanced"])
  }

  @Test func `Names in windows-1252 are read and said`() {
    var folder = CalpadsFolder()
    var bytes: [UInt8] = []
    for byte in CalpadsLine.enrollment(1, [12: "Pe#a"]).text.utf8 {
      bytes.append(byte == UInt8(ascii: "#") ? 0xF1 : byte)
    }
    folder.files["senr.txt"] = bytes + [10]
    let outcome = folder.read()
    #expect(outcome.student?.lastName == "Peña")
    #expect(outcome.count(.readAsWindows1252) == 1)
  }

  @Test func `A byte order mark, mixed line ends, blank lines and zero-width characters change nothing`() {
    var folder = CalpadsFolder()
    let first = CalpadsLine.completion(1, "ENG").text
    let second = CalpadsLine.completion(1, "E\u{200B}NG", [20: "S2"]).text
    folder.files["scsc.txt"] = [0xEF, 0xBB, 0xBF] + Array("\(first)\r\n\n  \n\(second)".utf8)
    let outcome = folder.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.rowTexts == ["2024-25 S1 11 ENG A 5.00", "2024-25 S2 11 ENG A 5.00"])
    #expect(outcome.count(.zeroWidthRemoved) == 1)
    #expect(outcome.counts("calpads.SCSC")?.rowsRead == 2)
  }

  @Test func `Codes of fixed length get lost zeros back`() {
    let outcome = CalpadsFolder(enrollments: [.enrollment(1, [5: "301"])]).read()
    #expect(outcome.extract?.schools.map(\.schoolID) == [CalpadsLine.schoolID])
    #expect(outcome.count(.zerosRestored) == 1)
  }

  @Test func `Ids that a spreadsheet wrote in powers of ten reject the record, whichever id it is`() {
    let outcome = CalpadsFolder(
      enrollments: [.enrollment(), .enrollment(2, [8: "1.00E+09"]), .enrollment(3, [9: "1.23E+05"])],
      completions: [.completion(1, "ENG"), .completion(1, "1.2E+08")]
    ).read()
    #expect(
      outcome.rejectLines.sorted() == [
        "scsc.txt:2:10.13 Local Course ID:scientific_notation", "senr.txt:2:1.08 SSID:scientific_notation",
        "senr.txt:3:1.09 Local Student ID:scientific_notation",
      ])
    // Letters and digits alone are a code like any other.
    #expect(CalpadsFolder(completions: [.completion(1, "2E5")]).read().rejectLines == [])
  }

  @Test func `Trailing carets beside another fault reject the record, and in a file's first record refuse the file`() {
    var folder = CalpadsFolder()
    func file(_ lines: [CalpadsLine]) -> [UInt8] { Array(lines.map { $0.text + "^^\n" }.joined().utf8) }
    folder.files["scsc.txt"] = file([.completion(1, "ENG"), .completion(1, "ENG", [18: "ABCD", 20: "S2"])])
    #expect(folder.read().rejectLines == ["scsc.txt:2::field_count"])
    folder.files["scsc.txt"] = file([.completion(1, "ENG", [18: "ABCD"]), .completion(1, "ENG", [20: "S2"])])
    #expect(folder.read().refusalLines.contains("scsc.txt:0::unknown_layout"))
  }

  @Test(arguments: ["1E9", "123456789", "", "12345678901", "A000000001"])
  func `A statewide id that is not ten digits rejects the record`(ssid: String) {
    let outcome = CalpadsFolder(enrollments: [.enrollment(), .enrollment(2, [8: ssid])]).read()
    #expect(
      outcome.rejectLines == ["senr.txt:2:1.08 SSID:\(ssid.isEmpty ? "missing_value" : "bad_value")"])
  }

  @Test func `Comma files with a header that call themselves CALPADS are not taken for it`() {
    var folder = CalpadsFolder()
    folder.files["fake.csv"] = Array("RecordType,ReportingLEA,SSID\nSENR,1900000,1000000001\n".utf8)
    #expect(folder.read().findings.contains { $0.code == .unknownFile && $0.file == "fake.csv" })
  }
}
