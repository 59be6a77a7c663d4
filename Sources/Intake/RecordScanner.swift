import Glibc

/// Splits text into records by RFC 4180, with any delimiter, or without quotes.
///
/// A record that lies in one chunk and has no quote is split where it lies; every other one goes through a state
/// machine that gathers it in a buffer of its own. Both give the same result, which the tests check by cutting the same
/// text into chunks of every size.
struct RecordScanner {
  private static let quote = UInt8(ascii: "\"")
  private static let newline: UInt8 = 10
  private static let carriageReturn: UInt8 = 13

  private let chunks: ChunkPipe
  private let delimiter: UInt8
  /// The delimiter in each of eight bytes.
  private let delimiters: UInt64
  private let hasQuotes: Bool
  private var check = UTF8Check()
  /// A byte that is not UTF-8 follows the current chunk.
  private var isBadBehind = false
  private var chunk: UnsafePointer<UInt8>
  private var position = 0
  private var end = 0
  /// Offsets in the chunk of the next quote and the next NUL; `end` if there is none.
  private var nextQuote = 0
  private var nextNUL = 0
  /// Physical line of the next byte.
  private var line = 1

  /// Physical line on which the current record begins.
  private(set) var recordLine = 1
  /// The current record's bytes; its fields are ranges in them.
  private(set) var base: UnsafePointer<UInt8>
  private(set) var starts: UnsafeMutablePointer<Int32>
  private(set) var ends: UnsafeMutablePointer<Int32>
  /// All fields of the record, also those past `stored`.
  private(set) var fieldCount = 0
  private(set) var isBlank = false
  private(set) var hasBadQuotes = false
  /// The field that holds a NUL or is too long; nil if none does.
  private(set) var nulField: Int?
  private(set) var longField: Int?
  /// The record ends with the file and not with a newline.
  private(set) var endsWithFile = false
  /// Fields past this many are counted only.
  var stored = ReadingLimits.headerColumns

  private var gathered: UnsafeMutablePointer<UInt8>
  private var gatheredCapacity = 4096
  private var used = 0
  private var fieldLength = 0
  private var lastPlain: UInt8 = 0

  init(_ chunks: ChunkPipe, delimiter: UInt8 = UInt8(ascii: ","), hasQuotes: Bool = true) {
    self.chunks = chunks
    self.delimiter = delimiter
    self.hasQuotes = hasQuotes
    delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
    starts = .allocate(capacity: ReadingLimits.headerColumns)
    ends = .allocate(capacity: ReadingLimits.headerColumns)
    starts.initialize(repeating: 0, count: ReadingLimits.headerColumns)
    ends.initialize(repeating: 0, count: ReadingLimits.headerColumns)
    gathered = .allocate(capacity: gatheredCapacity)
    gathered.initialize(repeating: 0, count: gatheredCapacity)
    chunk = UnsafePointer(gathered)
    base = chunk
  }

  /// Gives the buffers back; nothing may be read afterwards.
  func deallocate() {
    starts.deallocate()
    ends.deallocate()
    gathered.deallocate()
  }

  /// Moves to the next record; false at the end of the file.
  mutating func next() throws(SourceFault) -> Bool {
    if position == end {
      guard try refill() else { return false }
    }
    recordLine = line
    (nulField, longField, hasBadQuotes, isBlank, endsWithFile) = (nil, nil, false, false, false)
    if nextQuote < position { nextQuote = find(RecordScanner.quote) }
    if nextNUL < position { nextNUL = find(0) }
    if let found = memchr(chunk + position, Int32(RecordScanner.newline), end - position) {
      let stop = UnsafeRawPointer(found) - UnsafeRawPointer(chunk)
      if !hasQuotes || nextQuote > stop {
        split(until: stop)
        return true
      }
    }
    return try gather()
  }

  /// The offset of a byte at or after the position; `end` if there is none.
  private func find(_ byte: UInt8) -> Int {
    guard let found = memchr(chunk + position, Int32(byte), end - position) else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(chunk)
  }

