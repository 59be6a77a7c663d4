import Postgres
import Reports
import Store

/// Tables with counts of small groups: for logins that may see all students, in one snapshot, logged with what was handed out.
enum EquityLookUp {
  /// - Parameter day: shows the run that was published then.
  static func listing(
    _ database: DatabaseOptions, command: String, purpose: String?, day: DayArgument? = nil,
    _ build: (borrowing Session, PublishedRun) throws -> RowListing
  ) throws -> RowListing {
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let listing = try session.connection.transaction(.snapshot) { () throws -> RowListing in
      try day?.show(session)
      let run = try PublishedRun.required(session.connection)
      guard try StaffRoles.seesEveryStudent(session) else {
        throw Failure(.notPermitted, "counts of small groups are for logins that may see all students")
      }
      let listing = try build(session, run)
      try AccessLog.add(
        session.connection, command: command, purpose: purpose, studentKey: nil, rows: listing.count, run: run.id)
      return listing
    }
    try AccessLog.seal(session.connection)
    return listing
  }

  static func write(_ listing: RowListing, json: Bool, to out: Output) throws {
    try out.write(json ? listing.json() : listing.csv())
    try out.finish()
  }
}
