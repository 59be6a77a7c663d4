import ArgumentParser
import Postgres
import Reports
import Rules
import Store

struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes", abstract: "List whose status changed between runs, and why.",
    discussion: """
      Examples:
        agtrack changes
        agtrack changes --since 2027-02-01 --school 99900010100001 --out changes.csv
        agtrack changes --student 1000123 --since 1
        agtrack changes --by-school

      Without --since it is what the published run changed. A row is one status that one cause changed; the causes of a
      student follow each other, each from where the one before ended. docs/changes.md says what the causes mean. Only
      students whom you may see; every list is written to the access log.
      """)

  @Option(help: "Everything after this run, or after the last run of this day, as 2027-03-15.") var since: String?
  @Option(help: "Students who are, or were, at this school.") var school: String?
  @Option(help: "One student, by student id or statewide id (SSID).") var student: String?
  @Flag(help: "Count by school and cause instead of listing students.") var bySchool = false
  @Flag(help: "Print JSON.") var json = false
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let since, RunName(argument: since) == nil {
      throw ValidationError("--since must be a run or a day, as 12 or 2027-03-15")
    }
    if bySchool, student != nil { throw ValidationError("--by-school counts students, --student names one") }
  }

  func run() throws {
    let output = try Output(out)
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let isFound = try session.connection.transaction(.snapshot) { try list(session, to: output) }
    try AccessLog.seal(session.connection)
    guard isFound else { throw Failure(.notFound, "no such student among those you may see") }
    try output.finish()
  }

  /// - Returns: false if there is no such student whom the login may see; the access log knows whether there is one.
  private func list(_ session: borrowing Session, to output: Output) throws -> Bool {
    let run = try PublishedRun.required(session.connection)
    let after =
      try since.flatMap(RunName.init(argument:))?.number(session) ?? PublishedRun.before(session.connection, run)
    if since != nil, let oldest = try PastRun.oldest(session.connection), after < oldest {
      throw Failure(.notFound, "the history before run \(oldest) was pruned; ask --since \(oldest) or later")
    }
    if bySchool {
      let counts = try SchoolChange.list(session.connection, after: after, upTo: run.id)
        .filter { school == nil || $0.schoolID == school }
      try log(session, run, key: nil, students: [], rows: 0)
      try output.write(json ? ChangeFiles.json(counts) : ChangeFiles.csv(counts))
      return true
    }
    var key: Int64?
    if let student {
      key = try ChangeReader.studentKey(session.connection, id: student)
      guard key != nil else {
        try AccessLog.add(
          session.connection, command: "changes", purpose: purpose, outcome: .nobody, asked: student, students: [],
          rows: 0, run: run.id)
        return false
      }
    }
    var file = ChangeFile(json: json)
    var shown: [Int64] = []
    let wanted = ChangeReader.Wanted(after: after, schoolID: school, studentKey: key)
    try ChangeReader.forEach(session.connection, wanted, upTo: run.id) { entry in
      file.add(entry)
      // Entries come student by student.
      if shown.last != entry.change.key { shown.append(entry.change.key) }
      if file.isFull { try output.write(file.take()) }
    }
    try log(session, run, key: key, students: shown, rows: file.rows)
    try output.write(file.end())
    return true
  }

  /// Reading counts of students is logged too.
  private func log(
    _ session: borrowing Session, _ run: PublishedRun, key: Int64?, students: [Int64], rows: Int
  ) throws {
    try AccessLog.add(
      session.connection, command: "changes", purpose: purpose, studentKey: key, students: students, rows: rows,
      run: run.id)
  }
}
