import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What changes from one night to the next")
struct ChangeTests {
  @Test("An unchanged second night evaluates nobody and finds every row unchanged")
  func unchanged() throws {
    let place = try Place.afterStories()
    let night = try place.nightWithManifest(ExtractFolder.stories())
    #expect(night.result.status == 0)
    #expect(night.manifest["run_id"].int == 2)
    #expect(night.manifest["students_evaluated"].int == 0)
    #expect(night.manifest["students_carried_over"].int == 44)
    for file in night.manifest["files"].elements {
      #expect(file["rows_unchanged"].int == file["rows_loaded"].int, "\(file["file"].string ?? "")")
    }
    #expect(night.manifest["verdicts"]["uc"].counts == ["met": 19, "in_progress": 1, "not_met": 23, "unknown": 1])
    #expect(try place.exports() == Place.afterStories().exports())
  }

  @Test("A changed mark evaluates exactly that student again")
  func changedMark() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    try extract.replace(
      "0001,99900010100001,2023-24,S1,9,ENG9,English 9,B,", with: "0001,99900010100001,2023-24,S1,9,ENG9,English 9,F,",
      in: "transcripts.csv")
    let night = try place.nightWithManifest(extract.path)
    #expect(night.manifest["students_evaluated"].int == 1)
    #expect(night.manifest["students_carried_over"].int == 43)
    for file in night.manifest["files"].elements {
      let loaded = file["rows_loaded"].int ?? 0
      let changed = file["file"].string == "transcripts.csv" ? 1 : 0
      #expect(file["rows_unchanged"].int == loaded - changed, "\(file["file"].string ?? "")")
    }
    let changed = try differences(place.exports().verdicts, Place.afterStories().exports().verdicts)
    #expect(changed == ["0001"])
    let fresh = try Place.empty()
    _ = try fresh.night(extract.path).expecting(0)
    #expect(try fresh.exports() == place.exports())
  }

  @Test("A changed course list evaluates again exactly those who took the course, and nobody keeps an old verdict")
  func changedList() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    try extract.edit("courses.csv") { lines in
      lines = lines.map { $0.contains(",SPA2,Spanish 2,") ? $0.replacingOccurrences(of: ",E,", with: ",,") : $0 }
    }
    let night = try place.nightWithManifest(extract.path)
    for file in night.manifest["files"].elements {
      let changed = file["file"].string == "courses.csv" ? 2 : 0
      #expect(file["rows_unchanged"].int == (file["rows_loaded"].int ?? 0) - changed, "\(file["file"].string ?? "")")
    }
    let took = try Set(
      Table(extract.text("transcripts.csv")).named.filter { $0["course_id"] == "SPA2" }.map { $0["student_id"] })
    #expect(took.count > 10)
    #expect((1...took.count).contains(night.manifest["students_evaluated"].int ?? 0))
    let fresh = try Place.empty()
    _ = try fresh.night(extract.path).expecting(0)
    #expect(try fresh.exports() == place.exports())
  }

  @Test("A school that turns out to be no college, or a course that is another one's equal, changes who it must")
  func changedSchool() throws {
    let extract = try ExtractFolder()
    try extract.edit("schools.csv") { lines in
      lines = lines.map { $0.replacingOccurrences(of: ",community_college,", with: ",high,") }
    }
    try extract.replace("LANTERN-ONLINE,OL-USH,", with: "LANTERN-ONLINE,OL-NONE,", in: "equivalents.csv")
    let place = try Place.afterStories()
    _ = try place.night(extract.path).expecting(0)
    let fresh = try Place.empty()
    _ = try fresh.night(extract.path).expecting(0)
    #expect(try fresh.exports() == place.exports())
    let changed = try differences(place.exports().verdicts, Place.afterStories().exports().verdicts)
    #expect(changed.contains("0026"))
  }

  @Test("A later day evaluates again whoever it concerns, as a fresh night of that day would")
  func laterDay() throws {
    let place = try Place.afterStories()
    _ = try place.night(ExtractFolder.stories(), asOf: "2027-08-01").expecting(0)
    let fresh = try Place.empty()
    _ = try fresh.night(ExtractFolder.stories(), asOf: "2027-08-01").expecting(0)
    #expect(try fresh.exports() == place.exports())
  }

  @Test("A student who is no longer in the extract is in nothing that is read, and may come back")
  func withdrawn() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    try extract.withdraw("0005")
    _ = try place.night(extract.path).expecting(0)
    let exports = try place.exports()
    #expect(try !Table(exports.verdicts).column("student_id").contains("0005"))
    #expect(try !Table(exports.uses).column("student_id").contains("0005"))
    #expect(try Table(exports.verdicts).rows.count == 43 * 16)
    _ = try place.agtrack(["student", "0005"]).expecting(6)
    _ = try place.agtrack(["student", "Higherby"]).expecting(6)
    _ = try place.night(ExtractFolder.stories()).expecting(0)
    #expect(try place.exports() == Place.afterStories().exports())
  }

  @Test("A night in which a shared list changed and a student left goes through")
  func withdrawnBesideAChangedList() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    for file in ["students.csv", "transcripts.csv", "exams.csv", "waivers.csv"] {
      try extract.edit(file) { lines in lines.removeAll { $0.hasPrefix("0002,") } }
    }
    try extract.edit("staff.csv") { lines in
      lines = lines.map { $0.replacingOccurrences(of: ",counselor,", with: ",auditor,") }
    }
    let night = try place.nightWithManifest(extract.path)
    #expect(night.result.status == 0)
    #expect(night.manifest["students_carried_over"].int == 43)
    #expect(try !place.exports().verdicts.contains("\n0002,"))
  }

  @Test("A waiver or an exam taken back is taken back from the verdict")
  func waiverTakenBack() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    try extract.replace("0009,E,4,", with: "0009,E,2,", in: "waivers.csv")
    try extract.replace("0027,AP,07,2025-26,3", with: "0027,AP,07,2025-26,2", in: "exams.csv")
    let night = try place.nightWithManifest(extract.path)
    #expect(night.manifest["students_evaluated"].int == 2)
    for file in night.manifest["files"].elements {
      let changed = ["exams.csv", "waivers.csv"].contains(file["file"].string) ? 1 : 0
      #expect(file["rows_unchanged"].int == (file["rows_loaded"].int ?? 0) - changed, "\(file["file"].string ?? "")")
    }
    let fresh = try Place.empty()
    _ = try fresh.night(extract.path).expecting(0)
    #expect(try fresh.exports() == place.exports())
    #expect(try differences(place.exports().verdicts, Place.afterStories().exports().verdicts) == ["0009", "0027"])
  }

  @Test("The edition of another fall evaluates everyone, from what is stored, as the night would")
  func entering() throws {
    let place = try Place.afterStories()
    let older = try Table(place.exports(["--entering", "2015"]).verdicts)
    #expect(older.rows.count == 44 * 16)
    #expect(Set(older.column("edition")) == ["uc-2015", "csu-2015"])
    let geometry = older.named.filter { $0["student_id"] == "0008" && $0["system"] == "uc" }
    #expect(geometry.count == 8)
    // Under the seniors' own fall the stored records must give the published verdicts again.
    let seniors = try Table(ExtractFolder().text("students.csv")).named
      .filter { $0["graduation_year"] == "2027" }.map { $0["student_id"] ?? "" }
    #expect(seniors.count > 30)
    let again = try place.exports(["--entering", "2027"])
    let published = try place.exports()
    for (left, right) in [(again.verdicts, published.verdicts), (again.uses, published.uses)] {
      let own = try (
        Table(left).rows.filter { seniors.contains($0[0]) }, Table(right).rows.filter { seniors.contains($0[0]) }
      )
      #expect(own.0 == own.1)
    }
    try CertificateCheck.check(again)
  }

  @Test("One system alone is the rows of that system")
  func oneSystem() throws {
    let place = try Place.afterStories()
    let all = try place.exports()
    for system in ["uc", "csu"] {
      let own = try place.exports(["--system", system])
      #expect(try Table(own.verdicts).rows == Table(all.verdicts).rows.filter { $0[1] == system })
      #expect(try Table(own.uses).rows == Table(all.uses).rows.filter { $0[1] == system })
    }
  }

  /// Student ids whose rows differ.
  private func differences(_ left: String, _ right: String) throws -> [String] {
    var rows: [String: [[String]]] = [:]
    for row in try Table(left).rows { rows[row[0], default: []].append(row) }
    var others: [String: [[String]]] = [:]
    for row in try Table(right).rows { others[row[0], default: []].append(row) }
    return Set(rows.keys).union(others.keys).filter { rows[$0] != others[$0] }.sorted()
  }
}
