import Foundation
import Postgres
import TestSupport
import Testing

@Suite("agtrack doctor")
struct DoctorTests {
  private typealias Line = (state: String, text: String, advice: String?)

  /// What the doctor says by subject, and the exit code.
  private func lines(
    _ place: Place, _ more: [String] = [], environment: [String: String?] = [:]
  ) throws -> (status: Int32, lines: [String: [Line]]) {
    let result = try place.agtrack(["doctor", "--json"] + more, environment: environment)
    var lines: [String: [Line]] = [:]
    for line in try JSON(result.output)["lines"].elements {
      let found = (line["state"].string ?? "", line["text"].string ?? "", line["advice"].string)
      lines[line["subject"].string ?? "", default: []].append(found)
    }
    return (result.status, lines)
  }

  /// A night whose day lies behind any clock.
  private func afterOldNight() throws -> Place {
    let place = try Place.afterStories()
    try place.administer("UPDATE meta.run SET as_of = '2020-01-15'")
    return place
  }

  private func only(_ lines: [String: [Line]], _ subject: String) throws -> Line {
    let found = lines[subject] ?? []
    #expect(found.count == 1, "\(subject)")
    return try #require(found.first)
  }

  @Test("After a night all that concerns the database is in order; what is not names what to do")
  func healthy() throws {
    let place = try afterOldNight()
    let (status, lines) = try self.lines(place)
    for subject in [
      "program", "database", "server", "rights", "schema", "row security", "clock", "nights", "extensions",
    ] {
      #expect(try only(lines, subject).state == "ok", "\(subject)")
    }
    #expect(try only(lines, "nights").text.hasPrefix("run 1 as of 2020-01-15"))
    // The test server forgets everything in a crash, and nobody has set on_failure.
    #expect(lines["settings"]?.contains { $0.state == "problem" && $0.text == "fsync = off" } == true)
    #expect(try only(lines, "notice").state == "warning")
    #expect(status == 4)
    for line in lines.values.joined() where line.state != "ok" {
      #expect(line.advice?.isEmpty == false, "\(line.text)")
    }
    let told = try self.lines(place, environment: ["AGTRACK_ON_FAILURE": "true"])
    #expect(try only(told.lines, "notice").state == "ok")
  }

  @Test("It changes nothing and is no obstacle to a night")
  func changesNothing() throws {
    let place = try Place.afterStories()
    let before = try place.fingerprint()
    _ = try lines(place)
    #expect(try place.fingerprint() == before)
    let empty = try Place.empty()
    #expect(try only(lines(empty).lines, "schema").text.contains("none yet"))
    #expect(try empty.fingerprint().isEmpty)
    let scratch = try ScratchFolder()
    let quiet = quietEnvironment.merging(["AGTRACK_HOME": scratch.file("home"), "HOME": nil]) { _, new in new }
    let without = try runAgtrack(["doctor"], environment: quiet)
    #expect(without.status == 1 && without.stdout.contains("no private cluster yet"))
    #expect(scratch.names.isEmpty)
  }

  @Test("A database that cannot be reached, or takes no writes, is a problem")
  func unreachable() throws {
    let nobody = try runAgtrack(
      ["doctor", "--json", "--database", "host=/nowhere/at/all dbname=x"], environment: quietEnvironment
    ).expecting(4)
    #expect(try JSON(nobody.output)["problems"].int == 1)
    let place = try Place.afterStories()
    try place.administer("ALTER DATABASE \(place.database.name) SET default_transaction_read_only = on")
    let found = try lines(place)
    #expect(found.status == 4)
    #expect(try only(found.lines, "server").state == "problem")
  }

  @Test("Open tables, strangers, foreign schemas and old ones are seen")
  func schema() throws {
    let place = try Place.afterStories()
    try place.administer("ALTER TABLE record.transcript NO FORCE ROW LEVEL SECURITY")
    let open = try only(lines(place).lines, "row security")
    #expect(open.state == "problem" && open.text.contains("record.transcript"))
    try place.administer("DELETE FROM meta.view_set")
    #expect(try only(lines(place).lines, "schema").state == "warning")
    try place.administer("INSERT INTO meta.migration VALUES (9999, '9999_later.sql', repeat('0', 64))")
    #expect(try only(lines(place).lines, "schema").state == "problem")
    let other = try Place.afterStories()
    let superuser = try runAgtrack(
      ["doctor", "--json", "--database", other.database.superuserConninfo], environment: quietEnvironment)
    #expect(
      try JSON(superuser.output)["lines"].elements.contains {
        $0["subject"].string == "rights" && $0["state"].string == "warning"
      })
  }

  @Test("Nights that died, failed, are held, are too old or lie in the future are warnings")
  func nights() throws {
    let place = try afterOldNight()
    func texts() throws -> [String] {
      try lines(place).lines["nights"]?.filter { $0.state == "warning" }.map(\.text) ?? []
    }
    #expect(try texts().isEmpty)
    try place.administer(
      "INSERT INTO meta.run (run_id, as_of, state, program) VALUES (2, '2027-03-16', 'running', 'test')")
    #expect(try texts().contains { $0.contains("run 2 died") })
    let lock = try Connection(conninfo: place.database.conninfo)
    try lock.execute("SELECT pg_advisory_lock(\(EnvironmentTests.nightLock))")
    #expect(try texts().isEmpty)
    try place.administer("UPDATE meta.run SET started_at = now() - interval '7 hours 10 minutes' WHERE run_id = 2")
    #expect(try texts().contains { $0.contains("running for 7 h") })
    try place.administer("UPDATE meta.run SET state = 'failed' WHERE run_id = 2")
    #expect(try texts().contains { $0.contains("1 failed") })
    try place.administer("UPDATE meta.run SET state = 'loaded' WHERE run_id = 2")
    #expect(try texts().contains { $0.contains("run 2 is loaded") })
    try place.administer("UPDATE meta.run SET finished_at = now() - interval '40 hours 10 minutes' WHERE run_id = 1")
    #expect(try texts().contains { $0.contains("40 h ago") })
    try place.administer("UPDATE meta.run SET as_of = '9999-01-01' WHERE run_id = 1")
    #expect(try texts().contains { $0.contains("still to come") })
  }

  @Test("An extract that is not there and outputs that cannot be written are problems")
  func places() throws {
    let place = try Place.afterStories()
    let found = try lines(
      place, ["--extract", "/no/such/folder", "--manifest", "/no/such/m.json", "--metrics", "/no/such/x.prom"])
    for subject in ["extract", "manifest", "metrics"] { #expect(try only(found.lines, subject).state == "problem") }
    let fine = try lines(place, ["--extract", ExtractFolder.stories(), "--manifest", "/tmp/m.json"])
    for subject in ["extract", "manifest"] { #expect(try only(fine.lines, subject).state == "ok") }
  }
}
