import Equity
import Rules

/// The district equity summary for use inside the district: no disclosure control has been applied to it.
public struct InternalRelease {
  /// Stands on top of the page, in its printed footer and in the manifest.
  public static let marking =
    "INTERNAL - CONFIDENTIAL: disclosure control is not yet applied; do not publish"

  private let cells: ReleaseCells

  public init(_ input: ReleaseInput) { cells = ReleaseCells(input) }

  /// The files of the release: name and bytes. The same input gives the same bytes.
  public func files() -> [(name: String, bytes: [UInt8])] {
    let page = Array(ReleasePage(cells).html().utf8)
    let cellsFile = cellsCSV()
    let files = ReleaseFiles(input: cells.input)
    let definitions = files.definitionsCSV()
    let listed = [("index.html", page.count), ("cells.csv", cellsFile.count), ("definitions.csv", definitions.count)]
    return [
      ("index.html", page), ("cells.csv", cellsFile), ("definitions.csv", definitions),
      ("manifest.json", files.manifest(kind: "internal", marking: InternalRelease.marking, listed)),
    ]
  }

  private func cellsCSV() -> [UInt8] {
    let input = cells.input
    var csv = CSVWriter(columns: ReleaseFiles.cellColumns)
    for measure in input.measures {
      for place in cells.places {
        for family in input.families {
          for group in family.groups {
            let cell = cells.cell(measure.id, place.place, family.id, group.id)
            csv.text(measure.id)
            csv.word(input.schoolYear.code)
            csv.word(place.place.scope.rawValue)
            csv.text(place.place.id)
            csv.text(place.name)
            csv.text(family.id)
            csv.text(group.id)
            csv.number(cell.count.n)
            csv.number(formatted: cell.rate?.text)
            csv.number(formatted: cell.gap?.text)
            csv.number(cell.needed)
            csv.word("N")
            csv.endLine()
          }
        }
      }
    }
    return csv.take()
  }
}
