import Equity

/// The four numbers of a cell as a release prints them.
public struct PrintedRow: Hashable, Sendable {
  public let n: String
  public let rate: String
  public let gap: String
  public let needed: String
  public let isHidden: Bool

  public init(n: String, rate: String, gap: String, needed: String, isHidden: Bool) {
    (self.n, self.rate, self.gap, self.needed, self.isHidden) = (n, rate, gap, needed, isHidden)
  }

  static let hidden = PrintedRow(n: "*", rate: "*", gap: "*", needed: "*", isHidden: true)

  /// A cell as it is, for inside the district.
  init(_ cell: Cell) {
    (n, rate, gap) = (String(cell.count.n), cell.rate?.text ?? "", cell.gap?.text ?? "")
    (needed, isHidden) = (cell.needed.map(String.init) ?? "", false)
  }

  /// - Parameters:
  ///   - coding: How the rate is printed; nil for nobody.
  ///   - whole: Everybody at the place, and how their rate is printed; nil where that is hidden.
  init(_ count: Count, _ coding: RateCoding?, whole: (count: Count, coding: RateCoding)?, _ policy: DisclosurePolicy) {
    n = String(count.n)
    isHidden = false
    switch coding {
    case nil: (rate, gap, needed) = ("", "", "")
    case .atMost(let value)?: (rate, gap, needed) = ("<=\(Hundredths(value).text)", "*", "*")
    case .atLeast(let value)?: (rate, gap, needed) = (">=\(Hundredths(value).text)", "*", "*")
    case .shown?:
      rate = count.rate?.text ?? ""
      // A gap is the rate of the others too; it is shown only where they are many and their rate is.
      let others = whole.map { $0.count.n - count.n } ?? 0
      if let whole, whole.coding == .shown, others == 0 || others >= policy.fewestShown {
        gap = count.gap(in: whole.count)?.text ?? ""
        needed = count.neededForParity(in: whole.count).map(String.init) ?? ""
      } else {
        (gap, needed) = ("*", "*")
      }
    }
  }

  /// The rate in hundredths where it is printed as it is.
  var shownRate: Int? { isHidden || rate.hasPrefix("<") || rate.hasPrefix(">") ? nil : PrintedRow.hundredths(rate) }

  /// The students, and how many of them at least have the outcome; nil where they are hidden.
  var leastReached: (n: Int, least: Int)? {
    guard !isHidden, let n = Int(n) else { return nil }
    if let rate = shownRate { return (n, max(0, ((2 * rate - 1) * n + 199) / 200)) }
    if rate.hasPrefix(">"), let rate = PrintedRow.hundredths(rate) { return (n, (n * rate + 99) / 100) }
    return (n, 0)
  }

  /// The gap in hundredths where it is printed.
  var shownGap: Int? { PrintedRow.hundredths(gap) }

  static func hundredths(_ text: String) -> Int? {
    let digits = text.utf8.filter { (48...57).contains($0) }
    guard digits.count == 3, let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return text.hasPrefix("-") ? -value : value
  }

  /// Whether what an earlier release printed and what would be printed now differ by 1 to 10 students, and whether they
  /// differ at all.
  func change(to count: Count) -> (isSmall: Bool, isAny: Bool) {
    guard let before = Int(n) else { return (false, false) }
    var changes = [abs(count.n - before)]
    if let rate = shownRate {
      let low = max(0, ((2 * rate - 1) * before + 199) / 200)
      let high = min(before, ((2 * rate + 1) * before + 199) / 200 - 1)
      changes.append(max(0, low - count.x, count.x - high))
    }
    return (changes.contains { (1...10).contains($0) }, changes.contains { $0 > 0 })
  }
}
