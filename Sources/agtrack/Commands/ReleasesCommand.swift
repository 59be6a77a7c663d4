import ArgumentParser
import Reports
import Rules
import Store

struct ReleasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releases", abstract: "The public releases that were written, and withdraw one that nobody ever had.",
    discussion: """
      Examples:
        agtrack releases
        agtrack releases --withdraw 3 --reason "a trial; the folder was deleted"

      Each public release binds the ones after it: what it hid stays hidden, and no number of its school year changes by 1 to 10
      students. Withdraw one only if nobody outside has seen it; what was seen cannot be taken back.
      """)

  @Option(help: ArgumentHelp("Number of a release that nobody outside ever had.", valueName: "release"))
  var withdraw: Int32?
  @Option(help: "Why; kept with the release.") var reason: String?
  @Flag(help: "Write JSON.") var json = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if (withdraw == nil) != (reason == nil) { throw ValidationError("--withdraw and --reason go together") }
    if reason?.allSatisfy(\.isWhitespace) == true { throw ValidationError("--reason needs words") }
  }

  func run() throws {
    let output = try Output(nil)
    let session = try database.session()
    if let withdraw {
      guard session.isOwner else {
        throw Failure(
          .notPermitted, "a release is withdrawn by the data engineer, who acts as the owner of the database")
      }
      try session.requireWritable()
      guard
        try PublicReleases.withdraw(
          session.connection, release: withdraw, account: Account.name, reason: reason ?? "")
      else { throw Failure(.notFound, "no public release \(withdraw) counts; agtrack releases lists them") }
      try output.write("release \(withdraw) no longer binds later ones\n")
      return try output.finish()
    }
    var listing = RowListing(columns: [
      "release", "school_year", "as_of", "run", "written_at", "written_by", "program", "origin", "withdrawn_because",
      "cells_sha256",
    ])
    for release in try PublicReleases.list(session.connection) {
      listing.add([
        .number(Int(release.id)), .text(release.schoolYear),
        .word(release.asOf.flatMap { CalendarDay(dayNumber: $0)?.code } ?? ""), .number(release.run.map(Int.init)),
        .word(release.writtenAt), .text(release.writtenBy), .text(release.program),
        .word(release.isTakenOver ? "taken over" : "written"), .text(release.withdrawnBecause), .word(release.cells),
      ])
    }
    try EquityLookUp.write(listing, json: json, to: output)
  }
}
