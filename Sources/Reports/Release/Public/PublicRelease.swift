public import Equity
import Rules
public import Spreadsheets

/// The district equity summary for everybody: small groups are hidden, rates coded, and what would give them away too.
public struct PublicRelease {
  private let cells: ReleaseCells
  private let rows: [CellKey: PrintedRow]
  private let past: PastYears
  private let cases: [CaseStudy]

  /// - Parameters:
  ///   - earlier: What earlier releases of this school year printed, by the name of the cell (`measure|school_year|...`), the oldest first.
  ///   - past: The school years before.
  ///   - toldBefore: The case studies of an earlier release of this school year; they stay until the next.
  ///   - workers: Work on tables at the same time; the release is the same with any number of them.
  ///   - attack: What the release must withstand.
  public init(
    _ input: ReleaseInput, _ policy: DisclosurePolicy, earlier: [String: [PrintedRow]] = [:],
    past: PastYears = .none, toldBefore: [CaseStudy]? = nil, workers: any Workers = OneWorker(),
    attack: @escaping UnknownNumbers.Attack
  ) throws(DisclosureRefusal) {
    let cells = ReleaseCells(input)
    var rows: [CellKey: PrintedRow] = [:]
    let tables = PublicRelease.tables(cells)
    let printed = workers.map(tables.count) { index in
      let table = PublicTable(cells, tables[index])
      return Result { () throws(DisclosureRefusal) in try table.rows(policy, earlier, workers, attack) }
    }
    for table in printed {
      for (key, row) in try table.get() { rows[key] = row }
    }
    let known = rows
    if let toldBefore {
      cases = toldBefore
    } else {
      let reached = { (system: System, place: Place) -> (n: Int, least: Int)? in
        let key = CellKey(measure: ReleaseMeasure.patternMet(system), place: place, family: "all", group: "all")
        return known[key]?.leastReached
      }
      cases = try CaseStudies.ofPublic(cells, policy, reached, attack)
    }
    (self.cells, self.rows, self.past) = (cells, rows, past)
  }

  /// Measures that count the same students share one pattern of hidden cells.
  private static func tables(_ cells: ReleaseCells) -> [[ReleaseMeasure]] {
    var tables: [[ReleaseMeasure]] = []
    for measure in cells.input.measures {
      let own = tables.firstIndex { table in
        guard let first = table.first, first.denominator == measure.denominator else { return false }
        return cells.places.allSatisfy { place in
          cells.input.families.allSatisfy { family in
            family.groups.allSatisfy { group in
              cells.count(first.id, place.place, family.id, group.id).n
                == cells.count(measure.id, place.place, family.id, group.id).n
            }
          }
        }
      }
      if let own { tables[own].append(measure) } else { tables.append([measure]) }
    }
    return tables
  }

  /// The files of the release: name and bytes. The same input gives the same bytes.
  public func files() throws(SpreadsheetError) -> [(name: String, bytes: [UInt8])] {
    let printed = PrintedCells(cells: cells, rows: rows, cases: cases, past: past)
    let page = Array(PublicPage(printed).html().utf8)
    let summary = Array(CommunitySummary(printed: printed).html().utf8)
    return try ReleaseFiles(printed, marking: nil).all(page: page, more: [(name: "community.html", bytes: summary)])
  }
}
