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
    let uc = cells.cell(ReleaseMeasure.patternMet(.uc), place.place)
    let csu = cells.cell(ReleaseMeasure.patternMet(.csu), place.place)
    guard let ucRate = uc.rate, let csuRate = csu.rate else {
      return fact("Seniors who meet the pattern", "", "The district has no seniors this year.")
    }
    var text = "\(Amounts.grouped(uc.count.x)) of \(Amounts.grouped(uc.count.n)) seniors meet the UC pattern and "
    text += "\(Amounts.grouped(csu.count.x)) meet the CSU pattern."
    if let running = cells.input.seniors[SeniorsKey(place: place.place, system: .uc)]?.inProgress, running > 0 {
      text += " \(Amounts.grouped(running)) more reach UC if they pass the courses running now."
    }
    return fact(
      "Seniors who meet the pattern", "\(ucRate.value)%<small>UC</small> \(csuRate.value)%<small>CSU</small>", text)
  }

  private func short() -> String {
    let uc = cells.count(ReleaseMeasure.oneCourseShort(.uc), place.place)
    let csu = cells.count(ReleaseMeasure.oneCourseShort(.csu), place.place)
    return fact(
      "One course short",
      "\(Amounts.grouped(uc.x))<small>UC</small> \(Amounts.grouped(csu.x))<small>CSU</small>",
      "\(Amounts.grouped(uc.x)) seniors for UC and \(Amounts.grouped(csu.x)) for CSU will still lack one course "
        + "when they pass everything running now. A seat in that course would bring each of them to the pattern.")
  }

  private func lost() -> String {
    let losses = cells.input.losses.filter { $0.place == place.place && $0.system == .uc }
    guard
      let top = losses.filter({ $0.lacking.x > 0 })
        .min(by: { ($1.lacking.x, $0.area.rawValue) < ($0.lacking.x, $1.area.rawValue) })
    else { return "" }
    var text =
      "\(Amounts.grouped(top.lacking.x)) of the \(Amounts.grouped(top.lacking.n)) seniors who do not meet the UC "
      + "pattern lack area \(top.area.letter)."
    if let never = top.neverEnrolled, let marks = top.deficientMark {
      text +=
        " \(Amounts.grouped(never)) of them never had a course in it that would do; "
        + "\(Amounts.grouped(marks)) had one and a D or F."
    }
    return fact("Where access is lost", "\(HTML.escaped(top.area.name))", text, words: true)
  }

  private func fact(_ title: String, _ number: String, _ text: String, words: Bool = false) -> String {
    "<section class=\"fact\"><h3>\(title)</h3><p class=\"\(words ? "big words" : "big")\">\(number)</p>"
      + "<p>\(text)</p></section>\n"
  }
}
