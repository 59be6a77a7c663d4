import Foundation
import TestSupport
import Testing

/// What a real browser makes of the page. Left out where Chromium is not installed.
@Suite("The public page in a browser", .enabled(if: Browser.path != nil))
struct BrowserTests {
  @Test("no message, no script error, nothing asked of the network; the script runs, and three widths can be seen")
  func opens() throws {
    let browser = try Browser()
    defer { browser.remove() }
    let dom = try browser.run(["--dump-dom"])
    #expect(dom.status == 0 && !dom.stderr.contains("CONSOLE"), "\(dom.stderr)")
    // The script has shown what works with it alone.
    #expect(dom.stdout.contains("id=\"tools\" role=\"search\">"))
    #expect(browser.html.contains("id=\"tools\" role=\"search\" hidden>"))
    for width in [360, 1024, 1920] {
      let picture = browser.folder + "/page-\(width).png"
      let result = try browser.run(["--window-size=\(width),2400", "--hide-scrollbars", "--screenshot=\(picture)"])
      #expect(!result.stderr.contains("CONSOLE"))
      let bytes = try Data(contentsOf: URL(fileURLWithPath: picture))
      #expect(bytes.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]) && bytes.count > 20_000)
    }
  }

  @Test("it prints to several pages")
  func prints() throws {
    let browser = try Browser()
    defer { browser.remove() }
    let paper = browser.folder + "/page.pdf"
    _ = try browser.run(["--print-to-pdf=\(paper)", "--no-pdf-header-footer"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: paper))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.components(separatedBy: "/Type /Page\n").count > 9)
  }
}

/// Chromium without a network, on a public release of the invented districts.
private struct Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  let folder: String
  let html: String

  init() throws {
    folder = "/tmp/agtrack-browser-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let bytes = try #require(try PublicPageTests.files(InventedDistricts.input())["index.html"])
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/index.html"))
    html = String(decoding: bytes, as: UTF8.self)
  }

  func run(_ arguments: [String]) throws -> ProgramResult {
    let always = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder)/profile", "--enable-logging=stderr", "--v=0",
    ]
    return try runProgram(try #require(Browser.path), always + arguments + ["file://\(folder)/index.html"])
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
