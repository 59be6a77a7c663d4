import Foundation
import Reports
import TestSupport
import Testing

/// What a real browser makes of the pages, without a network. Left out where Chromium is not installed.
@Suite("The pages in a browser", .enabled(if: HeadlessBrowser.path != nil), .serialized)
struct BrowserTests {
  /// A page of the invented districts, and where its pictures are kept: `artifacts/`, which git does not look at.
  private struct Page {
    let browser: HeadlessBrowser
    let file: String
    let kind: String

    init(_ kind: String) throws {
      let browser = try HeadlessBrowser()
      let files =
        kind == "internal"
        ? Dictionary(
          uniqueKeysWithValues: try InternalRelease(InventedDistricts.input()).files().map { ($0.name, $0.bytes) })
        : kind == "years" ? try PublicPageTests.fiveYears.get() : try PublicPageTests.shared.get()
      file = browser.folder + "/index.html"
      let name = kind == "community" ? "community.html" : "index.html"
      try Data(try #require(files[name])).write(to: URL(fileURLWithPath: file))
      (self.browser, self.kind) = (browser, kind)
    }

    func keep(_ data: Data, _ name: String) throws {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("artifacts")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: folder.appendingPathComponent("\(kind)-\(name)"))
    }

    /// A script's answer, which must be an empty list.
    func faults(_ script: String) throws -> [String] { try browser.evaluate(script) as? [String] ?? ["no answer"] }

    func open(_ width: Int = 1366, isDark: Bool = false) throws {
      try browser.open(file, width: width, height: 900, isDark: isDark)
    }
  }

