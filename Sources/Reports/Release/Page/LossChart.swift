import Equity
import Rules

/// Which subject areas keep seniors from the pattern: one bar per area in the order A to G.
struct LossChart {
  let losses: [AreaLoss]

  func html() -> String {
    guard let students = losses.first?.lacking.n, students > 0 else { return "" }
    let detailed = losses.contains { $0.neverEnrolled != nil || $0.deficientMark != nil }
    var rows = ""
    for area in SubjectArea.allCases {
      guard let loss = losses.first(where: { $0.area == area }), let rate = loss.lacking.rate else { continue }
      rows += "<tr><th scope=\"row\" class=\"area\">\(area.letter) "
      rows += "\(Bilingual.text(area.shortName, LossChart.spanish(area)))</th>"
      rows += "<td class=\"chart\">\(bar(loss, rate))</td>"
      rows += "<td class=\"num\">\(Amounts.grouped(loss.lacking.x))</td>"
      if detailed {
        rows += "<td class=\"num\">\(loss.neverEnrolled.map(Amounts.grouped) ?? "")</td>"
        rows += "<td class=\"num\">\(loss.deficientMark.map(Amounts.grouped) ?? "")</td>"
      }
      rows += "</tr>\n"
    }
    let more =
      detailed
      ? "<th scope=\"col\" class=\"num\">\(Bilingual.text("Never enrolled", "Nunca inscrito"))</th>"
        + "<th scope=\"col\" class=\"num\">\(Bilingual.text("D or F", "D o F"))</th>" : ""
    let about = Bilingual.text(
      "Of the \(Amounts.grouped(students)) seniors who do not meet the UC pattern; a senior may lack several areas.",
      "De los \(Amounts.grouped(students)) estudiantes del último año que no cumplen el patrón de UC; a uno pueden faltarle varias "
        + "áreas.")
    return """
      <h3 class="next">\(Bilingual.text("What the seniors lack for UC", "Qué les falta para UC"))</h3>
      <table class="loss"><caption>\(about)\(detailed ? LossChart.legend : "")</caption>
      <thead><tr><th scope="col">\(Bilingual.text("Area", "Área"))</th><th scope="col" class="chart">\(Axis.labels)</th>\
      <th scope="col" class="num">\(Bilingual.text("Lack it", "Les falta"))</th>\(more)</tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
  }

  /// Never enrolled, D or F, and the rest, one after the other.
  private func bar(_ loss: AreaLoss, _ rate: Hundredths) -> String {
    var left = rate.value
    var at = 0
    var parts = ""
    for (style, count) in [("bar", loss.neverEnrolled), ("bar hatched", loss.deficientMark)] {
      let share = count.flatMap { Count(n: loss.lacking.n, x: $0)?.rate?.value } ?? 0
      let width = min(left, share)
      if width > 0 { parts += LossChart.part(style, at, width) }
      at += width
      left -= width
    }
    if left > 0 { parts += LossChart.part("bar open", at, left) }
    return "<svg class=\"strip\" width=\"100%\" height=\"16\" aria-hidden=\"true\">\(Axis.grid(16))\(parts)</svg>"
  }

  private static func part(_ style: String, _ at: Int, _ width: Int) -> String {
    "<rect class=\"\(style)\" x=\"\(at)%\" y=\"2\" width=\"\(width)%\" height=\"12\"/>"
  }

  /// At most eleven letters, for a column of a table.
  private static func spanish(_ area: SubjectArea) -> String {
    switch area {
    case .a: "Historia"
    case .b: "Inglés"
    case .c: "Matemáticas"
    case .d: "Ciencias"
    case .e: "Idioma"
    case .f: "Artes"
    case .g: "Optativas"
    }
  }

  private static let legend: String = {
    let parts = [
      ("bar", Bilingual("never enrolled", "nunca inscrito")), ("bar hatched", Bilingual("D or F", "D o F")),
      ("bar open", Bilingual("other", "otro")),
    ]
    let icons = parts.map { style, words in
      "<span class=\"key\"><svg class=\"icon\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"\(style)\" x=\"1\" "
        + "y=\"1\" width=\"8\" height=\"8\"/></svg> \(words.html)</span>"
    }
    return " " + icons.joined(separator: " ")
  }()
}
