/// Reading rows of a table before their turn, on other threads.
struct RowsAhead {
  /// Makes the work on a chunk, once it is known where the columns are.
  let preparation: (TableHeader) -> ChunkPipe.Preparation
  /// Takes rows that were read, in their turn: rows of following lines, the chunk that their ranges lie in, the physical
  /// line of the first.
  let take: (ArraySlice<PreparedRows.Row>, UnsafePointer<UInt8>, Int) -> Void
}
