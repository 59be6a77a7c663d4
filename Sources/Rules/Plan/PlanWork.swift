/// The planning of one student.
struct PlanWork {
  let student: PlanStudent
  let candidates: PlanCandidates
  let offers: SchoolOffers
  let settings: PlanSettings
  let scale: CreditScale
  let keys: PlanKeys
  /// The last day that counts.
  let end: CalendarDay
  private var supposition: Supposition
  /// What was asked last.
  private var asked: (set: [Int], places: [Int], lacks: [Supposition.Lack])?
  private let nextSequence: Int32
  let bound: PlanBound
  lazy var base: [Supposition.Lack] = missing([], places: [])

  /// What was found for students who stand alike; handed from student to student.
  var memory = PlanMemory()

  var policies: [Policy] { keys.policies }
  var takesElective: Bool { keys.takesElective }
  /// What area G asks for beside the groups was found before everything that could matter was tried.
  var isElectiveCut = false

  /// Sets of one group of areas.
  struct Part {
    var areas: SubjectAreas
    var sets: [(found: PlanSearch.Found, cost: Int)] = []
    /// There are no further sets at all.
    var isExhausted = false
    /// Not everything that could matter was tried.
    var isCut = false
  }

  /// How many sets of a group of areas are compared at most.
  static let setsMost = 12
  /// Verdicts that may be asked for before it is looked whether there can be a plan at all.
  static let firstVerdicts = 60
  /// With so many terms left it is looked before a search whether anything can meet the areas.
  static let fewTerms = 3

  /// - Parameter items: Of the school's items, those that matter; nil = all.
  init(
    _ student: PlanStudent, keys: PlanKeys, offers: SchoolOffers, end: CalendarDay, scale: CreditScale,
    settings: PlanSettings, items: [Int]? = nil
  ) {
    (self.student, self.keys, self.offers, self.end) = (student, keys, offers, end)
    (self.scale, self.settings) = (scale, settings)
    candidates = PlanCandidates(offers, student: student, settings: settings, items: items)
    bound = PlanBound(candidates, student: student, policies: keys.policies)
    nextSequence = (student.transcript.records.map(\.sequence).max() ?? 0) &+ 1
    supposition = Supposition(student.transcript, under: keys.policies, asOf: end, scale: scale)
  }

  // MARK: - Verdicts

  /// What each pattern misses with some candidates taken.
  mutating func missing(_ set: [Int], places: [Int]) -> [Supposition.Lack] {
    // The groups together are asked about several times on the way to a plan.
    if let asked, asked.set == set, asked.places == places { return asked.lacks }
    let lacks = supposition.lacks(
      with: set.indices.map { place in
        candidates.all[set[place]].record(
          sequence: nextSequence &+ Int32(place), term: candidates.terms[places[place]])
      })
    asked = (set, places, lacks)
    return lacks
  }

  func unmet(_ missing: [Supposition.Lack]) -> SubjectAreas {
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
    var parts: [Part] = []
    for areas in groups(open) {
      var part = part(areas, .first)
      if part.sets.isEmpty {
        let unreachable = unmet(everything(from: 0))
        if !unreachable.isEmpty || part.isExhausted { return .none(unreachable) }
        // Somebody with most of the way ahead has more ways than can be compared, and any of them will do.
        var search = search(areas, verdictsMost: 0)
        guard let found = search.dive({ missing($0.set, places: $0.earliest) }),
          let tasks = candidates.tasks(found.set),
          let best = PlanSchedule(tasks, student: student, settings: settings).best
        else { return .undecided }
        part.sets.append((found, best.cost))
        part.isCut = true
      }
      parts.append(part)
    }
    let isProven = chooseForElective(&parts)
    return combine(parts, isProven: isProven && !parts.contains { $0.isCut })
  }

  mutating func search(_ areas: SubjectAreas, verdictsMost: Int, collegeFirst: Bool = false) -> PlanSearch {
    PlanSearch(
      areas, candidates, bound: bound, takesElective: takesElective, lacking: lacking(areas),
      verdictsMost: verdictsMost, collegeFirst: collegeFirst)
  }

  /// Areas A to F that are open, those together that a course can serve both of.
  func groups(_ open: SubjectAreas) -> [SubjectAreas] {
    let own = SubjectAreas(SubjectArea.beforeElective.map(SubjectAreas.init))
    var groups = SubjectArea.beforeElective.map(SubjectAreas.init)
    func join(_ areas: SubjectAreas) {
      let shared = areas.intersection(own)
      guard shared.count > 1 else { return }
      let touched = groups.filter { !$0.isDisjoint(with: shared) }
      groups.removeAll { !$0.isDisjoint(with: shared) }
      groups.append(SubjectAreas(touched))
    }
    for record in student.transcript.records { if let course = record.course { join(course.serves) } }
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
  mutating func gather(
    _ part: inout Part, _ search: inout PlanSearch, beyond: Int = 0, limit: Int = setsMost,
    enough: ((found: PlanSearch.Found, cost: Int)) -> Bool
  ) {
    let known = part.sets.map(\.found.semesters).min()
    var least = known ?? .max
    var tries = 0
    while part.sets.count < limit, tries < 10 * limit {
      tries += 1
      let most = least == .max ? .max : least + beyond
      guard let found = search.next(upTo: most, { missing($0.set, places: $0.earliest) }) else {
        part.isExhausted = !search.isCut && search.isEmpty
        break
      }
      guard let tasks = candidates.tasks(found.set) else { continue }
      let schedule = PlanSchedule(tasks, student: student, settings: settings)
      guard let best = schedule.best else { continue }
      least = min(least, found.semesters)
      part.sets.append((found, best.cost))
      if enough((found, best.cost)) { break }
    }
    part.isCut = search.isCut
    let ordered = part.sets.enumerated().sorted {
      ($0.element.found.semesters, $0.element.cost, $0.offset) < (
        $1.element.found.semesters, $1.element.cost, $1.offset
      )
    }
    part.sets = ordered.map(\.element)
  }

  /// The same from the beginning, with this student's whole transcript.
  mutating func gatherAgain(
    _ part: inout Part, beyond: Int = 0, limit: Int = setsMost,
    enough: ((found: PlanSearch.Found, cost: Int)) -> Bool = { _ in false }
  ) {
    var search = search(part.areas, verdictsMost: settings.verdictsMost)
    part.sets = []
    gather(&part, &search, beyond: 0, limit: limit, enough: enough)
    if beyond > 0 && part.sets.count < limit {
      gather(&part, &search, beyond: beyond, limit: limit, enough: enough)
    }
  }

  /// Puts first the sets that leave area G least to ask for.
  ///
  /// - Returns: Whether all sets that could matter were compared.
  private mutating func chooseForElective(_ parts: inout [Part]) -> Bool {
    var proven = true
    for index in parts.indices {
      // Where nothing is validated, equally many semesters leave equally much over.
      let areas = parts[index].areas
      let most = parts[index].sets[0].found.semesters
      guard base.indices.contains(where: { bound.validates(areas, missing: base[$0], at: $0, within: most) }) else {
        continue
      }
      let now = electiveMissing(parts)
      if now == 0 { return proven }
      let smallest = part(areas, .smallest)
      if smallest.sets.isEmpty {
        // The search was ended before it came as far as the way that is known.
        proven = false
        continue
      }
      parts[index] = smallest
      if parts[index].isCut || parts[index].sets.count == PlanWork.setsMost { proven = false }
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
