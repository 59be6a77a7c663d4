import Equity
import Reports
import Rules
import Store

/// Measures of those who take part in a strategy beside the rest, before and after its start.
struct StrategyReport {
  private let strategy: Strategy
  /// The oldest first.
  private let nights: [StrategyNight]
  private let measures: [Measure]

  init(_ strategy: Strategy, _ nights: [StrategyNight], _ measures: [Measure]) {
    (self.strategy, self.nights, self.measures) = (strategy, nights.reversed(), measures)
  }

  private var before: StrategyNight? { nights.last { $0.asOf < strategy.startsOn } }
  private var after: StrategyNight? { nights.last.flatMap { $0.asOf >= strategy.startsOn ? $0 : nil } }

  /// What such a comparison needs to have said of it.
  var warnings: [String] {
    var lines = [
      "this is no experiment: who takes part was chosen and may have differed before, and other things changed too; "
        + "a difference of changes is a reason to look, no proof that the strategy worked"
    ]
    guard let before else {
      return lines + ["no night from before the start can be read, so that no change is computed"]
    }
    guard let after else { return lines + ["the strategy has not begun by the latest night"] }
    if (after.asOf - before.asOf) % 365 > 45, (after.asOf - before.asOf) % 365 < 320 {
      lines.append(
        "the two nights lie at different times of the school year: some measures rise every year from fall to spring")
    }
    if measures.contains(where: { $0.kind == .trailing }),
      CalendarDay(dayNumber: after.asOf)?.schoolYear != CalendarDay(dayNumber: before.asOf)?.schoolYear
    {
      lines.append("a trailing measure of another school year is about other students")
    }
    return lines
  }

  func listing() -> RowListing {
    var listing = RowListing(
      columns: [
        "strategy", "measure", "as_of", "school_year", "period", "n", "x", "rate", "rest_n", "rest_x", "rest_rate",
        "difference",
      ],
      head: [
        ("strategy", .text(strategy.name)), ("starts_on", .word(CalendarDay(dayNumber: strategy.startsOn)?.code ?? "")),
        ("warning", .text(warnings.joined(separator: "; "))),
      ])
    for measure in measures {
      for night in nights {
        let day = CalendarDay(dayNumber: night.asOf)
        let (own, rest) = (count(night.taking[measure.number]), count(night.rest[measure.number]))
        listing.add([
          .text(strategy.name), .word(measure.id), .word(day?.code ?? ""), .word(day?.schoolYear.code ?? ""),
          .word(night.asOf < strategy.startsOn ? "before" : "after"), .number(own?.n), .number(own?.x), cell(rate(own)),
          .number(rest?.n), .number(rest?.x), cell(rate(rest)), cell(difference(rate(own), rate(rest))),
        ])
      }
      guard let before, let after else { continue }
      func change(_ part: (StrategyNight) -> [Int: StrategyNight.Amounts]) -> Rational? {
        difference(rate(count(part(after)[measure.number])), rate(count(part(before)[measure.number])))
      }
      let (own, rest) = (change(\.taking), change(\.rest))
      listing.add([
        .text(strategy.name), .word(measure.id), .word(""), .word(""), .word("change"), .number(nil), .number(nil),
        cell(own),
        .number(nil), .number(nil), cell(rest), cell(difference(own, rest)),
      ])
    }
    return listing
  }

  /// nil where a run knows nothing of the measure.
  private func count(_ amounts: StrategyNight.Amounts?) -> Count? { amounts.flatMap { Count(n: $0.n, x: $0.x) } }

  private func rate(_ count: Count?) -> Rational? { count.flatMap { Rational($0.x, $0.n) } }

  private func difference(_ left: Rational?, _ right: Rational?) -> Rational? {
    left.flatMap { left in right.map { left - $0 } }
  }

  private func cell(_ value: Rational?) -> RowListing.Cell { .formatted(value?.text(decimals: 6)) }
}
