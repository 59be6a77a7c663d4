import Rules

/// The schools of a district by size and rate, between the limits that chance alone would keep to (Spiegelhalter 2005):
/// a picture instead of a league table.
struct SchoolFunnel {
  let printed: PrintedCells
  let district: ReleaseCells.PlaceName
  let measure: ReleaseMeasure

  private static let (width, height, left, bottom) = (360, 240, 34, 30)

  /// Empty where fewer than three schools print a rate or the district prints none.
  func html() -> String {
    let schools = printed.cells.schools(of: district).compactMap { school -> (name: String, n: Int, rate: Int)? in
      let row = printed.row(measure.id, school.place)
      guard let rate = row.shownRate, let n = Int(row.n) else { return nil }
      return (school.name, n, rate)
    }
    guard schools.count > 2, let target = printed.row(measure.id, district.place).shownRate else { return "" }
    let most = SchoolFunnel.ceiling(schools.map(\.n).max() ?? 0)
    func x(_ n: Int) -> Int { SchoolFunnel.left + n * (SchoolFunnel.width - SchoolFunnel.left - 18) / most }
    func y(_ rate: Int) -> Int { 8 + (100 - rate) * (SchoolFunnel.height - SchoolFunnel.bottom - 8) / 100 }
    var marks = ""
    for rate in [0, 25, 50, 75, 100] {
      marks +=
        "<line class=\"grid\" x1=\"\(SchoolFunnel.left)\" x2=\"\(SchoolFunnel.width - 18)\" y1=\"\(y(rate))\" y2=\"\(y(rate))\"/>"
      marks += "<text x=\"\(SchoolFunnel.left - 4)\" y=\"\(y(rate) + 4)\" text-anchor=\"end\">\(rate)</text>"
    }
    for n in [0, most / 2, most] {
      marks += "<text x=\"\(x(n))\" y=\"\(SchoolFunnel.height - 12)\" text-anchor=\"middle\">\(n)</text>"
    }
    marks +=
      "<line class=\"target\" x1=\"\(SchoolFunnel.left)\" x2=\"\(SchoolFunnel.width - 18)\" y1=\"\(y(target))\" y2=\"\(y(target))\"/>"
    for (z, style) in [(1.96, "limit"), (3.09, "limit far")] {
      for sign in [1.0, -1] {
        let points = (1...40).map { step -> String in
          let n = max(1, most * step / 40)
          let p = Double(target) / 100
          let limit = 100 * (p + sign * z * (p * (1 - p) / Double(n)).squareRoot())
          return "\(x(n)),\(y(Int(min(100, max(0, limit)).rounded())))"
        }
        marks += "<polyline class=\"\(style)\" points=\"\(points.joined(separator: " "))\"/>"
      }
    }
    for school in schools {
      marks += "<circle class=\"dot\" cx=\"\(x(school.n))\" cy=\"\(y(school.rate))\" r=\"4.5\"><title>"
      marks += "\(HTML.escaped(school.name)): n \(school.n), \(school.rate)%</title></circle>"
    }
    let title = Bilingual.title(of: measure)
    let caption = Bilingual(
      "\(title.english): each dot is a school, by its students (across) and its rate in percent (up). Outside the solid "
        + "curves chance alone would put 1 school in 20, outside the dashed ones 1 in 500. Straight line: the district.",
      "\(title.spanish): cada punto es una escuela, según sus estudiantes (horizontal) y su tasa en por ciento (vertical). Fuera "
        + "de las curvas continuas el azar pondría 1 de cada 20 escuelas; fuera de las discontinuas, 1 de cada 500. Línea "
        + "recta: el distrito.")
    return """
      <figure class="funnel"><svg viewBox="0 0 \(SchoolFunnel.width) \(SchoolFunnel.height)" aria-hidden="true">\(marks)</svg>
      <figcaption>\(caption.html)</figcaption></figure>
      """
  }

  /// The next larger number of the form 10, 20, 50, 100, ...
  private static func ceiling(_ n: Int) -> Int {
    var scale = 10
    while scale < 10_000_000 {
      for factor in [1, 2, 5] where scale * factor >= n { return scale * factor }
      scale *= 10
    }
    return max(n, scale)
  }
}
