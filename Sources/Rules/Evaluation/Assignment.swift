/// How good an assignment is; smaller is better (the objective of docs/open-rules.md).
///
/// One number, most significant first: areas A to F not met, their missing twelfths, twelfths from exams and waivers,
/// missing in G, then missing of A, B, C, D, E, F so that among equals the earlier area is served first.
struct Score: Comparable, Sendable {
  var value: UInt64

  init(_ fills: PerArea<Fill>) {
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
    let elective = UInt64(max(0, fills[.g].missing))
    value = notMet << 60 | missing << 51 | outside << 42 | elective << 36 | byArea
  }

  /// No assignment within the bound scores less.
  init(bound: Bound) {
    var byArea: UInt64 = 0
    for area in SubjectArea.beforeElective { byArea = byArea << 6 | UInt64(max(0, bound.hopeful[area].missing)) }
    value = UInt64(bound.notMet) << 60 | UInt64(bound.missing) << 51 | byArea
  }

  static func < (left: Score, right: Score) -> Bool { left.value < right.value }
}

/// Decides which area each half of a dual-listed course goes to.
///
/// Units in one area have no choice; what is left to decide is searched exactly. Three things keep the search small: an
/// area in which a unit would only be surplus is no choice of its own; a bound (see `Bound`) cuts what cannot beat the
/// best assignment found; and two ways to the same amounts in every account are one (`LedgerKey`). A stated number of
/// bookings ends the search of a transcript that is hostile all the same: then `isCut`, and what might still be met is
/// answered with unknown, never guessed.
struct Assignment: Sendable {
  let policy: Policy
  let outside: OutsideCredit
  let evidence: Evidence
  /// The area or, while it is open, the areas each unit is booked in.
  private(set) var areas: [SubjectAreas] = []
  private(set) var ledger = Ledger()
  /// How many times the areas were filled: the cost of the search.
  private(set) var weighed = 0
  /// The search ended before it had proved its answer.
  private(set) var isCut = false
  /// If cut: what each area misses at least, whatever is decided.
  private(set) var leastMissing = PerArea<Int>(repeating: 0)
  /// What an unmatched record may add to one area at best.
  var wildcard: (area: SubjectArea, twelfths: Int)?
  /// Bookings of units that one search may cost; some hundredths of a second.
  static let mostBookings = 2_000_000
  /// Open units that are searched at most; the search is as deep as this.
  static let mostOpen = 256

  private var open: [Int] = []
  private var best: (score: Score, areas: [SubjectAreas])?
  private var seen: [Set<LedgerKey>] = []
  /// Amounts of the open units from a position on.
  private var amountFrom: [Int] = []

  init(policy: Policy, outside: OutsideCredit, evidence: Evidence) {
    self.policy = policy
    self.outside = outside
    self.evidence = evidence
  }

  /// Whether there was anything to decide.
  var hadChoice: Bool { !open.isEmpty }

  mutating func solve(_ units: [Unit]) {
    best = nil
    isCut = false
    weighed = 0
    areas.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    for index in units.indices {
      let unit = units[index]
      areas.append(unit.areas.count > 1 ? unit.choices(policy) : unit.areas)
      if areas[index].count > 1 { open.append(index) }
    }
    guard !open.isEmpty else {
      weigh(units, bookingOpen: true)
      return
    }
    open.sort { units[$0].precedes(units[$1]) }
    let undecided = areas
    while open.count > Assignment.mostOpen, let index = open.popLast(), let first = areas[index].first {
      areas[index] = SubjectAreas(first)
      isCut = true
    }
    seen = Array(repeating: [], count: open.count + 1)
    amountFrom = Array(repeating: 0, count: open.count + 1)
    for position in open.indices.reversed() {
      amountFrom[position] = amountFrom[position + 1] + units[open[position]].amount
    }
    descend(units, position: 0)
    if isCut {
      areas = undecided
      weigh(units, bookingOpen: true)
      leastMissing = PerArea { max(0, ledger.fills[$0].missing) }
    }
    if let best { areas = best.areas }
    weigh(units, bookingOpen: true)
  }

