import Glibc

/// The thorough way of splitting a record: byte by byte, gathered in a buffer of its own.
extension RecordScanner {
  private enum State {
    case fieldStart, plain, quoted, quoteSeen, returnSeen
  }

  mutating func gather() throws(SourceFault) -> Bool {
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
