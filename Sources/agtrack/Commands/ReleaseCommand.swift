import ArgumentParser
import Equity
import Glibc
import Postgres
import Reports
import Rules
import Store

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Write the district's report of the published run.",
    discussion: """
      Example: agtrack release --internal --out report

      Only internal reports can be written yet: disclosure control is not applied to them, and every page says so.
      """)

  @Option(help: "Folder to write.") var out: String
  @Flag(help: "For people who may see small groups; never to be published.") var `internal` = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard `internal` else {
      throw ValidationError(
        "public releases need disclosure control, which this version does not have; give --internal")
    }
  }

  func run() throws {
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let input = try session.connection.transaction(.snapshot) { try read(session) }
    try write(input)
  }

  private func read(_ session: borrowing Session) throws -> ReleaseInput {
    let run = try PublishedRun.required(session.connection)
    guard try StaffRoles.seesEveryStudent(session) else {
      throw Failure(.notPermitted, "a report of the district needs a login that may see all its students")
    }
    let input = try ReleaseReader.read(session, run: run)
    try AccessLog.add(
      session.connection, command: "release", purpose: nil, studentKey: nil, rows: input.counts.count, run: run.id)
    return input
  }

  private func write(_ input: ReleaseInput) throws {
    if mkdir(out, 0o755) != 0 && errno != EEXIST {
      throw Failure(.environment, "cannot make the folder \(out): \(String(cString: strerror(errno)))")
    }
    let outputs = try InternalRelease(input).files().map { file in
      let output = try Output("\(out)/\(file.name)")
      try output.write(file.bytes)
      return output
    }
    for output in outputs { try output.finish() }
    Messages.say("wrote \(outputs.count) files to \(out)")
  }
}
