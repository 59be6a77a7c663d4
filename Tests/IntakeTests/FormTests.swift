import Testing

@testable import Intake

/// Rows and files whose form is wrong.
@Suite struct FormTests {
  private static let header = "student_id,program,subject,school_year,score"
  private static let good = "0020,AP,07,2024-25,4"

  private func exams(_ text: String) -> Outcome {
    var sample = Sample()
    sample.raw["exams.csv"] = Array(text.utf8)
    return sample.read()
  }

  @Test func `Wrong field counts, NUL bytes and bad quotes reject the row only`() {
    let outcome = exams(
      """
      \(Self.header)
      0020,AP,07,2024-25
      0020,AP,07,2024-25,4,
      0020,A\u{0}P,07,2024-25,4
      0020,A"P,07,2024-25,4
      "0020"x,AP,07,2024-25,4
      \(Self.good)

      """)
    #expect(
      outcome.rejectLines == [
        "exams.csv:2::field_count", "exams.csv:3::field_count", "exams.csv:4:program:nul_byte",
        "exams.csv:5::bad_quotes", "exams.csv:6::bad_quotes",
      ])
    #expect(outcome.rejects.map(\.value) == ["4", "6", "A\\u0000P", "", ""])
    #expect(outcome.extract?.exams.count == 1)
    #expect(outcome.counts("exams.csv")?.rowsRead == 6)
  }

  @Test func `Blank lines are no rows, and count as lines`() {
    let outcome = exams("\(Self.header)\n\n   \n\(Self.good)\r\n\r\n0020,AP,07,2024-25,9\n \n")
    #expect(outcome.counts("exams.csv")?.rowsRead == 2)
    #expect(outcome.rejectLines == ["exams.csv:6:score:bad_value"])
  }

  @Test(arguments: [0, 1]) func `A field may have 1 MiB and not a byte more`(_ extra: Int) {
    let long = String(repeating: "x", count: 1 << 20) + String(repeating: "y", count: extra)
    for text in [long, "\"\(long)\""] {
      for end in ["\n", "\r\n", ""] {
        let outcome = exams("\(Self.header)\n0020,IB,\(text),2024-25,4\(end)")
        #expect(outcome.counts("exams.csv")?.rowsLoaded == 1 - extra)
        #expect(outcome.rejectLines == (extra == 0 ? [] : ["exams.csv:2:subject:field_too_long"]))
      }
    }
  }

  @Test func `A long last field with a carriage return is measured without it`() {
    var sample = Sample()
    let long = String(repeating: "x", count: 1 << 20)
    sample.raw["schools.csv"] = Array(
      "school_id,kind,name\r\n19000000000001,high,\(long)\r\nCOLLEGE1,university,\(long)y\r\n".utf8)
    sample.sheets["measure_values.csv"] = nil
    let outcome = sample.read()
    #expect(outcome.extract?.schools.map(\.name.utf8.count) == [1 << 20])
    #expect(outcome.rejectLines.first == "schools.csv:3:name:field_too_long")
    #expect(outcome.rejects.first?.value.count == 200)
  }

  @Test func `A last record without a newline is read if it is whole`() {
    #expect(exams("\(Self.header)\n\(Self.good)").extract?.exams.count == 1)
    #expect(exams("\(Self.header)\n\(Self.good),x").rejectLines == ["exams.csv:2::field_count"])
  }

  @Test(arguments: ["0020,AP,07", "0\u{0}", "x\"y", "0020"])
  func `A last record without a newline and with too few fields refuses the file`(_ rest: String) {
    let outcome = exams("\(Self.header)\n\(Self.good)\n\(rest)")
    #expect(outcome.refusalLines == ["exams.csv:3::truncated_record"])
    #expect(outcome.extract == nil)
  }

  @Test func `A record that ends inside quotes refuses the file`() {
    let outcome = exams("\(Self.header)\n\(Self.good)\n0020,\"AP,07\n\(Self.good)\n")
    #expect(outcome.refusalLines == ["exams.csv:3::unclosed_quote"])
  }

  @Test func `An empty optional file is refused, one with a header has no rows`() {
    #expect(exams("").refusalLines == ["exams.csv:0::missing_header"])
    #expect(exams(Self.header).extract?.exams.isEmpty == true)
    #expect(exams(Self.header + "\n").counts("exams.csv")?.rowsRead == 0)
  }

  @Test func `A header that is not CSV is refused`() {
    #expect(exams("student_id,pro\"gram\n").refusalLines == ["exams.csv:1::bad_header"])
    #expect(
      exams(String(repeating: ",", count: 20_000) + "\n").refusalLines == ["exams.csv:1::bad_header"])
  }

  @Test func `A file whose lines end with carriage returns alone is refused and not taken for a long header`() {
    let rows = "\(Self.header)\n\(Self.good)\n"
    let outcome = exams(rows.replacing("\n", with: "\r"))
    #expect(outcome.refusalLines == ["exams.csv:1::bad_header"])
    #expect(!outcome.findings.contains { $0.code == .unknownColumn })
    // Its last column may be missing without harm, so that nothing else would tell that all its rows are lost.
    var sample = Sample()
    sample.raw["waivers.csv"] = Array(
      "student_id,subject_area,semesters,granted_on\r0010,E,4,2025-08-01\r".utf8)
    #expect(sample.read().refusalLines == ["waivers.csv:1::bad_header"])
    // A line break inside quotes is no line end.
    let quoted = exams("\(Self.header),\"a\r\nnote\"\n\(Self.good),\n")
    #expect(quoted.extract?.exams.count == 1)
  }

  @Test func `Line ends may be mixed and a byte order mark stands before the header`() {
    let outcome = exams("\u{FEFF}\(Self.header)\r\n\(Self.good)\n0010,AP,07,2024-25,3\r\n")
    #expect(outcome.extract?.exams.map(\.score) == [4, 3])
    #expect(outcome.findings.isEmpty)
  }

  @Test func `A column named twice in any case refuses, an unknown one does not`() {
    let outcome = exams("student_id,program,subject,school_year,score,Score,note,note\n")
    #expect(outcome.refusalLines == ["exams.csv:1:score:duplicate_column"])
    #expect(outcome.findings.map(\.value) == ["note"])
  }

  @Test func `Every missing column of every file is listed at once`() {
    var sample = Sample()
    sample.edit("schools.csv") { $0.remove("kind") }
    sample.edit("transcripts.csv") {
      $0.remove("term")
      $0.remove("student_id")
    }
    sample.raw["exams.csv"] = Array("student_id,program\n1".utf8)
    sample.sheets["courses.csv"] = nil
    #expect(
      sample.read().refusalLines == [
        "schools.csv:1:kind:missing_column", "courses.csv:0::missing_file",
        "transcripts.csv:1:student_id:missing_column", "transcripts.csv:1:term:missing_column",
        "exams.csv:1:subject:missing_column", "exams.csv:1:school_year:missing_column",
        "exams.csv:1:score:missing_column", "exams.csv:2::truncated_record",
      ])
  }

  @Test(arguments: ["schools.csv", "students.csv", "courses.csv", "transcripts.csv"])
  func `A required file must be there and have rows`(_ table: String) {
    var sample = Sample(optional: false)
    sample.edit(table) { $0.rows = [] }
    #expect(sample.read().refusalLines == ["\(table):0::no_rows"])
    sample.sheets[table] = nil
    #expect(sample.read().refusalLines == ["\(table):0::missing_file"])
  }

  @Test(arguments: TableSchema.all) func `Every required column is asked for`(_ schema: TableSchema) {
    for column in schema.requiredColumns.map({ schema.columns[$0] }) {
      var sample = Sample()
      sample.edit(schema.file) { $0.remove(column) }
      #expect(sample.read().refusalLines == ["\(schema.file):1:\(column):missing_column"])
    }
  }

  @Test(arguments: TableSchema.all) func `Every other column may be left out`(_ schema: TableSchema) {
    var sample = Sample()
    sample.edit(schema.file) { sheet in
      for column in schema.columns.indices where !schema.requiredColumns.contains(column) {
        sheet.remove(schema.columns[column])
      }
    }
    #expect(sample.read().refusals.isEmpty)
  }

  @Test func `Encodings are named, never guessed`() {
    var sample = Sample()
    let text = sample.sheets["students.csv"]?.csv ?? ""
    let parts = text.split(separator: "Oak", maxSplits: 1).map { Array($0.utf8) }
    sample.raw["students.csv"] = parts[0] + [0x4D, 0xFC, 0x80] + parts[1]
    #expect(sample.read().refusalLines == ["students.csv:2::bad_encoding"])
    let windows = sample.read(InputConfiguration(encodings: ["students.csv": .windows1252]))
    #expect(windows.extract?.students[1].lastName == "Mü€")
    let latin = sample.read(InputConfiguration(encodings: ["students.csv": .latin1]))
    #expect(latin.extract?.students[1].lastName == "Mü\u{80}")
    sample.raw["students.csv"] = parts[0] + [0x81] + parts[1]
    let undefined = sample.read(InputConfiguration(encodings: ["students.csv": .windows1252]))
    #expect(undefined.refusalLines == ["students.csv:2::bad_encoding"])
  }

  @Test func `No message holds data of a row`() {
    var sample = Sample()
    sample.edit("students.csv") { $0.set("grade_level", "SECRET") }
    sample.raw["exams.csv"] = Array("\(Self.header)\nSECRET,\"".utf8)
    let outcome = sample.read()
    #expect(outcome.refusals.allSatisfy { !$0.message.contains("SECRET") })
    #expect(RejectCode.allCases.allSatisfy { !$0.message.isEmpty })
  }
}

extension TableSchema: CustomTestStringConvertible {
  public var testDescription: String { file }
}
