import Postgres
import TestSupport

@testable import Store

/// A district in which no check finds anything, two nights old, written with SQL so that a test may plant one defect.
enum CheckFixture {
  /// Run 1 is published; run 2 is loaded with the same content and not yet checked.
  private static let template: Result<TestDatabase, any Error> = Result {
    let database = try Fixture.migrated()
    let session = try Session.open(database.conninfo)
    try session.connection.execute(district, name: "district")
    return database
  }

  static func database() throws -> TestDatabase { try TestDatabase.create(from: template.get()) }

  /// 2027-03-15, in the school year 2026-27.
  static let asOf: Int32 = 20_892

  /// What a check finds in run 2 after a statement has planted a defect there.
  static func outcome(
    _ check: String, after defect: String, settings: [String: CheckSetting] = [:], asOf: Int32 = asOf,
    schoolYear: Int16 = 2026
  ) throws -> CheckOutcome? {
    let database = try database()
    let session = try Session.open(database.conninfo)
    try session.connection.execute(defect, name: "defect")
    return try outcomes(session, settings: settings, asOf: asOf, schoolYear: schoolYear).first { $0.id == check }
  }

  static func outcomes(
    _ session: borrowing Session, settings: [String: CheckSetting] = [:], asOf: Int32 = asOf, schoolYear: Int16 = 2026
  ) throws -> [CheckOutcome] {
    let run = Run(id: 2, asOf: asOf, previous: PublishedRun(id: 1, asOf: CheckFixture.asOf - 1, schoolYear: 2026))
    var checks = CheckRun(run: run, schoolYear: schoolYear, settings: settings)
    let empty = """
      SELECT count(*) FROM record.students_in(2) AS s WHERE NOT EXISTS (
      SELECT FROM record.transcript AS t WHERE t.student_key = s.student_key)
      """
    return try checks.check(
      session.connection, tally: try tally(session), emptyTranscripts: try number(session, empty))
  }

  /// What the night counts while it loads, counted from the tables.
  private static func tally(_ session: borrowing Session) throws -> [RecordTally] {
    var tally: [RecordTally] = []
    try session.connection.query(
      """
      SELECT t.course_code, t.school_year, t.term, t.in_progress, k.school_id <> s.school_id, t.credits_attempted, count(*), \
      count(*) FILTER (WHERE t.credits_earned > t.credits_attempted) \
      FROM record.students_in(2) AS s JOIN record.transcript AS t USING (student_key, from_run) \
      JOIN record.course_code AS k USING (course_code) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
      """
    ) { row in
      tally.append(
        RecordTally(
          courseCode: try row.int32(0), schoolYear: try row.int16(1), term: try row.text(2),
          inProgress: try row.bool(3), elsewhere: try row.bool(4), creditsAttempted: try row.optionalInt32(5),
          records: try row.int(6), overEarned: try row.int(7)))
    }
    return tally
  }

  /// Two high schools of 240 students each, 60 a grade, and the class of 2026. A school has eight courses; a student has
  /// taken the first two in each year of high school and takes two more. Every third senior meets the pattern.
  private static let district = """
    INSERT INTO meta.run (run_id, as_of, state, program) VALUES
      (1, '2027-03-14', 'published', 'test'), (2, '2027-03-15', 'running', 'test');
    UPDATE meta.publication SET run_id = 1;
    INSERT INTO meta.run_file (run_id, file, sha256, generation, rows_read, rows_loaded, rows_rejected, rows_unchanged,
      rows_duplicate)
    SELECT r.run_id, f.file, repeat(CASE WHEN f.file IN ('schools.csv', 'courses.csv') THEN 'a' ELSE r.run_id::text END, 64), 1,
      f.rows, f.rows, 0, 0, 0
    FROM meta.run AS r CROSS JOIN (VALUES ('schools.csv', 3), ('courses.csv', 16), ('students.csv', 600), ('transcripts.csv', 6720))
      AS f (file, rows);
    INSERT INTO record.school VALUES
      (1, 'S1', 'North High', 'D1', 'District', 'high'), (1, 'S2', 'South High', 'D1', 'District', 'high'),
      (1, 'C1', 'College', NULL, NULL, 'community_college');
    INSERT INTO record.course (generation, row_no, school_id, course_id, title, subject_area, length, course_key, g_eligible)
    SELECT 1, row_number() OVER (), s, 'C' || n, 'Course ' || n, chr(64 + n), 'year', 'C' || n, true
    FROM unnest(ARRAY['S1', 'S2']) AS s, generate_series(1, 8) AS n;
    UPDATE record.course SET subject_area = NULL WHERE course_id = 'C8';
    INSERT INTO record.course_code
    SELECT row_no, school_id, course_id, title FROM record.course;
    INSERT INTO record.student_identity SELECT n, 'N' || n FROM generate_series(1, 600) AS n;
    INSERT INTO record.student (student_key, from_run, grade_level, entry_year, graduation_year, birth_date, low_income, disability,
      homeless, foster, migrant, digest, school_id, district_id, ssid, last_name, first_name, gender, race_ethnicity,
      english_status, enrollment)
    SELECT n, 1, CASE WHEN n > 480 THEN 12 ELSE 9 + n % 4 END, CASE WHEN n > 480 THEN 2022 ELSE 2026 - n % 4 END,
      CASE WHEN n > 480 THEN 2026 ELSE 2030 - n % 4 END, date '2009-01-01' + n, true, false, false, false, false,
      decode(repeat('00', 16), 'hex'), 'S' || (1 + n / 4 % 2), 'D1', (9000000000 + n)::text, 'Last' || n, 'First' || n, 'F',
      'hispanic', 'EO', CASE WHEN n > 480 THEN 'graduated' ELSE 'enrolled' END
    FROM generate_series(1, 600) AS n;
    INSERT INTO record.transcript (student_key, from_run, course_code, credits_attempted, credits_earned, seq, school_year,
      grade_level, in_progress, term, mark)
    SELECT s.student_key, 1, k.course_code, 500, CASE WHEN r.is_running THEN NULL ELSE 500 END,
      row_number() OVER (PARTITION BY s.student_key ORDER BY r.school_year, r.term, k.course_code), r.school_year,
      9 + r.school_year - s.entry_year, r.is_running, r.term, CASE WHEN r.is_running THEN NULL ELSE 'B' END
    FROM record.student AS s
    CROSS JOIN LATERAL (
      SELECT y AS school_year, t AS term, y = 2026 AND t = 'S2' AS is_running
      FROM generate_series(s.entry_year::int, least(s.entry_year + 3, 2026)) AS y, unnest(ARRAY['S1', 'S2']) AS t
    ) AS r
    JOIN record.course_code AS k ON k.school_id = s.school_id AND k.course_id IN ('C1', 'C2');
    INSERT INTO evaluation.verdict (student_key, from_run, record_run, entering_year, system, edition, all_status, area_status,
      digest, required, earned, in_progress, use_source, use_seq, use_area, use_how, use_rule, use_twelfths, use_part, use_because,
      short_need, short_twelfths, elective_serves_other)
    SELECT s.student_key, 1, 1, s.graduation_year, system, system || '-2022',
      CASE WHEN s.grade_level = 12 AND s.student_key % 3 = 0 THEN 'met' ELSE 'not_met' END, 'MMMMMMM', s.digest,
      '{0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', false
    FROM record.student AS s, unnest(ARRAY['csu', 'uc']) AS system;
    INSERT INTO indicator.class_count SELECT * FROM evaluation.classes_in(1);
    """
}
