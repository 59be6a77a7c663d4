import ArgumentParser
import Postgres
import Reports
import Store

struct FunnelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "funnel", abstract: "Where access is lost: how far seniors came in an area, and where gaps arise.",
    discussion: """
      Examples:
        agtrack funnel --area C --family race_ethnicity
        agtrack funnel --area D --school 99900010100001 --json
        agtrack funnel --area AP --family low_income --group Y
        agtrack funnel --area AP --exam 66 --family gender

      Seniors of the published run: to how many their school offers the area whole, how many took a course of it, passed one, took as
      much as the pattern asks, completed it for UC. AP: offered, ready by their marks, enrolled, examined, 3 or more. Each
      group is set beside all others; the gap is split exactly into stages, and each stage into a part between schools and
      a part inside them. Nothing is hidden: for people who may see small groups. docs/measures.md tells more.
      """)

  @Option(help: "Subject area A to G, or AP.") var area: String
  @Option(help: "With --area AP: only this exam, by its code (66 is Calculus AB).") var exam: Int?
  @Option(help: "Only this school: school_id or name. Default: each district, then each school.") var school: String?
  @Option(help: "Only groups of this family: race_ethnicity, english_status, ...") var family: String?
  @Option(help: "Only this group.") var group: String?
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if FunnelWay(area) == nil { throw ValidationError("--area must be one of A to G, or AP") }
    if FunnelWay(area, exam: exam) == nil { throw ValidationError("--exam is an AP exam code, for --area AP") }
  }

  func run() throws {
    guard let way = FunnelWay(area, exam: exam) else { throw ValidationError("--area must be one of A to G, or AP") }
    let output = try Output(options.out)
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let report = try session.connection.transaction(.snapshot) { () throws -> FunnelReport in
      let run = try PublishedRun.required(session.connection)
      guard try StaffRoles.seesEveryStudent(session) else {
        throw Failure(.notPermitted, "funnels of small groups are for logins that may see all students")
      }
      let builder = try FunnelBuilder(session, run: run, way: way, school: school)
      let report = try builder.report(family: family, group: group)
      try AccessLog.add(
        session.connection, command: "funnel", purpose: options.purpose, studentKey: nil, rows: report.count,
        run: run.id)
      return report.report
    }
    try AccessLog.seal(session.connection)
    try output.write(options.json ? report.json() : report.csv())
    try output.finish()
  }
}
