import Foundation
import Reports
import Testing

struct CSVWriterTests {
  private func line(_ write: (inout CSVWriter) -> Void) -> String {
    var csv = CSVWriter(columns: ["a", "b"])
    _ = csv.take()
    write(&csv)
    csv.endLine()
    return String(decoding: csv.take(), as: UTF8.self)
  }

  @Test(
    "text cells are quoted only where needed and never start a formula",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-0", "'-0"), ("@x", "'@x"),
      ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=a,b", "\"'=a,b\""), ("a=b", "a=b"), ("Zoë 李", "Zoë 李"), ("'x", "'x"),
      ("=\u{301}x", "'=\u{301}x"), ("\n=1", "\"'\n=1\""), ("\u{FF1D}1+1", "'\u{FF1D}1+1"), ("\u{FF20}x", "'\u{FF20}x"),
      ("\u{FF21}x", "\u{FF21}x"),
    ])
  func textCells(value: String, cell: String) {
    #expect(line { $0.text(value) } == cell + "\n")
  }

  @Test("numbers are never neutralised, and what is absent is empty")
  func numbers() {
    let text = line {
      $0.number(-12)
      $0.number(formatted: "-0.05")
      $0.number(nil)
      $0.number(formatted: nil)
      $0.text(nil)
    }
    #expect(text == "-12,-0.05,,,\n")
  }

  @Test("the header and every line end with a line feed, and bytes are handed out once")
  func lines() {
    var csv = CSVWriter(columns: ["a", "b"])
    csv.text("1")
    csv.text("2")
    csv.endLine()
    #expect(csv.waiting == 8)
    #expect(csv.take() == Array("a,b\n1,2\n".utf8))
    #expect(csv.take().isEmpty)
  }
}

struct CSVFilesTests {
  /// The sample district aside, whose files are input and hold invented text only.
  @Test("Every CSV that the program writes goes through the writer that neutralises formulas")
  func everyFile() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let sources = tests.deletingLastPathComponent().appendingPathComponent("Sources")
    var (writers, byHand): (Set<String>, Set<String>) = ([], [])
    for case let url as URL in try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    {
      guard url.pathExtension == "swift", !url.path.contains("/SampleData/") else { continue }
      let text = try String(contentsOf: url, encoding: .utf8)
      if text.contains("CSVWriter(columns:") { writers.insert(url.lastPathComponent) }
      if text.contains(#"joined(separator: ",") + "\n""#) || text.contains("FORMAT csv") {
        byHand.insert(url.lastPathComponent)
      }
    }
    #expect(writers.isSuperset(of: ["PrintedCells.swift", "VerdictTables.swift", "SmallCommands.swift"]))
    #expect(byHand.isEmpty)
  }
}

struct JSONWriterTests {
  @Test("every character survives a round trip through another parser")
  func roundTrip() throws {
    let hostile =
      (0...0x2FF).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined() + "\u{2028}\u{2029}\u{FFFF}😀李"
    var writer = JSONWriter()
    writer.object { json in
      json.field(hostile, hostile)
      json.field("none", String?.none)
      json.field("n", -3)
      json.key("list")
      json.array(of: [1, 2, 3]) { $0.number($1) }
      json.key("empty")
      json.array { _ in }
      json.key("yes")
      json.bool(true)
      json.key("amount")
      json.number(formatted: "1.5")
    }
    #expect(!writer.document.contains { $0 < 0x20 })
    let object = try JSONSerialization.jsonObject(with: Data(writer.document))
    let parsed = try #require(object as? [String: Any])
    #expect(parsed[hostile] as? String == hostile)
    #expect(parsed["list"] as? [Int] == [1, 2, 3])
    #expect(parsed["amount"] as? Double == 1.5)
    #expect(parsed["none"] is NSNull)
    #expect(parsed.count == 7)
  }

  @Test("keys stand in the order in which they are written, without spaces")
  func order() {
    var writer = JSONWriter()
    writer.object { json in
      json.field("z", 1)
      json.key("a")
      json.array { json in
        json.object { $0.field("k", "v\u{1}\"\\") }
        json.object { _ in }
      }
      json.field("b", 2)
    }
    #expect(
      String(decoding: writer.document, as: UTF8.self) == #"{"z":1,"a":[{"k":"v\u0001\"\\"},{}],"b":2}"#)
  }
}

struct AmountTests {
  @Test(
    "twelfths of a year print as semesters, half up, without trailing zeros",
    arguments: [
      (0, "0"), (1, "0.17"), (2, "0.33"), (3, "0.5"), (4, "0.67"), (5, "0.83"), (6, "1"), (9, "1.5"), (10, "1.67"),
      (48, "8"), (180, "30"), (-4, "-0.67"), (Int.max, "1537228672809129301.17"), (Int.min, "-1537228672809129301.33"),
    ])
  func semesters(twelfths: Int, text: String) {
    #expect(Amounts.semesters(twelfths: twelfths) == text)
  }

  @Test(
    "counts have commas between thousands",
    arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (100, "100")])
  func grouped(value: Int, text: String) {
    #expect(Amounts.grouped(value) == text)
  }
}
