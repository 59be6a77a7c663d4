import Postgres

/// Writes `smallint[]` fields of verdicts in PostgreSQL's binary form. A verdict has some three hundred elements, so
/// this loop is one of the night's hottest; the wrapper's general function costs a call per element from here.
struct SmallintArrayWriter: Sendable {
  private static let header = 20
  private static let smallintType: UInt32 = 21
  private var bytes = [UInt8](repeating: 0, count: 1 << 10)

  /// Appends one field with an element per use.
  @inline(__always)
  mutating func append(_ uses: [UseRow], to rows: inout BinaryRowBuffer, _ value: (UseRow) -> Int16) {
    let size = uses.isEmpty ? 12 : Self.header + 6 * uses.count
    if bytes.count < size { bytes = [UInt8](repeating: 0, count: 2 * size) }
    bytes.withUnsafeMutableBytes { target in
      target.storeBytes(of: Int32(uses.isEmpty ? 0 : 1).bigEndian, as: Int32.self)
      target.storeBytes(of: 0, toByteOffset: 4, as: Int32.self)
      target.storeBytes(of: Self.smallintType.bigEndian, toByteOffset: 8, as: UInt32.self)
      if uses.isEmpty { return }
      target.storeBytes(of: Int32(clamping: uses.count).bigEndian, toByteOffset: 12, as: Int32.self)
      target.storeBytes(of: Int32(1).bigEndian, toByteOffset: 16, as: Int32.self)
      var offset = Self.header
      for use in uses {
        target.storeBytes(of: Int32(2).bigEndian, toByteOffset: offset, as: Int32.self)
        target.storeBytes(of: value(use).bigEndian, toByteOffset: offset + 4, as: Int16.self)
        offset += 6
      }
    }
    // The COPY format names no types: a field is its length and its bytes.
    bytes.withUnsafeBytes { rows.bytea(UnsafeRawBufferPointer(rebasing: $0[..<size])) }
  }
}
