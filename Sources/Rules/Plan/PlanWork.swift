/// The planning of one student.
struct PlanWork {
  let student: PlanStudent
  let candidates: PlanCandidates
  let offers: SchoolOffers
  let settings: PlanSettings
  let policies: [Policy]
  /// The last day that counts.
  private let end: CalendarDay
  private(set) var evaluator: Evaluator
  private var transcript: Transcript
  private let baseCount: Int
  private let baseSequence: Int32
  private var verdictsUsed = 0
  /// Verdicts that may be asked for before it is looked whether there can be a plan at all.
  private var verdictsMost: Int
  let bound: PlanBound
  let takesElective: Bool
  lazy var base: [PerArea<Int>] = missing(PlanSearch.Found()) ?? []

  /// The groups of the plan, for what is asked after it.
  private(set) var parts: [Part] = []

  /// Sets of one group of areas.
  struct Part {
    var areas: SubjectAreas
    var search: PlanSearch
    var sets: [(found: PlanSearch.Found, cost: Int)] = []
    /// There are no further sets at all.
    var isExhausted = false
  }

  /// How many sets of a group of areas are compared at most.
  static let setsMost = 12
  private static let firstVerdicts = 60
  static let combinationsMost = 60

  init(
    _ request: RepairPlanner.Request, offers: SchoolOffers, scale: CreditScale, settings: PlanSettings,
    evaluator: consuming Evaluator
  ) {
    let terms = settings.remainingTerms(
      asOf: request.asOf, gradeLevel: request.gradeLevel, graduationYear: request.graduationYear)
    (self.offers, self.settings, self.policies, self.evaluator) = (offers, settings, request.policies, evaluator)
    end = CalendarDay(year: max(request.graduationYear, request.asOf.year), month: 6, day: 30) ?? request.asOf
    student = PlanStudent(
      request.transcript, policies: request.policies, scale: scale, settings: settings, terms: terms,
      asOf: request.asOf, keepsLater: request.keepsLater)
    verdictsMost = min(PlanWork.firstVerdicts, settings.verdictsMost)
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
  mutating func missing(_ found: PlanSearch.Found) -> [PerArea<Int>]? {
    guard verdictsUsed < verdictsMost else { return nil }
    return missing(found.set, places: found.earliest)
  }

  mutating func missing(_ set: [Int], places: [Int]) -> [PerArea<Int>] {
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

  func unmet(_ missing: [PerArea<Int>]) -> SubjectAreas {
    SubjectAreas(SubjectArea.allCases.filter { area in missing.contains { $0[area] > 0 } }.map(SubjectAreas.init))
  }

  /// What the pattern that misses most misses of some areas.
  mutating func lacking(_ areas: SubjectAreas) -> Int {
    base.map { missing in areas.areas.reduce(0) { $0 + missing[$1] } }.max() ?? 0
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
        search: PlanSearch(
          areas, candidates, bound: bound, takesElective: takesElective, lacking: lacking(areas)))
    }
    var isProven = true
    for index in parts.indices {
      if gather(&parts[index], enough: { $0.cost == 0 }) { continue }
      let unreachable = unmet(everything(from: 0))
      if !unreachable.isEmpty || parts[index].isExhausted { return .none(unreachable) }
      verdictsMost = settings.verdictsMost
      if gather(&parts[index], enough: { $0.cost == 0 }) { continue }
      if parts[index].isExhausted { return .none([]) }
      // Somebody with most of the way ahead has more ways than can be compared, and any of them will do.
      guard let found = parts[index].search.dive({ missing($0.set, places: $0.earliest) }),
        let tasks = candidates.tasks(found.set),
        let best = PlanSchedule(tasks, student: student, settings: settings).best
      else { return .undecided }
      parts[index].sets.append((found, best.cost))
    }
    verdictsMost = settings.verdictsMost
    self.parts = parts
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
  mutating func gather(
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

  func merged(_ sets: [PlanSearch.Found]) -> PlanSearch.Found {
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
}
