public import Postgres

/// What a school offers in an area, and how many students it has.
public struct SeatCount: Sendable {
  public let schoolID: String
  /// 1 is A, 7 is G.
  public let area: Int
  public let courses: Int
  public let coursesWithoutSeats: Int
  public let sections: Int
  public let seats: Int
  /// Enrolled in grades 9 to 12.
  public let students: Int
}

/// Reads seats of the schools of a run.
public enum SeatCounts {
  /// Bytewise by school, then by area.
  ///
  /// - Parameter term: 1 fall, 2 spring, 3 summer, 0 the school year.
  public static func read(_ connection: borrowing Connection, run: Int32, term: Int = 0) throws -> [SeatCount] {
    var counts: [SeatCount] = []
    try connection.query(
      """
      SELECT school_id, area, courses, courses_without_seats, sections, seats, students FROM indicator.seats_in($1, $2) \
      ORDER BY school_id, area
      """, [.integer(run), .integer(Int32(clamping: term))], name: "seats"
    ) { row in
      counts.append(
        SeatCount(
          schoolID: try row.text(0), area: try row.int(1), courses: try row.int(2), coursesWithoutSeats: try row.int(3),
          sections: try row.int(4), seats: try row.int(5), students: try row.int(6)))
    }
    return counts
  }
}
