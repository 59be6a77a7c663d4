/// A CSV text (RFC 4180) in memory, read row by row, with the columns asked for.
struct CSVText {
  typealias Row = (fields: [String], line: Int)

  private let bytes: [UInt8]
  private let file: String
  private let header: [String]
  private let places: [Int]
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8], file: String, columns: [String]) throws(UnreadableRelease) {
    (self.bytes, self.file) = (bytes, file)
    var (position, line) = (0, 1)
    let header = try CSVText.row(bytes, &position, &line, file)?.fields ?? []
    var places: [Int] = []
    for column in columns {
      guard let place = header.firstIndex(of: column) else {
        throw UnreadableRelease(file: file, line: 1, column: column, message: "the column is missing")
      }
      places.append(place)
    }
    (self.header, self.places, self.position, self.line) = (header, places, position, line)
  }

  func place(of column: String) -> Int? { header.firstIndex(of: column) }

  /// The columns asked for of the next row.
  mutating func next() throws(UnreadableRelease) -> Row? {
    guard let row = try nextWhole() else { return nil }
    return (places.map { row.fields[$0] }, row.line)
  }

  /// All fields of the next row.
  mutating func nextWhole() throws(UnreadableRelease) -> Row? {
    guard let row = try CSVText.row(bytes, &position, &line, file) else { return nil }
    if row.fields.count != header.count {
      throw UnreadableRelease(
        file: file, line: row.line, column: "",
        message: "\(row.fields.count) fields where the header has \(header.count)")
    }
    return row
  }

  /// The row that begins at a position, behind empty lines; nil at the end.
  private static func row(
    _ bytes: [UInt8], _ position: inout Int, _ line: inout Int, _ file: String
  ) throws(UnreadableRelease) -> Row? {
    while position < bytes.count, bytes[position] == 10 || (bytes[position] == 13 && isEnd(bytes, position + 1)) {
      if bytes[position] == 10 { line += 1 }
      position += 1
    }
    if position >= bytes.count { return nil }
    let first = line
    var (fields, field, isQuoted): ([String], [UInt8], Bool) = ([], [], false)
    while true {
      let byte = position < bytes.count ? bytes[position] : 10
      let isOver = position >= bytes.count
      position += 1
      if isQuoted, !isOver {
        if byte == UInt8(ascii: "\"") {
          if position < bytes.count, bytes[position] == byte {
            field.append(byte)
            position += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == 10 { line += 1 }
          field.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
      case UInt8(ascii: ","), 10:
        if byte == 10, field.last == 13 { field.removeLast() }
        guard !isQuoted, let text = String(validating: field, as: UTF8.self) else {
          throw UnreadableRelease(
            file: file, line: first, column: "", message: "is not UTF-8, or a quote is not closed")
        }
        fields.append(plain(text))
        field.removeAll(keepingCapacity: true)
        if byte == 10 {
          line += 1
          return (fields, first)
        }
      default: field.append(byte)
      }
    }
  }

  /// Behind an apostrophe stands a text that a spreadsheet would run as a formula: the apostrophe is no part of it.
  private static func plain(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"), let sign = text.unicodeScalars.first(where: { $0 != "'" }),
      formulaSigns.contains(sign)
    else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  private static let formulaSigns = Array("=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)

  private static func isEnd(_ bytes: [UInt8], _ position: Int) -> Bool {
    position >= bytes.count || bytes[position] == 10
  }
}
