import Rules

/// `community.html` of a public release: one sheet of paper for each district, in English or Spanish, for people who will not open
/// another file. It says nothing that `cells.csv` does not print.
struct CommunitySummary {
  let printed: PrintedCells
  private var input: ReleaseInput { printed.cells.input }
  /// More schools than this do not fit on the sheet.
  private static let mostSchools = 20

  func html() -> String {
    let title = Bilingual(
      "Courses for college, \(input.schoolYear.code)", "Cursos para la universidad, \(input.schoolYear.code)")
    let margin = "As of \(input.asOf.code) - groups of 1 to 10 students not shown"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <title>\(title.english)</title>
      <style>
      \(Stylesheet.text.replacing(InternalRelease.marking, with: margin))
      \(CommunitySummary.style)
      </style>
      </head>
      <body>
      \(ReleasePage.languages)
      <main>
      <h1>\(title.html)</h1>
      \(printed.cells.districts.map(sheet).joined())</main>
      </body>
      </html>

      """
  }

  /// A sheet of letter paper, whatever the printer's own.
  private static let style = """
    main>.sheet{border-top:1px solid var(--line);padding-top:1rem;margin-top:1rem}.sheet .facts{margin:.6rem 0}
    .sheet .fact .big{font-size:1.8rem}.sheet .plain td{white-space:nowrap}.sheet td.none{white-space:normal}.sheet .pair+p{margin-top:1rem}
    @media print{@page{size:letter}html{font-size:11.5px}h1{font-size:1.5rem;margin:0}.sheet h2{font-size:1.5rem}
    main>.sheet{break-after:page;border-top:0;margin-top:0;padding-top:0}main>.sheet:last-child{break-after:auto}
    .facts{grid-template-columns:1fr 1fr 1fr;gap:.6rem}.fact{padding:.5rem .7rem}.pair{gap:.6rem 1.6rem}}
    """

  private func sheet(_ district: ReleaseCells.PlaceName) -> String {
    let name = HTML.name(district.name)
    let about = Bilingual(
      "The University of California (UC) and the California State University (CSU) ask students for 15 yearlong courses in "
        + "high school, called A-G. This sheet says how many of its seniors \(name) has brought there, as of \(input.asOf.code).",
      "La Universidad de California (UC) y la Universidad Estatal de California (CSU) piden 15 cursos anuales en la "
        + "preparatoria, llamados A-G. Esta hoja dice a cuántos de sus estudiantes del último año \(name) ha llevado ahí, al "
        + "\(input.asOf.code).")
    let families = Bilingual(
      "<b>Families:</b> ask the school counselor which of these courses your student still needs, and when they can be taken.",
      "<b>Familias:</b> pregunten en la consejería escolar qué cursos le faltan todavía a su estudiante y cuándo puede tomarlos."
    )
    let more = Bilingual(
      "n = students counted. Groups of 1 to 10 students are not shown, so that nobody can be recognised. All schools, groups and "
        + "definitions: <code>index.html</code> of the same release (run \(HTML.escaped(input.runID))).",
      "n = estudiantes contados. No se muestran los grupos de 1 a 10 estudiantes, para que nadie pueda ser reconocido. Todas las "
        + "escuelas, grupos y definiciones: <code>index.html</code> de la misma publicación (corrida \(HTML.escaped(input.runID)))."
    )
    return """
      <section class="sheet" id="\(HTML.anchor(district.place))">
      <h2>\(name)</h2>
      <p class="lead">\(about.html)</p>
      \(PublicFacts(printed: printed, district: district).html())
      <div class="pair">
      <div>\(schools(district))</div>
      <div>\(groups(district))</div>
      </div>
      <p>\(families.html)</p>
      <p class="unit">\(more.html)</p>
      </section>

      """
  }

  /// One row of a table: a school or a student group.
  private struct Line {
    let label: String
    let place: Place
    let family: String
    let group: String
  }

  private func schools(_ district: ReleaseCells.PlaceName) -> String {
    let schools = printed.cells.schools(of: district)
    if schools.count > CommunitySummary.mostSchools {
      return "<p>"
        + Bilingual.text(
          "The district has \(schools.count) schools; each has a section of its own in <code>index.html</code>.",
          "El distrito tiene \(schools.count) escuelas; cada una tiene su sección en <code>index.html</code>.") + "</p>"
    }
    let lines = schools.filter { place in
      input.leadingMeasures.contains { printed.row($0.id, place.place).n != "0" }
    }.map {
      Line(label: HTML.name($0.name), place: $0.place, family: ReleaseFamily.all.id, group: ReleaseFamily.all.id)
    }
    return table(Bilingual("Our schools", "Nuestras escuelas"), Bilingual("School", "Escuela"), lines)
  }

  /// The groups of the district that are shown.
  private func groups(_ district: ReleaseCells.PlaceName) -> String {
    guard let first = input.leadingMeasures.first else { return "" }
    var lines: [Line] = []
    for family in input.families where family.id != ReleaseFamily.all.id {
      for group in family.groups where group.id != "not_reported" {
        let row = printed.row(first.id, district.place, family.id, group.id)
        if row.isHidden || row.n == "0" { continue }
        lines.append(
          Line(
            label: Bilingual.label(of: group, in: family).html, place: district.place, family: family.id,
            group: group.id))
      }
    }
    return table(Bilingual("Our students", "Nuestros estudiantes"), Bilingual("Group", "Grupo"), lines)
  }

  private func table(_ caption: Bilingual, _ what: Bilingual, _ lines: [Line]) -> String {
    guard let first = input.leadingMeasures.first, !lines.isEmpty else { return "" }
    let heads = input.leadingMeasures.map { "<th scope=\"col\" class=\"num\">\(Bilingual.title(of: $0).html)</th>" }
    let rows = lines.map { line in
      let rows = input.leadingMeasures.map { printed.row($0.id, line.place, line.family, line.group) }
      let name = HTML.escaped(printed.cells.name(first.id, line.place, line.family, line.group))
      let head = "<tr><th scope=\"row\">\(line.label)</th><td data-cell=\"\(name)\">\(rows[0].n)</td>"
      if rows.allSatisfy(\.isHidden) {
        return head + "<td class=\"none\" colspan=\"\(rows.count)\">\(PrintedPlot.words(rows[0]).html)</td></tr>\n"
      }
      return head + rows.map { "<td>\(PrintedPlot.words($0).html)</td>" }.joined() + "</tr>\n"
    }
    return """
      <table class="plain"><caption>\(caption.html)</caption>
      <thead><tr><th scope="col">\(what.html)</th><th scope="col" class="num">n</th>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table>

      """
  }
}
