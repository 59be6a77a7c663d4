import Equity
import Foundation
import ReleaseAudit
import Reports
import Rules
import TestSupport
import Testing

@Suite("The public page")
struct PublicPageTests {
  static func files(_ input: ReleaseInput, earlier: [String: [PrintedRow]] = [:], past: PastYears = .none) throws
    -> [String: [UInt8]]
  {
    let release = try PublicRelease(
      input, DisclosurePolicy(), earlier: earlier, past: past, attack: PublicReleaseTests.attack)
    return Dictionary(uniqueKeysWithValues: try release.files().map { ($0.name, $0.bytes) })
  }

  /// The release of the invented districts, made once.
  static let shared = Result { try files(InventedDistricts.input()) }

  /// The release of the fifth year, with the four before it as they were printed then.
  static let fiveYears = Result {
    let input = try InventedDistricts.input()
    let releases = try (1...4).reversed().map { ago -> [PastCell] in
      let files = try files(InventedDistricts.input(yearsAgo: ago))
      let cells = try PublishedCells(cells: files["cells.csv"] ?? [], definitions: files["definitions.csv"] ?? [])
      return cells.cells.map { cell in
        let printed = cell.printed
        return PastCell(
          measure: cell.measure, schoolYear: cell.schoolYear,
          place: cell.scope == "district" ? .district(cell.scopeID) : .school(cell.scopeID), placeName: cell.scopeName,
          family: cell.family, group: cell.group,
          row: PrintedRow(
            n: printed[0], rate: printed[1], gap: printed[2], needed: printed[3], isHidden: cell.isHidden))
      }
    }
    let past = PastYears(releases, measures: input.measures.map(\.id), before: input.schoolYear)
    return try files(input, past: past)
  }

  private static let html = Result {
    String(decoding: try #require(try shared.get()["index.html"]), as: UTF8.self)
  }

  @Test("every drawing has one mark at the printed rate of its row, and none where the rate is hidden or a limit")
  func marks() throws {
    let page = PageReader(try Self.html.get())
    #expect(page.faults.isEmpty)
    var (drawn, bare) = (0, 0)
    for (index, element) in page.elements.enumerated() where element.attributes["class"] == "s" {
      let row = page.elements[element.parent ?? 0].parent
      let columns = page.elements.filter { $0.parent == row && $0.name == "td" }
      let marks = page.elements.indices.dropFirst(index + 1).prefix { page.elements[$0].parent == index }
        .map { page.elements[$0] }
      let dots = marks.filter { $0.name == "circle" }.map { $0.attributes["cx"] ?? "" }
      // A coded rate is said in two languages, in elements of its own.
      let text = columns.count > 2 ? columns[2].text : ""
      #expect(text.isEmpty ? marks.isEmpty : dots == [text])
      if text.isEmpty { bare += 1 } else { drawn += 1 }
    }
    #expect(drawn > 50 && bare > 10)
    let hidden = page.elements.filter { $0.name == "td" && $0.attributes["class"] == "none" }
    #expect(hidden.count > 50)
  }

  @Test("the intervals are those of Wilson around the printed rate, rounded outwards")
  func intervals() throws {
    let html = try Self.html.get()
    // 56 of 70: 0.80 [0.6918, 0.8769]; the release prints whole percents.
    #expect(PrintedInterval.wilson(n: 70, percent: 80) == [69, 88])
    #expect(PrintedInterval.wilson(n: 10, percent: 0) == [0, 28])
    var found = 0
    let rows = html.matches(
      of:
        /<td>([0-9]+)<\/td><td><svg class="s"[^>]*><rect x="([0-9]+)%" width="([0-9]+)%"\/>.*?<\/svg><\/td><td>([0-9]+)%/
    )
    for row in rows {
      let numbers = [row.1, row.2, row.3, row.4].compactMap { Int($0) }
      #expect(PrintedInterval.wilson(n: numbers[0], percent: numbers[3]) == [numbers[1], numbers[1] + numbers[2]])
      found += 1
    }
    #expect(found > 50)
  }

  @Test("every text stands in both languages, and every measure leads to its definition")
  func languages() throws {
    let page = PageReader(try Self.html.get())
    let english = page.elements.filter { $0.name == "span" && $0.attributes["lang"] == "en" }.count
    let spanish = page.elements.filter { $0.name == "span" && $0.attributes["lang"] == "es" }.count
    #expect(english == spanish && english > 500)
    let ids = Set(page.elements.compactMap { $0.attributes["id"] })
    let links = page.elements.compactMap { $0.attributes["href"] }
    #expect(links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
    for measure in try InventedDistricts.input().measures {
      let anchor = "#def-" + measure.id.replacing("_", with: "-")
      #expect(links.contains(anchor), "\(measure.id)")
    }
    let texts = page.elements.map(\.text).joined(separator: " ").lowercased()
    for word in ["subgroup", "minority", "non-white", "underperform", "achievement gap"] {
      #expect(!texts.contains(word))
    }
  }

  @Test("every measure of the program has its title and its definition in both languages, and the page tells both")
  func definitions() throws {
    let html = try Self.html.get()
    for measure in ReleaseMeasure.standard {
      let spanish = try #require(measure.spanish, "\(measure.id)")
      let title = try #require(measure.spanishTitle, "\(measure.id)")
      let pairs = [
        (measure.title, title), (measure.numerator, spanish.numerator), (measure.denominator, spanish.denominator),
        (measure.source, spanish.source),
      ]
      for (english, spanish) in pairs {
        #expect(english != spanish && !spanish.isEmpty)
        let escaped = english.replacing("'", with: "&#39;")
        #expect(
          html.contains("<span lang=\"en\">\(escaped)</span><span lang=\"es\">\(spanish)</span>"), "\(measure.id)")
      }
    }
  }

