/// Reading rows of a table before their turn, on other threads.
struct RowsAhead {
  /// Makes the work on a chunk, once it is known where the columns are.
  let preparation: (TableHeader) -> ChunkPipe.Preparation
  /// Takes a row that was read, in its turn: the row, the chunk that its ranges lie in, its physical line.
  let take: (PreparedRows.Row, UnsafePointer<UInt8>, Int) -> Void
}
