/// A node of a YAML document, with the line on which it begins.
struct YAMLNode: Sendable, Equatable {
  enum Content: Sendable, Equatable {
    /// - isPlain: Without quotation marks, so that it may be a number or a truth value.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  struct Pair: Sendable, Equatable {
    var key: YAMLNode
    var value: YAMLNode
  }

  var content: Content
  /// From 1.
  var line: Int

  /// The text of a scalar.
  var string: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// The value of a scalar that is written as a whole number: `12`, `-3`, `1_000`.
  var int: Int? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return Int(text.utf8.contains(UInt8(ascii: "_")) ? String(text.filter { $0 != "_" }) : text)
  }

  /// The value of a scalar that is written as a truth value: `true`, `yes`, `on` and their opposites.
  var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }
}

/// Why a text is no YAML document, on one line and without the text around it.
struct YAMLProblem: Error {
  /// nil where no line can be named.
  var line: Int?
  var message: String
}
