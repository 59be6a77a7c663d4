import Rules
import TestSupport
import Testing

@testable import Intake

struct APDatafileTests {
  private static let ada = "0020,1000000020,Oak,Ada,Lee,2009-02-28,F,S1,11"

  private func exams(_ folder: TranslatedFolder) -> [String] {
    folder.rows(ExamColumn.self).map { row in
      ["student_id", "program", "subject", "school_year", "score"].map { row[$0] ?? "" }.joined(separator: " ")
    }
  }

  @Test("The layout of 244 columns is recognised by its header, also with columns moved")
  func recognised() {
    var sheet = APSheet()
    #expect(sheet.header.count == 244)
    sheet.add(id: "0020")
    #expect(sheet.read(Self.ada).form("ap.csv") == FileForm(name: "ap.datafile", layout: "244 columns, 30 exams a row"))
    sheet.header.swapAt(1, 60)
    sheet.rows[0].swapAt(1, 60)
    #expect(exams(sheet.read(Self.ada)) == ["0020 AP 07 2023-24 4"])
  }

  @Test("Thirty exams of a row, of all years")
  func slots() {
    var sheet = APSheet()
    let codes = APExams.names.prefix(30).map(\.code)
    sheet.add(id: "0020", exams: codes.enumerated().map { ($0.offset % 2 == 0 ? "24" : "23", $0.element, "3") })
    let found = exams(sheet.read(Self.ada))
    #expect(found.count == 30)
    #expect(found.filter { $0.contains("2022-23") }.count == 15)
  }

  @Test("Codes that lost their zero get it back and are counted; subscores are no exams")
  func codes() {
    var sheet = APSheet()
    sheet.add(
      id: "0020", exams: [("24", "7", "4"), ("24", "68", "5"), ("24", "69", "5"), ("9", "76", "1"), ("9", "90", "2")])
    let folder = sheet.read(Self.ada)
    #expect(exams(folder) == ["0020 AP 07 2023-24 4", "0020 AP 68 2023-24 5", "0020 AP 90 2008-09 2"])
    #expect(folder.findings(.zerosRestored).count == 2)
  }

  @Test("Only scores 1 to 5 count; unknown codes, irregularities and missing scores are findings")
  func findings() {
    var sheet = APSheet()
    sheet.add(
      id: "0020",
      exams: [
        ("24", "07", ""), ("24", "13", "0"), ("24", "14", "6"), ("24", "15", "N"), ("24", "99", "5"),
        ("24", "100001", "4"),
        ("x", "16", "4"), ("24", "", "4"), ("2024", "20", "4"), ("24", "20", "5"),
      ],
      changing: ["Irregularity Code #1 10": "39", "Irregularity Code #2 10": "40"])
    let folder = sheet.read(Self.ada)
    #expect(exams(folder) == ["0020 AP 99 2023-24 5", "0020 AP 20 2023-24 5"])
    #expect(folder.findings(.examUnscored).count == 4)
    #expect(folder.findings(.examUnknown).count == 1)
    #expect(folder.findings(.valueIgnored).count == 4)
    #expect(folder.findings(.examIrregular).map(\.value) == ["39 40"])
    #expect(folder.rejects.isEmpty)
  }

  @Test("A row without name and identifier is rejected; read is loaded and rejected")
  func rejected() {
    var sheet = APSheet()
    sheet.add("", "Ada")
    sheet.add("Oak", "")
    sheet.add("", "", birth: "022809", id: "0020")
    sheet.add("Nobody", "Here")
    let folder = sheet.read(Self.ada)
    #expect(folder.rejects == ["2:Last Name:missing_value", "3:First Name:missing_value"])
    #expect(folder.counts("ap.csv")?.rowsRead == 4)
    #expect(folder.counts("ap.csv")?.rowsRejected == 2)
    #expect(folder.tables?.examMatches.map(\.outcome) == [.matched, .unmatched])
    #expect(folder.findings(.examUnmatched).count == 1)
  }

