/// Remembers the keys and the data of all rows of a small table, to find repeated rows and keys with other data.
struct KeyLedger {
  private struct Entry {
    var key: UInt64
    var key2: UInt64
    var data: UInt64
    /// The row's place in its table, or -1 for a row that is not used.
    var row: Int32
  }

  private var entries: [Entry] = []

  /// Notes a row with a readable key, used or not: a row that is not used still makes its key ambiguous.
  mutating func add(_ keys: [Bytes], data: UInt64) {
    var (first, second): (UInt64, UInt64) = (1, 2)
    for key in keys {
      first = ByteHash.add(key, to: first)
      second = ByteHash.add(key, to: second)
    }
    entries.append(Entry(key: first, key2: second, data: data, row: -1))
  }

  /// Says that the row noted last is used and where it stands.
  mutating func accept(row: Int) {
    guard !entries.isEmpty else { return }
    entries[entries.count - 1].row = Int32(clamping: row)
  }

  /// The rows (in ascending order) whose key also stands with other data, and those that repeat an earlier row.
  mutating func resolve() -> (conflicting: [Int], repeated: [Int]) {
    var conflicting: [Int] = []
    var repeated: [Int] = []
    let order = entries.indices.sorted {
      (entries[$0].key, entries[$0].key2, $0) < (entries[$1].key, entries[$1].key2, $1)
    }
    var first = 0
    while first < order.count {
      let head = entries[order[first]]
      var last = first + 1
      while last < order.count, entries[order[last]].key == head.key, entries[order[last]].key2 == head.key2 {
        last += 1
      }
      if last > first + 1 {
        let group = order[first..<last]
        let rows = group.map { Int(entries[$0].row) }.filter { $0 >= 0 }
        if group.allSatisfy({ entries[$0].data == head.data }) {
          repeated += rows.dropFirst()
        } else {
          conflicting += rows
        }
      }
      first = last
    }
    entries = []
    return (conflicting.sorted(), repeated.sorted())
  }
}
