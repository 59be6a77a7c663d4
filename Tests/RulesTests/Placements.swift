import Judge

@testable import Rules

/// What a search decides, laid open: the units of a transcript, and all ways of giving each to one of its areas.
enum Placements {
  static func sifted(_ transcript: Transcript, _ policy: Policy, _ day: CalendarDay) -> (Sifted, Question) {
    var sifter = Sifter(scale: .california)
    var sifted = Sifted()
    sifter.sift(transcript, policy: policy, currentYear: day.schoolYear, into: &sifted)
    var question = Question(policy: policy, outside: OutsideCredit(transcript, policy: policy, asOf: day))
    question.evidence.gather(sifted.attempts, policy: policy)
    return (sifted, question)
  }

  /// How many ways there are, but no more than 4,096.
  static func count(_ units: [Unit]) -> Int { units.reduce(1) { min(1 << 12, $0 * $1.areas.count) } }

  /// Each unit in one of its areas, in all ways.
  static func ways(_ units: [Unit]) -> [[Unit]] {
    var ways: [[Unit]] = [[]]
    for unit in units {
      ways = ways.flatMap { way in
        unit.areas.areas.map { area in
          var placed = unit
          placed.areas = SubjectAreas(area)
          return way + [placed]
        }
      }
    }
    return ways
  }
}
