/// Tells, in a fixed amount of memory, which record ids may stand in a file more than once: never misses one that
/// does, and takes some others for such.
struct RecordIDFilter {
  /// Two bits for every cell: met once, met again.
  private var cells: [UInt64]
  private let mask: UInt64
  /// One bit for each range of hashes of which one met a set cell: small enough for the processor's cache, it answers
  /// for most ids without a look at the cells.
  private var again = [UInt64](repeating: 0, count: 1 << (RecordIDFilter.againBits - 6))
  private static let againBits: UInt64 = 22
  /// Hashes not yet entered: entering many at once lets the processor overlap the waits for memory.
  private var waiting: [UInt64] = []
  private static let together = 512
  /// How many rows met a cell that was set already.
  private(set) var hits = 0

  /// - Parameter bytes: about how large the file is; some ten cells for every row that it can hold.
  init(bytes: Int) {
    var count = 1 << 16
    while count < bytes / 8, count < 1 << 27 { count <<= 1 }
    cells = [UInt64](repeating: 0, count: count / 32)
    mask = UInt64(count - 1)
    waiting.reserveCapacity(RecordIDFilter.together)
  }

  mutating func add(_ hash: UInt64) {
    waiting.append(hash)
    if waiting.count == RecordIDFilter.together { enter() }
  }

  /// Enters what is waiting; to be called before `hits` and `mayRepeat` are asked.
  mutating func enter() {
    for hash in waiting {
      let cell = hash & mask
      let word = Int(cell >> 5)
      let once: UInt64 = 1 << ((cell & 31) * 2)
      let old = cells[word]
      let met = old & once != 0
      cells[word] = old | once | (met ? once << 1 : 0)
      if met {
        hits += 1
        let bit = hash >> (64 - RecordIDFilter.againBits)
        again[Int(bit >> 6)] |= 1 << (bit & 63)
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  @inline(__always) func mayRepeat(_ hash: UInt64) -> Bool {
    let bit = hash >> (64 - RecordIDFilter.againBits)
    if again[Int(bit >> 6)] >> (bit & 63) & 1 == 0 { return false }
    let cell = hash & mask
    return cells[Int(cell >> 5)] >> ((cell & 31) * 2 + 1) & 1 != 0
  }
}
