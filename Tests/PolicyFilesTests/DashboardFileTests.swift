import Equity
import PolicyFiles
import Testing

struct DashboardFileTests {
  private static let text = """
    version: "DRAFT 7"
    school_year: 2026-27
    rows:
      - focus_area: Access
        emphasis: A-G
        measure: pattern_met_uc
        scope: district
        id: "1099901"
        better: higher
        kind: trailing
        last_target: 40
        target: 45.5
        long_term_target: TBD
        band: 0.5
        responsible: Chief of schools
        goal: Goal 1
      - focus_area: Access
        emphasis: English learners
        measure: one_course_short_uc
        scope: school
        id: "10999010000011"
        family: english_status
        group: EL
        better: lower
        kind: leading
        responsible: Principal
        goal: Goal 2

    """

  @Test("a dashboard is read as it is written; what is left out is to be determined, or everybody")
  func reads() throws {
    let plan = try DashboardFile.read(Self.text, file: "d.yaml")
    #expect(plan.version == "DRAFT 7" && plan.schoolYear == "2026-27" && plan.rows.count == 2)
    #expect(plan.rows[0].target == 455 && plan.rows[0].lastTarget == 400 && plan.rows[0].longTermTarget == nil)
    #expect(plan.rows[0].yardstick == DashboardStatus.Yardstick(band: 5) && !plan.rows[0].isLeading)
    #expect(plan.rows[0].family == "all" && plan.rows[1].group == "EL" && plan.rows[1].isLeading)
    #expect(plan.rows[1].target == nil && !plan.rows[1].yardstick.isHigherBetter)
  }

  @Test(
    "what cannot be meant is refused with its line",
    arguments: [
      ("target: 45.5", "target: 45.55", "d.yaml:12"), ("target: 45.5", "target: 100.1", "d.yaml:12"),
      ("better: higher", "better: more", "d.yaml:9"), ("kind: leading", "kind: late", "kind"),
      ("scope: district", "scope: state", "scope"), ("goal: Goal 1", "gaol: Goal 1", "gaol"),
      ("rows:", "lines:", "lines"),
    ])
  func refused(old: String, new: String, says: String) {
    #expect {
      try DashboardFile.read(Self.text.replacing(old, with: new, maxReplacements: 1), file: "d.yaml")
    } throws: { error in
      "\(error)".contains(says)
    }
  }
}
