/// Text made safe for HTML.
enum HTML {
  /// The text for element content and for attributes in double quotes. Control characters, which HTML does not
  /// allow, become U+FFFD.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\t", "\n": safe += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// A name from the district's files: escaped, and its reading direction kept to itself.
  static func name(_ text: String) -> String { "<bdi>\(escaped(text))</bdi>" }

  /// `47%`, or an empty text where there is no rate.
  static func percent(_ value: Int?) -> String { value.map { "\($0)%" } ?? "" }

  /// The place's fragment: letters and digits of the id, the rest as code points, so that it is always valid.
  static func anchor(_ place: Place) -> String {
    var text = "\(place.scope.rawValue)-"
    for scalar in place.id.unicodeScalars {
      let plain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      text += plain ? String(scalar) : "_\(scalar.value)_"
    }
    return text
  }
}
