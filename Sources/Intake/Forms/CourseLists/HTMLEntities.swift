/// Undoes the HTML entities that UC's lists hold (`AP Gov &amp; Pol: US (HP)`).
enum HTMLEntities {
  /// The text with its entities decoded; what is no entity stays as it is. Entities that were encoded twice or thrice
  /// (`&amp;amp;`) are undone as often.
  static func decoded(_ text: String) -> String {
    var text = text
    for _ in 0..<3 where text.utf8.contains(UInt8(ascii: "&")) {
      let next = decodedOnce(text)
      if next == text { break }
      text = next
    }
    return text
  }

  private static func decodedOnce(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, next) = entity(bytes, index + 1) {
        result.append(contentsOf: String(Character(scalar)).utf8)
        index = next
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The character that an entity stands for, and where the text goes on.
  private static func entity(_ bytes: [UInt8], _ start: Int) -> (Unicode.Scalar, Int)? {
    let limit = min(bytes.count, start + 12)
    guard start < limit, let end = (start..<limit).first(where: { bytes[$0] == UInt8(ascii: ";") }) else { return nil }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    if let scalar = named[name] { return (scalar, end + 1) }
    guard name.utf8.first == UInt8(ascii: "#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.utf8.first.map { $0 | 32 == UInt8(ascii: "x") } ?? false
    let number = isHexadecimal ? digits.dropFirst() : digits
    // A sign would be read as part of the number.
    guard let first = number.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
      let value = UInt32(number, radix: isHexadecimal ? 16 : 10), value >= 32, !(127..<160).contains(value),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, end + 1)
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "\u{2013}",
    "mdash": "\u{2014}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}", "rdquo": "\u{201D}",
    "aacute": "á", "eacute": "é", "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "ccedil": "ç",
    "egrave": "è", "ecirc": "ê", "auml": "ä", "ouml": "ö", "uuml": "ü", "bull": "\u{2022}", "hellip": "\u{2026}",
  ]
}
