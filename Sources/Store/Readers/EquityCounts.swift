public import Postgres

/// The AP measures of one subject at one school for one group; subject -1 counts the seniors themselves.
public struct SubjectCount: Sendable {
  public let districtID: String
  public let schoolID: String
  public let family: String
  public let studentGroup: String
  /// AP exam code; 0 where it is not known.
  public let subject: Int
  /// Seniors, enrolled, completed, examined, scored 3, exams, exams with 3.
  public let amounts: [Int]
}

/// Where students were placed after one course and mark.
public struct PlacementCount: Sendable {
  public let districtID: String
  public let schoolID: String
  public let family: String
  public let studentGroup: String
  public let level: Int
  public let mark: Int
  /// Continued, same or lower, not enrolled.
  public let placed: [Int]
}

/// Students who need a course of an area in a term, and what is planned for it.
public struct DemandCount: Sendable {
  public let schoolID: String
  /// 1 is A, 7 is G.
  public let area: Int
  public let students: Int
  public let needing: Int
  public let lastChance: Int
  public let behind: Int
  public let demand: Int
  public let courses: Int
  public let coursesWithoutSeats: Int
  public let seats: Int
}

/// Reads what is counted when it is asked for.
public enum EquityCounts {
  /// - Parameter school: one school; nil for all.
  public static func subjects(
    _ connection: borrowing Connection, run: Int32, school: String?, _ body: (SubjectCount) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT district_id, school_id, family, student_group, subject, seniors, enrolled, completed, examined, scored_3, exams, \
      exams_scored_3 FROM indicator.ap_subjects_in($1, $2) ORDER BY school_id, family, student_group, subject
      """, [.integer(run), .text(orNull: school)], name: "AP subjects"
    ) { row in
      try body(
        SubjectCount(
          districtID: try row.text(0), schoolID: try row.text(1), family: try row.text(2),
          studentGroup: try row.text(3), subject: try row.int(4), amounts: try (5...11).map { try row.int($0) }))
    }
  }

  /// - Parameter sequence: `mathematics` or `language`.
  public static func placements(
    _ connection: borrowing Connection, run: Int32, sequence: String, school: String?,
    _ body: (PlacementCount) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT district_id, school_id, family, student_group, level, mark, continued, same_or_lower, not_enrolled \
      FROM indicator.placement_in($1, $2, $3) ORDER BY school_id, family, student_group, level, mark
      """, [.integer(run), .text(sequence), .text(orNull: school)], name: "placements"
    ) { row in
      try body(
        PlacementCount(
          districtID: try row.text(0), schoolID: try row.text(1), family: try row.text(2),
          studentGroup: try row.text(3), level: try row.int(4), mark: try row.int(5),
          placed: try (6...8).map { try row.int($0) }))
    }
  }

  /// Bytewise by school, then by area.
  /// - Parameter term: four times the fall of the school year plus 1 (S1), 2 (S2) or 3 (summer).
  public static func demand(_ connection: borrowing Connection, run: Int32, term: Int) throws -> [DemandCount] {
    var counts: [DemandCount] = []
    try connection.query(
      """
      SELECT school_id, area, students, needing, last_chance, behind, demand, courses, courses_without_seats, seats \
      FROM indicator.demand_in($1, $2) ORDER BY school_id, area
      """, [.integer(run), .integer(Int32(clamping: term))], name: "demand"
    ) { row in
      counts.append(
        DemandCount(
          schoolID: try row.text(0), area: try row.int(1), students: try row.int(2), needing: try row.int(3),
          lastChance: try row.int(4), behind: try row.int(5), demand: try row.int(6), courses: try row.int(7),
          coursesWithoutSeats: try row.int(8), seats: try row.int(9)))
    }
    return counts
  }

  /// Measures that the district delivered, with their values; the columns are those of `indicator.fed_measures_in`, the fall of the
  /// school year as a number.
  public static func fed(_ connection: borrowing Connection, run: Int32) throws -> [FedMeasure] {
    var found: [FedMeasure] = []
    try connection.query("SELECT * FROM indicator.fed_measures_in($1)", [.integer(run)], name: "fed measures") { row in
      found.append(
        FedMeasure(
          measure: try (0...6).map { try row.optionalText($0) }, place: try (7...10).map { try row.optionalText($0) },
          schoolYear: try row.optionalInt16(11), amounts: try (12...15).map { try row.optionalText($0) },
          problems: try row.text(16)))
    }
    return found
  }
}

/// A value of a measure that the district delivered.
public struct FedMeasure: Sendable {
  /// Id, number, name, denominator, kind, direction, unit.
  public let measure: [String?]
  /// Scope, id, name, student group; absent where the measure has no value.
  public let place: [String?]
  /// Fall.
  public let schoolYear: Int16?
  /// Actual, target, year and target of the long term, as delivered.
  public let amounts: [String?]
  /// Words with semicolons between; empty where nothing contradicts itself.
  public let problems: String
}
