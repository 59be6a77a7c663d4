import Foundation
import TestSupport
import Testing

@Suite("Nights over what has not changed, and the proof that they are right")
struct CarriedNightTests {
  /// The stories with rows that are rejected and a student twice, so that there is something to carry over.
  private func flawedExtract() throws -> ExtractFolder {
    let extract = try ExtractFolder()
    try extract.append("0001,99900010100001,2023-24,S9,9,ENG9,English 9,B,5.00,5.00,,", to: "transcripts.csv")
    try extract.append("0042,99900010100001,2025-26,S2,11,NOSUCH,Unknown,,5.00,,,Y", to: "transcripts.csv")
    try extract.edit("students.csv") { lines in
      lines = lines.map { $0.hasPrefix("0006,") ? $0.replacingOccurrences(of: "9990000006", with: "9990000005") : $0 }
    }
    return extract
  }

  private func isCarried(_ night: (result: ProgramResult, manifest: JSON)) -> Bool {
    night.manifest["published"].bool == true && !night.manifest["stages"].keys.contains("read")
  }

  @Test("A night over the same files on the next day says what a night says that reads them")
  func sameAnswers() throws {
    let extract = try flawedExtract()
    let (carried, full) = (try Place.empty(), try Place.empty())
    for place in [carried, full] { _ = try place.night(extract.path) }
    let before = try carried.fingerprint()
    let short = try carried.nightWithManifest(extract.path, asOf: "2027-03-16")
    let whole = try full.nightWithManifest(extract.path, asOf: "2027-03-16", ["--full"])
    #expect(isCarried(short))
    #expect(!isCarried(whole))
    #expect(whole.manifest["students_evaluated"].int == 44)
    #expect(short.manifest["students_carried_over"].int == 44)
    #expect(short.result.status == whole.result.status)
    for key in ["run_id", "as_of", "published", "verdicts", "findings", "editions", "held", "checks", "concerns"] {
      #expect(short.manifest[key].text == whole.manifest[key].text, "\(key)")
    }
    let files = (short.manifest["files"].elements, whole.manifest["files"].elements)
    #expect(files.0.map(\.text) == files.1.map(\.text))
    #expect(try carried.exports() == full.exports())
    let rejects = try carried.rejects()
    #expect(try Table(rejects).rows.map { $0[0] } == ["2"])
    #expect(try rejects == full.rejects())
    for arguments in [["checks", "--json"], ["checks", "--students", "duplicate-ssid"]] {
      #expect(try carried.agtrack(arguments).expecting(0).stdout == full.agtrack(arguments).expecting(0).stdout)
    }
    // But for rows about the run itself nothing was written.
    let after = try carried.fingerprint()
    for (table, rows) in before where table.hasPrefix("record.") && table != "record.check_finding" {
      #expect(after[table] == rows, "\(table)")
    }
    #expect(after["evaluation.verdict"] == before["evaluation.verdict"])
  }

  @Test(
    "What decides anything makes the night read: files, names, settings, a waiver's day, a school year, a term's end")
  func read() throws {
    func isReadAgain(
      _ asOf: String, _ more: [String] = [], _ change: (ExtractFolder) throws -> Void = { _ in }
    ) throws -> Bool {
      let extract = try ExtractFolder()
      try extract.replace("K01,2026-10-01", with: "K01,2027-03-20", in: "waivers.csv")
      let place = try Place.empty()
      _ = try place.night(extract.path).expecting(0)
      try change(extract)
      return !isCarried(try place.nightWithManifest(extract.path, asOf: asOf, more))
    }
    #expect(try !isReadAgain("2027-03-15"))
    #expect(try !isReadAgain("2027-03-19"))
    #expect(try isReadAgain("2027-03-20"))
    #expect(try isReadAgain("2027-07-01"))
    #expect(try isReadAgain("2027-03-16", ["--full"]))
    #expect(try isReadAgain("2027-03-16") { try $0.write("hello", to: "note.txt") })
    #expect(try isReadAgain("2027-03-16") { try $0.append("", to: "transcripts.csv") })
    #expect(try isReadAgain("2027-03-16", ["--accept-shrink"]) { try $0.remove("exams.csv") })
    let scratch = try ScratchFolder()
    try scratch.write("checks:\n  course-match:\n    limit: 3\n", to: "settings.yaml")
    #expect(try isReadAgain("2027-03-16", ["--config", scratch.file("settings.yaml")]))
    try scratch.write("pace: chicago-freshman\n", to: "pace.yaml")
    #expect(try isReadAgain("2027-03-16", ["--config", scratch.file("pace.yaml")]))
    // Marks of T2, which ends on 15 March, are missed 21 days later.
    let place = try Place.afterStories()
    #expect(isCarried(try place.nightWithManifest(ExtractFolder.stories(), asOf: "2027-04-05")))
    #expect(!isCarried(try place.nightWithManifest(ExtractFolder.stories(), asOf: "2027-04-06")))
    #expect(isCarried(try place.nightWithManifest(ExtractFolder.stories(), asOf: "2027-04-07")))
    // From 16 February on no course of the second semester can be started.
    let winter = try Place.empty()
    _ = try winter.night(ExtractFolder.stories(), asOf: "2027-02-14")
    #expect(isCarried(try winter.nightWithManifest(ExtractFolder.stories(), asOf: "2027-02-15")))
    let late = try winter.nightWithManifest(ExtractFolder.stories(), asOf: "2027-02-16", ["--verify"])
    #expect(!isCarried(late) && late.result.stdout.contains("every row equal"))
  }

