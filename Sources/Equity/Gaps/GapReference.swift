/// What a group is compared with. Source: `equity.md` 1.1.
public enum GapReference: Sendable {
  /// All of the cohort but the group itself.
  case others
  /// The whole cohort, the group included.
  case overall
  /// The group with the highest rate; of several the one whose name comes first bytewise.
  case highest
  /// A group of the same cohort, by name.
  case group(String)
  /// A rate that does not come from the counts.
  case rate(Fraction)
}

/// The counts of one group; groups of the same cohort divide its students among them.
public struct GroupCount: Sendable {
  public let cohort: String
  public let group: String
  public let count: Count

  public init(cohort: String, group: String, count: Count) {
    (self.cohort, self.group, self.count) = (cohort, group, count)
  }
}

/// All groups of one cohort.
struct Cohort {
  /// Counts of a cohort add up to at most so many students, so that all arithmetic is exact.
  static let most = 1 << 53

  private(set) var whole = Count.none
  private(set) var highest: GroupCount?
  private(set) var groups: [String: Count] = [:]

  mutating func add(_ row: GroupCount) {
    whole = Count(n: whole.n + row.count.n, x: whole.x + row.count.x) ?? whole
    groups[row.group] = row.count
    guard let rate = row.count.exactRate else { return }
    if let best = highest, let bestRate = best.count.exactRate {
      let isEqual = !Fraction.isLess(bestRate, rate) && !Fraction.isLess(rate, bestRate)
      if isEqual ? !row.group.utf8.lexicographicallyPrecedes(best.group.utf8) : Fraction.isLess(rate, bestRate) {
        return
      }
    }
    highest = row
  }
}

extension Count {
  /// The rate as it is; nil for nobody.
  var exactRate: Fraction? { n > 0 ? Fraction(UInt128(x), UInt128(n)) : nil }
}
