/// How many students of each cell can have the outcome of one measure, from what is printed.
struct NumeratorRanges {
  /// nil = the release has no such cell.
  private(set) var ranges: [ClosedRange<Int>?]
  /// Cells whose number is protected: hidden ones, and those whose rate is coded.
  private(set) var protected: [Int] = []
  /// Cells whose rate no number of students gives.
  private(set) var impossible: [Int] = []
  /// Students with the outcome of those whom a one-sided family does not show, where they are known from elsewhere.
  private let others: [Int: Int]

  /// - Parameter measure: The number of a measure of the grid.
  init(_ grid: CellGrid, _ measure: Int) {
    let (cells, known) = (grid.cells[measure].at, grid.outcomes[measure].own)
    others = grid.outcomes[measure].others
    ranges = Array(repeating: nil, count: cells.count)
    for (index, cell) in cells.enumerated() {
      guard let cell else { continue }
      if let outcome = known[index] {
        ranges[index] = outcome...outcome
        continue
      }
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

  /// What somebody knows who has not the release, only what is known from elsewhere and from earlier releases.
  init(alone grid: CellGrid, _ measure: Int, _ protected: [Int], _ earlier: EarlierCells) {
    let (cells, known) = (grid.cells[measure].at, grid.outcomes[measure].own)
    others = grid.outcomes[measure].others
    self.protected = protected
    ranges = cells.enumerated().map { index, cell in
      guard let cell else { return nil }
      if let outcome = known[index] { return outcome...outcome }
      if let n = cell.n, n == 0 || earlier[cell.name].contains(where: { $0.n == n && $0.rate == cell.rate }) {
        return cell.rate.possible(of: n) ?? 0...n
      }
      return 0...(grid.n[index] ?? LinearSystem.most)
    }
  }

  /// How many whom a one-sided family does not show can have, or be without, the outcome.
  func otherSide(_ grid: CellGrid, _ place: Int, _ column: Int, isWith: Bool) -> ClosedRange<Int> {
    let start = place * grid.width
    var students = grid.others[start + column]
    if let whole = grid.n[start + grid.all], let part = grid.n[start + column] { students = max(0, whole - part) }
    guard let students else { return 0...LinearSystem.most }
    guard let outcome = others[start + column], outcome <= students else { return 0...students }
    return isWith ? outcome...outcome : (students - outcome)...(students - outcome)
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
