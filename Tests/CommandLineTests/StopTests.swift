import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A night that is asked to stop")
struct StopTests {
  @Test(
    "SIGTERM, SIGINT and SIGHUP end it within seconds, what it wrote is gone and the lock is free",
    .timeLimit(.minutes(5)), arguments: [SIGTERM, SIGINT, SIGHUP])
  func stopped(_ signal: Int32) throws {
    let place = try Place.afterStories()
    let before = try place.fingerprint()
    let extract = try ExtractFolder()
    try extract.replace(
      "0004,99900010100001,2023-24,S2,9,ALG1,Algebra I,C,", with: "0004,99900010100001,2023-24,S2,9,ALG1,Algebra I,D,",
      in: "transcripts.csv")
    let scratch = try ScratchFolder()
    // The last table of the load: students have been written when the night waits for it.
    let blocker = try Connection(conninfo: place.database.superuserConninfo)
    try blocker.execute("BEGIN; LOCK TABLE meta.run_file IN SHARE ROW EXCLUSIVE MODE")
    let night = try RunningProgram.start(
      agtrackBinary(),
      [
        "nightly", "--extract", extract.path, "--as-of", ExtractFolder.asOf, "--manifest", scratch.file("m.json"),
        "--database", place.database.conninfo,
      ], environment: quietEnvironment)
    let observer = try Connection(conninfo: place.database.superuserConninfo)
    var isWaiting = false
    for _ in 0..<4000 where !isWaiting {
      Threads.pause(milliseconds: 5)
      isWaiting =
        try observer.first(
          "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
        ) { try $0.bool(0) } ?? false
    }
    #expect(isWaiting)
    kill(night.process, signal)
    // Its statement is cancelled; what it does then needs the table.
    for _ in 0..<2000 where isWaiting {
      Threads.pause(milliseconds: 5)
      isWaiting =
        try observer.first(
          "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY meta.run_file%' AND state = 'active')"
        ) { try $0.bool(0) } ?? false
    }
    #expect(!isWaiting)
    try blocker.execute("ROLLBACK")
    let result = night.wait()
    #expect(result.status == 128 + signal)
    #expect(result.stderr.contains("stopped by"))
    #expect(scratch.names.isEmpty, "the unfinished manifest is gone")
    var after = try place.fingerprint()
    after["meta.run"] = before["meta.run"]
    #expect(after == before)
    #expect(
      try observer.first("SELECT state FROM meta.run ORDER BY run_id DESC LIMIT 1") { try $0.text(0) } == "failed")
    #expect(try place.exports() == Place.afterStories().exports())
    _ = try place.night(extract.path).expecting(0)
  }

  @Test("A command that is stopped leaves no unfinished file", .timeLimit(.minutes(5)))
  func unfinishedFile() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    let blocker = try Connection(conninfo: place.database.superuserConninfo)
    try blocker.execute("BEGIN; LOCK TABLE meta.publication IN ACCESS EXCLUSIVE MODE")
    let export = try RunningProgram.start(
      agtrackBinary(), ["verdicts", "--out", scratch.file("v.csv"), "--database", place.database.conninfo],
      environment: quietEnvironment)
    for _ in 0..<4000 where scratch.names.isEmpty { Threads.pause(milliseconds: 5) }
    #expect(scratch.names.count == 1)
    kill(export.process, SIGTERM)
    #expect(export.wait().status == 128 + SIGTERM)
    #expect(scratch.names.isEmpty)
    try blocker.execute("ROLLBACK")
  }

  @Test("What a killed command left is removed by the next, and what another still writes stays")
  func abandoned() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    for name in ["v.csv.part-17", "v.csv.part-18", "v.csv.part-x", "other.csv.part-17"] {
      try scratch.write("half\n", to: name)
    }
    let writing = open(scratch.file("v.csv.part-18"), O_RDONLY)
    flock(writing, LOCK_EX)
    _ = try place.agtrack(["verdicts", "--out", scratch.file("v.csv")]).expecting(0)
    close(writing)
    #expect(scratch.names == ["other.csv.part-17", "v.csv", "v.csv.part-18", "v.csv.part-x"])
  }
}
