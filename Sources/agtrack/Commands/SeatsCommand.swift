import ArgumentParser
import Equity
import PolicyFiles
import Postgres
import Reports
import Rules
import Store

struct SeatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seats", abstract: "Seats that each school offers in each area, beside what its students would need.",
    discussion: """
      Examples:
        agtrack seats
        agtrack seats --school 99900010100001 --json
        agtrack seats --term S2
        agtrack seats --demand --term S1

      Seats of courses.csv in listed courses of this school year against a share of the students in grades 9 to 12. The targets
      are data (policies/seats.yaml): those of the California State Auditor. Where a course says no number of seats the sum
      is not known and stays empty. --term asks for one term of the school year: seats_by_term of courses.csv, and else the seats
      of courses for a year, which are there in both semesters. --demand counts instead the students who have to start a course of
      each area in the next term (or the next S1, S2 or SU), out of the repair plans and the pace of the published run, beside
      the seats planned for it. docs/measures.md tells more.
      """)

  @Option(help: "Only this school: school_id or name.") var school: String?
  @Flag(help: "Students who have to start a course, beside planned seats.") var demand = false
  @Option(
    help:
      "S1, S2 or SU of this school year; with --demand the next one, by default the first that can still be started.")
  var term: StartTerm?
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !demand && options.purpose != nil { throw ValidationError("--purpose is for --demand") }
  }

  func run() throws {
    let targets = try Policies.seatTargets()
    let output = try Output(options.out)
    if demand {
      let listing = try EquityLookUp.listing(database, command: "seats", purpose: options.purpose) { session, run in
        try DemandBuilder(session, run, term: term?.term, school: school).listing()
      }
      return try EquityLookUp.write(listing, json: options.json, to: output)
    }
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let report = try session.connection.transaction(.snapshot) { () throws -> SeatReport in
      let run = try PublishedRun.required(session.connection)
      guard try StaffRoles.seesEveryStudent(session) else {
        throw Failure(.notPermitted, "counts of whole schools are for logins that may see all students")
      }
      return try seats(session, run, targets)
    }
    try output.write(options.json ? report.json() : report.csv())
    try output.finish()
  }

  private func seats(
    _ session: borrowing Session, _ run: PublishedRun, _ targets: SeatTargets
  ) throws -> SeatReport {
    let schools = try SharedTables.schools(session.connection)
    let wanted = try school.map { try SchoolNames.id(of: $0, among: schools) }
    let names = Dictionary(schools.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows = try SeatCounts.read(session.connection, run: run.id, term: term?.number ?? 0).compactMap {
      found -> SeatReport.Row? in
      if let wanted, found.schoolID != wanted { return nil }
      guard let area = SubjectArea(rawValue: UInt8(clamping: found.area - 1)),
        let access = SeatAccess(
          seats: found.coursesWithoutSeats > 0 ? nil : found.seats, students: found.students,
          // Nobody has to sit in a summer's seat.
          target: term == .summer ? nil : targets.percent[area])
      else { return nil }
      return SeatReport.Row(
        schoolID: found.schoolID, schoolName: names[found.schoolID] ?? found.schoolID, area: area.letter,
        courses: found.courses, coursesWithoutSeats: found.coursesWithoutSeats,
        sections: term == nil ? found.sections : nil,
        access: access)
    }
    if rows.isEmpty { throw Failure(.notFound, "no student of grades 9 to 12 is enrolled there") }
    return SeatReport(schoolYear: SchoolYear(fall: run.schoolYear).code, term: term?.rawValue, rows: rows)
  }
}

/// A term that courses are started in.
enum StartTerm: String, ExpressibleByArgument, CaseIterable {
  case s1 = "S1"
  case s2 = "S2"
  case summer = "SU"

  init?(argument: String) { self.init(rawValue: argument.uppercased()) }

  /// As the database numbers terms inside a school year.
  var number: Int {
    switch self {
    case .s1: 1
    case .s2: 2
    case .summer: 3
    }
  }

  var term: Term {
    switch self {
    case .s1: .s1
    case .s2: .s2
    case .summer: .summer
    }
  }
}
