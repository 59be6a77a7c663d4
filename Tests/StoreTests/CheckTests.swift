import Postgres
import TestSupport
import Testing

@testable import Store

/// Each check against a clean district and the same district with its defect planted.
@Suite("Checks of data quality")
struct CheckTests {
  struct Defect: Sendable, CustomTestStringConvertible {
    let check: String
    /// What is planted in run 2.
    let sql: String
    let found: Int
    /// Schools and subjects of the places, in their order.
    let places: [String]
    let isBreached: Bool
    var measured: Double?
    var expected: Double?
    var testDescription: String { check }

    init(
      _ check: String, _ sql: String, found: Int, _ places: [String], isBreached: Bool = true, measured: Double? = nil,
      expected: Double? = nil
    ) {
      (self.check, self.sql, self.found, self.places) = (check, sql, found, places)
      (self.isBreached, self.measured, self.expected) = (isBreached, measured, expected)
    }
  }

  /// Verdicts of run 2 that replace those of run 1.
  private static func verdicts(_ status: String, where condition: String) -> String {
    """
    CREATE TEMP TABLE changed AS SELECT v.* FROM evaluation.verdict AS v JOIN record.student AS s USING (student_key)
      WHERE v.to_run IS NULL AND \(condition);
    UPDATE evaluation.verdict AS v SET to_run = 2 FROM changed AS c
      WHERE c.student_key = v.student_key AND c.system = v.system;
    UPDATE changed SET from_run = 2, all_status = '\(status)';
    INSERT INTO evaluation.verdict SELECT * FROM changed;
    """
  }

  /// A new generation of the course list.
  private static func courses(_ change: String) -> String {
    """
    CREATE TEMP TABLE changed AS SELECT * FROM record.course;
    UPDATE changed SET generation = 2;
    \(change);
    INSERT INTO record.course SELECT * FROM changed;
    UPDATE meta.run_file SET generation = 2 WHERE run_id = 2 AND file = 'courses.csv';
    """
  }

  static let defects = [
    Defect(
      "course-match", courses("DELETE FROM changed WHERE school_id = 'S2' AND course_id = 'C2'"), found: 1,
      ["S2 known"],
      measured: 50, expected: 90),
    Defect(
      "course-match", courses("UPDATE changed SET subject_area = NULL WHERE school_id = 'S1'"), found: 1, ["S1 listed"],
      measured: 0, expected: 10),
    Defect(
      "courses-vanished", courses("UPDATE changed SET subject_area = NULL WHERE school_id = 'S2' AND course_id = 'C1'"),
      found: 1, ["S2 C1"], isBreached: true, measured: 2026),
    Defect(
      "courses-vanished", courses("UPDATE changed SET first_year = 2026"), found: 4,
      ["S1 C1", "S1 C2", "S2 C1", "S2 C2"], measured: 2025),
    Defect(
      "credits-against-term",
      "UPDATE record.transcript SET credits_attempted = 1000 WHERE course_code = 1 AND term = 'S1'",
      found: 840, ["S1 C1 S1"], measured: 10, expected: 5),
    Defect(
      "credits-against-term", "UPDATE record.transcript SET term = 'FY' WHERE course_code = 1 AND school_year = 2024",
      found: 360, ["S1 C1 FY"], measured: 5, expected: 10),
    Defect(
      "credits-against-term", "UPDATE record.transcript SET credits_earned = 1000 WHERE student_key = 4", found: 4,
      ["S2 C1 S1", "S2 C1 S2", "S2 C2 S1", "S2 C2 S2"], isBreached: false),
    Defect(
      "duplicate-ssid", "UPDATE record.student SET ssid = '9000000001' WHERE student_key IN (2, 4)", found: 3,
      ["S1 ", "S2 "]),
    Defect(
      "extract-stale",
      """
      UPDATE meta.run SET as_of = '2027-03-01' WHERE run_id = 1;
      UPDATE meta.run_file SET sha256 = repeat('b', 64) WHERE file = 'transcripts.csv'
      """, found: 1, [" transcripts.csv"], measured: 14, expected: 7),
    Defect(
      "grade-against-class", "UPDATE record.student SET graduation_year = graduation_year + 2 WHERE student_key <= 20",
      found: 20, ["S1 ", "S2 "]),
    Defect(
      "groups-unknown", "UPDATE record.student SET english_status = NULL WHERE school_id = 'S2'", found: 1,
      ["S2 english_status"], measured: 100, expected: 50),
    Defect(
      "list-failed", verdicts("not_met", where: "s.school_id = 'S1' AND s.graduation_year = 2027"), found: 1,
      ["S1 2027"], measured: 0, expected: 100),
    Defect(
      "marks-missing",
      """
      UPDATE record.transcript SET in_progress = true, mark = NULL WHERE school_year = 2026 AND term = 'S1' AND course_code < 9
      """, found: 240, ["S1 "]),
    Defect(
      "met-rate-drop",
      verdicts("not_met", where: "s.school_id = 'S1' AND s.graduation_year = 2027 AND student_key <= 240"),
      found: 1, ["S1 2027"], measured: 16.7, expected: 33.3),
    Defect(
      "met-rate-jump", verdicts("met", where: "s.school_id = 'S2' AND s.graduation_year = 2027"), found: 1, ["S2 2027"],
      measured: 100, expected: 33.3),
    Defect(
      "no-records", "DELETE FROM record.transcript WHERE student_key <= 40", found: 30, ["S1 ", "S2 "]),
    Defect(
      "reject-share", "UPDATE meta.run_file SET rows_loaded = 6500, rows_rejected = 220 WHERE file = 'transcripts.csv'",
      found: 1, [" transcripts.csv"], measured: 3.3, expected: 2),
    Defect(
      "student-twice",
      """
      UPDATE record.student SET last_name = 'GARCIA', first_name = 'Ana', birth_date = '2010-02-03' WHERE student_key = 1;
      UPDATE record.student SET last_name = 'Garcia', first_name = 'ana', birth_date = '2010-02-03' WHERE student_key = 6
      """, found: 2, ["S1 ", "S2 "], isBreached: false),
    Defect(
      "students-vanished", "UPDATE record.student SET to_run = 2 WHERE school_id = 'S2' AND grade_level = 10", found: 1,
      ["S2 "], measured: 25, expected: 5),
    Defect(
      "two-schools",
      "UPDATE record.transcript SET course_code = 1 WHERE student_key <= 40 AND course_code = 9 AND in_progress",
      found: 20, ["S2 "]),
    Defect(
      "unknown-courses", courses("DELETE FROM changed WHERE school_id = 'S2' AND course_id = 'C2'"), found: 1680,
      ["S2 C2"]),
    Defect(
      "year-beside-semesters",
      "UPDATE record.transcript SET term = 'FY', credits_attempted = 1000 WHERE course_code = 1 AND term = 'S2' AND school_year = 2025",
      found: 240, ["S1 "]),
    Defect(
      "year-missing", "DELETE FROM record.transcript WHERE school_year = 2026 AND course_code >= 9", found: 1, ["S2 "],
      measured: 0, expected: 1),
  ]

