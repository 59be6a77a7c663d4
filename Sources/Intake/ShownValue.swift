/// A value as rejects and findings show it.
enum ShownValue {
  static let characters = 200

  /// Control characters escaped, then cut to 200 characters; an escape is never cut in two.
  static func of(_ bytes: Bytes) -> String {
    // A character has at most four bytes, so more than this is never shown.
    let cut = Bytes(start: bytes.start, count: min(bytes.count, characters * 4 + 4))
    return of(cut.string)
  }

  static func of(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      let escaped = escape(scalar)
      let length = escaped?.unicodeScalars.count ?? 1
      if count + length > characters { break }
      if let escaped {
        shown.append(contentsOf: escaped.unicodeScalars)
      } else {
        shown.append(scalar)
      }
      count += length
    }
    return String(shown)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 9: return "\\t"
    case 10: return "\\n"
    case 13: return "\\r"
    case 0..<32, 127..<160, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return nil
    }
  }
}
