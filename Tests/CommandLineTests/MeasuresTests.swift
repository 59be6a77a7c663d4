import Foundation
import TestSupport
import Testing

@Suite("Measures: the dictionary and what the night counts")
struct MeasuresTests {
  private func values(_ place: Place, _ more: [String] = []) throws -> [String: [Int]] {
    let table = try Table(place.agtrack(["measures", "--values"] + more).expecting(0).stdout)
    var counts: [String: [Int]] = [:]
    for row in table.named {
      let key = "\(row["measure"]!)|\(row["scope_id"]!)|\(row["family"]!)|\(row["student_group"]!)"
      counts[key] = [Int(row["n"]!)!, Int(row["x"]!)!]
    }
    return counts
  }

  private func judged(_ place: Place, _ extract: String, fall: Int) throws -> [String: [Int]] {
    let scratch = try ScratchFolder()
    _ = try place.agtrack([
      "verdicts", "--out", scratch.file("v.csv"), "--uses", scratch.file("u.csv"), "--gpa", scratch.file("g.csv"),
      "--timing", scratch.file("t.csv"),
    ]).expecting(0)
    return try MeasureJudge(extract: extract, exports: scratch, fall: fall).counts
  }

  /// What differs; cells that count nobody may be missing on either side.
  private func differences(_ left: [String: [Int]], _ right: [String: [Int]]) -> [String] {
    Set(left.keys).union(right.keys).filter { (left[$0] ?? [0, 0]) != (right[$0] ?? [0, 0]) }.sorted().map {
      "\($0): \(left[$0] ?? []) \(right[$0] ?? [])"
    }
  }

