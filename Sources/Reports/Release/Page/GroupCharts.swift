import Equity
import Rules

/// The student groups of one place: a dot plot in a table for UC and one for CSU, with sentences about the school.
struct GroupCharts {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName
  let noun: PlaceNoun

  func html() -> String {
    guard cells.count(ReleaseMeasure.patternMet(.uc), place.place).n > 0 else { return "" }
    return """
      <section class="panel"><h3>\(GroupCharts.title)</h3>
      <p class="unit">\(GroupCharts.key("<circle class=\"dot\" cx=\"5\" cy=\"5\" r=\"3\"/>", Bilingual("the group", "el grupo")))
      \(GroupCharts.key("<path class=\"ref\" d=\"M5 1.5L8.5 5 5 8.5 1.5 5z\"/>", Bilingual(
        "all other seniors of the \(noun.english)", "todos los demás del último año \(noun.ofSpanish)")))
      \(GroupCharts.key("<circle class=\"dot small\" cx=\"5\" cy=\"5\" r=\"3\"/>", Bilingual(
        "a group of 10 or fewer", "un grupo de 10 o menos")))
      \(Bilingual.text("The line between them is the gap, in percentage points.", "La línea entre ambos es la brecha, en puntos porcentuales."))</p>
      <div class="pair">\(chart(.uc))\(chart(.csu))</div>
      \(absent())
      </section>
      """
  }

  private static let title = Bilingual.text(
    "Student groups: seniors who meet the pattern", "Grupos de estudiantes: quiénes del último año cumplen el patrón")

  private static func key(_ shape: String, _ words: Bilingual) -> String {
    "<span class=\"key\"><svg class=\"icon\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">\(shape)</svg> \(words.html)</span>"
  }

  // MARK: - One chart

  private func chart(_ system: System) -> String {
    let measure = ReleaseMeasure.patternMet(system)
    var rows = ""
    var othersOpened = false
    for family in cells.input.families {
      var familyRows = ""
      for group in family.groups {
        let cell = cells.cell(measure, place.place, family.id, group.id)
        guard cell.count.n > 0 else { continue }
        familyRows += row(Bilingual.label(of: group, in: family), cell)
      }
      guard !familyRows.isEmpty else { continue }
      let title = family.partitionsAll ? Bilingual.title(of: family) : Bilingual("Other groups", "Otros grupos")
      if family.id != "all", family.partitionsAll || !othersOpened {
        familyRows =
          "<tr class=\"family\"><th colspan=\"5\" scope=\"rowgroup\">\(title.html)</th></tr>\n" + familyRows
      }
      if !family.partitionsAll { othersOpened = true }
      rows += "<tbody class=\"\(family.partitionsAll ? "partition" : "single")\">\n\(familyRows)</tbody>\n"
    }
    return """
      <div><table class="groups"><caption>\(Bilingual.text("\(system.words) pattern met", "Cumplen el patrón de \(system.words)"))</caption>
      <thead><tr><th scope="col">\(Bilingual.text("Group", "Grupo"))</th><th scope="col" class="num">n</th>\
      <th scope="col" class="chart">\(Axis.labels)</th><th scope="col" class="num">\(Bilingual.text("Rate", "Tasa"))</th>\
      <th scope="col" class="num">\(Bilingual.text("Gap", "Brecha"))</th></tr></thead>
      \(rows)</table>
      \(sentences(system))</div>
      """
  }

  private func row(_ label: Bilingual, _ cell: Cell) -> String {
    let small = cell.isSmall ? "<span class=\"sub\">\(Bilingual.text("small group", "grupo pequeño"))</span>" : ""
    let gap = cell.gap.map { GroupCharts.points($0.value) } ?? ""
    return "<tr><th scope=\"row\">\(label.html)\(small)</th>"
      + "<td class=\"num\">\(Amounts.grouped(cell.count.n))</td><td class=\"chart\">\(strip(cell))</td>"
      + "<td class=\"num\">\(HTML.percent(cell.rate?.value))</td><td class=\"num\">\(gap)</td></tr>\n"
  }

