import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A rehearsal of changed rules or course lists")
struct RehearseTests {
  private let place: Place
  private let scratch: ScratchFolder

  init() throws {
    place = try Place.afterStories()
    scratch = try ScratchFolder()
  }

  /// A copy of the policies in which a text is replaced in one file.
  private func policies(_ file: String, _ old: String, _ new: String) throws -> String {
    let source = ExtractFolder.repository() + "/policies"
    let copy = scratch.file("policies")
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) where name.hasSuffix(".yaml") {
      var text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(source)/\(name)")), as: UTF8.self)
      if name == file {
        #expect(text.contains(old))
        text = text.replacingOccurrences(of: old, with: new)
      }
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(copy)/\(name)"))
    }
    return copy
  }

  private func rehearse(_ arguments: [String]) throws -> (counts: JSON, flips: [[String: String]]) {
    let result = try place.agtrack(
      ["rehearse", "--json", "--students", scratch.file("flips.csv")] + arguments
    ).expecting(0)
    return (try JSON(result.output), try Table(scratch.text("flips.csv")).named)
  }

  @Test("A semester of English less: those flip who miss one semester of English or of area G, and nobody else")
  func edition() throws {
    let folder = try policies("csu-2022.yaml", "b.required:\n    value: 8", "b.required:\n    value: 7")
    let before = try place.fingerprint()
    let (counts, flips) = try rehearse(["--policies", folder])
    let verdicts = try Table(place.exports().verdicts).named.filter {
      $0["system"] == "csu" && $0["edition"] == "csu-2022" && $0["missing"] == "1"
    }
    let missing = Set(verdicts.filter { $0["subject_area"] == "ALL" }.compactMap { $0["student_id"] })
    // What English does not need any more serves area G.
    let helped = Set(verdicts.filter { ["B", "G"].contains($0["subject_area"]) }.compactMap { $0["student_id"] })
    let expected = missing.intersection(helped)
    #expect(!expected.isEmpty)
    let met = flips.filter { $0["status_before"] != "met" && $0["status_after"] == "met" }
    #expect(Set(met.compactMap { $0["student_id"] }) == expected)
    #expect(
      met.allSatisfy {
        $0["system"] == "csu" && $0["edition_after"] == "csu-2022" && $0["areas"]?.contains("B") == true
      })
    #expect(!flips.contains { $0["system"] == "uc" })
    let csu = counts["systems"]["csu"]
    #expect(csu["flips"].int == expected.count && counts["systems"]["uc"]["flips"].int == 0)
    #expect((csu["met_after"].int ?? 0) - (csu["met_before"].int ?? 0) == expected.count)
    #expect(counts["changed"].elements.map(\.string) == ["edition csu-2022"])
    #expect(counts["stored_otherwise"].int == 0 && counts["students"].int == 44)
    for part in ["schools", "groups"] {
      let flips = counts[part].elements.filter {
        $0["system"].string == "csu" && $0["family"].string ?? "gender" == "gender"
      }
      #expect(flips.reduce(0) { $0 + ($1["flips"].int ?? 0) } == expected.count, "\(part)")
    }
    var after = try place.fingerprint()
    after["meta.access_log"]? -= 2  // This rehearsal, and the export above.
    #expect(after == before, "nothing but the access log was written")
  }

  @Test("Another course list gives what a night with it gives, student by student")
  func courses() throws {
    let extract = try ExtractFolder()
    try extract.edit("courses.csv") { lines in
      lines = lines.map { $0.contains(",SPA2,Spanish 2,") ? $0.replacingOccurrences(of: ",E,", with: ",,") : $0 }
    }
    let (counts, flips) = try rehearse(["--courses", extract.file("courses.csv")])
    #expect(flips.count > 5 && counts["changed"].elements.count == 1)
    let before = try verdicts()
    // A check may ask for a person.
    let night = try place.night(extract.path)
    #expect([0, 1].contains(night.status))
    let after = try verdicts()
    let changed = after.filter { before[$0.key] != $0.value }
    #expect(Set(flips.map { "\($0["student_id"] ?? "") \($0["system"] ?? "")" }) == Set(changed.keys))
    for flip in flips {
      let key = "\(flip["student_id"] ?? "") \(flip["system"] ?? "")"
      #expect(flip["status_after"] == after[key]?.last && flip["status_before"] == before[key]?.last)
    }
  }

  /// Student and system to amounts and statuses, `ALL` last.
  private func verdicts() throws -> [String: [String]] {
    var verdicts: [String: [String]] = [:]
    for row in try Table(place.exports().verdicts).named {
      let values = ["required_12", "earned_12", "in_progress_12", "status"].compactMap { row[$0] }
      verdicts["\(row["student_id"] ?? "") \(row["system"] ?? "")", default: []] += values
    }
    return verdicts
  }

  @Test("The program's own policies change nobody")
  func unchanged() throws {
    let (counts, flips) = try rehearse(["--policies", ExtractFolder.repository() + "/policies"])
    #expect(flips.isEmpty && counts["changed"].elements.map(\.string) == ["no edition"])
    let page = try place.agtrack(["rehearse", "--policies", ExtractFolder.repository() + "/policies"]).expecting(0)
    #expect(page.stdout.contains("UC: 0 change their status"))
  }

  @Test("Counts are for those who see everybody; the list of students is written to the access log with its rows")
  func permissions() throws {
    let courses = ExtractFolder.stories() + "/courses.csv"
    let logins = try Table(ExtractFolder().text("staff.csv")).named
    let counselor = try #require(logins.first { $0["role"] == "counselor" }?["login"])
    try Staff.join(place, [counselor])
    let refused = try Staff.agtrack(place, as: counselor, ["rehearse", "--courses", courses])
    #expect(refused.status == 5 && refused.output.isEmpty)
    let folder = try policies("csu-2022.yaml", "b.required:\n    value: 8", "b.required:\n    value: 7")
    let (_, flips) = try rehearse(["--policies", folder, "--purpose", "board item 7"])
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    let logged = try connection.first(
      "SELECT command || ' ' || row_count || ' ' || purpose FROM meta.access_log ORDER BY log_id DESC LIMIT 1"
    ) { try $0.text(0) }
    #expect(logged == "rehearse \(flips.count) board item 7")
    let listed = Set(flips.compactMap { $0["student_id"] }).sorted()
    #expect(
      try place.texts("SELECT unnest(student_ids) FROM meta.access_log WHERE purpose = 'board item 7'") == listed)
    // Counts alone name nobody; both are in the chain at once.
    _ = try place.agtrack(["rehearse", "--policies", folder]).expecting(0)
    #expect(
      try place.count("SELECT count(*) FROM meta.access_log WHERE student_ids IS NULL AND position IS NOT NULL") == 1)
  }

  @Test("Policies and lists that cannot be used are refused with their place; nothing asked is a usage error")
  func unusable() throws {
    _ = try place.agtrack(["rehearse"]).expecting(2)
    _ = try place.agtrack(["rehearse", "--policies", "/no/such/folder"]).expecting(2)
    _ = try place.agtrack(["rehearse", "--courses", "/no/such.csv"]).expecting(3)
    let folder = try policies("uc-2022.yaml", "b.required:\n    value: 8", "b.required:\n    value: eight")
    let wrong = try place.agtrack(["rehearse", "--policies", folder]).expecting(3)
    #expect(wrong.stderr.contains("\(folder)/uc-2022.yaml"))
    try scratch.write("school_id,course_id\n", to: "courses.csv")
    #expect(
      try place.agtrack(["rehearse", "--courses", scratch.file("courses.csv")]).expecting(3).stderr.contains("title"))
  }
}
