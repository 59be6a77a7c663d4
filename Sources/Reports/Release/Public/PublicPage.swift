import Equity
import Rules

/// `index.html` of a public release: one self-contained page, drawn from the printed rows and nothing else.
struct PublicPage {
  let printed: PrintedCells
  private let limit: PageLimit
  private var cells: ReleaseCells { printed.cells }
  private var input: ReleaseInput { cells.input }

  init(_ printed: PrintedCells) { (self.printed, limit) = (printed, PageLimit(printed)) }

  func html() -> String {
    let title = "A-G equity summary \(input.schoolYear.code)"
    let heading = Bilingual(title, "Resumen de equidad A-G \(input.schoolYear.code)")
    let style = Stylesheet.text.replacing(InternalRelease.marking, with: margin)
    var html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src \
      '\(PageScript.digest)'">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">\(Bilingual("Skip to the content", "Ir al contenido").html)</a>
      <header>
      <fieldset class="language"><legend class="quiet">Language / Idioma</legend>
      <label><input type="radio" name="language" id="en" value="en" checked> English</label>
      <label><input type="radio" name="language" id="es" value="es"> Español</label>
      </fieldset>
      <h1>\(heading.html)</h1>
      <p class="lead">\(PublicWords.lead(input.asOf.code).html)</p>
      <p>\(PublicWords.hiding.html)</p>
      \(printed.kept.map { "<p>\(PublicWords.kept($0.day.code, $0.measures).html)</p>" }.joined(separator: "\n"))
      \(navigation())
      \(PublicWords.tools)
      </header>
      <main id="content">

      """
    for district in cells.districts {
      let own = PublicPlace(printed: printed, place: district, limit: limit)
      html += """
        <section class="district" id="\(HTML.anchor(district.place))">
        <h2>\(HTML.name(district.name))</h2>
        \(PublicFacts(printed: printed, district: district).html())
        \(PublicSchools(printed: printed, district: district).html())
        \(own.html())
        </section>

        """
      for school in cells.schools(of: district) { html += section(school) }
    }
    for school in cells.schoolsOfNoDistrict { html += section(school) }
    return html + PublicDefinitions(input: input).html() + "</main>\n" + footer()
      + "<script>\(PageScript.text)</script>\n</body>\n</html>\n"
  }

  /// What is printed at the foot of every page.
  private var margin: String {
    let editions = input.editions.map(\.id).joined(separator: ", ")
    return "As of \(input.asOf.code) - \(editions) - groups of 1 to 10 students not shown".filter {
      $0 != "\"" && $0 != "\\" && $0 != "<"
    }
  }

  private func section(_ school: ReleaseCells.PlaceName) -> String {
    """
    <section class="school" id="\(HTML.anchor(school.place))" data-school="\(HTML.escaped(school.name))">
    <h2>\(HTML.name(school.name))</h2>
    \(PublicPlace(printed: printed, place: school, limit: limit).html())
    </section>

    """
  }

  private func navigation() -> String {
    var html = "<nav id=\"schools\" aria-label=\"Districts and schools\">\n"
    for district in cells.districts {
      html += "<p class=\"nav-title\">\(link(district))</p>\n<ul>\n"
      for school in cells.schools(of: district) { html += item(school) }
      html += "</ul>\n"
    }
    if !cells.schoolsOfNoDistrict.isEmpty {
      html += "<p class=\"nav-title\">\(Bilingual("Schools of no district", "Escuelas sin distrito").html)</p>\n<ul>\n"
      for school in cells.schoolsOfNoDistrict { html += item(school) }
      html += "</ul>\n"
    }
    let definitions = Bilingual("Definitions and sources", "Definiciones y fuentes")
    return html + "<p class=\"nav-title\"><a href=\"#definitions\">\(definitions.html)</a></p>\n</nav>"
  }

  private func item(_ school: ReleaseCells.PlaceName) -> String {
    "<li data-school=\"\(HTML.escaped(school.name))\">\(link(school))</li>\n"
  }

  private func link(_ place: ReleaseCells.PlaceName) -> String {
    "<a href=\"#\(HTML.anchor(place.place))\">\(HTML.name(place.name))</a>"
  }

  private func footer() -> String {
    let editions = input.editions.map {
      "<li><code>\(HTML.escaped($0.id))</code> sha256 <code>\(HTML.escaped($0.sha256))</code></li>"
    }
    let files = Bilingual(
      "The same numbers stand in <code>cells.csv</code>, <code>summary.xlsx</code> and <code>summary.json</code>.",
      "Los mismos números están en <code>cells.csv</code>, <code>summary.xlsx</code> y <code>summary.json</code>.")
    return """
      <footer>
      <h2>\(Bilingual("Where these numbers come from", "De dónde vienen estos números").html)</h2>
      <p>Run \(HTML.escaped(input.runID)), \(input.asOf.code), \(input.schoolYear.code), \(HTML.escaped(input.program)). \
      \(files.html)</p>
      <p>\(Bilingual("Editions of the rules:", "Ediciones de las reglas:").html)</p>
      <ul>\(editions.joined(separator: "\n"))</ul>
      </footer>

      """
  }
}

extension ReleaseInput {
  /// The measures that the release is about; the first ones where none says so of itself.
  var leadingMeasures: [ReleaseMeasure] {
    let leading = measures.filter(\.leads)
    return leading.isEmpty ? Array(measures.prefix(2)) : leading
  }

  var otherMeasures: [ReleaseMeasure] {
    let leading = Set(leadingMeasures.map(\.id))
    return measures.filter { !leading.contains($0.id) }
  }
}
