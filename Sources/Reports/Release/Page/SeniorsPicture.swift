import Equity
import Rules

/// How this year's seniors stand: a picture of 100 figures for UC and one for CSU, beside a table with the counts.
///
/// With fewer than 100 seniors every figure is one student. With more, every figure is one of each 100: the figures
/// that meet the pattern are its printed rate, the rest is shared out by largest remainders.
struct SeniorsPicture {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName
  let noun: PlaceNoun

  func html() -> String {
    let systems = [System.uc, .csu].map { ($0, standing($0)) }
    let total = systems.map { $0.1.parts.reduce(0, +) }.max() ?? 0
    guard total > 0 else {
      return """
        <section class="panel"><h3>\(SeniorsPicture.title)</h3>
        <p class="none">\(noun.noSeniors)</p></section>
        """
    }
    let waffles = systems.map { waffle($0.0, $0.1) }.joined()
    let unit =
      total < 100
      ? Bilingual("Each figure is one senior.", "Cada figura es un estudiante del último año.")
      : Bilingual(
        "Each figure is one of every 100 seniors.", "Cada figura es uno de cada 100 estudiantes del último año.")
    let seniors = Bilingual.text(
      "\(unit.english) Seniors: students in grade 12 and this year's graduates.",
      "\(unit.spanish) Último año: estudiantes de grado 12 y graduados de este año.")
    return """
      <section class="panel"><h3>\(SeniorsPicture.title)</h3>
      <p class="say">\(sentence())</p>
      <div class="waffles">\(waffles)</div>
      <p class="unit">\(seniors)</p>
      \(table(systems))
      </section>
      """
  }

  private static let title = Bilingual.text("How the seniors stand", "Cómo están los estudiantes del último año")

  private func standing(_ system: System) -> SeniorsStanding {
    cells.input.seniors[SeniorsKey(place: place.place, system: system)]
      ?? SeniorsStanding(met: 0, inProgress: 0, oneCourseShort: 0, furtherAway: 0, unknown: 0)
  }

  private func sentence() -> String {
    let uc = cells.cell(ReleaseMeasure.patternMet(.uc), place.place)
    let csu = cells.cell(ReleaseMeasure.patternMet(.csu), place.place)
    guard let ucRate = uc.rate, let csuRate = csu.rate else { return noun.noSeniors }
    if uc.count.n < 100 {
      return Bilingual.text(
        "The \(noun.english) has brought <b>\(uc.count.x) of its \(uc.count.n)</b> seniors to the UC pattern and "
          + "<b>\(csu.count.x)</b> to the CSU pattern.",
        "\(noun.spanish) ha llevado a <b>\(uc.count.x) de sus \(uc.count.n)</b> estudiantes del último año al patrón de UC y a "
          + "<b>\(csu.count.x)</b> al de CSU.")
    }
    return Bilingual.text(
      "The \(noun.english) has brought <b>\(ucRate.value) of every 100</b> seniors to the UC pattern and "
        + "<b>\(csuRate.value)</b> to the CSU pattern.",
      "\(noun.spanish) ha llevado a <b>\(ucRate.value) de cada 100</b> estudiantes del último año al patrón de UC y a "
        + "<b>\(csuRate.value)</b> al de CSU.")
  }

  private func waffle(_ system: System, _ standing: SeniorsStanding) -> String {
    let figures = SeniorsPicture.figures(standing.parts)
    var marks = ""
    var index = 0
    for (mark, count) in zip(StatusMark.allCases, figures) {
      for _ in 0..<count {
        marks += "<use href=\"#\(mark.rawValue)\" x=\"\(index % 10 * 11)\" y=\"\(index / 10 * 11)\"/>"
        index += 1
      }
    }
    let height = max(1, (index + 9) / 10) * 11 - 1
    let parts = zip(StatusMark.allCases, figures)
    let words = Bilingual.text(
      "\(system.words), \(index) figures. \(parts.map { "\($0.words.english): \($1)" }.joined(separator: "; ")).",
      "\(system.words), \(index) figuras. \(parts.map { "\($0.words.spanish): \($1)" }.joined(separator: "; ")).")
    return """
      <figure><figcaption><span aria-hidden="true">\(system.words)</span><span class="quiet">\(words)</span></figcaption>
      <svg class="waffle" viewBox="0 0 109 \(height)" aria-hidden="true">\(marks)</svg></figure>
      """
  }

  private func table(_ systems: [(System, SeniorsStanding)]) -> String {
    var html =
      "<table class=\"legend\"><caption class=\"quiet\">\(Bilingual.text("Seniors by standing", "Estudiantes del último año por situación"))</caption>\n<thead><tr>"
      + "<th scope=\"col\">\(Bilingual.text("Standing", "Situación"))</th>"
    for (system, _) in systems { html += "<th scope=\"col\" class=\"num\">\(system.words)</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for (index, mark) in StatusMark.allCases.enumerated() {
      html += "<tr><th scope=\"row\"><span class=\"mark\">\(mark.icon)<span>\(mark.words.html)</span></span></th>"
      for (_, standing) in systems { html += "<td class=\"num\">\(Amounts.grouped(standing.parts[index]))</td>" }
      html += "</tr>\n"
    }
    html += "<tr class=\"total\"><th scope=\"row\">\(Bilingual.text("All seniors (n)", "Todos (n)"))</th>"
    for (_, standing) in systems {
      html += "<td class=\"num\">\(Amounts.grouped(standing.parts.reduce(0, +)))</td>"
    }
    return html + "</tr>\n</tbody></table>"
  }

  /// How many figures each part gets: the parts themselves if they are fewer than 100 together, else 100 in all.
  static func figures(_ parts: [Int]) -> [Int] {
    let total = parts.reduce(0, +)
    guard total >= 100, let first = parts.first, let met = Count(n: total, x: first)?.rate else { return parts }
    let rest = Array(parts.dropFirst())
    let others = rest.reduce(0, +)
    guard others > 0 else { return parts.map { $0 == 0 ? 0 : 100 } }
    let room = 100 - met.value
    var shares = rest.map { $0.multipliedFullWidth(by: room) }.map { others.dividingFullWidth($0) }
    var left = room - shares.reduce(0) { $0 + $1.quotient }
    let order = shares.indices.sorted { (shares[$1].remainder, $0) < (shares[$0].remainder, $1) }
    for index in order where left > 0 {
      shares[index].quotient += 1
      left -= 1
    }
    return [met.value] + shares.map(\.quotient)
  }
}