  @Test("A file without needed columns is refused, naming them; the same column twice too")
  func refused() {
    var sheet = APSheet()
    sheet.header[sheet.header.firstIndex(of: "Student Identifier") ?? 0] = "Ident"
    sheet.header[sheet.header.firstIndex(of: "Exam Grade 07") ?? 0] = "Note"
    sheet.add()
    let folder = sheet.read(Self.ada)
    #expect(folder.refusals == ["ap.csv:0:missing_column"])
    #expect(folder.log.refusals[0].message.contains("Student Identifier, Exam Grade 07"))
    var twice = APSheet()
    twice.header[0] = "Last Name"
    twice.add()
    #expect(twice.read(Self.ada).refusals == ["ap.csv:0:duplicate_column"])
  }

  @Test(
    "Birth dates lose zeros, and their century is the one in which the student sat an exam",
    arguments: [("22809", "2009-02-28"), ("022809", "2009-02-28"), ("123199", "1999-12-31")])
  func births(printed: String, birth: String) {
    var sheet = APSheet()
    sheet.add(birth: printed, exams: [("17", "07", "4")])
    let folder = sheet.read("7,,Oak,Ada,,\(birth),F,S1,11")
    // 2009 is no birth year of somebody who sat an exam in 2017 unless aged eight.
    #expect(folder.tables?.examMatches.map(\.outcome) == [.matched])
  }

  @Test("A birth date that is none is absent and a finding", arguments: ["023009", "2009", "1/1/09", "130109"])
  func badBirths(printed: String) {
    var sheet = APSheet()
    sheet.add(birth: printed)
    let folder = sheet.read(Self.ada)
    #expect(folder.findings(.valueIgnored).count == 1)
    #expect(folder.tables?.examMatches.map(\.outcome) == [.unmatched])
  }

  @Test(
    "The College Board's sample loads",
    .enabled(if: PublicData.has("ap_datafile/SAMPLE_AP_2324.csv"), "the public sample is not here"))
  func sample() throws {
    let bytes = try #require(PublicData.bytes("ap_datafile/SAMPLE_AP_2324.csv"))
    let folder = TranslatedFolder(bytes: [
      "sample.csv": bytes, "schools.csv": Array(APSheet.schools.utf8),
      "students.csv": Array(
        (APSheet.students + "605000,,LastName1,FirstName1,,2008-12-01,M,S1,10\n"
          + "605003,,Somebody,Else,,2007-12-02,F,S1,12\n").utf8),
    ])
    #expect(folder.refusals.isEmpty)
    let counts = try #require(folder.counts("sample.csv"))
    #expect(counts.rowsRead == 6)
    #expect(counts.rowsRejected == 0)
    let matches = try #require(folder.tables?.examMatches)
    #expect(matches.count == 6)
    #expect(matches.compactMap(\.studentID) == ["605000", "605003"])
    // One of the second student's three codes is none.
    #expect(
      exams(folder) == ["605000 AP 93 2023-24 2", "605003 AP 36 2021-22 2", "605003 AP 34 2022-23 4"])
    #expect(folder.findings(.valueIgnored).map(\.value) == ["100001"])
  }

  @Test("Damaged files never trap, and rows read are rows loaded and rejected", arguments: 0..<4)
  func mutations(round: Int) {
    var random = SplitMix64(seed: UInt64(round) &* 104_729 &+ 1)
    var sheet = APSheet()
    sheet.add(id: "0020", exams: [("24", "07", "4"), ("23", "68", "5")])
    sheet.add("Ñuñez-O’Hara", "José", birth: "10109")
    let good = Array(sheet.csv.utf8)
    let pieces: [[UInt8]] = [
      [0], [0xFF], [34], [44], [10], [13], Array("\"\"".utf8), Array("99999999999999999999".utf8), [0xCC, 0x81],
    ]
    for _ in 0..<60 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        // The rows more often than the header, whose damage ends the reading.
        let low = Int.random(in: 0..<4, using: &random) == 0 ? 0 : min(bytes.count, 4600)
        let place = Int.random(in: low...bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &random)))
        default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
        }
      }
      let folder = TranslatedFolder(bytes: [
        "ap.csv": bytes, "schools.csv": Array(APSheet.schools.utf8),
        "students.csv": Array((APSheet.students + Self.ada + "\n").utf8),
      ])
      guard let counts = folder.counts("ap.csv"), folder.refusals.isEmpty else { continue }
      #expect(counts.rowsRejected == folder.rejects.count)
      #expect(counts.rowsLoaded == folder.tables?.examMatches.count)
    }
  }
}
