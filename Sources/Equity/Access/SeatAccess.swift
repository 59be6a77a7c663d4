/// Seats that a school offers in an area beside the seats that it would take for the target: a share of its students each year.
///
/// The targets are those of the California State Auditor (2017): with them every student can complete the pattern in four years.
public struct SeatAccess: Hashable, Sendable {
  /// nil where a course of the area says no number of seats, so that the sum is not known.
  public let seats: Int?
  public let students: Int
  /// Percent of the students; nil where nothing is asked of the term.
  public let target: Int?

  /// nil for negative numbers.
  public init?(seats: Int?, students: Int, target: Int?) {
    guard (seats ?? 0) >= 0, students >= 0, (0...1000).contains(target ?? 0) else { return nil }
    (self.seats, self.students, self.target) = (seats, students, target)
  }

  /// Seats per student; nil for a school without students or where the seats are not known.
  public var share: Rational? { seats.flatMap { Rational($0, students) } }

  /// The fewest seats that reach the target: `ceil(students * target / 100)`.
  public var wanted: Int? {
    target.map { target in
      let (quotient, rest) = (students * target).quotientAndRemainder(dividingBy: 100)
      return quotient + (rest == 0 ? 0 : 1)
    }
  }

  /// Seats that are lacking, 0 where none are; nil where they are not known.
  public var missing: Int? { seats.flatMap { seats in wanted.map { max(0, $0 - seats) } } }
}
