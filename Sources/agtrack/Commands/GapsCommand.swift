import ArgumentParser
import Equity
import Intake
import Reports

struct GapsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps", abstract: "Gaps between the groups of any table of counts, with margins, intervals and needs.",
    discussion: """
      Examples:
        agtrack gaps --counts counts.csv
        agtrack gaps --counts counts.csv --reference highest --json
        agtrack gaps --counts counts.csv --reference 0.55

      The file has the columns cohort, group, n (students) and x (those of them with the outcome); the groups of a cohort
      divide its students among them. Needs no database. docs/gaps.md says what each column means.
      """)

  @Option(help: "CSV with cohort,group,n,x.") var counts: String
  @Option(help: "others, overall, highest, the name of a group, or a rate from 0 to 1.") var reference = "others"
  @Option(
    help: "Least margin of error.",
    transform: { text in
      guard let margin = Fraction(decimal: text), margin.isRate else {
        throw ValidationError("'\(text)' is no number from 0 to 1 with at most 18 decimals")
      }
      return margin
    })
  var minMoe: Fraction = .usualMargin
  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    let reference = try parsedReference()
    let rows: [CountTable.Row]
    do throws(CountTable.Fault) {
      rows = try CountTable.read(counts)
    } catch {
      let line = error.line.map { ":\($0)" } ?? ""
      let column = error.column.map { " column \($0)" } ?? ""
      throw Failure(.refused, "\(counts)\(line)\(column): \(error.message)")
    }
    let output = try Output(nil)
    let report = GapReport(try table(rows, reference), reference: self.reference)
    try output.write(json ? report.json() : report.csv())
    try output.finish()
  }

  private func table(_ rows: [CountTable.Row], _ reference: GapReference) throws -> GapTable {
    let groups = rows.compactMap { row in
      Count(n: row.n, x: row.x).map { GroupCount(cohort: row.cohort, group: row.group, count: $0) }
    }
    do throws(GapTable.Refusal) {
      return try GapTable(groups, against: reference, leastMargin: minMoe)
    } catch {
      switch error {
      case .unknownGroup: throw Failure(.notFound, "no cohort of \(counts) has the group '\(self.reference)'")
      case .unusable: throw Failure(.refused, "\(counts) has a group twice in a cohort, or too many students")
      }
    }
  }

  /// What looks like a number is one, also where a group has such a name.
  private func parsedReference() throws -> GapReference {
    switch reference {
    case "others": return .others
    case "overall": return .overall
    case "highest": return .highest
    default: break
    }
    guard let number = Double(reference), number.isFinite else { return .group(reference) }
    guard let rate = Fraction(decimal: reference), rate.isRate else {
      throw ValidationError("the reference \(reference) is no rate from 0 to 1 with at most 18 decimals")
    }
    return .rate(rate)
  }
}
