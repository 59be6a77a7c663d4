import ArgumentParser
import Postgres
import Reports
import Rules
import Store

struct AccessLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access-log", abstract: "Show who looked at students, when and why, and check that nobody changed it.",
    discussion: """
      Examples:
        agtrack access-log --student 1000123
        agtrack access-log --login mlopez --since 2027-01-01 --csv --out log.csv
        agtrack access-log verify
        agtrack access-log verify --anchor 5120:9f86d081884c7d65

      For the owner of the database, data engineers and auditors. --student lists everybody who received or asked for
      that student's record (Education Code 49064), as part of a list too. Looking at the log of a student is an entry
      itself. The log is kept as long as the database; nothing removes entries.
      """,
    subcommands: [List.self, Verify.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List entries (the default).")

    @Option(help: "Only entries about this student: the whole student id.") var student: String?
    @Option(help: "Only entries of this database login.") var login: String?
    @Option(help: "Only entries from this day (UTC) on, YYYY-MM-DD.") var since: DayArgument?
    @Option(help: "Only entries before this day (UTC), YYYY-MM-DD.") var before: DayArgument?
    @Flag(help: "Write CSV.") var csv = false
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "ASCII only.") var plain = false
    @Option(help: "File to write; default standard output.") var out: String?
    @Option(help: "Why you look; written to the access log.") var purpose: String?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if csv && json { throw ValidationError("give --csv or --json, not both") }
    }

    func run() throws {
      let filter = AccessEntries.Filter(
        student: student, login: login, since: since?.day.dayNumber, before: before?.day.dayNumber)
      let output = try Output(out)
      let session = try database.session()
      try AccessLogCommand.requireReader(session)
      let entries = try session.connection.transaction(.snapshot) {
        var entries: [AccessReport.Entry] = []
        try AccessEntries.read(session.connection, filter) { entries.append(AccessReport.Entry($0)) }
        // The list about a student is about the student, whoever is in it.
        try AccessLog.add(
          session.connection, command: "access-log", purpose: purpose, outcome: .set, asked: student, students: [],
          rows: entries.count, run: try PublishedRun.current(session.connection)?.id)
        return entries
      }
      try AccessLog.seal(session.connection)
      let report = AccessReport(entries, of: student)
      if csv {
        try output.write(report.csv())
      } else if json {
        try output.write(report.json())
      } else if out != nil {
        try output.write(report.text(style: PageStyle(plain: plain, columns: 80)))
      } else {
        try Pager.write(report.text(style: Terminal.style(.never, plain: plain)))
      }
      try output.finish()
      if entries.isEmpty { throw Failure(.notFound, "the access log has no such entry") }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the chain: exit 1 if an entry was changed, deleted or moved.",
      discussion: """
        The last line names the end of the chain. Keep it outside the database and give it as --anchor later: whoever owns
        the database could cut the end off or write the whole chain anew, and an anchor shows that too.
        """)

    @Option(help: ArgumentHelp("What an earlier check printed; several may be given.", valueName: "position:seal"))
    var anchor: [String] = []
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      for text in anchor where AccessChain.Anchor(text) == nil {
        throw ValidationError("--anchor is the number of an entry, a colon and at least 16 digits of its seal")
      }
    }

    func run() throws {
      let output = try Output(nil)
      let session = try database.session()
      try AccessLogCommand.requireReader(session)
      let chain = try AccessChain.verify(session.connection, anchors: anchor.compactMap { AccessChain.Anchor($0) })
      try output.write("\(chain.sealed) entries in the chain, \(chain.waiting) not yet sealed\n")
      for fault in chain.faults.prefix(20) { try output.write("\(fault.sentence)\n") }
      if chain.sealed > 0 { try output.write("end of the chain: \(chain.sealed):\(chain.head)\n") }
      try output.finish()
      guard chain.faults.isEmpty else {
        throw Failure(.needsPerson, "the access log was changed: \(chain.faults.count) faults")
      }
    }
  }

  /// Row-level security would show an empty log, which would say that nobody looked.
  static func requireReader(_ session: borrowing Session) throws {
    guard try AccessLog.mayRead(session) else {
      throw Failure(.notPermitted, "the access log is for its auditors, data engineers and the owner of the database")
    }
  }
}

extension AccessReport.Entry {
  init(_ entry: AccessEntry) {
    self.init(
      position: entry.position.map(Int.init), at: entry.at, login: entry.login, actingAs: entry.actingAs,
      command: entry.command, purpose: entry.purpose, outcome: entry.outcome, rows: Int(entry.rows),
      run: entry.run.map(Int.init), studentIDs: entry.studentIDs ?? [])
  }
}

extension AccessChain.Fault {
  var sentence: String {
    switch self {
    case .missing(let after, let before):
      "entries \(after + 1) to \(before - 1) are missing: somebody deleted them"
    case .changed(let position, let logID):
      "entry \(position) (number \(logID)) does not give its seal: somebody changed or moved it"
    case .anchor(let anchor):
      "the anchor \(anchor.position) is not in the chain: somebody wrote it anew, or cut its end off"
    }
  }
}
