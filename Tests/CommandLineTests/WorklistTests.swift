import Foundation
import Postgres
import TestSupport
import Testing

@Suite("The worklist")
struct WorklistTests {
  /// The rows of `worklist --csv`, and what else was asked for.
  private func worklist(_ place: Place, _ more: [String] = []) throws -> [[String: String]] {
    try Table(try place.agtrack(["worklist", "--csv"] + more).expecting(0).stdout).named
  }

  /// By system: students with another status anywhere, and with another one of the whole pattern.
  private func changes(_ left: String, _ right: String) throws -> [String: Int] {
    var any: Set<String> = []
    var pattern: Set<String> = []
    let (before, after) = (try Table(left).named, try Table(right).named)
    #expect(before.count == after.count)
    for (one, other) in zip(before, after) where one["status"] != other["status"] {
      let key = "\(one["system"] ?? "") \(one["student_id"] ?? "")"
      any.insert(key)
      if one["subject_area"] == "ALL" { pattern.insert(key) }
    }
    var counts: [String: Int] = [:]
    for system in ["uc", "csu"] {
      counts[system] = any.count { $0.hasPrefix(system) }
      counts["\(system)_pattern"] = pattern.count { $0.hasPrefix(system) }
    }
    return counts
  }

  private func counts(_ row: [String: String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for name in ["uc", "csu", "uc_pattern", "csu_pattern"] { counts[name] = Int(row[name] ?? "") }
    return counts
  }

  private func verdicts(_ extract: String) throws -> String {
    let place = try Place.empty()
    let night = try place.night(extract, ["--accept-shrink"])
    #expect([0, 1].contains(night.status), "\(night.stderr)")
    return try place.exports().verdicts
  }

  /// CALPADS files in which the system claims chemistry and no UC list names it.
  private func withoutChemistry() throws -> StateFolder {
    let folder = try StateFolder()
    for name in try folder.names("99") {
      try folder.edit(name) { $0.filter { !$0.contains(#""title": "Chemistry""#) } }
    }
    return folder
  }

  @Test("A claim that the list denies counts exactly the students whose verdicts it changes; the line settles it")
  func contradiction() throws {
    let folder = try withoutChemistry()
    let place = try Place.empty()
    _ = try place.night(folder.path).expecting(0)
    let rows = try worklist(place)
    let top = try #require(rows.first)
    #expect(top["title"] == "Chemistry" && top["kind"] == "contradictory" && top["rule"] == "list.absent")
    #expect(top["claimed"] == "D" && top["listed"] == "none" && top["decided"] == "none" && top["areas"] == "D")
    #expect(top["file"] == "course_decisions.csv")
    let flips = rows.map { (Int($0["uc"] ?? "") ?? 0) + (Int($0["csu"] ?? "") ?? 0) }
    #expect(flips == flips.sorted(by: >) && flips.allSatisfy { $0 > 0 })
    #expect((Int(top["students"] ?? "") ?? 0) >= (Int(top["uc"] ?? "") ?? .max))

    let header =
      "school_id,course_id,first_year,last_year,subject_area,discipline,language,length,honors,decided_by,decided_on,reason\n"
    let line = try #require(top["line"])
    #expect(line.contains(",D,Chemistry,,year,,,,"))
    let unlisted =
      "\(top["school_id"] ?? ""),\(top["course_id"] ?? ""),,,,,,,,R. Registrar,2027-03-01,not taught to the outline"
    try folder.write(header + unlisted + "\n", to: "course_decisions.csv")
    let without = try verdicts(folder.path)
    // An unsigned line decides nothing: it is rejected.
    try folder.write(header + line + "\n", to: "course_decisions.csv")
    let unsigned = try place.night(folder.path)
    #expect(unsigned.status == 1)
    #expect(try worklist(place).first?["line"] == line)
    try folder.write(
      header + line.dropLast(2) + "R. Registrar,2027-03-01,renamed on the list\n", to: "course_decisions.csv")
    _ = try place.night(folder.path).expecting(0)
    #expect(try changes(without, place.exports().verdicts) == counts(top))
    #expect(
      try !worklist(place, ["--all"]).contains {
        $0["school_id"] == top["school_id"] && $0["course_id"] == top["course_id"]
      })
  }

  @Test("Where claim and list name two areas, the two are compared, and not listing it is no way to read the course")
  func twoAreas() throws {
    let folder = try StateFolder()
    for name in try folder.names("99") {
      let list = try folder.text(name)
      // The name of one course is that of another, and nothing tells the two apart.
      let twin =
        #"[{"title": "Physics of the Universe", "transcriptAbbreviations": "Physics of the Universe", "#
        + #""subjectAreaCode": "d", "disciplineName": "Chemistry", "courseLength": "Full Year"},"#
      try folder.write(
        list.replacingOccurrences(
          of: #""disciplineName": "Chemistry", "subjectAreaCode": "d""#,
          with: #""disciplineName": "Chemistry", "subjectAreaCode": "g""#
        ).replacingOccurrences(of: "[\n", with: twin + "\n"), to: name)
    }
    let place = try Place.empty()
    _ = try place.night(folder.path)
    let rows = try worklist(place, ["--all"])
    let chemistry = try #require(
      rows.first { $0["title"] == "Chemistry" && $0["kind"] == "contradictory" && $0["listed"] == "G" })
    #expect(
      chemistry["claimed"] == "D" && chemistry["decided"] == "G" && chemistry["rule"]?.hasPrefix("match.") == true)
    let physics = try #require(rows.first { $0["title"] == "Physics of the Universe" })
    #expect(physics["kind"] == "undecided" && physics["rule"] == "undecided.ambiguous" && physics["decided"] == "")

    let header = "school_id,course_id,subject_area,discipline,decided_by,decided_on,reason\n"
    let course = "\(chemistry["school_id"] ?? ""),\(chemistry["course_id"] ?? "")"
    func decided(_ area: String) throws -> String {
      try folder.write(
        header + "\(course),\(area),Chemistry,R. Registrar,2027-03-01,outline seen\n", to: "course_decisions.csv")
      return try verdicts(folder.path)
    }
    #expect(try changes(decided("G"), decided("D")) == counts(chemistry))
  }

  @Test("A course that one year's list leaves open is unknown in that year alone, not off the list")
  func openInOneYear() throws {
    let folder = try StateFolder()
    let twin =
      #"[{"title": "Physics of the Universe", "transcriptAbbreviations": "Physics of the Universe", "#
      + #""subjectAreaCode": "d", "disciplineName": "Chemistry", "courseLength": "Full Year"},"#
    for name in try folder.names("99") where name.contains("2024-25") {
      try folder.write(folder.text(name).replacingOccurrences(of: "[\n", with: twin + "\n"), to: name)
    }
    let place = try Place.empty()
    _ = try place.night(folder.path)
    let open = try worklist(place, ["--all"]).filter { $0["kind"] == "undecided" }
    #expect(!open.isEmpty && open.allSatisfy { $0["first_year"] == "2024-25" && $0["last_year"] == "2024-25" })
    // As the night evaluated it, and again from what is stored.
    for exports in [try place.exports(), try place.exports(["--entering", "2023"])] {
      let uses = try Table(exports.uses).named.filter { use in
        open.contains { $0["school_id"] == use["school_id"] && $0["course_id"] == use["course_id"] }
      }
      let openYears = Set(uses.filter { $0["because"] == "list.unmatched" }.map { $0["school_year"] ?? "" })
      #expect(openYears == ["2024-25"])
      #expect(!uses.contains { $0["because"] == "list.not-approved" })
    }
  }

  @Test("A course that no list knows counts whom it leaves unknown, or whom its namesake elsewhere would help")
  func unmatched() throws {
    let extract = try ExtractFolder()
    // The printed title stands in no list, so that nobody names an area.
    let transcripts = try extract.text("transcripts.csv")
    try extract.write(transcripts.replacingOccurrences(of: ",Spanish 2,", with: ",Blue Course,"), to: "transcripts.csv")
    let full = try extract.text("courses.csv")
    let school = "99900010100001"
    try extract.edit("courses.csv") {
      $0.removeAll { $0.hasPrefix("\(school),SPA2,") || $0.hasPrefix("\(school),CHEM,") }
    }
    let place = try Place.empty()
    _ = try place.night(extract.path)
    let open = try place.exports().verdicts
    let rows = try worklist(place, ["--school", "Story Hill High"])
    let language = try #require(rows.first { $0["course_id"] == "SPA2" })
    #expect(language["kind"] == "unmatched" && language["rule"] == "list.unmatched" && language["claimed"] == "")
    #expect(language["file"] == "courses.csv" && language["line"] == "\(school),SPA2,Blue Course,,,,,,,")
    let science = try #require(rows.first { $0["course_id"] == "CHEM" })
    #expect(science["line"] == "\(school),CHEM,Chemistry,,,D,Chemistry,,year,")
    #expect(try worklist(place, ["--school", "99900010100002"]).allSatisfy { $0["course_id"] != "CHEM" })

    let namesake = full.split(separator: "\n").map(String.init)
    let chemistry = try #require(namesake.first { $0.hasPrefix("\(school),CHEM,") })
    let bare = "\(school),SPA2,Blue Course,,,,year,,,,,,,,,,,,"
    try extract.append(bare, to: "courses.csv")
    #expect(try changes(verdicts(extract.path), open) == counts(language))
    // Chemistry listed against not listed, the other course open as it stands.
    try extract.edit("courses.csv") { $0.removeAll { $0 == bare } }
    try extract.append(chemistry, to: "courses.csv")
    let listed = try verdicts(extract.path)
    try extract.edit("courses.csv") { $0.removeAll { $0 == chemistry } }
    try extract.append("\(school),CHEM,Chemistry,,,,year,,,,,,,,,,,,", to: "courses.csv")
    #expect(try changes(verdicts(extract.path), listed) == counts(science))
  }

  @Test("A course taken outside its list years is on the list, with the years in which it was taken")
  func outsideYears() throws {
    let whole = try Place.afterStories().exports().verdicts
    let extract = try ExtractFolder()
    try extract.replace(
      "99900010100001,ALG2,Algebra II,C,Algebra II,,year,,,,,,,,",
      with: "99900010100001,ALG2,Algebra II,C,Algebra II,,year,,,,,,2010-11,2020-21,",
      in: "courses.csv")
    let place = try Place.empty()
    _ = try place.night(extract.path).expecting(0)
    let row = try #require(try worklist(place, ["--limit", "1"]).first)
    #expect(row["kind"] == "outside_years" && row["course_id"] == "ALG2" && row["listed"] == "C")
    #expect((row["first_year"] ?? "") > "2020-21" && (row["last_year"] ?? "") <= "2026-27")
    #expect(try changes(place.exports().verdicts, whole) == counts(row))
    let page = try place.agtrack(["worklist"]).expecting(0).stdout
    let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("not in the years in which it was taken") && words.contains("For courses.csv, once checked:"))
    let table = page.components(separatedBy: "\nFor ")[0]
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try JSON(try place.agtrack(["worklist", "--json"]).expecting(0).output)
    #expect(json["courses"].elements.first?["course_id"].string == "ALG2" && json["deciding"].int == 3)
  }

