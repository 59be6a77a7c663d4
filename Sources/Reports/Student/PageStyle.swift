import Rules

/// How a terminal page is drawn.
public struct PageStyle: Sendable {
  /// ANSI colours and bold. They only repeat what a symbol and a word say already.
  public var colour: Bool
  /// ASCII only, for screen readers, logs and old terminals; switches colour off.
  public var plain: Bool
  /// Columns of the terminal; the page uses at most 100 and is whole with 80. With fewer, tables stand below each other or are
  /// left out.
  public var columns: Int

  public init(colour: Bool = false, plain: Bool = false, columns: Int = 80) {
    self.colour = colour && !plain
    self.plain = plain
    self.columns = min(max(columns, 20), 100)
  }

  var separator: String { plain ? "|" : "│" }
  var rule: String { plain ? "-" : "─" }
  var ellipsis: String { plain ? ".." : "…" }
  var bullet: String { plain ? "*" : "•" }

  func symbol(_ status: Status) -> String {
    switch status {
    case .met: plain ? "+" : "✓"
    case .inProgress: "~"
    case .notMet: plain ? "x" : "✗"
    case .unknown: "?"
    }
  }

  /// The text made safe; with `plain`, letters lose their accents, and what is beyond ASCII all the same becomes `?`.
  func safe(_ text: String) -> String {
    guard plain else { return TerminalText.safe(text) }
    return String(TerminalText.safe(text, substitute: "?").map { $0.isASCII ? $0 : PlainLetter.of($0) })
  }

  func strong(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func tinted(_ text: String, _ status: Status) -> String {
    guard colour else { return text }
    let code =
      switch status {
      case .met: "32"
      case .inProgress: "36"
      case .notMet: "33"
      case .unknown: "35"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// Letters of names without their accents.
enum PlainLetter {
  private static let letters: [(plain: Character, accented: String)] = [
    ("a", "áàâäãåāăą"), ("c", "çćčĉċ"), ("d", "ďđð"), ("e", "éèêëēĕėęě"), ("g", "ğĝġģ"), ("h", "ĥħ"), ("i", "íìîïīĭįı"),
    ("j", "ĵ"), ("k", "ķ"), ("l", "łĺľļ"), ("n", "ñńňņ"), ("o", "óòôöõøōŏő"), ("r", "řŕŗ"), ("s", "śšşșŝ"),
    ("t", "ťţțŧ"), ("u", "úùûüūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źžż"), ("'", "ʻʼ\u{2018}\u{2019}"),
    ("-", "\u{2010}\u{2011}\u{2013}"), (" ", "\u{A0}"),
  ]

  /// `?` for what is none.
  static func of(_ character: Character) -> Character {
    let lower = Character(character.lowercased().first.map(String.init) ?? "?")
    guard let found = letters.first(where: { $0.accented.contains(lower) }) else { return "?" }
    return lower == character ? found.plain : Character(found.plain.uppercased())
  }
}
