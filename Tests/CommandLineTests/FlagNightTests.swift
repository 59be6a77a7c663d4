import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What the night keeps for counselors")
struct FlagNightTests {
  private func rows(_ place: Place, _ select: String) throws -> [String] {
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    var rows: [String] = []
    try connection.query(select) { rows.append(try $0.text(0)) }
    return rows
  }

  @Test("The codes of the table are those of the program's documentation")
  func codes() throws {
    let place = try Place.afterStories()
    let documented = try String(contentsOfFile: ExtractFolder.repository() + "/docs/flags.md", encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return "\(cells[0].dropFirst().dropLast()) \(cells[1])"
      }
    let stored = try rows(place, "SELECT flag || ' ' || cause FROM evaluation.flag_code ORDER BY flag_no")
    #expect(stored == documented && stored.count == 15)
  }

  @Test("Each enrolled student of grades 9 to 12 has a row, and the page shows its flags and its plan")
  func rowsAndPages() throws {
    let place = try Place.afterStories()
    let planned = try rows(
      place,
      "SELECT student_id FROM record.student_now WHERE enrollment = 'enrolled' AND grade_level BETWEEN 9 AND 12 ORDER BY 1"
    )
    let kept = try rows(
      place, "SELECT student_id FROM evaluation.counsel_now JOIN record.student_now USING (student_key) ORDER BY 1")
    #expect(kept == planned && kept.count > 30)
    for id in ["0002", "0031", "0033", "0034"] {
      let json = try JSON(try place.agtrack(["student", id, "--json"]).expecting(0).output)
      let stored = try rows(
        place,
        """
        SELECT flag || ' ' || coalesce(subject_area, '') FROM evaluation.flag_now JOIN record.student_now USING (student_key) \
        WHERE student_id = '\(id)' ORDER BY place
        """)
      #expect(json["flags"].elements.map { "\($0["flag"].string ?? "") \($0["subject_area"].string ?? "")" } == stored)
      let answers = try rows(
        place,
        """
        SELECT uc_feasibility || ' ' || csu_feasibility || ' ' || coalesce(plan_semesters::text, '') \
        FROM evaluation.counsel_now JOIN record.student_now USING (student_key) WHERE student_id = '\(id)'
        """)
      let semesters = json["plan"]["completes"].elements.count == 2 ? json["plan"]["semesters"].int : nil
      #expect(
        answers == [
          [
            json["on_track"]["uc"]["feasibility"].string ?? "", json["on_track"]["csu"]["feasibility"].string ?? "",
            semesters.map(String.init) ?? "",
          ].joined(separator: " ")
        ], "\(id)")
    }
  }

  @Test("A night that changes nothing writes nothing; a new course list makes new rows for its school")
  func carriedOver() throws {
    let place = try Place.afterStories()
    let all = "SELECT count(*)::text FROM evaluation.counsel"
    let before = try rows(place, all)
    _ = try place.night(ExtractFolder.stories()).expecting(0)
    #expect(try rows(place, all) == before)
    let extract = try ExtractFolder()
    try extract.edit("courses.csv") { $0.append("99900010100001,ART9,Art 9,F,Visual Arts,,year,,,,,9,,,,,,,") }
    _ = try place.night(extract.path).expecting(0)
    let schools = try rows(
      place,
      """
      SELECT DISTINCT school_id FROM evaluation.counsel_now AS c JOIN record.student_now AS s USING (student_key) \
      WHERE c.from_run = 3
      """)
    #expect(schools == ["99900010100001"])
  }

  @Test("Who leaves the extract, and who leaves school, has no row any more")
  func gone() throws {
    let place = try Place.afterStories()
    let extract = try ExtractFolder()
    try extract.edit("students.csv") { lines in
      lines.removeAll { $0.hasPrefix("0031,") }
      lines = lines.map { $0.hasPrefix("0033,") ? $0.replacing(",enrolled,", with: ",left,") : $0 }
    }
    try extract.edit("transcripts.csv") { lines in lines.removeAll { $0.hasPrefix("0031,") } }
    _ = try place.night(extract.path)
    let kept = try rows(
      place, "SELECT i.student_id FROM evaluation.counsel_now JOIN record.student_identity AS i USING (student_key)")
    #expect(!kept.contains("0031") && !kept.contains("0033") && kept.contains("0034"))
  }
}