  @Test(
    "from phone to projector nothing is wider than the window, no message, no error, nothing asked of a network",
    arguments: ["public", "years", "internal", "community"])
  func opens(_ kind: String) throws {
    let page = try Page(kind)
    for (name, width) in [("phone", 360), ("laptop", 1366), ("projector", 1920)] {
      try page.open(width)
      #expect(
        try page.browser.evaluate("document.documentElement.scrollWidth <= \(width)") as? Bool == true, "\(name)")
      let picture = try page.browser.screenshot(height: width < 600 ? 4_000 : 2_600)
      #expect(picture.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]) && picture.count > 20_000)
      try page.keep(picture, "\(name).png")
    }
    try page.open(isDark: true)
    try page.keep(try page.browser.screenshot(height: 2_600), "dark.png")
    #expect(page.browser.messages == [])
    #expect(page.browser.requests.count == 4 && page.browser.requests.allSatisfy { $0.hasPrefix("file://") })
  }

  @Test(
    "the tab key goes through everything in the order of the page, each in sight and outlined",
    arguments: ["public", "years", "internal", "community"])
  func keyboard(_ kind: String) throws {
    let page = try Page(kind)
    try page.open()
    // One stop for a group of radio buttons.
    try page.browser.evaluate(
      """
      var stops = [...document.querySelectorAll('a[href],input,select,summary,[tabindex="0"]')]
        .filter(e => e.type !== 'radio' || e.checked).filter(e => e.checkVisibility());
      var seen = [];
      """)
    let count = try #require(try page.browser.evaluate("stops.length") as? Int)
    #expect(count > (kind == "community" ? 0 : 30))
    for _ in 0..<count {
      try page.browser.press("Tab", code: 9)
      try page.browser.evaluate(
        """
        (function () {
          var e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
          seen.push([stops.indexOf(e), r.width > 0 && r.bottom > 0 && r.top < innerHeight && s.outlineStyle !== 'none']);
        })()
        """)
    }
    let faults = try page.faults("seen.filter((s, i) => s[0] !== i || !s[1]).map((s, i) => String(s))")
    #expect(faults == [])
  }

  @Test(
    "each text that is seen has the contrast of WCAG AA on what is behind it, and each mark of a chart 3:1",
    arguments: ["public", "years", "internal", "community"])
  func contrast(_ kind: String) throws {
    let page = try Page(kind)
    for isDark in [false, true] {
      try page.open(isDark: isDark)
      let faults = try page.faults(BrowserScripts.contrast(least: kind == "community" ? 100 : 500))
      #expect(faults == [], "dark: \(isDark)")
    }
  }

  @Test(
    "tables have headings for rows and columns, drawings a text or a row that says the same, fields and links a name",
    arguments: ["public", "years", "internal", "community"])
  func alternatives(_ kind: String) throws {
    let page = try Page(kind)
    try page.open()
    let faults = try page.faults(BrowserScripts.alternatives)
    #expect(faults == [])
    let tree = try page.browser.send("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
    #expect(tree.count > 400)
    func value(_ node: [String: Any], _ key: String) -> String {
      (node[key] as? [String: Any])?["value"] as? String ?? ""
    }
    let named = ["image", "link", "textbox", "searchbox", "combobox", "radio", "button", "DisclosureTriangle"]
    let nameless = tree.filter {
      $0["ignored"] as? Bool != true && named.contains(value($0, "role")) && value($0, "name").isEmpty
    }
    #expect(nameless.isEmpty)
  }

  @Test("on paper: no navigation, every place on a page of its own, a footer that says day, edition and rule")
  func paper() throws {
    for kind in ["public", "years", "internal"] {
      let page = try Page(kind)
      try page.open()
      let paper = try page.browser.paper()
      try page.keep(paper, "paper.pdf")
      #expect(String(decoding: paper, as: UTF8.self).components(separatedBy: "/Type /Page\n").count > 10)
      try page.browser.media(isPrint: true)
      let faults = try page.faults(BrowserScripts.paper)
      #expect(faults == [])
      let footer = try page.browser.evaluate(BrowserScripts.footer) as? String ?? ""
      let words = kind != "internal" ? ["As of 2026-03-02", "uc-2022", "not shown"] : ["CONFIDENTIAL"]
      for word in words { #expect(footer.contains(word), "\(footer)") }
    }
  }

  @Test("the community summary is one sheet for each district, in both languages")
  func sheets() throws {
    let page = try Page("community")
    let districts = try InventedDistricts.input().districts.count
    for language in ["en", "es"] {
      try page.open()
      try page.browser.evaluate("document.getElementById('\(language)').checked = true")
      let paper = try page.browser.paper()
      try page.keep(paper, "\(language).pdf")
      #expect(String(decoding: paper, as: UTF8.self).components(separatedBy: "/Type /Page\n").count == districts + 1)
    }
    try page.browser.media(isPrint: true)
    #expect(try page.browser.evaluate(BrowserScripts.footer) as? String ?? "" != "")
    #expect(try page.browser.evaluate("document.querySelector('.language').checkVisibility()") as? Bool == false)
  }

  @Test(
    "in Spanish no English is left beside it, and the choice needs no script",
    arguments: ["public", "years", "internal", "community"])
  func spanish(_ kind: String) throws {
    let page = try Page(kind)
    try page.browser.send("Emulation.setScriptExecutionDisabled", ["value": true])
    try page.open(360)
    if kind == "public" || kind == "years" {
      #expect(try page.browser.evaluate("document.getElementById('tools').checkVisibility()") as? Bool == false)
    }
    #expect(try page.browser.evaluate("document.querySelectorAll('main h2').length") as? Int ?? 0 > 1)
    try page.browser.evaluate("document.getElementById('es').checked = true")
    let left = "[...document.querySelectorAll('body [lang=LANG]')].filter(e => e.checkVisibility()).length"
    #expect(try page.browser.evaluate(left.replacing("LANG", with: "en")) as? Int == 0)
    #expect(try page.browser.evaluate(left.replacing("LANG", with: "es")) as? Int ?? 0 > 40)
    #expect(try page.browser.evaluate("document.documentElement.scrollWidth <= 360") as? Bool == true)
    try page.keep(try page.browser.screenshot(height: 4_000), "phone-spanish.png")
  }

  @Test("finding shows the schools whose names fit, and ordering by size puts the largest first")
  func tools() throws {
    let page = try Page("public")
    try page.open()
    try page.browser.evaluate(
      "document.getElementById('find').focus();document.getElementById('find').value='chavez';"
        + "document.getElementById('find').dispatchEvent(new Event('input'))")
    let shown =
      "[...document.querySelectorAll('section.school')].filter(e => e.checkVisibility()).map(e => e.dataset.school)"
    #expect(try page.browser.evaluate(shown) as? [String] == ["César Chávez High"])
    try page.browser.evaluate(
      "document.getElementById('order').value='size';document.getElementById('order').dispatchEvent(new Event('change'))"
    )
    let sizes = "[...document.querySelector('tbody.schools').rows].map(r => Number(r.dataset.size))"
    let found = try #require(try page.browser.evaluate(sizes) as? [Int])
    #expect(found.count > 3 && found == found.sorted(by: >))
  }
}
