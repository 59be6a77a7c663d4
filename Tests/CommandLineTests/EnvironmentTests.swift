import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What the surroundings refuse")
struct EnvironmentTests {
  /// `RunLog.lockKey`: what every version of the program locks.
  static let nightLock: Int64 = 0x6167_7472_6e69_6774

  @Test("A night does not wait for another night", .timeLimit(.minutes(5)))
  func locked() throws {
    let place = try Place.afterStories()
    let other = try Connection(conninfo: place.database.conninfo)
    try other.execute("SELECT pg_advisory_lock(\(EnvironmentTests.nightLock))")
    let before = try place.fingerprint()
    _ = try place.night(ExtractFolder.stories()).expecting(75)
    #expect(try place.fingerprint() == before)
    try other.execute("SELECT pg_advisory_unlock_all()")
    _ = try place.night(ExtractFolder.stories()).expecting(0)
  }

  @Test("Of two first nights at once one publishes and the other is told to come later, or both one after the other")
  func twoFirstNights() throws {
    let place = try Place.empty()
    let statuses = Collected()
    let nights = (0..<2).map { _ in
      Threads.start { statuses.add("\((try? place.night(ExtractFolder.stories()).status) ?? -9)") }
    }
    for night in nights { night.wait() }
    #expect([["0", "75"], ["0", "0"]].contains(statuses.all.sorted()))
    #expect(try place.exports() == Place.afterStories().exports())
  }

  @Test("A read-only database, one that is not UTF-8 and an unreachable one are environment failures")
  func unsuitable() throws {
    let readOnly = try Place.afterStories()
    try readOnly.administer("ALTER DATABASE \(readOnly.database.name) SET default_transaction_read_only = on")
    let refused = try readOnly.night(ExtractFolder.stories()).expecting(4)
    #expect(refused.stderr.contains("read-only"))

    let holder = try TestDatabase.create()
    let administrator = try Connection(conninfo: holder.superuserConninfo)
    let name = holder.name + "_latin"
    try administrator.execute(
      "CREATE DATABASE \(name) OWNER agtrack_owner TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    let latin = try runAgtrack(
      ["nightly", "--extract", ExtractFolder.stories(), "--database", holder.conninfo + " dbname=\(name)"],
      environment: quietEnvironment)
    try administrator.execute("DROP DATABASE \(name) WITH (FORCE)")
    #expect(latin.status == 4)
    #expect(latin.stderr.contains("UTF8"))

    let nobody = try runAgtrack(
      ["student", "0001", "--database", "host=/nowhere/at/all dbname=x"], environment: quietEnvironment)
    #expect(nobody.status == 4)
  }

  @Test("A role without rights, and one that may not log in, are environment failures for every command")
  func withoutRights() throws {
    let place = try Place.afterStories()
    let empty = try Place.empty()
    let (stranger, shut) = ("stranger_\(place.database.name)", "shut_\(place.database.name)")
    try place.administer("CREATE ROLE \(stranger) LOGIN; CREATE ROLE \(shut) NOLOGIN")
    defer { try? place.administer("DROP ROLE \(stranger); DROP ROLE \(shut)") }
    let scratch = try ScratchFolder()
    let commands = [
      ["nightly", "--extract", ExtractFolder.stories(), "--as-of", ExtractFolder.asOf],
      ["nightly", "--extract", ExtractFolder.stories(), "--as-of", ExtractFolder.asOf, "--dry-run"],
      ["verdicts", "--out", scratch.file("v.csv")], ["student", "0001"], ["rejects"], ["migrate"],
      ["release", "--internal", "--out", scratch.file("report")],
    ]
    for conninfo in [
      "\(place.database.superuserConninfo) user=\(stranger)", "\(empty.database.superuserConninfo) user=\(stranger)",
      "\(place.database.superuserConninfo) user=\(shut)",
    ] {
      for command in commands {
        let result = try runAgtrack(command + ["--database", conninfo], environment: quietEnvironment)
        #expect(result.status == 4, "\(command[0]): exit \(result.status), \(result.stderr)")
      }
    }
    #expect(!scratch.exists("v.csv"))
  }

  @Test("A full standard output and a folder that takes no file are environment failures; the old file stays")
  func output() throws {
    let place = try Place.afterStories()
    for command in ["student 0001", "student 0001 --json", "rejects", "verdicts", "migrate", "dictionary"] {
      let result = try toFullDevice("\(command) --database '\(place.database.conninfo)'")
      #expect(result.status == 4, "\(command): exit \(result.status)")
    }
    let night = try toFullDevice(
      "nightly --extract '\(ExtractFolder.stories())' --as-of 2027-03-15 --database '\(place.database.conninfo)'")
    #expect(night.status == 4)
    #expect(try toFullDevice("--help").status == 4)

    let scratch = try ScratchFolder()
    try scratch.write("old\n", to: "v.csv")
    for path in ["/proc/v.csv", "/dev/full/v.csv", scratch.file("missing/v.csv"), scratch.path] {
      _ = try place.agtrack(["verdicts", "--out", path]).expecting(4)
    }
    _ = try place.agtrack(["verdicts", "--out", scratch.file("v.csv"), "--uses", "/proc/u.csv"]).expecting(4)
    #expect(try scratch.text("v.csv") == "old\n")
    #expect(scratch.names == ["v.csv"])
    _ = try place.agtrack(["release", "--internal", "--out", scratch.file("v.csv")]).expecting(4)
    _ = try place.agtrack(["release", "--internal", "--out", "/proc/report"]).expecting(4)
    #expect(try scratch.text("v.csv") == "old\n")
  }

  private func toFullDevice(_ command: String) throws -> ProgramResult {
    try runProgram(
      "/bin/sh", ["-c", "\"$0\" \(command) > /dev/full", agtrackBinary()], environment: quietEnvironment)
  }

  @Test("A failed command leaves the old file as it was")
  func oldFileStays() throws {
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    try scratch.write("old\n", to: "v.csv")
    _ = try place.agtrack(["verdicts", "--out", scratch.file("v.csv")]).expecting(4)
    #expect(try scratch.text("v.csv") == "old\n")
    #expect(scratch.names == ["v.csv"])
  }

  @Test("Temporary files find another place where TMPDIR is of no use")
  func temporaryFolder() throws {
    let place = try Place.afterStories()
    for folder in ["/proc/nowhere", "/dev/null", ""] {
      _ = try place.night(ExtractFolder.stories(), environment: ["TMPDIR": folder]).expecting(0)
    }
  }

  @Test("Nothing was published: not found, and said so")
  func nothingPublished() throws {
    let place = try Place.empty()
    _ = try place.agtrack(["migrate"]).expecting(0)
    let scratch = try ScratchFolder()
    for command in [
      ["student", "0001"], ["rejects"], ["verdicts", "--out", scratch.file("v.csv")],
      ["release", "--internal", "--out", scratch.file("r")],
    ] {
      let result = try place.agtrack(command)
      #expect(result.status == 6, "\(command[0])")
      #expect(result.stderr.contains("agtrack nightly"))
    }
  }

  @Test("Migrating twice changes nothing")
  func migrateTwice() throws {
    let place = try Place.afterStories()
    // The staff role belongs to the whole server: made first, so that no other test can make it in between.
    _ = try place.agtrack(["roles"]).expecting(0)
    _ = try place.agtrack(["migrate"]).expecting(0)
    #expect(try place.agtrack(["migrate"]).expecting(0).stdout == "nothing to do\n")
  }
}