  private mutating func refill() throws(SourceFault) -> Bool {
    if isBadBehind { throw badEncoding }
    guard let next = try chunks.nextChunk(), let start = next.baseAddress else {
      position = 0
      end = 0
      if !check.isComplete { throw badEncoding }
      return false
    }
    chunk = UnsafePointer(start)
    position = 0
    end = next.count
    if let bad = check.firstBadByte(chunk, end) {
      // The records before it are still read, so that the outcome does not depend on where chunks end.
      isBadBehind = true
      end = bad
      if end == 0 { throw badEncoding }
    }
    nextQuote = find(RecordScanner.quote)
    nextNUL = find(0)
    return true
  }

  private var badEncoding: SourceFault {
    SourceFault(
      code: .badEncoding, line: line,
      message: "is not valid UTF-8; export it as UTF-8 or name its encoding in the configuration")
  }

  // MARK: The quick way

  /// Splits a record without quotes at its delimiters, eight bytes at a time.
  private mutating func split(until newline: Int) {
    let first = position
    position = newline + 1
    line += 1
    base = chunk
    var stop = newline
    if stop > first, chunk[stop - 1] == RecordScanner.carriageReturn { stop -= 1 }
    let raw = UnsafeRawPointer(chunk)
    let delimiters = delimiters
    var count = 0
    var fieldStart = first
    var index = first
    while index < stop {
      // Exactly the bytes that are delimiters get their upper bit; a word may reach past the record, hence the check.
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ delimiters
      var found =
        ~(((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word | 0x7F7F_7F7F_7F7F_7F7F)
      while found != 0 {
        let at = index + found.trailingZeroBitCount >> 3
        if at >= stop { break }
        if count < stored {
          starts[count] = Int32(truncatingIfNeeded: fieldStart)
          ends[count] = Int32(truncatingIfNeeded: at)
        }
        count += 1
        fieldStart = at + 1
        found &= found &- 1
      }
      index += 8
    }
    if count < stored {
      starts[count] = Int32(truncatingIfNeeded: fieldStart)
      ends[count] = Int32(truncatingIfNeeded: stop)
    }
    fieldCount = count + 1
    if nextNUL < stop {
      let before = UnsafeBufferPointer(start: chunk + first, count: nextNUL - first)
      nulField = before.reduce(0) { $1 == delimiter ? $0 + 1 : $0 }
    }
    if count == 0 { isBlank = onlySpaces(first, stop) }
  }

  private func onlySpaces(_ first: Int, _ stop: Int) -> Bool {
    var index = first
    while index < stop, base[index] == 32 || base[index] == 9 { index += 1 }
    return index == stop
  }

  // MARK: The thorough way

  private enum State {
    case fieldStart, plain, quoted, quoteSeen, returnSeen
  }

  private mutating func gather() throws(SourceFault) -> Bool {
    var state = State.fieldStart
    var quoted = false
    used = 0
    fieldCount = 0
    beginField()
    while true {
      if position == end {
        guard try refill() else { return try closeAtEnd(state, quoted) }
      }
      let byte = chunk[position]
      switch state {
      case .fieldStart:
        if hasQuotes, byte == RecordScanner.quote {
          quoted = true
          position += 1
          state = .quoted
        } else {
          state = .plain
        }
      case .plain:
        var index = position
        while index < end, chunk[index] != delimiter, chunk[index] != RecordScanner.newline {
          if hasQuotes, chunk[index] == RecordScanner.quote { hasBadQuotes = true }
          index += 1
        }
        store(from: position, until: index)
        if index > position { lastPlain = chunk[index - 1] }
        position = index
        if index < end {
          position += 1
          if chunk[index] == delimiter {
            closeField()
            keepDelimiter()
            state = .fieldStart
          } else {
            dropCarriageReturn()
            return closeRecord(quoted)
          }
        }
      case .quoted:
        let found = find(RecordScanner.quote)
        countLines(position, found)
        store(from: position, until: found)
        position = found
        if found < end {
          position += 1
          state = .quoteSeen
        }
      case .quoteSeen:
        position += 1
        switch byte {
        case RecordScanner.quote:
          store(from: position - 1, until: position)
          state = .quoted
        case delimiter:
          closeField()
          state = .fieldStart
        case RecordScanner.newline: return closeRecord(quoted)
        case RecordScanner.carriageReturn: state = .returnSeen
        default:
          hasBadQuotes = true
          position -= 1
          state = .plain
        }
      case .returnSeen:
        if byte == RecordScanner.newline {
          position += 1
          return closeRecord(quoted)
        }
        hasBadQuotes = true
        state = .plain
      }
    }
  }

  private mutating func closeAtEnd(_ state: State, _ quoted: Bool) throws(SourceFault) -> Bool {
    if state == .quoted {
      throw SourceFault(
        code: .unclosedQuote, line: recordLine,
        message: "ends inside the quotes of the record that begins here; the file is cut off or a quote is not closed")
    }
    if state == .plain { dropCarriageReturn() }
    endsWithFile = true
    let more = closeRecord(quoted)
    line -= 1
    return more
  }

  private mutating func closeRecord(_ quoted: Bool) -> Bool {
    line += 1
    closeField()
    base = UnsafePointer(gathered)
    if fieldCount == 1, !quoted, longField == nil { isBlank = onlySpaces(0, used) }
    return true
  }

  private mutating func beginField() {
    fieldLength = 0
    lastPlain = 0
    if fieldCount < stored { starts[fieldCount] = Int32(truncatingIfNeeded: used) }
  }

  private mutating func closeField() {
    if fieldLength > ReadingLimits.fieldBytes, longField == nil { longField = fieldCount }
    if fieldCount < stored { ends[fieldCount] = Int32(truncatingIfNeeded: used) }
    fieldCount += 1
    beginField()
  }

  /// Without quotes a value may hold the delimiter (`FieldSlice.joined`), so it stays between the fields as it does in
  /// records that are split where they lie.
  private mutating func keepDelimiter() {
    if hasQuotes || fieldCount >= stored || used >= ReadingLimits.recordBytes { return }
    if used + 1 > gatheredCapacity { grow(to: used + 1) }
    gathered[used] = delimiter
    used += 1
    starts[fieldCount] = Int32(truncatingIfNeeded: used)
  }

  private mutating func dropCarriageReturn() {
    guard lastPlain == RecordScanner.carriageReturn else { return }
    fieldLength -= 1
    // A byte was stored for it unless the field is far too long already.
    if fieldCount < stored, fieldLength <= ReadingLimits.fieldBytes, used > Int(starts[fieldCount]) { used -= 1 }
  }

  private mutating func countLines(_ first: Int, _ stop: Int) {
    var index = first
    while index < stop, let found = memchr(chunk + index, Int32(RecordScanner.newline), stop - index) {
      line += 1
      index = UnsafeRawPointer(found) - UnsafeRawPointer(chunk) + 1
    }
  }

  /// Keeps bytes of a field up to the longest field allowed and one more.
  private mutating func store(from first: Int, until stop: Int) {
    if nextNUL < first { nextNUL = find(0) }
    if nextNUL < stop, nulField == nil { nulField = fieldCount }
    let room = max(0, ReadingLimits.fieldBytes + 1 - fieldLength)
    fieldLength += stop - first
    guard fieldCount < stored else { return }
    let count = min(stop - first, room)
    if used + count > ReadingLimits.recordBytes {
      if longField == nil { longField = fieldCount }
      return
    }
    if used + count > gatheredCapacity { grow(to: used + count) }
    (gathered + used).update(from: chunk + first, count: count)
    used += count
  }

  private mutating func grow(to needed: Int) {
    let capacity = max(needed, gatheredCapacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(repeating: 0, count: capacity)
    larger.update(from: gathered, count: used)
    gathered.deallocate()
    gathered = larger
    gatheredCapacity = capacity
  }
}
