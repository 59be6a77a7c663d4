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

  @Test("Counts from before a measure was there say nothing of it, which is not 0")
  func older() throws {
    let place = try Place.afterStories()
    try place.administer("UPDATE indicator.measure_count SET n = n[1:64], x = x[1:64]")
    let listed = Set(
      try Table(place.agtrack(["measures", "--values", "--family", "all"]).expecting(0).stdout).column("measure"))
    #expect(listed.contains("el_ag_english") && !listed.contains("retained"))
    let missing = try place.agtrack(["measures", "--values", "--measure", "retained"]).expecting(6)
    #expect(missing.stderr.contains("no counts of these measures"))
    _ = try place.agtrack(["attention", "--measure", "retained"]).expecting(6)
  }

  @Test("Measures that the district delivers are shown as delivered, and what contradicts itself is said")
  func delivered() throws {
    let extract = try ExtractFolder()
    let place = try Place.empty()
    try extract.write(
      """
      measure_id,number,name,denominator,kind,direction,unit
      m1,1,Graduation rate,class,trailing,up,percent
      m2,1,FAFSA,seniors,leading,up,percent
      m3,3,Dropouts,class,trailing,down,students
      m4,4,Twice,class,trailing,up,percent
      m4,4,Twice otherwise,class,trailing,up,percent

      """, to: "measures.csv")
    try extract.write(
      """
      measure_id,scope_id,student_group,school_year,actual,target,long_term_year,long_term_target
      m1,9990001,,2025-26,084.50,90,2030,TBD
      m2,9990001,EL,2025-26,104,90,2020,95
      m4,9990001,,2025-26,50,60,,
      m1,9990001,EL,2025-26,70,80,,
      m1,9990001,EL,2025-26,71,80,,

      """, to: "measure_values.csv")
    #expect([0, 1].contains(try place.night(extract.path).status))
    let result = try place.agtrack(["measures", "--delivered"]).expecting(1)
    let rows = try Table(result.stdout).named
    #expect(rows.map { $0["measure_id"]! } == ["m1", "m2", "m3"])
    #expect(
      rows.map { $0["problems"]! } == ["number_twice", "number_twice;not_a_percent;long_term_is_past", "no_value"])
    #expect(rows[0]["actual"] == "84.50" && rows[0]["long_term_target"] == "TBD" && rows[0]["scope"] == "district")
    #expect(rows[2]["actual"] == "" && rows[2]["scope"] == "" && result.stderr.contains("3 rows contradict"))
    let json = try JSON(Array(place.agtrack(["measures", "--delivered", "--json"]).expecting(1).stdout.utf8))
    #expect(json["rows"].elements[1]["actual"].double == 104 && json["rows"].elements[2]["actual"].isNull)
    // Rows of one key that differ are all gone, and said to be.
    let rejects = try Table(place.rejects()).named.filter { $0["file"]!.hasPrefix("measure") }
    #expect(
      rejects.map { $0["code"]! }.sorted() == [
        "duplicate_key", "duplicate_key", "duplicate_key", "duplicate_key", "parent_rejected",
      ])
    _ = try place.agtrack(["measures", "--delivered", "--values"]).expecting(2)
    _ = try Place.afterStories().agtrack(["measures", "--delivered"]).expecting(6)
  }

  @Test("A district's percent lies between those of its schools")
  func outside() throws {
    let place = try Place.afterStories()
    let school = try #require(
      try place.texts("SELECT school_id FROM record.school WHERE district_id = '9990001' ORDER BY 1").first)
    try place.administer(
      """
      INSERT INTO meta.run_file (run_id, file, content_sha256, generation, rows_read, rows_loaded, rows_rejected, rows_unchanged, rows_duplicate) \
      SELECT 1, f, repeat('0', 64), 1, 1, 1, 0, 0, 0 FROM unnest(ARRAY['measures.csv', 'measure_values.csv']) AS f \
      ON CONFLICT (run_id, file) DO UPDATE SET generation = 1
      """)
    try place.administer(
      """
      INSERT INTO record.school (generation, school_id, name, district_id, kind) SELECT generation, '99900010100099', 'Second', '9990001', 'high' \
      FROM record.school LIMIT 1
      """)
    try place.administer(
      "INSERT INTO record.measure (generation, row_no, measure_id, name, kind, unit) VALUES (1, 1, 'm', 'M', 'trailing', 'percent')"
    )
    for (number, scope, actual) in [(1, "9990001", "61"), (2, school, "40"), (3, "99900010100099", "60")] {
      try place.administer(
        """
        INSERT INTO record.measure_value (generation, row_no, measure_id, scope_id, school_year, actual) \
        VALUES (1, \(number), 'm', '\(scope)', 2025, '\(actual)')
        """)
    }
    let rows = try Table(place.agtrack(["measures", "--delivered"]).expecting(1).stdout).named
    #expect(
      rows.map { $0["problems"]! } == ["outside_its_schools", "", ""]
        && rows.map { $0["scope"]! } == ["district", "school", "school"])
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
