/// What makes a row unusable; thrown by a table's reader.
struct RowFault: Error {
  var column: Int
  var code: RejectCode
}

/// The cells of one row by column, valid only while the row is being read.
protocol CellReading<Column> {
  associatedtype Column: TableColumn
  var base: UnsafePointer<UInt8> { get }
  var starts: UnsafeMutablePointer<Int32> { get }
  var ends: UnsafeMutablePointer<Int32> { get }
  /// For each column of the table the field that holds it, or -1.
  var fields: UnsafePointer<Int32> { get }
  /// The trimmed value of a column; empty if it or the whole column is absent.
  func value(_ column: Int) -> Bytes
}

extension CellReading {
  /// The trimmed value; empty if it or the whole column is absent.
  @inline(__always) subscript(column: Column) -> Bytes { value(column.rawValue) }

  /// What stands in the field of a column.
  @inline(__always) func printed(_ column: Int) -> Bytes {
    let field = Int(fields[column])
    guard field >= 0 else { return Bytes(start: base, count: 0) }
    return Bytes(start: base + Int(starts[field]), count: Int(ends[field] &- starts[field]))
  }

  /// A hash over all trimmed values; rows with the same data have the same.
  @inline(__always) var hash: UInt64 {
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
  @inline(__always) func deciding<Value>(_ column: Column, _ read: (Bytes) -> Value?) throws(RowFault) -> Value? {
    let value = self[column]
    if value.isEmpty { return nil }
    guard let result = read(value) else { throw fault(column, .badValue) }
    return result
  }

  /// Text as it stands; nil if absent.
  func text(_ column: Column) -> String? {
    let value = self[column]
    return value.isEmpty ? nil : value.string
  }
}

/// The cells of a row and nothing else, for work that may be done on any thread.
struct Cells<Column: TableColumn>: CellReading {
  let base: UnsafePointer<UInt8>
  let starts: UnsafeMutablePointer<Int32>
  let ends: UnsafeMutablePointer<Int32>
  let fields: UnsafePointer<Int32>

  /// Trims all fields where they lie, once for all that will be asked of them; to be called before anything is.
  @inline(__always) func trim(count: Int) {
    for field in 0..<count {
      let (first, last) = (Int(starts[field]), Int(ends[field]))
      if first == last || (base[first] > 32 && base[last &- 1] > 32) { continue }
      let value = Bytes(start: base + first, count: last - first).trimmed
      starts[field] = Int32(truncatingIfNeeded: value.start - base)
      ends[field] = starts[field] + Int32(truncatingIfNeeded: value.count)
    }
  }

  @inline(__always) func value(_ column: Int) -> Bytes { printed(column) }
}

/// One row of a table, valid only while it is being read.
struct Record<Column: TableColumn>: CellReading {
  let base: UnsafePointer<UInt8>
  let starts: UnsafeMutablePointer<Int32>
  let ends: UnsafeMutablePointer<Int32>
  let fields: UnsafePointer<Int32>
  /// Physical line in the file, or the place of a translated row.
  let line: Int
  let file: String
  let log: ProblemLog
  /// Where a translated row came from, and who can say so; nil for a row of the table's own file.
  var imported: ImportedTables?

  @inline(__always) func value(_ column: Int) -> Bytes { printed(column).trimmed }

  /// A value that may be empty; one that cannot be read is left out and is a finding.
  func descriptive<Value>(_ column: Column, _ read: (Bytes) -> Value?) -> Value? {
    let value = self[column]
    if value.isEmpty { return nil }
    if let result = read(value) { return result }
    find(.valueIgnored, column)
    return nil
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
