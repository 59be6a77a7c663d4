import ArgumentParser
import Postgres
import Reports
import Rules
import Store

struct CompareClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare-claims",
    abstract: "Compare what the district certified to the state (CALPADS 1.29) with the verdicts.",
    discussion: """
      Examples:
        agtrack compare-claims
        agtrack compare-claims --csv --out differences.csv
        agtrack compare-claims --summary --csv

      First the schools, then each student about whom the two differ, with the reason for the verdict and the courses
      about which the student information system claims something else. Only students whom you may see; every list of
      students is written to the access log.
      """)

  @Flag(help: "The schools alone, no students.") var summary = false
  @Flag(help: "Write CSV: a row per student, with --summary per school.") var csv = false
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "ASCII only, no table lines.") var plain = false
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if csv && json { throw ValidationError("give --csv or --json, not both") }
  }

  func run() throws {
    let output = try Output(out)
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let report = try session.connection.transaction(.snapshot) { () throws -> ClaimReport? in
      let run = try PublishedRun.required(session.connection)
      let found = try ClaimReportBuilder(session, run: run).report(session)
      // The schools' counts are counts of students, so that reading them is logged too.
      let shown = summary ? [] : found?.listed ?? []
      try AccessLog.add(
        session.connection, command: "compare-claims", purpose: purpose, studentKey: nil, students: shown,
        rows: shown.count, run: run.id)
      return found?.report
    }
    try AccessLog.seal(session.connection)
    guard let report else {
      throw Failure(.notFound, "no student whom you may see has a certified claim (CALPADS element 1.29)")
    }
    try output.write(bytes(report))
    try output.finish()
  }

  private func bytes(_ report: ClaimReport) -> [UInt8] {
    if csv { return summary ? report.summaryCSV() : report.csv() }
    if json { return report.json(withStudents: !summary) }
    return Array(
      ClaimPage.text(report, withStudents: !summary, style: PageStyle(plain: plain, columns: 80)).utf8)
  }
}
