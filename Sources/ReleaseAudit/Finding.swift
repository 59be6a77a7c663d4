/// Something that a release gives away, or should not say.
public struct Finding: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The students of a hidden cell follow from the rest.
    case exactStudents = "exact_n"
    /// They must lie in a range narrower than 3.
    case narrowStudents = "narrow_n"
    /// The students with, or without, the outcome of a hidden or coded cell follow from the rest.
    case exactNumerator = "exact_numerator"
    /// A group of 1 to 10 students is printed.
    case smallGroup = "small_group"
    /// A rate of nobody or everybody is printed as it is.
    case extremeRate = "extreme_rate"
    /// A hidden cell prints a number, or a coded rate has a gap or a need beside it.
    case halfHidden = "half_hidden"
    /// The page says more than `cells.csv`.
    case page
    /// An earlier release of the same year hid what this one prints.
    case shownAgain = "shown_again"
    /// A number of an earlier release of the same year changed by 1 to 10 students.
    case smallChange = "small_change"
    /// Nothing satisfies the numbers: no attack can say what follows.
    case contradiction
  }

  public let kind: Kind
  /// The cell as in the page, or measure and year.
  public let cell: String
  /// What is known, in words.
  public let what: String
}
