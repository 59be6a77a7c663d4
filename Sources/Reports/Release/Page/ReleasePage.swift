import Equity
import Rules

/// `index.html`: one self-contained page with everything of a release, readable without JavaScript or network.
///
/// Per district first the three things that matter, then the same picture for the district and for each school:
/// how the seniors stand, who is on pace by grade, and the student groups; at the end the definitions.
struct ReleasePage {
  let cells: ReleaseCells
  var input: ReleaseInput { cells.input }

  init(_ cells: ReleaseCells) { self.cells = cells }

  func html() -> String {
    let title = "A-G equity summary \(input.schoolYear.code)"
    var html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="robots" content="noindex, nofollow">
      <meta name="color-scheme" content="light dark">
      <title>\(title) (internal)</title>
      <style>
      \(Stylesheet.text)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <p class="banner" role="note">\(InternalRelease.marking)</p>
      \(StatusMark.definitions)
      <header>
      <h1>\(title)</h1>
      <p class="lead">Which students meet the course patterns (A-G) that the University of California (UC) and the
      California State University (CSU) ask for, school by school, as of \(input.asOf.code).</p>
      \(navigation())
      </header>
      <main id="content">

      """
    for district in cells.districts {
      html += districtSection(district)
      for school in cells.schools(of: district) { html += schoolSection(school) }
    }
    for school in cells.schoolsOfNoDistrict { html += schoolSection(school) }
    html += definitions()
    html += "</main>\n" + footer() + "</body>\n</html>\n"
    return html
  }

  // MARK: - Sections

  private func navigation() -> String {
    var html = "<nav id=\"schools\" aria-label=\"Districts and schools\">\n"
    for district in cells.districts {
      html += "<p class=\"nav-title\">\(link(district))</p>\n" + list(cells.schools(of: district))
    }
    if !cells.schoolsOfNoDistrict.isEmpty {
      html += "<p class=\"nav-title\">Schools of no district</p>\n" + list(cells.schoolsOfNoDistrict)
    }
    return html + "<p class=\"nav-title\"><a href=\"#definitions\">Definitions and sources</a></p>\n</nav>"
  }

  private func list(_ schools: [ReleaseCells.PlaceName]) -> String {
    "<ul>\n" + schools.map { "<li>\(link($0))</li>\n" }.joined() + "</ul>\n"
  }

  private func link(_ place: ReleaseCells.PlaceName) -> String {
    "<a href=\"#\(HTML.anchor(place.place))\">\(HTML.name(place.name))</a>"
  }

  private func districtSection(_ district: ReleaseCells.PlaceName) -> String {
    """
    <section class="district" id="\(HTML.anchor(district.place))">
    <h2>\(HTML.name(district.name))</h2>
    \(DistrictFacts(cells: cells, place: district).html())
    \(picture(district, noun: "district"))
    </section>

    """
  }

  private func schoolSection(_ school: ReleaseCells.PlaceName) -> String {
    let kind = input.schools.first { .school($0.id) == school.place }?.kind
    let note = kind == nil || kind == .high ? "" : "<p class=\"kind\">\(kind?.words ?? "")</p>"
    return """
      <section class="school" id="\(HTML.anchor(school.place))">
      <h2>\(HTML.name(school.name))</h2>
      \(note)
      \(picture(school, noun: "school"))
      </section>

      """
  }

  /// The part that is the same for a district and a school.
  private func picture(_ place: ReleaseCells.PlaceName, noun: String) -> String {
    let evaluated = cells.cell(ReleaseMeasure.studentsEvaluated, place.place)
    return """
      <p class="evaluated">\(Amounts.grouped(evaluated.count.x)) of \(Amounts.grouped(evaluated.count.n)) students \
      in grades 9 to 12 evaluated.</p>
      <div class="pair">
      \(SeniorsPicture(cells: cells, place: place, noun: noun).html())
      \(PaceChart(cells: cells, place: place, noun: noun).html())
      </div>
      \(GroupCharts(cells: cells, place: place, noun: noun).html())
      \(NumberTables(cells: cells, place: place).html())
      <p class="top"><a href="#schools">Back to the list of schools</a></p>
      """
  }

  private func definitions() -> String {
    var rows = ""
    for measure in input.measures {
      rows += """
        <tr><th scope="row">\(HTML.escaped(measure.title))<br><code>\(HTML.escaped(measure.id))</code></th>\
        <td>\(HTML.escaped(measure.numerator))</td><td>\(HTML.escaped(measure.denominator))</td>\
        <td>\(HTML.escaped(measure.source))</td></tr>

        """
    }
    let oneSided = input.families.filter { !$0.partitionsAll }.map { HTML.escaped($0.title) }.joined(separator: ", ")
    return """
      <section id="definitions">
      <h2>Definitions</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Definitions of the measures"><table class="definitions">
      <thead><tr><th scope="col">Measure</th><th scope="col">Counts (x)</th><th scope="col">Out of (n)</th>\
      <th scope="col">Source</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>
      <ul class="notes">
      <li><b>Rate</b> = x divided by n, rounded half up; nobody in a group means no rate.</li>
      <li><b>Gap</b> = the rate of a group minus the rate of all others at the same place, in percentage points, \
      computed from exact counts.</li>
      <li><b>Needed</b> = how many more students of the group would close the gap while the others stay where they \
      are.</li>
      <li><b>Small group</b> = 10 students or fewer: one student moves the rate by 10 points or more. The sentences leave \
      such groups out. A difference smaller than chance alone may bring (0.98 divided by the square root of n, at least 3 \
      points) is called no clear difference.</li>
      <li>Groups stand in the same alphabetical order everywhere, all students first; schools stand in alphabetical \
      order, never by result. One side only is shown for: \(oneSided).</li>
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
      <p class="banner">\(InternalRelease.marking)</p>
      <h2>Where these numbers come from</h2>
      <p>Run \(HTML.escaped(input.runID)), as of \(input.asOf.code), school year \(input.schoolYear.code), \
      \(HTML.escaped(input.program)). The same numbers stand in <code>cells.csv</code>.</p>
      <p>Editions of the rules:</p>
      <ul>\(editions.joined(separator: "\n"))</ul>
      </footer>

      """
  }
}
