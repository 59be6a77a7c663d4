import TestSupport
import Testing

@testable import Intake

/// How files of other forms may be written, whatever the form.
@Suite struct FormFileTests {
  private let students = CCGISample.students
  private let grades = CCGISample.grades

  private func lastNames(_ outcome: Outcome) -> [String] {
    outcome.extract.map { extract in (0..<extract.students.count).map { extract.students[$0].lastName } } ?? []
  }

  /// Everything that came of a reading but the places of rows.
  private func essence(_ outcome: Outcome) -> String {
    let rows = outcome.transcripts.map {
      "\($0.studentIndex) \($0.term) \(String(describing: $0.mark)) \($0.schoolYear)"
    }
    let counts = outcome.files.map { "\($0.file) \($0.rowsRead) \($0.rowsRejected) \($0.rowsDuplicate)" }
    return
      "\(lastNames(outcome)) \(rows) \(counts) \(outcome.rejectLines) \(outcome.findingLines) \(outcome.refusalLines)"
  }

  @Test func `A name in windows-1252 is read, and said`() throws {
    var sample = CCGISample()
    sample.set(students, "LastName", "Nu?ez", row: 1)
    var bytes = Array(sample.text(students).utf8)
    let place = try #require(bytes.firstRange(of: Array("Nu?ez".utf8)))
    bytes[place.lowerBound + 2] = 0xF1
    sample.files[students] = nil
    let outcome = sample.read(raw: [students: bytes])
    #expect(lastNames(outcome) == ["Elm", "Nu\u{F1}ez"])
    #expect(outcome.findingLines.contains("\(students):2::read_as_windows_1252:1"))
    let inspection = try sample.inspect(raw: [students: bytes])
    #expect(inspection.files.first { $0.name == students }?.encoding == "windows-1252")
  }

