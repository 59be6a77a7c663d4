import ArgumentParser
import Postgres
import Store

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Delete everything about a student on request; the access log stays.",
    discussion: """
      Examples:
        agtrack forget 1000123 --reason "request of the parent, 2027-03-02"
        agtrack forget 1000123 --undo --reason "enrolled again"

      Every row of the student goes, in all versions and tables, at once and for good. What remains is the student id, in the
      access log and in the list of forgotten students: while it stands there, nights leave the student out, and say so,
      even if the extract still has the record. --undo lets the next night load the student again.
      Delete the record in the student information system too; old extracts, backups and exports are not touched.
      """)

  @Argument(help: "The whole student id; nothing shorter, no name.") var student: String
  @Option(help: "Why; kept with the id and in the access log.") var reason: String
  @Flag(help: "Let nights load the student again.") var undo = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason must say why") }
  }

  func run() throws {
    let output = try Output(nil)
    let session = try database.session()
    guard session.isOwner else {
      throw Failure(.notPermitted, "records are deleted by the data engineer, who acts as the owner of the database")
    }
    try session.requireWritable()
    // A night that runs now could write the student's rows again.
    try RunLog.takeLock(session.connection)
    defer { try? RunLog.releaseLock(session.connection) }
    if undo {
      guard try ForgottenStudents.readmit(session.connection, studentID: student, reason: reason) else {
        throw Failure(.notFound, "no student of that id was forgotten")
      }
      try output.write("the next night loads the student again if the extract has the record\n")
    } else {
      switch try ForgottenStudents.forget(session.connection, studentID: student, reason: reason) {
      case .forgotten(let rows): try output.write("deleted \(rows) rows; nights leave the student out from now on\n")
      case .alreadyForgotten: try output.write("the student was forgotten before; nothing to delete\n")
      case .unknown: throw Failure(.notFound, "there is no student of that id")
      }
    }
    try AccessLog.seal(session.connection)
    try output.finish()
  }
}
