import Foundation
import Postgres
import TestSupport
import Testing

/// A night that something stops in the middle, held there by a lock on a table that it must write.
@Suite("A night that is cut off in the middle")
struct BrokenNightTests {
  private let place: Place
  private let extract: ExtractFolder
  private let expected: Exports

  init() throws {
    place = try Place.afterStories()
    extract = try ExtractFolder()
    try extract.replace(
      "0004,99900010100001,2023-24,S2,9,ALG1,Algebra I,C,", with: "0004,99900010100001,2023-24,S2,9,ALG1,Algebra I,D,",
      in: "transcripts.csv")
    let other = try Place.afterStories()
    _ = try other.night(extract.path).expecting(0)
    expected = try other.exports()
    #expect(expected != (try Place.afterStories().exports()))
  }

  /// Starts a night, waits until it is stuck in the evaluate stage, breaks it and answers its exit code.
  private func breakNight(_ breaking: (_ process: Int32, _ backend: Int32) throws -> Void) throws -> Int32 {
    let scratch = try ScratchFolder()
    let statuses = Collected()
    let blocker = try Connection(conninfo: place.database.superuserConninfo)
    try blocker.execute("BEGIN; LOCK TABLE evaluation.verdict IN SHARE MODE")
    let command = "echo $$ > \"$1\"; exec \"$2\" nightly --extract \"$3\" --as-of 2027-03-15 --database \"$4\""
    let arguments = [
      "-c", command, "sh", scratch.file("process"), try agtrackBinary(), extract.path, place.database.conninfo,
    ]
    let night = Threads.start {
      let result = try? runProgram("/bin/sh", arguments, environment: quietEnvironment)
      statuses.add("\(result?.status ?? -9)")
    }
    let observer = try Connection(conninfo: place.database.superuserConninfo)
    var backend: Int32?
    for _ in 0..<2000 where backend == nil {
      Threads.pause(milliseconds: 5)
      backend = try observer.first(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1"
      ) { try $0.int32(0) }
    }
    let process = Int32(try scratch.text("process").trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    try breaking(process, try #require(backend))
    try blocker.execute("ROLLBACK")
    night.wait()
    return Int32(statuses.all.first ?? "") ?? -9
  }

  /// The published run is the old one; the next night, as soon as the lock is free, publishes what was to be published.
  private func expectRecovery() throws {
    #expect(try place.exports() == Place.afterStories().exports())
    var next = try place.night(extract.path)
    for _ in 0..<150 where next.status == 75 {
      Threads.pause(milliseconds: 200)
      next = try place.night(extract.path)
    }
    #expect(next.status == 0, "\(next.stderr)")
    #expect(try place.exports() == expected)
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    let leftovers = try connection.first(
      """
      SELECT count(*) FROM evaluation.verdict WHERE from_run NOT IN (SELECT run_id FROM meta.run WHERE state = 'published')
      """
    ) { try $0.int(0) }
    #expect(leftovers == 0)
  }

  @Test(
    "Killed: the published run stays, and the next night gives what an undisturbed one gives", .timeLimit(.minutes(5)))
  func killed() throws {
    let status = try breakNight { process, _ in kill(process, SIGKILL) }
    #expect(status == 128 + SIGKILL)
    try expectRecovery()
  }

  @Test("Its connection terminated: exit 4, and the published run stays", .timeLimit(.minutes(5)))
  func terminated() throws {
    let status = try breakNight { _, backend in
      try place.administer("SELECT pg_terminate_backend(\(backend))")
    }
    #expect(status == 4)
    try expectRecovery()
  }
}
