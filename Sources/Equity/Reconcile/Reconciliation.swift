/// A rate as California's Department of Education prints it: percent with one decimal, rounded half up, as a whole number of tenths.
public struct TenthPercent: Hashable, Comparable, Sendable {
  public let value: Int

  public init(_ value: Int) { self.value = value }

  /// nil for nobody.
  public init?(_ count: Count) {
    guard count.n > 0 else { return nil }
    let (quotient, rest) = (UInt128(count.x) * 1000).quotientAndRemainder(dividingBy: UInt128(count.n))
    value = Int(quotient) + (rest * 2 >= UInt128(count.n) ? 1 : 0)
  }

  /// Reads `52.4`, `52` and `100.0`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2,
      parts.allSatisfy({ !$0.isEmpty && $0.count < 5 && $0.allSatisfy { (48...57).contains($0) } }),
      let whole = parts.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) })
    else { return nil }
    var tenths = 0
    if parts.count == 2 {
      guard parts[1].count == 1, let digit = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
      tenths = digit
    }
    value = whole * 10 + tenths
  }

  /// `52.4`, `-3.0`.
  public var text: String { "\(value < 0 ? "-" : "")\(value.magnitude / 10).\(value.magnitude % 10)" }

  public static func < (left: TenthPercent, right: TenthPercent) -> Bool { left.value < right.value }
  public static func - (left: TenthPercent, right: TenthPercent) -> TenthPercent {
    TenthPercent(left.value - right.value)
  }
}

/// Graduates of a cohort and those of them who meet the requirements, as somebody counts them.
public struct GraduateCounts: Hashable, Sendable {
  public var cohort: Int
  public var graduates: Int
  public var met: Int

  /// nil unless `0 <= met <= graduates <= cohort`.
  public init?(cohort: Int, graduates: Int, met: Int) {
    guard met >= 0, graduates >= met, cohort >= graduates else { return nil }
    (self.cohort, self.graduates, self.met) = (cohort, graduates, met)
  }

  public var diplomas: Count { Count(n: cohort, x: graduates) ?? .none }
  /// The state's rate of meeting the requirements is one of graduates, not of the cohort.
  public var meeting: Count { Count(n: graduates, x: met) ?? .none }
}

/// Why our numbers may differ from those that the state prints.
public enum DifferenceReason: String, Sendable, CaseIterable {
  case hiddenByState = "hidden_by_state"
  case notInFile = "not_in_file"
  case notInExtract = "not_in_extract"
  /// The extract has no graduate of the class: graduation day has not come, or enrollment is not kept.
  case noGraduatesYet = "no_graduates_yet"
  case cohortDiffers = "cohort_differs"
  case graduatesDiffer = "graduates_differ"
  case metDiffers = "met_differs"
  /// The state counts whoever was in the group at any time in four years.
  case groupAtAnyTime = "group_at_any_time"
  /// Hardly anybody meets the requirements here, although the state says so of many: the course list did not match.
  case listsMayHaveFailed = "lists_may_have_failed"
  /// The same the other way round: the school's courses did not reach the state.
  case stateDataMayHaveFailed = "state_data_may_have_failed"
  /// The printed rate is not that of the printed counts.
  case printedRateDiffers = "printed_rate_differs"
}

/// Our counts of one place and group beside the state's.
public struct Reconciliation: Sendable {
  public let reasons: [DifferenceReason]
  public let ourRate: TenthPercent?
  public let stateRate: TenthPercent?
  /// Ours minus theirs, as printed; nil where one of them is not there.
  public let difference: TenthPercent?
  /// Whether the printed rates are the same; nil where one of them is not there.
  public var agrees: Bool? { difference.map { $0.value == 0 } }

  /// What the state's file says of a place and group.
  public enum Stated: Hashable, Sendable {
    case absent
    case hidden
    /// The rate as printed; nil where none is.
    case counts(GraduateCounts, rate: TenthPercent?)
  }

  /// Fewer graduates tell nothing about failed data.
  private static let telling = 30

  /// - Parameter isAnyTime: the state counts whoever was in the group at any time.
  public init(ours: GraduateCounts?, stated: Stated, isAnyTime: Bool) {
    var reasons: [DifferenceReason] = []
    ourRate = ours.flatMap { TenthPercent($0.meeting) }
    if ours == nil {
      reasons.append(.notInExtract)
    } else if ours?.graduates == 0 {
      reasons.append(.noGraduatesYet)
    }
    switch stated {
    case .absent:
      stateRate = nil
      reasons.append(.notInFile)
    case .hidden:
      stateRate = nil
      reasons.append(.hiddenByState)
    case .counts(let theirs, let printed):
      let computed = TenthPercent(theirs.meeting)
      stateRate = printed ?? computed
      if let printed, printed != computed { reasons.append(.printedRateDiffers) }
      if let ours, ours.graduates > 0 {
        reasons += Reconciliation.differences(ours, theirs)
        if isAnyTime && ours != theirs { reasons.append(.groupAtAnyTime) }
      }
    }
    self.reasons = reasons
    if let ourRate, let stateRate { difference = ourRate - stateRate } else { difference = nil }
  }

  private static func differences(_ ours: GraduateCounts, _ theirs: GraduateCounts) -> [DifferenceReason] {
    var reasons: [DifferenceReason] = []
    if ours.cohort != theirs.cohort { reasons.append(.cohortDiffers) }
    if ours.graduates != theirs.graduates { reasons.append(.graduatesDiffer) }
    if ours.met != theirs.met { reasons.append(.metDiffers) }
    if looksLost(ours), isSizable(theirs) { reasons.append(.listsMayHaveFailed) }
    // A normal share of diplomas and hardly any A-G: 4.9 percent of the published school-years, 2017 to 2025.
    if looksLost(theirs), theirs.graduates * 5 >= theirs.cohort * 4, isSizable(ours) {
      reasons.append(.stateDataMayHaveFailed)
    }
    return reasons
  }

  /// At most 2 of 100 graduates.
  private static func looksLost(_ counts: GraduateCounts) -> Bool {
    counts.graduates >= telling && counts.met * 50 <= counts.graduates
  }

  /// At least 15 of 100 graduates.
  private static func isSizable(_ counts: GraduateCounts) -> Bool {
    counts.graduates >= telling && counts.met * 100 >= counts.graduates * 15
  }
}
