import CLibPQ

/// One row of a result, valid only while it is lent.
///
/// Columns are counted from 0 and decoded strictly: a column must have exactly the type named by the function. NULL is an error
/// except in the functions that return an optional.
public struct Row: ~Copyable {
  let result: OpaquePointer
  let index: Int32
  let statementName: String

  public var columnCount: Int { Int(PQnfields(result)) }

  /// The column's name as the statement gives it; empty past the last column.
  public func columnName(_ column: Int) -> String {
    guard isColumn(column) else { return "" }
    return PostgresError.text(PQfname(result, Int32(column)))
  }

  public func isNull(_ column: Int) throws(PostgresError) -> Bool {
    guard isColumn(column) else { throw problem(column, "there is no such column") }
    return PQgetisnull(result, index, Int32(column)) == 1
  }

  public func int16(_ column: Int) throws(PostgresError) -> Int16 { try required(optionalInt16(column), column) }
  public func int32(_ column: Int) throws(PostgresError) -> Int32 { try required(optionalInt32(column), column) }
  public func int64(_ column: Int) throws(PostgresError) -> Int64 { try required(optionalInt64(column), column) }
  public func bool(_ column: Int) throws(PostgresError) -> Bool { try required(optionalBool(column), column) }
  public func double(_ column: Int) throws(PostgresError) -> Double { try required(optionalDouble(column), column) }
  public func text(_ column: Int) throws(PostgresError) -> String { try required(optionalText(column), column) }
  public func bytes(_ column: Int) throws(PostgresError) -> [UInt8] { try required(optionalBytes(column), column) }

  /// `int2`, `int4` or `int8`, whichever the column is.
  public func int(_ column: Int) throws(PostgresError) -> Int { try required(optionalInt(column), column) }

  /// Days since 1970-01-01.
  public func date(_ column: Int) throws(PostgresError) -> Int32 { try required(optionalDate(column), column) }

  public func optionalInt16(_ column: Int) throws(PostgresError) -> Int16? {
    try integer(column, TypeOID.int2, "int2")
  }

  public func optionalInt32(_ column: Int) throws(PostgresError) -> Int32? {
    try integer(column, TypeOID.int4, "int4")
  }

  public func optionalInt64(_ column: Int) throws(PostgresError) -> Int64? {
    try integer(column, TypeOID.int8, "int8")
  }

  /// `int2`, `int4` or `int8`, whichever the column is.
  public func optionalInt(_ column: Int) throws(PostgresError) -> Int? {
    guard isColumn(column) else { throw problem(column, "there is no such column") }
    switch PQftype(result, Int32(column)) {
    case TypeOID.int2: return try optionalInt16(column).map(Int.init)
    case TypeOID.int4: return try optionalInt32(column).map(Int.init)
    case TypeOID.int8: return try optionalInt64(column).map(Int.init)
    default: throw problem(column, "the program reads an integer")
    }
  }

  public func optionalBool(_ column: Int) throws(PostgresError) -> Bool? {
    let value: UInt8? = try integer(column, TypeOID.bool, "bool")
    return value.map { $0 != 0 }
  }

  public func optionalDouble(_ column: Int) throws(PostgresError) -> Double? {
    let pattern: UInt64? = try integer(column, TypeOID.float8, "float8")
    return pattern.map(Double.init(bitPattern:))
  }

  /// Days since 1970-01-01.
  public func optionalDate(_ column: Int) throws(PostgresError) -> Int32? {
    guard let days: Int32 = try integer(column, TypeOID.date, "date") else { return nil }
    let (sum, overflow) = days.addingReportingOverflow(postgresDayZero)
    guard !overflow, days != .min else { throw problem(column, "the date is infinite") }
    return sum
  }

  public func optionalText(_ column: Int) throws(PostgresError) -> String? {
    try textField(column).map { String(decoding: $0, as: UTF8.self) }
  }

  public func optionalBytes(_ column: Int) throws(PostgresError) -> [UInt8]? {
    try field(column, TypeOID.bytea, "bytea").map { [UInt8]($0) }
  }

  /// Lends the bytes of a text column without making a String; nil for NULL.
  public func withTextBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer?) throws -> R) throws -> R {
    try body(textField(column))
  }

  /// Lends the bytes of a `bytea` column; nil for NULL.
  public func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer?) throws -> R) throws -> R {
    try body(field(column, TypeOID.bytea, "bytea"))
  }

  // MARK: - The field behind a column

  private func isColumn(_ column: Int) -> Bool { column >= 0 && column < columnCount }

  /// The bytes of a field of exactly this type; nil for NULL.
  func field(_ column: Int, _ type: UInt32, _ typeName: String) throws(PostgresError) -> UnsafeRawBufferPointer? {
    guard isColumn(column) else { throw problem(column, "there is no such column") }
    guard PQftype(result, Int32(column)) == type else { throw problem(column, "the program reads it as \(typeName)") }
    return raw(column)
  }

  private func textField(_ column: Int) throws(PostgresError) -> UnsafeRawBufferPointer? {
    guard isColumn(column) else { throw problem(column, "there is no such column") }
    switch PQftype(result, Int32(column)) {
    case TypeOID.text, TypeOID.varchar, TypeOID.bpchar, TypeOID.name, TypeOID.json: return raw(column)
    default: throw problem(column, "the program reads it as text")
    }
  }

  private func raw(_ column: Int) -> UnsafeRawBufferPointer? {
    if PQgetisnull(result, index, Int32(column)) == 1 { return nil }
    let length = Int(PQgetlength(result, index, Int32(column)))
    return UnsafeRawBufferPointer(start: PQgetvalue(result, index, Int32(column)), count: max(0, length))
  }

  private func integer<Value: FixedWidthInteger>(
    _ column: Int, _ type: UInt32, _ typeName: String
  ) throws(PostgresError) -> Value? {
    guard let field = try field(column, type, typeName) else { return nil }
    guard field.count == MemoryLayout<Value>.size else {
      throw problem(column, "its length is not that of \(typeName)")
    }
    return Value(bigEndian: field.loadUnaligned(as: Value.self))
  }

  func required<Value>(_ value: Value?, _ column: Int) throws(PostgresError) -> Value {
    guard let value else { throw problem(column, "it is NULL where the program needs a value") }
    return value
  }

  /// An error that names the column and its type, never its value.
  func problem(_ column: Int, _ what: String) -> PostgresError {
    var place = "column \(column)"
    if isColumn(column) { place += " (\(columnName(column)), type \(PQftype(result, Int32(column))))" }
    return PostgresError(kind: .decoding, message: "\(place): \(what)", statementName: statementName)
  }
}
