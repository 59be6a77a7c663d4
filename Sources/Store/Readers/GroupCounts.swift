public import Postgres

/// A count of one measure in one place and student group, before any disclosure control.
public struct GroupCount: Sendable, Equatable {
  public let measure: String
  /// Fall of the school year.
  public let schoolYear: Int16
  /// `district` or `school`.
  public let scope: String
  public let districtID: String
  public let scopeID: String
  public let scopeName: String
  public let family: String
  public let studentGroup: String
  /// Students in the denominator.
  public let n: Int
  /// Students in the numerator.
  public let x: Int
}

/// Reads the counts that a release is made of.
public enum GroupCounts {
  /// Streams the counts by measure, scope (district before school), place (bytewise) and group in its fixed order.
  /// Every place has every measure and group, also where nobody is counted.
  public static func read(_ connection: borrowing Connection, _ body: (GroupCount) throws -> Void) throws {
    try connection.query(
      "SELECT * FROM indicator.group_count ORDER BY measure_position, scope_position, district_id, scope_id, group_position",
      name: "counts"
    ) { row in
      try body(
        GroupCount(
          measure: try row.text(1), schoolYear: try row.int16(2), scope: try row.text(4), districtID: try row.text(5),
          scopeID: try row.text(6), scopeName: try row.text(7), family: try row.text(9), studentGroup: try row.text(10),
          n: try row.int(11), x: try row.int(12)))
    }
  }
}
