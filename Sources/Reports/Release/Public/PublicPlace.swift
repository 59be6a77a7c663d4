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
      <div class="pair topics">\(topics())</div>
      </section>
      \(PublicCases(printed: printed, place: place).html())\
      \(PublicHistory(printed: printed, place: place, hasClasses: !isBrief).html())\
      \(PublicNumbers(printed: printed, place: place, limit: limit).html())
      <p class="top"><a href="#schools">\(Bilingual("Back to the list of schools", "Volver a la lista de escuelas").html)</a></p>
      """
  }

  // MARK: Charts

  /// A school of a release of very many: drawn is what the release is about, and the row of a chart is its cell.
  private var isBrief: Bool { limit.isLarge && place.place.scope == .school }

  private func chart(_ measure: ReleaseMeasure) -> String {
    var (rows, hasOthers) = ("", false)
    for family in input.families {
      var own = ""
      for group in family.groups {
        let row = printed.row(measure.id, place.place, family.id, group.id)
        if row.n == "0" || (isBrief && row.isHidden) { continue }
        own += "<tr><th scope=\"row\">\(Bilingual.label(of: group, in: family).html)</th>"
        own += students(row, measure, family.id, group.id)
        own += PrintedPlot.chartAndWords(row, reference: PrintedPlot.others(row), columns: 3, isBrief: isBrief)
        own += row.isHidden ? "</tr>\n" : "<td>\(row.shownGap.map(GroupCharts.points) ?? "")</td></tr>\n"
      }
      if own.isEmpty { continue }
      if family.partitionsAll, family.id != ReleaseFamily.all.id {
        own = PublicPlace.heading(Bilingual.title(of: family).html, columns: 5) + own
      } else if !family.partitionsAll, !hasOthers {
        // Of these families one side only is shown; a heading of their own keeps them apart from the family before.
        own = PublicPlace.heading(Bilingual("Other groups", "Otros grupos").html, columns: 5) + own
        hasOthers = true
      }
      rows += "<tbody class=\"\(family.partitionsAll ? "partition" : "single")\">\n\(own)</tbody>\n"
    }
    let gap = "<th scope=\"col\" class=\"num\">\(Bilingual("Gap", "Brecha").html)</th>"
    return table(PublicDefinitions.link(measure), Bilingual("Group", "Grupo"), rows, more: gap)
  }

  private func students(_ row: PrintedRow, _ measure: ReleaseMeasure, _ family: String, _ group: String) -> String {
    guard isBrief else { return "<td>\(row.n)</td>" }
    let name = HTML.escaped(printed.cells.name(measure.id, place.place, family, group))
    return "<td data-cell=\"\(name)\">\(row.n)</td>"
  }

  /// The measures that do not lead, topic by topic, for everybody at the place; in one table where they are not drawn.
  private func topics() -> String {
    var (topics, bodies): ([String], String) = ([], "")
    for measure in input.otherMeasures where !topics.contains(measure.topic) { topics.append(measure.topic) }
    let what = Bilingual("Measure", "Medida")
    for topic in topics {
      var rows = ""
      for measure in input.otherMeasures where measure.topic == topic {
        let row = printed.row(measure.id, place.place)
        rows += "<tr><th scope=\"row\">\(PublicDefinitions.link(measure))</th>"
        rows += students(row, measure, ReleaseFamily.all.id, ReleaseFamily.all.id)
        rows +=
          isBrief
          ? "<td>\(PrintedPlot.words(row).html)</td></tr>\n"
          : PrintedPlot.chartAndWords(row, reference: nil, columns: 2) + "</tr>\n"
      }
      if isBrief {
        bodies += "<tbody>\n\(PublicPlace.heading(HTML.escaped(topic), columns: 3))\(rows)</tbody>\n"
      } else {
        bodies += "<div>" + table(HTML.escaped(topic), what, "<tbody>\n\(rows)</tbody>\n") + "</div>"
      }
    }
    if !isBrief || bodies.isEmpty { return bodies }
    return """
      <div><table class="plain"><thead><tr><th scope="col">\(what.html)</th><th scope="col" class="num">n</th>\
      <th scope="col" class="num">\(Bilingual("Rate", "Tasa").html)</th></tr></thead>
      \(bodies)</table></div>
      """
  }

  private static func heading(_ text: String, columns: Int) -> String {
    "<tr class=\"family\"><th colspan=\"\(columns)\" scope=\"rowgroup\">\(text)</th></tr>\n"
  }

  /// - Parameter more: Headings of columns after the rate.
  private func table(_ caption: String, _ what: Bilingual, _ bodies: String, more: String = "") -> String {
    let none = Bilingual("no students this year", "sin estudiantes este año")
    let empty = "<tbody><tr><td colspan=\"5\" class=\"none\">\(none.html)</td></tr></tbody>\n"
    return """
      <table class="groups"><caption>\(caption)</caption>
      <thead><tr><th scope="col">\(what.html)</th><th scope="col" class="num">n</th><th scope="col" class="chart">\(Axis.labels)\
      </th><th scope="col" class="num">\(Bilingual("Rate", "Tasa").html)</th>\(more)</tr></thead>
      \(bodies.isEmpty ? empty : bodies)</table>

      """
  }

  // MARK: Sentences

  /// Of a school of very many only the groups for which most students are missing; the gap of each stands in its row.
  private static let fewSentences = 2

  /// What the place has done and has not: it, and never the group, is the subject.
  private func sentences(_ measure: ReleaseMeasure) -> String {
    var found: [(needed: Int, text: Bilingual)] = []
    for family in input.families {
      for group in family.groups {
        let row = printed.row(measure.id, place.place, family.id, group.id)
        guard PrintedPlot.isClearlyBelow(row) else { continue }
        found.append((Int(row.needed) ?? 0, sentence(row, Bilingual.people(of: group, in: family))))
      }
    }
    if found.isEmpty {
      if isBrief { return "" }
      let none = Bilingual(
        "No clear difference between the groups that can be shown.",
        "No hay una diferencia clara entre los grupos que se pueden mostrar.")
      return "<p class=\"unit\">\(none.html)</p>"
    }
    let told = isBrief ? PublicPlace.fewSentences : found.count
    let least = found.map(\.needed).sorted(by: >).prefix(told).last ?? 0
    let items = found.filter { $0.needed >= least }.prefix(told).map { "<li>\($0.text.html)</li>\n" }
    return "<ul class=\"sentences\">\n\(items.joined())</ul>"
  }

  private func sentence(_ row: PrintedRow, _ people: Bilingual) -> Bilingual {
    let isSchool = place.place.scope == .school
    let (rate, others, needed) = (row.shownRate ?? 0, PrintedPlot.others(row) ?? 0, Int(row.needed) ?? 0)
    return Bilingual(
      "The \(isSchool ? "school" : "district") reaches \(rate) of every 100 \(people.english) (n \(row.n)), and \(others) of "
        + "every 100 of its other students.\(needed > 0 ? " \(needed) more would close the gap." : "")",
      "\(isSchool ? "La escuela" : "El distrito") llega a \(rate) de cada 100 \(people.spanish) (n \(row.n)), y a \(others) de "
        + "cada 100 de sus demás estudiantes.\(needed > 0 ? " \(needed) más cerrarían la brecha." : "")")
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
