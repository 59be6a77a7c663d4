/// Rows in PostgreSQL's binary COPY format, filled on any thread without a connection and sent by `Connection.copyIn`.
///
/// Call `startRow(columns:)`, then exactly that many field functions in the order of the COPY's column list; each writes the type of its
/// name, which must be the column's type exactly (`int16` for `int2` and so on).
public struct BinaryRowBuffer: Sendable {
  /// Storage; what lies behind `count` is room to grow.
  private var storage: [UInt8]
  /// Bytes filled.
  public private(set) var count = 0
  /// Rows started.
  public private(set) var rows = 0
  private var fieldsDue = 0
  /// False after a row with too few or too many fields, or a field over 1 GB; `copyIn` then refuses the buffer.
  private var isWellFormed = true

  /// - Parameter capacity: bytes to set aside at first.
  public init(capacity: Int = 1 << 16) { storage = [UInt8](repeating: 0, count: max(64, capacity)) }

  public var isEmpty: Bool { rows == 0 }

  /// Forgets the rows and keeps the memory.
  public mutating func removeAll() {
    count = 0
    rows = 0
    fieldsDue = 0
    isWellFormed = true
  }

  var isComplete: Bool { isWellFormed && fieldsDue == 0 }

  /// Lends the filled bytes.
  func withFilledBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try storage.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  public mutating func startRow(columns: Int) {
    if fieldsDue != 0 || columns < 0 || columns > 1_600 { isWellFormed = false }
    rows += 1
    fieldsDue = columns
    grow(2) { $0.storeBytes(of: Int16(truncatingIfNeeded: columns).bigEndian, as: Int16.self) }
  }

  public mutating func null() {
    fieldsDue -= 1
    grow(4) { $0.storeBytes(of: -1, as: Int32.self) }
  }

  public mutating func bool(_ value: Bool) { fixed(value ? 1 : 0 as UInt8) }
  public mutating func int16(_ value: Int16) { fixed(value) }
  public mutating func int32(_ value: Int32) { fixed(value) }
  public mutating func int64(_ value: Int64) { fixed(value) }
  public mutating func double(_ value: Double) { fixed(value.bitPattern) }

  /// - Parameter days: days since 1970-01-01.
  public mutating func date(_ days: Int32) { fixed(days &- postgresDayZero) }

  public mutating func int16(_ value: Int16?) { if let value { fixed(value) } else { null() } }
  public mutating func int32(_ value: Int32?) { if let value { fixed(value) } else { null() } }
  public mutating func int64(_ value: Int64?) { if let value { fixed(value) } else { null() } }
  public mutating func bool(_ value: Bool?) { if let value { bool(value) } else { null() } }
  public mutating func date(_ days: Int32?) { if let days { date(days) } else { null() } }
  public mutating func text(_ value: String?) { if let value { text(value) } else { null() } }

