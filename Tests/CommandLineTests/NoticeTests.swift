import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What a night tells others: notices, figures, lines")
struct NoticeTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Settings whose command writes down what it is given.
  private func settings(_ more: String = "") throws -> [String] {
    try scratch.write(
      """
      on_failure: 'cat > \(scratch.file("notice")); env | grep ^AGTRACK_ > \(scratch.file("variables"))'
      \(more)

      """, to: "district.yaml")
    return ["--config", scratch.file("district.yaml")]
  }

  private func variables() throws -> [String: String] {
    let pairs = try scratch.text("variables").split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
    return Dictionary(
      pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("A night that is refused, held, locked out or fails runs the command; one that does what it should does not")
  func events() throws {
    let place = try Place.afterStories()
    _ = try place.night(ExtractFolder.stories(), settings()).expecting(0)
    #expect(!scratch.exists("notice"))

    let shrunk = try ExtractFolder()
    try shrunk.edit("transcripts.csv") { $0.removeSubrange(1000...) }
    _ = try place.night(shrunk.path, settings()).expecting(3)
    #expect(try variables()["AGTRACK_EVENT"] == "refused" && variables()["AGTRACK_EXIT_CODE"] == "3")
    #expect(try variables()["AGTRACK_AS_OF"] == ExtractFolder.asOf)
    #expect(try scratch.text("notice").contains("transcripts.csv has 999 rows"))

    _ = try place.night(
      ExtractFolder.stories(), settings("checks: { unknown-courses: { action: hold, limit: 0 } }")
    ).expecting(1)
    #expect(try variables()["AGTRACK_EVENT"] == "held" && variables()["AGTRACK_RUN"] == "3")
    #expect(try scratch.text("notice").contains("agtrack publish 3"))

    _ = try place.night(ExtractFolder.stories(), asOf: "2027-03-14", settings()).expecting(2)
    #expect(try variables()["AGTRACK_EVENT"] == "failed" && variables()["AGTRACK_EXIT_CODE"] == "2")

    let other = try Connection(conninfo: place.database.conninfo)
    try other.execute("SELECT pg_advisory_lock(\(EnvironmentTests.nightLock))")
    _ = try place.night(ExtractFolder.stories(), settings()).expecting(75)
    #expect(try variables()["AGTRACK_EVENT"] == "locked")

    try other.execute("SELECT pg_advisory_unlock(\(EnvironmentTests.nightLock))")
    try FileManager.default.removeItem(atPath: scratch.file("notice"))
    _ = try place.night(shrunk.path, settings() + ["--dry-run"]).expecting(3)
    #expect(!scratch.exists("notice"), "a dry run tells nobody")
  }

  @Test("No student stands in a notice, whatever was wrong with the rows", .timeLimit(.minutes(5)))
  func privacy() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    try extract.edit("students.csv") { lines in lines[0] = lines[0].replacingOccurrences(of: "grade_level", with: "x") }
    _ = try place.night(extract.path, settings()).expecting(3)
    let told = try scratch.text("notice") + scratch.text("variables")
    for student in try Table(ExtractFolder().text("students.csv")).named {
      #expect(!told.contains(student["last_name"] ?? "?"))
    }
  }

  @Test("A command that fails, hangs or does not exist is reported and changes no exit code", .timeLimit(.minutes(5)))
  func broken() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    for (command, text) in [
      ("exit 9", "ended with 9"), ("no-such-program-here", "ended with 127"), ("kill -9 $$", "signal 9"),
      ("sleep 600 & sleep 600", "longer than 1 s"),
    ] {
      try scratch.write("on_failure: '\(command)'\non_failure_seconds: 1\n", to: "c.yaml")
      let night = try place.night("/no/such/folder", ["--config", scratch.file("c.yaml")]).expecting(3)
      #expect(night.stderr.contains("on_failure") && night.stderr.contains(text), "\(night.stderr)")
      #expect(night.output.isEmpty)
    }
  }

  @Test("The figures for node_exporter follow the night, and a failed night does not forget the last publication")
  func metrics() throws {
    let place = try Place.afterStories()
    let file = scratch.file("agtrack.prom")
    _ = try place.night(ExtractFolder.stories(), ["--metrics", file]).expecting(0)
    var figures = try samples()
    #expect(figures["agtrack_night_exit_code"] == "0" && figures["agtrack_night_published"] == "1")
    #expect(figures["agtrack_night_students{result=\"carried_over\"}"] == "44")
    #expect(figures["agtrack_night_rows{file=\"students.csv\",result=\"read\"}"] == "44")
    #expect(figures["agtrack_night_as_of_timestamp_seconds"] == "1805068800")
    #expect(figures["agtrack_night_verdicts{system=\"uc\",status=\"met\"}"] == "19")
    let published = try #require(figures["agtrack_published_timestamp_seconds"])
    var entry = stat()
    stat(file, &entry)
    #expect(entry.st_mode & 0o777 == 0o644)
    _ = try place.night("/no/such/folder", ["--metrics", file]).expecting(3)
    figures = try samples()
    #expect(figures["agtrack_night_exit_code"] == "3" && figures["agtrack_night_published"] == "0")
    #expect(figures["agtrack_published_timestamp_seconds"] == published)
    _ = try place.night(ExtractFolder.stories(), ["--metrics", "/proc/agtrack.prom"]).expecting(4)
    #expect(scratch.names == ["agtrack.prom"])
  }

  /// The samples of the file; each must have its help and type before it.
  private func samples() throws -> [String: String] {
    var samples: [String: String] = [:]
    var typed: Set<String> = []
    for line in try scratch.text("agtrack.prom").split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# TYPE") { typed.insert(String(words[2])) }
      if line.hasPrefix("#") { continue }
      #expect(typed.contains(String(line.prefix { $0 != "{" && $0 != " " })), "\(line)")
      samples[words.dropLast().joined(separator: " ")] = String(words.last ?? "")
    }
    return samples
  }

  @Test("With --log-format json every line of standard error is an object, in a good night and in a bad one")
  func json() throws {
    let place = try Place.afterStories()
    let good = try place.night(ExtractFolder.stories(), ["--full", "--log-format", "json"]).expecting(0)
    let bad = try place.night("/no/such/folder", ["--log-format", "json"]).expecting(3)
    for result in [good, bad] {
      let lines = result.stderr.split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines {
        let object = try JSON(Array(line.utf8))
        #expect(object["message"].string?.isEmpty == false && object["time"].string?.hasSuffix("Z") == true)
        #expect(["information", "warning", "error"].contains(object["level"].string ?? ""))
      }
    }
    let stages = try good.stderr.split(separator: "\n").compactMap { try JSON(Array($0.utf8))["stage"].string }
    #expect(stages.contains("read") && stages.last == "publish")
    #expect(good.stdout.hasPrefix("run 2 "), "standard output is the summary as ever")
  }

  @Test("Without a terminal each stage is one line, with the rate of the students")
  func stages() throws {
    let night = try Place.afterStories().night(ExtractFolder.stories(), ["--full"]).expecting(0)
    let lines = night.stderr.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("agtrack: read ") && $0.hasSuffix(" s") })
    #expect(lines.contains { $0.hasPrefix("agtrack: evaluate ") && $0.contains("44 students") })
    #expect(!night.stderr.contains("\u{1B}"))
  }
}
