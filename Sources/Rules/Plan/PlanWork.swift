/// The planning of one student.
struct PlanWork {
  let student: PlanStudent
  let candidates: PlanCandidates
  private let offers: SchoolOffers
  private let settings: PlanSettings
  private let policies: [Policy]
  /// The last day that counts.
  private let end: CalendarDay
  private var evaluator: Evaluator
  private var transcript: Transcript
  private let baseCount: Int
  private let baseSequence: Int32
  private var verdictsUsed = 0
  private let bound: PlanBound
  private let takesElective: Bool
  private lazy var base: [PerArea<Int>] = missing(PlanSearch.Found()) ?? []

  /// Sets of one group of areas.
  private struct Part {
    var areas: SubjectAreas
    var search: PlanSearch
    var sets: [(found: PlanSearch.Found, cost: Int)] = []
    /// There are no further sets at all.
    var isExhausted = false
  }

  /// How many sets of a group of areas are compared at most.
  private static let setsMost = 12
  private static let combinationsMost = 60

  init(
    _ request: RepairPlanner.Request, offers: SchoolOffers, scale: CreditScale, settings: PlanSettings,
    evaluator: Evaluator
  ) {
    let terms = settings.remainingTerms(
      asOf: request.asOf, gradeLevel: request.gradeLevel, graduationYear: request.graduationYear)
    (self.offers, self.settings, self.policies, self.evaluator) = (offers, settings, request.policies, evaluator)
    end = CalendarDay(year: max(request.graduationYear, request.asOf.year), month: 6, day: 30) ?? request.asOf
    student = PlanStudent(
      request.transcript, policies: request.policies, scale: scale, settings: settings, terms: terms,
      asOf: request.asOf,
      keepsLater: request.keepsLater)
    candidates = PlanCandidates(offers, student: student, settings: settings)
    bound = PlanBound(candidates, student: student, policies: request.policies)
    takesElective = request.policies.contains {
      $0.history.secondYear == .anyHistory || $0.science.pattern == .lifeAndPhysical
    }
    transcript = student.transcript
    baseCount = transcript.records.count
    baseSequence = transcript.records.map(\.sequence).max() ?? 0
  }

  // MARK: - Verdicts

  /// What each pattern misses with some candidates taken, by area; nil where the limit of verdicts is reached.
  private mutating func missing(_ found: PlanSearch.Found) -> [PerArea<Int>]? {
    guard verdictsUsed < settings.verdictsMost else { return nil }
    return missing(found.set, places: found.earliest)
  }

  private mutating func missing(_ set: [Int], places: [Int]) -> [PerArea<Int>] {
    verdictsUsed += 1
    for (index, place) in zip(set, places) {
      let sequence = baseSequence &+ Int32(transcript.records.count - baseCount) &+ 1
      transcript.records.append(
        candidates.all[index].record(sequence: sequence, term: candidates.terms[place]))
    }
    let verdicts = evaluator.outlines(transcript, under: policies, asOf: end)
    transcript.records.removeLast(transcript.records.count - baseCount)
    return verdicts.map { verdict in PerArea { verdict.missing($0) } }
  }

  private func unmet(_ missing: [PerArea<Int>]) -> SubjectAreas {
    SubjectAreas(SubjectArea.allCases.filter { area in missing.contains { $0[area] > 0 } }.map(SubjectAreas.init))
  }

  // MARK: - The plan

  mutating func outcome() -> PlanOutcome {
    let open = unmet(base)
    if open.isEmpty { return .nothingToPlan }
    if candidates.terms.isEmpty { return .none(open) }
    // Where few terms are left, what is out of reach is told quickly.
    if candidates.terms.count <= 3 {
      let unreachable = unmet(everything(from: 0))
      if !unreachable.isEmpty { return .none(unreachable) }
    }
    var parts = groups(open).map { areas in
      Part(
        areas: areas,
        search: PlanSearch(areas, candidates, bound: bound, takesElective: takesElective))
    }
    var isProven = true
    for index in parts.indices {
      if !gather(&parts[index], enough: { $0.cost == 0 }) {
        let unreachable = unmet(everything(from: 0))
        return unreachable.isEmpty && !parts[index].isExhausted ? .undecided : .none(unreachable)
      }
    }
    if open.has(.g) || !parts.isEmpty { isProven = chooseForElective(&parts) }
    return combine(parts, isProven: isProven && !parts.contains { $0.search.isCut })
  }

