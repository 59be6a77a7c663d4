public import Postgres

/// Reads the shared tables of the published run.
public enum SharedTables {
  /// Bytewise by school_id.
  public static func schools(_ connection: borrowing Connection) throws -> [SchoolRow] {
    var schools: [SchoolRow] = []
    try connection.query("SELECT * FROM record.school_now ORDER BY school_id", name: "schools") { row in
      schools.append(
        SchoolRow(
          schoolID: try row.text(0), name: try row.text(1), districtID: try row.optionalText(2),
          districtName: try row.optionalText(3), kind: try row.text(4), ceebCode: try row.optionalText(5)))
    }
    return schools
  }

  /// In the order of the rows as loaded.
  public static func courses(_ connection: borrowing Connection) throws -> [CourseRow] {
    try courses(connection, "SELECT * FROM record.course_now ORDER BY row_no", [])
  }

  /// Those of some institutions, in the order of the rows as loaded.
  public static func courses(_ connection: borrowing Connection, at schools: [String]) throws -> [CourseRow] {
    try courses(
      connection, "SELECT * FROM record.course_now WHERE school_id = ANY ($1) ORDER BY row_no", [.texts(schools)])
  }

  private static func courses(
    _ connection: borrowing Connection, _ statement: String, _ parameters: [Parameter]
  ) throws -> [CourseRow] {
    var courses: [CourseRow] = []
    try connection.query(statement, parameters, name: "courses") { row in
      var course = CourseRow()
      course.schoolID = try row.text(1)
      course.courseID = try row.text(2)
      course.title = try row.text(3)
      course.subjectArea = try row.optionalText(4)
      course.discipline = try row.optionalText(5)
      course.language = try row.optionalText(6)
      course.length = try row.text(7)
      course.honors = try row.optionalText(8)
      course.examCode = try row.optionalText(9)
      course.part = try row.optionalInt16(10)
      course.courseKey = try row.text(11)
      course.gradeLevels = try row.optionalText(12)
      course.firstYear = try row.optionalInt16(13)
      course.lastYear = try row.optionalInt16(14)
      course.gEligible = try row.bool(15)
      course.sections = try row.optionalInt32(16)
      course.seats = try row.optionalInt32(17)
      course.prerequisites = try row.optionalText(18)
      course.stateCourseCode = try row.optionalText(19)
      course.fallSeats = try row.optionalInt32(20)
      course.springSeats = try row.optionalInt32(21)
      course.summerSeats = try row.optionalInt32(22)
      courses.append(course)
    }
    return courses
  }

  /// In the order of the rows as loaded.
  public static func equivalents(_ connection: borrowing Connection) throws -> [EquivalentRow] {
    var pairs: [EquivalentRow] = []
    try connection.query("SELECT * FROM record.equivalent_now ORDER BY row_no", name: "equivalents") { row in
      pairs.append(
        EquivalentRow(
          schoolID: try row.text(1), courseID: try row.text(2), sameAsSchoolID: try row.text(3),
          sameAsCourseID: try row.text(4)))
    }
    return pairs
  }

  /// The courses at other institutions than some that equivalents name, in the order of the rows as loaded.
  public static func partners(_ connection: borrowing Connection, besides schools: [String]) throws -> [CourseKeyRow] {
    var rows: [CourseKeyRow] = []
    try connection.query("SELECT * FROM record.partner_courses($1)", [.texts(schools)], name: "partners") { row in
      rows.append(CourseKeyRow(schoolID: try row.text(0), courseID: try row.text(1), courseKey: try row.text(2)))
    }
    return rows
  }
}