  public mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { text(UnsafeRawBufferPointer($0)) }
  }

  /// Text as UTF-8 bytes without NUL; the server refuses anything else.
  public mutating func text(_ bytes: UnsafeRawBufferPointer) { variable(bytes) }

  /// Text as UTF-8 bytes without NUL; the server refuses anything else.
  public mutating func text(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { variable($0) } }

  public mutating func bytea(_ bytes: [UInt8]) { bytes.withUnsafeBytes { variable($0) } }
  public mutating func bytea(_ bytes: UnsafeRawBufferPointer) { variable(bytes) }

  public mutating func int16Array(_ values: [Int16]) {
    values.withUnsafeBufferPointer { integers($0, TypeOID.int2) }
  }

  public mutating func int16Array(_ values: ArraySlice<Int16>) {
    values.withUnsafeBufferPointer { integers($0, TypeOID.int2) }
  }

  public mutating func int32Array(_ values: [Int32]) {
    values.withUnsafeBufferPointer { integers($0, TypeOID.int4) }
  }

  public mutating func int32Array(_ values: ArraySlice<Int32>) {
    values.withUnsafeBufferPointer { integers($0, TypeOID.int4) }
  }

  public mutating func int64Array(_ values: [Int64]) {
    values.withUnsafeBufferPointer { integers($0, TypeOID.int8) }
  }

  public mutating func int64Array(_ values: ArraySlice<Int64>) {
    values.withUnsafeBufferPointer { integers($0, TypeOID.int8) }
  }

  public mutating func textArray(_ values: [String]) {
    var size = values.isEmpty ? 12 : 20
    for value in values { size += 4 + value.utf8.count }
    fieldsDue -= 1
    guard fits(size) else { return }
    grow(4 + size) { target in
      var offset = Self.storeArrayHeader(target, size: size, count: values.count, element: TypeOID.text)
      for var value in values {
        value.withUTF8 { text in
          target.storeBytes(of: Int32(text.count).bigEndian, toByteOffset: offset, as: Int32.self)
          if let source = text.baseAddress { (target + offset + 4).copyMemory(from: source, byteCount: text.count) }
          offset += 4 + text.count
        }
      }
    }
  }

  // MARK: - Writing

  /// PostgreSQL's own limit for one field is 1 GB.
  private mutating func fits(_ size: Int) -> Bool {
    if size < 1 << 30 { return true }
    isWellFormed = false
    return false
  }

  @inline(__always)
  private mutating func grow(_ size: Int, _ write: (UnsafeMutableRawPointer) -> Void) {
    let start = count
    if start + size > storage.count {
      storage.append(contentsOf: repeatElement(0, count: max(storage.count, size)))
    }
    storage.withUnsafeMutableBytes { if let base = $0.baseAddress { write(base + start) } }
    count = start + size
  }

  @inline(__always)
  private mutating func fixed<Value: FixedWidthInteger>(_ value: Value) {
    fieldsDue -= 1
    let size = MemoryLayout<Value>.size
    grow(4 + size) {
      $0.storeBytes(of: Int32(size).bigEndian, as: Int32.self)
      $0.storeBytes(of: value.bigEndian, toByteOffset: 4, as: Value.self)
    }
  }

  private mutating func variable(_ bytes: UnsafeRawBufferPointer) {
    fieldsDue -= 1
    guard fits(bytes.count) else { return }
    grow(4 + bytes.count) {
      $0.storeBytes(of: Int32(bytes.count).bigEndian, as: Int32.self)
      if let source = bytes.baseAddress { ($0 + 4).copyMemory(from: source, byteCount: bytes.count) }
    }
  }

  @inline(__always)
  private mutating func integers<Value: FixedWidthInteger>(_ values: UnsafeBufferPointer<Value>, _ element: UInt32) {
    fieldsDue -= 1
    let number = values.count
    let size = number == 0 ? 12 : 20 + number * (4 + MemoryLayout<Value>.size)
    guard fits(size) else { return }
    grow(4 + size) { target in
      var offset = Self.storeArrayHeader(target, size: size, count: number, element: element)
      for value in values {
        target.storeBytes(of: Int32(MemoryLayout<Value>.size).bigEndian, toByteOffset: offset, as: Int32.self)
        target.storeBytes(of: value.bigEndian, toByteOffset: offset + 4, as: Value.self)
        offset += 4 + MemoryLayout<Value>.size
      }
    }
  }

  /// - Returns: where the first element goes.
  private static func storeArrayHeader(
    _ target: UnsafeMutableRawPointer, size: Int, count: Int, element: UInt32
  ) -> Int {
    target.storeBytes(of: Int32(size).bigEndian, as: Int32.self)
    target.storeBytes(of: Int32(count == 0 ? 0 : 1).bigEndian, toByteOffset: 4, as: Int32.self)
    target.storeBytes(of: 0, toByteOffset: 8, as: Int32.self)
    target.storeBytes(of: element.bigEndian, toByteOffset: 12, as: UInt32.self)
    guard count > 0 else { return 16 }
    target.storeBytes(of: Int32(truncatingIfNeeded: count).bigEndian, toByteOffset: 16, as: Int32.self)
    target.storeBytes(of: Int32(1).bigEndian, toByteOffset: 20, as: Int32.self)
    return 24
  }
}
