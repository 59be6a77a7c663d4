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

@Suite("Finding one student")
struct StudentTests {
  @Test("By id, by statewide id and by name, with and without case")
  func found() throws {
    let place = try Place.afterStories()
    let page = try place.agtrack(["student", "0006"]).expecting(0).stdout
    for wanted in ["9990000006", "Trianguli", "fausto trianguli", "Trianguli, Fausto", "FAUSTO"] {
      #expect(try place.agtrack(["student", wanted]).expecting(0).stdout == page, "\(wanted)")
    }
  }

  @Test("Nobody, and several, are not found; several are named as data, not as a message")
  func notFound() throws {
    let place = try Place.afterStories()
    for wanted in ["nobody at all", "", "%", "_", "\\", "' OR 1=1 --", "\u{0301}"] {
      let result = try runAgtrack(
        ["student", "--database", place.database.conninfo, "--", wanted], environment: quietEnvironment)
      #expect(result.status == 6, "\(wanted): exit \(result.status), \(result.stderr)")
      #expect(result.output.isEmpty)
    }
    let several = try place.agtrack(["student", "a"]).expecting(6)
    #expect(several.stdout.contains("0001"))
    #expect(!several.stderr.contains("Ada"))
    #expect(several.stderr.contains("students fit"))
  }

  @Test("The JSON has the keys of the contract, and its amounts are those of the verdicts")
  func json() throws {
    let place = try Place.afterStories()
    let verdicts = try Table(place.exports().verdicts).named
    for id in ["0001", "0029", "0030", "0036", "0042"] {
      let json = try JSON(try place.agtrack(["student", id, "--json"]).expecting(0).output)
      #expect(
        json.keys.isSuperset(of: [
          "student_id", "name", "school", "grade_level", "graduation_year", "run_id", "as_of", "systems", "gpa",
          "flags", "plan",
        ]))
      #expect(json["student_id"].string == id && json["run_id"].int == 1 && json["as_of"].string == "2027-03-15")
      for row in verdicts where row["student_id"] == id {
        let system = json["systems"][row["system"] ?? ""]
        let part = row["subject_area"] == "ALL" ? system : system["areas"][row["subject_area"] ?? ""]
        #expect(part["status"].string == row["status"])
        for name in ["required", "earned", "in_progress", "missing"] {
          #expect(part[name].double == Double(row[name] ?? ""), "\(id) \(name)")
        }
        #expect(system["edition"].string == row["edition"])
      }
    }
  }

  @Test("Colour is only where it is asked for, and never the only sign")
  func colour() throws {
    let place = try Place.afterStories()
    let plain = try place.agtrack(["student", "0010"]).expecting(0).stdout
    #expect(!plain.contains("\u{1b}"))
    let always = try place.agtrack(["student", "0010", "--color", "always"]).expecting(0).stdout
    #expect(always.contains("\u{1b}["))
    let bare = always.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(bare == plain)
  }
}
