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

  /// Starts a night, waits until all its workers are stuck in the evaluate stage, breaks it and answers its exit code.
  private func breakNight(
    workers: Int = 1, _ breaking: (_ process: Int32, _ backends: [Int32]) throws -> Void
  ) throws -> Int32 {
    let scratch = try ScratchFolder()
    let statuses = Collected()
    let blocker = try Connection(conninfo: place.database.superuserConninfo)
    try blocker.execute("BEGIN; LOCK TABLE evaluation.verdict IN SHARE MODE")
    let command =
      "echo $$ > \"$1\"; exec \"$2\" nightly --extract \"$3\" --as-of 2027-03-15 --database \"$4\" --workers \"$5\""
    let arguments = [
      "-c", command, "sh", scratch.file("process"), try agtrackBinary(), extract.path, place.database.conninfo,
      "\(workers)",
    ]
    let night = Threads.start {
      let result = try? runProgram("/bin/sh", arguments, environment: quietEnvironment)
      statuses.add("\(result?.status ?? -9)")
    }
    let observer = try Connection(conninfo: place.database.superuserConninfo)
    var backends: [Int32] = []
    // A minute: on a busy machine a night of a thousand students takes its time to get there.
    for _ in 0..<6000 where backends.count < workers && statuses.all.isEmpty {
      Threads.pause(milliseconds: 10)
      backends = []
      try observer.query(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' ORDER BY pid"
      ) { backends.append(try $0.int32(0)) }
    }
    guard backends.count == workers else {
      try blocker.execute("ROLLBACK")
      night.wait()
      throw TestFailure("\(backends.count) of \(workers) workers wait; exit \(statuses.all)")
    }
    let process = Int32(try scratch.text("process").trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    try breaking(process, backends)
    try blocker.execute("ROLLBACK")
    night.wait()
    return Int32(statuses.all.first ?? "") ?? -9
  }

  /// The published run is the old one; the next night, as soon as the lock is free, publishes what was to be published.
  private func expectRecovery(_ status: Int32 = 0, _ expected: Exports? = nil) throws {
    let expected = expected ?? self.expected
    #expect(try place.exports() == Place.afterStories().exports())
    var next = try place.night(extract.path)
    for _ in 0..<150 where next.status == 75 {
      Threads.pause(milliseconds: 200)
      next = try place.night(extract.path)
    }
    #expect(next.status == status, "\(next.stderr)")
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
    let status = try breakNight { _, backends in
      try place.administer("SELECT pg_terminate_backend(\(backends[0]))")
    }
    #expect(status == 4)
    try expectRecovery()
  }

  @Test(
    "One of two workers dies while the other works on: exit 4, and the published run stays", .timeLimit(.minutes(10)),
    arguments: [0, 1])
  func workerDied(_ which: Int) throws {
    // More students than one worker takes at a time; they stand alike and have taken nothing, so that it goes quickly.
    try extract.edit("students.csv") { lines in
      guard var fields = lines.dropFirst().first(where: { !$0.contains("\"") })?.components(separatedBy: ","),
        let ssid = lines[0].components(separatedBy: ",").firstIndex(of: "ssid")
      else { throw TestFailure("the stories have other columns") }
      fields[ssid] = ""
      for number in 1...1030 {
        fields[0] = "9\(1000 + number)"
        lines.append(fields.joined(separator: ","))
      }
    }
    let other = try Place.afterStories()
    let undisturbed = try other.night(extract.path, ["--workers", "2"])
    #expect(undisturbed.status <= 1, "\(undisturbed.stderr)")
    let status = try breakNight(workers: 2) { _, backends in
      try place.administer("SELECT pg_terminate_backend(\(backends[which]))")
    }
    #expect(status == 4)
    try expectRecovery(undisturbed.status, other.exports())
  }
}
