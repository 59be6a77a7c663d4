import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A dry run")
struct DryRunTests {
  /// An extract with something of everything: a corrected mark, a student gone, a new one, a course that the list lost, a reject,
  /// and a statewide id on two students.
  private func changed() throws -> ExtractFolder {
    let extract = try ExtractFolder()
    let english = "0001,99900010100001,2023-24,S1,9,ENG9,English 9,"
    try extract.replace(english + "B,", with: english + "F,", in: "transcripts.csv")
    try extract.edit("transcripts.csv") { lines in
      lines += lines.filter { $0.hasPrefix("0008,") }.map { "0099" + $0.dropFirst(4) }
      lines.append("0008,99900010100001,2023-24,S9,9,ENG9,English 9,B,5.00,5.00,,")
    }
    try extract.edit("students.csv") { lines in
      lines += lines.filter { $0.hasPrefix("0008,") }.map { "0099" + $0.dropFirst(4) }
    }
    try extract.edit("courses.csv") { $0.removeAll { $0.contains(",CHEM,") } }
    try extract.withdraw("0012")
    return extract
  }

  private static let same = [
    "as_of", "files", "students_evaluated", "students_carried_over", "verdicts", "findings", "editions", "held",
    "checks",
    "changes",
  ]

  /// A dry run and then the night itself, which must say the same of everything that it decides.
  private func compare(
    _ place: Place, _ extract: String, _ more: [String] = [], asOf: String = ExtractFolder.asOf
  ) throws -> (dry: (result: ProgramResult, manifest: JSON), night: (result: ProgramResult, manifest: JSON)) {
    let before = try place.fingerprint()
    let dry = try place.nightWithManifest(extract, asOf: asOf, more + ["--dry-run"])
    #expect(try place.fingerprint() == before)
    #expect(dry.manifest["run_id"].isNull && dry.manifest["published"].bool == false)
    #expect(dry.manifest["dry_run"].bool == true)
    let night = try place.nightWithManifest(extract, asOf: asOf, more)
    #expect(night.manifest["dry_run"].bool == false)
    for key in Self.same { #expect(dry.manifest[key].text == night.manifest[key].text, "\(key)") }
    #expect(dry.result.status == night.result.status)
    return (dry, night)
  }

  @Test("It finds and decides what the night then finds and decides, on the first night and on a later one")
  func equal() throws {
    let place = try Place.empty()
    _ = try place.agtrack(["migrate"]).expecting(0)
    let first = try compare(place, ExtractFolder.stories())
    #expect(first.dry.result.stdout.hasPrefix("dry run as of 2027-03-15, would be published\n"))
    let extract = try changed()
    let later = try compare(place, extract.path, asOf: "2027-03-16")
    #expect(later.dry.result.status == 1 && later.dry.manifest["students_carried_over"].int ?? 0 > 0)
    #expect(!later.dry.manifest["changes"].keys.isEmpty)
    let found = later.dry.manifest["checks"].elements.filter { $0["found"].int ?? 0 > 0 }.map {
      $0["check"].string ?? ""
    }
    #expect(found.contains("duplicate-ssid") && found.contains("courses-vanished"))
    // Nothing is stored to be asked about afterwards: the places stand in the answer.
    #expect(
      later.dry.result.stdout.contains("What to do: ") && later.dry.result.stdout.contains("99900010100001, CHEM"))
    #expect(!(later.dry.result.stdout + later.dry.result.stderr).contains("--run"))
  }

  @Test("It says that a gate would hold the run, and that nothing changed; neither leaves anything")
  func gates() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    try scratch.write("checks: { duplicate-ssid: { action: hold } }\n", to: "hold.yaml")
    let extract = try changed()
    let held = try compare(place, extract.path, ["--config", scratch.file("hold.yaml")])
    #expect(held.dry.manifest["held"].bool == true && held.dry.result.status == 1)
    #expect(held.dry.result.stdout.hasPrefix("dry run as of 2027-03-15, would be loaded, not published\n"))
    #expect(held.dry.result.stderr.contains("check duplicate-ssid keeps the run from being published"))
    // The held run still waits after another dry run, which began as a night does that supersedes it.
    _ = try place.night(ExtractFolder.stories(), ["--dry-run"]).expecting(0)
    _ = try place.agtrack(["publish", "2"]).expecting(0)
    let unchanged = try compare(place, extract.path, ["--config", scratch.file("hold.yaml")])
    #expect(unchanged.dry.manifest["students_evaluated"].int == 0)
    let stages = unchanged.dry.manifest["stages"].keys
    #expect(stages.contains("compare") && !stages.contains("read"))
  }

  @Test("On a database that was never migrated it is an environment failure and migrates nothing")
  func unmigrated() throws {
    let place = try Place.empty()
    _ = try place.night(ExtractFolder.stories(), ["--dry-run"]).expecting(4)
    #expect(try place.fingerprint().isEmpty)
  }

  @Test("Where the database takes no writes it evaluates and says that no check could be asked")
  func readOnly() throws {
    let place = try Place.afterStories()
    try place.administer("ALTER DATABASE \(place.database.name) SET default_transaction_read_only = on")
    let night = try place.nightWithManifest(ExtractFolder.stories(), ["--dry-run"])
    #expect(night.result.status == 0 && night.result.stderr.contains("no check could be asked"))
    #expect(night.manifest["verdicts"]["uc"].counts.values.reduce(0, +) == 44)
    #expect(night.manifest["checks"].elements.isEmpty)
  }

  @Test("Beside a night it comes too early, and it goes back in time no more than a night does")
  func refused() throws {
    let place = try Place.afterStories()
    _ = try place.night(ExtractFolder.stories(), asOf: "2027-03-14", ["--dry-run"]).expecting(2)
    let night = try Connection(conninfo: place.database.conninfo)
    #expect(try night.tryAdvisoryLock(EnvironmentTests.nightLock))
    _ = try place.night(ExtractFolder.stories(), ["--dry-run"]).expecting(75)
  }
}
