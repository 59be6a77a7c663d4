import Glibc

/// Bytes that belong to somebody else and are valid only while the row they stand in is being read.
struct Bytes {
  let start: UnsafePointer<UInt8>
  let count: Int

  var isEmpty: Bool { count == 0 }
  subscript(index: Int) -> UInt8 { start[index] }

  var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  /// Without the spaces and tabs around it.
  @inline(__always) var trimmed: Bytes {
    var first = start
    var left = count
    while left > 0, first[0] == 32 || first[0] == 9 {
      first += 1
      left -= 1
    }
    while left > 0, first[left - 1] == 32 || first[left - 1] == 9 { left -= 1 }
    return Bytes(start: first, count: left)
  }

  @inline(__always) func equals(_ other: Bytes) -> Bool {
    count == other.count && memcmp(start, other.start, count) == 0
  }

  /// Splits at a separator, trims the parts and leaves out the empty ones.
  func list(separator: UInt8 = UInt8(ascii: ";")) -> [String] {
    UnsafeBufferPointer(start: start, count: count).split(separator: separator).compactMap { part in
      guard let base = part.base.baseAddress else { return nil }
      let piece = Bytes(start: base + part.startIndex, count: part.count).trimmed
      return piece.isEmpty ? nil : piece.string
    }
  }
}

/// A fast hash for finding equal bytes; what is found equal by it is told apart by the bytes where that matters.
enum ByteHash {
  @inline(__always) private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inline(__always) static func add(_ bytes: Bytes, to seed: UInt64) -> UInt64 {
    let start = UnsafeRawPointer(bytes.start)
    let count = bytes.count
    var hash = seed ^ (UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
    var index = 0
    while index + 8 <= count {
      hash = mix(hash ^ start.loadUnaligned(fromByteOffset: index, as: UInt64.self), 0xA076_1D64_78BD_642F)
      index += 8
    }
    let left = count - index
    var tail: UInt64 = 0
    if left >= 4 {
      tail = UInt64(start.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      tail |= UInt64(start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
    } else if left > 0 {
      tail = UInt64(start.load(fromByteOffset: index, as: UInt8.self))
      tail |= UInt64(start.load(fromByteOffset: index + left / 2, as: UInt8.self)) << 8
      tail |= UInt64(start.load(fromByteOffset: count - 1, as: UInt8.self)) << 16
    }
    return mix(hash ^ tail ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
  }

  @inline(__always) static func of(_ bytes: Bytes) -> UInt64 { add(bytes, to: 0x5851_F42D_4C95_7F2D) }
  @inline(__always) static func second(of bytes: Bytes) -> UInt64 { add(bytes, to: 0x1405_7B7E_F767_814F) }
}

/// Bytes of many short texts in one block; a text is found by its offset and read with its length.
struct ByteArena: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: Bytes) -> Int {
    let offset = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.start, count: text.count))
    return offset
  }

  func equals(_ offset: Int, _ count: Int, _ other: Bytes) -> Bool {
    guard count == other.count, offset >= 0, offset + count <= bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return memcmp(base + offset, other.start, count) == 0
    }
  }

  func string(_ offset: Int, _ count: Int) -> String {
    guard offset >= 0, count >= 0, offset + count <= bytes.count else { return "" }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  /// The bytewise order of two texts.
  func precedes(_ left: (Int, Int), _ right: (Int, Int)) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return left.1 < right.1 }
      let order = memcmp(base + left.0, base + right.0, min(left.1, right.1))
      return order == 0 ? left.1 < right.1 : order < 0
    }
  }
}
