import Foundation
import TestSupport
import Testing

@Suite("Our numbers beside the state's file")
struct ReconcileTests {
  private static let header = [
    "AcademicYear", "AggregateLevel", "CountyCode", "DistrictCode", "SchoolCode", "CountyName", "DistrictName",
    "SchoolName",
    "CharterSchool", "DASS", "ReportingCategory", "CohortStudents", "Regular HS Diploma Graduates (Count)",
    "Regular HS Diploma Graduates (Rate)", "Met UC/CSU Grad Req's (Count)", "Met UC/CSU Grad Req's (Rate)",
    "Seal of Biliteracy (Count)", "Seal of Biliteracy (Rate)", "Golden State Seal Merit Diploma (Count)",
    "Golden State Seal Merit Diploma (Rate",
  ]

  private static let categories = [
    ("TA", "all", "all"), ("RH", "race_ethnicity", "hispanic"), ("RW", "race_ethnicity", "white"),
    ("GF", "gender", "F"),
    ("SE", "english_status", "EL"), ("SS", "low_income", "Y"),
  ]

  /// A file as the state would print it if it counted as we do.
  private func lines(_ place: Place, year: String = "2026-27") throws -> [[String]] {
    func values(_ measure: String) throws -> [String: (n: Int, x: Int)] {
      var counts: [String: (Int, Int)] = [:]
      for row in try Table(place.agtrack(["measures", "--values", "--measure", measure]).expecting(0).stdout).named {
        counts["\(row["scope_id"]!)|\(row["family"]!)|\(row["student_group"]!)"] = (Int(row["n"]!)!, Int(row["x"]!)!)
      }
      return counts
    }
    let cohort = try values("pattern_met_uc_of_cohort")
    let met = try values("pattern_met_uc_of_graduates")
    var lines = [Self.header]
    lines.append(line(year, "T", "", "TA", (1000, 900, 450)))
    lines.append(line(year, "D", "1062166", "TA", (500, 400, 210)))
    for id in Set(cohort.keys.map { String($0.prefix { $0 != "|" }) }).sorted() {
      for (category, family, group) in Self.categories {
        guard let all = cohort["\(id)|\(family)|\(group)"], let own = met["\(id)|\(family)|\(group)"] else { continue }
        lines.append(line(year, id.count == 14 ? "S" : "D", id, category, (all.n, own.n, own.x)))
      }
    }
    return lines
  }

  private func line(
    _ year: String, _ level: String, _ code: String, _ category: String, _ counts: (Int, Int, Int),
    charter: String = "All"
  ) -> [String] {
    func rate(_ x: Int, _ n: Int) -> String {
      n == 0 ? "0.0" : "\((x * 2000 + n) / (2 * n) / 10).\((x * 2000 + n) / (2 * n) % 10)"
    }
    let digits = Array(code)
    func part(_ from: Int, _ to: Int) -> String { digits.count >= to ? String(digits[from..<to]) : "" }
    let hidden = level != "T" && counts.0 <= 10
    func cell(_ text: String) -> String { hidden ? "*" : text }
    return [
      year, level, part(0, 2), part(2, 7), part(7, 14), "Any", "Ca\u{F1}on Unified", "A school", charter, "All",
      category,
      cell("\(counts.0)"), cell("\(counts.1)"), cell(rate(counts.1, counts.0)), cell("\(counts.2)"),
      cell(rate(counts.2, counts.1)),
      "0", "0.0", "0", "0.0",
    ]
  }

  private func write(_ lines: [[String]], to path: String) throws {
    let text = lines.map { $0.joined(separator: "\t") + "\r\n" }.joined()
    try Data(text.unicodeScalars.map { UInt8($0.value) }).write(to: URL(fileURLWithPath: path))
  }

