import Foundation
import TestSupport
import Testing

@Suite("Funnels of access")
struct FunnelTests {
  private static let areas = Array("ABCDEFG").map(String.init)

  /// How far each senior came in each area, from the files alone: 0 to 5.
  private struct Judge {
    private var listed: [String: [[String: String]]] = [:]
    private var same: [String: String] = [:]
    private var verdicts: [String: [String: String]] = [:]
    private var rows: [String: [[String: String]]] = [:]
    private var colleges: Set<String> = []
    private(set) var students: [[String: String]] = []

    init(_ place: Place, extract: String) throws {
      func table(_ name: String) throws -> [[String: String]] {
        try Table(String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(extract)/\(name)")), as: UTF8.self)).named
      }
      for course in try table("courses.csv") {
        listed["\(course["school_id"]!)|\(course["course_id"]!)", default: []].append(course)
      }
      for row in try table("equivalents.csv") {
        let left = root("\(row["school_id"]!)|\(row["course_id"]!)")
        let right = root("\(row["same_as_school_id"]!)|\(row["same_as_course_id"]!)")
        if left != right { same[left] = right }
      }
      for row in try Table(place.exports().verdicts).named where row["system"] == "uc" {
        verdicts[row["student_id"]!, default: [:]][row["subject_area"]!] = row["status"]
        verdicts[row["student_id"]!]![row["subject_area"]! + "12"] = row["required_12"]
      }
      colleges = Set(
        try table("schools.csv").filter { ["community_college", "university"].contains($0["kind"]) }.map {
          $0["school_id"]!
        })
      for row in try table("transcripts.csv") { rows[row["student_id"]!, default: []].append(row) }
      students = try table("students.csv").filter {
        $0["grade_level"] == "12" && verdicts[$0["student_id"]!] != nil
          && (["", "enrolled"].contains($0["enrollment"])
            || $0["enrollment"] == "graduated" && $0["graduation_year"] == "2027")
      }
    }

    /// Courses of one key are one course, and so are declared pairs.
    private func root(_ code: String) -> String {
      let school = code.prefix { $0 != "|" }
      let key = listed[code]?.first?["course_key"] ?? ""
      var found = key.isEmpty ? code : "\(school)|\(key)"
      while let next = same[found] { found = next }
      return found
    }

    private func course(_ row: [String: String], _ year: Int) -> [String: String]? {
      listed["\(row["school_id"]!)|\(row["course_id"]!)"]?.first {
        (Int($0["first_year"]!.prefix(4)) ?? 0) <= year && year <= (Int($0["last_year"]!.prefix(4)) ?? 9999)
      }
    }

    private func length(_ course: [String: String]) -> Int { course["length"] == "semester" ? 6 : 12 }

    func stage(_ student: [String: String], _ area: String) -> Int {
      let verdict = verdicts[student["student_id"]!]!
      if verdict[area] == "met" { return 5 }
      let required = Int(verdict[area + "12"]!)!
      var (sums, lengths, passed): ([String: Int], [String: Int], Bool) = ([:], [:], false)
      for row in rows[student["student_id"]!] ?? [] {
        guard let course = course(row, Int(row["school_year"]!.prefix(4))!),
          course["subject_area"]!.split(separator: ";").contains(Substring(area))
        else { continue }
        let code = root("\(row["school_id"]!)|\(row["course_id"]!)")
        let twelfths = ["FY": 12, "S1": 6, "S2": 6, "SU": 6, "T1": 4, "T2": 4, "T3": 4][row["term"]!] ?? 3
        sums[code, default: 0] += colleges.contains(row["school_id"]!) ? 12 : twelfths
        lengths[code] = lengths[code] ?? length(course)
        if let first = row["mark"]!.first, "ABC".contains(first), row["mark"] != "CR" { passed = true }
      }
      let amount = sums.reduce(0) { $0 + min($1.value, lengths[$1.key]!) }
      if passed { return amount >= required ? 4 : 3 }
      if !sums.isEmpty { return 2 }
      return offered(student["school_id"]!, area) >= required ? 1 : 0
    }

    private func offered(_ school: String, _ area: String) -> Int {
      var lengths: [String: Int] = [:]
      for (code, courses) in listed where code.hasPrefix(school + "|") {
        for course in courses where course["subject_area"]!.contains(area) && course["sections"] != "0" {
          let isNow =
            (Int(course["first_year"]!.prefix(4)) ?? 0) <= 2026 && 2026 <= (Int(course["last_year"]!.prefix(4)) ?? 9999)
          let key = course["course_key"] == "" ? course["course_id"]! : course["course_key"]!
          if isNow { lengths[key] = min(lengths[key] ?? 12, length(course)) }
        }
      }
      return lengths.values.reduce(0, +)
    }
  }

