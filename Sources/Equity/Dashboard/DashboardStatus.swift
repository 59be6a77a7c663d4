/// How a measure stands against its target, in the words of the dashboard of 2010 (Fresno Unified, "DRAFT Version #71").
///
/// A total function: every actual, target and prior value, known or not, has one status.
public enum DashboardStatus: String, Sendable, CaseIterable {
  case exceeds = "exceeds_target"
  case meets = "meets_target"
  case improving = "improving_needs_focus"
  case flat = "flat_or_declining"
  case notAvailable = "not_available"

  /// Tells it with its legend.
  public var words: String {
    switch self {
    case .exceeds: "Exceeds Target"
    case .meets: "Meets Target"
    case .improving: "Improving But Needs Continued Focus"
    case .flat: "Flat or Declining versus Target"
    case .notAvailable: "Data Not Available"
    }
  }

  /// A shape of its own, so that colour is never the only sign.
  public var symbol: String {
    switch self {
    case .exceeds: "\u{2605}"
    case .meets: "\u{25CF}"
    case .improving: "\u{25B2}"
    case .flat: "\u{25A0}"
    case .notAvailable: "\u{25CB}"
    }
  }

  /// What a value is compared by. All numbers are tenths of a percentage point, as they are printed: rounding comes first.
  public struct Yardstick: Sendable, Equatable {
    public var isHigherBetter: Bool
    /// So near the target counts as meeting it, on either side.
    public var band: Int
    /// A change of up to so much since the year before is none.
    public var tolerance: Int

    public init(isHigherBetter: Bool = true, band: Int = 0, tolerance: Int = 5) {
      (self.isHigherBetter, self.band, self.tolerance) = (isHigherBetter, band, tolerance)
    }
  }

  /// - Parameters:
  ///   - actual: nil where it is missing, hidden or told as a limit only.
  ///   - target: nil where it is to be determined.
  ///   - prior: The year before; nil where there is none, so that no improvement can be told.
  public init(actual: Int?, target: Int?, prior: Int?, _ yardstick: Yardstick = Yardstick()) {
    guard let actual, let target else {
      self = .notAvailable
      return
    }
    let sign = yardstick.isHigherBetter ? 1 : -1
    let ahead = sign * (actual - target)
    if ahead > yardstick.band {
      self = .exceeds
    } else if ahead >= -yardstick.band {
      self = .meets
    } else if let prior, sign * (actual - prior) > yardstick.tolerance {
      self = .improving
    } else {
      self = .flat
    }
  }
}
