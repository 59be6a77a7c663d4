/// Finds the smallest reasons of a verdict in which something is missing.
///
/// Let lack(S) be the fewest twelfths that the areas S can miss together, over all assignments: the area of each
/// dual-listed unit, and for CSU what A and D take from the elective list where exams and waivers could stand in. Areas
/// share courses only through dual-listed units (whose surplus also serves G) and, for CSU, through the elective list;
/// any other area misses what it misses. Of those that share, the smallest set with the lack of all of them is the
/// reason; where it falls into parts whose lacks add up, each part is a reason of its own.
struct ReasonSearch {
  private let units: [Unit]
  private let question: Question
  private var solved: Assignment
  /// What the verdict misses in each area.
  private let missing: PerArea<Int>
  /// Areas that miss something.
  private let short: SubjectAreas
  /// lack(S) as far as it was asked for, by the raw value of S; else -1.
  private var lacks = InlineArray<128, Int16>(repeating: -1)
  /// What the assignments found on the way miss in each area.
  private var witnesses: [PerArea<Int>] = []
  /// Nothing but the elective list is shared, and nothing stands in for it.
  private let isPlain: Bool
  /// A search ended before it had proved its answer; what it would have explained stays unexplained.
  private(set) var isCut: Bool

  /// What they have cost so far.
  var spent: Int { ReasonSearch.mostCost - solved.budget }

  /// What the searches for the reasons of one verdict may cost together, as `Assignment.mostCost`.
  static let mostCost = 16_500

  /// - Parameter solved: The assignment of the verdict.
  init(_ units: [Unit], _ question: Question, solved: Assignment) {
    (self.units, self.question, self.solved) = (units, question, solved)
    self.solved.budget = ReasonSearch.mostCost
    let fills = solved.ledger.fills
    missing = PerArea { max(0, fills[$0].missing) }
    var short: SubjectAreas = []
    for area in SubjectArea.allCases where fills[area].missing > 0 { short.insert(SubjectAreas(area)) }
    self.short = short
    isCut = solved.isCut
    isPlain = !solved.hadChoice && !question.outside.standsIn(.a) && !question.outside.standsIn(.d)
  }

  mutating func reasons(shortfalls: [Shortfall]) -> [Reason] {
    if short.isEmpty { return [] }
    let shared = sharedAreas
    var reasons: [Reason] = []
    reasons.reserveCapacity(short.count)
    func add(_ areas: SubjectAreas, _ twelfths: Int) {
      reasons.append(
        Reason(areas: areas, twelfths: twelfths, needs: shortfalls.filter { areas.has($0.need.area) }))
    }
    for area in SubjectArea.allCases where short.has(area) && !shared.has(area) {
      add(SubjectAreas(area), missing[area])
    }
    if !short.isDisjoint(with: shared) && !isCut {
      let found = smallest(in: shared).map { ($0, lack($0)) }
      if !isCut { for (areas, twelfths) in found { add(areas, twelfths) } }
    }
    reasons.sortSmall { ($0.areas.first?.rawValue ?? 0) < ($1.areas.first?.rawValue ?? 0) }
    return reasons
  }

  /// Areas that miss something and that another assignment would meet.
  mutating func meetable() -> SubjectAreas {
    var found: SubjectAreas = []
    let candidates = short.intersection(sharedAreas)
    for area in SubjectArea.allCases where candidates.has(area) && !isCut && lack(SubjectAreas(area)) == 0 {
      found.insert(SubjectAreas(area))
    }
    return isCut ? [] : found
  }

  private func missing(in areas: SubjectAreas) -> Int {
    let missing = missing
    return SubjectArea.allCases.reduce(0) { $0 + (areas.has($1) ? missing[$1] : 0) }
  }

  /// The areas that share courses with another one.
  private var sharedAreas: SubjectAreas {
    var shared: SubjectAreas = []
    if solved.hadChoice {
      for unit in units where unit.areas.count > 1 {
        shared.formUnion(unit.areas.union(SubjectAreas(.g)))
        // In area G it would lie in the list that CSU's A and D take from.
        if unit.areas.has(.g), let bucket = unit.bucket(in: .g, policy: question.policy) {
          shared.formUnion(question.areasTaking(from: bucket))
        }
      }
    }
    let ledger = solved.ledger
    if question.policy.history.secondYear == .anyHistory && ledger[.electiveHistory].total > 0 {
      shared.formUnion([SubjectAreas(.a), SubjectAreas(.g)])
    }
    if question.policy.science.pattern == .lifeAndPhysical
      && ledger[.electiveLife].total + ledger[.electivePhysical].total + ledger[.electiveFlexible].total > 0
    {
      shared.formUnion([SubjectAreas(.d), SubjectAreas(.g)])
    }
    return shared
  }

