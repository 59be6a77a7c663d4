import Glibc

/// Rows of a chunk that were split and read ahead of their turn, on any thread.
///
/// Only what is beyond doubt is read ahead: records on a line of their own that nothing is wrong with. All others are left
/// for the scanner in their turn, so that the outcome is the same with and without.
final class PreparedRows {
  struct Row {
    /// Where the record begins in the chunk.
    var start: Int32 = 0
    /// Without its course code and line; nil where the record is still to be scanned.
    var row: TranscriptRow?
    var school: Int32 = 0
    /// Bytes in the chunk.
    var courseID: Range<Int32> = 0..<0
    var title: Range<Int32> = 0..<0
    var recordID: Range<Int32> = 0..<0
  }

  /// A chunk of short lines would fill the memory; what is behind so many rows is scanned in its turn.
  static let limit = 1 << 15

  /// One for each physical line from `start` on, up to `end`.
  var rows: [Row] = []
  /// Offsets in the chunk: behind its first and behind its last newline; equal where nothing was prepared.
  private(set) var start = 0
  private(set) var end = 0

  func clear() {
    rows.removeAll(keepingCapacity: true)
    (start, end) = (0, 0)
  }

  /// Splits the records between the first and the last newline and calls the body with how many fields each has.
  ///
  /// - Parameter stored: Fields of which `starts` and `ends` are noted.
  func split(
    _ chunk: UnsafeMutableBufferPointer<UInt8>, _ splitter: FieldSplitter, stored: Int,
    starts: UnsafeMutablePointer<Int32>, ends: UnsafeMutablePointer<Int32>, _ body: (_ count: Int) -> Row?
  ) {
    guard let memory = chunk.baseAddress, memchr(memory, 0, chunk.count) == nil else { return }
    let base = UnsafePointer(memory)
    func find(_ byte: Int32, _ first: Int) -> Int {
      memchr(base + first, byte, chunk.count - first).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
        ?? chunk.count
    }
    // The first record may have begun in the chunk before. Whether the first newline ends it is seen in its turn.
    var position = find(10, 0) + 1
    start = position
    var found = rows
    rows = []
    defer { (rows, end) = (found, position) }
    var quote = -1
    while position < chunk.count {
      let newline = find(10, position)
      if newline == chunk.count || found.count == PreparedRows.limit { return }
      if quote < position { quote = find(34, position) }
      var count: Int? = nil
      if quote > newline {
        count = splitter.split(base, position, newline, stored: stored, starts: starts, ends: ends)
      } else {
        switch splitter.splitQuoted(base, position, newline, stored: stored, starts: starts, ends: ends) {
        case .fields(let whole): count = whole
        case .doubled: break
        case .unclear: return
        }
      }
      var row = count.flatMap(body) ?? Row()
      row.start = Int32(clamping: position)
      found.append(row)
      position = newline + 1
    }
  }
}
