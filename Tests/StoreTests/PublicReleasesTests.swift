import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("What was published, in the database")
struct PublicReleasesTests {
  private func entry(run: Int32?) -> PublicReleases.Entry {
    PublicReleases.Entry(
      schoolYear: "2026-27", asOf: 20_000, run: run, account: nil, program: "test", isTakenOver: run == nil,
      files: [
        PublicReleases.File(name: "cells.csv", bytes: [1, 2]), PublicReleases.File(name: "index.html", bytes: [3]),
      ])
  }

  @Test("Who has not seen the last release enters none; what is no longer what was published is not given out")
  func entered() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    func add(after last: Int32) throws -> Bool {
      try session.connection.transaction { try PublicReleases.add(session.connection, [entry(run: 1)], after: last) }
    }
    #expect(try add(after: 0))
    #expect(try !add(after: 0))
    #expect(try add(after: 1))
    let listed = try PublicReleases.list(session.connection)
    #expect(listed.map(\.id) == [1, 2] && listed.allSatisfy { !$0.isWithdrawn && $0.schoolYear == "2026-27" })
    // Of the files that nobody reads again only the digest is kept.
    #expect(try PublicReleases.files(session.connection, of: 1)?.map(\.bytes) == [[1, 2]])
    try session.connection.execute(
      "UPDATE meta.public_release_file SET content = '\\x0103' WHERE release_id = 1 AND name = 'cells.csv'")
    #expect(try PublicReleases.files(session.connection, of: 1) == nil)
    #expect(try PublicReleases.files(session.connection, of: 2) != nil)
    #expect(try PublicReleases.files(session.connection, of: 3) == nil)
  }

  @Test("Pruning leaves the run of a registered release until that is withdrawn")
  func pruned() throws {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try Fixture.publish(session, students: 2)
    try session.connection.execute(
      """
      INSERT INTO meta.run (run_id, as_of, state, program) VALUES (2, '2027-03-16', 'published', 'test'), (3, '2027-03-17', 'published', 'test');
      UPDATE meta.publication SET run_id = 3
      """)
    func kept() throws -> [Int32] { try Pruning.plan(session.connection, newest: 1, months: 0).kept }
    let before = try kept()
    #expect(!before.contains(2))
    _ = try session.connection.transaction {
      try PublicReleases.add(session.connection, [entry(run: nil), entry(run: 2)], after: 0)
    }
    #expect(try kept() == (before + [2]).sorted())
    #expect(
      try PublicReleases.withdraw(session.connection, release: 2, account: "somebody", reason: "a trial"))
    #expect(
      try !PublicReleases.withdraw(session.connection, release: 2, account: "somebody", reason: "a trial"))
    #expect(try kept() == before)
  }
}
