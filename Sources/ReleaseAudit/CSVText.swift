/// A CSV text (RFC 4180) in memory, with the columns asked for.
struct CSVText {
  typealias Row = (fields: [String], line: Int)

  /// All fields of each row behind the header.
  private(set) var rows: [Row] = []
  private let header: [String]
  private let places: [Int]
  private var position = 0

  init(_ bytes: [UInt8], file: String, columns: [String]) throws(UnreadableRelease) {
    func fault(_ line: Int, _ column: String, _ message: String) -> UnreadableRelease {
      UnreadableRelease(file: file, line: line, column: column, message: message)
    }
    var rows: [Row] = []
    var (fields, field): ([String], [UInt8]) = ([], [])
    var (line, first, isQuoted, isStarted) = (1, 1, false, false)
    var index = 0
    while index <= bytes.count {
      let byte = index < bytes.count ? bytes[index] : UInt8(ascii: "\n")
      index += 1
      if isQuoted, index <= bytes.count {
        if byte == UInt8(ascii: "\"") {
          if index < bytes.count, bytes[index] == byte {
            field.append(byte)
            index += 1
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
      case UInt8(ascii: "\"") where field.isEmpty: (isQuoted, isStarted) = (true, true)
      case UInt8(ascii: ","), 10:
        if byte == 10, field.last == 13 { field.removeLast() }
        guard !isQuoted, let text = String(validating: field, as: UTF8.self) else {
          throw fault(first, "", "is not UTF-8, or a quote is not closed")
        }
        if byte == 10, fields.isEmpty, text.isEmpty, !isStarted {
          line += 1
          first = line
          continue
        }
        fields.append(text)
        (field, isStarted) = ([], true)
        if byte == 10 {
          rows.append((fields, first))
          line += 1
          (fields, first, isStarted) = ([], line, false)
        }
      default:
        field.append(byte)
        isStarted = true
      }
    }
    header = rows.first?.fields ?? []
    var places: [Int] = []
    for column in columns {
      guard let place = header.firstIndex(of: column) else { throw fault(1, column, "the column is missing") }
      places.append(place)
    }
    for row in rows where row.fields.count != header.count {
      throw fault(row.line, "", "\(row.fields.count) fields where the header has \(header.count)")
    }
    self.rows = Array(rows.dropFirst())
    self.places = places
  }

  func place(of column: String) -> Int? { header.firstIndex(of: column) }

  /// The columns asked for of the next row.
  mutating func next() -> Row? {
    guard position < rows.count else { return nil }
    defer { position += 1 }
    return (places.map { rows[position].fields[$0] }, rows[position].line)
  }
}
