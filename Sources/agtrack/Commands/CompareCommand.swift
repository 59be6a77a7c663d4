import ArgumentParser
import ReleaseAudit
import Reports

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Releases of several districts side by side, and all their students together.",
    discussion: """
      Examples:
        agtrack compare ours-2026-27 theirs-2026-27
        agtrack compare ours-2026-27 ours-2025-26 theirs-2026-27 theirs-2025-26 --out both.csv

      Reads public releases and nothing else; no student data crosses. Measures must mean the same everywhere: where releases
      describe a numerator or denominator differently, nothing is written (exit 3). docs/compare.md tells the columns.
      """)

  @Argument(help: "Folders of releases.") var releases: [String]
  @Option(help: "File to write; standard output without it.") var out: String?

  func validate() throws {
    if releases.count < 2 { throw ValidationError("two releases or more are needed") }
  }

  func run() throws {
    var (cells, meanings): ([DistrictComparison.Cell], [String: (folder: String, words: [String])]) = ([], [:])
    var (districts, held): (Set<String>, [String: Set<String>]) = ([], [:])
    for folder in releases {
      let release = try ReleaseFolder.read(folder).cells
      for (measure, denominator) in release.denominators.sorted(by: { $0.key < $1.key }) {
        let words = [release.numerators[measure] ?? "", denominator]
        if let known = meanings[measure], known.words != words {
          let what = known.words[1] != words[1] ? "denominator" : "numerator"
          throw Failure(
            .refused, "\(measure) has another \(what) in \(folder) than in \(known.folder); such rates are not compared"
          )
        }
        meanings[measure] = meanings[measure] ?? (folder, words)
      }
      for cell in release.cells where cell.scope == "district" {
        districts.insert(cell.scopeID)
        held[cell.measure, default: []].insert(cell.scopeID)
        let row = PrintedRow(
          n: cell.printed[0], rate: cell.printed[1], gap: cell.printed[2], needed: cell.printed[3],
          isHidden: cell.isHidden)
        cells.append(
          DistrictComparison.Cell(
            measure: cell.measure, schoolYear: cell.schoolYear, districtID: cell.scopeID, districtName: cell.scopeName,
            family: cell.family, group: cell.group, row: row))
      }
    }
    guard districts.count > 1 else { throw Failure(.refused, "the releases are of one district; two are needed") }
    let missing = held.filter { $0.value.count < districts.count }.keys.sorted()
    if !missing.isEmpty { Messages.say("left out, as not every district has it: \(missing.joined(separator: ", "))") }
    let shared = cells.filter { held[$0.measure]?.count == districts.count }
    let output = try Output(out)
    try output.write(DistrictComparison(shared).csv())
    try output.finish()
  }
}
