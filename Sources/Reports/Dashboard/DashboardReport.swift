public import Equity

/// A district's dashboard as both districts of 2010 used it: years, targets, status, who answers for it.
public struct DashboardReport {
  /// The rates of one row as a release prints them, `0.47`, `<=0.05` or `*`; nil where no release has the cell.
  public struct Actuals: Sendable, Equatable {
    /// Three, two and one year before, and this one.
    public var years: [String?]
    /// The name of its school or district, as the releases print it; empty where they do not.
    public var placeName: String
    public init(years: [String?], placeName: String = "") { (self.years, self.placeName) = (years, placeName) }

    var four: [String?] { Array((years + Array(repeating: nil, count: 4)).prefix(4)) }
  }

  let plan: DashboardPlan
  let actuals: [Actuals]

  /// - Parameter actuals: One for each row of the plan.
  public init(_ plan: DashboardPlan, _ actuals: [Actuals]) { (self.plan, self.actuals) = (plan, actuals) }

  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "number", "focus_area", "emphasis", "measure", "scope", "scope_id", "family", "student_group", "kind",
      "school_year",
      "actual_3_before", "actual_2_before", "actual_1_before", "last_target", "target", "actual", "long_term_target",
      "responsible", "status", "status_symbol", "status_words", "goal", "version", "five_by_five_status",
      "five_by_five_change", "five_by_five_colour",
    ])
    for (number, (row, actual)) in zip(plan.rows, actuals).enumerated() {
      let years = actual.four
      let status = DashboardReport.status(row, actual)
      let box = DashboardReport.box(row, actual)
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
      csv.word(box?.level.words ?? "")
      csv.word(box?.change.words ?? "")
      csv.word(box?.colour.rawValue ?? "")
      csv.endLine()
    }
    return csv.take()
  }

  static func status(_ row: DashboardPlan.Row, _ actual: Actuals) -> DashboardStatus {
    DashboardStatus(
      actual: tenths(actual.four[3]), target: row.target, prior: tenths(actual.four[2]), row.yardstick)
  }

  static func box(
    _ row: DashboardPlan.Row, _ actual: Actuals
  ) -> (level: StatusChange.Level, change: StatusChange.Change, colour: StatusChange.Colour)? {
    row.fiveByFive?.colour(rate: tenths(actual.four[3]), prior: tenths(actual.four[2]))
  }

  /// What is hidden or told as a limit only is not known.
  static func tenths(_ rate: String?) -> Int? {
    guard let rate, rate.utf8.first.map({ (48...57).contains($0) }) == true else { return nil }
    return PrintedRow.hundredths(rate).map { $0 * 10 }
  }

  /// In percent: `47`, `<=5`, `*`; nothing where there is no number.
  static func percent(_ rate: String?) -> String {
    guard let rate, rate != "*", let value = PrintedRow.hundredths(rate) else { return rate ?? "" }
    let sign = rate.prefix { $0 == "<" || $0 == ">" || $0 == "=" }
    return "\(sign)\(value)"
  }

  static func percent(_ target: Int?) -> String {
    target.map { $0 % 10 == 0 ? "\($0 / 10)" : "\($0 / 10).\($0 % 10)" } ?? "TBD"
  }
}
