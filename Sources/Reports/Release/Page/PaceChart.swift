import Equity
import Rules

/// Who is on pace by grade: one bar per grade and system on a common axis from 0 to 100.
struct PaceChart {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName
  let noun: PlaceNoun

  func html() -> String {
    var rows = ""
    for step in ReleaseMeasure.pace {
      let both = [System.uc, .csu].map { cells.cell(ReleaseMeasure.onPace($0, grade: step.grade), place.place) }
      let students = both.map(\.count.n).max() ?? 0
      let isSmall = both.contains(where: \.isSmall)
      let note = Bilingual.text(
        "n = \(Amounts.grouped(students))\(isSmall ? ", small group" : ""); on pace: \(step.semesters) or more semesters after "
          + "grade \(step.lastCompleted)",
        "n = \(Amounts.grouped(students))\(isSmall ? ", grupo pequeño" : ""); al ritmo: \(step.semesters) semestres o más al "
          + "terminar el grado \(step.lastCompleted)")
      rows += "<tbody><tr class=\"family\"><th colspan=\"3\" scope=\"rowgroup\">"
      rows +=
        "\(Bilingual.text("Grade \(step.grade)", "Grado \(step.grade)")) <span class=\"note\">\(note)</span></th></tr>\n"
      for (system, cell) in zip([System.uc, .csu], both) {
        rows += "<tr><th scope=\"row\">\(system.words)</th><td class=\"chart\">\(bar(cell))</td>"
        rows += "<td class=\"num\">\(HTML.percent(cell.rate?.value))</td></tr>\n"
      }
      rows += "</tbody>\n"
    }
    return """
      <section class="panel"><h3>\(Bilingual.text("On pace, by grade", "Al ritmo, por grado"))</h3>
      <p class="say">\(sentence())</p>
      <table class="pace">
      <thead><tr><th scope="col">\(Bilingual.text("For", "Para"))</th><th scope="col" class="chart">\(Axis.labels)</th>\
      <th scope="col" class="num">\(Bilingual.text("On pace", "Al ritmo"))</th></tr></thead>
      \(rows)</table>
      \(losses())
      </section>
      """
  }

  private func sentence() -> String {
    var lowest: (grade: Int, rate: Hundredths)?
    for step in ReleaseMeasure.pace {
      let cell = cells.cell(ReleaseMeasure.onPace(.uc, grade: step.grade), place.place)
      guard let rate = cell.rate, !cell.isSmall else { continue }
      if let found = lowest, found.rate <= rate { continue }
      lowest = (step.grade, rate)
    }
    guard let lowest else {
      return Bilingual.text(
        "The \(noun.english) has too few students in grades 10 to 12 to say.",
        "\(noun.spanish) tiene muy pocos estudiantes en los grados 10 a 12 para decirlo.")
    }
    return Bilingual.text(
      "In this \(noun.english) the share on pace for UC is lowest in <b>grade \(lowest.grade)</b>: \(lowest.rate.value) of every "
        + "100.",
      "\(noun.inSpanish) la parte al ritmo de UC es más baja en el <b>grado \(lowest.grade)</b>: \(lowest.rate.value) de cada 100."
    )
  }

  private func bar(_ cell: Cell) -> String {
    guard let rate = cell.rate else {
      return "<span class=\"none\">\(Bilingual.text("no students", "sin estudiantes"))</span>"
    }
    return """
      <svg class="strip" width="100%" height="16" aria-hidden="true">\(Axis.grid(16))\
      <rect class="bar" x="0" y="2" width="\(rate.value)%" height="12"/></svg>
      """
  }

  /// Which areas the seniors lack, where the release was handed that.
  private func losses() -> String {
    let chart = LossChart(losses: cells.input.losses.filter { $0.place == place.place && $0.system == .uc })
    return chart.html()
  }
}

/// The axis from 0 to 100 that every bar and dot shares.
enum Axis {
  static let labels = """
    <span class="axis" aria-hidden="true"><span>0</span><span>50</span><span>100</span></span>\
    <span class="quiet">\(Bilingual.text("Percent, 0 to 100", "Por ciento, 0 a 100"))</span>
    """

  static func grid(_ height: Int) -> String {
    [0, 25, 50, 75, 100].map { "<line class=\"grid\" x1=\"\($0)%\" x2=\"\($0)%\" y1=\"0\" y2=\"\(height)\"/>" }
      .joined()
  }
}
