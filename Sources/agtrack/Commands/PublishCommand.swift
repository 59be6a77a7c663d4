import ArgumentParser
import Store

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish a run that a check kept from being published.",
    discussion: """
      Example: agtrack publish 12 --reason "the middle school has left the district"

      Readers see the run from that moment, whole. Who decided and why is kept with the run.
      """)

  @Argument(help: ArgumentHelp("Number of the run; `nightly` names it.", valueName: "run")) var number: Int32
  @Option(help: "Why; kept with the run.") var reason: String?
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let output = try Output(nil)
    let session = try database.session()
    guard session.isOwner else {
      throw Failure(.notPermitted, "a run is published by the data engineer, who acts as the owner of the database")
    }
    try session.requireWritable()
    // A night that begins now would remove the run; one that runs now has done so.
    try RunLog.takeLock(session.connection)
    defer { try? RunLog.releaseLock(session.connection) }
    guard
      try RunLog.publishHeld(session.connection, run: number, account: Account.name, reason: reason)
    else { throw Failure(.notFound, try refusal(session)) }
    try output.write("run \(number) published\n")
    try output.finish()
  }

  private func refusal(_ session: borrowing Session) throws -> String {
    let held = try RunState.held(session.connection).map { "; run \($0.id) waits to be published" } ?? ""
    guard let found = try RunState.find(session.connection, run: number) else {
      return "there is no run \(number)\(held)"
    }
    switch found.state {
    case .published: return "run \(number) was published already\(held)"
    case .superseded: return "run \(number) was superseded by a later night and is gone\(held)"
    default: return "run \(number) is \(found.state.rawValue) and cannot be published\(held)"
    }
  }
}
