import Equity
import Rules

/// Every cell of one place as a table per measure, folded away: the page's copy of `cells.csv`.
struct NumberTables {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName

  func html() -> String {
    let tables = cells.input.measures.map(table).joined()
    let name = HTML.name(place.name)
    let note = Bilingual.text(
      "Rates and gaps as fractions, as in <code>cells.csv</code>. Gap: against all others of the same place. Needed: how many "
        + "more students would close it.",
      "Tasas y brechas como fracciones, como en <code>cells.csv</code>. Brecha: frente a todos los demás del mismo lugar. Faltan: "
        + "cuántos estudiantes más la cerrarían.")
    return """
      <details><summary>\(Bilingual.text("All numbers of \(name)", "Todos los números de \(name)"))</summary>
      <p class="unit">\(note)</p>
      <div class="numbers">
      \(tables)</div></details>
      """
  }

  static let heads: String = {
    let titles = [
      Bilingual("n", "n"), Bilingual("Rate", "Tasa"), Bilingual("Gap", "Brecha"), Bilingual("Needed", "Faltan"),
    ]
    return "<th scope=\"col\">\(Bilingual.text("Group", "Grupo"))</th>"
      + titles.map { "<th scope=\"col\" class=\"num\">\($0.html)</th>" }.joined()
  }()

  private func table(_ measure: ReleaseMeasure) -> String {
    var html =
      "<table><caption>\(Bilingual.title(of: measure).html)</caption>\n<thead><tr>\(NumberTables.heads)</tr></thead>\n"
    for family in cells.input.families {
      html += "<tbody>\n"
      if family.groups.count > 1 {
        html +=
          "<tr class=\"family\"><th colspan=\"5\" scope=\"rowgroup\">\(Bilingual.title(of: family).html)</th></tr>\n"
      }
      for group in family.groups {
        let cell = cells.cell(measure.id, place.place, family.id, group.id)
        html += "<tr><th scope=\"row\">\(Bilingual.label(of: group, in: family).html)</th>"
        html += "<td data-column=\"n\">\(cell.count.n)</td>"
        html += "<td data-cell=\"\(HTML.escaped(cell.name))\">\(cell.rate?.text ?? "")</td>"
        html += "<td data-column=\"gap\">\(cell.gap?.text ?? "")</td>"
        html += "<td data-column=\"needed\">\(cell.needed.map(String.init) ?? "")</td></tr>\n"
      }
      html += "</tbody>\n"
    }
    return html + "</table>\n"
  }
}
