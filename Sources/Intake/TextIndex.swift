/// Numbers texts in the order in which they are first met and finds them again by their bytes.
struct TextIndex: Sendable {
  private struct Entry {
    var hash: UInt64
    var offset: Int
    var count: Int32
    var tag: Int32
  }

  private var arena = ByteArena()
  private var entries: [Entry] = []
  /// Positions in a table of a power of two; -1 = free.
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { entries.count }
  var byteCount: Int { arena.bytes.count }

  /// The number of a text under a tag (0 where texts need none), or nil.
  @inline(__always) func find(_ text: Bytes, tag: Int32 = 0) -> Int? {
    let hash = ByteHash.add(text, to: UInt64(UInt32(bitPattern: tag)))
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let number = Int(slots[slot])
      if number < 0 { return nil }
      let entry = entries[number]
      if entry.hash == hash, entry.tag == tag, arena.equals(entry.offset, Int(entry.count), text) { return number }
      slot = (slot + 1) & mask
    }
  }

  /// The number of a text, which it gets now if it is new.
  mutating func insert(_ text: Bytes, tag: Int32 = 0) -> Int {
    if let number = find(text, tag: tag) { return number }
    if entries.count * 2 >= slots.count { grow() }
    let hash = ByteHash.add(text, to: UInt64(UInt32(bitPattern: tag)))
    entries.append(Entry(hash: hash, offset: arena.append(text), count: Int32(clamping: text.count), tag: tag))
    place(entries.count - 1, hash)
    return entries.count - 1
  }

  func text(_ number: Int) -> String { arena.string(entries[number].offset, Int(entries[number].count)) }

  /// The bytewise order of two texts.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    arena.precedes(
      (entries[left].offset, Int(entries[left].count)), (entries[right].offset, Int(entries[right].count)))
  }

  @inline(__always) func equals(_ number: Int, _ text: Bytes) -> Bool {
    arena.equals(entries[number].offset, Int(entries[number].count), text)
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(clamping: number)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in entries.indices { place(number, entries[number].hash) }
  }
}

/// Where the rows of a table went that others refer to by id.
struct ReferenceIndex: Sendable {
  private(set) var ids = TextIndex()
  /// For each id its row's place, or -1 if its rows were rejected.
  private var places: [Int32] = []

  /// Notes an id that stands in the file, for now as rejected.
  mutating func note(_ id: Bytes) -> Int {
    let number = ids.insert(id)
    if number == places.count { places.append(-1) }
    return number
  }

  mutating func set(_ number: Int, place: Int) { places[number] = Int32(clamping: place) }

  func place(of number: Int) -> Int32 { places[number] }

  /// The place of the row with this id; throws the given code if there is none.
  @inline(__always) func place(_ id: Bytes, column: Int, unknown: RejectCode) throws(RowFault) -> Int32 {
    guard let number = ids.find(id) else { throw RowFault(column: column, code: unknown) }
    if places[number] < 0 { throw RowFault(column: column, code: .parentRejected) }
    return places[number]
  }

  /// The place of the row with this id; nil if there is none or it was rejected.
  func place(_ id: String) -> Int? {
    var text = id
    return text.withUTF8 { buffer in
      guard let start = buffer.baseAddress, let number = ids.find(Bytes(start: start, count: buffer.count)),
        places[number] >= 0
      else { return nil }
      return Int(places[number])
    }
  }
}
