import Rules

/// How a place went on over the years, and how each class went on from grade to grade; from the printed numbers alone.
struct PublicHistory {
  let printed: PrintedCells
  let place: ReleaseCells.PlaceName
  /// Whether classes are followed, beside the years.
  let hasClasses: Bool
  private var input: ReleaseInput { printed.cells.input }

  /// One point of a line: when, and what is printed.
  private struct Step {
    let when: Bilingual
    let row: PrintedRow
  }

  /// Empty where no earlier year is at hand.
  func html() -> String {
    let tables = [trend(), hasClasses ? classes() : ""].filter { !$0.isEmpty }
    if tables.isEmpty { return "" }
    return """
      <section class="panel"><h3>\(Bilingual("Over the years", "A lo largo de los años").html)</h3>
      <div class="pair">\(tables.map { "<div>\($0)</div>" }.joined())</div>
      </section>

      """
  }

  // MARK: Years

  private func trend() -> String {
    let rows = input.leadingMeasures.compactMap { measure -> String? in
      let years = printed.years(measure.id, place.place)
      if years.count < 2 { return nil }
      let steps = years.map { Step(when: Bilingual($0.year, $0.year), row: $0.row) }
      return line(PublicDefinitions.link(measure), steps)
    }
    if rows.isEmpty { return "" }
    return table(
      Bilingual("Year after year", "Año tras año"), Bilingual("Measure", "Medida"), rows,
      Bilingual(
        "Other students each year. Earlier years stand as they were released then.",
        "Cada año son otros estudiantes. Los años anteriores están como se publicaron entonces."))
  }

  // MARK: Classes

  /// The measures of a series in the order of their grades.
  private var series: [[ReleaseMeasure]] {
    var series: [[ReleaseMeasure]] = []
    for measure in input.measures {
      guard let step = measure.classStep else { continue }
      if let own = series.firstIndex(where: { $0.first?.classStep?.series == step.series }) {
        series[own].append(measure)
      } else {
        series.append([measure])
      }
    }
    return series.map { $0.sorted { ($0.classStep?.grade ?? 0, $0.id) < ($1.classStep?.grade ?? 0, $1.id) } }
  }

  /// The same class in each grade in which it was counted: grade 10 of one year is grade 11 of the next.
  private func classes() -> String {
    var rows: [String] = []
    let now = Int(input.schoolYear.fall)
    for measures in series {
      var steps: [Int: [Step]] = [:]
      for measure in measures {
        guard let step = measure.classStep else { continue }
        for ago in 0...Int(PastYears.most) {
          let year = SchoolYear(fall: Int16(now - ago)).code
          let row =
            ago == 0
            ? printed.row(measure.id, place.place) : printed.past.everybody(measure.id, year, place.place)
          guard let row, row.n != "0" else { continue }
          let grade = Bilingual("grade \(step.grade) (\(year))", "grado \(step.grade) (\(year))")
          // The spring in which the class leaves grade 12.
          steps[now - ago + 13 - step.grade, default: []].append(Step(when: grade, row: row))
        }
      }
      for (spring, steps) in steps.sorted(by: { $0.key < $1.key }) where steps.count > 1 {
        let name = measures[0].classStep.map {
          Bilingual(
            "Class of \(spring): \(HTML.escaped($0.series))", "Generación \(spring): \(HTML.escaped($0.spanishSeries))")
        }
        rows.append(line(name?.html ?? "", steps))
      }
    }
    if rows.isEmpty { return "" }
    return table(
      Bilingual("The same class from grade to grade", "La misma generación de grado en grado"),
      Bilingual("Class", "Generación"), rows,
      Bilingual(
        "The same students, but for those who came or left in between; each grade is measured against its own pace.",
        "Los mismos estudiantes, salvo quienes llegaron o se fueron entretanto; cada grado se mide con su propio ritmo."
      ))
  }

  // MARK: Rows

  private func table(_ caption: Bilingual, _ what: Bilingual, _ rows: [String], _ note: Bilingual) -> String {
    """
    <table class="years"><caption>\(caption.html)</caption>
    <thead><tr><th scope="col">\(what.html)</th><th scope="col" class="chart">0 - 100%</th>\
    <th scope="col">\(Bilingual("Rate", "Tasa").html)</th></tr></thead>
    <tbody>
    \(rows.joined())</tbody></table>
    <p class="unit">\(note.html)</p>
    """
  }

  private func line(_ title: String, _ steps: [Step]) -> String {
    let said = steps.map { step -> Bilingual in
      let words = PrintedPlot.words(step.row)
      let n = step.row.isHidden ? "" : " (n \(step.row.n))"
      return Bilingual(
        "\(step.when.english): \(words.english)\(n)", "\(step.when.spanish): \(words.spanish)\(n)")
    }
    let words = Bilingual(
      said.map(\.english).joined(separator: "<br>"), said.map(\.spanish).joined(separator: "<br>"))
    return "<tr><th scope=\"row\">\(title)</th><td class=\"chart\">\(drawing(steps.map(\.row)))</td>"
      + "<td class=\"said\">\(words.html)</td></tr>\n"
  }

  /// A line on the same scale everywhere, whose grid is the style's; where a rate is hidden or a limit it is broken.
  private func drawing(_ rows: [PrintedRow]) -> String {
    func x(_ index: Int) -> Int { rows.count < 2 ? 50 : 5 + 90 * index / (rows.count - 1) }
    func y(_ rate: Int) -> Int { 4 + (100 - rate) * 40 / 100 }
    var marks = ""
    var before: Int?
    for (index, row) in rows.enumerated() {
      guard let rate = row.shownRate else {
        before = nil
        continue
      }
      if let before {
        marks +=
          "<line x1=\"\(x(index - 1))%\" x2=\"\(x(index))%\" y1=\"\(y(before))\" y2=\"\(y(rate))\"/>"
      }
      before = rate
    }
    for (index, row) in rows.enumerated() {
      guard let rate = row.shownRate else { continue }
      marks += "<circle cx=\"\(x(index))%\" cy=\"\(y(rate))\"/>"
    }
    return "<svg class=\"spark\" aria-hidden=\"true\">\(marks)</svg>"
  }
}