  /// lack(S): asked of the search only where what is known already does not settle it.
  private mutating func lack(_ areas: SubjectAreas) -> Int {
    // What the verdict meets can be met.
    if missing(in: areas) == 0 { return 0 }
    if isPlain { return plainLack(areas) }
    if let known = known(areas) { return known }
    if areas.count == 1 && isBestAlready(areas) {
      lacks[Int(areas.rawValue)] = Int16(clamping: missing(in: areas))
      return missing(in: areas)
    }
    var least = most(areas)
    if least > atLeast(areas) {
      var asked = question
      asked.focus = areas
      var other = Assignment()
      other.budget = solved.budget
      other.solve(units, asked)
      solved.budget = other.budget
      if other.isCut { isCut = true }
      witnesses.append(PerArea { max(0, other.ledger.fills[$0].missing) })
      least = min(least, other.missing(in: areas))
    }
    lacks[Int(areas.rawValue)] = Int16(clamping: least)
    return least
  }

  private func known(_ areas: SubjectAreas) -> Int? {
    let lack = lacks[Int(areas.rawValue)]
    return lack < 0 ? nil : Int(lack)
  }

  /// Some assignment leaves no more than this missing.
  private func most(_ areas: SubjectAreas) -> Int {
    var least = missing(in: areas)
    for witness in witnesses {
      least = min(least, SubjectArea.allCases.reduce(0) { $0 + (areas.has($1) ? witness[$1] : 0) })
    }
    return least
  }

  /// No assignment leaves less: lacks of separate areas add up at least.
  private func atLeast(_ areas: SubjectAreas) -> Int {
    func alone(_ areas: SubjectAreas) -> Int {
      SubjectArea.allCases.reduce(0) { $0 + (areas.has($1) ? known(SubjectAreas($1)) ?? 0 : 0) }
    }
    var least = alone(areas)
    for set in SubjectAreas.fewestFirst where set.count > 1 && set.isSubset(of: areas) {
      if let known = known(set) { least = max(least, known + alone(areas.subtracting(set))) }
    }
    return least
  }

  /// Whether every unit that could serve the one area does so already, or lies in the list that CSU's A and D take from.
  private func isBestAlready(_ areas: SubjectAreas) -> Bool {
    guard let area = areas.first, area != .g else { return false }
    let takesElective = question.policy.system == .csu && (area == .a || area == .d)
    return units.indices.allSatisfy { index in
      if units[index].areas.has(area) { return solved.areas[index].has(area) }
      return !takesElective || !units[index].areas.has(.g) || solved.areas[index].has(.g)
    }
  }

  /// Without dual-listed units, exams and waivers, what area G gains from the elective list is what A and D leave of it.
  private func plainLack(_ areas: SubjectAreas) -> Int {
    guard areas.has(.g) else { return missing(in: areas) }
    var left = 0
    for area in [SubjectArea.a, .d] where !areas.has(area) { left += solved.ledger.takenFromElective(area) }
    return missing(in: areas) - min(missing[.g], left)
  }

  /// The smallest set with the lack of all, in parts; empty where exams, which come last, could meet all.
  private mutating func smallest(in shared: SubjectAreas) -> [SubjectAreas] {
    var alone: [SubjectAreas] = []
    var sum = 0
    for area in shared.areas {
      let own = lack(SubjectAreas(area))
      if own > 0 { alone.append(SubjectAreas(area)) }
      sum += own
    }
    let all = sum == missing(in: shared) ? sum : lack(shared)
    if sum >= all { return alone }
    // An area that lacks something alone is in every such set: lacks of separate areas add up at least.
    let certain = SubjectAreas(alone)
    for set in subsets(of: shared) where set.isSuperset(of: certain) && most(set) >= all {
      if lack(set) >= all { return parts(of: set) }
      if isCut { return [] }
    }
    return [shared]
  }

  /// Splits a set as far as the lacks of its parts add up to its own.
  private mutating func parts(of set: SubjectAreas) -> [SubjectAreas] {
    for part in subsets(of: set) where part.count < set.count {
      let rest = set.subtracting(part)
      if most(part) + most(rest) < lack(set) { continue }
      if lack(part) + lack(rest) == lack(set) {
        return [part, rest].filter { lack($0) > 0 }.flatMap { parts(of: $0) }
      }
    }
    return [set]
  }

  private func subsets(of set: SubjectAreas) -> some Sequence<SubjectAreas> {
    SubjectAreas.fewestFirst.lazy.filter { $0.isSubset(of: set) }
  }
}

extension SubjectAreas {
  /// All sets but the empty one: fewest areas first, then those with the earliest letters.
  fileprivate static let fewestFirst = (UInt8(1)...127).map { SubjectAreas(rawValue: $0) }
    .sorted { ($0.count, $1.mirrored) < ($1.count, $0.mirrored) }

  /// A as the highest bit, so that of two sets of one size the one with the earlier letters is the greater number.
  fileprivate var mirrored: UInt8 {
    SubjectArea.allCases.reduce(0) { $0 << 1 | (has($1) ? 1 : 0) }
  }
}
