public import Equity
import Rules
public import Spreadsheets

/// The district equity summary for everybody: small groups are hidden, rates coded, and what would give them away too.
public struct PublicRelease {
  private let cells: ReleaseCells
  private let rows: [CellKey: PrintedRow]
  private let earlier: [String: PrintedRow]

  /// - Parameters:
  ///   - earlier: What earlier releases printed, by the name of the cell (`measure|school_year|scope|...`).
  ///   - attack: What the release must withstand.
  public init(
    _ input: ReleaseInput, _ policy: DisclosurePolicy, earlier: [String: PrintedRow] = [:],
    attack: @escaping UnknownNumbers.Attack
  ) throws(DisclosureRefusal) {
    let cells = ReleaseCells(input)
    var rows: [CellKey: PrintedRow] = [:]
    for measures in PublicRelease.tables(cells) {
      let table = PublicTable(cells, measures)
      for (key, row) in try table.rows(policy, earlier, attack) { rows[key] = row }
    }
    (self.cells, self.rows, self.earlier) = (cells, rows, earlier)
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
    let printed = PrintedCells(cells: cells, rows: rows, earlier: earlier)
    let page = Array(PublicPage(printed).html().utf8)
    return try ReleaseFiles(printed, marking: nil).all(page: page)
  }
}
