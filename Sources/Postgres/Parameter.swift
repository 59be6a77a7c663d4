/// A value bound to `$1`, `$2`, ... It travels beside the statement, never in it, and never into an error.
public enum Parameter: Sendable {
  case null
  case text(String)
  /// As `bigint`; the server narrows it where a smaller column takes it.
  case int(Int64)
  case smallint(Int16)
  case integer(Int32)
  case bool(Bool)
  case double(Double)
  /// Days since 1970-01-01.
  case date(Int32)
  case bytes([UInt8])
  case smallints([Int16])
  case integers([Int32])
  case bigints([Int64])
  case texts([String])
  /// A text whose type the server infers from the statement, for types not named here.
  case untyped(String)

  public static func int(_ value: Int) -> Parameter { .int(Int64(value)) }

  /// NULL if there is no value.
  public static func text(orNull value: String?) -> Parameter { value.map(Parameter.text) ?? .null }

  /// NULL if there is no value.
  public static func int(orNull value: Int?) -> Parameter { value.map { .int(Int64($0)) } ?? .null }

  /// NULL if there is no value.
  public static func date(orNull value: Int32?) -> Parameter { value.map(Parameter.date) ?? .null }
}

/// Type numbers from PostgreSQL's `pg_type.dat`; they never change.
enum TypeOID {
  static let unknown: UInt32 = 0
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let name: UInt32 = 19
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let json: UInt32 = 114
  static let float8: UInt32 = 701
  static let int2Array: UInt32 = 1005
  static let int4Array: UInt32 = 1007
  static let textArray: UInt32 = 1009
  static let int8Array: UInt32 = 1016
  static let bpchar: UInt32 = 1042
  static let varchar: UInt32 = 1043
  static let date: UInt32 = 1082
}

/// Days from 1970-01-01 to PostgreSQL's day zero, 2000-01-01.
let postgresDayZero: Int32 = 10_957

/// Parameters laid out as `PQsendQueryParams` wants them: one block of bytes and where each value starts.
struct ParameterBlock {
  private(set) var types: [UInt32] = []
  private(set) var lengths: [Int32] = []
  private(set) var formats: [Int32] = []
  private(set) var bytes: [UInt8] = []
  /// Start of each value in `bytes`; nil for NULL.
  private(set) var starts: [Int?] = []

  init(_ parameters: [Parameter]) {
    for parameter in parameters { append(parameter) }
    // libpq takes a NULL pointer for SQL NULL, so even an empty value must point somewhere.
    bytes.append(0)
  }

  private mutating func append(_ parameter: Parameter) {
    let start = bytes.count
    var type = TypeOID.unknown
    var isBinary = true
    switch parameter {
    case .null:
      types.append(type)
      lengths.append(0)
      formats.append(0)
      starts.append(nil)
      return
    case .text(let value):
      type = TypeOID.text
      bytes.append(contentsOf: value.utf8)
    case .untyped(let value):
      isBinary = false
      bytes.append(contentsOf: value.utf8.lazy.filter { $0 != 0 })
      bytes.append(0)
    case .int(let value):
      type = TypeOID.int8
      appendBigEndian(value)
    case .smallint(let value):
      type = TypeOID.int2
      appendBigEndian(value)
    case .integer(let value):
      type = TypeOID.int4
      appendBigEndian(value)
    case .bool(let value):
      type = TypeOID.bool
      bytes.append(value ? 1 : 0)
    case .double(let value):
      type = TypeOID.float8
      appendBigEndian(value.bitPattern)
    case .date(let days):
      type = TypeOID.date
      appendBigEndian(days &- postgresDayZero)
    case .bytes(let value):
      type = TypeOID.bytea
      bytes.append(contentsOf: value)
    case .smallints(let values):
      type = TypeOID.int2Array
      appendArray(values, element: TypeOID.int2)
    case .integers(let values):
      type = TypeOID.int4Array
      appendArray(values, element: TypeOID.int4)
    case .bigints(let values):
      type = TypeOID.int8Array
      appendArray(values, element: TypeOID.int8)
    case .texts(let values):
      type = TypeOID.textArray
      appendArrayHeader(count: values.count, element: TypeOID.text)
      for value in values {
        appendBigEndian(Int32(truncatingIfNeeded: value.utf8.count))
        bytes.append(contentsOf: value.utf8)
      }
    }
    types.append(type)
    lengths.append(Int32(truncatingIfNeeded: bytes.count - start))
    formats.append(isBinary ? 1 : 0)
    starts.append(start)
  }

  private mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func appendArray<Element: FixedWidthInteger>(_ values: [Element], element: UInt32) {
    appendArrayHeader(count: values.count, element: element)
    for value in values {
      appendBigEndian(Int32(MemoryLayout<Element>.size))
      appendBigEndian(value)
    }
  }

  private mutating func appendArrayHeader(count: Int, element: UInt32) {
    appendBigEndian(Int32(count == 0 ? 0 : 1))
    appendBigEndian(Int32(0))
    appendBigEndian(element)
    guard count > 0 else { return }
    appendBigEndian(Int32(truncatingIfNeeded: count))
    appendBigEndian(Int32(1))
  }

  /// Lends the C arrays.
  func lend<R>(
    _ body: (
      _ count: Int32, _ types: UnsafePointer<UInt32>?, _ values: UnsafePointer<UnsafePointer<CChar>?>?,
      _ lengths: UnsafePointer<Int32>?, _ formats: UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    bytes.withUnsafeBytes { storage in
      let base = storage.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values: [UnsafePointer<CChar>?] = starts.map { start in start.flatMap { offset in base.map { $0 + offset } } }
      return body(Int32(truncatingIfNeeded: starts.count), types, values, lengths, formats)
    }
  }
}
