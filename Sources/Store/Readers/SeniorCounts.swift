public import Postgres

/// How the seniors of one place stand for one system.
public struct SeniorStandingRow: Sendable, Equatable {
  public let districtID: String
  /// nil for the whole district.
  public let schoolID: String?
  public let system: String
  public let met: Int
  public let inProgress: Int
  public let oneCourseShort: Int
  public let furtherAway: Int
  public let unknown: Int
}

/// How many seniors of one place lack one subject area for one system.
public struct AreaLossRow: Sendable, Equatable {
  public let districtID: String
  /// nil for the whole district.
  public let schoolID: String?
  public let system: String
  /// 0 is A, 6 is G.
  public let area: Int
  public let seniors: Int
  public let lacking: Int
  /// Of those who lack it, seniors with a D or F in the area that nothing repairs.
  public let deficientMark: Int
  /// Of those who lack it, seniors without any record that might have filled it.
  public let neverTaken: Int
}

/// How many seniors of one place miss a pattern in one way.
public struct MissedWayRow: Sendable, Equatable {
  public let districtID: String
  /// nil for the whole district.
  public let schoolID: String?
  public let system: String
  /// The areas that are lacking, in order; `-` behind one in which a D or F stands that nothing repairs.
  public let way: String
  public let students: Int
  /// Grade level times 10, plus 1 for its fall, 2 for its spring, 3 for its summer.
  public let couldBeSeen: Int
}

/// Reads the counts behind the pictures of a release; districts before their schools, bytewise.
public enum SeniorCounts {
  public static func standings(_ connection: borrowing Connection) throws -> [SeniorStandingRow] {
    var rows: [SeniorStandingRow] = []
    try connection.query(
      "SELECT * FROM indicator.senior_standing ORDER BY district_id, school_id NULLS FIRST, system", name: "standings"
    ) { row in
      rows.append(
        SeniorStandingRow(
          districtID: try row.text(0), schoolID: try row.optionalText(1), system: try row.text(2), met: try row.int(3),
          inProgress: try row.int(4), oneCourseShort: try row.int(5), furtherAway: try row.int(6),
          unknown: try row.int(7)))
    }
    return rows
  }

  public static func missedWays(_ connection: borrowing Connection) throws -> [MissedWayRow] {
    var rows: [MissedWayRow] = []
    try connection.query(
      "SELECT * FROM indicator.missed_way ORDER BY district_id, school_id NULLS FIRST, system, students DESC, way",
      name: "missed_ways"
    ) { row in
      rows.append(
        MissedWayRow(
          districtID: try row.text(0), schoolID: try row.optionalText(1), system: try row.text(2), way: try row.text(3),
          students: try row.int(4), couldBeSeen: try row.int(5)))
    }
    return rows
  }

  public static func losses(_ connection: borrowing Connection) throws -> [AreaLossRow] {
    var rows: [AreaLossRow] = []
    try connection.query(
      "SELECT * FROM indicator.area_loss ORDER BY district_id, school_id NULLS FIRST, system, area", name: "losses"
    ) { row in
      rows.append(
        AreaLossRow(
          districtID: try row.text(0), schoolID: try row.optionalText(1), system: try row.text(2), area: try row.int(3),
          seniors: try row.int(4), lacking: try row.int(5), deficientMark: try row.int(6),
          neverTaken: try row.int(7)))
    }
    return rows
  }
}
