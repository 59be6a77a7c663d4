import Rules

/// The rows of a release as every file prints them.
struct PrintedCells {
  let cells: ReleaseCells
  let rows: [CellKey: PrintedRow]
  var cases: [CaseStudy] = []
  /// The school years before this one.
  var past = PastYears.none
  /// For each measure the day of which its numbers of this school year are; none where that is not known any more.
  var days: [String: CalendarDay] = [:]

  /// The measures whose numbers stay as an earlier day left them, day by day.
  var kept: [(day: CalendarDay, measures: [ReleaseMeasure])] {
    let earlier = Set(days.values).filter { $0 != cells.input.asOf }.sorted { $0.dayNumber < $1.dayNumber }
    return earlier.map { day in (day, cells.input.measures.filter { days[$0.id] == day }) }
  }

  func row(_ measure: String, _ place: Place, _ family: String = "all", _ group: String = "all") -> PrintedRow {
    rows[CellKey(measure: measure, place: place, family: family, group: group)] ?? .hidden
  }

  /// What was printed of everybody at a place in the last school year before this one that earlier releases have.
  func before(_ measure: String, _ place: Place) -> (year: String, row: PrintedRow)? {
    years(measure, place).dropLast().last
  }

  /// What is printed of everybody at a place, year after year; the last is this one.
  func years(_ measure: String, _ place: Place) -> [(year: String, row: PrintedRow)] {
    let fall = cells.input.schoolYear.fall
    let before = (1...PastYears.most).reversed().compactMap { ago -> (year: String, row: PrintedRow)? in
      let year = SchoolYear(fall: fall - ago).code
      return past.everybody(measure, year, place).map { (year, $0) }
    }
    return before + [(cells.input.schoolYear.code, row(measure, place))]
  }

  /// Every row of a measure in the order of `cells.csv`: those of this year, then the years before it.
  func each<Failure: Error>(
    of measure: ReleaseMeasure, _ body: (PastCell) throws(Failure) -> Void
  ) throws(Failure) {
    let year = cells.input.schoolYear.code
    for place in cells.places {
      for family in cells.input.families {
        for group in family.groups {
          try body(
            PastCell(
              measure: measure.id, schoolYear: year, place: place.place, placeName: place.name, family: family.id,
              group: group.id, row: row(measure.id, place.place, family.id, group.id)))
        }
      }
    }
    for cell in past.rows(of: measure.id) { try body(cell) }
  }

  /// The label of each group, by family and group.
  var labels: [String: String] {
    var labels: [String: String] = [:]
    for family in cells.input.families {
      for group in family.groups { labels["\(family.id)|\(group.id)"] = group.label }
    }
    return labels
  }

  func csv() -> [UInt8] {
    var csv = CSVWriter(columns: ReleaseFiles.cellColumns)
    for measure in cells.input.measures {
      each(of: measure) { cell in
        csv.text(cell.measure)
        csv.word(cell.schoolYear)
        csv.word(cell.place.scope.rawValue)
        csv.text(cell.place.id)
        csv.text(cell.placeName)
        csv.text(cell.family)
        csv.text(cell.group)
        for value in [cell.row.n, cell.row.rate, cell.row.gap, cell.row.needed] { csv.word(value) }
        csv.word(cell.row.isHidden ? "Y" : "N")
        csv.endLine()
      }
    }
    return csv.take()
  }

  /// `cases.csv`: the case studies, place by place.
  func casesCSV() -> [UInt8] {
    var csv = CSVWriter(columns: PrintedCells.caseColumns)
    for place in cells.places {
      for study in cases where study.place == place.place {
        csv.word(cells.input.schoolYear.code)
        csv.word(place.place.scope.rawValue)
        csv.text(place.place.id)
        csv.text(place.name)
        csv.word(study.system)
        csv.number(study.position)
        csv.word(study.way)
        csv.word(study.students)
        csv.word(study.term)
        csv.text(CaseStory(study: study, name: place.name).text.english)
        csv.endLine()
      }
    }
    return csv.take()
  }

  static let caseColumns = [
    "school_year", "scope", "scope_id", "scope_name", "system", "position", "way", "students", "could_be_seen", "story",
  ]
}
