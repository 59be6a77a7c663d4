import Foundation
import TestSupport

/// Reads an Excel workbook back: the cells of each sheet, told apart as numbers and texts.
struct WorkbookReader {
  enum Value: Hashable {
    case number(Double)
    case text(String)
    case empty
  }

  struct Page {
    let name: String
    let rows: [[Value]]
    let xml: String
  }

  let pages: [Page]
  let entries: [String: String]

  init(_ bytes: [UInt8]) {
    let entries = readZip(bytes).mapValues { String(decoding: $0, as: UTF8.self) }
    self.entries = entries
    let book = entries["xl/workbook.xml"] ?? ""
    pages = book.matches(of: /<sheet name="([^"]*)" sheetId="([0-9]+)"/).map { match in
      let xml = entries["xl/worksheets/sheet\(match.2).xml"] ?? ""
      return Page(name: WorkbookReader.plain(String(match.1)), rows: WorkbookReader.rows(xml), xml: xml)
    }
  }

  private static func rows(_ xml: String) -> [[Value]] {
    xml.components(separatedBy: "<row ").dropFirst().map { row in
      var cells: [Value] = []
      for cell in row.components(separatedBy: "<c ").dropFirst() {
        guard let place = cell.firstMatch(of: /^r="([A-Z])[0-9]+"/),
          let column = place.1.unicodeScalars.first.map({ Int($0.value) - 65 })
        else { continue }
        while cells.count < column { cells.append(.empty) }
        if let text = cell.firstMatch(of: /t="inlineStr"><is><t[^>]*>([^<]*)</) {
          cells.append(.text(plain(String(text.1))))
        } else if let number = cell.firstMatch(of: /<v>([^<]*)</), let value = Double(number.1) {
          cells.append(.number(value))
        } else {
          cells.append(.empty)
        }
      }
      return cells
    }
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
  }
}
