import Rules

/// The three things that matter for a district: how many reach it, where access is denied, and what changed.
struct PublicFacts {
  let printed: PrintedCells
  let district: ReleaseCells.PlaceName
  private var measures: [ReleaseMeasure] { printed.cells.input.leadingMeasures }
  /// The measures that follow a class from grade to grade.
  private var steps: [ReleaseMeasure] { printed.cells.input.measures.filter { $0.classStep != nil } }

  func html() -> String { "<div class=\"facts\">\n\(reached())\(denied())\(changed())</div>" }

  private func reached() -> String {
    var (large, text) = ("", Bilingual("", ""))
    for measure in measures {
      let row = printed.row(measure.id, district.place)
      let (title, words) = (Bilingual.title(of: measure), PrintedPlot.words(row))
      large += PublicFacts.line(words.html, title, isNumber: row.shownRate != nil)
      guard !row.isHidden, row.n != "0" else { continue }
      text = Bilingual(
        text.english + "\(title.english): the district brought \(words.english) of \(row.n) students there. ",
        text.spanish + "\(title.spanish): el distrito llevó hasta ahí a \(words.spanish) de \(row.n) estudiantes. ")
    }
    return fact(Bilingual("How many get there", "Cuántos llegan"), large, text, more: onTheWay())
  }

  /// In spring most seniors still lack what they are taking now: how many are on pace is said beside how many are there.
  private func onTheWay() -> Bilingual? {
    let last = steps.compactMap(\.classStep?.grade).max()
    var text = Bilingual("", "")
    for measure in steps where measure.classStep?.grade == last {
      let row = printed.row(measure.id, district.place)
      guard !row.isHidden, row.n != "0" else { continue }
      let (title, words) = (Bilingual.title(of: measure), PrintedPlot.words(row))
      text = Bilingual(
        text.english + "\(title.english): \(words.english) of \(row.n). ",
        text.spanish + "\(title.spanish): \(words.spanish) de \(row.n). ")
    }
    if text.english.isEmpty { return nil }
    return Bilingual(
      "Courses count here once they are completed, not while they run. " + text.english,
      "Aquí los cursos cuentan cuando se han completado, no mientras se cursan. " + text.spanish)
  }

  /// The group of the district for which most students are missing, of those clearly below all others: where none of them is seen in what
  /// the release is about, as where few get there, in the pace of the grades before.
  private func denied() -> String {
    let title = Bilingual("Where access is denied", "Dónde se niega el acceso")
    if let (label, text) = widest(measures) ?? widest(steps) {
      return fact(title, "<p class=\"big plain\">\(label.html)</p>", text)
    }
    let none = Bilingual(
      "No clear difference between the groups of the district whose rates are shown.",
      "No hay una diferencia clara entre los grupos del distrito cuyas tasas se muestran.")
    let families = printed.cells.input.families.filter { $0.id != ReleaseFamily.all.id }
    let rows = families.flatMap { family in
      family.groups.map { printed.row(measures.first?.id ?? "", district.place, family.id, $0.id) }
    }.filter { $0.n != "0" }
    let unseen = rows.count { $0.shownRate == nil }
    if unseen == 0 { return fact(title, "", none) }
    let more = Bilingual(
      "Of \(unseen) of its \(rows.count) groups the rate is not shown, or as a limit only.",
      "De \(unseen) de sus \(rows.count) grupos la tasa no se muestra, o solo como un límite.")
    return fact(title, "", none, more: more)
  }

  private func widest(_ measures: [ReleaseMeasure]) -> (label: Bilingual, text: Bilingual)? {
    var found: (needed: Int, label: Bilingual, text: Bilingual)?
    for measure in measures {
      for family in printed.cells.input.families {
        for group in family.groups {
          let row = printed.row(measure.id, district.place, family.id, group.id)
          guard PrintedPlot.isClearlyBelow(row), let needed = Int(row.needed), let rate = row.shownRate,
            let others = PrintedPlot.others(row), needed > found?.needed ?? 0
          else { continue }
          let (people, title) = (Bilingual.people(of: group, in: family), Bilingual.title(of: measure))
          let text = Bilingual(
            "The district reaches \(rate) of every 100 \(people.english), and \(others) of every 100 of its other students "
              + "(\(title.english)). \(needed) more would close the gap.",
            "El distrito llega a \(rate) de cada 100 \(people.spanish), y a \(others) de cada 100 de sus demás estudiantes "
              + "(\(title.spanish)). \(needed) más cerrarían la brecha.")
          found = (needed, Bilingual.label(of: group, in: family), text)
        }
      }
    }
    return found.map { ($0.label, $0.text) }
  }

