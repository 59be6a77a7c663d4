/// Writes CSV by RFC 4180 with LF line ends, quoting only where a cell needs it.
///
/// A spreadsheet runs a text cell that begins with `=`, `+`, `-`, `@`, tab, carriage return or line feed as a formula, in
/// some languages also with the wide forms of these signs; such a cell gets a leading apostrophe (OWASP, "CSV Injection"). Whether a cell is text is the column's type, so use `text` for identifiers and
/// names whatever they look like, and `number` for amounts. Source: `extract.md`, odd input 7 and 11.
public struct CSVWriter {
  private var bytes: [UInt8] = []
  private var atLineStart = true

  /// Starts with a header line of plain column names.
  public init(columns: [String]) {
    for column in columns { word(column) }
    endLine()
  }

  /// Appends a text cell: an identifier, a name, a code, a sentence. nil and the empty text are the empty cell.
  public mutating func text(_ value: String?) {
    separate()
    guard let value, let first = value.utf8.first else { return }
    let neutralise = CSVWriter.looksLikeFormula(value, first)
    guard value.utf8.contains(where: { CSVWriter.special.contains($0) }) else {
      if neutralise { bytes.append(CSVWriter.apostrophe) }
      bytes.append(contentsOf: value.utf8)
      return
    }
    bytes.append(CSVWriter.quote)
    if neutralise { bytes.append(CSVWriter.apostrophe) }
    for byte in value.utf8 {
      if byte == CSVWriter.quote { bytes.append(CSVWriter.quote) }
      bytes.append(byte)
    }
    bytes.append(CSVWriter.quote)
  }

  /// The text as a spreadsheet shows it without running it.
  static func neutralised(_ value: String) -> String {
    guard let first = value.utf8.first, looksLikeFormula(value, first) else { return value }
    return "'" + value
  }

  /// So does a text that begins as a neutralised one, so that readers may always take one apostrophe away.
  private static func looksLikeFormula(_ value: String, _ first: UInt8) -> Bool {
    if formulaStarts.contains(first) { return true }
    if first == apostrophe {
      let rest = value.drop { $0 == "'" }
      return rest.utf8.first.map { looksLikeFormula(String(rest), $0) } ?? false
    }
    return first == 0xEF && wideStarts.contains { value.utf8.starts(with: $0.utf8) }
  }

  /// Appends a whole number; nil is the empty cell.
  public mutating func number(_ value: Int?) {
    separate()
    if let value { bytes.append(contentsOf: String(value).utf8) }
  }

  /// Appends a number that is already formatted (`0.47`, `1.5`); nil is the empty cell. Never neutralised.
  public mutating func number(formatted value: String?) {
    separate()
    if let value { bytes.append(contentsOf: value.utf8) }
  }

  /// Appends a word of the program's own (a column name, a code of a closed list): written as it is.
  public mutating func word(_ value: String) {
    separate()
    bytes.append(contentsOf: value.utf8)
  }

  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    atLineStart = true
  }

  /// Everything written since the last call, so that a long file can be written in pieces.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The number of bytes waiting to be taken.
  public var waiting: Int { bytes.count }

  private mutating func separate() {
    if !atLineStart { bytes.append(UInt8(ascii: ",")) }
    atLineStart = false
  }

  private static let quote = UInt8(ascii: "\"")
  private static let apostrophe = UInt8(ascii: "'")
  private static let formulaStarts: [UInt8] = Array("=+-@\t\r\n".utf8)
  private static let wideStarts = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]
  private static let special: [UInt8] = Array(",\"\r\n".utf8)
}
