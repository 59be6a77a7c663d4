import Foundation
import TestSupport
import Testing

@Suite("Seats of schools beside targets")
struct SeatsTests {
  private static let targets = ["A": 50, "B": 100, "C": 75, "D": 50, "E": 50, "F": 25, "G": 25]

  @Test("Seats, students and what is missing are what the files give; a course without seats makes the sum unknown")
  func seats() throws {
    let district = try District(students: 150, seed: 41)
    let courses = try Table(
      String(decoding: Data(contentsOf: URL(fileURLWithPath: district.path + "/courses.csv")), as: UTF8.self)
    ).named.filter {
      (Int($0["first_year"]!.prefix(4)) ?? 0) <= 2026 && 2026 <= (Int($0["last_year"]!.prefix(4)) ?? 9999)
    }
    let students = try Table(
      String(decoding: Data(contentsOf: URL(fileURLWithPath: district.path + "/students.csv")), as: UTF8.self)
    ).named.filter { Int($0["grade_level"]!)! >= 9 && ["", "enrolled"].contains($0["enrollment"]) }
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(district.path).status))
    let rows = try Table(place.agtrack(["seats"]).expecting(0).stdout).named
    let schools = Set(students.map { $0["school_id"]! })
    #expect(rows.count == schools.count * 7 && schools.count > 5)
    for row in rows {
      let area = row["area"]!
      let own = courses.filter {
        $0["school_id"] == row["school_id"] && $0["subject_area"]!.split(separator: ";").contains(Substring(area))
      }
      let there = students.filter { $0["school_id"] == row["school_id"] }.count
      let seats = own.reduce(0) { $0 + Int($1["seats"]!)! }
      let wanted = (there * Self.targets[area]! + 99) / 100
      #expect(row["students"] == "\(there)" && row["courses"] == "\(own.count)" && row["seats"] == "\(seats)", "\(row)")
      #expect(row["seats_wanted"] == "\(wanted)" && row["seats_missing"] == "\(max(0, wanted - seats))", "\(row)")
    }
    let school = rows[0]["school_id"]!
    try place.administer("UPDATE record.course SET seats = NULL WHERE school_id = '\(school)' AND subject_area = 'B'")
    let json = try JSON(
      Array(try place.agtrack(["seats", "--school", school, "--json"]).expecting(0).stdout.utf8))
    let english = json["rows"].elements[1]
    #expect(json["rows"].elements.count == 7 && english["area"].string == "B" && english["seats"].isNull)
    #expect(
      english["seats_missing"].isNull && english["share"].isNull && (english["courses_without_seats"].int ?? 0) > 0)
    #expect(json["rows"].elements[0]["seats"].int != nil)
    _ = try place.agtrack(["seats", "--school", "nowhere"]).expecting(6)
    _ = try place.agtrack(["seats", "--csv", "--json"]).expecting(2)
  }
}
