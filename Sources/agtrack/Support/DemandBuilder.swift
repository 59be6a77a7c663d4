import Equity
import Postgres
import Reports
import Rules
import Store

/// Students who have to start a course of an area in a term, beside the seats that are planned for it.
struct DemandBuilder {
  private let term: PlanTerm
  private let places: EquityPlaces
  private let counts: [DemandCount]

  /// - Parameter wanted: the next term of this name; nil for the next one that can still be started.
  init(_ session: borrowing Session, _ run: PublishedRun, term wanted: Term?, school: String?) throws {
    places = try EquityPlaces(session, school: school)
    guard let day = CalendarDay(dayNumber: run.asOf) else { throw Failure(.environment, "the run has no day") }
    // Whoever graduates in four years can start in every term that anybody can start in.
    let terms = PlanSettings().remainingTerms(
      asOf: day, gradeLevel: 9, graduationYear: Int(day.schoolYear.fall) + 4)
    guard let term = terms.first(where: { wanted == nil || $0.term == wanted }) else {
      throw Failure(.notFound, "no such term lies ahead")
    }
    self.term = term
    let place =
      switch term.term {
      case .s1: 1
      case .s2: 2
      default: 3
      }
    counts = try EquityCounts.demand(session.connection, run: run.id, term: Int(term.year.fall) * 4 + place)
  }

  /// - Throws: `Failure` (exit 6) where nobody is enrolled.
  func listing() throws -> RowListing {
    var listing = RowListing(
      columns: [
        "term", "school_id", "school_name", "area", "students", "needing", "last_chance", "behind_pace", "demand",
        "courses",
        "courses_without_seats", "seats_planned", "seats_missing",
      ], head: [("term", .word(term.code))])
    for row in counts where places.wanted.map([row.schoolID].contains) ?? true {
      guard let area = SubjectArea(rawValue: UInt8(clamping: row.area - 1)) else { continue }
      let seats = row.coursesWithoutSeats > 0 ? nil : row.seats
      listing.add([
        .word(term.code), .text(row.schoolID), .text(places.name(row.schoolID)), .word(area.letter),
        .number(row.students),
        .number(row.needing), .number(row.lastChance), .number(row.behind), .number(row.demand), .number(row.courses),
        .number(row.coursesWithoutSeats), .number(seats), .number(seats.map { max(0, row.demand - $0) }),
      ])
    }
    if listing.count == 0 { throw Failure(.notFound, "no student of grades 9 to 12 is enrolled there") }
    return listing
  }
}
