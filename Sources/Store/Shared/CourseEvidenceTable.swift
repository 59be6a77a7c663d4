public import Postgres

/// `record.course_evidence`: a course's rows are written only where they differ from those of the published run.
public enum CourseEvidenceTable {
  /// All rows of one course, in the order of their years.
  public struct Course: Sendable {
    public var schoolID: String
    public var courseID: String
    public var rows: [CourseEvidenceRow]
    /// Over all of the rows.
    public var digest: RecordDigest

    public init(schoolID: String, courseID: String, rows: [CourseEvidenceRow], digest: RecordDigest) {
      (self.schoolID, self.courseID, self.rows, self.digest) = (schoolID, courseID, rows, digest)
    }
  }

  private struct Key: Hashable {
    var schoolID: String
    var courseID: String
  }

  /// Writes the courses of a run that are new or changed, and ends those that changed or are gone, in one transaction.
  /// - Returns: how many courses were written.
  @discardableResult
  public static func write(
    _ connection: borrowing Connection, _ run: Run, _ courses: [Course]
  ) throws -> Int {
    var known: [Key: RecordDigest] = [:]
    try connection.query(
      "SELECT school_id, course_id, digest FROM record.course_evidence_now WHERE seq = 1", name: "known evidence"
    ) { row in
      known[Key(schoolID: try row.text(0), courseID: try row.text(1))] =
        try row.withBytes(2) { $0.map(RecordDigest.init) ?? RecordDigest.none }
    }
    let changed = courses.filter { known[Key(schoolID: $0.schoolID, courseID: $0.courseID)] != $0.digest }
    var ended = known
    for course in courses { ended[Key(schoolID: course.schoolID, courseID: course.courseID)] = nil }
    var gone = ended.keys.sorted { ($0.schoolID, $0.courseID) < ($1.schoolID, $1.courseID) }
    for course in changed {
      let key = Key(schoolID: course.schoolID, courseID: course.courseID)
      if known[key] != nil { gone.append(key) }
    }
    if changed.isEmpty && gone.isEmpty { return 0 }
    try connection.transaction {
      try connection.run(
        """
        UPDATE record.course_evidence AS e SET to_run = $1 FROM unnest($2::text[], $3::text[]) AS g (school_id, course_id) \
        WHERE e.school_id = g.school_id AND e.course_id = g.course_id AND e.to_run IS NULL AND e.from_run < $1
        """, [.integer(run.id), .texts(gone.map(\.schoolID)), .texts(gone.map(\.courseID))], name: "end evidence")
      try send(connection, run, changed)
    }
    return changed.count
  }

  /// Writes all the courses as those of a run, whatever is stored.
  static func send(_ connection: borrowing Connection, _ run: Run, _ courses: [Course]) throws {
    try BulkLoad.send(connection, to: "record.course_evidence") { writer in
      var rows = BinaryRowBuffer()
      for course in courses {
        for (index, row) in course.rows.enumerated() {
          append(row, number: Int32(clamping: index + 1), run, course.digest, to: &rows)
        }
        if rows.count > 1 << 20 {
          try writer.write(rows)
          rows.removeAll()
        }
      }
      try writer.write(rows)
    }
  }

  private static func append(
    _ row: CourseEvidenceRow, number: Int32, _ run: Run, _ digest: RecordDigest, to rows: inout BinaryRowBuffer
  ) {
    rows.startRow(columns: 29)
    rows.text(row.schoolID)
    rows.text(row.courseID)
    rows.int32(run.id)
    rows.null()
    rows.int32(number)
    rows.int16(row.firstYear)
    rows.int16(row.lastYear)
    rows.int16(row.listDistance)
    rows.date(row.decidedOn)
    digest.withBytes { rows.bytea($0) }
    rows.text(row.rule)
    append(row.claimed, to: &rows)
    rows.text(row.listedTitle)
    append(row.listed, to: &rows)
    append(row.decided, to: &rows)
    rows.text(row.decidedBy)
    rows.text(row.reason)
  }

  private static func append(_ stated: StatedCourse, to rows: inout BinaryRowBuffer) {
    for text in [stated.areas, stated.discipline, stated.language, stated.length, stated.honors] { rows.text(text) }
  }

  /// The evidence of the published run by school, course and years.
  /// - Parameter courseID: nil for all courses.
  public static func read(
    _ connection: borrowing Connection, courseID: String? = nil
  ) throws -> [CourseEvidenceRow] {
    try read(
      connection,
      "SELECT * FROM record.course_evidence_now WHERE $1::text IS NULL OR course_id = $1 ORDER BY school_id, course_id, seq",
      [.text(orNull: courseID)])
  }

  /// The evidence about some courses by school, course and years.
  public static func read(
    _ connection: borrowing Connection, of courses: [PrintedCourse]
  ) throws -> [CourseEvidenceRow] {
    try read(
      connection,
      """
      SELECT * FROM record.course_evidence_now \
      WHERE (school_id, course_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY school_id, course_id, seq
      """, [.texts(courses.map(\.schoolID)), .texts(courses.map(\.courseID))])
  }

  /// The years of the published run in which a course is undecided, by school, course and years.
  public static func undecided(_ connection: borrowing Connection) throws -> [CourseEvidenceRow] {
    try read(
      connection,
      """
      SELECT * FROM record.course_evidence_now \
      WHERE rule COLLATE "C" LIKE 'undecided.%' ORDER BY school_id, course_id, seq
      """, [])
  }

  /// The same of the courses of some institutions.
  public static func undecided(
    _ connection: borrowing Connection, at schools: [String]
  ) throws -> [CourseEvidenceRow] {
    try read(
      connection,
      """
      SELECT * FROM record.course_evidence_now \
      WHERE school_id = ANY ($1) AND rule COLLATE "C" LIKE 'undecided.%' ORDER BY school_id, course_id, seq
      """, [.texts(schools)])
  }

  private static func read(
    _ connection: borrowing Connection, _ statement: String, _ parameters: [Parameter]
  ) throws -> [CourseEvidenceRow] {
    var evidence: [CourseEvidenceRow] = []
    try connection.query(statement, parameters, name: "evidence") { row in
      var found = CourseEvidenceRow(
        schoolID: try row.text(0), courseID: try row.text(1), firstYear: try row.optionalInt16(3),
        lastYear: try row.optionalInt16(4), rule: try row.text(22))
      found.claimed = try stated(row, 5)
      found.listed = try stated(row, 10)
      found.decided = try stated(row, 15)
      found.listedTitle = try row.optionalText(20)
      found.listDistance = try row.optionalInt16(21)
      found.decidedBy = try row.optionalText(23)
      found.decidedOn = try row.optionalDate(24)
      found.reason = try row.optionalText(25)
      evidence.append(found)
    }
    return evidence
  }

  private static func stated(_ row: borrowing Row, _ first: Int) throws -> StatedCourse {
    StatedCourse(
      areas: try row.optionalText(first), discipline: try row.optionalText(first + 1),
      language: try row.optionalText(first + 2), length: try row.optionalText(first + 3),
      honors: try row.optionalText(first + 4))
  }
}
