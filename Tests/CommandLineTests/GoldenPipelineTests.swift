import Foundation
import TestSupport
import Testing

@Suite("The stories, from the extract to the bytes that come out")
struct GoldenPipelineTests {
  @Test("Verdicts, uses and rejects are those of the golden files")
  func golden() throws {
    let place = try Place.afterStories()
    let exports = try place.exports()
    try Golden.check(exports.verdicts, "Golden/verdicts.csv")
    try Golden.check(exports.uses, "Golden/uses.csv")
    try Golden.check(try place.rejects(), "Golden/rejects.csv")
  }

  @Test("The manifest is that of the golden file, but for times and the editions' digests")
  func manifest() throws {
    let scratch = try ScratchFolder()
    _ = try Place.empty().night(ExtractFolder.stories(), ["--manifest", scratch.file("m.json")]).expecting(0)
    var manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(try scratch.bytes("m.json"))) as? [String: Any])
    let stages = try #require(manifest["stages"] as? [String: Double])
    #expect(stages.values.allSatisfy { $0 >= 0 && $0 < 60 })
    manifest["stages"] = stages.keys.sorted()
    let editions = try #require(manifest["editions"] as? [String: String])
    #expect(editions.values.allSatisfy { $0.count == 64 })
    manifest["editions"] = editions.keys.sorted()
    let shown = try JSONSerialization.data(withJSONObject: manifest, options: [.prettyPrinted, .sortedKeys])
    try Golden.check([UInt8](shown), "Golden/manifest.json")
  }

  @Test(
    "Student pages and their JSON are those of the golden files", arguments: ["0006", "0010", "0029", "0030", "0036"])
  func student(_ id: String) throws {
    let place = try Place.afterStories()
    try Golden.check(try place.agtrack(["student", id, "--plain"]).expecting(0).output, "Golden/student-\(id).txt")
    try Golden.check(try place.agtrack(["student", id, "--json"]).expecting(0).output, "Golden/student-\(id).json")
  }

  @Test("Every expectation that was derived by hand agrees with the verdicts")
  func expectations() throws {
    let text = try String(contentsOfFile: ExtractFolder.repository() + "/samples/stories-expected.csv", encoding: .utf8)
    let expected = try Table(text).rows.map { $0.joined(separator: ",") }
    var found: [String] = []
    var pattern = ""
    for row in try Table(try Place.afterStories().exports().verdicts).named {
      let area = row["subject_area"] ?? ""
      let missing = row["missing"] ?? ""
      if area == "ALL" {
        found.append(
          [row["student_id"] ?? "", row["system"] ?? "", pattern, row["status"] ?? ""].joined(separator: ","))
        pattern = ""
      } else {
        pattern += missing == "0" ? area : area.lowercased() + missing
      }
    }
    #expect(expected.count == 88)
    #expect(found == expected)
  }

  @Test("The same extract gives the same bytes on 1 and on 4 workers, and again in a fresh database")
  func workers() throws {
    let first = try Place.afterStories().exports()
    for workers in ["1", "4"] {
      let place = try Place.empty()
      _ = try place.night(ExtractFolder.stories(), ["--workers", workers]).expecting(0)
      #expect(try place.exports() == first)
    }
  }

  @Test("The order of the rows and of the columns decides nothing")
  func shuffled() throws {
    let extract = try ExtractFolder()
    var random = SplitMix64.printed(for: "shuffled rows")
    for name in ["transcripts.csv", "students.csv", "courses.csv", "schools.csv"] {
      try extract.edit(name) { lines in
        var rows = Array(lines.dropFirst())
        rows.shuffle(using: &random)
        lines = [lines[0]] + rows
      }
    }
    try extract.edit("transcripts.csv") { lines in
      lines = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).reversed().joined(separator: ",") }
      lines[0] = lines[0].uppercased()
    }
    let place = try Place.empty()
    _ = try place.night(extract.path).expecting(0)
    #expect(try place.exports() == Place.afterStories().exports())
  }

  @Test("A byte order mark, CRLF and blank lines decide nothing")
  func lineEnds() throws {
    let extract = try ExtractFolder()
    for name in ["students.csv", "transcripts.csv", "courses.csv", "schools.csv"] {
      let text = try extract.text(name).split(separator: "\n").joined(separator: "\r\n\r\n")
      try extract.write("\u{FEFF}" + text + "\r\n", to: name)
    }
    let place = try Place.empty()
    _ = try place.night(extract.path).expecting(0)
    #expect(try place.exports() == Place.afterStories().exports())
  }

  @Test("Compressed files and a zip of the folder give the same verdicts and uses")
  func packed() throws {
    let expected = try Place.afterStories().exports()
    let extract = try ExtractFolder()
    let scratch = try ScratchFolder()
    let zip = scratch.file("night.zip")
    let names = try FileManager.default.contentsOfDirectory(atPath: extract.path).sorted()
    writeZip(zip, try names.map { ($0, Array(try extract.text($0).utf8)) })
    let zipped = try Place.empty()
    _ = try zipped.night(zip).expecting(0)
    #expect(try zipped.exports() == expected)
    _ = try runProgram("/bin/sh", ["-c", "gzip -- \"$1\"/*.csv", "sh", extract.path]).expecting(0)
    let gzipped = try Place.empty()
    let night = try gzipped.nightWithManifest(extract.path)
    #expect(night.result.status == 0)
    #expect(night.manifest["files"].elements.compactMap { $0["file"].string }.contains("transcripts.csv.gz"))
    #expect(try gzipped.exports() == expected)
  }

  @Test("The twelfths of an area in the certificate add up to what is earned there, and no record counts twice")
  func certificates() throws {
    let exports = try Place.afterStories().exports()
    try CertificateCheck.check(exports)
  }
}

/// Adds the certificate up again.
enum CertificateCheck {
  static func check(_ exports: Exports) throws {
    var sums: [String: Int] = [:]
    var amounts: [String: Int] = [:]
    for row in try Table(exports.uses).named {
      let owner = "\(row["student_id"] ?? "") \(row["system"] ?? "")"
      let twelfths = try #require(Int(row["twelfths"] ?? ""))
      #expect(twelfths >= 0)
      sums["\(owner) \(row["subject_area"] ?? "")", default: 0] += twelfths
      let fields = ["school_id", "school_year", "term", "course_id", "part"].map { row[$0] ?? "" }
      if !fields[2].isEmpty { amounts["\(owner) \(fields.joined(separator: " "))", default: 0] += twelfths }
      if row["how"] == "not_counted" { #expect(twelfths == 0) }
      if row["how"] == "validated" { #expect(row["because"]?.contains(" by ") == true) }
    }
    for row in try Table(exports.verdicts).named where row["subject_area"] != "ALL" {
      let key = "\(row["student_id"] ?? "") \(row["system"] ?? "") \(row["subject_area"] ?? "")"
      #expect(String(sums[key] ?? 0) == row["earned_12"], "\(key)")
    }
    // A college course is a year in one term, and so is a full-year mark.
    for (record, twelfths) in amounts { #expect(twelfths <= 12, "\(record)") }
  }
}
