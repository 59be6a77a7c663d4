/// How many students of each cell can have the outcome of one measure, from what is printed.
struct NumeratorRanges {
  /// nil = the release has no such cell.
  private(set) var ranges: [ClosedRange<Int>?]
  /// Cells whose number is protected: hidden ones, and those whose rate is coded.
  private(set) var protected: [Int] = []
  /// Cells whose rate no number of students gives.
  private(set) var impossible: [Int] = []

  init(_ grid: CellGrid, _ cells: [PublishedCell?]) {
    ranges = Array(repeating: nil, count: cells.count)
    for (index, cell) in cells.enumerated() {
      guard let cell else { continue }
      guard let n = grid.n[index] else {
        ranges[index] = 0...LinearSystem.most
        protected.append(index)
        continue
      }
      if let possible = cell.rate.possible(of: n) {
        ranges[index] = possible
        switch cell.rate {
        case .atMost, .atLeast: protected.append(index)
        default: break
        }
      } else {
        ranges[index] = 0...n
        if cell.rate != .none { impossible.append(index) } else { protected.append(index) }
      }
    }
    // A gap bounds the others' outcome by the group's own, and the other way round; a need does so more finely.
    for _ in 0..<2 {
      for (index, cell) in cells.enumerated() {
        if let cell { tighten(grid, index, cell) }
      }
    }
  }

  private mutating func tighten(_ grid: CellGrid, _ index: Int, _ cell: PublishedCell) {
    let whole = index / grid.width * grid.width + grid.all
    guard let n = grid.n[index], let everybody = grid.n[whole], n > 0, everybody > n,
      let own = ranges[index], let total = ranges[whole]
    else { return }
    let others = Double(everybody - n)
    // The rate of the others, from the gap and from the need.
    var (low, high) = (0.0, 1.0)
    if let gap = cell.gap {
      low = max(low, Double(own.lowerBound) / Double(n) - Double(gap) / 100 - 0.005)
      high = min(high, Double(own.upperBound) / Double(n) - Double(gap) / 100 + 0.005)
    }
    if let needed = cell.needed {
      if needed > 0 { low = max(low, Double(own.lowerBound + needed - 1) / Double(n)) }
      high = min(high, Double(own.upperBound + needed) / Double(n))
    }
    let least = own.lowerBound + Int((low * others - 1e-6).rounded(.up))
    let most = own.upperBound + Int((high * others + 1e-6).rounded(.down))
    let newLow = max(total.lowerBound, least)
    if newLow <= min(total.upperBound, most) { ranges[whole] = newLow...min(total.upperBound, most) }
  }

  /// The students without the outcome: the same ranges turned round where the students are known.
  func without(_ grid: CellGrid) -> [ClosedRange<Int>?] {
    ranges.enumerated().map { index, range in
      guard let range, let n = grid.n[index] else { return range }
      return (n - range.upperBound)...(n - range.lowerBound)
    }
  }
}
