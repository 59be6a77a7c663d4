import Equity
import Rules

/// The student groups of one place: a dot plot in a table for UC and one for CSU, with sentences about the school.
struct GroupCharts {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName
  let noun: String

  func html() -> String {
    guard cells.count(ReleaseMeasure.patternMet(.uc), place.place).n > 0 else { return "" }
    return """
      <section class="panel"><h3>Student groups: seniors who meet the pattern</h3>
      <p class="unit">\(GroupCharts.key("<circle class=\"dot\" cx=\"5\" cy=\"5\" r=\"3\"/>", "the group"))
      \(GroupCharts.key("<path class=\"ref\" d=\"M5 1.5L8.5 5 5 8.5 1.5 5z\"/>", "all other seniors of the \(noun)"))
      \(GroupCharts.key("<circle class=\"dot small\" cx=\"5\" cy=\"5\" r=\"3\"/>", "a group of 10 or fewer"))
      The line between them is the gap, in percentage points.</p>
      <div class="pair">\(chart(.uc))\(chart(.csu))</div>
      \(absent())
      </section>
      """
  }

  private static func key(_ shape: String, _ words: String) -> String {
    "<span class=\"key\"><svg class=\"icon\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">\(shape)</svg> \(words)</span>"
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
        familyRows += row(group, cell)
      }
      guard !familyRows.isEmpty else { continue }
      let title = family.partitionsAll ? family.title : "Other groups"
      if family.id != "all", family.partitionsAll || !othersOpened {
        familyRows =
          "<tr class=\"family\"><th colspan=\"5\" scope=\"rowgroup\">\(HTML.escaped(title))</th></tr>\n" + familyRows
      }
      if !family.partitionsAll { othersOpened = true }
      rows += "<tbody class=\"\(family.partitionsAll ? "partition" : "single")\">\n\(familyRows)</tbody>\n"
    }
    return """
      <div><table class="groups"><caption>\(system.words) pattern met</caption>
      <thead><tr><th scope="col">Group</th><th scope="col" class="num">n</th><th scope="col" class="chart">\(Axis.labels)\
      </th><th scope="col" class="num">Rate</th><th scope="col" class="num">Gap</th></tr></thead>
      \(rows)</table>
      \(sentences(system))</div>
      """
  }

  private func row(_ group: ReleaseGroup, _ cell: Cell) -> String {
    let small = cell.isSmall ? "<span class=\"sub\">small group</span>" : ""
    let gap = cell.gap.map { GroupCharts.points($0.value) } ?? ""
    return "<tr><th scope=\"row\">\(HTML.escaped(group.label))\(small)</th>"
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
          cell.count.n < 100 ? "\(cell.count.x) of its \(cell.count.n)" : "\(rate.value) of every 100"
        items += "<li>The \(noun) has brought \(share) \(HTML.escaped(group.people)) to the "
        items += "\(system.words) pattern, and \(reference) of every 100 of its other seniors. "
        items += "\(Amounts.grouped(needed)) more would close the gap.</li>\n"
      }
    }
    if items.isEmpty {
      return "<p class=\"unit\">No clear difference between the groups of the \(noun) that are large enough to "
        + "compare.</p>"
    }
    return "<ul class=\"sentences\">\n\(items)</ul>"
  }

  /// The groups without a senior, by name, so that nobody wonders where they are.
  private func absent() -> String {
    var names: [String] = []
    for family in cells.input.families {
      for group in family.groups
      where cells.count(ReleaseMeasure.patternMet(.uc), place.place, family.id, group.id).n == 0 {
        names.append(group.label == "Not reported" ? "\(family.title) not reported" : group.label)
      }
    }
    guard !names.isEmpty else { return "" }
    return "<p class=\"unit\">No seniors in: \(names.map(HTML.escaped).joined(separator: ", ")).</p>"
  }
}
