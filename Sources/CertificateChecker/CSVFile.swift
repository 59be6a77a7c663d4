import Glibc

/// Why a file cannot be checked. The column is empty where none is at fault.
public struct UnreadableFile: Error { public let file: String, line: Int, column: String, message: String }

/// A CSV file (RFC 4180), read row by row in bounded memory; only the columns asked for are kept.
final class CSVFile {
  let name: String
  /// The line on which the last row begins.
  private(set) var line = 0
  private var nextLine = 1, width = 0, columns: [(place: Int, name: String)] = []
  private let stream: UnsafeMutablePointer<FILE>?

  init(_ path: String, columns names: [String]) throws(UnreadableFile) {
    (name, stream) = (path, fopen(path, "re"))
    let header = try row() ?? []
    width = header.count
    for name in names {
      guard let place = header.firstIndex(of: name) else { throw unreadable(name, "the column is missing") }
      columns.append((place, name))
    }
  }

  deinit { if let stream { fclose(stream) } }

  /// The columns asked for, in the order asked for; nil after the last row.
  func next() throws(UnreadableFile) -> [String]? {
    guard let fields = try row() else { return nil }
    if fields.count != width { throw unreadable("", "\(fields.count) fields where the header has \(width)") }
    return columns.map { fields[$0.place] }
  }

  func number(_ fields: [String], _ index: Int) throws(UnreadableFile) -> Int {
    if let number = Int(fields[index]), (0...1000).contains(number) { return number }
    throw unreadable(columns[index].name, "no number of twelfths")
  }

  private func unreadable(_ column: String, _ message: String) -> UnreadableFile {
    UnreadableFile(file: name, line: line, column: column, message: message)
  }

  private func row() throws(UnreadableFile) -> [String]? {
    line = nextLine
    var (fields, field, quotes): ([String], [UInt8], Int) = ([], [], 0)
    while true {
      guard let stream else { throw unreadable("", "cannot be opened: \(String(cString: strerror(errno)))") }
      let byte = getc_unlocked(stream)
      if byte < 0 && ferror(stream) != 0 { throw unreadable("", "cannot be read") }
      if byte < 0 && fields.isEmpty && field.isEmpty && quotes == 0 { return nil }
      nextLine += byte == 10 ? 1 : 0
      if byte == 34 {
        // A quote that opens again stands for itself.
        quotes += 1
        if quotes > 1 && quotes % 2 == 1 { field.append(34) }
      } else if byte >= 0 && field.count < 1 << 16 && (quotes % 2 == 1 || byte != 44 && byte != 10) {
        field.append(UInt8(truncatingIfNeeded: byte))
      } else {
        let text = String(validating: field, as: UTF8.self)
        guard let text, quotes % 2 == 0, field.count < 1 << 16, fields.count < 1 << 10 else {
          throw unreadable("\(fields.count + 1)", "is not UTF-8, too long, or its quote is not closed")
        }
        fields.append(text)
        if byte != 44 { return fields }
        field.removeAll(keepingCapacity: true)
        quotes = 0
      }
    }
  }
}
