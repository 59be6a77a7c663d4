public import Equity

/// Reads a district's dashboard: which measures it follows, and their targets. `docs/dashboard.md` has an example.
public enum DashboardFile {
  private static let rowKeys = [
    "focus_area", "emphasis", "measure", "scope", "id", "family", "group", "better", "kind", "last_target", "target",
    "long_term_target", "band", "tolerance", "responsible", "goal",
    "five_by_five",
  ]

  /// - Throws: `PolicyFileError` with the line.
  public static func read(_ text: String, file: String) throws(PolicyFileError) -> DashboardPlan {
    let root = try StrictMapping.root(text, file: file, known: ["version", "school_year", "rows"])
    guard case .sequence(let nodes) = try root.node("rows").content, !nodes.isEmpty else {
      throw root.error("rows must be a list of at least one measure", at: "rows")
    }
    var rows: [DashboardPlan.Row] = []
    for node in nodes { rows.append(try row(StrictMapping(node, file: file, known: rowKeys))) }
    return DashboardPlan(
      version: try root.text("version"), schoolYear: try root.text("school_year"), rows: rows)
  }

  private static func row(_ row: StrictMapping) throws(PolicyFileError) -> DashboardPlan.Row {
    let better = try choice(row, "better", ["higher", "lower"])
    let kind = try choice(row, "kind", ["leading", "trailing"])
    let (family, group) = (try optional(row, "family") ?? "all", try optional(row, "group") ?? "all")
    let yardstick = DashboardStatus.Yardstick(
      isHigherBetter: better == "higher", band: try tenths(row, "band") ?? 0,
      tolerance: try tenths(row, "tolerance") ?? DashboardStatus.Yardstick().tolerance)
    return DashboardPlan.Row(
      focusArea: try row.text("focus_area"), emphasis: try row.text("emphasis"), measure: try row.text("measure"),
      scope: try choice(row, "scope", ["district", "school"]), scopeID: try row.text("id"), family: family,
      group: group,
      yardstick: yardstick, isLeading: kind == "leading", lastTarget: try tenths(row, "last_target"),
      target: try tenths(row, "target"), longTermTarget: try tenths(row, "long_term_target"),
      responsible: try row.text("responsible"), goal: try row.text("goal"), fiveByFive: try fiveByFive(row))
  }

  private static func fiveByFive(_ row: StrictMapping) throws(PolicyFileError) -> StatusChange? {
    guard row.optional("five_by_five") != nil else { return nil }
    let name = try choice(row, "five_by_five", ["college_career", "chronic_absenteeism"])
    return name == "college_career" ? .collegeCareer : .chronicAbsenteeism
  }

  private static func optional(_ row: StrictMapping, _ key: String) throws(PolicyFileError) -> String? {
    row.optional(key) == nil ? nil : try row.text(key)
  }

  private static func choice(_ row: StrictMapping, _ key: String, _ words: [String]) throws(PolicyFileError) -> String {
    let word = try row.text(key)
    guard words.contains(word) else { throw row.error("\(key) must be \(words.joined(separator: " or "))", at: key) }
    return word
  }

  /// A percentage with at most one decimal, in tenths; nil for `TBD` or nothing.
  private static func tenths(_ row: StrictMapping, _ key: String) throws(PolicyFileError) -> Int? {
    guard let text = try optional(row, key), text != "TBD" else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard parts.count <= 2, decimals.utf8.count == 1, let whole = Int(parts[0]), let tenth = Int(decimals),
      (0...100).contains(whole), (0...9).contains(tenth), whole * 10 + tenth <= 1000
    else { throw row.error("\(key) must be a percentage from 0 to 100 with at most one decimal, or TBD", at: key) }
    return whole * 10 + tenth
  }
}
