/// The first bytes of a file, decoded, by which it is recognised.
struct FileHead {
  /// Bytes looked at.
  static let size = 1 << 16

  /// The name as it lies in the folder.
  let name: String
  /// UTF-8 without a byte order mark; at most `size` bytes.
  let text: [UInt8]
  /// The whole file is here.
  let isWhole: Bool
  /// The first record under each delimiter that parts it, without empty fields at its end; read once for all forms.
  private let headers: [(delimiter: UInt8, names: [String])]

  init(name: String, text: [UInt8], isWhole: Bool) {
    (self.name, self.text, self.isWhole) = (name, text, isWhole)
    headers = [UInt8(ascii: ","), 9, UInt8(ascii: "^"), UInt8(ascii: ";"), UInt8(ascii: "|")].compactMap { delimiter in
      var names = FileHead.records(text, isWhole, delimiter, quotes: true, limit: 1).first ?? []
      while let last = names.last, last.isEmpty { names.removeLast() }
      return names.count > 1 ? (delimiter, names) : nil
    }
  }

  /// Too many bytes that no text has. One or two may stand in a damaged row.
  var isBinary: Bool {
    let start = text.prefix(1024)
    return start.count { $0 < 9 || ($0 > 13 && $0 < 32) } * 20 > start.count
  }

  /// The byte order mark of UTF-16, which spreadsheets write as "Unicode text", read as windows-1252.
  var isUTF16: Bool { text.starts(with: "\u{FF}\u{FE}".utf8) || text.starts(with: "\u{FE}\u{FF}".utf8) }

  /// The first byte that is not blank.
  var firstByte: UInt8? { text.first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 } }

  /// The first whole records that are not blank, at most so many.
  func records(_ delimiter: UInt8, quotes: Bool, limit: Int) -> [[String]] {
    FileHead.records(text, isWhole, delimiter, quotes: quotes, limit: limit)
  }

  private static func records(
    _ text: [UInt8], _ isWhole: Bool, _ delimiter: UInt8, quotes: Bool, limit: Int
  ) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var inQuotes = false
    func close() {
      record.append(FileHead.trimmed(field))
      field.removeAll(keepingCapacity: true)
    }
    var index = 0
    while index < text.count, records.count < limit {
      let byte = text[index]
      index += 1
      if inQuotes {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if index < text.count, text[index] == byte {
          field.append(byte)
          index += 1
        } else {
          inQuotes = false
        }
      } else if quotes, byte == UInt8(ascii: "\""), field.isEmpty {
        inQuotes = true
      } else if byte == delimiter {
        close()
      } else if byte == 10 || byte == 13 {
        close()
        if record.count > 1 || record.first?.isEmpty == false { records.append(record) }
        record.removeAll()
      } else {
        field.append(byte)
      }
    }
    if isWhole, !inQuotes, records.count < limit, !record.isEmpty || !field.isEmpty {
      close()
      if record.count > 1 || record.first?.isEmpty == false { records.append(record) }
    }
    return records
  }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
    let rest = bytes.drop(while: isBlank)
    let last = rest.lastIndex { !isBlank($0) }
    return String(decoding: last.map { rest[...$0] } ?? [], as: UTF8.self)
  }

  /// The delimiter under which the first record names the most of a form's columns, and the header it gives; nil where
  /// none names at least two.
  func header(naming columns: [String]) -> (delimiter: UInt8, names: [String], map: HeaderMap)? {
    var best: (delimiter: UInt8, names: [String], map: HeaderMap)?
    for (delimiter, names) in headers {
      let map = HeaderMap(columns, header: names)
      if map.found >= 2, map.found > best?.map.found ?? 0 { best = (delimiter, names, map) }
    }
    return best
  }
}
