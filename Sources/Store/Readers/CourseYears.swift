public import Postgres

/// A printed course in a school year in which students took it.
public struct CourseYear: Sendable, Equatable {
  /// Out of `CourseCodes`.
  public let courseCode: Int32
  /// Fall of the school year.
  public let schoolYear: Int16
  /// Transcript records of students whom the login may see.
  public let records: Int
}

/// Reads which courses the students of the published run took when.
public enum CourseYears {
  /// By code and year.
  public static func read(_ connection: borrowing Connection) throws -> [CourseYear] {
    var found: [CourseYear] = []
    try connection.query(
      "SELECT * FROM record.course_year_now ORDER BY course_code, school_year", name: "courses taken"
    ) { row in
      found.append(
        CourseYear(courseCode: try row.int32(0), schoolYear: try row.int16(1), records: try row.int(2)))
    }
    return found
  }

  /// Who took one of some courses in the years given.
  public static func students(
    _ connection: borrowing Connection, of courses: [CourseYear]
  ) throws -> [StudentReference] {
    var found: [StudentReference] = []
    try connection.query(
      "SELECT * FROM record.students_with_courses($1, $2)",
      [.integers(courses.map(\.courseCode)), .smallints(courses.map(\.schoolYear))], name: "students with courses"
    ) { row in found.append(StudentReference(key: try row.int64(0), version: try row.int32(1))) }
    return found
  }
}
