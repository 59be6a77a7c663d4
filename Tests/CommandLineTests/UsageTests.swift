import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct UsageTests {
  @Test("Help and version are done, on standard output")
  func help() throws {
    for arguments in [
      ["--help"], ["-h"], ["help"], ["--version"], ["nightly", "--help"], ["help", "verdicts"], ["db", "--help"],
      ["db", "start", "-h"], ["student", "-h"],
    ] {
      let result = try runAgtrack(arguments, environment: quietEnvironment).expecting(0)
      #expect(!result.output.isEmpty && result.stderr.isEmpty, "\(arguments)")
    }
  }

  @Test("A usage error ends with 2, says what is wrong on standard error and touches nothing")
  func usage() throws {
    let stories = ExtractFolder.stories()
    for arguments in [
      ["bogus"], ["nightly"], ["nightly", "--extract"], ["nightly", "--extract", stories, "--as-of", "2027-02-29"],
      ["nightly", "--extract", stories, "--as-of", "tomorrow"], ["nightly", "--extract", stories, "--workers", "0"],
      ["nightly", "--extract", stories, "--workers", "many"], ["nightly", "--extract", stories, "extra"],
      ["nightly", "--extract", stories, "--nonsense"], ["verdicts", "--system", "usc"],
      ["verdicts", "--entering", "x"],
      ["verdicts", "--entering", "99999999999999999999"], ["verdicts", "--entering", "1066"], ["student"],
      ["student", "0001", "--entering", "1066"], ["student", "0001", "--entering", "soon"],
      ["release", "--internal"], ["sample", "--students", "-1", "--out", "/nowhere"],
      ["sample", "--students", "10", "--out", "/nowhere", "--dirt", "2"],
      ["sample", "--students", "10", "--out", "/nowhere", "--seed", "x"], ["rejects", "--database"], ["db", "restart"],
    ] {
      let result = try runAgtrack(arguments, environment: quietEnvironment)
      #expect(result.status == 2, "\(arguments): exit \(result.status)")
      #expect(result.output.isEmpty && !result.stderr.isEmpty, "\(arguments)")
    }
  }

  @Test("Settings that cannot be read are a usage error with the place to mend")
  func configuration() throws {
    let scratch = try ScratchFolder()
    try scratch.write("encodings:\n  students.csv: latin-9\n", to: "bad.yaml")
    try scratch.write("shrink_percent: 30\nshrink_percent: 40\n", to: "twice.yaml")
    for (path, text) in [
      (scratch.file("bad.yaml"), "bad.yaml:2"), (scratch.file("twice.yaml"), "twice.yaml"),
      (scratch.file("none.yaml"), "none.yaml"),
    ] {
      let result = try runAgtrack(
        ["nightly", "--extract", ExtractFolder.stories(), "--config", path], environment: quietEnvironment)
      #expect(result.status == 2, "\(path): exit \(result.status)")
      #expect(result.stderr.contains(text))
    }
  }

  @Test("The settings' encoding reads a file that is not UTF-8, as the same text")
  func encoding() throws {
    let extract = try ExtractFolder()
    try extract.write(
      try extract.text("students.csv").unicodeScalars.map { $0 == "’" ? 0x92 : UInt8(truncatingIfNeeded: $0.value) },
      to: "students.csv")
    let scratch = try ScratchFolder()
    try scratch.write("encodings:\n  students.csv: windows-1252\n", to: "settings.yaml")
    let place = try Place.empty()
    _ = try place.night(extract.path).expecting(3)
    _ = try place.night(extract.path, ["--config", scratch.file("settings.yaml")]).expecting(0)
    let page = try place.agtrack(["student", "0043"]).expecting(0)
    #expect(page.stdout.contains("María José Zoë de la Cruz-Ñandú O’Brién, Jr."))
  }

  @Test("A corrected encoding is read anew although the bytes are the same")
  func correctedEncoding() throws {
    let extract = try ExtractFolder()
    let schools = try extract.text("schools.csv").replacingOccurrences(
      of: "Story Hill High", with: "Story \u{93}Hill\u{94} High")
    try extract.write(schools.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, to: "schools.csv")
    let scratch = try ScratchFolder()
    let place = try Place.empty()
    for (encoding, name) in [("iso-8859-1", "Hill"), ("windows-1252", "Story “Hill” High")] {
      try scratch.write("encodings:\n  schools.csv: \(encoding)\n", to: "settings.yaml")
      _ = try place.night(extract.path, ["--config", scratch.file("settings.yaml")]).expecting(0)
      #expect(try place.agtrack(["student", "0001"]).expecting(0).stdout.contains(name))
    }
  }
}
