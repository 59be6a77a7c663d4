public import Postgres

/// Writes a new generation of the shared tables: each call sends all rows of one file, in the order given. Not called
/// for a file whose rows are those of an earlier generation; `FileCount.generation` names that one then.
public struct SharedTableWriter: Sendable {
  private let generation: Int32
  private let isNested: Bool

  public init(run: Run) { (generation, isNested) = (run.id, false) }

  /// Writes inside the caller's transaction.
  init(generation: Int32) { (self.generation, isNested) = (generation, true) }

  public func write(_ connection: borrowing Connection, schools: [SchoolRow]) throws {
    try copy(connection, "record.school", schools) { rows, school, _ in
      rows.startRow(columns: 7)
      rows.int32(generation)
      rows.text(school.schoolID)
      rows.text(school.name)
      rows.text(school.districtID)
      rows.text(school.districtName)
      rows.text(school.kind)
      rows.text(school.ceebCode)
    }
  }

  public func write(_ connection: borrowing Connection, courses: [CourseRow]) throws {
    try copy(connection, "record.course", courses) { rows, course, number in
      rows.startRow(columns: 24)
      rows.int32(generation)
      rows.int32(number)
      rows.text(course.schoolID)
      rows.text(course.courseID)
      rows.text(course.title)
      rows.text(course.subjectArea)
      rows.text(course.discipline)
      rows.text(course.language)
      rows.text(course.length)
      rows.text(course.honors)
      rows.text(course.examCode)
      rows.int16(course.part)
      rows.text(course.courseKey)
      rows.text(course.gradeLevels)
      rows.int16(course.firstYear)
      rows.int16(course.lastYear)
      rows.bool(course.gEligible)
      rows.int32(course.sections)
      rows.int32(course.seats)
      rows.text(course.prerequisites)
      rows.text(course.stateCourseCode)
      rows.int32(course.fallSeats)
      rows.int32(course.springSeats)
      rows.int32(course.summerSeats)
    }
  }

  public func write(_ connection: borrowing Connection, equivalents: [EquivalentRow]) throws {
    try copy(connection, "record.equivalent", equivalents) { rows, pair, number in
      rows.startRow(columns: 6)
      rows.int32(generation)
      rows.int32(number)
      rows.text(pair.schoolID)
      rows.text(pair.courseID)
      rows.text(pair.sameAsSchoolID)
      rows.text(pair.sameAsCourseID)
    }
  }

  public func write(_ connection: borrowing Connection, staff: [StaffRow]) throws {
    try copy(connection, "record.staff", staff) { rows, member, number in
      rows.startRow(columns: 7)
      rows.int32(generation)
      rows.int32(number)
      rows.text(member.staffID)
      rows.text(member.name)
      rows.text(member.login)
      rows.text(member.role)
      rows.text(member.schoolID)
    }
  }

  public func write(_ connection: borrowing Connection, measures: [MeasureRow]) throws {
    try copy(connection, "record.measure", measures) { rows, measure, number in
      rows.startRow(columns: 13)
      rows.int32(generation)
      rows.int32(number)
      rows.text(measure.measureID)
      rows.text(measure.number)
      rows.text(measure.focusArea)
      rows.text(measure.emphasis)
      rows.text(measure.name)
      rows.text(measure.denominator)
      rows.text(measure.kind)
      rows.text(measure.direction)
      rows.text(measure.unit)
      rows.text(measure.leader)
      rows.text(measure.goal)
    }
  }

  public func write(_ connection: borrowing Connection, measureValues: [MeasureValueRow]) throws {
    try copy(connection, "record.measure_value", measureValues) { rows, value, number in
      rows.startRow(columns: 10)
      rows.int32(generation)
      rows.int32(number)
      rows.text(value.measureID)
      rows.text(value.scopeID)
      rows.text(value.studentGroup)
      rows.int16(value.schoolYear)
      rows.text(value.actual)
      rows.text(value.target)
      rows.text(value.longTermYear)
      rows.text(value.longTermTarget)
    }
  }

  private func copy<Value>(
    _ connection: borrowing Connection, _ table: String, _ values: [Value],
    _ append: (inout BinaryRowBuffer, Value, Int32) -> Void
  ) throws {
    guard !isNested else { return try send(connection, table, values, append) }
    try connection.transaction { try send(connection, table, values, append) }
  }

  private func send<Value>(
    _ connection: borrowing Connection, _ table: String, _ values: [Value],
    _ append: (inout BinaryRowBuffer, Value, Int32) -> Void
  ) throws {
    try BulkLoad.send(connection, to: table) { writer in
      var rows = BinaryRowBuffer()
      for (index, value) in values.enumerated() {
        append(&rows, value, Int32(clamping: index + 1))
        if rows.count > 1 << 20 {
          try writer.write(rows)
          rows.removeAll()
        }
      }
      try writer.write(rows)
    }
  }
}
