/// Makes UTF-8 of a foreign file: drops a byte order mark, reads bytes that cannot be UTF-8 as windows-1252 and counts
/// them, and turns the line ends of old Macintosh files into newlines.
final class LegacyTextSource: ByteSource {
  /// What was met; to be asked for when the source was read to its end.
  struct Report {
    var hasMark = false
    /// Characters read as windows-1252, and the line of the first.
    var windowsCharacters = 0
    var windowsLine = 0
    /// Characters beyond ASCII that were UTF-8.
    var hasUnicode = false

    var encoding: String {
      if windowsCharacters > 0 { return hasUnicode ? "utf-8 and windows-1252" : "windows-1252" }
      return hasMark ? "utf-8 with byte order mark" : "utf-8"
    }
  }

  private(set) var report = Report()
  private let inner: any ByteSource
  /// The file's lines end with carriage returns only.
  private let breaksAtReturns: Bool
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var filled = 0
  private var position = 0
  private var isAtEnd = false
  private var isFirst = true
  private var line = 1
  private var pending: [UInt8] = []

  init(_ inner: any ByteSource, breaksAtReturns: Bool) {
    self.inner = inner
    self.breaksAtReturns = breaksAtReturns
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    var written = 0
    do throws(SourceFault) {
      try fill(buffer, &written)
    } catch {
      // The good bytes before a fault go first; the next call meets it again.
      if written == 0 { throw error }
    }
    return written
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, _ written: inout Int) throws(SourceFault) {
    while written < buffer.count {
      if !pending.isEmpty {
        buffer[written] = pending.removeFirst()
        written += 1
        continue
      }
      if filled - position < 4, !isAtEnd {
        if written > 0, position == filled { return }
        try refill()
      }
      if position == filled { return }
      if isFirst { skipMark() }
      try copy(into: buffer, &written)
    }
  }

  /// Moves what is left to the front and fills the rest, so that a character is never cut but by the end of the file.
  private func refill() throws(SourceFault) {
    let left = filled - position
    if left > 0, position > 0 {
      for index in 0..<left { input[index] = input[position + index] }
    }
    position = 0
    filled = left
    while filled < 4, !isAtEnd {
      let count = try inner.read(into: UnsafeMutableRawBufferPointer(rebasing: input[filled...]))
      if count == 0 { isAtEnd = true }
      filled += count
    }
  }

  private func skipMark() {
    isFirst = false
    if filled >= 3, input[0] == 0xEF, input[1] == 0xBB, input[2] == 0xBF {
      position = 3
      report.hasMark = true
    }
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer, _ written: inout Int) throws(SourceFault) {
    // What lies before the last three bytes can be judged without those that follow.
    let safe = isAtEnd ? filled : filled - 3
    while written < buffer.count, position < safe {
      if !breaksAtReturns { copyWords(into: buffer, &written, upTo: safe) }
      guard written < buffer.count, position < safe else { break }
      let byte = input[position]
      if byte < 0x80 {
        if byte == 10 { line += 1 }
        if byte == 13, breaksAtReturns {
          line += 1
          buffer[written] = 10
        } else {
          buffer[written] = byte
        }
        position += 1
        written += 1
      } else if let length = characterLength() {
        guard written + length <= buffer.count else {
          pending = (0..<length).map { input[position + $0] }
          position += length
          report.hasUnicode = true
          return
        }
        for index in 0..<length { buffer[written + index] = input[position + index] }
        position += length
        written += length
        report.hasUnicode = true
      } else {
        pending = try WindowsText.utf8(byte, line: line)
        if report.windowsCharacters == 0 { report.windowsLine = line }
        report.windowsCharacters += 1
        position += 1
        return
      }
    }
  }

  /// Copies eight bytes at a time as long as all of them are ASCII.
  private func copyWords(into buffer: UnsafeMutableRawBufferPointer, _ written: inout Int, upTo safe: Int) {
    while position + 8 <= safe, written + 8 <= buffer.count {
      let word = input.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { return }
      buffer.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
      // Exactly the bytes that are newlines get their upper bit.
      let other = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let newlines = ~((other &+ 0x7F7F_7F7F_7F7F_7F7F) | 0x7F7F_7F7F_7F7F_7F7F)
      line += newlines.nonzeroBitCount
      position += 8
      written += 8
    }
  }

  /// Bytes of the UTF-8 character at the position; nil if it is none.
  private func characterLength() -> Int? {
    let (low, high, length): (UInt8, UInt8, Int)
    switch input[position] {
    case 0xC2...0xDF: (low, high, length) = (0x80, 0xBF, 2)
    case 0xE0: (low, high, length) = (0xA0, 0xBF, 3)
    case 0xED: (low, high, length) = (0x80, 0x9F, 3)
    case 0xE1...0xEF: (low, high, length) = (0x80, 0xBF, 3)
    case 0xF0: (low, high, length) = (0x90, 0xBF, 4)
    case 0xF4: (low, high, length) = (0x80, 0x8F, 4)
    case 0xF1...0xF3: (low, high, length) = (0x80, 0xBF, 4)
    default: return nil
    }
    guard position + length <= filled, input[position + 1] >= low, input[position + 1] <= high else { return nil }
    for index in 2..<max(2, length) where input[position + index] & 0xC0 != 0x80 { return nil }
    return length
  }
}