  private mutating func descend(_ units: [Unit], position: Int) {
    if best != nil && weighed * units.count > Assignment.mostBookings {
      isCut = true
      return
    }
    weigh(units, bookingOpen: false)
    if position == open.count {
      let score = Score(ledger.fills)
      if best.map({ score < $0.score }) ?? true { best = (score, areas) }
      return
    }
    if open.count > 4 && !seen[position].insert(LedgerKey(ledger)).inserted { return }
    if let best {
      let certain = ledger.fills
      weigh(units, bookingOpen: true)
      let bound = Score(bound: Bound(certain: certain, hopeful: ledger.fills, open: amountFrom[position]))
      if bound >= best.score { return }
    }
    let index = open[position]
    let choices = areas[index]
    var first = 0
    if position > 0, units[open[position - 1]].isInterchangeable(with: units[index], policy: policy) {
      first = areas[open[position - 1]].first.map { Int($0.rawValue) } ?? 0
    }
    for choice in SubjectArea.allCases[first...] where choices.has(choice) {
      areas[index] = SubjectAreas(choice)
      descend(units, position: position + 1)
    }
    areas[index] = choices
  }

  /// Books every unit and fills the areas in order; A to F first, then G, exams and waivers after records.
  ///
  /// - Parameter bookingOpen: Also book undecided units, each in all the areas it may go to.
  private mutating func weigh(_ units: [Unit], bookingOpen: Bool) {
    weighed += 1
    ledger.reset()
    for index in units.indices {
      let booked = areas[index]
      if booked.count == 1, let area = booked.first {
        ledger.book(units[index], in: area, policy: policy)
        continue
      }
      for area in SubjectArea.allCases where bookingOpen && booked.has(area) {
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
  /// The areas that are a choice of their own: those where the unit can fill something, and one more for the surplus
  /// where area G does not list it anyway.
  fileprivate func choices(_ policy: Policy) -> SubjectAreas {
    var choices: SubjectAreas = []
    var idle: SubjectAreas = []
    for area in SubjectArea.allCases where areas.has(area) {
      if canFill(area, policy: policy) {
        choices.insert(SubjectAreas(area))
      } else if idle.isEmpty {
        idle = SubjectAreas(area)
      }
    }
    return choices.has(.g) ? choices : choices.union(idle)
  }

  private func canFill(_ area: SubjectArea, policy: Policy) -> Bool {
    switch area {
    case .a:
      discipline == .usHistory || discipline == .civics || discipline == .worldHistory
        || policy.history.secondYear == .anyHistory
    case .c:
      discipline.mathematicsSlot != nil
        || (policy.mathematics.advancedFillsThirdYear
          && discipline.isAdvancedMathematics(year: year, policy: policy.mathematics))
    case .d: bucket(in: .d, policy: policy) != .otherScience
    case .e: discipline.languageLevel.map { $0 < 2 } ?? false
    case .b, .f, .g: true
    }
  }

  /// A fixed order that puts interchangeable units side by side.
  fileprivate func precedes(_ other: Unit) -> Bool {
    let own = (areas.rawValue, discipline.rawValue, disciplineKey.value, amount, span.rawValue)
    let others = (
      other.areas.rawValue, other.discipline.rawValue, other.disciplineKey.value, other.amount, other.span.rawValue
    )
    if own != others { return own < others }
    return (language, time, sameCourse) < (other.language, other.time, other.sameCourse)
  }

  /// Whether swapping the two changes no amount.
  fileprivate func isInterchangeable(with other: Unit, policy: Policy) -> Bool {
    areas == other.areas && discipline == other.discipline && amount == other.amount
      && (span == other.span || (discipline.mathematicsSlot == nil && discipline.languageLevel == nil))
      && language == other.language && electiveEligible == other.electiveEligible
      && ninthGradeOnly == other.ninthGradeOnly && isGrade12 == other.isGrade12
      && !(areas.has(.f) && artsKey(policy.arts) != other.artsKey(policy.arts))
      && (!discipline.isStatisticsKind || year == other.year)
  }
}
