public import Postgres

/// A count of one measure in one place and student group, before any disclosure control.
public struct MeasureCount: Sendable, Equatable {
  /// Number of the measure in the dictionary.
  public let number: Int
  public let isDistrict: Bool
  public let districtID: String
  /// The district or the school.
  public let scopeID: String
  public let family: String
  public let studentGroup: String
  /// Denominator and numerator.
  public let n: Int
  public let x: Int
}

/// Counts the measures of a run, and reads those of the published one.
public enum MeasureCounts {
  /// Counts all measures over the students of a run that is loaded and not yet published, and stores what differs from
  /// the run before.
  public static func take(_ connection: borrowing Connection, _ run: Run) throws {
    _ = try connection.transaction {
      try connection.run("SELECT indicator.take_counts($1)", [.integer(run.id)], name: "measures")
    }
  }

  /// The measures that the database counts, by number.
  public static func list(_ connection: borrowing Connection) throws -> [(number: Int, id: String)] {
    var measures: [(number: Int, id: String)] = []
    try connection.query("SELECT number, measure FROM indicator.measure ORDER BY number", name: "measures") { row in
      measures.append((try row.int(0), try row.text(1)))
    }
    return measures
  }

  /// By measure in the order asked for, district before school, then place, family and group bytewise.
  /// - Parameters:
  ///   - grade: One grade level; nil for all.
  public static func read(
    _ connection: borrowing Connection, numbers: [Int], grade: Int?, _ body: (MeasureCount) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT number, scope_position = 1, district_id, scope_id, family, student_group, n, x \
      FROM indicator.measure_totals($1, $2) \
      ORDER BY array_position($1, number), scope_position, district_id, scope_id, family, student_group
      """,
      [.integers(numbers.map { Int32(clamping: $0) }), grade.map { .integer(Int32(clamping: $0)) } ?? .null],
      name: "measures"
    ) { row in
      try body(
        MeasureCount(
          number: try row.int(0), isDistrict: try row.bool(1), districtID: try row.text(2), scopeID: try row.text(3),
          family: try row.text(4), studentGroup: try row.text(5), n: try row.int(6), x: try row.int(7)))
    }
  }
}