  /// The change since the last school year before this one of which an earlier release is at hand.
  private func changed() -> String {
    let year = printed.cells.input.schoolYear.code
    var (large, text) = ("", Bilingual("", ""))
    for measure in measures {
      let title = Bilingual.title(of: measure)
      guard let now = printed.row(measure.id, district.place).shownRate,
        let before = printed.before(measure.id, district.place), let rate = before.row.shownRate
      else { continue }
      let points = GroupCharts.points(now - rate)
      // A number alone, beside the title, would be read as how many reach it.
      let isOne = abs(now - rate) == 1
      let unit = Bilingual(
        isOne ? "percentage point" : "percentage points", isOne ? "punto porcentual" : "puntos porcentuales")
      let label = Bilingual("\(unit.english): \(title.english)", "\(unit.spanish): \(title.spanish)")
      large += PublicFacts.line(points, label, isNumber: true)
      text = Bilingual(
        text.english + "From \(rate)% in \(before.year) to \(now)% in \(year) (\(title.english)). ",
        text.spanish + "De \(rate)% en \(before.year) a \(now)% en \(year) (\(title.spanish)). ")
    }
    if large.isEmpty {
      text = Bilingual(
        "This is the first school year that is shown. From the next one on, the change stands here.",
        "Este es el primer año escolar que se muestra. A partir del próximo, aquí estará el cambio.")
    }
    return fact(Bilingual("What changed", "Qué cambió"), large, text)
  }

  private static func line(_ number: String, _ title: Bilingual, isNumber: Bool) -> String {
    "<p class=\"big\(isNumber ? "" : " plain")\">\(number) <small>\(title.html)</small></p>"
  }

  private func fact(_ title: Bilingual, _ large: String, _ text: Bilingual, more: Bilingual? = nil) -> String {
    let more = more.map { "<p class=\"unit\">\($0.html)</p>" } ?? ""
    return "<section class=\"fact\"><h3>\(title.html)</h3>\(large)<p>\(text.html)</p>\(more)</section>\n"
  }
}

/// Every school of a district on one scale, with its funnel beside it.
struct PublicSchools {
  let printed: PrintedCells
  let district: ReleaseCells.PlaceName

  func html() -> String {
    printed.cells.input.leadingMeasures.map { measure in
      let funnel = SchoolFunnel(printed: printed, district: district, measure: measure).html()
      return """
        <section class="panel"><h3>\(PublicDefinitions.link(measure)): \
        \(Bilingual("school by school", "escuela por escuela").html)</h3>
        \(PublicWords.key)
        <div class="\(funnel.isEmpty ? "alone" : "pair")"><div><table class="groups"><caption class="quiet">\(Bilingual.title(of: measure).html)</caption>
        <thead><tr><th scope="col">\(Bilingual("School", "Escuela").html)</th><th scope="col" class="num">n</th>\
        <th scope="col" class="chart">\(Axis.labels)</th><th scope="col" class="num">\(Bilingual("Rate", "Tasa").html)</th></tr></thead>
        <tbody class="partition">\(row(district, measure, 0))</tbody>
        <tbody class="schools">\(printed.cells.schools(of: district).enumerated().map { row($1, measure, $0 + 1) }.joined())</tbody>
        </table></div>
        \(funnel)</div>
        </section>

        """
    }.joined()
  }

  private func row(_ place: ReleaseCells.PlaceName, _ measure: ReleaseMeasure, _ position: Int) -> String {
    let row = printed.row(measure.id, place.place)
    let isSchool = place.place.scope == .school
    let reference = isSchool ? printed.row(measure.id, district.place).shownRate : nil
    let name = HTML.escaped(place.name)
    let own = isSchool ? " data-school=\"\(name)\" data-position=\"\(position)\" data-size=\"\(Int(row.n) ?? 0)\"" : ""
    return "<tr\(own)><th scope=\"row\"><a href=\"#\(HTML.anchor(place.place))\">\(HTML.name(place.name))</a></th>"
      + "<td>\(row.n)</td>\(PrintedPlot.chartAndWords(row, reference: reference, columns: 2))</tr>\n"
  }
}
