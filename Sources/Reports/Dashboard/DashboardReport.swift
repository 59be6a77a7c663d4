public import Equity

/// A district's dashboard as both districts of 2010 used it: years, targets, status, who answers for it.
public struct DashboardReport {
  /// The rates of one row as a release prints them, `0.47`, `<=0.05` or `*`; nil where no release has the cell.
  public struct Actuals: Sendable, Equatable {
    /// Three, two and one year before, and this one.
    public var years: [String?]
    public init(years: [String?]) { self.years = years }
  }

  private let plan: DashboardPlan
  private let actuals: [Actuals]

  /// - Parameter actuals: One for each row of the plan.
  public init(_ plan: DashboardPlan, _ actuals: [Actuals]) { (self.plan, self.actuals) = (plan, actuals) }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "number", "focus_area", "emphasis", "measure", "scope", "scope_id", "family", "student_group", "kind",
      "school_year",
      "actual_3_before", "actual_2_before", "actual_1_before", "last_target", "target", "actual", "long_term_target",
      "responsible", "status", "status_symbol", "status_words", "goal", "version",
    ])
    for (number, (row, actual)) in zip(plan.rows, actuals).enumerated() {
      let years = Array((actual.years + Array(repeating: nil, count: 4)).prefix(4))
      let status = DashboardStatus(
        actual: DashboardReport.tenths(years[3]), target: row.target, prior: DashboardReport.tenths(years[2]),
        row.yardstick)
      csv.number(number + 1)
      for text in [row.focusArea, row.emphasis, row.measure] { csv.text(text) }
      csv.word(row.scope)
      for text in [row.scopeID, row.family, row.group] { csv.text(text) }
      csv.word(row.isLeading ? "leading" : "trailing")
      csv.text(plan.schoolYear)
      for year in years[..<3] { csv.word(DashboardReport.percent(year)) }
      csv.word(DashboardReport.percent(row.lastTarget))
      csv.word(DashboardReport.percent(row.target))
      csv.word(DashboardReport.percent(years[3]))
      csv.word(DashboardReport.percent(row.longTermTarget))
      csv.text(row.responsible)
      for word in [status.rawValue, status.symbol, status.words] { csv.word(word) }
      csv.text(row.goal)
      csv.text(plan.version)
      csv.endLine()
    }
    return csv.take()
  }

  /// What is hidden or told as a limit only is not known.
  static func tenths(_ rate: String?) -> Int? {
    guard let rate, rate.utf8.first.map({ (48...57).contains($0) }) == true else { return nil }
    return PrintedRow.hundredths(rate).map { $0 * 10 }
  }

  /// In percent: `47`, `<=5`, `*`; nothing where there is no number.
  private static func percent(_ rate: String?) -> String {
    guard let rate, rate != "*", let value = PrintedRow.hundredths(rate) else { return rate ?? "" }
    let sign = rate.prefix { $0 == "<" || $0 == ">" || $0 == "=" }
    return "\(sign)\(value)"
  }

  private static func percent(_ target: Int?) -> String {
    target.map { $0 % 10 == 0 ? "\($0 / 10)" : "\($0 / 10).\($0 % 10)" } ?? "TBD"
  }
}
