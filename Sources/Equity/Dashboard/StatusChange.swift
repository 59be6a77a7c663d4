/// The state's five-by-five: how high a rate is, and how it changed since the year before, give a colour. Source: `equity.md` 4.1.
///
/// All numbers are tenths of a percentage point, rounded before they are compared. A row of the dashboard names the indicator whose cut
/// points it is measured with.
public struct StatusChange: Sendable, Equatable {
  public enum Colour: String, Sendable, CaseIterable, Comparable {
    case red, orange, yellow, green, blue

    public var words: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    private var rank: Int { Colour.allCases.firstIndex(of: self) ?? 0 }
    public static func < (left: Colour, right: Colour) -> Bool { left.rank < right.rank }
  }

  public enum Level: Int, Sendable, CaseIterable {
    case veryLow, low, medium, high, veryHigh

    /// Of how good it is; for what should be low the state says it the other way round.
    public var words: String { ["Very Low", "Low", "Medium", "High", "Very High"][rawValue] }
  }

  public enum Change: Int, Sendable, CaseIterable {
    case declinedMuch, declined, maintained, increased, increasedMuch

    public var words: String {
      ["Declined Significantly", "Declined", "Maintained", "Increased", "Increased Significantly"][rawValue]
    }
  }

  /// The least rate of each level above the lowest, ascending.
  public var levels: [Int]
  /// The least change of each step above the lowest, ascending.
  public var changes: [Int]
  /// From the lowest level to the highest, each from the lowest change to the highest.
  public var colours: [[Colour]]
  public var isHigherBetter: Bool

  private init(_ levels: [Int], _ changes: [Int], _ colours: [String], isHigherBetter: Bool = true) {
    self.isHigherBetter = isHigherBetter
    let letters: [Character: Colour] = ["R": .red, "O": .orange, "Y": .yellow, "G": .green, "B": .blue]
    (self.levels, self.changes) = (levels, changes)
    self.colours = colours.map { $0.compactMap { letters[$0] } }
  }

  /// Chronic absenteeism, of which less is better: levels and changes count down.
  public static let chronicAbsenteeism = StatusChange(
    [-200, -100, -50, -25], [-30, -4, 5, 30], ["RRROY", "ROOYY", "OOYGG", "OYGGB", "YGBBB"], isHigherBetter: false)

  /// The College/Career Indicator: the same colours.
  public static let collegeCareer = StatusChange(
    [100, 350, 550, 700], [-90, -19, 20, 90], ["RRROY", "ROOYY", "OOYGG", "OYGGB", "YGBBB"])

  private var sign: Int { isHigherBetter ? 1 : -1 }

  /// How good the rate is.
  public func level(_ rate: Int) -> Level { Level(rawValue: levels.count { $0 <= sign * rate }) ?? .veryHigh }

  /// How far it went in the good direction.
  public func change(_ change: Int) -> Change {
    Change(rawValue: changes.count { $0 <= sign * change }) ?? .increasedMuch
  }

  /// nil where either year is not known.
  public func colour(rate: Int?, prior: Int?) -> (level: Level, change: Change, colour: Colour)? {
    guard let rate, let prior else { return nil }
    let (level, change) = (level(rate), change(rate - prior))
    return (level, change, colours[level.rawValue][change.rawValue])
  }
}
