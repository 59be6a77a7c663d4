import Equity
import Rules

/// `index.html`: one self-contained page with everything of a release, readable without JavaScript or network.
///
/// Per district first the three things that matter, then the same picture for the district and for each school:
/// how the seniors stand, who is on pace by grade, the student groups, how students came to miss it, and the years before; at
/// the end the definitions. English and Spanish.
struct ReleasePage {
  let printed: PrintedCells
  private var cells: ReleaseCells { printed.cells }
  private var input: ReleaseInput { cells.input }

  init(_ printed: PrintedCells) { self.printed = printed }

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
      <a class="skip" href="#content">\(Bilingual.text("Skip to the content", "Ir al contenido"))</a>
      <p class="banner" role="note">\(ReleasePage.marking)</p>
      \(StatusMark.definitions)
      <header>
      \(ReleasePage.languages)
      <h1>\(Bilingual.text(title, "Resumen de equidad A-G \(input.schoolYear.code)"))</h1>
      <p class="lead">\(lead)</p>
      \(navigation())
      </header>
      <main id="content">

      """
    for district in cells.districts {
      html += districtSection(district)
      for school in cells.schools(of: district) { html += schoolSection(school) }
    }
    for school in cells.schoolsOfNoDistrict { html += schoolSection(school) }
    html += ReleaseDefinitions(input: input).html()
    html += "</main>\n" + footer() + "</body>\n</html>\n"
    return html
  }

  /// The choice of the language, which needs no script.
  static let languages = """
    <fieldset class="language"><legend class="quiet">Language / Idioma</legend>
    <label><input type="radio" name="language" id="en" value="en" checked> English</label>
    <label><input type="radio" name="language" id="es" value="es"> Español</label>
    </fieldset>
    """

  private static let marking = Bilingual.text(
    InternalRelease.marking,
    "INTERNO - CONFIDENCIAL: aún no se ha aplicado el control de divulgación; no publicar")

  private var lead: String {
    Bilingual.text(
      "Which students meet the course patterns (A-G) that the University of California (UC) and the California State University "
        + "(CSU) ask for, school by school, as of \(input.asOf.code).",
      "Qué estudiantes cumplen los patrones de cursos (A-G) que piden la Universidad de California (UC) y la Universidad Estatal "
        + "de California (CSU), escuela por escuela, al \(input.asOf.code).")
  }

  // MARK: - Sections

  private func navigation() -> String {
    var html = "<nav id=\"schools\" aria-label=\"Districts and schools / Distritos y escuelas\">\n"
    for district in cells.districts {
      html += "<p class=\"nav-title\">\(link(district))</p>\n" + list(cells.schools(of: district))
    }
    if !cells.schoolsOfNoDistrict.isEmpty {
      html += "<p class=\"nav-title\">\(Bilingual.text("Schools of no district", "Escuelas sin distrito"))</p>\n"
      html += list(cells.schoolsOfNoDistrict)
    }
    let definitions = Bilingual.text("Definitions and sources", "Definiciones y fuentes")
    return html + "<p class=\"nav-title\"><a href=\"#definitions\">\(definitions)</a></p>\n</nav>"
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
    \(picture(district))
    </section>

    """
  }

  private func schoolSection(_ school: ReleaseCells.PlaceName) -> String {
    let kind = input.schools.first { .school($0.id) == school.place }?.kind
    let note = kind == nil || kind == .high ? "" : "<p class=\"kind\">\(kind?.words.html ?? "")</p>"
    return """
      <section class="school" id="\(HTML.anchor(school.place))">
      <h2>\(HTML.name(school.name))</h2>
      \(note)
      \(picture(school))
      </section>

      """
  }

  /// The part that is the same for a district and a school.
  private func picture(_ place: ReleaseCells.PlaceName) -> String {
    let evaluated = cells.cell(ReleaseMeasure.studentsEvaluated, place.place)
    let (done, all) = (Amounts.grouped(evaluated.count.x), Amounts.grouped(evaluated.count.n))
    let evaluatedText = Bilingual.text(
      "\(done) of \(all) students in grades 9 to 12 evaluated.",
      "\(done) de \(all) estudiantes de los grados 9 a 12 evaluados.")
    let noun = PlaceNoun(place.place)
    return """
      <p class="evaluated">\(evaluatedText)</p>
      <div class="pair">
      \(SeniorsPicture(cells: cells, place: place, noun: noun).html())
      \(PaceChart(cells: cells, place: place, noun: noun).html())
      </div>
      \(GroupCharts(cells: cells, place: place, noun: noun).html())
      \(PublicCases(printed: printed, place: place, isPublic: false).html())\
      \(PublicHistory(printed: printed, place: place, hasClasses: true).html())\
      \(NumberTables(cells: cells, place: place).html())
      <p class="top"><a href="#schools">\(Bilingual.text("Back to the list of schools", "Volver a la lista de escuelas"))</a></p>
      """
  }

  private func footer() -> String {
    let editions = input.editions.map {
      "<li><code>\(HTML.escaped($0.id))</code> sha256 <code>\(HTML.escaped($0.sha256))</code></li>"
    }
    let (run, day, year) = (HTML.escaped(input.runID), input.asOf.code, input.schoolYear.code)
    let source = Bilingual.text(
      "Run \(run), as of \(day), school year \(year), \(HTML.escaped(input.program)). The same numbers stand in "
        + "<code>cells.csv</code>.",
      "Corrida \(run), al \(day), año escolar \(year), \(HTML.escaped(input.program)). Los mismos números están en "
        + "<code>cells.csv</code>.")
    return """
      <footer>
      <p class="banner">\(ReleasePage.marking)</p>
      <h2>\(Bilingual.text("Where these numbers come from", "De dónde vienen estos números"))</h2>
      <p>\(source)</p>
      <p>\(Bilingual.text("Editions of the rules:", "Ediciones de las reglas:"))</p>
      <ul>\(editions.joined(separator: "\n"))</ul>
      </footer>

      """
  }
}
