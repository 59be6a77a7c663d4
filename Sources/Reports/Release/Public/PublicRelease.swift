public import Equity
import Rules

/// The district equity summary for everybody: small groups are hidden, rates coded, and what would give them away too.
public struct PublicRelease {
  private let cells: ReleaseCells
  private let rows: [CellKey: PrintedRow]

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
    (self.cells, self.rows) = (cells, rows)
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
  public func files() -> [(name: String, bytes: [UInt8])] {
    let printed = PrintedCells(cells: cells, rows: rows)
    let page = Array(PublicPage(printed).html().utf8)
    let files = ReleaseFiles(input: cells.input)
    let table = printed.csv()
    let definitions = files.definitionsCSV()
    let listed = [("index.html", page.count), ("cells.csv", table.count), ("definitions.csv", definitions.count)]
    return [
      ("index.html", page), ("cells.csv", table), ("definitions.csv", definitions),
      ("manifest.json", files.manifest(kind: "public", marking: nil, listed)),
    ]
  }
}

/// The rows of a public release.
struct PrintedCells {
  let cells: ReleaseCells
  let rows: [CellKey: PrintedRow]

  func row(_ measure: String, _ place: Place, _ family: String = "all", _ group: String = "all") -> PrintedRow {
    rows[CellKey(measure: measure, place: place, family: family, group: group)] ?? .hidden
  }

  func csv() -> [UInt8] {
    var csv = CSVWriter(columns: ReleaseFiles.cellColumns)
    for measure in cells.input.measures {
      for place in cells.places {
        for family in cells.input.families {
          for group in family.groups {
            let row = row(measure.id, place.place, family.id, group.id)
            csv.text(measure.id)
            csv.word(cells.input.schoolYear.code)
            csv.word(place.place.scope.rawValue)
            csv.text(place.place.id)
            csv.text(place.name)
            csv.text(family.id)
            csv.text(group.id)
            for value in [row.n, row.rate, row.gap, row.needed] { csv.word(value) }
            csv.word(row.isHidden ? "Y" : "N")
            csv.endLine()
          }
        }
      }
    }
    return csv.take()
  }
}
