import Foundation
import PolicyFiles
import Postgres
import Rules
import TestSupport
import Testing

@testable import Night
@testable import Store

@Suite("A new way to find out what students took")
struct TakingVersionTests {
  private let database: TestDatabase
  private let editions: EditionSet
  private let pace: PaceTable

  init() throws {
    database = try TestDatabase.create()
    let sources = Asset.files(in: "policies/").map { ("policies/\($0.name)", $0.text) }
    let library = try PolicyLibrary(sources)
    editions = EditionSet(
      editions: library.editions,
      digests: library.files.map { ($0.policy.edition, Digest.sha256(library.texts[$0.policy.edition] ?? "")) })
    pace = try PaceFile(try #require(sources.first { $0.0 == PaceFile.path }).1).standard
  }

  private func night(taking version: Int) throws -> NightReport {
    let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    let day = try #require(CalendarDay(code: "2027-03-15"))
    var options = NightOptions(extract: repository + "/samples/stories", asOf: day, program: "test", pace: pace)
    options.takingVersion = version
    var night = NightlyRun(options: options, editions: editions) { _ in }
    return try night.run(conninfo: database.conninfo)
  }

  private func count(_ table: String, _ condition: String) throws -> Int {
    let session = try Session.open(database.conninfo)
    return try session.connection.first("SELECT count(*) FROM \(table) WHERE \(condition)") { try $0.int(0) } ?? -1
  }

  @Test("It makes the UC verdict anew of everybody, and no other row")
  func version() throws {
    let now = TakingRow.version
    #expect(try night(taking: now).studentsEvaluated == 44)
    #expect(try night(taking: now).studentsCarriedOver == 44)
    let changed = try night(taking: now + 1)
    #expect(changed.studentsEvaluated == 44 && changed.studentsCarriedOver == 0 && changed.changes.isEmpty)
    #expect(try count("evaluation.verdict", "from_run = 3 AND system = 'uc'") == 44)
    #expect(try count("evaluation.verdict", "to_run = 3 AND system = 'uc'") == 44)
    #expect(try count("evaluation.verdict", "system = 'csu' AND (from_run > 1 OR to_run IS NOT NULL)") == 0)
    for table in ["record.student", "evaluation.counsel"] {
      #expect(try count(table, "true") > 0)
      #expect(try count(table, "from_run > 1 OR to_run IS NOT NULL") == 0, "\(table)")
    }
    let again = try night(taking: now + 1)
    #expect(again.studentsEvaluated == 0 && !again.stages.contains { $0.name == "read" })
  }
}
