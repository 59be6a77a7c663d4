import Foundation
import Postgres
import TestSupport
import Testing

/// Nights that a check keeps from being published.
@Suite("Loaded, not published")
struct GateTests {
  private let place: Place
  private let extract: ExtractFolder
  private let scratch: ScratchFolder
  private let before: Exports

  /// The published stories; an extract in which a mark is lost and an id stands twice; a configuration that holds that.
  init() throws {
    place = try Place.afterStories()
    before = try place.exports()
    extract = try ExtractFolder()
    try extract.replace(
      "0004,99900010100001,2023-24,S2,9,ALG1,Algebra I,C,", with: "0004,99900010100001,2023-24,S2,9,ALG1,Algebra I,D,",
      in: "transcripts.csv")
    try extract.edit("students.csv") { lines in
      let place = lines[0].split(separator: ",", omittingEmptySubsequences: false).firstIndex { $0 == "ssid" } ?? 1
      for (index, line) in lines.enumerated() where line.hasPrefix("0005,") || line.hasPrefix("0006,") {
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[place] = "7012345678"
        lines[index] = fields.joined(separator: ",")
      }
    }
    scratch = try ScratchFolder()
    try scratch.write("checks: { duplicate-ssid: { action: hold } }\n", to: "hold.yaml")
  }

  private func heldNight(_ folder: String? = nil) throws -> (result: ProgramResult, manifest: JSON) {
    try place.nightWithManifest(folder ?? extract.path, ["--config", scratch.file("hold.yaml")])
  }

  private func states() throws -> [String] {
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    var states: [String] = []
    try connection.query("SELECT state FROM meta.run ORDER BY run_id") { states.append(try $0.text(0)) }
    return states
  }

  @Test("A held night ends with exit 1 and the reason, and readers stay on the last published run")
  func held() throws {
    let night = try heldNight()
    #expect(night.result.status == 1)
    #expect(night.result.stdout.hasPrefix("run 2 as of 2027-03-15, loaded, not published"))
    #expect(night.result.stderr.contains("check duplicate-ssid keeps the run from being published"))
    #expect(night.result.stderr.contains("agtrack publish 2"))
    #expect(night.manifest["published"].bool == false && night.manifest["held"].bool == true)
    #expect(night.manifest["run_id"].int == 2)
    #expect(try place.exports() == before)
    let list = try place.agtrack(["checks"]).expecting(0)
    #expect(list.stdout.hasPrefix("run 1 ") && list.stderr.contains("run 2 is loaded, not published"))
    let reason = try place.agtrack(["checks", "--run", "2"]).expecting(0).stdout
    #expect(reason.hasPrefix("run 2 as of 2027-03-15, loaded") && reason.contains("(hold)"))
    #expect(try Table(place.agtrack(["checks", "--run", "2", "--students", "duplicate-ssid"]).stdout).rows.count == 2)
  }

  @Test("A person publishes it: the verdicts are those of a night that was not held, and who and why is kept")
  func published() throws {
    let other = try Place.afterStories()
    _ = try other.night(extract.path).expecting(1)
    _ = try heldNight()
    let told = try place.agtrack(["publish", "2", "--reason", "both are one person"]).expecting(0)
    #expect(told.stdout == "run 2 published\n")
    #expect(try place.exports() == other.exports())
    #expect(try place.exports() != before)
    let json = try JSON(place.agtrack(["checks", "--json"]).expecting(0).output)
    #expect(json["state"].string == "published" && json["publish_reason"].string == "both are one person")
    #expect(json["published_by"].string == "agtrack" && json["published_account"].string?.isEmpty == false)
    #expect(try place.agtrack(["publish", "2"]).expecting(6).stderr.contains("published already"))
    #expect(try place.agtrack(["publish", "1"]).expecting(6).stderr.contains("published already"))
    #expect(try place.agtrack(["publish", "7"]).expecting(6).stderr.contains("no run 7"))
    // The next night carries over what a person published.
    let next = try heldNight()
    #expect(next.manifest["students_carried_over"].int == 44 && next.result.status == 1)
  }

  @Test("The next night supersedes a held run and gives what it would have given without it")
  func superseded() throws {
    _ = try heldNight()
    let good = try ExtractFolder()
    try good.withdraw("0007")
    _ = try place.night(good.path).expecting(0)
    #expect(try states() == ["published", "superseded", "published"])
    let other = try Place.afterStories()
    _ = try other.night(good.path).expecting(0)
    #expect(try place.exports() == other.exports())
    let told = try place.agtrack(["publish", "2"]).expecting(6)
    #expect(told.stderr.contains("superseded"))
    // Why it was held is still known, its students are not.
    #expect(try place.agtrack(["checks", "--run", "2"]).expecting(0).stdout.contains("duplicate-ssid: 2"))
    #expect(try Table(place.agtrack(["checks", "--run", "2", "--students", "duplicate-ssid"]).stdout).rows.isEmpty)
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    let left = try connection.first(
      """
      SELECT (SELECT count(*) FROM record.student WHERE from_run = 2 OR to_run = 2) \
      + (SELECT count(*) FROM evaluation.verdict WHERE from_run = 2 OR to_run = 2) \
      + (SELECT count(*) FROM record.check_student WHERE from_run = 2) + (SELECT count(*) FROM meta.run_file WHERE run_id = 2)
      """
    ) { try $0.int(0) }
    #expect(left == 0)
  }

