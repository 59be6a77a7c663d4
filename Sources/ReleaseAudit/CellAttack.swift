/// Attacks the cells of one denominator and school year as somebody would who has the release and no more.
///
/// It uses that groups add up to everybody and schools to their district, that a hidden cell has at least one student,
/// and what each printed rate, gap and need say. Two relaxations keep it linear, both named in `docs/disclosure.md`:
/// students with and students without the outcome are attacked each by themselves.
struct CellAttack {
  /// Hidden students must have room for so much.
  static let width = 3

  private let grid: CellGrid
  private var findings: [Finding] = []

  private init(_ grid: CellGrid) { self.grid = grid }

  /// - Parameter measure: The number of a measure of the grid; nil for the students.
  static func findings(_ grid: CellGrid, measure: Int?) -> [Finding] {
    var attack = CellAttack(grid)
    if let measure {
      attack.attackOutcome(grid.cells[measure].measure, grid.cells[measure].at)
    } else {
      attack.attackStudents()
    }
    return attack.findings
  }

  private func name(_ index: Int) -> String {
    grid.cells.lazy.compactMap { $0.at[index] }.first?.name ?? ""
  }

  private mutating func attackStudents() {
    let hidden = grid.n.indices.filter { grid.isPrinted[$0] && grid.n[$0] == nil }
    if hidden.isEmpty { return }
    // Who knows that * stands for somebody begins at 1; where the release hides a 0, nothing satisfies that.
    for least in [1, 0] {
      for addsUp in GridSystem.addsUp(grid) ? [true, false] : [false] {
        let ranges = grid.n.indices.map { index -> ClosedRange<Int>? in
          guard grid.isPrinted[index] else { return nil }
          return grid.n[index].map { $0...$0 } ?? least...LinearSystem.most
        }
        let system = GridSystem(grid, ranges, otherSide: { _, _ in 0...LinearSystem.most }, addsUpDistricts: addsUp)
        let targets = hidden.compactMap { system.variable[$0] }
        guard let narrow = IntervalAttack.narrow(system.system, targets: targets, width: CellAttack.width) else {
          continue
        }
        let determined = Set(ExactAttack.determined(system.system))
        for found in narrow {
          let isExact = found.isExact || determined.contains(found.variable)
          let what = isExact ? "n is \(found.low)" : "n is between \(found.low) and \(found.high)"
          findings.append(
            Finding(
              kind: isExact ? .exactStudents : .narrowStudents, cell: name(system.cell[found.variable]), what: what))
        }
        return
      }
    }
    findings.append(
      Finding(kind: .contradiction, cell: name(hidden[0]), what: "the counts of this table contradict each other"))
  }

  private mutating func attackOutcome(_ measure: String, _ cells: [PublishedCell?]) {
    let numerators = NumeratorRanges(grid, cells)
    for index in numerators.impossible {
      findings.append(Finding(kind: .contradiction, cell: name(index, cells), what: "no count gives the rate"))
    }
    if numerators.protected.isEmpty { return }
    for (ranges, words) in [(numerators.ranges, "with"), (numerators.without(grid), "without")] {
      guard let (system, narrow) = narrowNumerators(ranges, numerators.protected) else {
        findings.append(
          Finding(kind: .contradiction, cell: measure, what: "the rates of this table contradict each other"))
        return
      }
      for found in narrow where found.isExact {
        findings.append(
          Finding(
            kind: .exactNumerator, cell: name(system.cell[found.variable], cells),
            what: "the students \(words) the outcome are \(found.low)"))
      }
      // What the equations or one printed number alone determine is no unknown any more.
      for index in numerators.protected where system.variable[index] == nil {
        findings.append(
          Finding(
            kind: .exactNumerator, cell: name(index, cells),
            what: "the students \(words) the outcome are \(ranges[index]?.lowerBound ?? 0)"))
      }
    }
  }

  private func narrowNumerators(
    _ ranges: [ClosedRange<Int>?], _ protected: [Int]
  ) -> (GridSystem, [IntervalAttack.Narrow])? {
    for addsUp in GridSystem.addsUp(grid) ? [true, false] : [false] {
      let system = GridSystem(grid, ranges, otherSide: otherSide, addsUpDistricts: addsUp)
      let targets = protected.compactMap { system.variable[$0] }
      if let narrow = IntervalAttack.narrow(system.system, targets: targets, width: 1) { return (system, narrow) }
    }
    return nil
  }

  private func otherSide(_ place: Int, _ column: Int) -> ClosedRange<Int> {
    let start = place * grid.width
    guard let whole = grid.n[start + grid.all], let part = grid.n[start + column] else { return 0...LinearSystem.most }
    return 0...max(0, whole - part)
  }

  private func name(_ index: Int, _ cells: [PublishedCell?]) -> String { cells[index]?.name ?? "" }
}
