import Equity
import Foundation
import Reports
import Rules
import Testing

struct ReleasePageTests {
  @Test("the page is balanced HTML, every header cell has a scope, every drawing a text or a table beside it")
  func accessible() throws {
    let page = PageReader(try InventedDistricts.input().file("index.html"))
    #expect(page.elements.count > 10_000)
    #expect(page.faults.isEmpty)
    #expect(page.elements.allSatisfy { $0.name != "th" || $0.attributes["scope"] != nil })
    let undescribed = page.elements.filter { element in
      guard element.name == "svg", element.attributes["x"] == nil else { return false }
      let described = element.attributes["role"] == "img" && element.attributes["aria-label"] != nil
      return !described && element.attributes["aria-hidden"] != "true"
    }
    #expect(undescribed.isEmpty)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in page.elements.compactMap({ $0.attributes["href"] }) {
      #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
    }
  }

  @Test("nothing in the page comes from or goes to the network, and there is no script")
  func selfContained() throws {
    let html = try InventedDistricts.input().file("index.html")
    for word in ["http:", "https:", "//", "<script", "<link", "<img", "@import", "src=", "<iframe", "<form"] {
      #expect(html.range(of: word, options: .literal) == nil, "\(word)")
    }
    let urls = html.components(separatedBy: "url(").dropFirst()
    #expect(!urls.isEmpty && urls.allSatisfy { $0.hasPrefix("#") })
  }

  @Test("hostile names stay text in the page and are neutralised in the CSV")
  func hostileNames() throws {
    var input = try ReleaseInput.small()
    let name = "<script>alert(1)</script>\"'&\u{0}\u{202E}"
    input.schools = [
      ReleaseSchool(id: "\"><b|=1", name: name, districtID: "D1", kind: .high),
      ReleaseSchool(id: "-2", name: "=HYPERLINK(\"x\",\"y\")", districtID: "D1", kind: .online),
    ]
    input.runID = "<i>"
    let files = try input.files()
    let html = try #require(files["index.html"])
    #expect(!html.contains("<script") && !html.contains("<i>"))
    #expect(!html.utf8.contains(0))
    #expect(html.contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\u{FFFD}\u{202E}</bdi>"))
    #expect(PageReader(html).faults.isEmpty)
    let csv = try #require(files["cells.csv"])
    #expect(csv.contains(",school,'-2,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",all,all,0,,,,N\n"))
  }

  @Test("schools stand in alphabetical order and groups in one order everywhere")
  func fixedOrder() throws {
    let input = try InventedDistricts.input()
    let page = PageReader(try input.file("index.html"))
    let names = page.elements.filter { $0.name == "bdi" && page.elements[$0.parent ?? 0].name == "h2" }.map(\.text)
    #expect(
      names == [
        "Almond Valley Unified", "Almond Early College", "César Chávez High", "Kings Canal High", "Orchard High",
        "Second Chance Continuation", "Harbor Bluffs Unified", "Breakwater Academy (opens with grade 9)", "Marina High",
        "Point Bluff High",
      ])
    for family in ReleaseFamily.standard {
      let labels = family.groups.map { $0.label.lowercased() }
      #expect(labels == labels.sorted(), "\(family.id)")
    }
  }

  /// What the caption of a picture tells a screen reader in English.
  private static func words(of picture: Int, _ page: PageReader) -> String? {
    let figure = page.elements[picture].parent
    return page.elements.first { element in
      guard element.attributes["lang"] == "en", let quiet = element.parent, let caption = page.elements[quiet].parent
      else {
        return false
      }
      return page.elements[quiet].attributes["class"] == "quiet" && page.elements[caption].parent == figure
    }?.text
  }

  @Test("every text stands in both languages, and case studies and the years before are told as they are")
  func languages() throws {
    let input = try InventedDistricts.input()
    let past = PastYears(
      [
        [
          PastCell(
            measure: ReleaseMeasure.patternMet(.uc), schoolYear: "2024-25", place: .district("1099901"),
            placeName: "Almond Valley Unified", family: "all", group: "all",
            row: PrintedRow(n: "600", rate: "0.20", gap: "", needed: "", isHidden: false))
        ]
      ], measures: [ReleaseMeasure.patternMet(.uc)], before: input.schoolYear)
    let file = try #require(try InternalRelease(input, past: past).files().first { $0.name == "index.html" })
    let html = String(decoding: file.bytes, as: UTF8.self)
    let page = PageReader(html)
    #expect(page.faults.isEmpty)
    func count(_ language: String) -> Int {
      page.elements.count { $0.name == "span" && $0.attributes["lang"] == language }
    }
    #expect(count("en") == count("es") && count("en") > 1_000)
    #expect(html.contains("2024-25: 20% (n 600)"))
    #expect(html.components(separatedBy: " dejó a ").count > 40)
    #expect(html.contains("also of small groups"))
  }

  @Test("the picture has 100 figures, as many of them filled as the printed rate says")
  func pictures() throws {
    let input = try InventedDistricts.input()
    let page = PageReader(try input.file("index.html"))
    var checked = 0
    for (index, element) in page.elements.enumerated() where element.attributes["class"] == "waffle" {
      let label = try #require(Self.words(of: index, page))
      let figures = page.elements.filter { $0.parent == index }.compactMap { $0.attributes["href"] }
      let count = try #require(label.firstMatch(of: /, (\d+) figures/).flatMap { Int($0.1) })
      let met = try #require(label.firstMatch(of: /Meets the pattern: (\d+)/).flatMap { Int($0.1) })
      #expect(figures.count == count && count <= 100)
      #expect(figures.filter { $0 == "#m" }.count == met)
      checked += 1
    }
    #expect(checked == 2 * 9)
    let key = CellKey(
      measure: ReleaseMeasure.patternMet(.uc), place: .district("1099901"), family: "all", group: "all")
    let rate = try #require(input.counts[key]?.rate)
    #expect(page.elements.contains { $0.text.hasPrefix("UC, 100 figures. Meets the pattern: \(rate.value);") })
    #expect(page.elements.contains { $0.text.hasPrefix("UC, 100 figuras. Cumple el patrón: \(rate.value);") })
  }

  @Test("impossible and enormous counts give a page and no trap")
  func enormousCounts() throws {
    var input = try ReleaseInput.small()
    for measure in input.measures {
      for group in ["all", "F", "M"] {
        input.counts[
          CellKey(measure: measure.id, place: .school("S1"), family: group == "all" ? "all" : "gender", group: group)] =
          Count(n: Int.max, x: group == "M" ? 0 : Int.max)
      }
    }
    input.seniors[SeniorsKey(place: .school("S1"), system: .uc)] = SeniorsStanding(
      met: Int.max, inProgress: -5, oneCourseShort: Int.max, furtherAway: 0, unknown: Int.min)
    input.losses = [
      AreaLoss(
        place: .school("S1"), system: .uc, area: .c, lacking: try #require(Count(n: 10, x: 4)), neverEnrolled: 99,
        deficientMark: -1)
    ]
    #expect(PageReader(try input.file("index.html")).faults.isEmpty)
  }

  @Test("a release without schools, counts or editions is a page that says so")
  func emptyRelease() throws {
    var input = try ReleaseInput.small()
    input.schools = []
    input.editions = []
    let html = try input.file("index.html")
    #expect(html.contains("The district has no seniors this year."))
    #expect(PageReader(html).faults.isEmpty)
  }

  @Test("a school of no district is printed too, after the districts")
  func schoolOfNoDistrict() throws {
    var input = try ReleaseInput.small()
    input.schools.append(ReleaseSchool(id: "S0", name: "Away High", districtID: "", kind: .high))
    let page = PageReader(try input.file("index.html"))
    let names = page.elements.filter { $0.name == "bdi" && page.elements[$0.parent ?? 0].name == "h2" }.map(\.text)
    #expect(names == ["First Unified", "First High", "Away High"])
    #expect(page.elements.contains { $0.attributes["data-cell"] == "pattern_met_uc|2025-26|school|S0|all|all" })
  }

  @Test("where every senior meets the pattern all figures are filled")
  func everybodyMeets() throws {
    var input = try ReleaseInput.small()
    let key = SeniorsKey(place: .school("S1"), system: .uc)
    input.seniors[key] = SeniorsStanding(met: 250, inProgress: 0, oneCourseShort: 0, furtherAway: 0, unknown: 0)
    #expect(try input.file("index.html").contains("UC, 100 figures. Meets the pattern: 100;"))
    input.seniors[key] = SeniorsStanding(met: 0, inProgress: 1, oneCourseShort: 1, furtherAway: 1, unknown: 297)
    #expect(
      try input.file("index.html").contains(
        "UC, 100 figures. Meets the pattern: 0; Will meet it if the courses running now are passed: 1; Then one course "
          + "short: 0; Further away: 0; Cannot tell yet (records to be matched): 99."))
  }
}
