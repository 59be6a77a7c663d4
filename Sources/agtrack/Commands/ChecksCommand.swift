import ArgumentParser
import Postgres
import Reports
import Rules
import Store

struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks", abstract: "List what the checks of data quality found in a run, and what to do about it.",
    discussion: """
      Examples:
        agtrack checks
        agtrack checks --run 12 --csv
        agtrack checks --students duplicate-ssid

      Without --run it is the published run. Students are listed as far as you may see them, and the list is written to
      the access log.
      """)

  @Option(name: .customLong("run"), help: "The run; default the published one.") var number: Int32?
  @Option(help: "List the students about whom this check found something, as CSV.") var students: String?
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV.") var csv = false
  @Flag(help: "Write the description of every check as Markdown, without a database.") var markdown = false
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if [json, csv, markdown].filter({ $0 }).count > 1 {
      throw ValidationError("give one of --json, --csv, --markdown")
    }
    if markdown, number != nil || students != nil {
      throw ValidationError("--markdown describes the checks, not what they found in a run")
    }
  }

  func run() throws {
    let output = try Output(out)
    let checks = try Check.all()
    if markdown {
      try output.write(CheckBook.markdown(checks))
    } else {
      let session = try database.session()
      // A night that is published meanwhile must not be read in part.
      let bytes = try session.connection.transaction(.snapshot) {
        let found = try findRun(session)
        return try students.map { try list($0, of: found, checks, session) } ?? show(found, checks, session)
      }
      try AccessLog.seal(session.connection)
      try output.write(bytes)
    }
    try output.finish()
  }

  private func findRun(_ session: borrowing Session) throws -> RunState {
    guard let found = try RunState.find(session.connection, run: number) else {
      guard let number else { throw StoreError.nothingPublished }
      throw Failure(.notFound, "there is no run \(number)")
    }
    if number == nil, let held = try RunState.held(session.connection) {
      Messages.say("agtrack: run \(held.id) is loaded, not published; `agtrack checks --run \(held.id)` says why")
    }
    switch found.state {
    case .published: return found
    case .loaded, .superseded:
      if session.isOwner { return found }
      throw Failure(.notPermitted, "runs that are not published are for the data engineer")
    default:
      throw Failure(.notFound, "run \(found.id) is \(found.state.rawValue): no check ran over it")
    }
  }

  private func show(_ found: RunState, _ checks: [Check], _ session: borrowing Session) throws -> [UInt8] {
    let stored = try CheckReader.checks(session.connection, run: found.id)
    let asOf = CalendarDay(dayNumber: found.asOf)?.code ?? ""
    let listing = CheckListing(run: found, asOf: asOf, stored: stored, checks: checks)
    return json ? listing.json : csv ? listing.csv : Array(listing.text.utf8)
  }

  private func list(
    _ check: String, of found: RunState, _ checks: [Check], _ session: borrowing Session
  ) throws -> [UInt8] {
    guard checks.contains(where: { $0.id == check }) else {
      throw Failure(.notFound, "there is no check \(check); they are \(checks.map(\.id).joined(separator: ", "))")
    }
    let students = try CheckReader.students(session.connection, run: found.id, check: check)
    try AccessLog.add(
      session.connection, command: "checks", purpose: purpose, studentKey: nil, students: students.map(\.key),
      rows: students.count, run: found.id)
    if json {
      var writer = JSONWriter()
      writer.array(of: students) { json, student in
        json.object { json in
          json.field("student_id", student.studentID)
          json.field("school_id", student.schoolID)
          json.field("occurrences", student.occurrences)
        }
      }
      return writer.document + [UInt8(ascii: "\n")]
    }
    var writer = CSVWriter(columns: ["run_id", "check", "student_id", "school_id", "occurrences"])
    for student in students {
      writer.number(Int(found.id))
      writer.text(check)
      writer.text(student.studentID)
      writer.text(student.schoolID)
      writer.number(student.occurrences)
      writer.endLine()
    }
    return writer.take()
  }
}