  @Test(
    "Every measure, school and student group of a random district is what a second count from the files gives",
    arguments: [(240, 5, "2027-03-15"), (180, 23, "2027-06-20")])
  func judge(_ students: Int, _ seed: Int, _ asOf: String) throws {
    let district = try District(students: students, seed: seed)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path, asOf: asOf).status))
    let counts = try values(place)
    let expected = try judged(place, district.path, fall: 2026)
    #expect(differences(counts, expected).prefix(20) == [], "seed \(seed)")
    #expect(counts.values.contains { $0[1] > 0 } && expected.count > 5000)
    // Nothing of the dictionary is idle in both districts but what needs graduates or grade 8.
    let measures = try Table(place.agtrack(["measures", "--csv"]).expecting(0).stdout).column("measure")
    let counted = Set(counts.filter { $0.value[0] > 0 }.keys.map { String($0.prefix { $0 != "|" }) })
    #expect(
      Set(measures).subtracting(counted).isSubset(of: [
        "pattern_met_uc_of_graduates", "pattern_met_csu_of_graduates", "pattern_met_both_of_graduates",
        "algebra_grade_8", "never_enrolled_g", "d_or_f_g", "never_enrolled_f", "d_or_f_f", "el_reclassified",
        "retained",
        "cci_ag_and_more", "cci_without_ag", "cci_prepared_as_far_as_known",
      ]))
  }

  @Test("Graduates, the class and grade 8 are counted by their own denominators")
  func cohorts() throws {
    let district = try District(students: 120, seed: 9)
    try district.graduate()
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path, asOf: "2027-06-20").status))
    let counts = try values(place)
    #expect(differences(counts, try judged(place, district.path, fall: 2026)).prefix(20) == [])
    for measure in ["pattern_met_uc_of_graduates", "algebra_grade_8", "cci_prepared_as_far_as_known"] {
      #expect(counts.contains { $0.key.hasPrefix(measure + "|") && $0.value[0] > 0 }, "\(measure)")
    }
    let whole = counts.filter { $0.key.hasSuffix("|all|all") }
    func n(_ measure: String) -> Int { whole.filter { $0.key.hasPrefix(measure + "|") }.reduce(0) { $0 + $1.value[0] } }
    #expect(n("pattern_met_uc_of_graduates") < n("pattern_met_uc"))
    #expect(n("pattern_met_uc_of_graduates") < n("pattern_met_uc_of_cohort"))
    #expect(n("pattern_met_uc") != n("pattern_met_uc_of_cohort"))
  }

  @Test("What a release prints is what is stored, and a night after changes stores what a first night would")
  func nights() throws {
    let district = try District(students: 150, seed: 31)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path, asOf: "2027-03-08").status))
    let first = try values(place)
    // Nothing changed: nothing is counted again, and all holds.
    let rows = "SELECT count(*) FROM indicator.measure_count"
    let before = try place.count(rows)
    #expect([0, 1].contains(try place.night(district.path, asOf: "2027-03-09", ["--verify"]).status))
    #expect(try place.count(rows) == before && values(place) == first)
    try district.failMarks(every: 3)
    try district.moveStudents()
    let night = try place.night(district.path, asOf: "2027-03-10", ["--verify", "--accept-shrink"])
    #expect(night.stdout.contains("every row equal"), "\(night.stderr)")
    let changed = try values(place)
    #expect(changed != first)
    #expect(try values(place, ["--as-of", "2027-03-09"]) == first)
    let other = try Place.empty()
    _ = try other.night(district.path, asOf: "2027-03-10", ["--accept-shrink"])
    #expect(differences(changed, try values(other)).prefix(20) == [])
    #expect((try place.count(rows + " WHERE to_run IS NULL")) == (try other.count(rows)))
    try release(place, changed)
    try place.administer("UPDATE indicator.measure_count SET x[2] = n[2] WHERE to_run IS NULL AND n[2] <> x[2]")
    let damaged = try place.night(district.path, asOf: "2027-03-11", ["--verify"])
    #expect(damaged.status == 1 && damaged.stderr.contains("agtrack: indicator.measure_count: "))
  }

  private func release(_ place: Place, _ counts: [String: [Int]]) throws {
    let scratch = try ScratchFolder()
    _ = try place.agtrack(["release", "--internal", "--out", scratch.file("r")]).expecting(0)
    let cells = try Table(scratch.text("r/cells.csv")).named
    var compared = 0
    for cell in cells where (Int(cell["n"]!) ?? 0) > 0 {
      let key = "\(cell["measure"]!)|\(cell["scope_id"]!)|\(cell["family"]!)|\(cell["student_group"]!)"
      #expect(counts[key]?[0] == Int(cell["n"]!), "\(key)")
      compared += 1
    }
    #expect(compared > 500)
  }

  @Test("The dictionary and the database know the same measures by the same numbers")
  func numbers() throws {
    let place = try Place.afterStories()
    let table = try Table(place.agtrack(["measures", "--csv"]).expecting(0).stdout)
    let listed = zip(table.column("number"), table.column("measure")).map { "\($0) \($1)" }
    let connection = try place.texts("SELECT number || ' ' || measure FROM indicator.measure ORDER BY number")
    #expect(listed == connection && listed.count > 60)
    let json = try JSON(Array(try place.agtrack(["measures", "--json"]).expecting(0).stdout.utf8))
    #expect(json.elements.map { $0["measure"].string } == table.column("measure"))
    let release = try ScratchFolder()
    _ = try place.agtrack(["release", "--internal", "--out", release.file("r")]).expecting(0)
    let printed = try Table(release.text("r/definitions.csv")).named
    for row in printed where table.column("measure").contains(row["measure"] ?? "") == false {
      #expect(row["measure"]?.isEmpty ?? true, "\(row)")
    }
  }

  @Test("Measures that must not stand beside each other are refused with the reason, the others are shown")
  func comparing() throws {
    let place = try Place.afterStories()
    let shown = try place.agtrack(["measures", "--compare", "pattern_met_uc", "pattern_met_csu", "--family", "all"])
    #expect(try Set(Table(shown.expecting(0).stdout).column("measure")) == ["pattern_met_uc", "pattern_met_csu"])
    for (first, second, says) in [
      ("algebra_by_grade_8_passed", "algebra_by_grade_8_passed_of_takers", "who took a listed mathematics course"),
      ("pattern_met_uc_of_graduates", "pattern_met_uc_of_cohort", "a share of graduates"),
      ("ap_scored_3", "ap_exams_scored_3", "counts exams"), ("never_enrolled_c", "never_enrolled_d", "area C"),
      ("gpa_2_0", "ap_enrolled", "different things"),
    ] {
      let refused = try place.agtrack(["measures", "--compare", first, second]).expecting(2)
      #expect(refused.stderr.contains(says) && refused.stdout.isEmpty, "\(first) \(second): \(refused.stderr)")
    }
    _ = try place.agtrack(["measures", "--compare", "pattern_met_uc"]).expecting(2)
    _ = try place.agtrack(["measures", "--measure", "no_such"]).expecting(6)
    _ = try place.agtrack(["measures", "--school", "S1"]).expecting(2)
    _ = try place.agtrack(["measures", "--values", "--school", "no such school"]).expecting(6)
    _ = try place.agtrack(["measures", "--values", "--grade", "13"]).expecting(2)
    #expect(try place.count("SELECT count(*) FROM meta.access_log WHERE command = 'measures'") == 1)
    let empty = try Place.empty()
    _ = try empty.agtrack(["measures", "--values"]).expecting(4)
    _ = try empty.agtrack(["measures", "--measure", "gpa_2_0"]).expecting(0)
  }
}
