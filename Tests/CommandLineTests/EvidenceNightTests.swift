import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A night keeps what stands behind its decisions")
struct EvidenceNightTests {
  private func texts(_ place: Place, _ sql: String) throws -> [String] {
    let connection = try Connection(conninfo: place.database.superuserConninfo)
    var found: [String] = []
    try connection.query(sql) { found.append(try $0.text(0)) }
    return found
  }

  private static let rows = [
    "record.course_evidence", "record.exam_match", "record.exam_review", "record.district_claim", "record.student",
    "evaluation.verdict",
  ]

  @Test("Three values per course, AP matches, the review list and the district's claims, from CALPADS files")
  func kept() throws {
    let folder = try StateFolder()
    try folder.certify("10000002", "Y")
    try folder.certify("02000001", "N")
    // A sheet row of somebody who is not in the district.
    try folder.edit("AP_datafile.csv") { lines in
      guard let row = lines.dropFirst().first else { throw TestFailure("the AP file is empty") }
      var fields = row.components(separatedBy: ",")
      fields[1] = "Nobodyhere"
      fields[2] = "Zita"
      for (index, value) in fields.enumerated() where value.count == 8 && Int(value) != nil { fields[index] = "" }
      return lines.filter { !$0.isEmpty } + [fields.joined(separator: ","), ""]
    }
    let place = try Place.empty()
    _ = try place.night(folder.path).expecting(0)
    let claims = """
      SELECT student_id || ' ' || met_requirements FROM record.district_claim_now JOIN record.student_now USING (student_key) \
      ORDER BY 1
      """
    #expect(try texts(place, claims) == ["02000001 false", "10000002 true"])
    let evidence = try texts(
      place,
      """
      SELECT DISTINCT rule || ' ' || coalesce(claimed_areas, '-') || ' ' || coalesce(listed_areas, '-') || ' ' \
      || coalesce(decided_areas, '-') FROM record.course_evidence_now WHERE listed_title = 'Ethnic Studies' \
      AND claimed_areas IS NOT NULL
      """)
    #expect(evidence == ["match.abbreviation A A;G A;G"])
    let matches = try texts(
      place, "SELECT DISTINCT rule || ' ' || file FROM record.exam_match_now WHERE exams > 0")
    #expect(matches == ["exam.local-id AP_datafile.csv"])
    let sheet = try folder.text("AP_datafile.csv").split(separator: "\n").count
    #expect(
      try texts(place, "SELECT file || ' ' || line || ' ' || outcome FROM record.exam_review_now")
        == ["AP_datafile.csv \(sheet) unmatched"])
    try unchangedThenChanged(place, folder)
  }

  @Test("An AP row whose identifier is a student's and whose name and birth date are not names that student")
  func doubtful() throws {
    let folder = try StateFolder()
    var known = ""
    try folder.edit("AP_datafile.csv") { lines in
      let columns = lines[0].components(separatedBy: ",")
      guard let row = lines.dropFirst().first, let birth = columns.firstIndex(of: "Date of Birth"),
        let identifier = columns.firstIndex(of: "Student Identifier")
      else { throw TestFailure("the AP file has other columns") }
      var fields = row.components(separatedBy: ",")
      (fields[1], fields[2], fields[birth]) = ("Nobodyhere", "Zita", "010190")
      known = fields[identifier]
      return lines.filter { !$0.isEmpty } + [fields.joined(separator: ","), ""]
    }
    let place = try Place.empty()
    _ = try place.night(folder.path).expecting(0)
    let review = try JSON(try place.agtrack(["worklist", "--exams", "--json"]).expecting(0).output)
    #expect(review["exams"].elements.map { $0["students"].elements.map(\.string) } == [[known]])
    #expect(review["exams"].elements.map { $0["outcome"].string } == ["doubtful"])
    #expect(try place.agtrack(["access-log", "--student", known]).expecting(0).stdout.contains("worklist exams"))
    _ = try place.night(folder.path, ["--verify", "--full"]).expecting(0)
  }

  /// The same files again write nothing; one changed claim changes that student alone.
  private func unchangedThenChanged(_ place: Place, _ folder: StateFolder) throws {
    let before = try place.fingerprint()
    _ = try place.night(folder.path).expecting(0)
    let after = try place.fingerprint()
    for table in Self.rows { #expect(before[table] == after[table], "\(table)") }
    try folder.certify("10000002", "N")
    let night = try place.nightWithManifest(folder.path)
    #expect(night.manifest["students_evaluated"].int == 1)
    let changed = try place.fingerprint()
    #expect(changed["record.district_claim"] == (before["record.district_claim"] ?? 0) + 1)
    #expect(changed["record.course_evidence"] == before["record.course_evidence"])
    #expect(try texts(place, "SELECT met_requirements::text FROM record.district_claim_now") == ["false", "false"])
    #expect(try texts(place, "SELECT count(*)::text FROM record.exam_review") == ["1"])
  }

  @Test("A night of the extract's own files alone keeps no evidence; one with an upload does, until it is gone")
  func comesAndGoes() throws {
    let place = try Place.afterStories()
    let count = "SELECT count(*)::text FROM record.course_evidence_now"
    #expect(try texts(place, count) == ["0"])
    let upload = try CollegeUpload()
    _ = try place.night(upload.path, ["--accept-shrink"]).expecting(0)
    #expect(
      try texts(place, "SELECT DISTINCT rule FROM record.course_evidence_now WHERE course_id = 'SPA2'")
        == ["decision.courses-file"])
    _ = try place.night(ExtractFolder.stories(), ["--accept-shrink"]).expecting(0)
    #expect(try texts(place, count) == ["0"])
  }
}
