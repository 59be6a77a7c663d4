import Rules

/// The rows of a release as every file prints them.
struct PrintedCells {
  let cells: ReleaseCells
  let rows: [CellKey: PrintedRow]
  /// What earlier releases printed, by the name of the cell.
  var earlier: [String: PrintedRow] = [:]

  func row(_ measure: String, _ place: Place, _ family: String = "all", _ group: String = "all") -> PrintedRow {
    rows[CellKey(measure: measure, place: place, family: family, group: group)] ?? .hidden
  }

  /// What was printed of everybody at a place in the last school year before this one that earlier releases have.
  func before(_ measure: String, _ place: Place) -> (year: String, row: PrintedRow)? {
    if earlier.isEmpty { return nil }
    for past: Int16 in 1...5 {
      let year = SchoolYear(fall: cells.input.schoolYear.fall - past)
      if let row = earlier[cells.name(measure, place, "all", "all", year: year)] { return (year.code, row) }
    }
    return nil
  }

  /// Every cell in the order of `cells.csv`.
  func each<Failure: Error>(
    of measure: ReleaseMeasure,
    _ body: (ReleaseCells.PlaceName, ReleaseFamily, ReleaseGroup, PrintedRow) throws(Failure) -> Void
  ) throws(Failure) {
    for place in cells.places {
      for family in cells.input.families {
        for group in family.groups { try body(place, family, group, row(measure.id, place.place, family.id, group.id)) }
      }
    }
  }

  func csv() -> [UInt8] {
    var csv = CSVWriter(columns: ReleaseFiles.cellColumns)
    for measure in cells.input.measures {
      each(of: measure) { place, family, group, row in
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
    return csv.take()
  }
}
