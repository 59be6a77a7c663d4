/// The longer texts of the public page.
enum PublicWords {
  static func lead(_ day: String) -> Bilingual {
    Bilingual(
      "How far each school brings its students to the courses (A-G) that the University of California (UC) and the California "
        + "State University (CSU) ask for, as of \(day).",
      "Hasta dónde lleva cada escuela a sus estudiantes en los cursos (A-G) que piden la Universidad de California (UC) y la "
        + "Universidad Estatal de California (CSU), al \(day).")
  }

  static let hiding = Bilingual(
    "So that nobody can be recognised, groups of 1 to 10 students are not shown (*), nor are numbers from which they would follow; "
      + "rates near 0% or 100% are shown as \"5% or less\" or \"95% or more\", with wider limits for small groups.",
    "Para que nadie pueda ser reconocido, no se muestran los grupos de 1 a 10 estudiantes (*) ni los números de los que se "
      + "deducirían; las tasas cercanas a 0% o 100% aparecen como \"5% o menos\" o \"95% o más\", con límites más amplios para "
      + "grupos pequeños.")

  /// Says of all tables that stay the same, whether or not anybody came or left since.
  static func kept(_ day: String, _ measures: [ReleaseMeasure]) -> Bilingual {
    let titles = measures.map { Bilingual.title(of: $0) }
    return Bilingual(
      "As they were printed first, as of \(day): \(titles.map(\.english).joined(separator: "; ")). A table of numbers stays until "
        + "it differs by so many students that nobody can be recognised by the difference.",
      "Como se publicaron primero, al \(day): \(titles.map(\.spanish).joined(separator: "; ")). Una tabla de números se queda "
        + "hasta que cambien tantos estudiantes que nadie pueda ser reconocido por la diferencia.")
  }

  /// Hidden until the script shows it: without it nothing here would work.
  static let tools = """
    <div class="tools" id="tools" role="search" hidden>
    <label for="find">\(Bilingual("Find a school", "Buscar una escuela").html) <input id="find" type="search" autocomplete="off"></label>
    <span id="found" role="status"></span>
    <label for="order">\(Bilingual("Order of schools", "Orden de las escuelas").html) <select id="order">\
    <option value="name">A-Z</option><option value="size">n</option></select></label>
    </div>
    """

  static let key = """
    <p class="unit">\(mark("<circle class=\"dot\" cx=\"5\" cy=\"5\" r=\"3\"/>", Bilingual("the rate", "la tasa")))
    \(mark("<line class=\"whisker\" x1=\"0\" x2=\"10\" y1=\"5\" y2=\"5\"/>", Bilingual(
      "its interval: where chance alone could have put it (95%)", "su intervalo: donde el azar podría haberla puesto (95%)")))
    \(mark("<path class=\"target\" d=\"M5 0V10\"/>", Bilingual(
      "all others there; for a school's total, the district", "todos los demás del lugar; en el total de una escuela, el distrito")))
    \(Bilingual("No mark: not shown, or a limit only.", "Sin marca: no se muestra, o solo un límite.").html)</p>
    """

  private static func mark(_ shape: String, _ words: Bilingual) -> String {
    "<span class=\"key\"><svg class=\"icon\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">\(shape)</svg> \(words.html)</span>"
  }
}

/// What each measure counts, one click away from where it stands.
struct PublicDefinitions {
  let input: ReleaseInput

  static func anchor(_ measure: ReleaseMeasure) -> String {
    "def-" + String(measure.id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// The title of a measure, leading to its definition.
  static func link(_ measure: ReleaseMeasure) -> String {
    "<a href=\"#\(anchor(measure))\">\(Bilingual.title(of: measure).html)</a>"
  }

  /// A measure's row in the table of definitions: title, what it counts, out of whom, and from where.
  static func row(_ measure: ReleaseMeasure) -> String {
    let spanish = measure.spanish
    let texts = [
      (measure.numerator, spanish?.numerator), (measure.denominator, spanish?.denominator),
      (measure.source, spanish?.source),
    ].map { "<td>\(Bilingual(HTML.escaped($0.0), HTML.escaped($0.1 ?? $0.0)).html)</td>" }
    return """
      <tr id="\(anchor(measure))"><th scope="row">\(Bilingual.title(of: measure).html)<br>\
      <code>\(HTML.escaped(measure.id))</code></th>\(texts.joined())</tr>

      """
  }

  func html() -> String {
    let rows = input.measures.map(PublicDefinitions.row)
    let notes = [
      Bilingual(
        "<b>Not shown (*)</b> = a group of 1 to 10 students, or a number from which such a group would follow. It is never 0.",
        "<b>No se muestra (*)</b> = un grupo de 1 a 10 estudiantes, o un número del que se deduciría tal grupo. Nunca es 0."
      ),
      Bilingual(
        "<b>Rate</b> = x divided by n, rounded; near 0% or 100% only its limit is shown, elsewhere where another rate would follow. "
          + "Nobody in a group means no rate.",
        "<b>Tasa</b> = x dividido entre n, redondeada; cerca de 0% o 100% solo se muestra su límite, y también donde se deduciría "
          + "otra tasa. Un grupo sin estudiantes no tiene tasa."),
      Bilingual(
        "<b>Gap</b> = the rate of a group minus the rate of all others at the same place; shown where both rates are. "
          + "<b>Needed</b> = how many more students would close it.",
        "<b>Brecha</b> = la tasa de un grupo menos la de todos los demás del mismo lugar; se muestra donde ambas se muestran. "
          + "<b>Faltan</b> = cuántos estudiantes más la cerrarían."),
      Bilingual(
        "<b>Interval</b> = the 95% interval of Wilson, from the printed n and rate. These are all students and no sample; it says "
          + "how far chance alone could move a group of this size.",
        "<b>Intervalo</b> = el intervalo de Wilson del 95%, a partir de n y la tasa impresas. Son todos los estudiantes y no una "
          + "muestra; dice cuánto podría mover el azar a un grupo de este tamaño."),
      Bilingual(
        "Groups stand in the same order everywhere; schools stand in alphabetical order, never by result.",
        "Los grupos están siempre en el mismo orden; las escuelas, en orden alfabético, nunca por resultado."),
      Bilingual(
        "Rates with different denominators must not be compared; <code>definitions.csv</code> names what may be.",
        "No se deben comparar tasas con denominadores distintos; <code>definitions.csv</code> dice cuáles se pueden comparar."
      ),
    ]
    return """
      <section id="definitions">
      <h2>\(Bilingual("Definitions", "Definiciones").html)</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Definitions / Definiciones"><table class="definitions">
      <thead><tr><th scope="col">\(Bilingual("Measure", "Medida").html)</th><th scope="col">\(Bilingual("Counts (x)", "Cuenta (x)").html)\
      </th><th scope="col">\(Bilingual("Out of (n)", "De (n)").html)</th><th scope="col">\(Bilingual("Source", "Fuente").html)</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      <ul class="notes">
      \(notes.map { "<li>\($0.html)</li>" }.joined(separator: "\n"))
      </ul>
      </section>

      """
  }
}
