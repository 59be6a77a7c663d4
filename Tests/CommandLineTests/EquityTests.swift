import Foundation
import TestSupport
import Testing

@Suite("AP by subject, placement, attention, and the year before")
struct EquityTests {
  private func files(_ district: District, _ name: String) throws -> [[String: String]] {
    try Table(String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(district.path)/\(name)")), as: UTF8.self)).named
  }

  private func rows(_ place: Place, _ arguments: [String]) throws -> [[String: String]] {
    try Table(place.agtrack(arguments).expecting(0).stdout).named
  }

  private func offer(_ listed: [String: [[String: String]]], _ row: [String: String]) -> [String: String]? {
    let year = Int(row["school_year"]!.prefix(4))!
    return listed["\(row["school_id"]!)|\(row["course_id"]!)"]?.first {
      (Int($0["first_year"]!.prefix(4)) ?? 0) <= year && year <= (Int($0["last_year"]!.prefix(4)) ?? 9999)
    }
  }

  @Test("The five measures of each AP subject and its funnel are what the files give, school by school")
  func subjects() throws {
    let district = try District(students: 140, seed: 12)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))
    let listed = Dictionary(grouping: try files(district, "courses.csv")) { "\($0["school_id"]!)|\($0["course_id"]!)" }
    let seniors = Dictionary(
      uniqueKeysWithValues: try files(district, "students.csv").filter {
        $0["grade_level"] == "12" && ["", "enrolled"].contains($0["enrollment"])
      }.map { ($0["student_id"]!, $0) })
    var enrolled: [String: Set<String>] = [:]
    var exams: [String: [(student: String, score: Int)]] = [:]
    for row in try files(district, "transcripts.csv") where seniors[row["student_id"]!] != nil {
      guard let course = offer(listed, row), course["honors"] == "AP", course["subject_area"] != "",
        Int(row["grade_level"]!)! >= 9
      else { continue }
      enrolled[course["exam_code"]!, default: []].insert(row["student_id"]!)
    }
    for row in try files(district, "exams.csv") where row["program"] == "AP" && seniors[row["student_id"]!] != nil {
      exams[row["subject"]!, default: []].append((row["student_id"]!, Int(row["score"]!)!))
    }
    let found = try rows(place, ["ap", "--family", "race_ethnicity"])
    #expect(Set(found.map { $0["exam"]! }) == Set(enrolled.keys).union(exams.keys) && found.count > 40)
    for row in found {
      let own = seniors.filter {
        $0.value["school_id"]!.hasPrefix(row["scope_id"]!)
          && ($0.value["race_ethnicity"]! == "" ? "not_reported" : $0.value["race_ethnicity"]!) == row["student_group"]!
      }
      let scores = (exams[row["exam"]!] ?? []).filter { own[$0.student] != nil }
      let expected = [
        own.count, (enrolled[row["exam"]!] ?? []).filter { own[$0] != nil }.count, Set(scores.map(\.student)).count,
        Set(scores.filter { $0.score >= 3 }.map(\.student)).count, scores.count, scores.filter { $0.score >= 3 }.count,
      ]
      let printed = ["seniors", "enrolled", "examined", "scored_3", "exams", "exams_scored_3"].map { Int(row[$0]!)! }
      #expect(printed == expected, "\(row)")
      #expect(Int(row["completed"]!)! <= Int(row["enrolled"]!)!)
    }
    #expect(found.contains { $0["completed"] != "0" })
    let exam = try #require(found.first { $0["enrolled"] != "0" }?["exam"])
    let funnel = try rows(place, ["funnel", "--area", "AP", "--exam", exam, "--family", "race_ethnicity"])
    for row in funnel where row["stage"] == "scored_3" {
      let own = found.first {
        $0["exam"] == exam && $0["scope_id"] == row["scope_id"] && $0["student_group"] == row["student_group"]
      }
      #expect(row["x"] == own?["scored_3"] ?? "0", "\(row)")
    }
    #expect(funnel.first?["area"] == "AP\(exam)" && funnel.contains { $0["stage"] == "offered" && $0["x"] != $0["n"] })
    let json = try JSON(Array(try place.agtrack(["ap", "--exam", exam, "--json"]).expecting(0).stdout.utf8))
    #expect(json["rows"].elements.allSatisfy { $0["exam"].string == exam } && !json["rows"].elements.isEmpty)
    _ = try place.agtrack(["funnel", "--area", "C", "--exam", exam]).expecting(2)
    _ = try place.agtrack(["ap", "--exam", "100"]).expecting(2)
    _ = try place.agtrack(["ap", "--exam", "98"]).expecting(6)
    #expect(try place.count("SELECT count(*) FROM meta.access_log WHERE command = 'ap'") == 2)
    // A subject that does not exist is not one that nobody took.
    let nothing = try place.agtrack(["funnel", "--area", "AP", "--exam", "99"]).expecting(6)
    #expect(nothing.stderr.contains("no AP exam 99"))
    #expect(try !rows(place, ["funnel", "--area", "AP", "--exam", "55"]).isEmpty)
  }

  @Test(
    "Placements by course and mark are what the files give, and a school that holds one group back is found there alone"
  )
  func placement() throws {
    let district = try District(students: 160, seed: 31)
    let students = try files(district, "students.csv").filter {
      Int($0["grade_level"]!)! >= 9 && ["", "enrolled"].contains($0["enrollment"])
    }
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))
    let listed = Dictionary(grouping: try files(district, "courses.csv")) { "\($0["school_id"]!)|\($0["course_id"]!)" }
    var judge = StepJudge()
    for row in try files(district, "transcripts.csv") {
      let year = Int(row["school_year"]!.prefix(4))!
      judge.note(row, offer(listed, row), isNow: year == 2026, isBefore: year == 2025)
    }
    let words = ["D or F": 1, "C": 2, "B": 3, "A": 4]
    for (name, area) in [("mathematics", "C"), ("language", "E")] {
      var expected: [String: [Int]] = [:]
      for student in students {
        guard let step = judge.step(student["student_id"]!, area) else { continue }
        for scope in [student["school_id"]!, String(student["school_id"]!.prefix(7))] {
          let gender = student["gender"] == "" ? "not_reported" : student["gender"]!
          expected["\(scope)|\(gender)|\(step.level)|\(step.mark)", default: [0, 0, 0]][step.placement - 1] += 1
        }
      }
      var found: [String: [Int]] = [:]
      for row in try rows(place, ["placement", "--sequence", name, "--family", "gender"]) {
        guard row["level"] != "all", let mark = words[row["mark"]!] else { continue }
        found["\(row["scope_id"]!)|\(row["student_group"]!)|\(row["level"]!)|\(mark)"] = [
          "continued", "same_or_lower", "not_enrolled",
        ]
        .map { Int(row[$0]!)! }
      }
      #expect(found == expected && found.count > 30, "\(name)")
    }
    try plant(place, district, students)
  }

  /// At one school no boy who passed below Algebra II goes on: written into the table, so that nothing else changes.
  private func plant(_ place: Place, _ district: District, _ students: [[String: String]]) throws {
    let schools = Dictionary(grouping: students) { $0["school_id"]! }
    let school = try #require(schools.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key)
    try place.administer(
      "UPDATE record.student SET school_id = '\(school)', district_id = left('\(school)', 7) WHERE student_key % 2 = 0")
    try place.administer(
      """
      UPDATE evaluation.verdict AS v SET mathematics_step = CASE s.gender WHEN 'M' THEN 233 ELSE 231 END \
      FROM record.student AS s WHERE s.student_key = v.student_key AND v.system = 'uc' AND s.grade_level BETWEEN 9 AND 12 \
      AND s.school_id = '\(school)' AND s.gender IN ('F', 'M')
      """)
    try place.administer(
      """
      UPDATE evaluation.verdict AS v SET mathematics_step = 231 FROM record.student AS s WHERE s.student_key = v.student_key \
      AND v.system = 'uc' AND s.school_id <> '\(school)'
      """)
    let all = try rows(place, ["placement", "--family", "gender"])
    let found = all.filter { $0["level"] == "all" }
    let behind = found.filter { $0["judgement"] == "behind" && $0["scope"] == "school" }
    #expect(behind.map { [$0["scope_id"], $0["student_group"]] } == [[school, "M"]])
    #expect(found.contains { $0["judgement"] == "behind" && $0["scope"] == "district" && $0["student_group"] == "M" })
    let line = try #require(behind.first)
    #expect(line["rate"] == "0.000000" && line["missing"] == line["students"] && line["gap"] == line["others_rate"])
    // Everybody there stood before the same step, so that it is found in that one too, and with the same numbers.
    let step = all.filter {
      $0["mark"] == "all" && $0["level"] != "all" && $0["judgement"] == "behind" && $0["scope"] == "school"
    }
    #expect(step.map { [$0["scope_id"], $0["student_group"], $0["level"]] } == [[school, "M", "2"]])
    #expect(step[0]["missing"] == line["missing"] && step[0]["gap"] == line["gap"])
    for row in all where row["mark"] == "all" && row["level"] != "all" {
      let marks = all.filter {
        $0["level"] == row["level"] && $0["scope_id"] == row["scope_id"] && $0["student_group"] == row["student_group"]
          && !["all", "D or F"].contains($0["mark"])
      }
      #expect(Int(row["students"]!)! == marks.reduce(0) { $0 + Int($1["students"]!)! }, "\(row)")
    }
    _ = try place.agtrack(["placement", "--sequence", "science"]).expecting(2)
  }

  @Test("Reclassification and retention are counted against last year's census, and pruning leaves it")
  func census() throws {
    let district = try District(students: 80, seed: 8)
    let place = try Place.empty()
    for day in ["2025-09-10", "2025-10-01", "2026-02-01"] {
      #expect([0, 1].contains(try place.night(district.path, asOf: day).status))
    }
    let before = Dictionary(
      uniqueKeysWithValues: try files(district, "students.csv").map { ($0["student_id"]!, $0) })
    #expect(
      try rows(place, ["measures", "--values", "--measure", "el_reclassified", "--measure", "retained"]).allSatisfy {
        $0["n"] == "0" && $0["rate"] == ""
      })
    try district.passYear()
    #expect([0, 1].contains(try place.night(district.path, asOf: "2026-10-20", ["--accept-shrink"]).status))
    #expect(try place.count("SELECT meta.census_run(4)") == 2)
    func check() throws {
      var expected: [String: [Int]] = [:]
      for student in try files(district, "students.csv") {
        guard let old = before[student["student_id"]!], let grade = Int(student["grade_level"]!), grade >= 9,
          ["", "enrolled"].contains(student["enrollment"]), ["", "enrolled"].contains(old["enrollment"])
        else { continue }
        func add(_ measure: String, _ x: Bool) {
          let sum = expected["\(measure)|\(student["school_id"]!)"] ?? [0, 0]
          expected["\(measure)|\(student["school_id"]!)"] = [sum[0] + 1, sum[1] + (x ? 1 : 0)]
        }
        if old["english_status"] == "EL" { add("el_reclassified", student["english_status"] == "RFEP") }
        add("retained", Int(old["grade_level"]!)! >= grade)
      }
      var found: [String: [Int]] = [:]
      for row in try rows(
        place, ["measures", "--values", "--measure", "el_reclassified", "--measure", "retained", "--family", "all"])
      where row["scope"] == "school" && row["n"] != "0" {
        found["\(row["measure"]!)|\(row["scope_id"]!)"] = [Int(row["n"]!)!, Int(row["x"]!)!]
      }
      #expect(found == expected)
      #expect(found.contains { $0.key.hasPrefix("el_") && $0.value[1] > 0 && $0.value[1] < $0.value[0] })
      #expect(found.contains { $0.key.hasPrefix("retained") && $0.value[1] > 0 && $0.value[1] < $0.value[0] })
    }
    try check()
    _ = try place.agtrack(["prune", "--keep", "1", "--monthly", "1"]).expecting(0)
    #expect(try place.count("SELECT meta.census_run(4)") == 2)
    let verified = try place.night(district.path, asOf: "2026-10-21", ["--verify"])
    #expect(verified.stdout.contains("every row equal"), "\(verified.stderr)")
    try check()
  }

  @Test("The order of attention follows the estimates, and small schools stand in none")
  func attention() throws {
    let district = try District(students: 150, seed: 3)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))
    let found = try rows(place, ["attention", "--measure", "ap_enrolled_this_year", "--fewest", "15"])
    let ordered = found.filter { $0["in_order"] == "Y" }
    let small = found.filter { $0["in_order"] == "N" }
    #expect(
      ordered.count > 1 && ordered.allSatisfy { Int($0["n"]!)! >= 15 } && small.allSatisfy { Int($0["n"]!)! < 15 })
    let estimates = ordered.map { Double($0["estimate"]!)! }
    #expect(estimates == estimates.sorted() && small.allSatisfy { $0["estimate"] == "" })
    #expect(small.map { $0["school_name"]! } == small.map { $0["school_name"]! }.sorted())
    // Where less is better, the highest rate comes first.
    try place.administer(
      "UPDATE indicator.measure_count SET n[67] = 40, x[67] = 4 * (ascii(right(school_id, 1)) % 10) WHERE family = 'all'"
    )
    let late = try rows(place, ["attention", "--measure", "mathematics_not_continued"]).compactMap {
      Double($0["estimate"]!)
    }
    #expect(late == late.sorted(by: >) && Set(late).count > 3)
    _ = try place.agtrack(["attention", "--measure", "one_course_short_uc"]).expecting(2)
    _ = try place.agtrack(["attention", "--measure", "nothing"]).expecting(6)
    _ = try place.agtrack(["attention", "--measure", "pattern_met_uc", "--group", "nobody"]).expecting(6)
    _ = try place.agtrack(["attention", "--measure", "pattern_met_uc", "--fewest", "5"]).expecting(2)
  }
}
