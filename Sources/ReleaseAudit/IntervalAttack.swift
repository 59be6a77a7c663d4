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

  /// The most steps of a walk that only looks for solutions far apart.
  private static let stroll = 200

  private var simplex: Simplex
  private var least: [Double]
  private var most: [Double]
  /// The solutions so far, added up.
  private var sum: [Double]
  private var solutions = 1.0
  private var random: UInt64 = 88_172_645_463_325_252

  private init(_ simplex: Simplex) {
    self.simplex = simplex
    (least, most, sum) = (simplex.value, simplex.value, simplex.value)
  }

  /// The targets whose smallest and largest possible value are less than `width` apart; nil if nothing satisfies the
  /// system.
  ///
  /// Most unknowns are cleared together: solutions far apart, found for random aims, show that they have room, and so do the
  /// ways that lead from the mean of these solutions. Only what is then left is made as small and as large as possible by
  /// itself.
  ///
  /// Unknowns that no chain of equations ties together are attacked apart: what is possible for one of them does not
  /// depend on the other.
  public static func narrow(_ system: LinearSystem, targets: [Int], width: Int) -> [Narrow]? {
    let isTarget = Set(targets)
    var found: [Narrow] = []
    for part in SystemPart.parts(of: system) {
      var simplex = Simplex(part.system)
      guard simplex.findSolution() else { return nil }
      let own = part.variables.indices.filter { isTarget.contains(part.variables[$0]) }
      if own.isEmpty { continue }
      var attack = IntervalAttack(simplex)
      found += attack.run(own, width: Double(width) - 1e-6).map {
        Narrow(variable: part.variables[$0.variable], low: $0.low, high: $0.high)
      }
    }
    return found.sorted { $0.variable < $1.variable }
  }

  private mutating func run(_ targets: [Int], width: Double) -> [Narrow] {
    var left = withoutRoom(targets, width)
    var (rounds, idle) = (0, 0)
    let origin = simplex
    while !left.isEmpty, rounds < 40, idle < 4 {
      let aim = left.map { (variable: $0, factor: isHeads() ? 1.0 : -1) }
      for factor in [1.0, -1] {
        // Each walk begins anew, as the table fills up on the way; it need not reach its aim.
        simplex = origin
        simplex.aim(aim.map { ($0.variable, $0.factor * factor) })
        simplex.walk(steps: IntervalAttack.stroll)
        note()
      }
      let now = withoutRoom(left, width)
      idle = left.count - now.count > left.count / 20 ? 0 : idle + 1
      left = now
      rounds += 1
    }
    var narrow: [Narrow] = []
    for target in left where most[target] - least[target] < width {
      for factor in [1.0, -1] {
        let (least, most) = (least[target], most[target])
        simplex.aim([(target, factor)])
        simplex.walk { max(most, $0[target]) - min(least, $0[target]) >= width }
        note()
      }
      guard most[target] - least[target] < width else { continue }
      let (low, high) = ((least[target] - 1e-6).rounded(.up), (most[target] + 1e-6).rounded(.down))
      narrow.append(Narrow(variable: target, low: Int(low), high: Int(max(low, high))))
    }
    return narrow
  }

  /// Those of the unknowns that no two solutions so far, nor the ways around their mean, show to have room.
  private func withoutRoom(_ variables: [Int], _ width: Double) -> [Int] {
    let left = variables.filter { most[$0] - least[$0] < width }
    if left.isEmpty { return left }
    let room = simplex.room(around: sum.map { $0 / solutions })
    return left.filter { room[$0] < width }
  }

  private mutating func note() {
    solutions += 1
    for (index, value) in simplex.value.enumerated() {
      least[index] = min(least[index], value)
      most[index] = max(most[index], value)
      sum[index] += value
    }
  }

  /// A coin that falls the same way each time (Marsaglia, 2003).
  private mutating func isHeads() -> Bool {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return random >> 32 & 1 == 1
  }
}
