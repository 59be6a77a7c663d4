/// What makes a row unusable; thrown by a table's reader.
struct RowFault: Error {
  var column: Int
  var code: RejectCode
}

/// One row of a table, valid only while it is being read.
struct Record<Column: TableColumn> {
  let base: UnsafePointer<UInt8>
  let starts: UnsafeMutablePointer<Int32>
  let ends: UnsafeMutablePointer<Int32>
  /// For each column of the table the field that holds it, or -1.
  let fields: UnsafePointer<Int32>
  /// Physical line in the file, or the place of a translated row.
  let line: Int
  let file: String
  let log: ProblemLog
  /// Where a translated row came from, and who can say so; nil for a row of the table's own file.
  var imported: ImportedTables?

  /// The trimmed value; empty if it or the whole column is absent.
  @inline(__always) subscript(column: Column) -> Bytes { value(column.rawValue) }

  @inline(__always) func value(_ column: Int) -> Bytes {
    let field = Int(fields[column])
    guard field >= 0 else { return Bytes(start: base, count: 0) }
    return Bytes(start: base + Int(starts[field]), count: Int(ends[field] - starts[field])).trimmed
  }

  /// A hash over all trimmed values; rows with the same data have the same.
  var hash: UInt64 {
    var hash: UInt64 = 0
    for column in 0..<Column.allCases.count { hash = ByteHash.add(value(column), to: hash) }
    return hash
  }

  func fault(_ column: Column, _ code: RejectCode) -> RowFault { RowFault(column: column.rawValue, code: code) }

  /// A value that must not be empty.
  @inline(__always) func required(_ column: Column) throws(RowFault) -> Bytes {
    let value = self[column]
    if value.isEmpty { throw fault(column, .missingValue) }
    return value
  }

  /// A value that must not be empty and must be short enough to be a key.
  @inline(__always) func identifier(_ column: Column) throws(RowFault) -> Bytes {
    let value = try required(column)
    if value.count > ReadingLimits.identifierBytes { throw fault(column, .badValue) }
    return value
  }

  /// A value that may be empty; one that cannot be read rejects the row.
  func deciding<Value>(_ column: Column, _ read: (Bytes) -> Value?) throws(RowFault) -> Value? {
    let value = self[column]
    if value.isEmpty { return nil }
    guard let result = read(value) else { throw fault(column, .badValue) }
    return result
  }

  /// A value that may be empty; one that cannot be read is left out and is a finding.
  func descriptive<Value>(_ column: Column, _ read: (Bytes) -> Value?) -> Value? {
    let value = self[column]
    if value.isEmpty { return nil }
    if let result = read(value) { return result }
    find(.valueIgnored, column)
    return nil
  }

  /// Text as it stands; nil if absent.
  func text(_ column: Column) -> String? {
    let value = self[column]
    return value.isEmpty ? nil : value.string
  }

  func find(_ code: FindingCode, _ column: Column) {
    let name = Column.names[column.rawValue]
    if let imported, let origin = imported.origin(of: line) {
      imported.findOwn(code, origin, column: name, value: ShownValue.of(self[column]))
    } else {
      log.find(code, file: file, line: line, column: name, value: ShownValue.of(self[column]))
    }
  }
}

/// How single values are read.
enum Values {
  /// Only digits, at most `digits` of them.
  @inline(__always) static func number(_ bytes: Bytes, digits: Int) -> Int? {
    guard bytes.count > 0, bytes.count <= digits else { return nil }
    var value = 0
    for index in 0..<bytes.count {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// A number of 0 or more with at most two decimals (zeros behind them are allowed), in hundredths.
  @inline(__always) static func hundredths(_ bytes: Bytes, upTo limit: Int32) -> Int32? {
    var value: Int32 = 0
    var decimals = -1
    var digits = 0
    if bytes.count > 20 { return nil }
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
        continue
      }
      let digit = byte &- 48
      guard digit < 10 else { return nil }
      digits += 1
      if decimals >= 2 {
        guard digit == 0 else { return nil }
        continue
      }
      if decimals >= 0 { decimals += 1 }
      value = value &* 10 &+ Int32(digit)
      // Checked at every digit, so that the product cannot overflow.
      guard value <= limit else { return nil }
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in max(0, decimals)..<2 {
      value = value &* 10
      guard value <= limit else { return nil }
    }
    return value
  }

  /// Exactly so many digits; kept as text because zeros in front belong to it.
  static func digits(_ bytes: Bytes, count: Int) -> String? {
    guard bytes.count == count, (0..<count).allSatisfy({ bytes[$0] &- 48 < 10 }) else { return nil }
    return bytes.string
  }

  static func code<Code: RawRepresentable>(_ bytes: Bytes) -> Code? where Code.RawValue == String {
    // No code of the format is longer than this; do not copy a long text to find that out.
    bytes.count <= 40 ? Code(rawValue: bytes.string) : nil
  }

  /// `Y` or `N`.
  static func yesNo(_ bytes: Bytes) -> Bool? {
    guard bytes.count == 1 else { return nil }
    return bytes[0] == UInt8(ascii: "Y") ? true : bytes[0] == UInt8(ascii: "N") ? false : nil
  }
}
