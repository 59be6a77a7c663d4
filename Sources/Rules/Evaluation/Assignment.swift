/// How good an assignment is; smaller is better (rule: objective of section 15.1 and 15.33).
///
/// One number, most significant first: areas A to F not met, their missing twelfths, twelfths from exams and waivers,
/// missing in G, then missing of A, B, C, D, E, F so that among equals the earlier area is served first.
struct Score: Comparable, Sendable {
  var value: UInt64

  init(_ fills: PerArea<Fill>, optimisticElective: Bool) {
    var notMet: UInt64 = 0
    var missing: UInt64 = 0
    var outside: UInt64 = 0
    var byArea: UInt64 = 0
    for area in SubjectArea.beforeElective {
      let fill = fills[area]
      if fill.missing > 0 { notMet += 1 }
      missing += UInt64(max(0, fill.missing))
      outside += UInt64(fill.exams + fill.waiver)
      byArea = byArea << 6 | UInt64(max(0, fill.missing))
    }
    let elective = optimisticElective ? 0 : UInt64(max(0, fills[.g].missing))
    value = notMet << 60 | missing << 51 | outside << 42 | elective << 36 | byArea
  }

  static func < (left: Score, right: Score) -> Bool { left.value < right.value }
}

/// Decides which area each half of a dual-listed course goes to.
///
/// Units in one area have no choice; what is left to decide is searched exactly, with a bound (every open unit counted
/// in all its areas at once) that cuts what cannot beat the best assignment found. Equal units are tried in one order.
struct Assignment: Sendable {
  let policy: Policy
  let outside: OutsideCredit
  let evidence: Evidence
  /// The area or, for a bound, the areas each unit is booked in.
  private(set) var areas: [SubjectAreas] = []
  private(set) var ledger = Ledger()
  /// How many assignments were weighed.
  private(set) var weighed = 0
  /// What an unmatched record may add to one area at best.
  var wildcard: (area: SubjectArea, twelfths: Int)?
  private var open: [Int] = []
  private var best: (score: Score, areas: [SubjectAreas])?

  init(policy: Policy, outside: OutsideCredit, evidence: Evidence) {
    self.policy = policy
    self.outside = outside
    self.evidence = evidence
  }

  /// Whether there was anything to decide.
  var hadChoice: Bool { !open.isEmpty }

  mutating func solve(_ units: [Unit]) {
    best = nil
    areas.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    for index in units.indices {
      areas.append(units[index].areas)
      if units[index].areas.count > 1 { open.append(index) }
    }
    guard !open.isEmpty else {
      weigh(units)
      return
    }
    open.sort { units[$0].precedes(units[$1]) }
    descend(units, position: 0)
    if let best { areas = best.areas }
    weigh(units)
  }

  private mutating func descend(_ units: [Unit], position: Int) {
    let isLeaf = position == open.count
    weigh(units)
    let score = Score(ledger.fills, optimisticElective: !isLeaf)
    if let best, score >= best.score { return }
    if isLeaf {
      best = (score, areas)
      return
    }
    let index = open[position]
    let choices = units[index].areas.areas
    var first = 0
    if position > 0, units[open[position - 1]].isInterchangeable(with: units[index], policy: policy),
      let taken = choices.firstIndex(where: { areas[open[position - 1]] == SubjectAreas($0) })
    {
      first = taken
    }
    for choice in choices[first...] {
      areas[index] = SubjectAreas(choice)
      descend(units, position: position + 1)
    }
    areas[index] = units[index].areas
  }

  /// Books every unit and fills the areas in order; A to F first, then G, exams and waivers after records.
  private mutating func weigh(_ units: [Unit]) {
    weighed += 1
    ledger.reset()
    for index in units.indices {
      let booked = areas[index]
      if booked.count == 1, let area = booked.first {
        ledger.book(units[index], in: area, policy: policy)
        continue
      }
      for area in SubjectArea.allCases where booked.has(area) {
        ledger.book(units[index], in: area, policy: policy)
      }
    }
    ledger.fillHistory(policy.history, required: policy.required[.a], outside: outside)
    ledger.fillEnglish(policy.english, required: policy.required[.b], outside: outside)
    ledger.fillMathematics(policy.mathematics, required: policy.required[.c], evidence: evidence, outside: outside)
    ledger.fillScience(policy.science, required: policy.required[.d], evidence: evidence, outside: outside)
    ledger.fillLanguage(required: policy.required[.e], evidence: evidence, outside: outside)
    ledger.fillArts(required: policy.required[.f], outside: outside)
    ledger.fillElective(required: policy.required[.g], outside: outside)
    if let wildcard {
      ledger.fills[wildcard.area].records += min(wildcard.twelfths, max(0, ledger.fills[wildcard.area].missing))
    }
    for area in SubjectArea.allCases where outside.waived[area] > 0 {
      ledger.fills[area].waiver = min(outside.waived[area], max(0, ledger.fills[area].missing))
    }
  }
}

extension Unit {
  /// A fixed order that puts interchangeable units side by side.
  fileprivate func precedes(_ other: Unit) -> Bool {
    let own = (areas.rawValue, discipline.rawValue, disciplineKey.value, span.rawValue)
    let others = (other.areas.rawValue, other.discipline.rawValue, other.disciplineKey.value, other.span.rawValue)
    if own != others { return own < others }
    return (language, time, sameCourse) < (other.language, other.time, other.sameCourse)
  }

  /// Whether swapping the two changes no amount.
  fileprivate func isInterchangeable(with other: Unit, policy: Policy) -> Bool {
    areas == other.areas && discipline == other.discipline && disciplineKey == other.disciplineKey
      && span == other.span && language == other.language && electiveEligible == other.electiveEligible
      && ninthGradeOnly == other.ninthGradeOnly && isGrade12 == other.isGrade12
      && !(areas.has(.f) && artsKey(policy.arts) != other.artsKey(policy.arts))
      && (!discipline.isStatisticsKind || year == other.year)
  }
}
