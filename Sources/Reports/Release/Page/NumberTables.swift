import Equity
import Rules

/// Every cell of one place as a table per measure, folded away: the page's copy of `cells.csv`.
struct NumberTables {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName

  func html() -> String {
    let tables = cells.input.measures.map(table).joined()
    return """
      <details><summary>All numbers of \(HTML.name(place.name))</summary>
      <p class="unit">Rates and gaps as fractions, as in <code>cells.csv</code>. Gap: against all others of the same place. \
      Needed: how many more students would close it.</p>
      <div class="numbers">
      \(tables)</div></details>
      """
  }

  private func table(_ measure: ReleaseMeasure) -> String {
    var html = "<table><caption>\(HTML.escaped(measure.title))</caption>\n<thead><tr><th scope=\"col\">Group</th>"
    for title in ["n", "Rate", "Gap", "Needed"] { html += "<th scope=\"col\" class=\"num\">\(title)</th>" }
    html += "</tr></thead>\n"
    for family in cells.input.families {
      html += "<tbody>\n"
      if family.groups.count > 1 {
        html += "<tr class=\"family\"><th colspan=\"5\" scope=\"rowgroup\">\(HTML.escaped(family.title))</th></tr>\n"
      }
      for group in family.groups {
        let cell = cells.cell(measure.id, place.place, family.id, group.id)
        html += "<tr><th scope=\"row\">\(HTML.escaped(group.label))</th><td data-column=\"n\">\(cell.count.n)</td>"
        html += "<td data-cell=\"\(HTML.escaped(cell.name))\">\(cell.rate?.text ?? "")</td>"
        html += "<td data-column=\"gap\">\(cell.gap?.text ?? "")</td>"
        html += "<td data-column=\"needed\">\(cell.needed.map(String.init) ?? "")</td></tr>\n"
      }
      html += "</tbody>\n"
    }
    return html + "</table>\n"
  }
}
