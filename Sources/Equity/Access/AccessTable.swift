/// Whether a difference is more than chance.
public enum AccessJudgement: String, Sendable, CaseIterable {
  /// Fewer than `AccessTable.fewest` students on one side.
  case tooFew = "too_few"
  case noClearDifference = "no_clear_difference"
  case behind, ahead
}

/// Groups at places, each beside all others at the same place: how far they came, and at which stage a difference is more than chance.
///
/// Two-sided score tests, adjusted by Benjamini and Hochberg over all comparisons of the table: the outcomes are one family of tests, the
/// stages of all rows another.
public struct AccessTable: Sendable {
  /// Fewer students are not compared.
  public static let fewest = 11
  /// The share of false findings that is put up with.
  static let falseShare = 0.05

  public let lines: [AccessLine]

  /// - Parameter rows: The schools of each place; one school or the schools of a district.
  public init(_ rows: [[SchoolFunnels]]) {
    var lines = rows.map { AccessLine($0) }
    let outcomes = lines.indices.filter { lines[$0].p != nil }
    for (index, p) in zip(outcomes, ScoreTest.adjusted(outcomes.compactMap { lines[$0].p })) {
      lines[index].adjustedP = p
    }
    let stages = lines.indices.flatMap { line in
      lines[line].stages.indices.filter { lines[line].stages[$0].p != nil }.map { (line, $0) }
    }
    for ((line, stage), p) in zip(stages, ScoreTest.adjusted(stages.compactMap { lines[$0].stages[$1].p })) {
      lines[line].stages[stage].adjustedP = p
    }
    self.lines = lines
  }
}

/// One group at one place beside all others there.
public struct AccessLine: Sendable {
  /// Passing one stage, of those who reached the stage before.
  public struct Stage: Sendable {
    public let group: Count
    public let others: Count
    let p: Double?
    /// nil where nobody is compared.
    public internal(set) var adjustedP: Double?

    init(_ group: Count, _ others: Count) {
      (self.group, self.others) = (group, others)
      p = AccessLine.p(group, others)
    }

    public var judgement: AccessJudgement { AccessLine.judgement(group, others, adjustedP) }
  }

  public let schools: [SchoolFunnels]
  public let group: AccessFunnel
  public let others: AccessFunnel
  /// From stage 1.
  public internal(set) var stages: [Stage]
  let p: Double?
  public internal(set) var adjustedP: Double?

  init(_ schools: [SchoolFunnels]) {
    self.schools = schools
    let empty = AccessFunnel.empty
    let (group, others) = (
      AccessFunnel.sum(schools.map(\.group)) ?? empty, AccessFunnel.sum(schools.map(\.others)) ?? empty
    )
    (self.group, self.others) = (group, others)
    stages = zip(group.passageCounts, others.passageCounts).map { Stage($0, $1) }
    p = AccessLine.p(group.outcome, others.outcome)
  }

  public var judgement: AccessJudgement { AccessLine.judgement(group.outcome, others.outcome, adjustedP) }

  /// Students of the group who would have to reach the outcome for the gap to close; nil where one side is nobody.
  public var neededForParity: Int? {
    guard let all = Count(n: group.outcome.n + others.outcome.n, x: group.outcome.x + others.outcome.x) else {
      return nil
    }
    return group.outcome.neededForParity(in: all)
  }

  /// Where the gap arises; nil where one side is nobody.
  public func decomposed() -> GapDecomposition? { GapDecomposition(schools) }

  private static func p(_ group: Count, _ others: Count) -> Double? {
    guard group.n >= AccessTable.fewest, others.n >= AccessTable.fewest else { return nil }
    return ScoreTest.p(group, others)
  }

  private static func judgement(_ group: Count, _ others: Count, _ adjustedP: Double?) -> AccessJudgement {
    guard let adjustedP else { return .tooFew }
    guard adjustedP <= AccessTable.falseShare, let own = group.exactRate, let theirs = others.exactRate else {
      return .noClearDifference
    }
    return Fraction.isLess(own, theirs) ? .behind : .ahead
  }
}

extension AccessFunnel {
  static let empty = AccessFunnel(empty: 2)

  private init(empty stages: Int) { reached = [Int](repeating: 0, count: stages) }

  /// Those with the outcome among all.
  var outcome: Count { Count(n: reached[0], x: reached[reached.count - 1]) ?? .none }

  /// By stage, from stage 1: those who passed it among those who reached the one before.
  var passageCounts: [Count] { zip(reached, reached.dropFirst()).map { Count(n: $0, x: $1) ?? .none } }
}