  /// The dots, from printed numbers only.
  private func strip(_ cell: Cell) -> String {
    guard let rate = cell.rate else { return "" }
    var marks = Axis.grid(20)
    if let others = cell.othersPercent {
      marks += "<line class=\"gap\" x1=\"\(others)%\" x2=\"\(rate.value)%\" y1=\"10\" y2=\"10\"/>"
      marks += "<svg x=\"\(others)%\" y=\"10\" overflow=\"visible\"><path class=\"ref\" d=\"M0-5L5 0 0 5-5 0z\"/></svg>"
    }
    marks += "<circle class=\"\(cell.isSmall ? "dot small" : "dot")\" cx=\"\(rate.value)%\" cy=\"10\" r=\"5\"/>"
    return "<svg class=\"strip\" width=\"100%\" height=\"20\" aria-hidden=\"true\">\(marks)</svg>"
  }

  /// A gap in percentage points with a real minus sign.
  static func points(_ value: Int) -> String {
    value < 0 ? "\u{2212}\(value.magnitude)" : value > 0 ? "+\(value)" : "0"
  }

  // MARK: - Sentences

  private func sentences(_ system: System) -> String {
    var items = ""
    for family in cells.input.families {
      for group in family.groups {
        let cell = cells.cell(ReleaseMeasure.patternMet(system), place.place, family.id, group.id)
        let others = cells.count(ReleaseMeasure.patternMet(system), place.place).n - cell.count.n
        guard !cell.isSmall, others > 10, cell.isClearlyBelow, let rate = cell.rate, let reference = cell.othersPercent,
          let needed = cell.needed
        else { continue }
        let share =
          cell.count.n < 100
          ? Bilingual("\(cell.count.x) of its \(cell.count.n)", "\(cell.count.x) de \(cell.count.n)")
          : Bilingual("\(rate.value) of every 100", "\(rate.value) de cada 100")
        let people = Bilingual.people(of: group, in: family)
        let text = Bilingual.text(
          "The \(noun.english) has brought \(share.english) \(people.english) to the \(system.words) pattern, and \(reference) of "
            + "every 100 of its other seniors. \(Amounts.grouped(needed)) more would close the gap.",
          "\(noun.spanish) ha llevado a \(share.spanish) \(people.spanish) al patrón de \(system.words), y a \(reference) de cada "
            + "100 de los demás del último año. \(Amounts.grouped(needed)) más cerrarían la brecha.")
        items += "<li>\(text)</li>\n"
      }
    }
    if items.isEmpty {
      let none = Bilingual.text(
        "No clear difference between the groups of the \(noun.english) that are large enough to compare.",
        "No hay una diferencia clara entre los grupos \(noun.ofSpanish) que bastan para comparar.")
      return "<p class=\"unit\">\(none)</p>"
    }
    return "<ul class=\"sentences\">\n\(items)</ul>"
  }

  /// The groups without a senior, by name, so that nobody wonders where they are.
  private func absent() -> String {
    var names: [Bilingual] = []
    for family in cells.input.families {
      for group in family.groups
      where cells.count(ReleaseMeasure.patternMet(.uc), place.place, family.id, group.id).n == 0 {
        let (label, title) = (Bilingual.label(of: group, in: family), Bilingual.title(of: family))
        names.append(
          group.id == "not_reported"
            ? Bilingual("\(title.english) not reported", "\(title.spanish) sin informar") : label)
      }
    }
    guard !names.isEmpty else { return "" }
    let list = Bilingual.text(
      "No seniors in: \(names.map(\.english).joined(separator: ", ")).",
      "Sin estudiantes del último año en: \(names.map(\.spanish).joined(separator: ", ")).")
    return "<p class=\"unit\">\(list)</p>"
  }
}
