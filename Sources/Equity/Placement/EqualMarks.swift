/// A group beside all others, compared only with those who were in the same place before: the same school, course and mark.
///
/// What would be if the group had been placed as the others of its own stratum is exact (direct standardization); whether the difference is
/// more than chance is asked by Cochran, Mantel and Haenszel (1954, 1959), without continuity correction.
public struct EqualMarks: Sendable {
  public struct Stratum: Hashable, Sendable {
    public let group: Count
    public let others: Count

    public init(group: Count, others: Count) { (self.group, self.others) = (group, others) }
  }

  /// The adjusted p-value of a line, and what it says.
  public typealias Judged = (p: Double?, judgement: AccessJudgement)

  /// Levels of a sequence that something follows: who passed the highest one has nothing to be placed in.
  public static let levels = 1...3

  /// Students of the group in strata where there is somebody to compare them with, and those of them with the outcome.
  public let compared: Count
  /// All others in these strata.
  public let others: Count
  /// Students of the group whom nobody can be compared with.
  public let alone: Int
  /// How many of `compared` would have the outcome at the rates of the others.
  public let expected: Rational
  let p: Double?

  public init(_ strata: [Stratum]) {
    var (own, theirs) = (Count.none, Count.none)
    var alone = 0
    // By the number of others: fractions of one denominator are added up as whole numbers, which is far quicker.
    var expected: [Int: Int] = [:]
    var (difference, variance) = (0.0, 0.0)
    for stratum in strata where stratum.group.n > 0 {
      let (group, others) = (stratum.group, stratum.others)
      guard others.n > 0 else {
        alone += group.n
        continue
      }
      own = own.adding(group)
      theirs = theirs.adding(others)
      expected[others.n, default: 0] += group.n * others.x
      let (whole, with) = (Double(group.n + others.n), Double(group.x + others.x))
      // What chance would give is taken off: x - n X / N, which is (x m - n y) / N with m others and y of them.
      difference += Double(group.x * others.n - group.n * others.x) / whole
      variance += Double(group.n) / whole * Double(others.n) / whole * with * (whole - with) / (whole - 1)
    }
    (compared, others, self.alone) = (own, theirs, alone)
    self.expected = expected.sorted { $0.key < $1.key }.reduce(.zero) { $0 + (Rational($1.value, $1.key) ?? .zero) }
    if own.n < AccessTable.fewest || theirs.n < AccessTable.fewest {
      p = nil
    } else if variance > 0 {
      p = NormalTail.twoSided(difference / variance.squareRoot())
    } else {
      p = 1
    }
  }

  /// By how much the group's rate lies below the rate that it would have at equal marks; nil where nobody is compared.
  public var gap: Rational? { Rational(1, compared.n).map { (expected - Rational(compared.x)) * $0 } }

  /// Students who would be placed higher at the rates of the others, rounded up; 0 where the group is not behind.
  public var missing: Int { max(0, (expected - Rational(compared.x)).roundedUp) }

  /// The adjusted p-values of a table (Benjamini and Hochberg) and what they say; nil and `tooFew` where one side has fewer than
  /// `AccessTable.fewest` students.
  public static func judged(_ lines: [EqualMarks]) -> [Judged] {
    let tested = lines.indices.filter { lines[$0].p != nil }
    var adjusted = [Double?](repeating: nil, count: lines.count)
    for (index, p) in zip(tested, ScoreTest.adjusted(tested.compactMap { lines[$0].p })) { adjusted[index] = p }
    return zip(lines, adjusted).map { line, p in
      guard let p else { return (nil, .tooFew) }
      guard p <= AccessTable.falseShare, let gap = line.gap, !gap.isZero else { return (p, .noClearDifference) }
      return (p, gap.isNegative ? .ahead : .behind)
    }
  }

  /// The same for lines that are judged together, a row of them for each group at a place.
  ///
  /// One step of a sequence is a family of tests apart from all steps together: a school that holds a group back at one step does so among the
  /// few who stand before it, and among everybody in the sequence that is lost.
  public static func judged(_ rows: [[EqualMarks]]) -> [[Judged]] {
    var results = judged(rows.flatMap(\.self))[...]
    return rows.map { row in
      defer { results = results.dropFirst(row.count) }
      return Array(results.prefix(row.count))
    }
  }
}

extension Count {
  func adding(_ other: Count) -> Count { Count(n: n + other.n, x: x + other.x) ?? self }
}

extension Rational {
  /// The least whole number that is not smaller.
  var roundedUp: Int {
    let (quotient, rest) = over.divided(by: under)
    let whole = quotient.int ?? .max
    if isNegative { return -whole }
    return rest.isZero ? whole : whole + 1
  }
}
