/// Finds between which values unknowns must lie, by linear programming.
public struct IntervalAttack {
  /// What is known of an unknown that lies in a narrow range.
  public struct Narrow: Hashable, Sendable {
    public let variable: Int
    public let low: Int
    public let high: Int

    /// Only one value is possible.
    public var isExact: Bool { low >= high }
  }

  /// Walks from one solution to the next.
  private var simplex: Simplex
  private var least: [Double]
  private var most: [Double]

  private init(_ simplex: Simplex) { (self.simplex, least, most) = (simplex, simplex.value, simplex.value) }

  /// The targets whose smallest and largest possible value are less than `width` apart; nil if nothing satisfies the
  /// system.
  ///
  /// Most unknowns are cleared together: from a solution that is moved away from all bounds each way is measured. Only what is
  /// then left is made as small and as large as possible by itself; the solutions met on the way clear others too.
  ///
  /// Unknowns that no chain of equations ties together are attacked apart: what is possible for one of them does not
  /// depend on the other.
  ///
  /// - Parameter solution: One, if it is known; the same is found with it, sooner.
  public static func narrow(
    _ system: LinearSystem, targets: [Int], width: Int, solution: [Int]? = nil
  ) -> [Narrow]? {
    let isTarget = Set(targets)
    var found: [Narrow] = []
    for part in SystemPart.parts(of: system) {
      let start = Simplex(part.system)
      let known = solution.map { solution in part.variables.map { Double(solution[$0]) } }
      var solved: Simplex?
      if known.map(part.system.isSolved) != true {
        var walker = start
        guard walker.findSolution() else { return nil }
        solved = walker
      }
      let own = part.variables.indices.filter { isTarget.contains(part.variables[$0]) }
      if own.isEmpty { continue }
      let width = Double(width) - 1e-6
      var inner = InnerPoint(start, at: solved?.value ?? known ?? start.value)
      let left = inner.withoutRoom(own, width)
      if left.isEmpty { continue }
      if solved == nil {
        var walker = start
        guard walker.findSolution() else { return nil }
        solved = walker
      }
      var attack = IntervalAttack(solved ?? start)
      found += attack.run(left, width).map {
        Narrow(variable: part.variables[$0.variable], low: $0.low, high: $0.high)
      }
    }
    return found.sorted { $0.variable < $1.variable }
  }

  private mutating func run(_ targets: [Int], _ width: Double) -> [Narrow] {
    var (left, narrow): ([Int], [Narrow]) = (targets, [])
    while let target = left.first {
      left.removeFirst()
      for factor in [1.0, -1] {
        let (least, most) = (least[target], most[target])
        simplex.aim([(target, factor)])
        simplex.walk { max(most, $0[target]) - min(least, $0[target]) >= width }
        note()
      }
      left = left.filter { most[$0] - least[$0] < width }
      if most[target] - least[target] < width {
        let (low, high) = ((least[target] - 1e-6).rounded(.up), (most[target] + 1e-6).rounded(.down))
        narrow.append(Narrow(variable: target, low: Int(low), high: Int(max(low, high))))
      }
    }
    return narrow
  }

  private mutating func note() {
    for (index, value) in simplex.value.enumerated() {
      least[index] = min(least[index], value)
      most[index] = max(most[index], value)
    }
  }
}
