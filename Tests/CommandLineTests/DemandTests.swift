import Foundation
import TestSupport
import Testing

@Suite("Seats in demand next term")
struct DemandTests {
  private func files(_ district: District, _ name: String) throws -> [[String: String]] {
    try Table(String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(district.path)/\(name)")), as: UTF8.self)).named
  }

  private func rows(_ place: Place, _ arguments: [String]) throws -> [[String: String]] {
    try Table(place.agtrack(arguments).expecting(0).stdout).named
  }

  @Test("Who must start a course next term, beside the seats planned for that school year")
  func demand() throws {
    let district = try District(students: 120, seed: 19)
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path, asOf: "2026-11-20").status))
    let found = try rows(place, ["seats", "--demand"])
    #expect(Set(found.map { $0["term"]! }) == ["2026-27 S2"])
    // 4 * 2026 + 2, counted student by student.
    let starts = try place.texts(
      """
      SELECT s.school_id || '|' || a || '|' || c.last_start[a] || '|' || (c.uc_on_pace AND c.csu_on_pace)::text \
      FROM evaluation.counsel AS c JOIN record.student AS s USING (student_key), generate_series(1, 7) AS a \
      WHERE c.to_run IS NULL AND s.to_run IS NULL
      """
    ).map { $0.split(separator: "|").map(String.init) }
    let courses = try files(district, "courses.csv").filter {
      (Int($0["first_year"]!.prefix(4)) ?? 0) <= 2026 && 2026 <= (Int($0["last_year"]!.prefix(4)) ?? 9999)
    }
    for row in found {
      let own = starts.filter {
        $0[0] == row["school_id"] && "ABCDEFG".map(String.init)[Int($0[1])! - 1] == row["area"]
      }
      let last = own.filter { $0[2] == "8106" }.count
      let behind = own.filter { Int($0[2])! > 8106 && $0[3] == "false" }.count
      #expect(
        row["last_chance"] == "\(last)" && row["behind_pace"] == "\(behind)" && row["demand"] == "\(last + behind)",
        "\(row)")
      #expect(row["needing"] == "\(own.filter { Int($0[2])! >= 8106 }.count)")
      let seats = courses.filter {
        $0["school_id"] == row["school_id"]
          && $0["subject_area"]!.split(separator: ";").contains(Substring(row["area"]!))
      }.reduce(0) { $0 + Int($1["seats"]!)! }
      #expect(
        row["seats_planned"] == "\(seats)" && row["seats_missing"] == "\(max(0, last + behind - seats))", "\(row)")
    }
    #expect(found.contains { $0["last_chance"] != "0" } && found.contains { $0["behind_pace"] != "0" })
    #expect(try Set(rows(place, ["seats", "--demand", "--term", "s1"]).map { $0["term"]! }) == ["2027-28 S1"])
    _ = try place.agtrack(["seats", "--purpose", "board"]).expecting(2)
    _ = try place.agtrack(["seats", "--demand", "--term", "Q1"]).expecting(2)
  }
}
