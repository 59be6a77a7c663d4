import Equity
import Rules

/// `index.html` of a public release: one self-contained page, drawn from the printed rows and nothing else.
struct PublicPage {
  let printed: PrintedCells
  private var cells: ReleaseCells { printed.cells }
  private var input: ReleaseInput { cells.input }

  init(_ printed: PrintedCells) { self.printed = printed }

  func html() -> String {
    let title = "A-G equity summary \(input.schoolYear.code)"
    let style = Stylesheet.text.replacing(InternalRelease.marking, with: title)
    var html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <header>
      <h1>\(title)</h1>
      <p class="lead">Which students meet the course patterns (A-G) that the University of California (UC) and the
      California State University (CSU) ask for, school by school, as of \(input.asOf.code).</p>
      <p>So that nobody can be recognised, groups of 1 to 10 students are not shown (*), nor are numbers from which they
      would follow; rates near 0% or 100% are shown as "5% or less" or "95% or more", with wider limits for small groups.</p>
      \(navigation())
      </header>
      <main id="content">

      """
    for district in cells.districts {
      html += section(district, style: "district", noun: "district")
      for school in cells.schools(of: district) { html += section(school, style: "school", noun: "school") }
    }
    for school in cells.schoolsOfNoDistrict { html += section(school, style: "school", noun: "school") }
    return html + definitions() + "</main>\n" + footer() + "</body>\n</html>\n"
  }

  // MARK: Sections

  private func navigation() -> String {
    var html = "<nav id=\"schools\" aria-label=\"Districts and schools\">\n"
    for district in cells.districts {
      html += "<p class=\"nav-title\">\(link(district))</p>\n<ul>\n"
      for school in cells.schools(of: district) { html += "<li>\(link(school))</li>\n" }
      html += "</ul>\n"
    }
    if !cells.schoolsOfNoDistrict.isEmpty {
      html += "<p class=\"nav-title\">Schools of no district</p>\n<ul>\n"
      for school in cells.schoolsOfNoDistrict { html += "<li>\(link(school))</li>\n" }
      html += "</ul>\n"
    }
    return html + "<p class=\"nav-title\"><a href=\"#definitions\">Definitions and sources</a></p>\n</nav>"
  }

  private func link(_ place: ReleaseCells.PlaceName) -> String {
    "<a href=\"#\(HTML.anchor(place.place))\">\(HTML.name(place.name))</a>"
  }

  private func section(_ place: ReleaseCells.PlaceName, style: String, noun: String) -> String {
    let seniors = printed.row(ReleaseMeasure.patternMet(.uc), place.place)
    let size = seniors.isHidden ? "not shown (small group)" : seniors.n
    return """
      <section class="\(style)" id="\(HTML.anchor(place.place))">
      <h2>\(HTML.name(place.name))</h2>
      <p class="evaluated">Seniors and this year's graduates of the \(noun): \(size).</p>
      <section class="panel"><h3>Student groups: seniors who meet the pattern</h3>
      <div class="pair">\(chart(place, .uc))\(chart(place, .csu))</div>
      </section>
      <section class="panel"><h3>On pace, by grade</h3>
      <div class="pair">\(pace(place, .uc))\(pace(place, .csu))</div>
      </section>
      \(tables(place))
      <p class="top"><a href="#schools">Back to the list of schools</a></p>
      </section>

      """
  }

  // MARK: Charts

  private func chart(_ place: ReleaseCells.PlaceName, _ system: System) -> String {
    var rows = ""
    for family in input.families {
      var familyRows = ""
      for group in family.groups {
        let row = printed.row(ReleaseMeasure.patternMet(system), place.place, family.id, group.id)
        if row.n != "0" { familyRows += chartRow(HTML.escaped(group.label), row) }
      }
      if familyRows.isEmpty { continue }
      if family.id != ReleaseFamily.all.id {
        rows += "<tr class=\"family\"><th colspan=\"4\" scope=\"rowgroup\">\(HTML.escaped(family.title))</th></tr>\n"
      }
      rows += familyRows
    }
    let none = "<tr><td colspan=\"4\" class=\"none\">no seniors this year</td></tr>\n"
    return table("\(system.words) pattern met", rows.isEmpty ? none : rows)
  }

  private func pace(_ place: ReleaseCells.PlaceName, _ system: System) -> String {
    let rows = ReleaseMeasure.pace.map { step in
      chartRow("Grade \(step.grade)", printed.row(ReleaseMeasure.onPace(system, grade: step.grade), place.place))
    }
    return table("On pace for \(system.words)", rows.joined())
  }

  private func table(_ caption: String, _ rows: String) -> String {
    """
    <div><table class="groups"><caption>\(caption)</caption>
    <thead><tr><th scope="col">Group</th><th scope="col" class="num">n</th><th scope="col" class="chart">\(Axis.labels)\
    </th><th scope="col" class="num">Rate</th></tr></thead>
    <tbody>
    \(rows)</tbody></table></div>
    """
  }

  /// The dot stands at the printed rate; what is hidden or coded has no mark.
  private func chartRow(_ label: String, _ row: PrintedRow) -> String {
    var marks = Axis.grid(20)
    if let rate = row.shownRate {
      if let gap = row.shownGap {
        let others = min(100, max(0, rate - gap))
        marks += "<line class=\"gap\" x1=\"\(others)%\" x2=\"\(rate)%\" y1=\"10\" y2=\"10\"/>"
        marks +=
          "<svg x=\"\(others)%\" y=\"10\" overflow=\"visible\"><path class=\"ref\" d=\"M0-5L5 0 0 5-5 0z\"/></svg>"
      }
      marks += "<circle class=\"dot\" cx=\"\(rate)%\" cy=\"10\" r=\"5\"/>"
    }
    let strip = "<svg class=\"strip\" width=\"100%\" height=\"20\" aria-hidden=\"true\">\(marks)</svg>"
    return "<tr><th scope=\"row\">\(label)</th><td class=\"num\">\(row.n)</td>"
      + "<td class=\"chart\">\(strip)</td><td class=\"num\">\(row.words)</td></tr>\n"
  }

  // MARK: Tables

  private func tables(_ place: ReleaseCells.PlaceName) -> String {
    var html = """
      <details><summary>All numbers of \(HTML.name(place.name))</summary>
      <p class="unit">As in <code>cells.csv</code>. Gap: against all others of the same place. Needed: how many more students \
      would close it. * = not shown.</p>
      <div class="numbers">

      """
    for measure in input.measures {
      html += "<table><caption>\(HTML.escaped(measure.title))</caption>\n<thead><tr><th scope=\"col\">Group</th>"
      for title in ["n", "Rate", "Gap", "Needed"] { html += "<th scope=\"col\" class=\"num\">\(title)</th>" }
      html += "</tr></thead>\n"
      for family in input.families {
        html += "<tbody>\n"
        for group in family.groups {
          let row = printed.row(measure.id, place.place, family.id, group.id)
          let name = cells.cell(measure.id, place.place, family.id, group.id).name
          html += "<tr><th scope=\"row\">\(HTML.escaped(group.label))</th><td data-column=\"n\">\(row.n)</td>"
          html += "<td data-cell=\"\(HTML.escaped(name))\">\(HTML.escaped(row.rate))</td>"
          html += "<td data-column=\"gap\">\(row.gap)</td><td data-column=\"needed\">\(row.needed)</td></tr>\n"
        }
        html += "</tbody>\n"
      }
      html += "</table>\n"
    }
    return html + "</div></details>"
  }

  private func definitions() -> String {
    let rows = input.measures.map { measure in
      """
      <tr><th scope="row">\(HTML.escaped(measure.title))<br><code>\(HTML.escaped(measure.id))</code></th>\
      <td>\(HTML.escaped(measure.numerator))</td><td>\(HTML.escaped(measure.denominator))</td>\
      <td>\(HTML.escaped(measure.source))</td></tr>

      """
    }
    return """
      <section id="definitions">
      <h2>Definitions</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Definitions of the measures"><table class="definitions">
      <thead><tr><th scope="col">Measure</th><th scope="col">Counts (x)</th><th scope="col">Out of (n)</th>\
      <th scope="col">Source</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      <ul class="notes">
      <li><b>Not shown (*)</b> = a group of 1 to 10 students, or a number from which such a group would follow. It is \
      never 0.</li>
      <li><b>Rate</b> = x divided by n, rounded; near 0% or 100% only its limit is shown, elsewhere where another rate would \
      follow. Nobody in a group means no rate.</li>
      <li><b>Gap</b> = the rate of a group minus the rate of all others at the same place; shown where both rates are.</li>
      <li>Groups stand in the same order everywhere; schools stand in alphabetical order, never by result.</li>
      <li>Rates with different denominators must not be compared; <code>definitions.csv</code> names what may be.</li>
      </ul>
      </section>

      """
  }

  private func footer() -> String {
    let editions = input.editions.map {
      "<li><code>\(HTML.escaped($0.id))</code> sha256 <code>\(HTML.escaped($0.sha256))</code></li>"
    }
    return """
      <footer>
      <h2>Where these numbers come from</h2>
      <p>Run \(HTML.escaped(input.runID)), as of \(input.asOf.code), school year \(input.schoolYear.code), \
      \(HTML.escaped(input.program)). The same numbers stand in <code>cells.csv</code>.</p>
      <p>Editions of the rules:</p>
      <ul>\(editions.joined(separator: "\n"))</ul>
      </footer>

      """
  }
}
