/// Decides which area each half of a dual-listed course goes to.
///
/// Units in one area have no choice; what is left to decide is searched exactly (`Search`). An area in which a unit
/// would only be surplus is no choice of its own. A stated cost ends the search of a transcript that is hostile all
/// the same: then `isCut`, and what might still be met is answered with unknown, never guessed.
struct Assignment: Sendable {
  private(set) var question: Question
  /// The area each unit is booked in.
  private(set) var areas: [SubjectAreas] = []
  private(set) var ledger = Ledger()
  /// The cost of the search in accounts read.
  private(set) var cost = 0
  /// The search ended before it had proved its answer.
  private(set) var isCut = false
  /// If cut: what each area misses at least, whatever is decided.
  private(set) var leastMissing = PerArea<Int>(repeating: 0)
  /// Where set, the search asks another question: how few twelfths these areas can miss together, over all assignments
  /// and with exams and waivers. What the other areas miss is ignored, and CSU's areas A and D, where they are not in
  /// focus, take nothing from the elective list, so that a focus on G finds what G could have. Exams still come after
  /// records in their own area, and an area keeps its own courses before it leaves a surplus.
  /// Read the answer with `missingInFocus`.
  var focus: SubjectAreas? {
    get { question.focus }
    set { question.focus = newValue }
  }
  /// Of CSU's areas A and D, those that take nothing from the elective list.
  var sparing: SubjectAreas {
    get { question.sparing }
    set { question.sparing = newValue }
  }
  /// What an unmatched record may add to one area at best.
  var wildcard: (area: SubjectArea, twelfths: Int)? {
    get { question.wildcard }
    set { question.wildcard = newValue }
  }
  /// What the search for a verdict may cost together with those for its reasons: some milliseconds, which only a
  /// hostile transcript needs.
  static let mostCost = 400_000
  /// The same for the best cases of unmatched records, one search per area.
  static let mostCostOfMatching = 400_000
  /// Open units that are searched at most; the search is as deep as this.
  static let mostOpen = 256
  /// What is left of it; searches that belong together hand it on.
  var budget = Assignment.mostCost

  private var open: [Int] = []

  init(policy: Policy, outside: OutsideCredit, evidence: Evidence) {
    question = Question(policy: policy, outside: outside, evidence: evidence)
  }

  var policy: Policy { question.policy }
  var outside: OutsideCredit { question.outside }
  var evidence: Evidence { question.evidence }
  /// Whether there was anything to decide.
  var hadChoice: Bool { !open.isEmpty }

  /// Twelfths that the areas in focus miss together, once solved; if `isCut`, at most so many.
  var missingInFocus: Int {
    SubjectArea.allCases.reduce(0) { $0 + (focus?.has($1) ?? true ? max(0, ledger.fills[$1].missing) : 0) }
  }

  mutating func solve(_ units: [Unit]) {
    isCut = false
    cost = 0
    areas.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    for index in units.indices {
      let unit = units[index]
      areas.append(unit.areas.count > 1 ? unit.choices(policy) : unit.areas)
      if areas[index].count > 1 { open.append(index) }
    }
    if !open.isEmpty { search(units) }
    ledger.reset()
    book(units)
    ledger.bindLanguages(evidence)
    question.fill(&ledger)
  }

  /// Books every unit that has one area.
  private mutating func book(_ units: [Unit]) {
    for index in units.indices where areas[index].count == 1 {
      if let area = areas[index].first { ledger.book(units[index], in: area, policy: question.policy) }
    }
  }

  private mutating func search(_ units: [Unit]) {
    open.sort { units[$0].precedes(units[$1]) }
    var decided = open
    var forced = false
    while decided.count > Assignment.mostOpen, let index = decided.popLast(), let first = areas[index].first {
      areas[index] = SubjectAreas(first)
      forced = true
    }
    ledger.reset()
    book(units)
    guard budget > 0 || focus == nil else {
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
