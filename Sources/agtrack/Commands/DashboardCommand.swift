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
        agtrack dashboard --targets dashboard.yaml --release report --format html --out dashboard.html

      Reads the cells of the releases, of any school years, and the district's file of targets; needs no database. Of two
      releases with the same cell the first counts. docs/dashboard.md tells the file and the five statuses.
      """)

  @Option(help: "File of measures and targets (YAML).") var targets: String
  @Option(help: "Folder of a release; may be given more than once.") var release: [String]
  @Option(help: "csv, or html: the board's paper, which prints with a footer on every sheet.") var format = Format.csv
  @Option(help: "File to write; standard output without it.") var out: String?

  enum Format: String, ExpressibleByArgument { case csv, html }

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
    var (printed, measures, names): ([String: String], Set<String>, [String: String]) = ([:], [], [:])
    for folder in release {
      for cell in try ReleaseFolder.read(folder).cells.cells {
        measures.insert(cell.measure)
        let place = "\(cell.scope)|\(cell.scopeID)"
        if names[place] == nil { names[place] = cell.scopeName }
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
      return DashboardReport.Actuals(years: years, placeName: names["\(row.scope)|\(row.scopeID)"] ?? "")
    }
    let output = try Output(out)
    let report = DashboardReport(plan, actuals)
    switch format {
    case .csv: try output.write(report.csv())
    case .html: try output.write(Array(DashboardPage(report, source: try source()).html().utf8))
    }
    try output.finish()
  }

  /// Where the numbers of this year come from, for the footer: run, day, editions and the rule of hiding of the first release.
  private func source() throws -> String {
    let rule = "groups of 1 to 10 students not shown"
    guard let folder = release.first, let manifest = try ReleaseFolder.manifest(folder) else { return rule }
    let editions = manifest.editions.isEmpty ? "" : "; \(manifest.editions.joined(separator: ", "))"
    return
      "As of \(manifest.asOf), run \(manifest.runID)\(editions); \(manifest.isPublic ? rule : "not for the public")"
  }
}
