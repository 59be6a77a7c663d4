/// Decides which area each half of a dual-listed course goes to.
///
/// Units in one area have no choice; what is left to decide is searched exactly (`Search`). An area in which a unit
/// would only be surplus is no choice of its own. A stated cost ends the search of a transcript that is hostile all
/// the same: then `isCut`, and what might still be met is answered with unknown, never guessed.
struct Assignment: Sendable {
  /// The area each unit is booked in.
  private(set) var areas: [SubjectAreas] = []
  private(set) var ledger = Ledger()
  /// The cost of the search in accounts read.
  private(set) var cost = 0
  /// The search ended before it had proved its answer.
  private(set) var isCut = false
  /// If cut: what each area misses at least, whatever is decided.
  private(set) var leastMissing = PerArea<Int>(repeating: 0)
  /// What the searches for a verdict may cost together: as the records stand, with what is running, and with what unmatched
  /// records may add. About a millisecond, which only a hostile transcript needs.
  static let mostCost = 60_000
  /// Open units that are searched at most; the search is as deep as this.
  static let mostOpen = 256
  /// What is left of it; searches that belong together hand it on.
  var budget = Assignment.mostCost

  private var open: [Int] = []

  /// Whether there was anything to decide.
  var hadChoice: Bool { !open.isEmpty }

  /// Twelfths that some areas miss together, once solved; if `isCut`, at most so many.
  func missing(in areas: SubjectAreas) -> Int {
    SubjectArea.allCases.reduce(0) { $0 + (areas.has($1) ? max(0, ledger.fills[$1].missing) : 0) }
  }

  mutating func solve(_ units: [Unit], _ question: Question) {
    isCut = false
    cost = 0
    areas.removeAll(keepingCapacity: true)
    areas.reserveCapacity(units.count)
    open.removeAll(keepingCapacity: true)
    for index in units.indices {
      let own = units[index].areas
      areas.append(own.count > 1 ? units[index].choices(question.policy) : own)
      if areas[index].count > 1 { open.append(index) }
    }
    if !open.isEmpty { search(units, question) }
    ledger.reset()
    book(units, question.policy)
    ledger.bindLanguages(question.evidence)
    question.fill(&ledger)
  }

  /// Books every unit that has one area.
  private mutating func book(_ units: [Unit], _ policy: Policy) {
    for index in units.indices where areas[index].count == 1 {
      if let area = areas[index].first { ledger.book(units[index], in: area, policy: policy) }
    }
  }

  private mutating func search(_ units: [Unit], _ question: Question) {
    open.sort { units[$0].precedes(units[$1]) }
    var decided = open
    var forced = false
    while decided.count > Assignment.mostOpen, let index = decided.popLast(), let first = areas[index].first {
      areas[index] = SubjectAreas(first)
      forced = true
    }
    ledger.reset()
    book(units, question.policy)
    guard budget > 0 || question.focus == nil else {
      // The question of a reason may stay open; that of a verdict needs at least its bounds.
      isCut = true
      for index in open { areas[index] = areas[index].first.map { SubjectAreas($0) } ?? [] }
      return
    }
    var search = Search(
      SearchProblem(question, booked: ledger, open: decided.map { units[$0] }, choices: decided.map { areas[$0] }))
    search.run(most: budget)
    cost = search.cost
    budget = max(0, budget - cost)
    isCut = search.isCut || forced
    leastMissing = forced ? PerArea(repeating: 0) : search.leastMissing
    guard let best = search.best else { return }
    for (index, area) in zip(decided, best.areas) { areas[index] = SubjectAreas(area) }
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

  /// Whether the unit can be more than surplus in an area.
  func canFill(_ area: SubjectArea, policy: Policy) -> Bool {
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
  func isInterchangeable(with other: Unit, policy: Policy) -> Bool {
    areas == other.areas && discipline == other.discipline && amount == other.amount
      && (span == other.span || (discipline.mathematicsSlot == nil && discipline.languageLevel == nil))
      && language == other.language && electiveEligible == other.electiveEligible
      && ninthGradeOnly == other.ninthGradeOnly && isGrade12 == other.isGrade12
      && !(areas.has(.f) && artsKey(policy.arts) != other.artsKey(policy.arts))
      && (!discipline.isStatisticsKind || year == other.year)
  }
}
