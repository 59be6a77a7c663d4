/// Reads the release page back: elements with their attributes and direct text, and whether tags are balanced.
///
/// It works on bytes, because the page of a large district is long.
struct PageReader {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text: String
    let parent: Int?
  }

  private(set) var elements: [Element] = []
  private(set) var faults: [String] = []

  init(_ html: String) {
    var open: [Int] = []
    var rest = ArraySlice(html.utf8)
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      if let top = open.last, start > rest.startIndex { elements[top].text += PageReader.text(rest[..<start]) }
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = rest[(start + 1)..<end]
      rest = rest[(end + 1)...]
      switch tag.first {
      case UInt8(ascii: "!"): continue
      case UInt8(ascii: "/"):
        let name = String(decoding: tag.dropFirst(), as: UTF8.self)
        if let top = open.popLast(), elements[top].name == name { continue }
        faults.append("</\(name)> closes nothing")
      default:
        let name = String(
          decoding: tag.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") }, as: UTF8.self)
        elements.append(
          Element(
            name: name, attributes: PageReader.attributes(tag.dropFirst(name.utf8.count)), text: "", parent: open.last))
        if tag.last != UInt8(ascii: "/"), !["meta", "br", "input"].contains(name) { open.append(elements.count - 1) }
      }
    }
    faults += open.map { "<\(elements[$0].name)> is not closed" }
  }

  /// ` name="value" name="value"`.
  private static func attributes(_ tag: ArraySlice<UInt8>) -> [String: String] {
    var found: [String: String] = [:]
    let parts = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    var index = 0
    while index + 1 < parts.count {
      let name = parts[index].filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
      found[String(decoding: name, as: UTF8.self)] = text(parts[index + 1])
      index += 2
    }
    return found
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
