import Intake
import Postgres
import Store

extension SharedTableWriter {
  /// Writes all shared tables of an extract as a new generation.
  func write(_ connection: borrowing Connection, _ extract: Extract) throws {
    let schools = extract.schools
    try write(connection, schools: schools.map(Store.SchoolRow.init))
    try write(connection, courses: extract.courses.map { Store.CourseRow($0, schools: schools) })
    try write(
      connection,
      equivalents: extract.equivalents.map {
        Store.EquivalentRow(
          schoolID: schools[$0.schoolIndex].schoolID, courseID: $0.courseID,
          sameAsSchoolID: schools[$0.sameAsSchoolIndex].schoolID, sameAsCourseID: $0.sameAsCourseID)
      })
    try write(connection, staff: extract.staff.map { Store.StaffRow($0, schools: schools) })
    try write(connection, measures: extract.measures.map(Store.MeasureRow.init))
    try write(connection, measureValues: extract.measureValues.map(Store.MeasureValueRow.init))
  }
}
