import Rules
import Spreadsheets

/// `summary.xlsx`: the rows of `cells.csv` with real numbers, a sheet for each topic, what they mean and where they come from.
struct ReleaseWorkbook {
  private let printed: PrintedCells
  private let marking: String?
  private var input: ReleaseInput { printed.cells.input }

  init(_ printed: PrintedCells, marking: String?) { (self.printed, self.marking) = (printed, marking) }

  /// Dated with the day of the run, so that the same run gives the same bytes.
  func bytes() throws(SpreadsheetError) -> [UInt8] {
    let margins = Spreadsheet.PrintedMargins(header: marking ?? "", footer: footer)
    return try Spreadsheet.bytes(
      title: "A-G equity summary \(input.schoolYear.code)", created: Int(input.asOf.dayNumber) * 86_400,
      margins: margins
    ) { book throws(SpreadsheetError) in
      for topic in topics {
        try book.sheet(topic, ReleaseWorkbook.columns) { sheet throws(SpreadsheetError) in
          for measure in input.measures where measure.topic == topic { try add(measure, to: sheet) }
        }
      }
      try cases(book)
      try definitions(book)
      try provenance(book)
    }
  }

  /// In the order in which their first measures stand.
  private var topics: [String] {
    var topics: [String] = []
    for measure in input.measures where !topics.contains(measure.topic) { topics.append(measure.topic) }
    return topics
  }

  private var footer: String {
    let editions = input.editions.map(\.id).joined(separator: ", ")
    let rule = marking == nil ? "groups of 1 to 10 not shown" : "not for the public"
    return "As of \(input.asOf.code), run \(input.runID), \(editions); \(rule)"
  }

  /// The columns of `cells.csv`, then names for people.
  private static let columns: [Sheet.Column] = {
    let widths = [26, 11, 9, 17, 30, 16, 17, 8, 8, 8, 8, 8]
    let named = zip(ReleaseFiles.cellColumns, widths).map { Sheet.Column($0, width: $1) }
    return named + [Sheet.Column("measure_title", width: 30), Sheet.Column("group_label", width: 24)]
  }()

  private func add(_ measure: ReleaseMeasure, to sheet: Sheet) throws(SpreadsheetError) {
    let labels = printed.labels
    try printed.each(of: measure) { (cell) throws(SpreadsheetError) in
      let row = cell.row
      for text in [cell.measure, cell.schoolYear, cell.place.scope.rawValue, cell.place.id, cell.placeName] {
        try sheet.text(CSVWriter.neutralised(text))
      }
      try sheet.text(CSVWriter.neutralised(cell.family))
      try sheet.text(CSVWriter.neutralised(cell.group))
      try add(number: row.n, to: sheet)
      try add(share: row.rate, row.shownRate, to: sheet)
      try add(share: row.gap, row.shownGap, to: sheet)
      try add(number: row.needed, to: sheet)
      try sheet.text(row.isHidden ? "Y" : "N")
      try sheet.text(measure.title)
      try sheet.text(labels["\(cell.family)|\(cell.group)"] ?? cell.group)
      sheet.endRow()
    }
  }

  private func add(number text: String, to sheet: Sheet) throws(SpreadsheetError) {
    if let number = Int(text) { try sheet.number(number) } else { try sheet.text(text) }
  }

  /// What is coded or hidden stays text: `<=0.05`, `*`.
  private func add(share text: String, _ hundredths: Int?, to sheet: Sheet) throws(SpreadsheetError) {
    if let hundredths { try sheet.share(hundredths: hundredths) } else { try sheet.text(text) }
  }

  /// The rows of `cases.csv`, and the story in Spanish.
  private func cases(_ book: Spreadsheet) throws(SpreadsheetError) {
    let widths = [11, 9, 17, 30, 8, 9, 16, 10, 14, 80]
    var columns = zip(PrintedCells.caseColumns, widths).map { Sheet.Column($0, width: $1, isLong: $0 == "story") }
    columns.append(Sheet.Column("story_es", width: 80, isLong: true))
    try book.sheet("Case studies", columns) { sheet throws(SpreadsheetError) in
      for place in printed.cells.places {
        for study in printed.cases where study.place == place.place {
          let story = CaseStory(study: study, name: place.name).text
          for text in [input.schoolYear.code, place.place.scope.rawValue, place.place.id, place.name, study.system] {
            try sheet.text(CSVWriter.neutralised(text))
          }
          try sheet.number(study.position)
          try sheet.text(study.way)
          try add(number: study.students, to: sheet)
          for text in [study.term, story.english, story.spanish] { try sheet.text(CSVWriter.neutralised(text)) }
          sheet.endRow()
        }
      }
    }
  }

  private func definitions(_ book: Spreadsheet) throws(SpreadsheetError) {
    let columns = [
      Sheet.Column("measure", width: 26), Sheet.Column("measure_title", width: 30), Sheet.Column("topic", width: 18),
      Sheet.Column("numerator", width: 50, isLong: true), Sheet.Column("denominator", width: 40, isLong: true),
      Sheet.Column("source", width: 40, isLong: true), Sheet.Column("comparable_with", width: 26, isLong: true),
      Sheet.Column("as_of", width: 12),
    ]
    try book.sheet("Definitions", columns) { sheet throws(SpreadsheetError) in
      for measure in input.measures {
        let texts = [
          measure.id, measure.title, measure.topic, measure.numerator, measure.denominator, measure.source,
          measure.comparableWith.joined(separator: ";"), printed.days[measure.id]?.code ?? "",
        ]
        for text in texts { try sheet.text(CSVWriter.neutralised(text)) }
        sheet.endRow()
      }
    }
  }

  private func provenance(_ book: Spreadsheet) throws(SpreadsheetError) {
    var rows: [(String, String)] = []
    if let marking { rows.append(("marking", marking)) }
    rows += [
      ("kind", marking == nil ? "public" : "internal"), ("run_id", input.runID), ("as_of", input.asOf.code),
      ("school_year", input.schoolYear.code), ("program", input.program),
    ]
    rows += input.editions.map { ("edition \($0.id) sha256", $0.sha256) }
    rows += input.districts.map { ("district \($0.id)", $0.name) }
    rows.append(("rate", "Students with the outcome divided by n, rounded half up to whole percent."))
    rows.append(("gap", "The rate minus the rate of all others at the same place in the same year."))
    rows.append(("needed", "How many more students would bring the group to the rate of all others."))
    if marking == nil {
      rows += [
        ("*", "Not shown: a group of 1 to 10 students, or a number from which one would follow. Never 0."),
        (
          "<=, >=", "The rate lies at or beyond this limit; it is not told more exactly, so that nobody is known by it."
        ),
      ]
    }
    let columns = [Sheet.Column("item", width: 24), Sheet.Column("value", width: 90, isLong: true)]
    try book.sheet("Provenance", columns) { sheet throws(SpreadsheetError) in
      for (item, value) in rows {
        try sheet.text(CSVWriter.neutralised(item))
        try sheet.text(CSVWriter.neutralised(value))
        sheet.endRow()
      }
    }
  }
}
