/// Spells letters of European alphabets in plain lower-case ASCII, so that names typed on different keyboards compare.
enum LatinFolding {
  /// Lower case, without accents; other characters as they stand.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 && !(65...90).contains($0) }) { return text }
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      // Accents that follow their letter.
      if (0x300...0x36F).contains(scalar.value) { continue }
      if let plain = plain[scalar.value] {
        result.append(contentsOf: plain.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static let plain: [UInt32: String] = {
    var table: [UInt32: String] = [:]
    for (letter, forms) in families {
      for scalar in forms.unicodeScalars { table[scalar.value] = letter }
    }
    return table
  }()

  private static let families: [(String, String)] = [
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģ"), ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐỉị"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűųǔưụủứừửữự"), ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
    ("'", "\u{2018}\u{2019}\u{201B}\u{2032}\u{02BC}\u{02BB}\u{60}\u{B4}"),
    ("-", "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}"),
    ("\"", "\u{201C}\u{201D}\u{201E}\u{2033}"), (" ", "\u{A0}\u{2002}\u{2003}\u{2009}\u{202F}"),
    ("", "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}"),
  ]
}

extension Unicode.Scalar {
  /// A letter or digit of any alphabet.
  var isOfWord: Bool {
    switch value {
    case 48...57, 65...90, 97...122: true
    case 0..<128: false
    default: properties.isAlphabetic || properties.numericType != nil
    }
  }

  /// A blank of any kind, or a control character.
  var isBlank: Bool { value < 128 ? value <= 32 : properties.isWhitespace }
}

extension String {
  /// Trimmed, with single spaces.
  var singleSpaced: String {
    if utf8.allSatisfy({ $0 > 32 && $0 < 128 }) { return self }
    return unicodeScalars.split(whereSeparator: \.isBlank).map { String($0) }.joined(separator: " ")
  }
}