  @Test("The stories have two open courses, other schools none, and every list is logged")
  func stories() throws {
    let place = try Place.afterStories()
    #expect(
      try worklist(place).map { [$0["course_id"], $0["kind"], $0["uc"], $0["csu_pattern"]] }
        == [["MARINE", "outside_years", "1", "1"], ["SCI-XQ", "unmatched", "1", "1"]])
    #expect(try worklist(place, ["--school", "Story Hill Middle"]).isEmpty)
    #expect(try place.agtrack(["worklist", "--exams"]).expecting(0).stdout.contains("0 rows"))
    _ = try place.agtrack(["worklist", "--school", "Nowhere High"]).expecting(6)
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    let logged = try connection.first("SELECT string_agg(command, ',' ORDER BY log_id) FROM meta.access_log") {
      try $0.text(0)
    }
    #expect(logged == "worklist,worklist,worklist exams")
    _ = try Place.empty().agtrack(["worklist"]).expecting(4)
  }

  @Test("Wrong arguments are usage errors")
  func usage() throws {
    for arguments in [["--csv", "--json"], ["--limit", "0"], ["--exams", "--all"], ["--workers", "0"]] {
      _ = try runAgtrack(["worklist"] + arguments, environment: quietEnvironment).expecting(2)
    }
  }

  @Test("Staff who may not see all students get no worklist, those who may get the same as the owner")
  func roles() throws {
    let extract = try ExtractFolder()
    try extract.edit("courses.csv") { $0.removeAll { $0.hasPrefix("99900010100001,CHEM,") } }
    try extract.append("K77,Wide,evid_wide,district_analyst,", to: "staff.csv")
    try extract.append("K78,Counsel,evid_counselor,counselor,99900010100001", to: "staff.csv")
    let place = try Place.empty()
    _ = try place.night(extract.path)
    try Staff.join(place, ["evid_wide", "evid_counselor"])
    let refused = try Staff.agtrack(place, as: "evid_counselor", ["worklist"]).expecting(5)
    #expect(refused.output.isEmpty && refused.stderr.contains("may see all students"))
    _ = try Staff.agtrack(place, as: "evid_counselor", ["worklist", "--exams"]).expecting(5)
    let own = try place.agtrack(["worklist", "--csv"]).expecting(0).stdout
    #expect(try Staff.agtrack(place, as: "evid_wide", ["worklist", "--csv"]).expecting(0).stdout == own)
    #expect(own.contains("CHEM"))
  }
}