  private func graduated() throws -> Place {
    let district = try District(students: 160, seed: 14)
    try district.graduate()
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path, asOf: "2027-06-20").status))
    return place
  }

  @Test(
    "A file that counts as we do agrees everywhere; hidden cells stay hidden; peers and the state stand as reference")
  func agreement() throws {
    let place = try graduated()
    let scratch = try ScratchFolder()
    var all = try lines(place)
    // Parts by kind of school must not be read as wholes.
    all.append(line("2026-27", "T", "", "TA", (1, 1, 1), charter: "Yes"))
    all.append(line("2026-27", "C", "10", "TA", (1, 1, 1)))
    try write(all, to: scratch.file("acgr.txt"))
    let text = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt"), "--peer", "1062166"]).expecting(0)
      .stdout
    let rows = try Table(text).named
    let compared = rows.filter { $0["agrees"] != "" }
    #expect(
      compared.count > 2
        && compared.allSatisfy { $0["agrees"] == "Y" && $0["difference"] == "0.0" && $0["reasons"] == "" })
    #expect(rows.contains { $0["reasons"]!.contains("hidden_by_state") && $0["state_cohort"] == "" })
    #expect(rows.contains { $0["reasons"]!.contains("not_in_file") })
    let state = try #require(rows.first { $0["scope"] == "state" })
    #expect(state["state_rate"] == "50.0" && state["our_rate"] == "" && state["scope_name"] == "California")
    let peer = try #require(rows.first { $0["scope"] == "peer" })
    #expect(peer["state_rate"] == "52.5" && peer["scope_name"] == "Ca\u{F1}on Unified")
    _ = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt"), "--peer", "0000000"]).expecting(6)
    #expect(try place.count("SELECT count(*) FROM meta.access_log WHERE command = 'reconcile'") == 1)
  }

  @Test("A difference has its reasons and the exit code asks for a person")
  func differences() throws {
    let place = try graduated()
    let scratch = try ScratchFolder()
    var all = try lines(place)
    let changed = try #require(
      all.firstIndex { $0[1] == "D" && $0[10] == "SS" && $0[11] != "*" && $0[2] + $0[3] != "1062166" })
    let (cohort, graduates, met) = (Int(all[changed][11])!, Int(all[changed][12])!, Int(all[changed][14])!)
    all[changed] = line("2026-27", "D", all[changed][2] + all[changed][3], "SS", (cohort + 4, graduates + 3, met + 2))
    try write(all, to: scratch.file("acgr.txt"))
    let result = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt"), "--json"]).expecting(1)
    let rows = try JSON(Array(result.stdout.utf8))["rows"].elements
    let found = try #require(rows.first { $0["scope"].string == "district" && $0["category"].string == "SS" })
    #expect(found["reasons"].string == "cohort_differs;graduates_differ;met_differs;group_at_any_time")
    #expect(found["state_cohort"].int == cohort + 4 && found["our_cohort"].int == cohort)
    #expect(result.stderr.contains("1 rate differs"))
    // A file in which nobody of ours stands is no agreement.
    let others = all.dropFirst().filter { $0[1] != "S" && $0[2] + $0[3] == "1062166" }
    try write([all[0]] + others, to: scratch.file("acgr.txt"))
    let other = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt")]).expecting(1)
    #expect(other.stderr.contains("no row of these districts and schools"))
    #expect(
      try Table(other.stdout).named.allSatisfy { $0["scope"] == "state" || $0["reasons"]!.contains("not_in_file") })
    let wide = Data("AcademicYear\n".unicodeScalars.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1.value), 0] })
    try wide.write(to: URL(fileURLWithPath: scratch.file("acgr.txt")))
    #expect(
      try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt")]).expecting(3).stderr.contains("UTF-16"))
  }

  @Test("What is no such file, of another year, or contradicts itself is refused by line, and nothing is printed")
  func refused() throws {
    let place = try graduated()
    let scratch = try ScratchFolder()
    let good = try lines(place)
    func refuse(_ change: (inout [[String]]) -> Void, _ says: String) throws {
      var all = good
      change(&all)
      try write(all, to: scratch.file("acgr.txt"))
      let result = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt")]).expecting(3)
      #expect(result.stdout.isEmpty && result.stderr.contains(says), "\(result.stderr)")
    }
    let older = try lines(place, year: "2018-19")
    try refuse({ $0 = older }, "--as-of names a day")
    try refuse({ $0.append($0[2]) }, "a second time")
    try refuse({ $0[2][14] = "401" }, ":3: Met UC/CSU")
    try refuse({ $0[2][11] = "many" }, "neither a whole number nor *")
    try refuse({ $0[2].removeLast() }, "has 19 fields where the header has 20")
    try refuse({ $0[0][11] = "Cohort" }, "lacks the columns CohortStudents")
    try refuse({ $0[2][0] = "2025-26" }, "differs from the row before")
    try refuse({ $0 = [$0[0]] }, "has no row")
    try refuse({ $0 = [["one"]] }, "has no tabs")
    try Data([0x50, 0x4B, 3, 4, 0]).write(to: URL(fileURLWithPath: scratch.file("acgr.txt")))
    let workbook = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt")]).expecting(3)
    #expect(workbook.stderr.contains("is an Excel workbook"))
    _ = try place.agtrack(["reconcile", "--acgr", scratch.file("none.txt")]).expecting(3)
    _ = try place.agtrack(["reconcile", "--acgr", scratch.file("acgr.txt"), "--peer", "12"]).expecting(2)
  }
}
