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

/// How far the seniors of one group at one school came.
public struct FunnelCount: Sendable {
  public let districtID: String
  public let schoolID: String
  public let family: String
  public let studentGroup: String
  /// Everybody, and who reached each stage.
  public let reached: [Int]
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

  /// Bytewise by school, family and group.
  /// - Parameters:
  ///   - way: 1 to 7 for the areas A to G, 0 for AP.
  ///   - exam: of AP, one exam code; nil for all.
  ///   - school: one school; nil for all.
  public static func funnels(
    _ connection: borrowing Connection, run: Int32, way: Int, exam: Int? = nil, school: String?,
    _ body: (FunnelCount) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT district_id, school_id, family, student_group, reached[1], reached[2], reached[3], reached[4], reached[5], reached[6] \
      FROM indicator.funnel_in($1, $2, $3, $4) ORDER BY school_id, family, student_group
      """,
      [
        .integer(run), .integer(Int32(clamping: way)), .text(orNull: school),
        exam.map { .integer(Int32(clamping: $0)) } ?? .null,
      ], name: "funnels"
    ) { row in
      try body(
        FunnelCount(
          districtID: try row.text(0), schoolID: try row.text(1), family: try row.text(2),
          studentGroup: try row.text(3), reached: try (4...9).map { try row.int($0) }))
    }
  }
}
