/// Drops a UTF-8 byte order mark at the beginning, and says so where the text is UTF-16.
final class BOMSource: ByteSource {
  private let inner: any ByteSource
  private var first: MemorySource?

  init(_ inner: any ByteSource) { self.inner = inner }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    let start: MemorySource
    if let first {
      start = first
    } else {
      var bytes = [UInt8](repeating: 0, count: 3)
      var filled = 0
      while filled < 3 {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 3 - filled, alignment: 1)
        defer { piece.deallocate() }
        let count = try inner.read(into: piece)
        if count == 0 { break }
        for index in 0..<count { bytes[filled + index] = piece[index] }
        filled += count
      }
      start = MemorySource(bytes[..<filled] == [0xEF, 0xBB, 0xBF] ? [] : Array(bytes[..<filled]))
      first = start
      if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        throw SourceFault(
          code: .badEncoding, line: 1, message: "is text in UTF-16; export it again as UTF-8 (\"CSV UTF-8\")")
      }
    }
    let count = start.read(into: buffer)
    return count > 0 ? count : try inner.read(into: buffer)
  }
}

/// Turns windows-1252 or ISO 8859-1 into UTF-8.
final class TranscodingSource: ByteSource {
  private let inner: any ByteSource
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private let windows: Bool
  private var position = 0
  private var filled = 0
  private var line = 1
  /// Bytes of a character that did not fit any more.
  private var pending: [UInt8] = []

  init(_ inner: any ByteSource, windows: Bool) {
    self.inner = inner
    self.windows = windows
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    var written = 0
    while written < buffer.count {
      if !pending.isEmpty {
        buffer[written] = pending.removeFirst()
        written += 1
        continue
      }
      if position == filled {
        if written > 0 { return written }
        filled = try inner.read(into: input)
        position = 0
        if filled == 0 { return 0 }
      }
      let byte = input[position]
      position += 1
      if byte < 0x80 {
        if byte == 10 { line += 1 }
        buffer[written] = byte
        written += 1
      } else {
        pending = windows ? try WindowsText.utf8(byte, line: line) : WindowsText.latin1(byte)
      }
    }
    return written
  }
}

/// Characters of the two western encodings as UTF-8.
enum WindowsText {
  /// What windows-1252 has at 0x80 to 0x9F; 0 = nothing.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// A byte of 0x80 or more as windows-1252.
  static func utf8(_ byte: UInt8, line: Int) throws(SourceFault) -> [UInt8] {
    let scalar = byte < 0xA0 && byte >= 0x80 ? upper[Int(byte) - 0x80] : UInt16(byte)
    if scalar == 0 {
      throw SourceFault(
        code: .badEncoding, line: line,
        message: "holds a byte that windows-1252 does not have; name the right encoding in the configuration")
    }
    return encoded(scalar)
  }

  /// A byte of 0x80 or more as ISO 8859-1.
  static func latin1(_ byte: UInt8) -> [UInt8] { encoded(UInt16(byte)) }

  private static func encoded(_ scalar: UInt16) -> [UInt8] {
    scalar < 0x800
      ? [0xC0 | UInt8(scalar >> 6), 0x80 | UInt8(scalar & 63)]
      : [0xE0 | UInt8(scalar >> 12), 0x80 | UInt8((scalar >> 6) & 63), 0x80 | UInt8(scalar & 63)]
  }
}
