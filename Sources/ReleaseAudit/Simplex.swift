/// The simplex method for unknowns with bounds on both sides, on a table of which only the coefficients that are not 0 are
/// kept; it walks from one possible solution of a system to the next.
///
/// Each row solves the equations for one unknown: that one plus a combination of those that rest at a bound is constant.
/// The coefficients that sums of counts give are 0, 1 and -1 for the most part, so double precision holds them exactly, and
/// of a thousand of them three or four are not 0.
struct Simplex {
  private static let tolerance = 1e-7
  /// Steps without progress after which the lowest number decides (Bland's rule), which cannot run in circles.
  private static let patience = 300
  private static let mostSteps = 50_000

  private let width: Int
  let low: [Double]
  let high: [Double]
  private var table: SparseRows
  /// The unknown that each row is solved for.
  private var basis: [Int] = []
  /// The row of each unknown; -1 for those at rest.
  private var row: [Int]
  private(set) var value: [Double]
  private var objective: [Double]
  /// Steps since something moved.
  private var idle = 0
  /// The equations contradict each other whatever the bounds.
  private(set) var isContradictory = false

  init(_ system: LinearSystem) {
    width = system.bounds.count
    low = system.bounds.map { Double($0.lowerBound) }
    high = system.bounds.map { Double($0.upperBound) }
    value = low
    row = Array(repeating: -1, count: width)
    objective = Array(repeating: 0, count: width)
    table = SparseRows(width: width, rows: system.equations.count)
    solve(system)
  }

  /// Solves each equation for an unknown, preferring those with room to move.
  private mutating func solve(_ system: LinearSystem) {
    for equation in system.equations {
      var line: [SparseRows.Entry] = []
      var rest = Double(equation.sum)
      for term in equation.terms.sorted(by: { $0.variable < $1.variable }) {
        let factor = term.isAdded ? 1.0 : -1
        rest -= factor * value[term.variable]
        if row[term.variable] < 0 { line.append(SparseRows.Entry(term.variable, factor)) }
      }
      // The rows so far are taken out; their unknowns have the values that the ones at rest give them.
      for term in equation.terms where row[term.variable] >= 0 {
        line = SparseRows.sum(line, table.rows[row[term.variable]], times: term.isAdded ? -1 : 1)
      }
      var (pivot, lead) = (-1, 1.0)
      for entry in line where abs(entry.factor) > Simplex.tolerance {
        if pivot < 0 || high[entry.column] - low[entry.column] > high[pivot] - low[pivot] {
          (pivot, lead) = (entry.column, entry.factor)
        }
      }
      guard pivot >= 0 else {
        if abs(rest) > Simplex.tolerance { isContradictory = true }
        continue
      }
      move(pivot, by: rest / lead)
      line = line.filter { $0.column != pivot }.map { SparseRows.Entry($0.column, $0.factor / lead) }
      table.take(out: pivot, of: line)
      table.append(line)
      basis.append(pivot)
      row[pivot] = basis.count - 1
    }
  }

  /// Changes an unknown and all that are solved for by it.
  private mutating func move(_ variable: Int, by change: Double) {
    value[variable] += change
    if change == 0 { return }
    for index in table.holders(variable) { value[basis[index]] -= table.factor(index, variable) * change }
  }

  // MARK: Steps

  /// Finds a possible solution; false if there is none.
  mutating func findSolution() -> Bool {
    if isContradictory { return false }
    var steps = 0
    while steps < Simplex.mostSteps {
      steps += 1
      var slope = [Double](repeating: 0, count: width)
      var isPossible = true
      for (index, variable) in basis.enumerated() {
        let side: Double
        if value[variable] < low[variable] - Simplex.tolerance {
          side = -1
        } else if value[variable] > high[variable] + Simplex.tolerance {
          side = 1
        } else {
          continue
        }
        isPossible = false
        for entry in table.rows[index] { slope[entry.column] += side * entry.factor }
      }
      if isPossible { return true }
      guard step(along: slope) else { return false }
    }
    return false
  }

  /// Sets what is to be made as large as possible: a sum of unknowns with factors.
  mutating func aim(_ factors: [(variable: Int, factor: Double)]) {
    objective = [Double](repeating: 0, count: width)
    for (variable, factor) in factors {
      if row[variable] >= 0 {
        for entry in table.rows[row[variable]] { objective[entry.column] -= factor * entry.factor }
      } else {
        objective[variable] += factor
      }
    }
    for variable in basis { objective[variable] = 0 }
  }

