import Equity
import Rules

/// The three things that matter for a district, as sentences with a large number.
struct DistrictFacts {
  let cells: ReleaseCells
  let place: ReleaseCells.PlaceName

  func html() -> String {
    "<div class=\"facts\">\n\(met())\(short())\(lost())</div>"
  }

  private func met() -> String {
    let title = Bilingual("Seniors who meet the pattern", "Estudiantes del último año que cumplen el patrón")
    let uc = cells.cell(ReleaseMeasure.patternMet(.uc), place.place)
    let csu = cells.cell(ReleaseMeasure.patternMet(.csu), place.place)
    guard let ucRate = uc.rate, let csuRate = csu.rate else {
      return fact(title, "", PlaceNoun(place.place).noSeniors)
    }
    let (ucMet, csuMet, n) = (Amounts.grouped(uc.count.x), Amounts.grouped(csu.count.x), Amounts.grouped(uc.count.n))
    var english = "\(ucMet) of \(n) seniors meet the UC pattern and \(csuMet) meet the CSU pattern."
    var spanish = "\(ucMet) de \(n) cumplen el patrón de UC y \(csuMet) el de CSU."
    if let running = cells.input.seniors[SeniorsKey(place: place.place, system: .uc)]?.inProgress, running > 0 {
      english += " \(Amounts.grouped(running)) more reach UC if they pass the courses running now."
      spanish += " \(Amounts.grouped(running)) más llegan a UC si aprueban los cursos que están en marcha."
    }
    return fact(
      title, "\(ucRate.value)%<small>UC</small> \(csuRate.value)%<small>CSU</small>", Bilingual.text(english, spanish))
  }

  private func short() -> String {
    let (uc, csu) = (
      Amounts.grouped(cells.count(ReleaseMeasure.oneCourseShort(.uc), place.place).x),
      Amounts.grouped(cells.count(ReleaseMeasure.oneCourseShort(.csu), place.place).x)
    )
    return fact(
      Bilingual("One course short", "A un curso de cumplir"), "\(uc)<small>UC</small> \(csu)<small>CSU</small>",
      Bilingual.text(
        "\(uc) seniors for UC and \(csu) for CSU will still lack one course when they pass everything running now. A seat in that "
          + "course would bring each of them to the pattern.",
        "A \(uc) estudiantes del último año para UC y a \(csu) para CSU les faltará todavía un curso cuando aprueben todo lo que "
          + "está en marcha. Un lugar en ese curso llevaría a cada uno al patrón."))
  }

  private func lost() -> String {
    let losses = cells.input.losses.filter { $0.place == place.place && $0.system == .uc }
    guard
      let top = losses.filter({ $0.lacking.x > 0 })
        .min(by: { ($1.lacking.x, $0.area.rawValue) < ($0.lacking.x, $1.area.rawValue) })
    else { return "" }
    let (x, n) = (Amounts.grouped(top.lacking.x), Amounts.grouped(top.lacking.n))
    var english = "\(x) of the \(n) seniors who do not meet the UC pattern lack area \(top.area.letter)."
    var spanish =
      "A \(x) de los \(n) estudiantes del último año que no cumplen el patrón de UC les falta el área \(top.area.letter)."
    if let never = top.neverEnrolled.map(Amounts.grouped), let marks = top.deficientMark.map(Amounts.grouped) {
      english += " \(never) of them never had a course in it that would do; \(marks) had one and a D or F."
      spanish += " \(never) nunca tuvieron en ella un curso que sirva; \(marks) tuvieron uno y una D o F."
    }
    return fact(
      Bilingual("Where access is lost", "Dónde se pierde el acceso"),
      Bilingual.text(HTML.escaped(top.area.name), CaseStory.spanishName(of: top.area)),
      Bilingual.text(english, spanish),
      words: true)
  }

  private func fact(_ title: Bilingual, _ number: String, _ text: String, words: Bool = false) -> String {
    "<section class=\"fact\"><h3>\(title.html)</h3><p class=\"\(words ? "big words" : "big")\">\(number)</p>"
      + "<p>\(text)</p></section>\n"
  }
}