  @Test func `UTF-8 with a byte order mark is UTF-8`() throws {
    var sample = CCGISample()
    sample.set(students, "LastName", "Nu\u{F1}ez", row: 1)
    let bytes = [0xEF, 0xBB, 0xBF] + Array(sample.text(students).utf8)
    sample.files[students] = nil
    let outcome = sample.read(raw: [students: bytes])
    #expect(lastNames(outcome) == ["Elm", "Nu\u{F1}ez"])
    #expect(outcome.findings.contains { $0.code == .readAsWindows1252 } == false)
    #expect(
      try sample.inspect(raw: [students: bytes]).files.first { $0.name == students }?.encoding
        == "utf-8 with byte order mark")
  }

  @Test func `A byte that windows-1252 lacks refuses the file`() {
    var sample = CCGISample()
    let bytes = Array(sample.text(students).utf8) + [0x81, 10]
    sample.files[students] = nil
    #expect(sample.read(raw: [students: bytes]).refusalLines.contains("\(students):4::bad_encoding"))
  }

  @Test(arguments: [1, 2, 3, 5, 7, 64])
  func `Text becomes UTF-8 in pieces of any size`(size: Int) throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<60 {
      var bytes: [UInt8] = []
      while bytes.count < 200 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes += Array("\u{E9}\u{20AC}\u{1F600}".utf8)
        case 1: bytes.append(UInt8.random(in: 0xA0...0xFF, using: &random))
        default: bytes.append(UInt8.random(in: 32...126, using: &random))
        }
      }
      let source = LegacyTextSource(MemorySource(bytes), breaksAtReturns: false)
      var text: [UInt8] = []
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
      defer { buffer.deallocate() }
      while case let count = try source.read(into: buffer), count > 0 { text += Array(buffer[..<count]) }
      let whole = LegacyTextSource(MemorySource(bytes), breaksAtReturns: false)
      #expect(try ForeignFile.bytes(of: whole, upTo: 10_000) == text)
      var check = UTF8Check()
      #expect(text.withUnsafeBufferPointer { check.firstBadByte($0.baseAddress!, $0.count) } == nil)
      #expect(check.isComplete)
      if String(validating: bytes, as: UTF8.self) != nil { #expect(text == bytes) }
    }
  }

  @Test(arguments: ["\r\n", "\r"])
  func `Lines may end as other systems end them`(end: String) {
    var sample = CCGISample()
    let expected = essence(sample.read())
    sample.lineEnd = end
    #expect(essence(sample.read()) == expected)
  }

  @Test func `Line ends may be mixed, and rows of nothing but delimiters are no rows`() {
    var sample = CCGISample()
    let expected = essence(sample.read())
    sample.files[grades] = (sample.files[grades] ?? []).enumerated().map {
      $0.offset % 2 == 0 ? $0.element + "\r" : $0.element
    }
    #expect(essence(sample.read()) == expected)
    sample.files[grades]?.append(String(repeating: ",", count: 17))
    #expect(sample.read().transcripts.count == 4)
    #expect(sample.read().files.map(\.rowsRead) == [3, 4, 2])
  }

  @Test func `Empty fields behind the last column are left out and counted`() {
    var sample = CCGISample()
    sample.files[grades] = (sample.files[grades] ?? []).enumerated().map {
      $0.offset > 1 ? $0.element + ",," : $0.element
    }
    let outcome = sample.read()
    #expect(outcome.transcripts.count == 4)
    #expect(outcome.findingLines.contains("\(grades):3::trailing_delimiters:3"))
  }

  @Test func `Invisible characters are taken out and counted`() {
    var sample = CCGISample()
    sample.set(grades, "CourseGrade", "\u{200B}A-\u{FEFF}", row: 1)
    sample.set(grades, "StateID", "\u{A0}1000000020", row: 2)
    let outcome = sample.read()
    #expect(outcome.rejectLines == [])
    #expect(outcome.transcripts.count == 4)
    #expect(outcome.findingLines.contains("\(grades):2::zero_width_removed:2"))
  }

  @Test func `Rows whose form is broken are rejected and the rest is read`() {
    var sample = CCGISample()
    sample.set(grades, "TranscriptAbbreviation", "English\u{0}9", row: 1)
    sample.set(grades, "TranscriptAbbreviation", "5\" floppy", row: 2)
    sample.files[grades]?.insert("1000000020,19000000000001", at: 3)
    let outcome = sample.read()
    #expect(
      outcome.rejectLines == [
        "\(grades):2::nul_byte", "\(grades):3::bad_quotes", "\(grades):4::field_count",
      ])
    #expect(outcome.files.first { $0.file == grades }?.rowsLoaded == 2)
  }

  @Test func `A file that is cut off refuses the extract`() {
    var sample = CCGISample()
    let bytes = Array(sample.text(grades).utf8.dropLast(20))
    sample.files[grades] = nil
    #expect(sample.read(raw: [grades: bytes]).refusalLines.contains("\(grades):5::truncated_record"))
  }

  @Test func `Packed files are recognised by their content, whatever their name`() {
    var sample = CCGISample()
    let expected = sample.read()
    let packed = gzip(Array(sample.text(grades).utf8))
    sample.files[grades] = nil
    let outcome = sample.read(raw: ["grades.txt": packed])
    #expect(outcome.transcripts.map(\.hash) == expected.transcripts.map(\.hash))
  }

  @Test func `What is no text or no form that is known stays an unknown file`() {
    let sample = CCGISample()
    let outcome = sample.read(raw: [
      "photo.jpg": [0xFF, 0xD8, 0, 1, 2], "notes.txt": Array("Hello\n".utf8), "empty.csv": [],
      "list.csv": Array("a,b\n1,2\n".utf8),
    ])
    #expect(outcome.extract != nil)
    #expect(
      outcome.findings.filter { $0.code == .unknownFile }.map(\.file) == [
        "empty.csv", "list.csv", "notes.txt", "photo.jpg",
      ])
  }

  @Test func `A file in UTF-16 is not read, and said`() {
    let text = CCGISample().text(students).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let outcome = CCGISample().read(raw: ["unicode.txt": [0xFF, 0xFE] + text])
    #expect(
      outcome.findings.filter { $0.code == .unknownFile }.map { "\($0.file): \($0.value)" } == [
        "unicode.txt: text in UTF-16; export it as UTF-8"
      ])
  }

  @Test func `Several files of one form are read together`() {
    var sample = CCGISample()
    let lines = sample.files[grades] ?? []
    sample.files[grades] = Array(lines[0...1])
    sample.files["second.csv"] = [lines[0]] + lines[2...]
    let outcome = sample.read()
    #expect(outcome.transcripts.count == 4)
    #expect(
      outcome.files.map { "\($0.table) \($0.rowsRead)" } == [
        "ccgi.course-catalog 3", "ccgi.course-grade 1", "ccgi.student 2", "ccgi.course-grade 3",
      ])
  }

  @Test func `Rows that the tables reject are rejected under the file's own line and column`() {
    var sample = CCGISample()
    sample.set(grades, "CreditsAttempted", "101", row: 2)
    let repeated = sample.files[grades]?[1] ?? ""
    sample.files[grades]?.append(repeated)
    let outcome = sample.read()
    #expect(outcome.rejectLines == ["\(grades):3:CreditsAttempted:bad_value"])
    let counts = outcome.files.first { $0.file == grades }
    #expect(counts?.rowsRead == 5)
    #expect(counts?.rowsLoaded == 4)
    #expect(counts?.rowsDuplicate == 1)
  }

  @Test func `A file with far fewer rows than last time is refused, whatever date its name bears`() {
    var configuration = InputConfiguration()
    configuration.previousRows = ["Oak_CourseGradeTemplate_20261119.csv": 6]
    #expect(CCGISample().read(configuration).refusalLines == ["\(grades):0::shrunk"])
    configuration.previousRows = ["Oak_CourseGradeTemplate_20261119.csv": 5]
    #expect(CCGISample().read(configuration).refusalLines == [])
    configuration.previousRows = ["Elm_Grades.csv": 5]
    #expect(CCGISample().read(configuration).refusalLines == ["Elm_Grades.csv:0::shrunk"])
    configuration.acceptShrink = true
    #expect(CCGISample().read(configuration).refusalLines == [])
  }

  @Test func `However the file is cut into chunks, the outcome is the same`() {
    var sample = CCGISample()
    sample.set(students, "LastName", "Nu\u{F1}ez", row: 1)
    sample.set(grades, "TranscriptAbbreviation", "\"English, 9\"", row: 1)
    let expected = essence(sample.read())
    for bytes in [1, 2, 3, 17, 100, 1000] {
      var limits = ReadingLimits()
      limits.chunkBytes = bytes
      #expect(essence(sample.read(limits: limits)) == expected)
    }
  }

  @Test func `However files are damaged, rows read are rows loaded and rejected`() {
    var random = SplitMix64(seed: 11)
    let sample = CCGISample()
    let originals = [students, grades, CCGISample.catalog].map { ($0, Array(sample.text($0).utf8)) }
    let pieces: [[UInt8]] = [
      [34], [44], [10], [13], [0], [0xFF], [0xE2, 0x80, 0x8B], Array("1.2E+13".utf8), Array("^".utf8),
      Array("9999999999".utf8),
      Array(",,,,".utf8), Array("\"\"".utf8),
    ]
    for _ in 0..<250 {
      var raw: [String: [UInt8]] = [:]
      for (name, bytes) in originals {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          let at = Int.random(in: 0..<bytes.count, using: &random)
          if Bool.random(using: &random) {
            bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: at)
          } else {
            bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...9, using: &random)))
          }
        }
        raw[name] = bytes
      }
      var empty = CCGISample()
      empty.files = [:]
      let outcome = empty.read(raw: raw)
      #expect(outcome.environment == nil)
      if let extract = outcome.extract {
        let rejected = Dictionary(grouping: outcome.rejects, by: \.file).mapValues(\.count)
        for file in outcome.files {
          #expect(file.rowsRejected == rejected[file.file] ?? 0)
          #expect(file.rowsDuplicate <= file.rowsLoaded)
        }
        #expect(outcome.rejects.count == extract.rejectCount)
        let unplaced = outcome.rejects.contains { $0.line > 40 }
        #expect(!unplaced)
      } else {
        #expect(!outcome.refusals.isEmpty)
      }
    }
  }
}
