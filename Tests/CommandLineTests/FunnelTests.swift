import Foundation
import TestSupport
import Testing

@Suite("Funnels of access")
struct FunnelTests {
  private static let areas = Array("ABCDEFG").map(String.init)

  /// How far each senior came in each area, from the files alone: 0 to 3, and 5. Who continued is not told apart from who passed.
  private struct Judge {
    private var listed: [String: [[String: String]]] = [:]
    private var verdicts: [String: [String: String]] = [:]
    private var rows: [String: [[String: String]]] = [:]
    private(set) var students: [[String: String]] = []

    init(_ place: Place, extract: String) throws {
      func table(_ name: String) throws -> [[String: String]] {
        try Table(String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(extract)/\(name)")), as: UTF8.self)).named
      }
      for course in try table("courses.csv") {
        listed["\(course["school_id"]!)|\(course["course_id"]!)", default: []].append(course)
      }
      for row in try Table(place.exports().verdicts).named where row["system"] == "uc" {
        verdicts[row["student_id"]!, default: [:]][row["subject_area"]!] = row["status"]
      }
      for row in try table("transcripts.csv") { rows[row["student_id"]!, default: []].append(row) }
      students = try table("students.csv").filter {
        $0["grade_level"] == "12" && verdicts[$0["student_id"]!] != nil
          && (["", "enrolled"].contains($0["enrollment"])
            || $0["enrollment"] == "graduated" && $0["graduation_year"] == "2027")
      }
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
      var (isTaken, isPassed) = (false, false)
      for row in rows[student["student_id"]!] ?? [] {
        guard let course = course(row, Int(row["school_year"]!.prefix(4))!),
          course["subject_area"]!.split(separator: ";").contains(Substring(area))
        else { continue }
        isTaken = true
        if let first = row["mark"]!.first, "ABC".contains(first), row["mark"] != "CR" { isPassed = true }
      }
      if !isOffered(student["school_id"]!, area) { return 0 }
      return isPassed ? 3 : isTaken ? 2 : 1
    }

    /// Whether the listed courses of this year could meet the area by themselves: by hand, for the disciplines of the sample.
    private func isOffered(_ school: String, _ area: String) -> Bool {
      var amounts: [String: Int] = [:]
      var seen: Set<String> = []
      for (code, courses) in listed where code.hasPrefix(school + "|") {
        for course in courses where course["subject_area"]!.contains(area) && course["sections"] != "0" {
          let isNow =
            (Int(course["first_year"]!.prefix(4)) ?? 0) <= 2026 && 2026 <= (Int(course["last_year"]!.prefix(4)) ?? 9999)
          let key = course["course_key"] == "" ? course["course_id"]! : course["course_key"]!
          guard isNow, seen.insert(key).inserted else { continue }
          amounts[course["discipline"]! + course["language"]!, default: 0] += length(course)
        }
      }
      func years(_ words: String...) -> Int {
        amounts.filter { amount in words.contains { amount.key.contains($0) } }.reduce(0) { $0 + $1.value }
      }
      switch area {
      case "A":
        let (american, civics) = (years("U.S. History"), years("Civics"))
        return years("World History") >= 12 && (american >= 12 || american >= 6 && civics >= 6)
      case "B": return amounts["English", default: 0] + min(12, years("ELD")) >= 48
      case "C":
        return [["Algebra I", "Mathematics I"], ["Geometry", "Mathematics II"], ["Algebra II", "Mathematics III"]]
          .allSatisfy { slot in slot.contains { amounts[$0, default: 0] >= 12 } }
      case "D":
        func starting(_ words: String...) -> Bool {
          amounts.contains { amount in amount.value >= 12 && words.contains { amount.key.hasPrefix($0) } }
        }
        // One of the two years may be earth and space or interdisciplinary science.
        let foundations = [starting("Biology"), starting("Chemistry"), starting("Physics")].count { $0 }
        return foundations >= 2 || foundations == 1 && starting("Earth", "Interdisciplinary")
      case "E":
        return amounts.contains { name, _ in
          name.hasPrefix("LOTE Level 1") && amounts["LOTE Level 2" + name.dropFirst(12)] != nil
        }
      case "F": return amounts.values.contains { $0 >= 12 }
      default: return !amounts.isEmpty
      }
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
      func told(_ reached: [Int]?) -> [Int] { (reached ?? []).enumerated().filter { $0.offset != 4 }.map(\.element) }
      let keys = Set(found.keys).union(expected.keys).filter { told(found[$0]) != told(expected[$0]) }.sorted()
      let differing = keys.map { "\($0): \(found[$0] ?? []) \(expected[$0] ?? [])" }
      #expect(differing.prefix(10) == [], "area \(area)")
      for (key, gap) in gaps { #expect(abs(gap - sums[key]!) < 2e-5, "area \(area) \(key)") }
    }
  }

  @Test("One school, one group, JSON, AP and what is refused")
  func options() throws {
    let place = try Place.afterStories()
    let whole = try Table(place.agtrack(["funnel", "--area", "ap", "--family", "gender"]).expecting(0).stdout)
    #expect(Set(whole.column("stage")) == ["all", "offered", "ready", "enrolled", "examined", "scored_3"])
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
