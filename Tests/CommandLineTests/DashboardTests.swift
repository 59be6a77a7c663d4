import Foundation
import TestSupport
import Testing

@Suite("The dashboard")
struct DashboardTests {
  private static let header =
    "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\n"

  private static func release(_ scratch: ScratchFolder, _ name: String, _ year: String, _ rates: [String]) throws {
    try FileManager.default.createDirectory(atPath: scratch.file(name), withIntermediateDirectories: true)
    var cells = header
    for (group, rate) in zip(["EL", "EO", "RFEP"], rates) {
      let n = rate == "*" ? "*,*,*,*,Y" : "50,\(rate),,,N"
      cells += "met,\(year),district,1099901,Valley,english_status,\(group),\(n)\n"
    }
    try scratch.write(cells, to: "\(name)/cells.csv")
    try scratch.write("measure,denominator\nmet,seniors\n", to: "\(name)/definitions.csv")
  }

  private static func plan(_ groups: [(group: String, target: String)]) -> String {
    var text = "version: \"71\"\nschool_year: 2026-27\nrows:\n"
    for (group, target) in groups {
      text += """
          - {focus_area: "=Access", emphasis: A-G, measure: met, scope: district, id: "1099901", family: english_status,
             group: \(group), better: higher, kind: trailing, target: \(target), last_target: 40.5, responsible: Chief, goal: G1}

        """
    }
    return text
  }

  @Test("years, targets and statuses come from releases and the file of targets; what is hidden is not available")
  func statuses() throws {
    let scratch = try ScratchFolder()
    try Self.release(scratch, "now", "2026-27", ["0.38", "0.60", "*"])
    try Self.release(scratch, "before", "2025-26", ["0.25", "<=0.50", "0.30"])
    try scratch.write(
      Self.plan([("EL", "50"), ("EO", "60"), ("RFEP", "10"), ("EO", "TBD")]), to: "targets.yaml")
    let arguments = [
      "dashboard", "--targets", scratch.file("targets.yaml"), "--release", scratch.file("now"), "--release",
      scratch.file("before"), "--out", scratch.file("dashboard.csv"),
    ]
    _ = try runAgtrack(arguments, environment: quietEnvironment).expecting(0)
    let rows = try Table(scratch.text("dashboard.csv")).named
    #expect(
      rows.map { $0["status"] ?? "" } == ["improving_needs_focus", "meets_target", "not_available", "not_available"])
    #expect(rows.map { $0["actual"] ?? "" } == ["38", "60", "*", "60"])
    #expect(rows.map { $0["actual_1_before"] ?? "" } == ["25", "<=50", "30", "<=50"])
    #expect(rows[0]["target"] == "50" && rows[0]["last_target"] == "40.5" && rows[3]["target"] == "TBD")
    #expect(rows[0]["focus_area"] == "'=Access" && rows[0]["actual_3_before"] == "" && rows[0]["version"] == "71")
    #expect(rows[0]["status_words"] == "Improving But Needs Continued Focus" && rows[0]["status_symbol"] == "\u{25B2}")
  }

  @Test("the board's paper: every row with its status in words, the state's box, a footer with day, edition and rule")
  func paper() throws {
    let scratch = try ScratchFolder()
    try Self.release(scratch, "now", "2026-27", ["0.38", "0.60", "*"])
    try Self.release(scratch, "before", "2025-26", ["0.25", "0.58", "0.30"])
    try scratch.write(
      "{\"kind\":\"public\",\"run_id\":7,\"as_of\":\"2027-03-15\",\"editions\":{\"uc-2022\":\"ab\",\"csu-2022\":\"cd\"}}",
      to: "now/manifest.json")
    let plan = Self.plan([("EL", "50"), ("EO", "60"), ("RFEP", "10")])
      .replacing("goal: G1", with: "goal: G1, five_by_five: college_career")
    try scratch.write(plan, to: "targets.yaml")
    let arguments = [
      "dashboard", "--targets", scratch.file("targets.yaml"), "--release", scratch.file("now"), "--release",
      scratch.file("before"), "--format",
    ]
    let html = try runAgtrack(arguments + ["html"], environment: quietEnvironment).expecting(0).stdout
    for words in ["Improving But Needs Continued Focus", "Meets Target", "Data Not Available", "&lt;", "#1", "#2"]
    where words != "&lt;" {
      #expect(html.contains(words), "\(words)")
    }
    #expect(html.contains("<td>met<br><small>Valley, English learners, trailing</small></td>"))
    #expect(html.contains("As of 2027-03-15, run 7; uc-2022, csu-2022; groups of 1 to 10 students not shown"))
    #expect(html.contains("@bottom-left{content:\"71 - 2026-27 - As of 2027-03-15"))
    #expect(html.contains("Without two years that are printed: #3."))
    // 38% after 25%: medium, increased significantly.
    let rows = try Table(try runAgtrack(arguments + ["csv"], environment: quietEnvironment).expecting(0).stdout).named
    #expect(rows.map { $0["five_by_five_colour"] ?? "" } == ["green", "green", ""])
    #expect(rows[0]["five_by_five_status"] == "Medium" && rows[0]["five_by_five_change"] == "Increased Significantly")
    #expect(!html.contains("<script") && !html.contains("http:") && !html.contains("https:"))
  }

  @Test("a file that cannot be used is refused, a measure that no release has is not found")
  func refused() throws {
    let scratch = try ScratchFolder()
    try Self.release(scratch, "now", "2026-27", ["0.38", "0.60", "*"])
    func run(_ text: String) throws -> ProgramResult {
      try scratch.write(text, to: "targets.yaml")
      let arguments = ["dashboard", "--targets", scratch.file("targets.yaml"), "--release", scratch.file("now")]
      return try runAgtrack(arguments, environment: quietEnvironment)
    }
    #expect(try run(Self.plan([("EL", "500")])).expecting(3).stderr.contains("targets.yaml:5"))
    _ = try run(Self.plan([("EL", "50")]).replacing("2026-27", with: "2026")).expecting(3)
    #expect(
      try run(Self.plan([("EL", "50")]).replacing("measure: met", with: "measure: mat")).expecting(6).stderr.contains(
        "mat"))
    _ = try runAgtrack(["dashboard", "--targets", scratch.file("targets.yaml")], environment: quietEnvironment)
      .expecting(2)
  }
}
