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

  @Test(
    "Seats of a term are what the file says of it, else those of courses for a year; nothing is made of what is not said"
  )
  func terms() throws {
    let extract = try ExtractFolder()
    let school = "99900010100001"
    var courses = "school_id,course_id,title,subject_area,discipline,length,part,seats,seats_by_term\n"
    for (code, area, discipline, more) in [
      ("Y", "B", "English", "year,,100,"), ("BOTH", "B", "English", "semester,,60,S1:40;S2:20"),
      ("FALL", "B", "English", "year,,30,S1:30"), ("SUMMER", "B", "English", "semester,,25,SU:25"),
      ("OPEN", "C", "Algebra I", "semester,,60,"), ("HALF", "D", "Chemistry", "year,1,50,"),
      ("LAB", "D", "Chemistry", "year,,80,S1:80;S2:80"),
    ] {
      courses += "\(school),\(code),Course \(code),\(area),\(discipline),\(more)\n"
    }
    try extract.write(courses, to: "courses.csv")
    let place = try Place.empty()
    #expect([0, 1].contains(try place.night(extract.path).status))
    func row(_ arguments: [String], _ area: String) throws -> [String: String] {
      let rows = try Table(place.agtrack(["seats", "--school", school] + arguments).expecting(0).stdout).named
      return try #require(rows.first { $0["area"] == area })
    }
    for (term, english, count) in [("", "215", "4"), ("S1", "170", "3"), ("S2", "120", "2")] {
      let found = try row(term.isEmpty ? [] : ["--term", term], "B")
      #expect(found["seats"] == english && found["courses"] == count && found["term"] == term, "\(found)")
      #expect(found["seats_wanted"] == found["students"] && found["target_percent"] == "100", "\(found)")
      #expect(found["sections"] == (term.isEmpty ? "0" : ""), "\(found)")
    }
    // Of a course for a semester nobody knows which, of half a course and of a course for a year what the summer has.
    #expect(
      try row(["--term", "S1"], "C").filter { ["seats", "seats_missing", "share"].contains($0.key) }.values.allSatisfy(
        \.isEmpty))
    let science = try row(["--term", "s2"], "D")
    #expect(science["seats"] == "" && science["courses"] == "2" && science["courses_without_seats"] == "1")
    let summer = try row(["--term", "SU"], "B")
    #expect(summer["seats"] == "" && summer["courses_without_seats"] == "1" && summer["courses"] == "2", "\(summer)")
    #expect(summer["target_percent"] == "" && summer["seats_wanted"] == "" && summer["seats_missing"] == "")
    // What is planned is that of the term, and of the year where the course does not say.
    for (term, english) in [("S1", "170"), ("S2", "120")] {
      #expect(try row(["--demand", "--term", term], "B")["seats_planned"] == english)
    }
    #expect(try row(["--demand", "--term", "S1"], "C")["seats_planned"] == "60")
    let json = try JSON(
      Array(try place.agtrack(["seats", "--school", school, "--term", "S1", "--json"]).expecting(0).stdout.utf8))
    #expect(json["term"].string == "S1" && json["rows"].elements[1]["seats"].int == 170)
    #expect(json["rows"].elements[1]["sections"].isNull)
    // The same again is carried over, another part of the seats is not.
    #expect([0, 1].contains(try place.night(extract.path).status))
    try extract.replace("S1:40;S2:20", with: "S1:50;S2:10", in: "courses.csv")
    #expect([0, 1].contains(try place.night(extract.path, ["--verify"]).status))
    #expect(try row(["--term", "S1"], "B")["seats"] == "180")
  }
}
