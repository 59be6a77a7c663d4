/// Attacks the cells of one denominator and school year as somebody would who has the release and no more.
///
/// It uses that groups add up to everybody and schools to their district, that a hidden cell has at least one student,
/// and what each printed rate, gap and need say. Two relaxations keep it linear, both named in `docs/disclosure.md`:
/// students with and students without the outcome are attacked each by themselves.
struct CellAttack {
  /// Hidden students must have room for so much.
  static let width = 3

  private struct Reading {
    /// What * stands for at least.
    let least: Int
    /// Whether the schools of a district are all there.
    let addsUp: Bool
  }

  /// One number of students with, or without, the outcome that alone is possible.
  private struct Exact {
    let index: Int
    let value: Int
    let isWith: Bool
  }

  private let grid: CellGrid

  private init(_ grid: CellGrid) { self.grid = grid }

  /// - Parameter measure: The number of a measure of the grid; nil for the students.
  static func findings(_ grid: CellGrid, measure: Int?) -> [Finding] {
    let attack = CellAttack(grid)
    return measure.map { attack.outcomeFindings($0) } ?? attack.studentFindings()
  }

  /// What of a grid is found that is not found without its print; nil where it contradicts itself.
  /// - Parameters:
  ///   - alone: The same grid without its print.
  ///   - earlier: What earlier releases printed of it.
  static func added(_ grid: CellGrid, to alone: CellGrid, measure: Int?, _ earlier: EarlierCells) -> [Finding]? {
    let (attack, knowing) = (CellAttack(grid), CellAttack(alone))
    guard let measure else {
      guard let (reading, found) = attack.students(attack.readings) else { return nil }
      if found.isEmpty { return [] }
      let anyway = knowing.students([reading])?.narrow ?? [:]
      return found.keys.sorted().compactMap { index in
        guard let narrow = found[index], anyway[index].map({ narrow.isExact && !$0.isExact }) ?? true else {
          return nil
        }
        return attack.finding(index, narrow)
      }
    }
    let numerators = NumeratorRanges(grid, measure)
    let known = NumeratorRanges(alone: alone, measure, numerators.protected, earlier)
    var findings: [Finding] = []
    for isWith in [true, false] {
      guard let found = attack.exact(numerators, isWith: isWith) else { return nil }
      if found.isEmpty { continue }
      let anyway = Set((knowing.exact(known, isWith: isWith) ?? []).map(\.index))
      findings += found.filter { !anyway.contains($0.index) }.map { attack.finding($0, measure) }
    }
    return findings
  }

  // MARK: Students

  private func studentFindings() -> [Finding] {
    guard let (_, narrow) = students(readings) else {
      let cell = hidden.first.map(name) ?? ""
      return [Finding(kind: .contradiction, cell: cell, what: "the counts of this table contradict each other")]
    }
    return narrow.keys.sorted().compactMap { index in narrow[index].map { finding(index, $0) } }
  }

  /// Who knows that * stands for somebody begins at 1; where the release hides a 0, nothing satisfies that.
  private var readings: [Reading] {
    [1, 0].flatMap { least in
      (GridSystem.addsUp(grid) ? [true, false] : [false]).map { Reading(least: least, addsUp: $0) }
    }
  }

  private var hidden: [Int] {
    grid.n.indices.filter { grid.isPrinted[$0] && grid.n[$0] == nil && !grid.isLeftAside[$0] }
  }

  /// The hidden cells of which too much is known, by the first reading under which any numbers are possible.
  private func students(_ readings: [Reading]) -> (reading: Reading, narrow: [Int: IntervalAttack.Narrow])? {
    let hidden = hidden
    for reading in readings {
      if hidden.isEmpty { return (reading, [:]) }
      let ranges = grid.n.indices.map { index -> ClosedRange<Int>? in
        guard grid.isPrinted[index] else { return nil }
        if grid.isLeftAside[index] { return 0...LinearSystem.most }
        return grid.n[index].map { $0...$0 } ?? reading.least...LinearSystem.most
      }
      let system = GridSystem(
        grid, ranges, otherSide: { grid.others[$0 * grid.width + $1].map { $0...$0 } ?? 0...LinearSystem.most },
        addsUpDistricts: reading.addsUp)
      let targets = hidden.compactMap { system.variable[$0] }
      guard let found = IntervalAttack.narrow(system.system, targets: targets, width: CellAttack.width) else {
        continue
      }
      let determined = Set(ExactAttack.determined(system.system))
      var narrow: [Int: IntervalAttack.Narrow] = [:]
      for one in found {
        let isExact = one.isExact || determined.contains(one.variable)
        narrow[system.cell[one.variable]] = IntervalAttack.Narrow(
          variable: one.variable, low: one.low, high: isExact ? one.low : one.high)
      }
      return (reading, narrow)
    }
    return nil
  }

  private func finding(_ index: Int, _ found: IntervalAttack.Narrow) -> Finding {
    let what = found.isExact ? "n is \(found.low)" : "n is between \(found.low) and \(found.high)"
    return Finding(kind: found.isExact ? .exactStudents : .narrowStudents, cell: name(index), what: what)
  }

  private func name(_ index: Int) -> String {
    grid.cells.lazy.compactMap { $0.at[index] }.first?.name ?? ""
  }

  // MARK: Students with and without the outcome

  private func outcomeFindings(_ measure: Int) -> [Finding] {
    let (name, cells) = grid.cells[measure]
    let numerators = NumeratorRanges(grid, measure)
    var findings = numerators.impossible.map { index in
      Finding(kind: .contradiction, cell: cells[index]?.name ?? "", what: "no count gives the rate")
    }
    for isWith in [true, false] {
      guard let found = exact(numerators, isWith: isWith) else {
        findings.append(
          Finding(kind: .contradiction, cell: name, what: "the rates of this table contradict each other"))
        return findings
      }
      findings += found.map { finding($0, measure) }
    }
    return findings
  }

  /// The protected numbers that follow exactly; nil where no numbers are possible.
  private func exact(_ numerators: NumeratorRanges, isWith: Bool) -> [Exact]? {
    if numerators.protected.isEmpty { return [] }
    let ranges = isWith ? numerators.ranges : numerators.without(grid)
    for addsUp in GridSystem.addsUp(grid) ? [true, false] : [false] {
      let system = GridSystem(
        grid, ranges, otherSide: { numerators.otherSide(grid, $0, $1, isWith: isWith) }, addsUpDistricts: addsUp)
      let targets = numerators.protected.compactMap { system.variable[$0] }
      guard let narrow = IntervalAttack.narrow(system.system, targets: targets, width: 1) else { continue }
      let found = narrow.filter(\.isExact).map { Exact(index: system.cell[$0.variable], value: $0.low, isWith: isWith) }
      // What the equations or one printed number alone determine is no unknown any more.
      let single = numerators.protected.filter { system.variable[$0] == nil }
      return found + single.map { Exact(index: $0, value: ranges[$0]?.lowerBound ?? 0, isWith: isWith) }
    }
    return nil
  }

  private func finding(_ exact: Exact, _ measure: Int) -> Finding {
    Finding(
      kind: .exactNumerator, cell: grid.cells[measure].at[exact.index]?.name ?? "",
      what: "the students \(exact.isWith ? "with" : "without") the outcome are \(exact.value)")
  }
}
