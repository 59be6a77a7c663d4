public import Postgres

/// Counts rows of a run that stood the same in the published run, which is still the one before it.
public enum UnchangedRows {
  /// Rows of students whose version this run replaced, by file. Students whose version stands need no counting.
  public static func ofReplacedStudents(_ connection: borrowing Connection, _ run: Run) throws -> [String: Int] {
    let tables = [
      ("students.csv", "record.student", studentColumns), ("transcripts.csv", "record.transcript", transcriptColumns),
      ("exams.csv", "record.exam", "school_year, score, program, subject"),
      ("waivers.csv", "record.waiver", "semesters, granted_on, subject_area, reason, granted_by"),
    ]
    var counts: [String: Int] = [:]
    for (file, table, columns) in tables {
      let own = columns.split(separator: ", ").map { "t.\($0)" }.joined(separator: ", ")
      func rows(_ version: String) -> String {
        """
        SELECT t.student_key, \(own) FROM record.student AS s JOIN \(table) AS t \
        ON t.student_key = s.student_key AND t.from_run = \(version) WHERE s.to_run = $1
        """
      }
      counts[file] = try connection.first(
        "SELECT count(*) FROM (\(rows("$1")) INTERSECT ALL \(rows("s.from_run"))) AS same", [.integer(run.id)],
        name: "unchanged rows"
      ) { try $0.int(0) }
    }
    return counts
  }

  /// Rows of a shared file that this run wrote anew; nil for a file that has no table of its own.
  /// - Parameter generation: the run whose rows of the file hold until now.
  public static func ofSharedTable(
    _ connection: borrowing Connection, _ run: Run, file: String, generation: Int32
  ) throws -> Int? {
    guard let (table, columns) = sharedTables[file] else { return nil }
    return try connection.first(
      """
      SELECT count(*) FROM (SELECT \(columns) FROM \(table) WHERE generation = $1 INTERSECT ALL \
      SELECT \(columns) FROM \(table) WHERE generation = $2) AS same
      """, [.integer(run.id), .integer(generation)], name: "unchanged rows"
    ) { try $0.int(0) }
  }

  private static let studentColumns =
    "grade_level, entry_year, graduation_year, birth_date, low_income, disability, homeless, foster, migrant, school_id, "
    + "ssid, last_name, first_name, middle_name, gender, race_ethnicity, english_status, enrollment, counselor_id, "
    + "local_groups"

  private static let transcriptColumns =
    "course_code, credits_attempted, credits_earned, school_year, grade_level, part, in_progress, term, mark, record_id"

  private static let sharedTables = [
    "schools.csv": ("record.school", "school_id, name, district_id, district_name, kind, ceeb_code"),
    "courses.csv": (
      "record.course",
      "school_id, course_id, title, subject_area, discipline, language, length, honors, exam_code, part, course_key, "
        + "grade_levels, first_year, last_year, g_eligible, sections, seats, prerequisites, state_course_code, "
        + "seats_s1, seats_s2, seats_su"
    ),
    "equivalents.csv": ("record.equivalent", "school_id, course_id, same_as_school_id, same_as_course_id"),
    "staff.csv": ("record.staff", "staff_id, name, login, role, school_id"),
    "measures.csv": (
      "record.measure",
      "measure_id, number, focus_area, emphasis, name, denominator, kind, direction, unit, leader, goal"
    ),
    "measure_values.csv": (
      "record.measure_value",
      "measure_id, scope_id, student_group, school_year, actual, target, long_term_year, long_term_target"
    ),
  ]
}
