/// How many students of a group reached each stage on the way to an outcome: the first number is everybody, the last those with the
/// outcome, and nobody reaches a stage without the one before.
public struct AccessFunnel: Hashable, Sendable {
  public let reached: [Int]

  /// nil unless there are two numbers or more that never rise and are not negative.
  public init?(_ reached: [Int]) {
    guard reached.count > 1, let last = reached.last, last >= 0,
      zip(reached, reached.dropFirst()).allSatisfy({ $0 >= $1 })
    else { return nil }
    self.reached = reached
  }

  public var students: Int { reached[0] }

  /// The share of those with the outcome among all; nil for nobody.
  public var rate: Rational? { Rational(reached[reached.count - 1], reached[0]) }

  /// The share of those who reached the stage before that reached this one, from stage 1; nil where nobody did.
  func passage(_ stage: Int) -> Rational? { Rational(reached[stage], reached[stage - 1]) }

  /// nil where the stages are not the same.
  public static func sum(_ funnels: [AccessFunnel]) -> AccessFunnel? {
    guard let first = funnels.first, funnels.allSatisfy({ $0.reached.count == first.reached.count }) else { return nil }
    return AccessFunnel(first.reached.indices.map { stage in funnels.reduce(0) { $0 + $1.reached[stage] } })
  }

  /// Everybody here who is not in a part; nil if that is no part.
  public func others(without part: AccessFunnel) -> AccessFunnel? {
    guard part.reached.count == reached.count else { return nil }
    return AccessFunnel(zip(reached, part.reached).map { $0 - $1 })
  }
}

/// The two funnels of one school: a group, and all others.
public struct SchoolFunnels: Sendable {
  public let group: AccessFunnel
  public let others: AccessFunnel

  public init(group: AccessFunnel, others: AccessFunnel) { (self.group, self.others) = (group, others) }
}
