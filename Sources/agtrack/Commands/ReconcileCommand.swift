import ArgumentParser
import Intake
import Reports
import Rules
import Store

struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Our graduates who meet UC/CSU requirements beside the state's published numbers.",
    discussion: """
      Examples:
        agtrack reconcile --acgr acgr24.txt --as-of 2024-08-15
        agtrack reconcile --acgr acgr24.txt --peer 1062166 --peer 1964725 --json

      The file is that of the California Department of Education on cohorts of graduates (ACGR), as published: tab-separated text. It must
      be of the school year of the run; --as-of shows the run of an earlier day. Rates are of graduates, with one decimal, rounded
      half up, as the state prints them. Each difference stands with the reasons that it can have; docs/reconcile.md explains them.
      Peers and the state follow as reference lines. Exit 1 where a printed rate differs from ours.
      """)

  enum Pattern: String, ExpressibleByArgument, CaseIterable { case uc, csu, both }

  @Option(help: "The state's file.") var acgr: String
  @Option(help: "Which pattern counts as met: uc, csu or both.") var system: Pattern = .uc
  @Option(help: "A district to be shown for reference, by its 7-digit code; may be given more than once.") var peer:
    [String] = []
  @Option(help: "Only this school: school_id or name.") var school: String?
  @Option(name: .customLong("as-of"), help: "Our numbers as they stood on this day, out of the history.") var day:
    DayArgument?
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    for code in peer where code.utf8.count != 7 || !code.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw ValidationError("--peer is a county-district code of 7 digits")
    }
  }

  func run() throws {
    let file: StateCohortFile
    do throws(StateCohortFile.Fault) {
      file = try StateCohortFile.read(acgr)
    } catch {
      throw Failure(.refused, "\(acgr)\(error.line.map { ":\($0)" } ?? ""): \(error.message)")
    }
    let output = try Output(options.out)
    var (differing, isOfOthers) = (0, false)
    let listing = try EquityLookUp.listing(database, command: "reconcile", purpose: options.purpose, day: day) {
      session, run in
      guard file.schoolYear.fall == run.schoolYear else {
        throw Failure(
          .refused,
          "\(acgr) is about \(file.schoolYear.code), the run about \(SchoolYear(fall: run.schoolYear).code): "
            + "--as-of names a day of the school year that the file is about")
      }
      let builder = try ReconcileBuilder(session, run, file, pattern: system.rawValue, school: school)
      let listing = try builder.listing(peers: peer)
      (differing, isOfOthers) = (builder.differing, builder.isOfOthers)
      return listing
    }
    try EquityLookUp.write(listing, json: options.json, to: output)
    if isOfOthers {
      throw Failure(.needsPerson, "\(acgr) has no row of these districts and schools; is it the state's whole file?")
    }
    if differing > 0 {
      throw Failure(
        .needsPerson,
        "\(differing) \(differing == 1 ? "rate differs" : "rates differ") from the state's; the column reasons says why"
      )
    }
  }
}
