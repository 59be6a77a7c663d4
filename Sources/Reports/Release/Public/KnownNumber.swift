/// A cell that readers know from elsewhere, such as what the state publishes about the same students.
public struct KnownNumber: Hashable, Sendable {
  /// The group `N` of a family of which one side is printed is the other side.
  public let cell: CellKey
  /// Whether those with the outcome are known, not the students alone.
  public let isOutcomeKnown: Bool

  public init(cell: CellKey, isOutcomeKnown: Bool) { (self.cell, self.isOutcomeKnown) = (cell, isOutcomeKnown) }

  static let otherSide = "N"
}