  /// Walks from a possible solution to one that the aim prefers to all others, or until `isEnough`, or so many steps.
  mutating func walk(steps: Int = mostSteps, until isEnough: ([Double]) -> Bool = { _ in false }) {
    for _ in 0..<steps {
      if isEnough(value) { return }
      guard step(along: objective) else { return }
    }
  }

  /// For each unknown at rest those that are solved for by it, with their coefficients.
  var ways: [(own: Int, others: [SparseRows.Entry])] {
    (0..<width).filter { row[$0] < 0 }.map { column in
      (column, table.holders(column).map { SparseRows.Entry(basis[$0], table.factor($0, column)) })
    }
  }

  /// One step that makes the sum along the slope larger; false if none does.
  private mutating func step(along slope: [Double]) -> Bool {
    let byNumber = idle > Simplex.patience
    var (best, entering) = (Simplex.tolerance, -1)
    for column in 0..<width where row[column] < 0 && low[column] < high[column] {
      let rises = slope[column] > 0
      if rises ? value[column] >= high[column] : value[column] <= low[column] { continue }
      if abs(slope[column]) > best {
        (best, entering) = (abs(slope[column]), column)
        if byNumber { break }
      }
    }
    guard entering >= 0 else { return false }
    let direction = slope[entering] > 0 ? 1.0 : -1
    var (length, leaving, bound) = (high[entering] - low[entering], -1, 0.0)
    for index in table.holders(entering) {
      let variable = basis[index]
      let rate = -table.factor(index, entering) * direction
      guard abs(rate) > Simplex.tolerance else { continue }
      guard let stop = stop(variable, rising: rate > 0) else { continue }
      let reach = max(0, (stop - value[variable]) / rate)
      if reach < length - 1e-12 || (byNumber && reach <= length && leaving >= 0 && variable < basis[leaving]) {
        (length, leaving, bound) = (reach, index, stop)
      }
    }
    idle = length > Simplex.tolerance ? 0 : idle + 1
    move(entering, by: direction * length)
    guard leaving >= 0 else {
      value[entering] = direction > 0 ? high[entering] : low[entering]
      return true
    }
    exchange(entering, leaving, bound)
    return true
  }

  /// The value at which an unknown that is solved for holds a step up; nil if it does not. One outside its bounds holds
  /// it where it comes inside.
  private func stop(_ variable: Int, rising: Bool) -> Double? {
    if value[variable] < low[variable] - Simplex.tolerance { return rising ? low[variable] : nil }
    if value[variable] > high[variable] + Simplex.tolerance { return rising ? nil : high[variable] }
    return rising ? high[variable] : low[variable]
  }

  private mutating func exchange(_ entering: Int, _ leaving: Int, _ bound: Double) {
    value[basis[leaving]] = bound
    // The row is solved for the entering unknown; the one that leaves gets a column.
    let line = solve(leaving, for: entering)
    let factor = objective[entering]
    if factor != 0 { for entry in line { objective[entry.column] -= factor * entry.factor } }
    objective[entering] = 0
  }

  private mutating func solve(_ index: Int, for entering: Int) -> [SparseRows.Entry] {
    let left = basis[index]
    let line = table.solve(index, for: entering, instead: left)
    basis[index] = entering
    row[entering] = index
    row[left] = -1
    table.take(out: entering, of: line)
    return line
  }

  /// Solves for those unknowns that have more room to both sides instead of those that have none; values are left alone.
  ///
  /// - Returns: Whether anything was exchanged.
  mutating func prefer(_ slack: [Double]) -> Bool {
    var isChanged = false
    for column in (0..<width).filter({ row[$0] < 0 }).sorted(by: { (slack[$1], $0) < (slack[$0], $1) }) {
      let tight = table.holders(column).filter { abs(table.factor($0, column)) > 1e-3 }
        .min { (slack[basis[$0]], $0) < (slack[basis[$1]], $1) }
      guard let tight, slack[basis[tight]] < 0.5, slack[basis[tight]] < slack[column] / 2 else { continue }
      _ = solve(tight, for: column)
      isChanged = true
    }
    return isChanged
  }
}
