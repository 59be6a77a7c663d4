import Rules

/// How much a page holds, so that it opens at once also in a district of 150 schools: the tables of numbers of this year
/// first, measures that lead before others, then those of earlier years. The rest stands in the other files.
struct PageLimit {
  /// Rows of numbers on the page, of some 200 bytes each.
  static let most = 9_000
  static let mostOfLarge = 1_000
  /// With more places than this, schools have no tables of numbers: what their charts draw stands beside it, and groups
  /// that are not shown are named below.
  static let fewPlaces = 60

  let isLarge: Bool
  /// Measure and school year of each table of numbers, in the order in which they stand.
  let tables: [(measure: ReleaseMeasure, year: String)]
  let isWhole: Bool

  init(_ printed: PrintedCells) {
    let input = printed.cells.input
    isLarge = printed.cells.places.count > PageLimit.fewPlaces
    let now = input.schoolYear.code
    var wanted = (input.leadingMeasures + input.otherMeasures).map { (measure: $0, year: now) }
    for ago in 1...PastYears.most {
      let year = SchoolYear(fall: input.schoolYear.fall - ago).code
      wanted += (input.leadingMeasures + input.otherMeasures).map { (measure: $0, year: year) }
    }
    let places = isLarge ? printed.cells.districts.count : printed.cells.places.count
    let size = places * input.families.reduce(0) { $0 + $1.groups.count }
    var (kept, left): ([(measure: ReleaseMeasure, year: String)], Int) = (
      [], isLarge ? PageLimit.mostOfLarge : PageLimit.most
    )
    var isWhole = true
    for table in wanted {
      let past = printed.past.rows(of: table.measure.id)
      let rows =
        table.year == now ? size : isLarge ? (past.isEmpty ? 0 : size) : past.count { $0.schoolYear == table.year }
      if rows == 0 { continue }
      if rows > left {
        isWhole = false
        left = 0
      } else {
        kept.append(table)
        left -= rows
      }
    }
    let order = Dictionary(uniqueKeysWithValues: input.measures.enumerated().map { ($1.id, $0) })
    // Years stand together, each with its measures in the order of the release.
    tables = kept.sorted { ($1.year, order[$0.measure.id] ?? 0) < ($0.year, order[$1.measure.id] ?? 0) }
    self.isWhole = isWhole && !isLarge
  }
}

/// The numbers of a place as they stand in `cells.csv`.
struct PublicNumbers {
  let printed: PrintedCells
  let place: ReleaseCells.PlaceName
  let limit: PageLimit

  func html() -> String {
    if limit.tables.isEmpty || (limit.isLarge && place.place.scope == .school) { return "" }
    let name = HTML.name(place.name)
    let summary =
      limit.isWhole
      ? Bilingual("All numbers of \(name)", "Todos los números de \(name)")
      : Bilingual("Numbers of \(name)", "Números de \(name)")
    let note =
      limit.isWhole
      ? Bilingual("As in <code>cells.csv</code>. * = not shown.", "Como en <code>cells.csv</code>. * = no se muestra.")
      : Bilingual(
        "All measures and years stand in <code>summary.xlsx</code>. * = not shown.",
        "Todas las medidas y años están en <code>summary.xlsx</code>. * = no se muestra.")
    let tables = limit.tables.map { table($0.measure, $0.year) }
    return "<details><summary>\(summary.html)</summary>\n<p class=\"unit\">\(note.html)</p>\n<div class=\"numbers\">\n"
      + tables.joined() + "</div></details>"
  }

  private func table(_ measure: ReleaseMeasure, _ year: String) -> String {
    let rows = year == printed.cells.input.schoolYear.code ? now(measure) : past(measure, year)
    if rows.isEmpty { return "" }
    let title = Bilingual.title(of: measure)
    let html = "<table><caption>\(Bilingual("\(title.english), \(year)", "\(title.spanish), \(year)").html)</caption>\n"
    return html + "<thead><tr>\(NumberTables.heads)</tr></thead>\n\(rows)</table>\n"
  }

  private func now(_ measure: ReleaseMeasure) -> String {
    printed.cells.input.families.map { family in
      let rows = family.groups.map { group in
        row(
          Bilingual.label(of: group, in: family).html, printed.cells.name(measure.id, place.place, family.id, group.id),
          printed.row(measure.id, place.place, family.id, group.id))
      }
      return "<tbody>\n\(rows.joined())</tbody>\n"
    }.joined()
  }

  private func past(_ measure: ReleaseMeasure, _ year: String) -> String {
    let cells = printed.past.rows(of: measure.id, year, place.place)
    if cells.isEmpty { return "" }
    var labels: [String: String] = [:]
    for family in printed.cells.input.families {
      for group in family.groups { labels["\(family.id)|\(group.id)"] = Bilingual.label(of: group, in: family).html }
    }
    let rows = cells.map { row(labels["\($0.family)|\($0.group)"] ?? HTML.escaped($0.group), $0.name, $0.row) }
    return "<tbody>\n\(rows.joined())</tbody>\n"
  }

  /// - Parameter label: As HTML.
  private func row(_ label: String, _ name: String, _ row: PrintedRow) -> String {
    "<tr><th scope=\"row\">\(label)</th><td>\(row.n)</td>"
      + "<td data-cell=\"\(HTML.escaped(name))\">\(HTML.escaped(row.rate))</td>"
      + "<td>\(row.gap)</td><td>\(row.needed)</td></tr>\n"
  }
}