  /// Areas A to F that are open, those together that a course can serve both of.
  private func groups(_ open: SubjectAreas) -> [SubjectAreas] {
    let own = SubjectAreas(SubjectArea.beforeElective.map(SubjectAreas.init))
    var groups = SubjectArea.beforeElective.map(SubjectAreas.init)
    func join(_ areas: SubjectAreas) {
      let shared = areas.intersection(own)
      guard shared.count > 1 else { return }
      let touched = groups.filter { !$0.isDisjoint(with: shared) }
      groups.removeAll { !$0.isDisjoint(with: shared) }
      groups.append(SubjectAreas(touched))
    }
    for record in student.transcript.records { if let course = record.course { join(course.areas) } }
    for candidate in candidates.all { join(candidate.areas) }
    return groups.filter { !$0.isDisjoint(with: open) }.sorted {
      $0.rawValue.trailingZeroBitCount < $1.rawValue.trailingZeroBitCount
    }
  }

  /// Collects smallest sets, each with its own least disturbance, the least disturbing first.
  ///
  /// - Parameters:
  ///   - beyond: Semesters that a set may have more than the smallest.
  ///   - limit: How many sets are collected at most.
  ///   - enough: Ends the search early.
  /// - Returns: Whether there is any.
  private mutating func gather(
    _ part: inout Part, beyond: Int = 0, limit: Int = setsMost,
    enough: ((found: PlanSearch.Found, cost: Int)) -> Bool
  ) -> Bool {
    let known = part.sets.map(\.found.semesters).min()
    var least = known ?? .max
    var tries = 0
    while part.sets.count < limit, tries < 10 * limit {
      tries += 1
      guard let found = part.search.next(upTo: least == .max ? .max : least + beyond, { missing($0) }) else {
        part.isExhausted = !part.search.isCut && part.search.isEmpty
        break
      }
      guard let tasks = candidates.tasks(found.set) else { continue }
      let schedule = PlanSchedule(tasks, student: student, settings: settings)
      guard let best = schedule.best else { continue }
      least = min(least, found.semesters)
      part.sets.append((found, best.cost))
      if enough((found, best.cost)) { break }
    }
    let ordered = part.sets.enumerated().sorted {
      ($0.element.found.semesters, $0.element.cost, $0.offset) < (
        $1.element.found.semesters, $1.element.cost, $1.offset
      )
    }
    part.sets = ordered.map(\.element)
    return !part.sets.isEmpty
  }

  /// Puts first the sets that leave area G least to ask for.
  ///
  /// - Returns: Whether all sets that could matter were compared.
  private mutating func chooseForElective(_ parts: inout [Part]) -> Bool {
    var proven = true
    for index in parts.indices where parts[index].areas.has(.c) || parts[index].areas.has(.e) {
      let now = electiveMissing(parts)
      if now == 0 { return proven }
      _ = gather(&parts[index]) { _ in false }
      if parts[index].search.isCut || parts[index].sets.count == PlanWork.setsMost { proven = false }
      var best = (place: 0, missing: now)
      for place in parts[index].sets.indices.dropFirst() {
        parts[index].sets.swapAt(0, place)
        let missing = electiveMissing(parts)
        parts[index].sets.swapAt(0, place)
        if missing < best.missing { best = (place, missing) }
      }
      if best.place > 0 { parts[index].sets.insert(parts[index].sets.remove(at: best.place), at: 0) }
    }
    return proven
  }

  private mutating func electiveMissing(_ parts: [Part]) -> Int {
    let all = merged(parts.map { $0.sets[0].found })
    return missing(all.set, places: all.earliest).map { $0[.g] }.max() ?? 0
  }

