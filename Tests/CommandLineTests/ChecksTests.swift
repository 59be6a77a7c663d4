import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Checks of data quality, from the extract to the list")
struct ChecksTests {
  /// The stories with one statewide id on two students.
  private func repeatedID() throws -> ExtractFolder {
    let extract = try ExtractFolder()
    try extract.edit("students.csv") { lines in
      let place = lines[0].split(separator: ",", omittingEmptySubsequences: false).firstIndex { $0 == "ssid" } ?? 1
      for (index, line) in lines.enumerated() where line.hasPrefix("0005,") || line.hasPrefix("0006,") {
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[place] = "7012345678"
        lines[index] = fields.joined(separator: ",")
      }
    }
    return extract
  }

  @Test("docs/checks.md is what the program writes, and needs no database")
  func page() throws {
    let page = try runAgtrack(["checks", "--markdown"], environment: quietEnvironment).expecting(0)
    try Golden.check(page.output, "../../docs/checks.md")
    _ = try runAgtrack(["checks", "--markdown", "--json"], environment: quietEnvironment).expecting(2)
    _ = try runAgtrack(["checks", "--markdown", "--run", "1"], environment: quietEnvironment).expecting(2)
  }

  @Test("A clean sample district has no finding, and the tally of a dirty one is what the tables hold")
  func sample() throws {
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    for (folder, dirt) in [("clean", "0"), ("dirty", "0.02")] {
      let sample = ["sample", "--students", "300", "--seed", "7", "--out", scratch.file(folder), "--dirt", dirt]
      _ = try runAgtrack(sample, environment: quietEnvironment).expecting(0)
    }
    let clean = try place.nightWithManifest(scratch.file("clean"))
    #expect(clean.result.status == 0)
    let checks = clean.manifest["checks"].elements
    #expect(checks.count >= 19 && checks.allSatisfy { $0["found"].int == 0 && $0["breached"].bool == false })
    #expect(clean.manifest["held"].bool == false)
    let dirty = try place.nightWithManifest(scratch.file("dirty"))
    #expect([0, 1].contains(dirty.result.status), "\(dirty.result.stderr)")
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    var counted: [String] = []
    try connection.query(
      """
      SELECT k.school_id || ' ' || k.course_id || ' ' || count(*) FROM record.transcript_now AS k \
      WHERE NOT EXISTS (SELECT FROM record.course_now AS c WHERE c.school_id = k.school_id AND c.course_id = k.course_id) \
      GROUP BY k.school_id, k.course_id
      """
    ) { counted.append(try $0.text(0)) }
    let listed = try JSON(place.agtrack(["checks", "--json"]).expecting(0).output)["checks"].elements
      .first { $0["check"].string == "unknown-courses" }?["places"].elements
      .map { "\($0["school_id"].string ?? "") \($0["subject"].string ?? "") \($0["occurrences"].int ?? 0)" }
    #expect(!counted.isEmpty && listed?.sorted() == counted.sorted())
  }

  @Test("A breach ends the night with exit 1, is published all the same, and is listed with what to do")
  func breach() throws {
    let place = try Place.afterStories()
    let extract = try repeatedID()
    let night = try place.nightWithManifest(extract.path)
    #expect(night.result.status == 1 && night.manifest["published"].bool == true)
    #expect(night.result.stderr.contains("check duplicate-ssid needs a person: 2 of 44 students, limit 0"))
    #expect(night.result.stdout.contains("check duplicate-ssid: 2 students, more than the limit of 0"))
    let found = night.manifest["checks"].elements.first { $0["check"].string == "duplicate-ssid" }
    #expect(found?["found"].int == 2 && found?["breached"].bool == true && found?["action"].string == "ask")
    let list = try place.agtrack(["checks"]).expecting(0).stdout
    #expect(list.hasPrefix("run 2 as of 2027-03-15, published"))
    #expect(list.contains("error duplicate-ssid: 2 of 44 students, over the limit of 0 (ask)"))
    #expect(list.contains("What to do: Look both up in CALPADS"))
    let csv = try Table(place.agtrack(["checks", "--csv"]).expecting(0).stdout)
    #expect(csv.named.filter { $0["breached"] == "Y" }.map { $0["check"] } == ["duplicate-ssid"])
    #expect(try place.agtrack(["checks", "--run", "1"]).expecting(0).stdout.hasPrefix("run 1 "))
    #expect(try place.agtrack(["checks", "--run", "9"]).expecting(6).stderr.contains("no run 9"))
    _ = try Place.empty().agtrack(["checks"]).expecting(4)
  }

  @Test("Students are listed by a command that is logged, and stand in nothing else")
  func students() throws {
    let place = try Place.afterStories()
    let extract = try repeatedID()
    let night = try place.nightWithManifest(extract.path)
    let list = try place.agtrack(["checks", "--students", "duplicate-ssid"]).expecting(0)
    #expect(try Table(list.stdout).column("student_id") == ["0005", "0006"])
    let json = try JSON(place.agtrack(["checks", "--students", "duplicate-ssid", "--json"]).expecting(0).output)
    #expect(json.elements.compactMap { $0["student_id"].string } == ["0005", "0006"])
    _ = try place.agtrack(["checks", "--students", "nothing"]).expecting(6)
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    let logged = try connection.first(
      "SELECT count(*) FROM meta.access_log WHERE command = 'checks' AND row_count = 2 AND run_id = 2"
    ) { try $0.int(0) }
    #expect(logged == 2)
    let all = try ["checks", "checks --csv", "checks --json"].map {
      try place.agtrack($0.split(separator: " ").map(String.init)).expecting(0).stdout
    }
    for text in all + [night.result.stdout, night.result.stderr] {
      for secret in ["7012345678", "0005", "0006"] { #expect(!text.contains(secret), "\(secret)") }
    }
  }

  @Test("Thresholds, limits and actions come from the configuration; what it does not know is refused")
  func configuration() throws {
    let place = try Place.afterStories()
    let extract = try repeatedID()
    let scratch = try ScratchFolder()
    func night(_ settings: String, expecting code: Int32) throws -> ProgramResult {
      try scratch.write(settings, to: "district.yaml")
      return try place.night(extract.path, ["--config", scratch.file("district.yaml")]).expecting(code)
    }
    _ = try night("checks: { duplicate-ssid: { limit: 2 } }", expecting: 0)
    _ = try night("checks: { duplicate-ssid: { action: report } }", expecting: 0)
    _ = try night("checks:\n  duplicate-ssid:\n    action: off\n", expecting: 0)
    #expect(try !place.agtrack(["checks"]).expecting(0).stdout.contains("duplicate-ssid"))
    _ = try night("checks: { duplicate-ssid: { limit: 1 } }", expecting: 1)
    _ = try night("reject_percent: 0", expecting: 1)
    for (wrong, message) in [
      ("checks: { duplicate-ids: {} }", "duplicate-ids is not known"),
      ("checks: { marks-missing: { percent: 3 } }", "percent is not known"),
      ("checks: { marks-missing: { grace_days: 999 } }", "from 0 to 365"),
      ("checks: { marks-missing: { action: stop } }", "action must be one of"),
      ("checks: { marks-missing: { limit: 1.5 } }", "limit must be"),
      ("checks: { marks-missing: { limit: 101% } }", "limit must be"),
    ] { #expect(try night(wrong, expecting: 2).stderr.contains(message), "\(wrong)") }
  }
}
