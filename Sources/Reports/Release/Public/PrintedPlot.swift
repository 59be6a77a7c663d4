/// Marks on the common axis from 0% to 100%, from the printed numbers of a row and nothing else.
///
/// A row that is hidden or coded has no mark, so that no drawing says more than its table.
enum PrintedPlot {
  /// The 95% interval of Wilson around a printed rate, in whole percent, rounded outwards.
  static func interval(n: Int, percent: Int) -> (low: Int, high: Int)? {
    guard n > 0, (0...100).contains(percent) else { return nil }
    let (z, n, p) = (1.959963984540054, Double(n), Double(percent) / 100)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return (max(0, Int((100 * (centre - half)).rounded(.down))), min(100, Int((100 * (centre + half)).rounded(.up))))
  }

  /// A strip of a table row: the rate, its interval, and what it is compared with. Sizes that are the same in all of them
  /// stand in the style, as a page may have thousands.
  ///
  /// - Parameter reference: In percent; nil for none.
  static func strip(_ row: PrintedRow, reference: Int?) -> String {
    var marks = ""
    if let rate = row.shownRate, let n = Int(row.n) {
      if let interval = interval(n: n, percent: rate) {
        marks += "<rect x=\"\(interval.low)%\" width=\"\(interval.high - interval.low)%\"/>"
      }
      if let reference { marks += "<rect class=\"r\" x=\"\(reference)%\"/>" }
      marks += "<circle cx=\"\(rate)%\"/>"
    }
    return "<svg class=\"s\" aria-hidden=\"true\">\(marks)</svg>"
  }

  /// The cells of a table row for the drawing and the rate; a hidden row has one that says so in their place.
  ///
  /// - Parameters:
  ///   - columns: How many columns a hidden row has left.
  ///   - isBrief: Whether there is no drawing without a mark.
  static func chartAndWords(_ row: PrintedRow, reference: Int?, columns: Int, isBrief: Bool = false) -> String {
    if row.isHidden { return "<td class=\"none\" colspan=\"\(columns)\">\(words(row).html)</td>" }
    let drawing = isBrief && row.shownRate == nil ? "" : strip(row, reference: reference)
    return "<td>\(drawing)</td><td>\(words(row).html)</td>"
  }

  /// The rate of all others at the place, where the row prints a gap.
  static func others(_ row: PrintedRow) -> Int? {
    guard let rate = row.shownRate, let gap = row.shownGap else { return nil }
    return min(100, max(0, rate - gap))
  }

  /// Below the others by the margin max(0.98 / sqrt(n), 0.03) or more.
  static func isClearlyBelow(_ row: PrintedRow) -> Bool {
    guard let gap = row.shownGap, gap <= -3, let n = Int(row.n) else { return false }
    let (square, overflow) = n.multipliedReportingOverflow(by: gap * gap)
    return overflow || square >= 9604
  }

  static func words(_ row: PrintedRow) -> Bilingual {
    if row.isHidden { return Bilingual("not shown (small group)", "no se muestra (grupo pequeño)") }
    if let value = PrintedRow.hundredths(row.rate) {
      if row.rate.hasPrefix("<=") { return Bilingual("\(value)% or less", "\(value)% o menos") }
      if row.rate.hasPrefix(">=") { return Bilingual("\(value)% or more", "\(value)% o más") }
    }
    return row.shownRate.map { Bilingual("\($0)%", "\($0)%") } ?? Bilingual("no students", "sin estudiantes")
  }
}
