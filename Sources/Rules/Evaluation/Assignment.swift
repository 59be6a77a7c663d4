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
  /// What each area misses at least, whatever is decided; nothing where that was not searched.
  private(set) var leastMissing = PerArea<Int>(repeating: 0)
  /// What the searches for a verdict may cost together: as the records stand, with what is running, and with what unmatched
  /// records may add. About a millisecond, which only a hostile transcript needs.
  static let mostCost = 28_000
  /// Open units that are searched at most; the search is as deep as this.
  static let mostOpen = 256
  /// What is left of it, less than nothing where the last step went beyond; searches that belong together hand it on.
  var budget = Assignment.mostCost

  private var open: [Int] = []

  /// Whether some unit may go to several areas.
  var hadChoice: Bool { !open.isEmpty }

  /// Twelfths that some areas miss together, once solved; if `isCut`, at most so many.
  func missing(in areas: SubjectAreas) -> Int {
    SubjectArea.allCases.reduce(0) { $0 + (areas.has($1) ? max(0, ledger.fills[$1].missing) : 0) }
  }

  mutating func solve(_ units: [Unit], _ question: Question) {
    isCut = false
    cost = 0
    leastMissing = PerArea(repeating: 0)
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
    var decided: [(index: Int, kind: UnitKind)] = []
    decided.reserveCapacity(open.count)
    for index in open {
      areas[index] = units[index].worthwhile(areas[index], question)
      if areas[index].count > 1 {
        decided.append((index, units[index].kind(question.policy, choices: areas[index])))
      }
    }
    if decided.isEmpty { return }
    decided.sort { $0.kind == $1.kind ? units[$0.index].precedes(units[$1.index]) : $0.kind.precedes($1.kind) }
    var forced = false
    while decided.count > Assignment.mostOpen, let last = decided.popLast(), let first = areas[last.index].first {
      areas[last.index] = SubjectAreas(first)
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
      SearchProblem(
        question, booked: ledger, open: decided.map { units[$0.index] }, choices: decided.map { areas[$0.index] }))
    search.run(most: budget)
    cost = search.cost
    budget -= cost
    isCut = search.isCut || forced
    leastMissing = forced ? PerArea(repeating: 0) : search.leastMissing
    guard let best = search.best else { return }
    for (one, area) in zip(decided, best.areas) { areas[one.index] = SubjectAreas(area) }
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

  /// A fixed order of units of one kind.
  fileprivate func precedes(_ other: Unit) -> Bool {
    (discipline.rawValue, disciplineKey.value, language, time, sameCourse)
      < (other.discipline.rawValue, other.disciplineKey.value, other.language, other.time, other.sameCourse)
  }
}
