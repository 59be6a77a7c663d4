/// What a single row must not say, and what the page must not say beyond it.
enum FormCheck {
  static func findings(_ release: PublishedCells, page: [UInt8]?) -> [Finding] {
    var findings: [Finding] = []
    func find(_ kind: Finding.Kind, _ cell: PublishedCell, _ what: String) {
      findings.append(Finding(kind: kind, cell: cell.name, what: what))
    }
    for cell in release.cells {
      let stars = cell.printed.filter { $0 == "*" }.count
      if cell.isHidden ? stars != 4 : cell.n == nil {
        find(.halfHidden, cell, "a hidden row prints * four times and Y, any other a count")
      }
      if let n = cell.n, (1...10).contains(n) { find(.smallGroup, cell, "n is \(n)") }
      switch cell.rate {
      case .atMost, .atLeast:
        if cell.printed[2] != "*" || cell.printed[3] != "*" {
          find(.halfHidden, cell, "a coded rate stands beside a gap or a need")
        }
      case .exactly(let value):
        if let n = cell.n, n > 0, let range = cell.rate.possible(of: n), range.count == 1 || value % 100 == 0,
          range.lowerBound == 0 || range.upperBound == n
        {
          find(.extremeRate, cell, "the rate may be that of nobody or of everybody")
        }
      case .none: break
      }
    }
    if let page { findings += pageFindings(release, page) }
    return findings
  }

  /// The elements of hidden cells hold nothing but `*`.
  private static func pageFindings(_ release: PublishedCells, _ page: [UInt8]) -> [Finding] {
    let elements = elements(page)
    let named = Set(elements.map(\.name))
    var printed: [String: PublishedCell] = [:]
    for cell in release.cells {
      let name = cell.name
      if named.contains(name) { printed[name] = cell }
    }
    var findings: [Finding] = []
    for (name, text) in elements {
      guard let cell = printed[name] else {
        findings.append(Finding(kind: .page, cell: name, what: "cells.csv has no such cell"))
        continue
      }
      if text != cell.printed[1] && (cell.isHidden || text != cell.printed[0]) {
        findings.append(Finding(kind: .page, cell: name, what: "the page prints another value than cells.csv"))
      }
    }
    return findings
  }

  /// The elements of the page that stand for a cell, with their texts.
  private static func elements(_ page: [UInt8]) -> [(name: String, text: String)] {
    let mark = Array("data-cell=\"".utf8)
    var elements: [(name: String, text: String)] = []
    var index = 0
    while let start = find(mark, in: page, from: index) {
      let nameStart = start + mark.count
      guard let nameEnd = page[nameStart...].firstIndex(of: UInt8(ascii: "\"")),
        let textStart = page[nameEnd...].firstIndex(of: UInt8(ascii: ">")),
        let textEnd = page[textStart...].firstIndex(of: UInt8(ascii: "<"))
      else { break }
      index = textEnd
      elements.append(
        (
          unescaped(String(decoding: page[nameStart..<nameEnd], as: UTF8.self)),
          unescaped(String(decoding: page[(textStart + 1)..<textEnd], as: UTF8.self))
        ))
    }
    return elements
  }

  private static func find(_ mark: [UInt8], in page: [UInt8], from first: Int) -> Int? {
    var index = first
    while index + mark.count <= page.count {
      guard let found = page[index...].firstIndex(of: mark[0]), found + mark.count <= page.count else { return nil }
      if page[found..<found + mark.count].elementsEqual(mark) { return found }
      index = found + 1
    }
    return nil
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    while let first = rest.first {
      if first == "&", let (mark, plain) = marks.first(where: { rest.hasPrefix($0.0) }) {
        result += plain
        rest = rest.dropFirst(mark.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
