/// One group beside its reference; nil where there is no reference rate.
struct Comparison {
  let rate: Fraction
  let interval: Interval?
  let p: Double?

  private init(_ rate: Fraction, _ interval: Interval?, _ p: Double?) {
    (self.rate, self.interval, self.p) = (rate, interval, p)
  }

  /// - Parameter others: Everybody else in the cohort; nil if that is nobody.
  init?(_ row: GroupCount, _ others: Count?, _ cohort: Cohort, _ reference: GapReference) {
    let own = row.count
    switch reference {
    case .others:
      guard let others, let rate = others.exactRate else { return nil }
      self.init(rate, Interval.newcombe(own, others), ScoreTest.p(own, others))
    case .overall:
      guard let rate = cohort.whole.exactRate else { return nil }
      // The gap to the whole is the gap to the others times their share.
      let interval = others.flatMap { others in
        Interval.newcombe(own, others)?.scaled(by: Double(others.n) / Double(cohort.whole.n))
      }
      self.init(rate, interval, others.map { ScoreTest.p(own, $0) })
    case .highest:
      guard let highest = cohort.highest else { return nil }
      self.init(row, highest.group, highest.count)
    case .group(let name):
      guard let other = cohort.groups[name] else { return nil }
      self.init(row, name, other)
    case .rate(let rate):
      self.init(rate, Interval.wilson(own)?.shifted(by: -rate.value), ScoreTest.p(own, against: rate))
    }
  }

  /// Against a group of the same cohort, which has no interval against itself.
  private init?(_ row: GroupCount, _ name: String, _ other: Count) {
    guard let rate = other.exactRate else { return nil }
    let isItself = name == row.group
    self.init(
      rate, isItself ? nil : Interval.newcombe(row.count, other), isItself ? nil : ScoreTest.p(row.count, other))
  }
}