  private func merged(_ sets: [PlanSearch.Found]) -> PlanSearch.Found {
    var all = PlanSearch.Found()
    for one in sets {
      for (index, earliest) in zip(one.set, one.earliest) where !all.set.contains(index) {
        all.set.append(index)
        all.earliest.append(earliest)
        all.semesters += candidates.all[index].semesters
      }
    }
    return all
  }

  /// Puts one set of each group into terms together with what area G still asks for.
  private mutating func combine(_ first: [Part], isProven: Bool) -> PlanOutcome {
    var parts = first
    var best: (found: PlanSearch.Found, places: [Int], cost: Int)?
    var proven = isProven
    var tried = 0
    let leastCost = parts.reduce(0) { $0 + ($1.sets.map(\.cost).min() ?? 0) }
    var hasMore = false
    var isExhausted = false
    rounds: for round in 0..<3 {
      if round == 2 && best != nil { break }
      if round > 0 {
        // Where the smallest sets do not fit beside each other, larger ones may.
        for index in parts.indices {
          _ = gather(&parts[index], beyond: round == 1 ? 0 : 2, limit: round * PlanWork.setsMost) { _ in false }
        }
        hasMore = true
        isExhausted = parts.allSatisfy(\.isExhausted)
      }
      for choice in combinations(parts, hasMore: hasMore) {
        if tried >= PlanWork.combinationsMost * (round + 1) {
          proven = false
          isExhausted = false
          break rounds
        }
        tried += 1
        guard let found = withElective(merged(choice)), let tasks = candidates.tasks(found.set) else { continue }
        if let best, found.semesters > best.found.semesters { continue }
        let below = best.map { found.semesters < $0.found.semesters ? .max : $0.cost } ?? .max
        let schedule = PlanSchedule(tasks, student: student, settings: settings, costBelow: below)
        if schedule.isCut { proven = false }
        guard let placed = schedule.best,
          unmet(missing(found.set, places: placed.places)).isEmpty
        else { continue }
        best = (found, placed.places, placed.cost)
        if placed.cost <= leastCost { break rounds }
      }
    }
    guard let best else {
      let unreachable = unmet(everything(from: 0))
      if !unreachable.isEmpty { return .none(unreachable) }
      return fits(parts) && !isExhausted ? .undecided : .none([])
    }
    return .plan(plan(best.found, best.places, isProven: proven))
  }

  /// Whether what the groups need at least fits into the load of the terms that are left.
  private func fits(_ parts: [Part]) -> Bool {
    let least = parts.reduce(0) { $0 + ($1.sets.map(\.found.semesters).min() ?? 0) }
    let room = student.room.reduce(0) { $0 + $1.school + 2 * $1.college }
    return least <= room
  }

  /// One set of each group: the first ones, then all others in the order of what they disturb together.
  private func combinations(_ parts: [Part], hasMore: Bool) -> [[PlanSearch.Found]] {
    guard hasMore else { return [parts.map { $0.sets[0].found }] }
    var all: [(sets: [PlanSearch.Found], semesters: Int, cost: Int)] = [([], 0, 0)]
    for part in parts {
      var longer: [(sets: [PlanSearch.Found], semesters: Int, cost: Int)] = []
      for one in all {
        for set in part.sets {
          longer.append((one.sets + [set.found], one.semesters + set.found.semesters, one.cost + set.cost))
        }
      }
      all = Array(longer.sorted { ($0.semesters, $0.cost) < ($1.semesters, $1.cost) }.prefix(PlanWork.combinationsMost))
    }
    return all.map(\.sets)
  }

  /// The set with what area G misses beside it.
  private mutating func withElective(_ found: PlanSearch.Found) -> PlanSearch.Found? {
    let open = unmet(missing(found.set, places: found.earliest))
    if open.isEmpty { return found }
    guard open == SubjectAreas(.g) else { return nil }
    var search = PlanSearch(open, candidates, bound: bound, takesElective: takesElective, given: found)
    guard var more = search.next({ missing($0) }) else { return nil }
    more.semesters += found.semesters
    return more
  }

