/// Numbers that stand for an origin wherever the readers keep a line: places of translated rows lie above all lines of
/// canonical files, and each source has a range for its rows and one for rows that only follow from them.
struct RowPlaces {
  private var first = Int(UInt32.max)
  /// Descending with the number of the source.
  private var bases: [Int] = []
  private var spans: [Int] = []

  /// No source yet.
  init() {}

  /// - Parameter spans: For each source one more than its last line.
  init(_ spans: [Int]) {
    self.spans = spans
    bases = spans.map { span in
      first = max(0, first - 2 * span)
      return first
    }
  }

  func place(of origin: RowOrigin) -> Int {
    let source = Int(origin.file)
    guard bases.indices.contains(source) else { return Int(UInt32.max) }
    let span = spans[source]
    return bases[source] + min(max(0, origin.line), span - 1) + (origin.isAside ? span : 0)
  }

  func origin(of place: Int) -> RowOrigin? {
    guard place >= first, place < Int(UInt32.max) else { return nil }
    var (low, high) = (0, bases.count)
    while low < high {
      let middle = (low + high) / 2
      if bases[middle] > place { low = middle + 1 } else { high = middle }
    }
    guard low < bases.count else { return nil }
    let offset = place - bases[low]
    return RowOrigin(file: Int32(clamping: low), line: offset % spans[low], isAside: offset >= spans[low])
  }
}
