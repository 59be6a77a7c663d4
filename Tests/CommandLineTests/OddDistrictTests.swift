import TestSupport
import Testing

@Suite("Groups that are everybody, schools of one grade, and what nobody knows")
struct OddDistrictTests {
  private func rows(_ place: Place, _ arguments: [String]) throws -> [[String: String]] {
    let rows = try Table(place.agtrack(arguments).expecting(0).stdout).named
    for row in rows {
      for (column, value) in row {
        let isNumber = !["nan", "-nan", "inf", "-inf", "+infinity", "infinity"].contains(value.lowercased())
        #expect(isNumber, "\(arguments): \(column)")
      }
      // Nobody has no rate.
      if row["n"] == "0", let rate = row["rate"] { #expect(rate == "", "\(arguments)") }
    }
    return rows
  }

  @Test("Every answer about them is defined: empty where there is none, never 0 or no number")
  func odd() throws {
    let district = try District(students: 330, seed: 41)
    let schools = try district.skew()
    let (whole, ninth, unknown) = (schools[0], schools[1], schools[2])
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))

    let values = try rows(place, ["measures", "--values", "--family", "low_income"])
    func groups(_ school: String) -> Set<String> {
      Set(values.filter { $0["scope_id"] == school && $0["n"] != "0" }.compactMap { $0["student_group"] })
    }
    #expect(groups(whole) == ["Y"] && groups(unknown) == ["unknown"])
    #expect(values.contains { $0["scope_id"] == ninth && $0["measure"] == "students_evaluated" && $0["n"] != "0" })
    // A school of one grade has nobody in the denominators of the others.
    for measure in ["pattern_met_uc", "on_pace_uc_grade_10", "ap_enrolled", "mathematics_not_continued"] {
      let own = values.filter { $0["scope_id"] == ninth && $0["measure"] == measure }
      if measure != "mathematics_not_continued" { #expect(own.allSatisfy { $0["n"] == "0" && $0["rate"] == "" }) }
    }

    for area in ["A", "C", "D", "E", "AP"] {
      let funnel = try rows(place, ["funnel", "--area", area, "--family", "low_income"])
      let own = funnel.filter { $0["scope_id"] == whole }
      #expect(!own.isEmpty && own.allSatisfy { $0["student_group"] == "Y" && $0["judgement"] == "too_few" })
      #expect(own.allSatisfy { $0["gap"] == "" && $0["p_adjusted"] == "" && $0["between"] == "" }, "area \(area)")
      #expect(Set(funnel.filter { $0["scope_id"] == unknown }.compactMap { $0["student_group"] }) == ["unknown"])
      #expect(!funnel.contains { $0["scope_id"] == ninth })
    }
    let missing = try place.agtrack(["funnel", "--area", "C", "--school", ninth]).expecting(6)
    #expect(missing.stderr.contains("no senior"))

    let placement = try rows(place, ["placement", "--family", "low_income"])
    let alone = placement.filter { $0["scope_id"] == whole && $0["level"] == "all" }
    #expect(alone.allSatisfy { $0["judgement"] == "too_few" && $0["gap"] == "" && $0["missing"] == "" })
    let attention = try rows(place, ["attention", "--measure", "pattern_met_uc"])
    #expect(attention.filter { $0["school_id"] == ninth }.allSatisfy { $0["n"] == "0" && $0["estimate"] == "" })
    #expect(attention.contains { $0["n"] != "0" })
    let subjects = try rows(place, ["ap", "--family", "low_income"])
    #expect(!subjects.contains { $0["scope_id"] == unknown && $0["student_group"] != "unknown" })
    let seats = try rows(place, ["seats"])
    #expect(seats.contains { $0["school_id"] == ninth && $0["students"] != "0" })
    _ = try rows(place, ["seats", "--demand"])
  }
}
