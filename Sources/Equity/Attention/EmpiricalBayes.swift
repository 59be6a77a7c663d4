/// Rates of schools drawn toward the rate of all, the more the fewer students a school has: for the order of a list that somebody works
/// through, never in place of a rate.
///
/// Binomial counts, by moments: Martuzzi and Elliott (1996), as `EBest(family = "binomial")` of the R package spdep computes them, but that a
/// weight never leaves 0 to 1.
public struct EmpiricalBayes: Sendable {
  public struct Place: Sendable {
    public let count: Count
    /// Share of the place's own rate in the estimate, 0 to 1; nil for nobody.
    public let weight: Double?
    public let estimate: Double?
  }

  /// The rate of all; nil for nobody.
  public let mean: Double?
  public let places: [Place]

  public init(_ counts: [Count]) {
    let present = counts.filter { $0.n > 0 }
    let (n, x) = present.reduce((0, 0)) { ($0.0 + $1.n, $0.1 + $1.x) }
    guard n > 0 else {
      mean = nil
      places = counts.map { Place(count: $0, weight: nil, estimate: nil) }
      return
    }
    let mean = Double(x) / Double(n)
    let typical = Double(n) / Double(present.count)
    let spread =
      present.reduce(0) { $0 + Double($1.n) * EmpiricalBayes.square(Double($1.x) / Double($1.n) - mean) } / Double(n)
    let chance = mean * (1 - mean)
    self.mean = mean
    places = counts.map { count in
      guard count.n > 0 else { return Place(count: count, weight: nil, estimate: nil) }
      let own = Double(count.n)
      let rate = Double(count.x) / own
      let between = own * spread - own / typical * chance
      let whole = (own - 1) * spread + (typical - own) / typical * chance
      // Where the rates differ no more than chance alone would make them, all are taken for equal.
      let weight = between <= 0 || whole <= 0 ? 0 : min(1, between / whole)
      return Place(count: count, weight: weight, estimate: weight * rate + (1 - weight) * mean)
    }
  }

  private static func square(_ value: Double) -> Double { value * value }
}

/// Places in the order in which somebody should look at them. Small ones are in no order.
public struct AttentionList: Sendable {
  /// Places with fewer students are not put in order.
  public static let fewest = 30

  /// Places of the list given, those most in need of attention first; at equal estimates larger ones first, then as given.
  public let ordered: [Int]
  /// Places with too few students, as given.
  public let small: [Int]
  public let estimates: EmpiricalBayes

  /// - Parameter highFirst: whether a high rate is what needs attention.
  public init(_ counts: [Count], highFirst: Bool, fewest: Int = AttentionList.fewest) {
    let estimates = EmpiricalBayes(counts)
    self.estimates = estimates
    small = counts.indices.filter { counts[$0].n > 0 && counts[$0].n < fewest }
    ordered = counts.indices.filter { counts[$0].n > 0 && counts[$0].n >= fewest }.sorted { left, right in
      let (first, second) = (estimates.places[left].estimate ?? 0, estimates.places[right].estimate ?? 0)
      if first != second { return highFirst ? first > second : first < second }
      if counts[left].n != counts[right].n { return counts[left].n > counts[right].n }
      return left < right
    }
  }
}
