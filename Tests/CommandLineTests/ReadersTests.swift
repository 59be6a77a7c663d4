import Foundation
import TestSupport
import Testing

@Suite("Readers see a night whole or not at all")
struct ReadersTests {
  @Test("An export that a night overtakes is that of the night it began with", .timeLimit(.minutes(5)))
  func overtaken() throws {
    let scratch = try ScratchFolder()
    let district = scratch.file("district")
    _ = try runAgtrack(
      ["sample", "--students", "560", "--seed", "3", "--out", district], environment: quietEnvironment
    ).expecting(0)
    let place = try Place.empty()
    _ = try place.night(district, asOf: "2026-10-15").expecting(0)
    let before = try place.exports().verdicts
    // The export stops in its first batch of students, as nobody reads the pipe yet.
    mkfifo(scratch.file("pipe"), 0o600)
    let reader = open(scratch.file("pipe"), O_RDONLY | O_NONBLOCK)
    let statuses = Collected()
    let export = Threads.start {
      statuses.add("\((try? place.agtrack(["verdicts", "--out", scratch.file("pipe")]).status) ?? -9)")
    }
    // The pipe is full: the export has begun.
    var waiting: Int32 = 0
    for _ in 0..<2000 where waiting < 60_000 {
      Threads.pause(milliseconds: 5)
      _ = ioctl(reader, UInt(FIONREAD), &waiting)
    }
    #expect(waiting >= 60_000)
    let transcripts = "\(district)/transcripts.csv"
    var failed = try String(contentsOfFile: transcripts, encoding: .utf8)
    for mark in ["A", "B", "C"] { failed = failed.replacingOccurrences(of: ",\(mark),", with: ",F,") }
    try failed.write(toFile: transcripts, atomically: true, encoding: .utf8)
    _ = try place.night(district, asOf: "2026-10-16").expecting(0)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    _ = fcntl(reader, F_SETFL, 0)
    while true {
      let count = read(reader, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    close(reader)
    export.wait()
    #expect(statuses.all == ["0"])
    #expect(String(decoding: bytes, as: UTF8.self) == before)
    #expect(try place.exports().verdicts != before)
  }
}
