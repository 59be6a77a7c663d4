import Rules

/// What the page says of one district or school, the same for each: its groups, its other measures, sentences, all numbers.
struct PublicPlace {
  let printed: PrintedCells
  let place: ReleaseCells.PlaceName
  let limit: PageLimit
  private var input: ReleaseInput { printed.cells.input }

  func html() -> String {
    let groups = Bilingual("Student groups", "Grupos de estudiantes")
    let others = Bilingual("On the way there", "En el camino")
    let leading = input.leadingMeasures.map { "<div>\(chart($0))\(sentences($0))</div>" }
    return """
      <section class="panel"><h3>\(groups.html)</h3>
      <div class="pair">\(leading.joined())</div>
      \(absent())
      </section>
      <section class="panel"><h3>\(others.html)</h3>
      <div class="pair">\(topics())</div>
      </section>
      \(PublicCases(printed: printed, place: place).html())\
      \(PublicHistory(printed: printed, place: place, hasClasses: !isBrief).html())\
      \(PublicNumbers(printed: printed, place: place, limit: limit).html())
      <p class="top"><a href="#schools">\(Bilingual("Back to the list of schools", "Volver a la lista de escuelas").html)</a></p>
      """
  }

  // MARK: Charts

  private func chart(_ measure: ReleaseMeasure) -> String {
    var rows = ""
    for family in input.families {
      var own = ""
      for group in family.groups {
        let row = printed.row(measure.id, place.place, family.id, group.id)
        if row.n == "0" || (isBrief && row.isHidden) { continue }
        own += chartRow(Bilingual.label(of: group, in: family).html, row)
      }
      if own.isEmpty { continue }
      if family.partitionsAll, family.id != ReleaseFamily.all.id {
        own =
          "<tr class=\"family\"><th colspan=\"4\" scope=\"rowgroup\">\(Bilingual.title(of: family).html)</th></tr>\n"
          + own
      }
      rows += "<tbody class=\"\(family.partitionsAll ? "partition" : "single")\">\n\(own)</tbody>\n"
    }
    return table(PublicDefinitions.link(measure), Bilingual("Group", "Grupo"), rows)
  }

  /// A school of a release of very many: drawn is what the release is about.
  private var isBrief: Bool { limit.isLarge && place.place.scope == .school }

  private func chartRow(_ label: String, _ row: PrintedRow, isDrawn: Bool = true) -> String {
    "<tr><th scope=\"row\">\(label)</th><td class=\"num\">\(row.n)</td>"
      + "<td class=\"chart\">\(isDrawn && !(isBrief && row.shownRate == nil) ? PrintedPlot.strip(row, reference: PrintedPlot.others(row)) : "")</td>"
      + "<td class=\"num said\">\(PrintedPlot.words(row).html)</td></tr>\n"
  }

  /// The measures that do not lead, topic by topic, for everybody at the place.
  private func topics() -> String {
    var topics: [String] = []
    for measure in input.otherMeasures where !topics.contains(measure.topic) { topics.append(measure.topic) }
    return topics.map { topic in
      let rows = input.otherMeasures.filter { $0.topic == topic }.map { measure in
        chartRow(PublicDefinitions.link(measure), printed.row(measure.id, place.place), isDrawn: !isBrief)
      }
      return "<div>" + table(HTML.escaped(topic), Bilingual("Measure", "Medida"), "<tbody>\n\(rows.joined())</tbody>\n")
        + "</div>"
    }.joined()
  }

  private func table(_ caption: String, _ what: Bilingual, _ bodies: String) -> String {
    let none = Bilingual("no students this year", "sin estudiantes este año")
    let empty = "<tbody><tr><td colspan=\"4\" class=\"none\">\(none.html)</td></tr></tbody>\n"
    return """
      <table class="groups"><caption>\(caption)</caption>
      <thead><tr><th scope="col">\(what.html)</th><th scope="col" class="num">n</th><th scope="col" class="chart">\(Axis.labels)\
      </th><th scope="col" class="num">\(Bilingual("Rate", "Tasa").html)</th></tr></thead>
      \(bodies.isEmpty ? empty : bodies)</table>

      """
  }

  // MARK: Sentences

  /// What the place has done and has not: it, and never the group, is the subject.
  private func sentences(_ measure: ReleaseMeasure) -> String {
    let isSchool = place.place.scope == .school
    let (subject, spanish) = (isSchool ? "school" : "district", isSchool ? "La escuela" : "El distrito")
    var items = ""
    for family in input.families {
      for group in family.groups {
        let row = printed.row(measure.id, place.place, family.id, group.id)
        guard PrintedPlot.isClearlyBelow(row), let rate = row.shownRate, let others = PrintedPlot.others(row) else {
          continue
        }
        let people = Bilingual.people(of: group, in: family)
        let needed = Int(row.needed).map {
          ($0 > 0) ? (" \($0) more would close the gap.", " \($0) más cerrarían la brecha.") : ("", "")
        }
        let sentence = Bilingual(
          "The \(subject) reaches \(rate) of every 100 \(people.english) (n \(row.n)), and \(others) of every 100 of its other "
            + "students.\(needed?.0 ?? "")",
          "\(spanish) llega a \(rate) de cada 100 \(people.spanish) (n \(row.n)), y a \(others) de cada 100 de sus demás "
            + "estudiantes.\(needed?.1 ?? "")")
        items += "<li>\(sentence.html)</li>\n"
      }
    }
    if !items.isEmpty { return "<ul class=\"sentences\">\n\(items)</ul>" }
    let none = Bilingual(
      "No clear difference between the groups that can be shown.",
      "No hay una diferencia clara entre los grupos que se pueden mostrar.")
    return "<p class=\"unit\">\(none.html)</p>"
  }

  /// The groups that are too small to be shown, by name, so that nobody is passed over.
  private func absent() -> String {
    guard let measure = input.leadingMeasures.first else { return "" }
    var names: [Bilingual] = []
    for family in input.families where family.id != ReleaseFamily.all.id {
      for group in family.groups where printed.row(measure.id, place.place, family.id, group.id).isHidden {
        names.append(Bilingual.label(of: group, in: family))
      }
    }
    if names.isEmpty { return "" }
    let list = Bilingual(
      "Here, and not shown: \(names.map(\.english).joined(separator: ", ")).",
      "Están aquí y no se muestran: \(names.map(\.spanish).joined(separator: ", ")).")
    return "<p class=\"unit\">\(list.html)</p>"
  }
}
