/// Whole numbers that somebody does not know, with what ties them together.
public struct LinearSystem: Sendable {
  /// One unknown in an equation, added or subtracted.
  public struct Term: Sendable {
    public let variable: Int
    public let isAdded: Bool

    public init(_ variable: Int, isAdded: Bool = true) { (self.variable, self.isAdded) = (variable, isAdded) }
  }

  public struct Equation: Sendable {
    public let terms: [Term]
    public let sum: Int
  }

  /// Smallest and largest value of each unknown.
  public private(set) var bounds: [ClosedRange<Int>] = []
  public private(set) var equations: [Equation] = []

  /// More than any district has students; stands where nothing limits an unknown.
  public static let most = 10_000_000

  public init() {}

  /// - Returns: The number of the new unknown.
  public mutating func add(_ range: ClosedRange<Int>) -> Int {
    bounds.append(range)
    return bounds.count - 1
  }

  /// The terms add up to the sum. No unknown stands in it twice.
  public mutating func require(_ terms: [Term], sum: Int) {
    equations.append(Equation(terms: terms, sum: sum))
  }

  func isSolved(_ values: [Double]) -> Bool {
    zip(bounds, values).allSatisfy { Double($0.lowerBound) <= $1 && $1 <= Double($0.upperBound) }
      && equations.allSatisfy { equation in
        equation.terms.reduce(0) { $0 + ($1.isAdded ? values[$1.variable] : -values[$1.variable]) }
          == Double(equation.sum)
      }
  }
}