  @Test("the community summary prints only what cells.csv prints, names no hidden group, and says so in both languages")
  func community() throws {
    let files = try Self.shared.get()
    let html = String(decoding: try #require(files["community.html"]), as: UTF8.self)
    let page = PageReader(html)
    #expect(page.faults.isEmpty)
    let release = try PublishedCells(
      cells: files["cells.csv"] ?? [], definitions: files["definitions.csv"] ?? [])
    #expect(ReleaseAudit.findings(release, page: files["community.html"]).isEmpty)
    var printed: [String: PublishedCell] = [:]
    for cell in release.cells { printed[cell.name] = cell }
    var rows = 0
    for (index, element) in page.elements.enumerated() {
      guard let name = element.attributes["data-cell"] else { continue }
      let own = try #require(printed[name])
      let other = try #require(printed[name.replacing("pattern_met_uc", with: "pattern_met_csu")])
      let texts = page.elements.indices.filter { page.elements[$0].parent == element.parent && $0 > index }
        .map { page.elements[$0].text }
      if own.n == nil {
        #expect(texts == [""])
      } else {
        for (cell, text) in zip([own, other], texts) {
          if case .exactly(let rate) = cell.rate { #expect(text == "\(rate)%") } else { #expect(text.isEmpty) }
        }
        #expect(texts.count == 2)
      }
      rows += 1
    }
    #expect(rows > 20)
    let english = page.elements.count { $0.name == "span" && $0.attributes["lang"] == "en" }
    #expect(english > 30 && english == page.elements.count { $0.name == "span" && $0.attributes["lang"] == "es" })
    for word in ["<script", "http:", "https:", "src="] { #expect(!html.contains(word)) }
  }

  @Test("with last year's release the page says what changed, and hostile names stay text")
  func changesAndNames() throws {
    var input = try InventedDistricts.input()
    let names = [ReleaseMeasure.patternMet(.uc), ReleaseMeasure.patternMet(.csu)]
    let past = PastYears(
      [
        names.map { name in
          PastCell(
            measure: name, schoolYear: "2024-25", place: .district("1099901"), placeName: "Almond Valley Unified",
            family: "all", group: "all",
            row: PrintedRow(n: "600", rate: "0.20", gap: "", needed: "", isHidden: false))
        }
      ], measures: names, before: input.schoolYear)
    input.schools[0].name = "</h2><script>alert(1)</script>"
    let html = String(
      decoding: try #require(try Self.files(input, past: past)["index.html"]), as: UTF8.self)
    #expect(html.contains("From 20% in 2024-25 to "))
    #expect(html.components(separatedBy: "<script>").count == 2)
    #expect(PageReader(html).faults.isEmpty)
  }

  @Test("where nobody is there yet the page says who is on pace, looks for a gap there, and else how much is not seen")
  func fewGetThere() throws {
    var input = try InventedDistricts.input()
    func facts() throws -> String {
      let html = String(decoding: try #require(try Self.files(input)["index.html"]), as: UTF8.self)
      let start = try #require(html.range(of: "<div class=\"facts\">"))
      let end = try #require(html.range(of: "<section class=\"panel\">", range: start.upperBound..<html.endIndex))
      return String(html[start.upperBound..<end.lowerBound])
    }
    for (key, count) in input.counts where key.measure.hasPrefix("pattern_met") {
      input.counts[key] = Count(n: count.n, x: 0)
    }
    let onPace = try facts()
    #expect(onPace.contains("5% or less of 630 students there"))
    #expect(onPace.contains("once they are completed, not while they run. On pace for UC, grade 12: "))
    #expect(onPace.contains("Aquí los cursos cuentan cuando se han completado"))
    #expect(!onPace.contains("No clear difference") && onPace.contains(" of its other students (On pace for "))
    for (key, count) in input.counts where key.measure.hasPrefix("on_pace") {
      input.counts[key] = Count(n: count.n, x: 0)
    }
    let nothing = try facts()
    #expect(nothing.contains("No clear difference between the groups of the district whose rates are shown."))
    // No rate of any group is shown as it is.
    #expect(nothing.contains(/Of ([0-9]+) of its \1 groups the rate is not shown, or as a limit only\./))
  }
}

/// The interval of Wilson, written again.
enum PrintedInterval {
  static func wilson(n: Int, percent: Int) -> [Int] {
    let (z, n, p) = (1.959963984540054, Double(n), Double(percent) / 100)
    let root = z * (z * z + 4 * n * p * (1 - p)).squareRoot()
    let low = (2 * n * p + z * z - root) / (2 * (n + z * z))
    let high = (2 * n * p + z * z + root) / (2 * (n + z * z))
    return [max(0, Int((low * 100).rounded(.down))), min(100, Int((high * 100).rounded(.up)))]
  }
}
