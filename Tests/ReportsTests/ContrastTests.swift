import Foundation
import Reports
import Rules
import Testing

/// Colours are read from the page's own style, so that what is measured is what is shown.
struct ContrastTests {
  private func themes() throws -> [[String: String]] {
    let input = try InventedDistricts.input()
    let file = try #require(try InternalRelease(input).files().first { $0.name == "index.html" })
    let html = String(decoding: file.bytes, as: UTF8.self)
    let style = try #require(html.components(separatedBy: "</style>").first)
    return style.matches(of: /--page:#[^}]*/).map { block in
      var theme: [String: String] = [:]
      for match in String(block.0).matches(of: /--([a-z-]+):(#[0-9A-F]{6})/) {
        theme[String(match.1)] = String(match.2)
      }
      return theme
    }
  }

  /// The contrast ratio of WCAG 2.2.
  private func contrast(_ first: String, _ second: String) -> Double {
    func luminance(_ colour: String) -> Double {
      let value = Int(colour.dropFirst(), radix: 16) ?? 0
      let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let levels = [luminance(first), luminance(second)].sorted()
    return (levels[1] + 0.05) / (levels[0] + 0.05)
  }

  @Test("the formula gives the published contrast of Okabe-Ito blue on white")
  func formula() {
    #expect(abs(contrast("#0072B2", "#FFFFFF") - 5.19) < 0.01)
    #expect(abs(contrast("#000000", "#FFFFFF") - 21) < 0.01)
  }

  @Test("text has 4.5:1 and marks or their outlines 3:1 in light, dark and print")
  func palette() throws {
    let themes = try themes()
    #expect(themes.count == 3)
    for theme in themes {
      #expect(theme.count == 12)
      func ratio(_ first: String, _ second: String) throws -> Double {
        contrast(try #require(theme[first]), try #require(theme[second]))
      }
      for background in ["page", "surface"] {
        for text in ["ink", "soft", "accent"] {
          #expect(try ratio(text, background) >= 4.5, "\(text) on \(background)")
        }
        for mark in ["met", "running", "ink", "soft", "accent"] {
          #expect(try ratio(mark, background) >= 3, "\(mark) on \(background)")
        }
      }
      #expect(try ratio("banner-ink", "banner") >= 4.5)
      // The outline and the fill of outlined marks differ too, so that the shape inside is seen.
      #expect(try ratio("page", "met") >= 3)
    }
  }
}
