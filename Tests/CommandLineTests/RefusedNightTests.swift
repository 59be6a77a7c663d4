import Foundation
import TestSupport
import Testing

@Suite("A refused night")
struct RefusedNightTests {
  /// Runs a night that must be refused: exit 3, each of the texts on standard error, a manifest, and nothing changed.
  private func expectRefused(_ extract: String, naming texts: [String], _ more: [String] = []) throws {
    let place = try Place.afterStories()
    let before = try place.fingerprint()
    let night = try place.nightWithManifest(extract, more)
    #expect(night.result.status == 3, "\(night.result.stderr)")
    for text in texts { #expect(night.result.stderr.contains(text), "\(text) is not in: \(night.result.stderr)") }
    #expect(night.result.output.isEmpty)
    #expect(night.manifest["published"].bool == false)
    #expect(night.manifest["as_of"].string == ExtractFolder.asOf)
    #expect(ManifestTests.keys.isSubset(of: night.manifest.keys))
    #expect(try place.fingerprint() == before)
    let again = try place.exports()
    #expect(again == (try Place.afterStories().exports()))
  }

  @Test("Every reason is listed at once, with file, line and column")
  func everyReason() throws {
    let extract = try ExtractFolder()
    try extract.edit("students.csv") { lines in
      lines = lines.map { $0.replacingOccurrences(of: "grade_level", with: "gradelevel") }
      lines[0] = lines[0].replacingOccurrences(of: "last_name", with: "surname")
    }
    try extract.write("school_id\n", to: "waivers.csv.gz")
    try extract.write("staff_id,name,login,role,school_id\nK01,\"open", to: "staff.csv")
    try extract.write([0xff, 0xfe, 0x00], to: "exams.csv")
    try FileManager.default.createSymbolicLink(atPath: extract.file("measures.csv"), withDestinationPath: "nowhere")
    try expectRefused(
      extract.path,
      naming: [
        "students.csv:1 column grade_level", "students.csv:1 column last_name", "waivers.csv", "staff.csv:2",
        "exams.csv",
        "measures.csv",
      ])
  }

  @Test("A missing folder, a file and a folder without the files are no extract")
  func notAnExtract() throws {
    let scratch = try ScratchFolder()
    try scratch.write("a,b\n", to: "night.csv")
    try FileManager.default.createDirectory(atPath: scratch.file("empty"), withIntermediateDirectories: false)
    try expectRefused(scratch.file("missing"), naming: ["missing"])
    try expectRefused(scratch.file("night.csv"), naming: ["night.csv"])
    try expectRefused(
      scratch.file("empty"), naming: ["schools.csv", "students.csv", "courses.csv", "transcripts.csv"])
  }

  @Test("A file with over a fifth fewer rows than last time is refused, and taken with --accept-shrink")
  func shrunk() throws {
    let extract = try ExtractFolder()
    try extract.edit("transcripts.csv") { $0.removeSubrange(1000...) }
    try expectRefused(extract.path, naming: ["transcripts.csv"])
    let place = try Place.afterStories()
    _ = try place.night(extract.path, ["--accept-shrink"]).expecting(0)
  }

  @Test("An optional file that vanished has shrunk to nothing")
  func vanished() throws {
    let extract = try ExtractFolder()
    try extract.remove("waivers.csv")
    try expectRefused(extract.path, naming: ["waivers.csv"])
  }

  @Test("On a fresh database not even the tables are made")
  func freshDatabase() throws {
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    _ = try place.night(scratch.path).expecting(3)
    #expect(try place.fingerprint().isEmpty)
  }

  @Test("A day before the last published run's is a usage error unless --rewind says that it is meant")
  func rewind() throws {
    let place = try Place.afterStories()
    let before = try place.fingerprint()
    let early = try place.night(ExtractFolder.stories(), asOf: "2027-03-14").expecting(2)
    #expect(early.stderr.contains("--rewind"))
    #expect(try place.fingerprint() == before)
    _ = try place.night(ExtractFolder.stories(), asOf: "2027-03-14", ["--rewind"]).expecting(0)
    #expect(try Table(place.exports().verdicts).column("as_of").allSatisfy { $0 == "2027-03-14" })
  }
}
