import Equity
import PolicyFiles
import Testing

@Suite("The dictionary of measures")
struct MeasureFileTests {
  private func refusal(_ old: String, _ new: String) throws -> String {
    var folder = try PolicyFolder()
    folder.spoil("measures.yaml", old, new)
    do {
      _ = try MeasureFile.read(folder.text("measures.yaml"))
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test("The program's own dictionary is read, areas and all")
  func own() throws {
    let dictionary = try MeasureFile.read(PolicyFolder().text("measures.yaml"))
    #expect(dictionary.measures.map(\.number) == Array(1...dictionary.measures.count))
    let area = try #require(dictionary["area_met_uc_c"])
    #expect(area.title == "C (Mathematics) met for UC" && area.number == 21)
    #expect(area.comparableWith.count == 7 && area.comparableWith.contains("area_met_csu_c"))
    let lacking = try #require(dictionary["never_enrolled_c"])
    #expect(lacking.denominator.contains("area C (Mathematics)") && lacking.comparableWith == ["d_or_f_c"])
  }

  @Test("Comparing is symmetric over all pairs, and every refusal gives a reason that names both")
  func pairs() throws {
    let measures = try MeasureFile.read(PolicyFolder().text("measures.yaml")).measures
    for left in measures {
      #expect(left.refusal(beside: left) == nil)
      for right in measures {
        let reason = left.refusal(beside: right)
        #expect((reason == nil) == (right.refusal(beside: left) == nil))
        if let reason { #expect(reason.contains(left.id) && reason.contains(right.id)) }
        if reason == nil { #expect(left.cohort == right.cohort && left.direction == right.direction) }
      }
    }
  }

  @Test(
    "What contradicts itself is refused, with the line",
    arguments: [
      ("{number: 2, id: pattern_met_uc,", "{number: 3, id: pattern_met_uc,", "must have the number 2"),
      (
        "comparable_with: [pattern_met_csu, pattern_met_both]", "comparable_with: [pattern_met_both]",
        "but pattern_met_uc not"
      ),
      (
        "comparable_with: [on_pace_csu_grade_10]", "comparable_with: [on_pace_csu_grade_11]",
        "not with on_pace_uc_grade_10"
      ),
      (
        "title: \"AP exam taken\", cohort: seniors", "title: \"AP exam taken\", cohort: grade_12",
        "different denominators"
      ),
      ("comparable_with: [gpa_2_5, gpa_3_0]", "comparable_with: [gpa_2_5, gpa_9]", "which is no measure"),
      ("comparable_with: [gpa_2_5, gpa_3_0]", "comparable_with: [gpa_2_5, gpa_2_0, gpa_3_0]", "itself"),
      ("title: \"GPA 2.5 or more\"", "title: \"GPA 2.0 or more\"", "has the title of"),
      ("10 and 11 is 2.5 or more", "10 and 11 is 2.0 or more", "counts the same as"),
      ("id: gpa_2_5", "id: gpa_2_0", "stands twice"),
      ("cohort: senior_exams", "cohort: exams", "there is no cohort exams"),
      ("cohort: senior_exams", "cohort: seniors", "no measure is about the cohort senior_exams"),
      ("cohort: d_or_f, kind: trailing", "cohort: d_or_f, kind: lagging", "must be one of leading, trailing"),
      ("id: \"area_met_uc_{area}\"", "id: area_met_uc", "must hold {area}"),
      ("id: gpa_2_5", "id: GPA", "small letters"),
      (
        "areas: true, across_areas: true, id: \"area_met_uc_{area}\"", "across_areas: true, id: area_met_uc",
        "for measures of areas"
      ),
      ("numerator: \"students with a score of an AP exam\"", "counts: x", "not known here"),
      (
        "title: \"AP exam with 3 or more\", cohort: seniors, kind: trailing, direction: up",
        "title: \"AP exam with 3 or more\", cohort: seniors, kind: trailing, direction: down", "differ in direction"
      ),
    ])
  func contradictions(_ old: String, _ new: String, _ says: String) throws {
    let refusal = try refusal(old, new)
    #expect(refusal.contains(says), "\(refusal)")
    #expect(refusal.hasPrefix("policies/measures.yaml:"), "\(refusal)")
  }
}