  @Test("Files of other forms are carried over until a day comes on which something in them ends, and are verified too")
  func otherForms() throws {
    let folder = try StateFolder()
    let enrollments = try #require(try folder.names("SENR").last)
    var isLeaving = false
    try folder.edit(enrollments) { lines in
      lines.map { line in
        var fields = line.components(separatedBy: "^")
        guard !isLeaving, fields.count == 35, fields[24].isEmpty else { return line }
        isLeaving = true
        fields[24] = "20270320"
        return fields.joined(separator: "^")
      }
    }
    #expect(isLeaving)
    let (place, full) = (try Place.empty(), try Place.empty())
    _ = try place.night(folder.path)
    for (day, carries) in [
      ("2027-03-16", true), ("2027-03-19", true), ("2027-03-20", false), ("2027-03-21", false), ("2027-03-22", true),
    ] {
      let night = try place.nightWithManifest(folder.path, asOf: day, ["--verify"])
      #expect(isCarried(night) == carries, "\(day)")
      #expect(night.result.stdout.contains("every row equal"), "\(day): \(night.result.stderr)")
      _ = try full.night(folder.path, asOf: day, ["--full"])
      #expect(try place.exports() == full.exports(), "\(day)")
    }
    try place.administer("UPDATE record.course_evidence SET listed_title = 'Another' WHERE listed_title IS NOT NULL")
    try place.administer(
      "INSERT INTO record.exam_review SELECT 1, 1000, NULL, 1, 7, 1, 'ap.csv', 'doubtful', 'name and birth date'")
    let damaged = try place.night(folder.path, asOf: "2027-03-22", ["--verify"])
    for table in ["record.course_evidence", "record.exam_review"] {
      #expect(damaged.stderr.contains("agtrack: \(table): "), "\(damaged.stderr)")
    }
  }

  @Test("Every way to a run is verified: first, carried over, changed, full")
  func verified() throws {
    let place = try Place.empty()
    let equal = "verified: 44 students, every row equal"
    #expect(try place.night(ExtractFolder.stories(), ["--verify"]).expecting(0).stdout.contains(equal))
    #expect(try place.night(ExtractFolder.stories(), ["--verify"]).expecting(0).stdout.contains(equal))
    #expect(try place.night(ExtractFolder.stories(), ["--verify", "--full"]).expecting(0).stdout.contains(equal))
    let extract = try ExtractFolder()
    try extract.withdraw("0005")
    try extract.replace("0009,E,4,", with: "0009,E,2,", in: "waivers.csv")
    try extract.edit("courses.csv") { lines in
      lines = lines.map { $0.contains(",SPA2,Spanish 2,") ? $0.replacingOccurrences(of: ",E,", with: ",,") : $0 }
    }
    #expect(try place.night(extract.path, ["--verify"]).stdout.contains("verified: 43 students, every row equal"))
    _ = try place.night(extract.path, ["--verify", "--dry-run"]).expecting(2)
  }

  @Test("What is stored otherwise than a full night would is found, by table and key, and a full night mends it")
  func damaged() throws {
    let key = "(SELECT student_key FROM record.student_identity WHERE student_id = '0007')"
    let damages = [
      ("UPDATE record.transcript SET mark = 'A' WHERE seq = 1 AND student_key = \(key)", "record.transcript"),
      (
        "UPDATE evaluation.verdict SET earned[3] = 0 WHERE system = 'uc' AND student_key = \(key)", "evaluation.verdict"
      ),
      (
        "UPDATE evaluation.counsel SET uc_on_pace = NOT uc_on_pace WHERE student_key = \(key)", "evaluation.counsel"
      ),
      ("DELETE FROM evaluation.counsel WHERE student_key = \(key)", "evaluation.counsel"),
      ("UPDATE record.student SET to_run = 1000 WHERE student_key = \(key)", ""),
      ("DELETE FROM record.student WHERE student_key = \(key)", "record.student"),
      ("UPDATE record.course SET title = 'Another' WHERE row_no = 1", "record.course"),
      ("UPDATE indicator.class_count SET met = 0", "indicator.class_count"),
      ("DELETE FROM meta.run_finding WHERE code = 'unknown_course'", "meta.run_finding"),
      ("UPDATE meta.run_check SET found = found + 1 WHERE check_id = 'no-records'", "meta.run_check"),
      ("DELETE FROM record.check_student", "record.check_student"),
    ]
    for (statement, table) in damages {
      let place = try Place.afterStories()
      try place.administer(statement)
      let night = try place.night(ExtractFolder.stories(), ["--verify"])
      #expect(night.status == (table.isEmpty ? 0 : 1), "\(statement)")
      #expect(table.isEmpty || night.stderr.contains("agtrack: \(table): "), "\(statement): \(night.stderr)")
      #expect(!night.stderr.contains("0007"))
    }
    let place = try Place.afterStories()
    try place.administer(damages[1].0)
    #expect(
      try place.night(ExtractFolder.stories(), ["--full", "--verify"]).expecting(0).stdout.contains("every row equal"))
    #expect(try place.exports() == Place.afterStories().exports())
  }
}
