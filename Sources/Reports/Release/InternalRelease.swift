import Equity
import Rules
public import Spreadsheets

/// The district equity summary for use inside the district: no disclosure control has been applied to it.
public struct InternalRelease {
  /// Stands on top of the page, in its printed footer, on every sheet and in the manifest.
  public static let marking =
    "INTERNAL - CONFIDENTIAL: disclosure control is not yet applied; do not publish"

  private let cells: ReleaseCells
  private let past: PastYears

  /// - Parameter past: The school years before, as they were published.
  public init(_ input: ReleaseInput, past: PastYears = .none) { (cells, self.past) = (ReleaseCells(input), past) }

  /// The files of the release: name and bytes. The same input gives the same bytes.
  public func files() throws(SpreadsheetError) -> [(name: String, bytes: [UInt8])] {
    let printed = printed
    let page = Array(ReleasePage(printed).html().utf8)
    return try ReleaseFiles(printed, marking: InternalRelease.marking).all(page: page)
  }

  private var printed: PrintedCells {
    var rows: [CellKey: PrintedRow] = [:]
    for measure in cells.input.measures {
      for place in cells.places {
        for family in cells.input.families {
          for group in family.groups {
            let key = CellKey(measure: measure.id, place: place.place, family: family.id, group: group.id)
            rows[key] = PrintedRow(cells.cell(measure.id, place.place, family.id, group.id))
          }
        }
      }
    }
    let days = Dictionary(uniqueKeysWithValues: cells.input.measures.map { ($0.id, cells.input.asOf) })
    return PrintedCells(cells: cells, rows: rows, cases: CaseStudies.ofAll(cells), past: past, days: days)
  }
}
