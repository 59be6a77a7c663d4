import Foundation
import TestSupport
import Testing

@Suite("Where output goes")
struct OutputTests {
  @Test("A device, a pipe and a link stay what they are; a link's target gets the output")
  func places() throws {
    let place = try Place.afterStories()
    let expected = try place.exports().verdicts
    let scratch = try ScratchFolder()
    _ = try place.agtrack(["verdicts", "--out", "/dev/null"]).expecting(0)
    var entry = stat()
    #expect(stat("/dev/null", &entry) == 0 && entry.st_mode & S_IFMT == S_IFCHR)
    #expect(try place.agtrack(["verdicts", "--out", "/dev/stdout"]).expecting(0).stdout == expected)
    #expect(try place.agtrack(["verdicts", "--out", "-"]).expecting(0).stdout == expected)
    #expect(try place.agtrack(["verdicts"]).expecting(0).stdout == expected)
    try scratch.write("old", to: "target.csv")
    try FileManager.default.createSymbolicLink(atPath: scratch.file("link.csv"), withDestinationPath: "target.csv")
    _ = try place.agtrack(["verdicts", "--out", scratch.file("link.csv")]).expecting(0)
    #expect(try scratch.text("target.csv") == expected)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.file("link.csv")) == "target.csv")
    mkfifo(scratch.file("pipe"), 0o600)
    let reader = try runProgram(
      "/bin/sh",
      [
        "-c", "cat \"$1\" & \"$0\" verdicts --out \"$1\" --database \"$2\" && wait", agtrackBinary(),
        scratch.file("pipe"),
        place.database.conninfo,
      ], environment: quietEnvironment
    ).expecting(0)
    #expect(reader.stdout == expected)
    #expect(scratch.names == ["link.csv", "pipe", "target.csv"])
    _ = try place.agtrack(["verdicts", "--out", scratch.file("a"), "--uses", scratch.file("a")]).expecting(2)
  }

  @Test("A standard output that the caller closed is an environment failure; one that is not needed is not missed")
  func closed() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    func shell(_ command: String) throws -> ProgramResult {
      try runProgram(
        "/bin/sh", ["-c", "\"$0\" \(command)", agtrackBinary(), place.database.conninfo, scratch.file("v.csv")],
        environment: quietEnvironment)
    }
    _ = try shell("verdicts --database \"$1\" >&-").expecting(4)
    _ = try shell("student 0001 --database \"$1\" >&- 2>&-").expecting(4)
    _ = try shell("student nobody --database \"$1\" <&- 2>&-").expecting(6)
    _ = try shell("verdicts --out \"$2\" --database \"$1\" <&- >&- 2>&-").expecting(0)
    #expect(try scratch.text("v.csv") == place.exports().verdicts)
  }

  @Test("Files of students are for their owner alone")
  func mode() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    _ = try place.agtrack(["verdicts", "--out", scratch.file("v.csv"), "--uses", scratch.file("u.csv")]).expecting(0)
    for name in ["v.csv", "u.csv"] {
      var entry = stat()
      #expect(stat(scratch.file(name), &entry) == 0 && entry.st_mode & 0o077 == 0)
    }
  }
}
