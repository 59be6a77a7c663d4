/// The simplex method for unknowns with bounds on both sides, on a dense table; it walks from one possible solution of a
/// system to the next.
///
/// Each row solves the equations for one unknown: that one plus a combination of those that rest at a bound is constant.
/// The coefficients that sums of counts give are 0, 1 and -1 for the most part, so double precision holds them exactly.
struct Simplex {
  private static let tolerance = 1e-7
  /// Steps without progress after which the lowest number decides (Bland's rule), which cannot run in circles.
  private static let patience = 300
  private static let mostSteps = 50_000

  private let width: Int
  private let low: [Double]
  private let high: [Double]
  private var table: [Double]
  /// The unknown that each row is solved for.
  private var basis: [Int] = []
  /// The row of each unknown; -1 for those at rest.
  private var row: [Int]
  private(set) var value: [Double]
  private var objective: [Double]
  private var filled: [Int] = []
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
    table = []
    table.reserveCapacity(system.equations.count * width)
    solve(system)
  }

  /// Solves each equation for an unknown, preferring those with room to move.
  private mutating func solve(_ system: LinearSystem) {
    for equation in system.equations {
      var line = [Double](repeating: 0, count: width)
      var rest = Double(equation.sum)
      for term in equation.terms {
        line[term.variable] = term.isAdded ? 1 : -1
        rest -= (term.isAdded ? 1 : -1) * value[term.variable]
      }
      // The rows so far are taken out; their unknowns have the values that the ones at rest give them.
      for term in equation.terms where row[term.variable] >= 0 {
        let factor = term.isAdded ? 1.0 : -1
        let start = row[term.variable] * width
        for column in 0..<width { line[column] -= factor * table[start + column] }
        line[term.variable] = 0
      }
      var pivot = -1
      for column in 0..<width where abs(line[column]) > Simplex.tolerance {
        if pivot < 0 || high[column] - low[column] > high[pivot] - low[pivot] { pivot = column }
      }
      guard pivot >= 0 else {
        if abs(rest) > Simplex.tolerance { isContradictory = true }
        continue
      }
      let lead = line[pivot]
      for column in 0..<width { line[column] = Simplex.clean(line[column] / lead) }
      let change = rest / lead
      move(pivot, by: change)
      table.append(contentsOf: line)
      basis.append(pivot)
      row[pivot] = basis.count - 1
      eliminate(pivot, row: basis.count - 1)
    }
  }

  private static func clean(_ number: Double) -> Double { abs(number) < 1e-9 ? 0 : number }

  /// Changes an unknown and all that are solved for by it.
  private mutating func move(_ variable: Int, by change: Double) {
    value[variable] += change
    for index in basis.indices {
      let factor = table[index * width + variable]
      if factor != 0 { value[basis[index]] -= factor * change }
    }
  }

  /// Takes an unknown out of all rows but its own, where its coefficient is 1. Most coefficients are 0: only those of the
  /// row that are not are walked through.
  private mutating func eliminate(_ variable: Int, row own: Int) {
    let (width, rows, start) = (width, basis.count, own * width)
    filled.removeAll(keepingCapacity: true)
    for column in 0..<width where table[start + column] != 0 { filled.append(column) }
    let filled = filled
    table.withUnsafeMutableBufferPointer { table in
      for index in 0..<rows where index != own {
        let line = index * width
        let factor = table[line + variable]
        guard factor != 0 else { continue }
        for column in filled { table[line + column] -= factor * table[start + column] }
        table[line + variable] = 0
      }
    }
    let factor = objective[variable]
    if factor != 0 {
      for column in filled { objective[column] -= factor * table[start + column] }
      objective[variable] = 0
    }
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
        for column in 0..<width { slope[column] += side * table[index * width + column] }
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
        let start = row[variable] * width
        for column in 0..<width { objective[column] -= factor * table[start + column] }
        objective[variable] = 0
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

  /// How far each unknown can move, at least, from a possible solution: along each way that changes one of the unknowns at
  /// rest and those that are solved for by it, in both directions.
  ///
  /// - Parameter point: Satisfies the equations and the bounds, as any mean of solutions does.
  func room(around point: [Double]) -> [Double] {
    var rise = zip(high, point).map { max(0, $0 - $1) }
    var fall = zip(point, low).map { max(0, $0 - $1) }
    let filled = basis.indices.map { index in
      let start = index * width
      return (0..<width).filter { row[$0] < 0 && abs(table[start + $0]) > 1e-9 }
    }
    for (index, variable) in basis.enumerated() {
      let (down, up) = (max(0, point[variable] - low[variable]), max(0, high[variable] - point[variable]))
      for column in filled[index] {
        let factor = table[index * width + column]
        rise[column] = min(rise[column], (factor > 0 ? down : up) / abs(factor))
        fall[column] = min(fall[column], (factor > 0 ? up : down) / abs(factor))
      }
    }
    var room = (0..<width).map { row[$0] < 0 ? rise[$0] + fall[$0] : 0 }
    for (index, variable) in basis.enumerated() {
      for column in filled[index] {
        room[variable] = max(room[variable], abs(table[index * width + column]) * (rise[column] + fall[column]))
      }
    }
    return room
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
    for (index, variable) in basis.enumerated() {
      let rate = -table[index * width + entering] * direction
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
    let start = leaving * width
    let lead = table[start + entering]
    let left = basis[leaving]
    value[left] = bound
    // The row is solved for the entering unknown; the one that leaves gets a column.
    for column in 0..<width where table[start + column] != 0 {
      table[start + column] = Simplex.clean(table[start + column] / lead)
    }
    table[start + entering] = 1
    table[start + left] = 1 / lead
    basis[leaving] = entering
    row[entering] = leaving
    row[left] = -1
    eliminate(entering, row: leaving)
    table[start + entering] = 0
  }
}
