/// Writes one JSON document piece by piece: keys stand in the order in which they are written.
///
/// The result is compact UTF-8 without a final newline. Text comes from Swift strings, so it is always valid Unicode
/// and no lone surrogate can occur; quotes, backslashes and all control characters are escaped, and U+2028 and U+2029
/// too, so that the bytes may stand in a script. Objects and arrays are closed by the closure that fills them.
public struct JSONWriter {
  private var bytes: [UInt8] = []
  private var needsComma = false

  public init() {}

  /// The document written so far.
  public var document: [UInt8] { bytes }

  public mutating func object(_ fill: (inout JSONWriter) -> Void) {
    nest(open: "{", close: "}", fill)
  }

  public mutating func array(_ fill: (inout JSONWriter) -> Void) {
    nest(open: "[", close: "]", fill)
  }

  /// An array of one value per element.
  public mutating func array<Element>(of elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
    array { writer in for element in elements { write(&writer, element) } }
  }

  /// Writes a key; the next value written is its value.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Appends a text, or `null`.
  public mutating func string(_ value: String?) {
    guard let value else { return null() }
    comma()
    bytes.append(UInt8(ascii: "\""))
    for scalar in value.unicodeScalars { append(scalar) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a whole number, or `null`.
  public mutating func number(_ value: Int?) {
    guard let value else { return null() }
    comma()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Appends a number that is already formatted by JSON's rules, such as `1.5`.
  public mutating func number(formatted value: String) {
    comma()
    bytes.append(contentsOf: value.utf8)
  }

  public mutating func bool(_ value: Bool) {
    comma()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  public mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
  }

  private mutating func nest(open: Unicode.Scalar, close: Unicode.Scalar, _ fill: (inout JSONWriter) -> Void) {
    comma()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    fill(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    default: bytes.append(contentsOf: String(scalar).utf8)
    }
  }
}

extension JSONWriter {
  public mutating func field(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  public mutating func field(_ name: String, _ value: Int?) {
    key(name)
    number(value)
  }
}
