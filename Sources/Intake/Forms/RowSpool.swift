/// One canonical row under construction; made once and used again.
struct CanonicalRow<Column: TableColumn> {
  fileprivate var bytes: [UInt8] = []
  fileprivate var ranges = [Range<Int>](repeating: 0..<0, count: Column.names.count)

  init() {}

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    for index in ranges.indices { ranges[index] = 0..<0 }
  }

  mutating func set(_ column: Column, _ value: Bytes) {
    let start = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: value.start, count: value.count))
    ranges[column.rawValue] = start..<bytes.count
  }

  mutating func set(_ column: Column, _ value: String) {
    let start = bytes.count
    bytes.append(contentsOf: value.utf8)
    ranges[column.rawValue] = start..<bytes.count
  }

  /// Whether both hold the same values.
  func isSame(as other: CanonicalRow) -> Bool {
    ranges.indices.allSatisfy { bytes[ranges[$0]].elementsEqual(other.bytes[other.ranges[$0]]) }
  }

  /// Whether a column was set to something.
  func isSet(_ column: Column) -> Bool { !ranges[column.rawValue].isEmpty }
}

/// Translated rows of one table, kept outside of memory: origin, lengths, bytes.
struct RowSpool {
  private var stream = SpillStream(buffer: 1 << 18)
  private let columns: Int
  private let context: DigestContext?
  private(set) var rowCount = 0
  private var packed: [UInt8] = []

  /// Bytes of one value that are kept; a longer one could not be a value of any column.
  private static let valueBytes = Int(UInt16.max)
  private static let headBytes = 16

  init(columns: Int, hashes: Bool) {
    self.columns = columns
    context = hashes ? DigestContext() : nil
  }

  var byteCount: Int { stream.count }
  var digest: String? { context?.hexadecimal() }

  /// A row as it is read back; the bytes are valid only during the call.
  struct Row {
    let origin: RowOrigin
    let base: UnsafePointer<UInt8>
    /// Where each column begins and ends.
    let starts: UnsafeMutablePointer<Int32>
    let ends: UnsafeMutablePointer<Int32>
  }

  mutating func append<Column: TableColumn>(_ origin: RowOrigin, _ row: CanonicalRow<Column>, to spill: Spill) {
    packed.removeAll(keepingCapacity: true)
    packed.append(contentsOf: repeatElement(0, count: RowSpool.headBytes + 2 * columns))
    for (column, range) in row.ranges.enumerated() {
      let count = min(range.count, RowSpool.valueBytes)
      packed.append(contentsOf: row.bytes[range.lowerBound..<range.lowerBound + count])
      let at = RowSpool.headBytes + 2 * column
      packed[at] = UInt8(count & 255)
      packed[at + 1] = UInt8(count >> 8)
    }
    let total = packed.count
    packed.withUnsafeMutableBytes { raw in
      raw.storeBytes(of: UInt32(clamping: total), toByteOffset: 0, as: UInt32.self)
      raw.storeBytes(
        of: UInt32(clamping: origin.file) << 1 | (origin.isAside ? 1 : 0), toByteOffset: 4, as: UInt32.self)
      raw.storeBytes(of: UInt64(clamping: origin.line), toByteOffset: 8, as: UInt64.self)
    }
    rowCount += 1
    packed.withUnsafeBytes { raw in
      context?.add(UnsafeRawBufferPointer(rebasing: raw[RowSpool.headBytes...]))
      stream.append(raw, to: spill)
    }
  }

  func forEachRow(of spill: Spill, _ body: (Row) -> Void) -> Bool {
    let starts = UnsafeMutablePointer<Int32>.allocate(capacity: columns)
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: columns)
    starts.initialize(repeating: 0, count: columns)
    ends.initialize(repeating: 0, count: columns)
    defer {
      starts.deallocate()
      ends.deallocate()
    }
    let fixed = RowSpool.headBytes + 2 * columns
    return stream.forEachPiece(of: spill) { raw in
      var offset = 0
      while offset + fixed <= raw.count, let base = raw.baseAddress {
        let total = Int(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        guard total >= fixed, offset + total <= raw.count else { return }
        let file = raw.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        let line = raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
        var at = fixed
        for column in 0..<columns {
          let count = Int(raw.loadUnaligned(fromByteOffset: offset + RowSpool.headBytes + 2 * column, as: UInt16.self))
          starts[column] = Int32(truncatingIfNeeded: at)
          at = min(at + count, total)
          ends[column] = Int32(truncatingIfNeeded: at)
        }
        body(
          Row(
            origin: RowOrigin(file: Int32(clamping: file >> 1), line: Int(clamping: line), isAside: file & 1 == 1),
            base: (base + offset).assumingMemoryBound(to: UInt8.self), starts: starts, ends: ends))
        offset += total
      }
    }
  }
}