  private func plan(_ found: PlanSearch.Found, _ places: [Int], isProven: Bool) -> RepairPlan {
    let order = found.set.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return RepairPlan(
      courses: order.map { index in
        let candidate = candidates.all[found.set[index]]
        return PlannedCourse(
          offer: offers.offers[offers.items[candidate.item].offer].number, part: candidate.part,
          term: candidates.terms[places[index]], venue: candidate.isCollege ? .college : .school,
          semesters: candidate.semesters, areas: candidate.areas, isRepeat: candidate.isRepeat)
      }, isProven: isProven)
  }

  // MARK: - What is out of reach

  /// What is missing even with all that can be taken from a term on, load left aside.
  private mutating func everything(from first: Int) -> [PerArea<Int>] {
    var found = PlanSearch.Found()
    var grows = true
    while grows {
      grows = false
      for index in candidates.all.indices where !found.set.contains(index) {
        guard let earliest = candidates.earliest(index, after: found.set, found.earliest, from: first) else { continue }
        found.set.append(index)
        found.earliest.append(earliest)
        grows = true
      }
    }
    return missing(found.set, places: found.earliest)
  }

  mutating func unreachable() -> SubjectAreas { unmet(everything(from: 0)) }

  // MARK: - Substitutes

  private static let substitutesMost = 3

  mutating func substitutes(_ plan: RepairPlan) -> [Int32: [Int32]] {
    func number(_ candidate: Int) -> Int32 { offers.offers[offers.items[candidates.all[candidate].item].offer].number }
    let set = plan.courses.compactMap { planned in
      candidates.all.indices.first { number($0) == planned.offer && candidates.all[$0].part == planned.part }
    }
    guard set.count == plan.courses.count else { return [:] }
    let disturbed = plan.collegeCourses * PlanSchedule.collegeCost + plan.summerCourses * PlanSchedule.summerCost
    var found: [Int32: [Int32]] = [:]
    for own in Set(plan.courses.map(\.offer)).sorted() {
      let pieces = set.filter { number($0) == own }
      let areas = pieces.reduce(SubjectAreas.none) { $0.union(candidates.all[$1].areas) }
      let others = Set(
        candidates.all.indices.filter {
          !areas.isDisjoint(with: candidates.all[$0].areas) && !set.contains($0)
            && candidates.all[$0].isCollege == candidates.all[pieces[0]].isCollege
        }.map(number))
      for other in others.sorted() where found[own, default: []].count < PlanWork.substitutesMost {
        let parts = candidates.all.indices.filter { number($0) == other }.sorted {
          candidates.all[$0].part < candidates.all[$1].part
        }
        guard parts.count >= pieces.count else { continue }
        let changed = set.filter { number($0) != own } + parts.prefix(pieces.count)
        guard let tasks = candidates.tasks(changed),
          let best = PlanSchedule(tasks, student: student, settings: settings, costBelow: disturbed + 1).best,
          unmet(missing(changed, places: best.places)).isEmpty
        else { continue }
        found[own, default: []].append(other)
      }
    }
    return found
  }

  // MARK: - Last starts

  /// By area, the last term in which a start of the fewest semesters that meet it still suffices.
  mutating func lastStarts(_ outcome: PlanOutcome) -> PerArea<LastStart> {
    let open = unmet(base)
    return PerArea { area in
      guard open.has(area) else { return .notNeeded }
      var part = Part(
        areas: SubjectAreas(area),
        search: PlanSearch(SubjectAreas(area), candidates, bound: bound, takesElective: takesElective))
      guard gather(&part, enough: { _ in false }) else { return .passed }
      let tasks = part.sets.compactMap { candidates.tasks($0.found.set) }
      for first in candidates.terms.indices.reversed() {
        let suffices = tasks.contains {
          PlanSchedule($0, student: student, settings: settings, firstTerm: first).best != nil
        }
        if suffices { return .term(candidates.terms[first]) }
      }
      return .passed
    }
  }
}
