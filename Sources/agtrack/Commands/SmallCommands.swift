import ArgumentParser
import EmbeddedServer
import Postgres
import Reports
import SampleData
import Store

struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "List the rows of the published run that could not be used, as CSV.")

  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let output = try Output(out)
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    try session.connection.transaction(.snapshot) {
      let run = try PublishedRun.required(session.connection)
      // Row-level security would hide the rejects, and an empty list would say that there are none.
      guard try StaffRoles.seesEveryStudent(session) else {
        throw Failure(.notPermitted, "rejects are for those who may see all students")
      }
      var csv = CSVWriter(columns: ["run_id", "file", "line", "column", "code", "value", "message"])
      var rows = 0
      try QualityReader.rejects(session.connection) { reject in
        rows += 1
        csv.number(Int(run.id))
        csv.text(reject.file)
        csv.number(reject.line)
        csv.text(reject.column)
        csv.text(reject.code)
        csv.text(reject.value)
        csv.text(reject.message)
        csv.endLine()
        if csv.waiting > 1 << 16 { try output.write(csv.take()) }
      }
      try AccessLog.add(
        session.connection, command: "rejects", purpose: purpose, studentKey: nil, rows: rows, run: run.id)
      try output.write(csv.take())
    }
    try AccessLog.seal(session.connection)
    try output.finish()
  }
}

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the database's tables and views to this program's version.")

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try Session.open(try database.conninfo())
    try session.requireWritable()
    let report = try Migrator.migrate(session)
    let output = try Output(nil)
    if report.changedNothing {
      try output.write("nothing to do\n")
    } else {
      for name in report.applied { try output.write("applied \(name)\n") }
      if report.recreatedViews { try output.write("views made anew\n") }
    }
    try output.finish()
  }
}

struct RolesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roles", abstract: "Create the database roles of staff; needs the right to create roles.",
    discussion:
      "Until it has run, the owner of the database acts as the data engineer; row-level security holds all the same.")

  @Flag(help: "Also create a login for every staff member of the published run who has none.") var logins = false
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try database.session()
    let report = try StaffRoles.create(session, logins: logins)
    let output = try Output(nil)
    try output.write(
      "\(report.createdStaffRole ? "created" : "found") the role agtrack_staff; \(report.createdLogins.count) logins created, \(report.joinedLogins.count) joined\n"
    )
    try output.finish()
  }
}

struct DictionaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary", abstract: "Write the data dictionary, from the database's own comments, as Markdown.")

  @Option(help: "File to write; default standard output.") var out: String?
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let output = try Output(out)
    let session = try database.session()
    try output.write(try DataDictionary.markdown(session))
    try output.finish()
  }
}

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write the extract of an invented district.",
    discussion: "The same numbers give the same bytes. With --dirt the planted faults are listed in OUT-planted.csv. "
      + "With --common the same district written in any form gives the same verdicts. With --inequity all is equal but what is "
      + "planted for students of low income: a school without chemistry and physics, one that keeps them out of Algebra II, one "
      + "with lower marks for everybody, or nothing; docs/measures.md tells how often that is found.")

  @Option(help: "How many students.") var students: Int
  @Option(help: "Seed of the invention.") var seed: UInt64 = 1
  @Option(help: "Folder to write.") var out: String
  @Option(help: "Share of rows with a planted fault, 0 to 1.") var dirt: Double = 0
  @Option(
    help: "Form of the files: canonical, ccgi or calpads.",
    transform: { text in
      guard let form = SampleForm(rawValue: text) else {
        throw ValidationError("'\(text)' is none of the forms canonical, ccgi and calpads")
      }
      return form
    })
  var form: SampleForm = .canonical
  @Flag(help: "Leave out what not every form can say.") var common = false
  @Option(
    help: "Plant one difference in an equal district: nothing, chemistry, algebra-2 or marks.",
    transform: { text in
      guard let inequity = SampleInequity(rawValue: text) else {
        throw ValidationError("'\(text)' is none of nothing, chemistry, algebra-2 and marks")
      }
      return inequity
    })
  var inequity: SampleInequity?

  func run() throws {
    try SampleDistrict(
      students: students, seed: seed, dirt: dirt, form: form, isCommon: common, inequity: inequity
    ).write(to: out)
  }
}

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Start, stop or look at the embedded PostgreSQL cluster.",
    subcommands: [Start.self, Stop.self, Status.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Start the cluster; create it where there is none.")

    func run() throws {
      let conninfo = try EmbeddedServer().ensureRunning { Messages.say($0) }
      let output = try Output(nil)
      try output.write("running: \(conninfo)\n")
      try output.finish()
    }
  }

  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stop the cluster.")

    func run() throws {
      let stopped = try EmbeddedServer().stop { Messages.say($0) }
      let output = try Output(nil)
      try output.write(stopped ? "stopped\n" : "not running\n")
      try output.finish()
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether the cluster runs.", discussion: "Exit code 0 if it runs, 6 if not.")

    func run() throws {
      let status = try EmbeddedServer().status()
      let output = try Output(nil)
      try output.write("\(status.sentence)\n")
      try output.finish()
      if !status.isRunning { throw Exit.notFound.code }
    }
  }
}
