/// What a public release may show, and in which order it is kept visible. Source: `equity.md` 3.
public struct DisclosurePolicy: Sendable, Equatable {
  /// Which kind of cell is kept visible before which.
  public enum Level: String, Sendable, CaseIterable {
    case districtAll = "district_all"
    case districtGroups = "district_groups"
    case schoolAll = "school_all"
    case schoolGroups = "school_groups"
  }

  /// Rates this close to none and to all are coded, for groups of at least so many students.
  public struct Band: Sendable, Equatable {
    public var leastStudents: Int
    public var hundredths: Int

    public init(leastStudents: Int, hundredths: Int) {
      (self.leastStudents, self.hundredths) = (leastStudents, hundredths)
    }
  }

  /// Groups of fewer students, but not of nobody, are hidden.
  public var fewestShown: Int
  /// Hidden students must have room for so much between the least and the most that is possible.
  public var room: Int
  /// From the largest groups to the smallest.
  public var bands: [Band]
  /// How far a rate may be coded to protect another; ascending, in hundredths.
  public var steps: [Int]
  public var order: [Level]
  /// Families in the order in which their groups are kept visible; others come after them.
  public var families: [String]

  public init(
    fewestShown: Int = 11, room: Int = 5,
    bands: [Band] = [
      Band(leastStudents: 40, hundredths: 5), Band(leastStudents: 20, hundredths: 10),
      Band(leastStudents: 0, hundredths: 20),
    ],
    steps: [Int] = [5, 10, 20, 50], order: [Level] = Level.allCases, families: [String] = []
  ) {
    (self.fewestShown, self.room, self.bands) = (fewestShown, room, bands)
    (self.steps, self.order, self.families) = (steps, order, families)
  }

  func isSmall(_ n: Int) -> Bool { n > 0 && n < fewestShown }

  func band(_ n: Int) -> Int { bands.first { n >= $0.leastStudents }?.hundredths ?? 20 }
}

/// How a rate is printed.
public enum RateCoding: Hashable, Sendable {
  case shown
  /// At most, and at least, so many hundredths.
  case atMost(Int)
  case atLeast(Int)

  /// How the policy itself asks for it: shown, unless its rounded value lies in the band. nil for nobody.
  init?(_ count: Count, _ policy: DisclosurePolicy) {
    guard let rate = count.rate?.value else { return nil }
    let band = policy.band(count.n)
    self = rate <= band || rate >= 100 - band ? RateCoding.coded(count, from: band, policy) : .shown
  }

  /// The narrowest step from `least` on that holds the rate.
  static func coded(_ count: Count, from least: Int, _ policy: DisclosurePolicy) -> RateCoding {
    let steps = policy.steps.filter { $0 >= least } + [50, 100]
    let isLow = count.x <= count.n - count.x
    let part = isLow ? count.x : count.n - count.x
    let step = steps.first { part <= count.n / 100 * $0 + count.n % 100 * $0 / 100 } ?? 100
    return isLow ? .atMost(step) : .atLeast(100 - step)
  }

  /// The students with the outcome that it admits.
  func possible(_ count: Count) -> ClosedRange<Int> {
    switch self {
    case .shown: count.x...count.x
    case .atMost(let step): 0...(count.n * step / 100)
    case .atLeast(let step): ((count.n * step + 99) / 100)...count.n
    }
  }

  /// The next wider one; nil if nothing is wider.
  func wider(_ count: Count, _ policy: DisclosurePolicy) -> RateCoding? {
    switch self {
    case .shown: RateCoding.coded(count, from: policy.band(count.n), policy)
    case .atMost(let step): step < 50 ? RateCoding.coded(count, from: step + 1, policy) : nil
    case .atLeast(let step): step > 50 ? RateCoding.coded(count, from: 101 - step, policy) : nil
    }
  }
}