  @Test("One held night after another: each takes the place of the one before; a refused extract leaves it")
  func again() throws {
    _ = try heldNight()
    #expect(try heldNight().result.status == 1)
    #expect(try states() == ["published", "superseded", "loaded"])
    #expect(try heldNight(scratch.path).result.status == 3)
    #expect(try states() == ["published", "superseded", "loaded"])
    #expect(try place.exports() == before)
    _ = try place.agtrack(["publish", "3"]).expecting(0)
    #expect(try place.exports() != before)
  }

  @Test("A first night can be held too: nothing is published until a person says so")
  func firstNight() throws {
    let empty = try Place.empty()
    let night = try empty.nightWithManifest(extract.path, ["--config", scratch.file("hold.yaml")])
    #expect(night.result.status == 1 && night.manifest["held"].bool == true)
    _ = try empty.agtrack(["verdicts"]).expecting(6)
    _ = try empty.nightWithManifest(extract.path, ["--config", scratch.file("hold.yaml")])
    _ = try empty.agtrack(["publish", "1"]).expecting(6)
    _ = try empty.agtrack(["publish", "2"]).expecting(0)
    let other = try Place.empty()
    _ = try other.night(extract.path).expecting(1)
    #expect(try empty.exports() == other.exports())
  }

  @Test("While a night holds the lock nobody publishes: exit 75; staff may not at all: exit 5")
  func permission() throws {
    _ = try heldNight()
    do {
      let night = try Connection(conninfo: place.database.conninfo)
      try night.execute("SELECT pg_advisory_lock(7018706579107702644)")
      _ = try place.agtrack(["publish", "2"]).expecting(75)
      try night.execute("SELECT pg_advisory_unlock_all()")
    }
    try place.administer(
      """
      DO $$ BEGIN CREATE ROLE gate_staff LOGIN; EXCEPTION WHEN duplicate_object THEN END $$; \
      DO $$ BEGIN CREATE ROLE agtrack_staff; EXCEPTION WHEN duplicate_object THEN END $$; \
      GRANT agtrack_staff TO gate_staff; SELECT meta.grant_staff_access()
      """)
    let login = place.database.conninfo + " user=gate_staff"
    for command in [["publish", "2"], ["checks", "--run", "2"]] {
      let told = try runAgtrack(command + ["--database", login], environment: quietEnvironment)
      #expect(told.status == 5, "\(command): \(told.stderr)")
    }
    #expect(try states() == ["published", "loaded"])
  }

  @Test("The gates of the night: lost lists, lost students and lost verdicts are found against last night")
  func gates() throws {
    let sample = try ScratchFolder()
    _ = try runAgtrack(
      ["sample", "--students", "300", "--seed", "3", "--out", sample.file("district")], environment: quietEnvironment
    ).expecting(0)
    let district = try Place.empty()
    _ = try district.night(sample.file("district")).expecting(0)
    let courses = try sample.text("district/courses.csv")
    try sample.write(
      """
      checks:
        courses-vanished: { action: hold }
        met-rate-drop: { action: hold, least_students: 5, least_fewer: 1 }
        students-vanished: { action: hold }
      """, to: "gates.yaml")
    let published = try district.exports()
    // Area B leaves every list.
    let area = courses.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.replacingOccurrences(of: ",B,English,", with: ",,,")
    }.joined(separator: "\n")
    #expect(area != courses)
    try sample.write(area, to: "district/courses.csv")
    let config = ["--config", sample.file("gates.yaml")]
    let lost = try district.night(sample.file("district"), config).expecting(1)
    for gate in ["courses-vanished", "met-rate-drop"] {
      #expect(lost.stderr.contains("check \(gate) keeps the run"), "\(gate): \(lost.stderr)")
    }
    #expect(try district.exports() == published)
    try sample.write(courses, to: "district/courses.csv")
    // A school's students leave the export.
    var gone: Set<Substring> = []
    let students = try sample.text("district/students.csv").split(separator: "\n").filter { line in
      let isGone = line.contains(",99100010100011,")
      if isGone { gone.insert(line.prefix { $0 != "," }) }
      return !isGone
    }
    #expect(gone.count > 15)
    try sample.write(students.joined(separator: "\n") + "\n", to: "district/students.csv")
    for file in ["transcripts", "exams", "waivers"] {
      let kept = try sample.text("district/\(file).csv").split(separator: "\n").filter { line in
        !gone.contains(line.prefix { $0 != "," })
      }
      try sample.write(kept.joined(separator: "\n") + "\n", to: "district/\(file).csv")
    }
    let missing = try district.night(sample.file("district"), config + ["--accept-shrink"]).expecting(1)
    #expect(missing.stderr.contains("check students-vanished keeps the run"))
    #expect(try district.exports() == published)
    _ = try district.agtrack(["publish", "3"]).expecting(0)
    #expect(try district.exports() != published)
  }
}
