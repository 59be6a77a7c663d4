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

  private var simplex: Simplex
  private var least: [Double]
  private var most: [Double]
  private var random: UInt64 = 88_172_645_463_325_252

  private init(_ simplex: Simplex) {
    self.simplex = simplex
    (least, most) = (simplex.value, simplex.value)
  }

  /// The targets whose smallest and largest possible value are less than `width` apart; nil if nothing satisfies the
  /// system.
  ///
  /// Most unknowns are cleared together: solutions far apart, found for random aims, show that they have room. Only what
  /// is then left is made as small and as large as possible by itself.
  public static func narrow(_ system: LinearSystem, targets: [Int], width: Int) -> [Narrow]? {
    var simplex = Simplex(system)
    guard simplex.findSolution() else { return nil }
    var attack = IntervalAttack(simplex)
    return attack.run(targets, width: Double(width) - 1e-6)
  }

  private mutating func run(_ targets: [Int], width: Double) -> [Narrow] {
    var left = targets.filter { most[$0] - least[$0] < width }
    var (rounds, idle) = (0, 0)
    while !left.isEmpty, rounds < 40, idle < 4 {
      let aim = left.map { (variable: $0, factor: isHeads() ? 1.0 : -1) }
      for factor in [1.0, -1] {
        simplex.aim(aim.map { ($0.variable, $0.factor * factor) })
        simplex.walk()
        note()
      }
      let now = left.filter { most[$0] - least[$0] < width }
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

  private mutating func note() {
    for (index, value) in simplex.value.enumerated() {
      least[index] = min(least[index], value)
      most[index] = max(most[index], value)
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
