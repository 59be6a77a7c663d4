/// The fields of one record of a foreign file, valid only while the record is being read.
struct FieldSlice {
  let base: UnsafePointer<UInt8>
  let starts: UnsafePointer<Int32>
  let ends: UnsafePointer<Int32>
  let count: Int

  /// The trimmed value; empty past the last field.
  @inline(__always) subscript(index: Int) -> Bytes {
    guard index >= 0, index < count else { return Bytes(start: base, count: 0) }
    return Bytes(start: base + Int(starts[index]), count: Int(ends[index] - starts[index])).trimmed
  }

  /// The bytes from the start of one field to the end of another, delimiters between them included; for values that hold
  /// the delimiter. Only where the dialect has no quotes.
  func joined(_ range: ClosedRange<Int>) -> Bytes {
    guard range.lowerBound >= 0, range.upperBound < count else { return Bytes(start: base, count: 0) }
    let first = Int(starts[range.lowerBound])
    return Bytes(start: base + first, count: max(0, Int(ends[range.upperBound]) - first)).trimmed
  }
}

/// Which field holds which of a form's columns, by header names compared without case, blanks, underscores and breaks.
struct HeaderMap: Sendable {
  /// For each of the form's columns the field, or -1.
  let fields: [Int]
  /// Columns of the form that the header names twice.
  let twice: [String]
  /// Header names that the form does not know.
  let unknown: [String]

  init(_ columns: [String], header: [String]) {
    let wanted = columns.map(HeaderMap.folded)
    var fields = [Int](repeating: -1, count: columns.count)
    var (twice, unknown): ([String], [String]) = ([], [])
    for (field, name) in header.enumerated() {
      let folded = HeaderMap.folded(name)
      if let column = wanted.firstIndex(of: folded) {
        if fields[column] >= 0 { twice.append(columns[column]) } else { fields[column] = field }
      } else if !folded.isEmpty {
        unknown.append(name)
      }
    }
    (self.fields, self.twice, self.unknown) = (fields, twice, unknown)
  }

  /// How many of the form's columns are there.
  var found: Int { fields.count { $0 >= 0 } }

  static func folded(_ name: String) -> String {
    String(
      decoding: name.utf8.compactMap { byte -> UInt8? in
        switch byte {
        case 65...90: byte | 32
        case 9, 10, 13, 32, UInt8(ascii: "_"), UInt8(ascii: "-"): nil
        default: byte
        }
      }, as: UTF8.self)
  }
}