  @Test("A clean district has none of the defects")
  func clean() throws {
    let database = try CheckFixture.database()
    let session = try Session.open(database.conninfo)
    let outcomes = try CheckFixture.outcomes(session)
    #expect(outcomes.map(\.id) == (try Check.all().map(\.id)))
    for outcome in outcomes {
      #expect(outcome.found == 0 && !outcome.isBreached && outcome.places.isEmpty, "\(outcome)")
    }
    #expect(try number(session, "SELECT count(*) FROM record.check_student") == 0)
  }

  @Test("A planted defect is found where it was planted, by its own check", arguments: defects)
  func planted(_ defect: Defect) throws {
    let outcome = try #require(try CheckFixture.outcome(defect.check, after: defect.sql))
    #expect(outcome.found == defect.found)
    #expect(outcome.places.map { "\($0.schoolID ?? "") \($0.subject ?? "")" }.sorted() == defect.places.sorted())
    #expect(outcome.isBreached == defect.isBreached)
    if let measured = defect.measured { #expect(outcome.places.first?.measured == measured) }
    if let expected = defect.expected { #expect(outcome.places.first?.expected == expected) }
  }

  @Test("Every check has a planted defect")
  func completeness() throws {
    #expect(Set(CheckTests.defects.map(\.check)) == Set(try Check.all().map(\.id)))
  }

  @Test("The day of the run decides whether a mark is late, not the clock")
  func lateMarks() throws {
    let july: Int32 = CheckFixture.asOf + 108  // 2027-07-01
    for (asOf, year, found) in [(july, Int16(2027), 0), (july + 20, 2027, 0), (july + 21, 2027, 480)] {
      let outcome = try CheckFixture.outcome("marks-missing", after: "SELECT", asOf: asOf, schoolYear: year)
      #expect(outcome?.found == found, "\(asOf)")
    }
    var early = CheckSetting()
    early.parameters["grace_days"] = 0
    let outcome = try CheckFixture.outcome(
      "marks-missing", after: "SELECT", settings: ["marks-missing": early], asOf: july, schoolYear: 2027)
    #expect(outcome?.found == 480 && outcome?.isBreached == true)
  }

  @Test("A class that finishes later is not judged before February, and last year's stands in for the year before")
  func season() throws {
    let defect = Self.verdicts("not_met", where: "s.school_id = 'S1' AND s.graduation_year = 2027")
    let january: Int32 = CheckFixture.asOf - 43  // 2027-01-31
    #expect(try CheckFixture.outcome("list-failed", after: defect, asOf: january)?.found == 0)
    #expect(try CheckFixture.outcome("list-failed", after: defect, asOf: january + 1)?.found == 1)
    let leap = Self.verdicts("met", where: "s.school_id = 'S2' AND s.graduation_year = 2027")
    #expect(try CheckFixture.outcome("met-rate-jump", after: leap, asOf: january)?.found == 0)
    // With a run of a year before, the same class of that day is compared, at any time of the year.
    let history = """
      UPDATE meta.run SET as_of = '2026-02-01' WHERE run_id = 1; DELETE FROM indicator.class_count;
      INSERT INTO indicator.class_count VALUES (1, 'S2', 2026, 60, 60, 10, 20);
      """
    #expect(try CheckFixture.outcome("met-rate-jump", after: leap + history, asOf: january)?.found == 1)
  }

  @Test("When a new school year has begun, the seniors of the last one may be gone")
  func rollOver() throws {
    let defect = "UPDATE record.student SET to_run = 2 WHERE grade_level = 12"
    #expect(try CheckFixture.outcome("students-vanished", after: defect)?.found == 2)
    let august: Int32 = CheckFixture.asOf + 150
    #expect(try CheckFixture.outcome("students-vanished", after: defect, asOf: august, schoolYear: 2027)?.found == 0)
  }
}
