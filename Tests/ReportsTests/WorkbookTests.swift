import Equity
import Reports
import Rules
import Testing

@Suite("summary.xlsx")
struct WorkbookTests {
  private static func files(_ input: ReleaseInput) throws -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: try InternalRelease(input).files().map { ($0.name, $0.bytes) })
  }

  /// A number of `cells.csv` as the workbook must hold it.
  private static func value(_ text: String) -> WorkbookReader.Value {
    text.isEmpty ? .empty : Double(text).map { .number($0) } ?? .text(text)
  }

  /// The sheets that are no topics.
  private static let others = ["Case studies", "Definitions", "Provenance"]

  /// The rows of all topics beside those of `cells.csv`, in the same order.
  static func differences(_ files: [String: [UInt8]]) throws -> (rows: Int, faults: [String]) {
    let book = WorkbookReader(try #require(files["summary.xlsx"]))
    let lines = String(decoding: try #require(files["cells.csv"]), as: UTF8.self).split(separator: "\n")
    let header = try #require(lines.first).split(separator: ",").map { WorkbookReader.Value.text(String($0)) }
    var expected: [String: [[WorkbookReader.Value]]] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let numbers = fields[7...10].map(value)
      expected[fields[0], default: []].append(
        fields[0...6].map { .text($0) } + numbers + [WorkbookReader.Value.text(fields[11])])
    }
    var (found, faults): ([String: [[WorkbookReader.Value]]], [String]) = ([:], [])
    for page in book.pages where !Self.others.contains(page.name) {
      guard let first = page.rows.first, Array(first.prefix(12)) == header else {
        faults.append("header of \(page.name)")
        continue
      }
      for row in page.rows.dropFirst() {
        guard case .text(let measure)? = row.first else { continue }
        found[measure, default: []].append(Array(row.prefix(12)))
      }
    }
    for (measure, rows) in expected where found[measure] != rows { faults.append(measure) }
    return (lines.count - 1, faults)
  }

  @Test("holds every row of cells.csv, numbers as numbers and identifiers as text, in a sheet for each topic")
  func sameAsCells() throws {
    let input = try InventedDistricts.input()
    let files = try Self.files(input)
    let (rows, faults) = try Self.differences(files)
    #expect(rows == 11 * 10 * 25 && faults.isEmpty)
    let book = WorkbookReader(try #require(files["summary.xlsx"]))
    #expect(
      book.pages.map(\.name)
        == ["Students", "Pattern met", "On pace", "One course short", "Case studies", "Definitions", "Provenance"])
    for page in book.pages {
      #expect(page.xml.contains("state=\"frozen\"") && page.xml.contains("ySplit=\"1\""))
      #expect(page.xml.contains("INTERNAL - CONFIDENTIAL"), "the mark is printed on every page of \(page.name)")
    }
    #expect(!book.entries.values.contains { $0.contains("<f>") })
  }

  @Test("what is hidden or coded stays hidden and coded, and nothing says internal")
  func publicRelease() throws {
    let release = try PublicRelease(
      InventedDistricts.input(), DisclosurePolicy(), attack: PublicReleaseTests.attack)
    let files = Dictionary(uniqueKeysWithValues: try release.files().map { ($0.name, $0.bytes) })
    #expect(try Self.differences(files).faults.isEmpty)
    let book = WorkbookReader(try #require(files["summary.xlsx"]))
    #expect(!book.entries.values.contains { $0.contains("INTERNAL") })
    let shown = book.pages.flatMap(\.rows)
    #expect(shown.contains { $0.count > 8 && $0[7] == .text("*") && $0[8] == .text("*") })
    let coded = shown.contains { row in
      guard row.count > 8, case .text(let rate) = row[8] else { return false }
      return rate.hasPrefix("<=0.")
    }
    #expect(coded)
  }

  @Test(
    "the case studies stand in a sheet of their own, row by row as in cases.csv, with the story in Spanish beside it")
  func cases() throws {
    let inside = try Self.files(InventedDistricts.input())
    for (files, least) in [(inside, 40), (try PublicPageTests.shared.get(), 5)] {
      let book = WorkbookReader(try #require(files["summary.xlsx"]))
      let page = try #require(book.pages.first { $0.name == "Case studies" })
      let lines = String(decoding: try #require(files["cases.csv"]), as: UTF8.self).split(separator: "\n")
      #expect(lines.count > least && page.rows.count == lines.count)
      for (line, row) in zip(lines, page.rows) {
        // A story has commas and stands in quotes.
        let parts = line.split(separator: "\"", maxSplits: 1).map(String.init)
        var fields = parts[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
          fields[9] = parts[1].replacing("\"\"", with: "\"")
          if fields[9].hasSuffix("\"") { fields[9].removeLast() }
        }
        let texts = fields.enumerated().map { [5, 7].contains($0.offset) ? Self.value($0.element) : .text($0.element) }
        #expect(Array(row.prefix(10)) == texts)
        guard row.count == 11, case .text(let spanish) = row[10] else {
          Issue.record("a row without a story in Spanish")
          continue
        }
        #expect(spanish == "story_es" || spanish.contains(" dejó a "))
      }
    }
  }

  @Test("definitions and provenance say what, where from, by which rules and which run")
  func provenance() throws {
    let input = try InventedDistricts.input()
    let book = WorkbookReader(try #require(try Self.files(input)["summary.xlsx"]))
    let definitions = try #require(book.pages.first { $0.name == "Definitions" })
    #expect(definitions.rows.dropFirst().map(\.first) == input.measures.map { .text($0.id) })
    let provenance = try #require(book.pages.first { $0.name == "Provenance" }).rows
    func says(_ item: String, _ value: String) -> Bool { provenance.contains([.text(item), .text(value)]) }
    #expect(says("run_id", "17") && says("as_of", "2026-03-02") && says("program", "agtrack 0.2.0"))
    for edition in input.editions { #expect(says("edition \(edition.id) sha256", edition.sha256)) }
    #expect(book.entries["docProps/core.xml"]?.contains("2026-03-02T00:00:00Z") == true)
  }

  @Test("a name that looks like a formula is text behind an apostrophe; odd names neither break the file nor leave it")
  func names() throws {
    var input = try ReleaseInput.small()
    input.schools = [
      ReleaseSchool(id: "S1", name: "=HYPERLINK(\"http://x\")", districtID: "D1", kind: .high),
      ReleaseSchool(id: "S2", name: "A & <B>\u{1}\u{0} High \u{1F3EB}", districtID: "D1", kind: .high),
    ]
    input.measures[0].topic = "History: a/b [what?] and more than thirty-one"
    input.measures[1].topic = "History: a/b [what?] and more than fifty-one"
    let book = WorkbookReader(try #require(try Self.files(input)["summary.xlsx"]))
    let names = Set(
      book.pages.filter { !Self.others.contains($0.name) }.flatMap(\.rows).compactMap { $0.count > 4 ? $0[4] : nil })
    #expect(names.contains(.text("'=HYPERLINK(\"http://x\")")))
    #expect(names.contains(.text("A & <B>\u{FFFD}\u{FFFD} High \u{1F3EB}")))
    #expect(book.pages.prefix(2).map(\.name) == ["History  a b  what   and more t", "History  a b  what   and mo 2"])
  }

  @Test("the same run gives the same bytes")
  func sameBytes() throws {
    let input = try InventedDistricts.input()
    let first = try Self.files(input)["summary.xlsx"]
    #expect(try Self.files(input)["summary.xlsx"] == first)
  }
}
