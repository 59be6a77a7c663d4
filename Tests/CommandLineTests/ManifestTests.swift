import Foundation
import TestSupport
import Testing

@Suite("The manifest of a night")
struct ManifestTests {
  static let keys: Set<String> = [
    "run_id", "as_of", "published", "files", "students_evaluated", "students_carried_over", "stages", "verdicts",
    "findings", "editions", "program",
  ]
  static let fileKeys: Set<String> = [
    "file", "sha256", "rows_read", "rows_loaded", "rows_rejected", "rows_unchanged", "rows_duplicate",
  ]

  @Test("It has every key of the contract, and per file the rows read are the rows loaded and rejected")
  func keys() throws {
    let place = try Place.empty()
    let scratch = try ScratchFolder()
    _ = try runAgtrack(
      ["sample", "--students", "300", "--seed", "7", "--out", scratch.file("district"), "--dirt", "0.02"],
      environment: quietEnvironment
    ).expecting(0)
    let night = try place.nightWithManifest(scratch.file("district"), asOf: "2026-10-15")
    // Two of a hundred rows are faulty; a file with more rejects than that asks for a person.
    let needsPerson = night.manifest["files"].elements.contains {
      ($0["rows_rejected"].int ?? 0) * 50 > ($0["rows_read"].int ?? 0)
    }
    #expect(night.result.status == (needsPerson ? 1 : 0), "\(night.result.stderr)")
    #expect([0, 1].contains(night.result.status), "\(night.result.stderr)")
    let manifest = night.manifest
    #expect(ManifestTests.keys.isSubset(of: manifest.keys))
    #expect(manifest["published"].bool == true)
    #expect(manifest["as_of"].string == "2026-10-15")
    for file in manifest["files"].elements {
      #expect(ManifestTests.fileKeys.isSubset(of: file.keys))
      let (read, loaded) = (file["rows_read"].int ?? -1, file["rows_loaded"].int ?? -1)
      #expect(read == loaded + (file["rows_rejected"].int ?? -1))
      #expect((0...loaded).contains(file["rows_unchanged"].int ?? -1))
      #expect((0...loaded).contains(file["rows_duplicate"].int ?? -1))
      #expect(file["sha256"].string?.count == 64)
    }
    for system in ["uc", "csu"] {
      let counts = manifest["verdicts"][system].counts
      #expect(Set(counts.keys) == ["met", "in_progress", "not_met", "unknown"])
      #expect(counts.values.reduce(0, +) == manifest["students_evaluated"].int)
    }
    try planted(scratch, place, manifest)
    try CertificateCheck.check(place.exports())
    let verdicts = try Table(place.exports().verdicts)
    #expect(verdicts.rows.count == (manifest["students_evaluated"].int ?? 0) * 16)
  }

  /// Every planted fault came out as it is known to, and nothing else was rejected.
  private func planted(_ scratch: ScratchFolder, _ place: Place, _ manifest: JSON) throws {
    let planted = try Table(scratch.text("district-planted.csv")).named
    let rejects = try Table(place.rejects())
    #expect(rejects.columns == ["run_id", "file", "line", "column", "code", "value", "message"])
    let expected = planted.filter { $0["effect"] == "reject" }.map { "\($0["file"] ?? ""):\($0["line"] ?? "")" }
    let found = rejects.named.map { "\($0["file"] ?? ""):\($0["line"] ?? "")" }
    #expect(expected.count > 100)
    #expect(Set(found) == Set(expected))
    #expect(found.count == Set(found).count)
    #expect(rejects.named.allSatisfy { $0["run_id"] == "1" && $0["code"] != "" && $0["message"] != "" })
    let counted = manifest["files"].elements.reduce(0) { $0 + ($1["rows_rejected"].int ?? 0) }
    #expect(rejects.rows.count == counted)
    let doubled = planted.filter { $0["effect"] == "duplicate" }
    for file in manifest["files"].elements {
      let own = doubled.filter { $0["file"] == file["file"].string }
      #expect(file["rows_duplicate"].int == own.count, "\(file["file"].string ?? "")")
    }
    try codes(planted, rejects)
  }

  private func codes(_ planted: [[String: String]], _ rejects: Table) throws {
    let known = [
      "bad_mark": "bad_value", "bad_school_year": "bad_value", "bad_term": "bad_value", "bad_grade_level": "bad_value",
      "decimal_comma": "bad_value", "negative_credits": "bad_value", "unknown_student": "unknown_student",
      "unknown_school": "unknown_school", "missing_mark": "missing_value", "missing_course": "missing_value",
      "extra_field": "field_count", "missing_field": "field_count", "bad_quotes": "bad_quotes",
      "conflicting_record": "duplicate_key", "conflicting_duplicate": "duplicate_key",
      "missing_last_name": "missing_value", "parent_rejected": "parent_rejected",
    ]
    var codes: [String: String] = [:]
    for reject in rejects.named { codes["\(reject["file"] ?? ""):\(reject["line"] ?? "")"] = reject["code"] }
    for fault in planted where fault["effect"] == "reject" {
      let found = codes["\(fault["file"] ?? ""):\(fault["line"] ?? "")"]
      // A student's faulty records are met first at the student.
      if found == "parent_rejected" { continue }
      #expect(found == known[fault["fault"] ?? ""], "\(fault)")
    }
  }

  @Test("A manifest that cannot be written is found before anything runs")
  func unwritable() throws {
    let place = try Place.empty()
    for path in ["/proc/manifest.json", "/nowhere/at/all/manifest.json", "/dev/full/manifest.json"] {
      _ = try place.night(ExtractFolder.stories(), ["--manifest", path]).expecting(4)
    }
    #expect(try place.fingerprint().isEmpty)
  }
}
