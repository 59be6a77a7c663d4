/// Text that is safe to print on a terminal, and its width in columns.
enum TerminalText {
  /// The text without anything that could move the cursor, change colours or reverse the reading order.
  ///
  /// Control characters, line and paragraph separators, private and unassigned characters become `substitute`;
  /// invisible format characters are left out, except the two joiners that some scripts and emoji need.
  static func safe(_ text: String, substitute: Character = "\u{FFFD}") -> String {
    if isPrintableASCII(text) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        scalars.append(contentsOf: substitute.unicodeScalars)
      case .format:
        if scalar == "\u{200C}" || scalar == "\u{200D}" { scalars.append(scalar) }
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// The columns a text takes: combining marks none, East Asian wide characters and emoji two.
  static func width(_ text: String) -> Int {
    isPrintableASCII(text) ? text.utf8.count : text.reduce(0) { $0 + width($1) }
  }

  /// Most texts, for which nothing has to be asked of Unicode.
  private static func isPrintableASCII(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20...0x7E).contains($0) } }

  static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(first) ? 2 : 1
    }
  }

  /// The text cut to at most `columns`, with an ellipsis where something is missing, and padded to them.
  static func fit(_ text: String, _ columns: Int, ellipsis: String = "…") -> String {
    let whole = width(text)
    if whole <= columns { return text + String(repeating: " ", count: columns - whole) }
    let room = max(0, columns - width(ellipsis))
    var cut = ""
    var used = 0
    for character in text {
      guard used + width(character) <= room else { break }
      cut.append(character)
      used += width(character)
    }
    return cut + ellipsis + String(repeating: " ", count: max(0, columns - used - width(ellipsis)))
  }

  /// The text broken into lines of at most `columns` at spaces; a word longer than a line is broken inside.
  static func wrap(_ text: String, _ columns: Int) -> [String] {
    let columns = max(2, columns)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let size = width(String(word))
      if used > 0, used + 1 + size > columns {
        lines.append(line)
        (line, used) = ("", 0)
      }
      if used > 0 {
        line.append(" ")
        used += 1
      }
      for character in word {
        if used + width(character) > columns {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += width(character)
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Unicode's East Asian wide and fullwidth blocks and the emoji that terminals draw two columns wide.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x17000...0x18DFF, 0x1B000...0x1B2FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
