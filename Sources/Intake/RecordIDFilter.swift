/// Tells, in a fixed amount of memory, which record ids may stand in a file more than once: never misses one that
/// does, and takes some others for such.
struct RecordIDFilter {
  /// Two bits for every cell: met once, met again.
  private var cells: [UInt64]
  private let mask: UInt64
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
      hits += met ? 1 : 0
      cells[word] = old | once | (met ? once << 1 : 0)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  func mayRepeat(_ hash: UInt64) -> Bool {
    let cell = hash & mask
    return cells[Int(cell >> 5)] >> ((cell & 31) * 2 + 1) & 1 != 0
  }
}
