import Glibc

/// Splits text into records by RFC 4180, with any delimiter, or without quotes.
///
/// A record that lies in one chunk on one line is split where it lies; every other one, and one with doubled or misplaced
/// quotes, goes through a state machine that gathers it in a buffer of its own (`RecordGathering.swift`). Both give the
/// same result, which the tests check by cutting the same text into chunks of every size.
struct RecordScanner {
  static let quote = UInt8(ascii: "\"")
  static let newline: UInt8 = 10
  static let carriageReturn: UInt8 = 13

  private let chunks: ChunkPipe
  let delimiter: UInt8
  private let splitter: FieldSplitter
  let hasQuotes: Bool
  private var check = UTF8Check()
  /// A byte that is not UTF-8 follows the current chunk.
  private var isBadBehind = false
  var chunk: UnsafePointer<UInt8>
  var position = 0
  var end = 0
  /// Offsets in the chunk of the next quote and the next NUL; `end` if there is none.
  private var nextQuote = 0
  var nextNUL = 0
  /// Physical line of the next byte.
  var line = 1
  /// What was read ahead of the current chunk.
  private var prepared: PreparedRows?

  /// Physical line on which the current record begins.
  private(set) var recordLine = 1
  /// The current record's bytes; its fields are ranges in them.
  var base: UnsafePointer<UInt8>
  var starts: UnsafeMutablePointer<Int32>
  var ends: UnsafeMutablePointer<Int32>
  /// All fields of the record, also those past `stored`.
  var fieldCount = 0
  var isBlank = false
  var hasBadQuotes = false
  /// The field that holds a NUL or is too long; nil if none does.
  var nulField: Int?
  var longField: Int?
  /// The record ends with the file and not with a newline.
  var endsWithFile = false
  /// Fields past this many are counted only.
  var stored = ReadingLimits.headerColumns

  var gathered: UnsafeMutablePointer<UInt8>
  var gatheredCapacity = 4096
  var used = 0
  var fieldLength = 0
  var lastPlain: UInt8 = 0

  init(_ chunks: ChunkPipe, delimiter: UInt8 = UInt8(ascii: ","), hasQuotes: Bool = true) {
    self.chunks = chunks
    self.delimiter = delimiter
    self.hasQuotes = hasQuotes
    splitter = FieldSplitter(delimiter: delimiter)
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
      if nextNUL > stop, splitQuoted(until: stop) { return true }
    }
    return try gather()
  }

  /// The offset of a byte at or after the position; `end` if there is none.
  func find(_ byte: UInt8) -> Int {
    guard let found = memchr(chunk + position, Int32(byte), end - position) else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(chunk)
  }

  mutating func refill() throws(SourceFault) -> Bool {
    if isBadBehind { throw badEncoding }
    prepared = nil
    guard let (next, rows) = try chunks.nextChunk(), let start = next.baseAddress else {
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
    if rows.start < rows.end, rows.end <= end { prepared = rows }
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

  private mutating func split(until newline: Int) {
    let first = position
    position = newline + 1
    line += 1
    base = chunk
    fieldCount = splitter.split(chunk, first, newline, stored: stored, starts: starts, ends: ends)
    let stop = newline > first && chunk[newline - 1] == RecordScanner.carriageReturn ? newline - 1 : newline
    if nextNUL < stop {
      let before = UnsafeBufferPointer(start: chunk + first, count: nextNUL - first)
      nulField = before.reduce(0) { $1 == delimiter ? $0 + 1 : $0 }
    }
    if fieldCount == 1 { isBlank = onlySpaces(first, stop) }
  }

  /// False, and nothing is done, where the line is no plain record.
  private mutating func splitQuoted(until newline: Int) -> Bool {
    guard
      case .fields(let count) = splitter.splitQuoted(
        chunk, position, newline, stored: stored, starts: starts, ends: ends)
    else { return false }
    position = newline + 1
    line += 1
    base = chunk
    fieldCount = count
    return true
  }

  // MARK: What was prepared

  /// The prepared rows that begin with the next byte; nil where there are none. They are to be taken in order: the record
  /// of each that was not read is the next one after `seek` to it, and at the end `seek` passes the last.
  mutating func takePrepared() -> PreparedRows? {
    guard let rows = prepared, position == rows.start, position < end else { return nil }
    prepared = nil
    return rows
  }

  /// Moves on within the chunk to where a record begins.
  mutating func seek(_ offset: Int, line: Int) { (position, self.line) = (offset, line) }

  /// The current chunk.
  var bytes: UnsafePointer<UInt8> { chunk }

  func onlySpaces(_ first: Int, _ stop: Int) -> Bool {
    var index = first
    while index < stop, base[index] == 32 || base[index] == 9 { index += 1 }
    return index == stop
  }
}