  @Test("Each stage of each area, school and group is what a second count from the files gives, and parts add up")
  func judge() throws {
    let district = try District(students: 200, seed: 77)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))
    let judge = try Judge(place, extract: district.path)
    for area in Self.areas {
      var expected: [String: [Int]] = [:]
      for student in judge.students {
        let stage = judge.stage(student, area)
        let school = student["school_id"]!
        for scope in [school, String(school.prefix(7))] {
          for family in ["race_ethnicity", "low_income"] {
            let group =
              student[family]! == "" ? (family == "low_income" ? "unknown" : "not_reported") : student[family]!
            for reached in 0...5 where stage >= reached {
              expected["\(scope)|\(family)|\(group)", default: [0, 0, 0, 0, 0, 0]][reached] += 1
            }
          }
        }
      }
      let text = try place.agtrack(["funnel", "--area", area]).expecting(0).stdout
      var found: [String: [Int]] = [:]
      var sums: [String: Double] = [:]
      var gaps: [String: Double] = [:]
      for row in try Table(text).named where ["race_ethnicity", "low_income"].contains(row["family"]) {
        let key = "\(row["scope_id"]!)|\(row["family"]!)|\(row["student_group"]!)"
        if row["stage"] == "all" {
          found[key, default: []].append(Int(row["n"]!)!)
          gaps[key] = Double(row["gap"]!)
        } else {
          found[key, default: []].append(Int(row["x"]!)!)
          sums[key, default: 0] +=
            (Double(row["between"]!) ?? 0) + (Double(row["within"]!) ?? 0) + (Double(row["unsplit"]!) ?? 0)
          if row["scope"] == "school", let between = Double(row["between"]!) { #expect(between == 0) }
        }
      }
      let keys = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }.sorted()
      let differing = keys.map { "\($0): \(found[$0] ?? []) \(expected[$0] ?? [])" }
      #expect(differing.prefix(10) == [], "area \(area)")
      for (key, gap) in gaps { #expect(abs(gap - sums[key]!) < 2e-5, "area \(area) \(key)") }
    }
  }

  @Test("One school, one group, JSON, AP and what is refused")
  func options() throws {
    let place = try Place.afterStories()
    let whole = try Table(place.agtrack(["funnel", "--area", "ap", "--family", "gender"]).expecting(0).stdout)
    #expect(Set(whole.column("stage")) == ["all", "offered", "enrolled", "completed", "examined", "scored_3"])
    let school = try #require(whole.named.first { $0["scope"] == "school" }?["scope_id"])
    let json = try JSON(
      Array(
        try place.agtrack(["funnel", "--area", "C", "--school", school, "--family", "gender", "--json"]).expecting(0)
          .stdout
          .utf8))
    #expect(json["area"].string == "C" && json["rows"].elements.allSatisfy { $0["scope_id"].string == school })
    #expect(json["rows"].elements.first?["stages"].elements.count == 5)
    #expect(
      json["rows"].elements.allSatisfy { ["too_few", "no_clear_difference"].contains($0["judgement"].string ?? "") })
    _ = try place.agtrack(["funnel", "--area", "H"]).expecting(2)
    _ = try place.agtrack(["funnel", "--area", "C", "--school", "nowhere"]).expecting(6)
    _ = try place.agtrack(["funnel", "--area", "C", "--group", "nobody"]).expecting(6)
    #expect(try place.count("SELECT count(*) FROM meta.access_log WHERE command = 'funnel'") == 2)
  }
}
