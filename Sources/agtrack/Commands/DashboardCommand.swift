import ArgumentParser
import Equity
import PolicyFiles
import ReleaseAudit
import Reports
import Rules

struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Measures against their targets, from releases: years, status, who answers.",
    discussion: """
      Examples:
        agtrack dashboard --targets dashboard.yaml --release report-2026-27 --release report-2025-26
        agtrack dashboard --targets dashboard.yaml --release report --out dashboard.csv

      Reads the cells of the releases, of any school years, and the district's file of targets; needs no database. Of two
      releases with the same cell the first counts. docs/dashboard.md tells the file and the five statuses.
      """)

  @Option(help: "File of measures and targets (YAML).") var targets: String
  @Option(help: "Folder of a release; may be given more than once.") var release: [String]
  @Option(help: "File to write; standard output without it.") var out: String?

  func run() throws {
    let text = try TextFile.read(targets)
    let plan: DashboardPlan
    do throws(PolicyFileError) {
      plan = try DashboardFile.read(text, file: targets)
    } catch {
      throw Failure(.refused, "\(error)")
    }
    guard let year = SchoolYear(code: plan.schoolYear) else {
      throw Failure(.refused, "\(targets): school_year must be like 2026-27")
    }
    var (printed, measures): ([String: String], Set<String>) = ([:], [])
    for folder in release {
      for cell in try ReleaseFolder.read(folder).cells.cells {
        measures.insert(cell.measure)
        if printed[cell.name] == nil { printed[cell.name] = cell.printed[1] }
      }
    }
    for row in plan.rows where !measures.contains(row.measure) {
      throw Failure(.notFound, "\(targets): no release has the measure \(row.measure)")
    }
    let actuals = plan.rows.map { row in
      let years = (-3...0).map { past -> String? in
        let code = SchoolYear(fall: year.fall + Int16(past)).code
        return printed[[row.measure, code, row.scope, row.scopeID, row.family, row.group].joined(separator: "|")]
      }
      return DashboardReport.Actuals(years: years)
    }
    let output = try Output(out)
    try output.write(DashboardReport(plan, actuals).csv())
    try output.finish()
  }
}
