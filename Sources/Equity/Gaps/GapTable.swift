/// The gaps of a table of counts: one line per group, in the order given. Source: `equity.md` 1.
public struct GapTable: Sendable {
  public let lines: [GapLine]

  public enum Refusal: Error, Equatable {
    /// No cohort has the group that was named as reference.
    case unknownGroup
    /// A group occurs twice in a cohort, or the students of a cohort exceed 2^53; the index of the row.
    case unusable(row: Int)
  }

  /// - Parameters:
  ///   - rows: No group twice in a cohort.
  ///   - leastMargin: The margin of error is at least this.
  public init(_ rows: [GroupCount], against reference: GapReference, leastMargin: Fraction) throws(Refusal) {
    var cohorts: [String: Cohort] = [:]
    for (index, row) in rows.enumerated() {
      let cohort = cohorts[row.cohort] ?? Cohort()
      guard cohort.groups[row.group] == nil, row.count.n <= Cohort.most - cohort.whole.n else {
        throw .unusable(row: index)
      }
      cohorts[row.cohort, default: cohort].add(row)
    }
    if case .group(let name) = reference, !cohorts.values.contains(where: { $0.groups[name] != nil }) {
      throw .unknownGroup
    }
    var lines = rows.map { row in
      GapLine(row, in: cohorts[row.cohort] ?? Cohort(), against: reference, leastMargin: leastMargin)
    }
    let tested = lines.indices.filter { lines[$0].p != nil }
    for (index, p) in zip(tested, ScoreTest.adjusted(tested.compactMap { lines[$0].p })) { lines[index].adjustedP = p }
    self.lines = lines
  }
}

/// What is known of one group. nil where a number is undefined.
public struct GapLine: Sendable {
  public let row: GroupCount
  public let rate: Double?
  public let referenceRate: Double?
  /// Rate minus reference rate, rounded once.
  public let gap: Double?
  public let margin: Double?
  /// The rate and its margin together do not reach the reference.
  public let isFlagged: Bool
  /// Students who would have to reach the outcome for the group not to be flagged; 0 if it is not.
  public let needed: Int?
  /// Students who would have to reach the outcome for the gap to close, the reference staying where it is.
  public let neededForParity: Int?
  /// Share of the cohort's outcomes over share of its students.
  public let proportionality: Double?
  /// Rate over the highest rate of the cohort.
  public let index80: Double?
  /// Rate over the rate of all others of the cohort.
  public let riskRatio: Double?
  /// 95 percent interval of the gap.
  public let interval: Interval?
  /// Two-sided p-value of the comparison.
  public let p: Double?
  /// The same, adjusted for all comparisons of the table (Benjamini-Hochberg).
  public internal(set) var adjustedP: Double?

  init(_ row: GroupCount, in cohort: Cohort, against reference: GapReference, leastMargin: Fraction) {
    let own = row.count
    self.row = row
    let rate = own.exactRate
    let others = own.others(in: cohort.whole).flatMap { $0.n > 0 ? $0 : nil }
    self.rate = rate?.value
    margin = own.n > 0 ? max(0.98 / Double(own.n).squareRoot(), leastMargin.value) : nil
    referenceRate = GapLine.referenceRate(others, cohort, reference)?.value
    proportionality = GapLine.ratio(rate, cohort.whole.exactRate)
    index80 = GapLine.ratio(rate, cohort.highest?.count.exactRate)
    riskRatio = GapLine.ratio(rate, others?.exactRate)
    guard rate != nil, let comparison = Comparison(row, others, cohort, reference) else {
      (gap, isFlagged, needed, neededForParity, interval, p) = (nil, false, nil, nil, nil, nil)
      return
    }
    let exact = ExactGap(own, comparison.rate)
    let size = Fraction.quotient(exact.size, UInt128(own.n) * comparison.rate.under)
    gap = exact.isBelow ? -size : size
    isFlagged = exact.isFlagged(leastMargin)
    needed = isFlagged ? exact.neededWithMargin(leastMargin) : 0
    neededForParity = exact.neededForParity
    (interval, p) = (comparison.interval, comparison.p)
  }

  private static func ratio(_ rate: Fraction?, _ other: Fraction?) -> Double? {
    guard let rate, let other, other.over > 0 else { return nil }
    return Fraction.quotient(rate.over * other.under, rate.under * other.over)
  }

  private static func referenceRate(_ others: Count?, _ cohort: Cohort, _ reference: GapReference) -> Fraction? {
    switch reference {
    case .others: others?.exactRate
    case .overall: cohort.whole.exactRate
    case .highest: cohort.highest?.count.exactRate
    case .group(let name): cohort.groups[name]?.exactRate
    case .rate(let rate): rate
    }
  }
}
