import Foundation
import TestSupport
import Testing

@Suite("Strategies that are followed")
struct StrategyTests {
  private func nights(_ place: Place) throws -> [[String: String]] {
    let district = try District(students: 90, seed: 44)
    for day in ["2026-10-05", "2026-12-10"] {
      #expect([0, 1].contains(try place.night(district.path, asOf: day).status))
    }
    try district.failMarks(every: 4)
    #expect([0, 1].contains(try place.night(district.path, asOf: "2027-02-20", ["--accept-shrink"]).status))
    return try Table(
      String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(district.path)/students.csv")), as: UTF8.self)
    ).named
  }

  private func follow(_ place: Place, _ name: String, _ measure: String) throws -> [[String: String]] {
    try Table(place.agtrack(["strategy", "follow", name, "--measure", measure]).expecting(0).stdout).named
  }

  private func values(_ place: Place, _ measure: String, _ day: String) throws -> [String: (n: Int, x: Int)] {
    var counts: [String: (Int, Int)] = [:]
    for row in try Table(
      place.agtrack(["measures", "--values", "--measure", measure, "--family", "all", "--as-of", day]).expecting(0)
        .stdout
    ).named where row["scope"] == "school" {
      counts[row["scope_id"]!] = (Int(row["n"]!)!, Int(row["x"]!)!)
    }
    return counts
  }

  @Test("Schools and students of a strategy, the rest, and what changed are what the measures of the same nights give")
  func followed() throws {
    let place = try Place.empty()
    let students = try nights(place)
    let measure = "on_pace_uc_grade_11"
    let days = ["2026-10-05", "2026-12-10", "2027-02-20"]
    let schools = try values(place, measure, days[0]).filter { $0.value.n > 0 }.keys.sorted()
    let added = try place.agtrack([
      "strategy", "add", "Block", "--start", "2027-01-15", "--school", schools[0], "--note", "both",
    ])
    #expect(try added.expecting(0).stdout.contains("1 school\n"))
    let found = try follow(place, "Block", measure)
    #expect(
      found.map { $0["period"]! } == ["before", "before", "after", "change"]
        && found.map { $0["as_of"]! }.dropLast() == days)
    for (row, day) in zip(found, days) {
      let counts = try values(place, measure, day)
      let rest = counts.filter { $0.key != schools[0] && $0.key.prefix(7) == schools[0].prefix(7) }.values
      #expect(row["n"] == "\(counts[schools[0]]!.n)" && row["x"] == "\(counts[schools[0]]!.x)", "\(row)")
      #expect(
        row["rest_n"] == "\(rest.reduce(0) { $0 + $1.n })" && row["rest_x"] == "\(rest.reduce(0) { $0 + $1.x })",
        "\(row)")
    }
    func rate(_ row: Int, _ column: String) throws -> Double { try #require(Double(found[row][column]!)) }
    #expect(abs(try rate(3, "rate") - (rate(2, "rate") - rate(1, "rate"))) < 2e-6)
    #expect(abs(try rate(3, "difference") - (rate(3, "rate") - rate(3, "rest_rate"))) < 2e-6)
    // The same students one by one are the same group.
    let scratch = try ScratchFolder()
    let ids = students.filter { $0["school_id"] == schools[0] }.map { $0["student_id"]! }
    try scratch.write(ids.joined(separator: "\r\n") + "\n", to: "list.txt")
    _ = try place.agtrack(["strategy", "add", "Same", "--start", "2027-01-15", "--students", scratch.file("list.txt")])
      .expecting(0)
    let same = try follow(place, "Same", measure)
    for (left, right) in zip(found, same) {
      for column in ["period", "n", "x", "rate", "rest_n", "rest_x", "rest_rate", "difference"] {
        #expect(left[column] == right[column], "\(column) \(left) \(right)")
      }
    }
    #expect(try place.count("SELECT count(*) FROM meta.access_log WHERE command = 'strategy'") == 3)
    try forget(place, ids[0])
  }

  private func forget(_ place: Place, _ id: String) throws {
    let members = "SELECT count(*) FROM indicator.strategy_student"
    let before = try #require(try place.count(members))
    _ = try place.agtrack(["forget", id, "--reason", "test"]).expecting(0)
    #expect(try place.count(members) == before - 1)
    _ = try place.agtrack(["strategy", "remove", "Same"]).expecting(0)
    #expect(try place.count(members) == 0)
    #expect(try Table(place.agtrack(["strategy", "list"]).expecting(0).stdout).column("strategy") == ["Block"])
  }

  @Test("The comparison carries its warning, and what cannot be told is not told")
  func warned() throws {
    let place = try Place.afterStories()
    let school = try #require(
      try place.texts("SELECT school_id FROM record.student WHERE to_run IS NULL ORDER BY 1").first)
    _ = try place.agtrack(["strategy", "add", "Late", "--start", "2027-08-20", "--school", school]).expecting(0)
    let late = try place.agtrack(["strategy", "follow", "Late", "--measure", "pattern_met_uc", "--json"]).expecting(0)
    #expect(late.stderr.contains("no experiment") && late.stderr.contains("has not begun"))
    let json = try JSON(Array(late.stdout.utf8))
    #expect(json["warning"].string?.contains("no experiment") == true)
    #expect(!json["rows"].elements.contains { $0["period"].string == "change" })
    _ = try place.agtrack(["strategy", "add", "Early", "--start", "2020-08-20", "--school", school]).expecting(0)
    let early = try place.agtrack(["strategy", "follow", "Early", "--measure", "pattern_met_uc"]).expecting(0)
    #expect(early.stderr.contains("no night from before the start"))
    _ = try place.agtrack(["strategy", "add", "Early", "--start", "2020-08-20", "--school", school]).expecting(2)
    _ = try place.agtrack(["strategy", "add", "Nobody", "--start", "2020-08-20"]).expecting(2)
    _ = try place.agtrack(["strategy", "follow", "None", "--measure", "pattern_met_uc"]).expecting(6)
    _ = try place.agtrack(["strategy", "remove", "None"]).expecting(6)
    let scratch = try ScratchFolder()
    try scratch.write("0001\n9999\n", to: "list.txt")
    let refused = try place.agtrack([
      "strategy", "add", "X", "--start", "2027-01-01", "--students", scratch.file("list.txt"),
    ])
    #expect(try refused.expecting(3).stderr.contains("1 of 2 ids") && !refused.stderr.contains("9999"))
    #expect(try place.count("SELECT count(*) FROM indicator.strategy") == 2)
    try Staff.join(place, ["k01", "d01"])
    _ = try Staff.agtrack(place, as: "d01", ["strategy", "add", "Y", "--start", "2027-01-01", "--school", school])
      .expecting(5)
    for command in [
      ["strategy", "list"], ["strategy", "follow", "Late", "--measure", "pattern_met_uc"], ["ap"], ["placement"],
      ["attention", "--measure", "pattern_met_uc"], ["seats", "--demand"],
    ] {
      _ = try Staff.agtrack(place, as: "k01", command).expecting(5)
    }
    #expect(
      try Staff.agtrack(place, as: "d01", ["strategy", "follow", "Late", "--measure", "pattern_met_uc"]).status == 0)
  }
}
