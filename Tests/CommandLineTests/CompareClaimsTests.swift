import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Certified claims against verdicts")
struct CompareClaimsTests {
  /// Seniors by UC and CSU status of the whole pattern.
  private func standings(_ place: Place) throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for row in try Table(place.exports().verdicts).named where row["subject_area"] == "ALL" {
      found[row["student_id"] ?? "", default: []].insert(row["status"] ?? "")
    }
    return found
  }

  /// A district with one claim of every kind: Y and met, Y and not met, N and met, N and not met.
  private func planted() throws -> (place: Place, folder: StateFolder, students: [String]) {
    let folder = try StateFolder()
    // The system's claims of chemistry are denied by UC's lists: a reason why a district certifies otherwise.
    for name in try folder.names("99") {
      try folder.edit(name) { $0.filter { !$0.contains(#""title": "Chemistry""#) } }
    }
    let place = try Place.empty()
    _ = try place.night(folder.path).expecting(0)
    #expect(try place.agtrack(["compare-claims"]).expecting(6).stderr.contains("1.29"))
    let standings = try standings(place)
    let enrolled = try folder.names("SENR").map { try folder.text($0) }.joined()
    func some(_ statuses: Set<String>) throws -> [String] {
      standings.filter { $0.value == statuses && enrolled.contains("^\($0.key)^") }.keys.sorted()
    }
    let chemistry = try Set(
      folder.names("SCSC").flatMap { name in
        try folder.text(name).split(separator: "\n").map { $0.components(separatedBy: "^") }
          .filter { ["CHEM", "0500"].contains($0[12]) }.map { $0[7] }
      })
    let (met, short) = (try some(["met"]), try some(["not_met"]))
    let denied = try #require(short.first { chemistry.contains($0) })
    let other = try #require(short.first { $0 != denied })
    try #require(met.count >= 2)
    let students = [met[0], denied, met[1], other]
    for (student, claim) in zip(students, ["Y", "Y", "N", "N"]) { try folder.certify(student, claim) }
    _ = try place.night(folder.path).expecting(0)
    return (place, folder, students)
  }

  @Test("Each difference is listed with our reason and the courses behind it, and nothing else; the counts add up")
  func differences() throws {
    let (place, _, students) = try planted()
    let rows = try Table(place.agtrack(["compare-claims", "--csv"]).expecting(0).stdout).named
    #expect(rows.map { $0["student_id"] } == [students[1], students[2]].sorted())
    let denied = try #require(rows.first { $0["student_id"] == students[1] })
    #expect(denied["claimed"] == "Y" && denied["outcome"] == "claimed_not_met" && denied["uc"] == "not_met")
    let reasons = try Table(place.exports().verdicts).named.filter {
      $0["student_id"] == students[1] && $0["subject_area"] == "ALL"
    }
    for row in reasons { #expect(denied["\(row["system"] ?? "")_reason"] == row["reason"]) }
    #expect(denied["courses"]?.contains("the system claims D, UC's list says not A-G; holds: not A-G") == true)
    let unclaimed = try #require(rows.first { $0["student_id"] == students[2] })
    #expect(
      unclaimed["outcome"] == "met_not_claimed" && unclaimed["csu_reason"]?.hasPrefix("Every subject area") == true)

    let schools = try Table(place.agtrack(["compare-claims", "--summary", "--csv"]).expecting(0).stdout).named
    let expected = [
      "claimed_y": 2, "claimed_n": 2, "agree": 2, "undecided": 0, "claimed_not_met": 1, "met_not_claimed": 1,
    ]
    for (column, count) in expected {
      #expect(schools.reduce(0) { $0 + (Int($1[column] ?? "") ?? -99) } == count, "\(column)")
    }
    let page = try place.agtrack(["compare-claims"]).expecting(0).stdout
    #expect(page.contains("\n\(students[1]) ") && page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try !place.agtrack(["compare-claims", "--summary"]).expecting(0).stdout.contains(students[1]))
    let json = try JSON(place.agtrack(["compare-claims", "--json"]).expecting(0).output)
    #expect(json["students"].elements.map { $0["outcome"].string }.count == 2 && json["all_students"].bool == true)

    try studentPage(place, students[1])
  }

  /// The page of the student names the three values of the course.
  private func studentPage(_ place: Place, _ student: String) throws {
    let page = try place.agtrack(["student", student]).expecting(0).stdout
    let text = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Not everybody says the same of these courses"))
    #expect(
      text.contains("the system claims D, UC's list says not A-G; holds: not A-G. UC's list of the school and year"))
    let json = try JSON(place.agtrack(["student", student, "--json"]).expecting(0).output)
    let chemistry = json["course_values"].elements.first { $0["rule"].string == "list.absent" }
    #expect(chemistry?["claimed"].string == "D" && chemistry?["decided"].string == "none")
  }

  @Test("Staff see differences of their own students only, and every look is logged")
  func roles() throws {
    let (place, folder, students) = try planted()
    let school = try #require(
      try Table(place.agtrack(["compare-claims", "--csv"]).expecting(0).stdout).named
        .first { $0["student_id"] == students[1] }?["school_id"])
    try folder.edit("staff.csv") { lines in
      lines.filter { !$0.isEmpty } + [
        "K91,Head,claims_head,school_admin,\(school)", "K92,Nobody,claims_auditor,auditor,", "",
      ]
    }
    _ = try place.night(folder.path).expecting(0)
    try Staff.join(place, ["claims_head", "claims_auditor"])
    let enrolled = try Table(place.agtrack(["compare-claims", "--csv"]).expecting(0).stdout).named
      .filter { $0["school_id"] == school }.map { $0["student_id"] }
    let own = try Staff.agtrack(place, as: "claims_head", ["compare-claims", "--csv", "--purpose", "audit"]).expecting(
      0)
    #expect(try Table(own.stdout).named.map { $0["student_id"] } == enrolled)
    #expect(try Table(own.stdout).named.allSatisfy { $0["school_id"] == school })
    let page = try Staff.agtrack(place, as: "claims_head", ["compare-claims"]).expecting(0).stdout
    #expect(page.contains("only students whom you may see"))
    let nothing = try Staff.agtrack(place, as: "claims_auditor", ["compare-claims"]).expecting(6)
    #expect(nothing.output.isEmpty)
    for student in students { #expect(!nothing.stderr.contains(student) && !own.stderr.contains(student)) }
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    var logged: [String] = []
    try connection.query(
      """
      SELECT login || ' ' || row_count || coalesce(' ' || array_to_string(student_ids, ' '), '') FROM meta.access_log \
      WHERE command = 'compare-claims' AND login LIKE 'claims%' ORDER BY log_id
      """
    ) { logged.append(try $0.text(0)) }
    let list = (["claims_head \(enrolled.count)"] + enrolled.compactMap { $0 }).joined(separator: " ")
    #expect(!enrolled.isEmpty && logged == [list, list, "claims_auditor 0"])
    #expect(
      try place.count("SELECT count(*) FROM meta.access_log WHERE login = 'claims_head' AND purpose = 'audit'") == 1)
    // The counts of schools name nobody.
    _ = try place.agtrack(["compare-claims", "--summary"]).expecting(0)
    let summary = "SELECT coalesce(cardinality(student_ids), 0) FROM meta.access_log ORDER BY log_id DESC LIMIT 1"
    #expect(try place.count(summary) == 0)
  }
}
