/// Puts the parts of a plan together.
extension PlanWork {
  /// The best of the combinations that were put into terms.
  private struct Best {
    var found: PlanSearch.Found
    var places: [Int]
    var cost: Int
    /// Whether it was compared with all that could be better.
    var isProven = true
  }

  /// Combinations of sets that are put into terms at most: until one fits, and once one does, to find a better one.
  private static let combinationsMost = (first: 60, better: 12)

  /// Puts one set of each group into terms together with what area G still asks for.
  mutating func combine(_ first: [Part], isProven: Bool) -> PlanOutcome {
    var parts = first
    var best: Best?
    let room = roomLeft
    let leastCost = parts.reduce(0) { $0 + ($1.sets.map(\.cost).min() ?? 0) }
    _ = compare([parts.map { $0.sets[0].found }], to: &best, most: 1, leastCost: leastCost)
    let least = parts.reduce(0) { $0 + ($1.sets.map(\.found.semesters).min() ?? 0) }
    if best == nil && least > room.school + 2 * room.college {
      return .none(unmet(everything(from: 0)))
    }
    var isExhausted = false
    if best == nil && least > room.school {
      _ = compare(withCollege(parts), to: &best, most: PlanWork.combinationsMost.first, leastCost: leastCost)
      best?.isProven = false
    }
    // Where few courses are on offer, all ways are compared.
    let isSmall = candidates.all.count <= PlanSearch.candidatesMost
    if best.map({ !isLeast($0, leastCost) }) ?? (isSmall || least <= room.school) {
      // Where the smallest sets do not fit beside each other, larger ones may.
      for reach in [Reach.smallest, .larger] where reach == .smallest || best == nil {
        parts = parts.map { part($0.areas, reach) }
        let most = best == nil ? PlanWork.combinationsMost.first : PlanWork.combinationsMost.better
        let comparedAll = compare(combinations(parts), to: &best, most: most, leastCost: leastCost)
        isExhausted = comparedAll && parts.allSatisfy(\.isExhausted)
        if !comparedAll { best?.isProven = false }
      }
    }
    guard let best else {
      let unreachable = unmet(everything(from: 0))
      if !unreachable.isEmpty { return .none(unreachable) }
      return isExhausted ? .none([]) : .undecided
    }
    var plan = plan(best.found, best.places, isProven: best.isProven && isProven && !isElectiveCut)
    // A way that is as short as any can be needs no comparison.
    if !plan.isProven { plan.isProven = isLeastAlone(plan).contains(true) }
    return .plan(plan)
  }

  /// Whether nothing of as many semesters disturbs less.
  private func isLeast(_ best: Best, _ leastCost: Int) -> Bool {
    // What does not fit into regular terms disturbs at least so much.
    let items = best.found.set.count { !candidates.all[$0].isCollege }
    return best.cost <= max(leastCost, (items - roomLeft.regular) * PlanSchedule.summerCost)
  }

  /// By policy, whether any plan for it alone takes as many semesters and disturbs as much as a plan for all.
  mutating func isLeastAlone(_ outcome: PlanOutcome) -> [Bool] {
    // One in regular terms serves each policy, whatever it would take alone.
    guard case .plan(let plan) = outcome, !plan.isRegular else { return policies.map { _ in false } }
    return isLeastAlone(plan)
  }

  private mutating func isLeastAlone(_ plan: RepairPlan) -> [Bool] {
    guard plan.collegeCourses == 0, plan.summerCourses <= max(0, plan.semesters - roomLeft.regular) else {
      return policies.map { _ in false }
    }
    return policies.indices.map { leastSemesters(at: $0, within: plan.semesters) == plan.semesters }
  }

  /// The fewest semesters that can complete one pattern; 0 where something could be validated on the way, so that a course
  /// taken is left over.
  private mutating func leastSemesters(at policy: Int, within most: Int) -> Int {
    let missing = base[policy]
    let groups = groups(unmet([missing]))
    if missing[.g] > 0, groups.contains(where: { bound.validates($0, missing: missing, at: policy, within: most) }) {
      return 0
    }
    return (groups + [SubjectAreas(.g)]).reduce(0) { $0 + bound.semesters($1, missing: missing, at: policy) }
  }

  /// Courses that can still be taken: in regular terms, at the own school at all, and at a college.
  var roomLeft: (regular: Int, school: Int, college: Int) {
    var room = (regular: 0, school: 0, college: 0)
    for (term, own) in zip(student.terms, student.room) {
      if term.term != .summer { room.regular += own.school }
      room.school += own.school
      room.college += own.college
    }
    return room
  }

  /// Puts combinations into terms one after the other.
  ///
  /// - Returns: Whether nothing that could be better was left out.
  private mutating func compare(
    _ choices: [[PlanSearch.Found]], to best: inout Best?, most: Int, leastCost: Int
  ) -> Bool {
    var proven = true
    for (tried, choice) in choices.enumerated() {
      if tried >= most { return false }
      let needed = merged(choice)
      // What does not fit beside each other without an elective fits with one no better.
      guard let least = candidates.tasks(needed.set),
        PlanSchedule(least, student: student, settings: settings).best != nil
      else { continue }
      let left = missing(needed.set, places: needed.earliest)
      guard unmet(left).subtracting(SubjectAreas(.g)).isEmpty else { continue }
      var elective = electiveSearch(needed, left)
      for _ in 0..<(elective == nil ? 1 : PlanWork.electivesMost) {
        guard let found = elective == nil ? needed : withElective(needed, &elective),
          let tasks = candidates.tasks(found.set)
        else { break }
        if let best, found.semesters > best.found.semesters { break }
        let below = best.map { found.semesters < $0.found.semesters ? .max : $0.cost } ?? .max
        let schedule = PlanSchedule(tasks, student: student, settings: settings, costBelow: below)
        if schedule.isCut {
          proven = false
          // What could only be a little better is not worth a long search each.
          if best != nil && schedule.best == nil { return false }
        }
        guard let placed = schedule.best, unmet(missing(found.set, places: placed.places)).isEmpty else { continue }
        let now = Best(
          found: found, places: placed.places, cost: placed.cost, isProven: (best?.isProven ?? true) && proven)
        best = now
        if isLeast(now, leastCost) { return true }
      }
    }
    if !proven { best?.isProven = false }
    return proven
  }

  /// One to three groups by college courses as far as they go, the others as they are: for who has more to take than the own
  /// school has room for.
  private mutating func withCollege(_ parts: [Part]) -> [[PlanSearch.Found]] {
    let plain = parts.map { $0.sets[0].found }
    var college: [(index: Int, found: PlanSearch.Found)] = []
    for (index, part) in parts.enumerated() {
      var other = Part(areas: part.areas)
      var search = search(part.areas, verdictsMost: settings.verdictsMost, collegeFirst: true)
      gather(&other, &search, limit: 1) { _ in true }
      guard let found = other.sets.first?.found, found.set.contains(where: { candidates.all[$0].isCollege }) else {
        continue
      }
      college.append((index, found))
    }
    var choices: [[PlanSearch.Found]] = []
    for chosen in 1..<(1 << min(8, college.count)) where (1...3).contains(chosen.nonzeroBitCount) {
      var choice = plain
      for (bit, one) in college.prefix(8).enumerated() where chosen & 1 << bit != 0 { choice[one.index] = one.found }
      choices.append(choice)
    }
    return choices
  }

  /// One set of each group, in the order of what they disturb together.
  private func combinations(_ parts: [Part]) -> [[PlanSearch.Found]] {
    struct Choice {
      /// Eight bits for the set of each group, the first group's highest.
      var places: UInt64
      var semesters: Int
      var cost: Int
    }
    var all = [Choice(places: 0, semesters: 0, cost: 0)]
    for part in parts {
      var longer: [Choice] = []
      longer.reserveCapacity(all.count * part.sets.count)
      for one in all {
        for (place, set) in part.sets.enumerated() {
          longer.append(
            Choice(
              places: one.places << 8 | UInt64(place), semesters: one.semesters + set.found.semesters,
              cost: one.cost + set.cost))
        }
      }
      longer.sort { ($0.semesters, $0.cost) < ($1.semesters, $1.cost) }
      all = Array(longer.prefix(PlanWork.combinationsMost.first))
    }
    return all.map { choice in
      parts.indices.map { parts[$0].sets[Int(choice.places >> UInt64(8 * (parts.count - 1 - $0)) & 0xff)].found }
    }
  }

  /// Sets for area G beside one combination that are put into terms at most.
  private static let electivesMost = 8

  /// The search for what area G misses beside a set; nil where it misses nothing.
  ///
  /// - Parameter left: What is missing with the set.
  private func electiveSearch(_ found: PlanSearch.Found, _ left: [Supposition.Lack]) -> PlanSearch? {
    if unmet(left).isEmpty { return nil }
    let lacking = left.map { $0[.g] }.max() ?? 0
    // Where the own school has no room for it, a college may.
    let isFull = roomLeft.school - found.set.count { !candidates.all[$0].isCollege } < (lacking + 5) / 6
    return PlanSearch(
      SubjectAreas(.g), candidates, bound: bound, takesElective: takesElective, lacking: lacking,
      verdictsMost: settings.verdictsMost, collegeFirst: isFull, given: found)
  }

  /// The set with the next smallest one for area G.
  private mutating func withElective(_ found: PlanSearch.Found, _ search: inout PlanSearch?) -> PlanSearch.Found? {
    var next = search?.next { missing($0.set, places: $0.earliest) }
    if next == nil, search?.isCut ?? false {
      isElectiveCut = true
      next = search?.dive { missing($0.set, places: $0.earliest) }
    }
    next?.semesters += found.semesters
    return next
  }

  private func plan(_ found: PlanSearch.Found, _ places: [Int], isProven: Bool) -> RepairPlan {
    let order = found.set.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return RepairPlan(
      courses: order.map { index in
        let candidate = candidates.all[found.set[index]]
        return PlannedCourse(
          offer: offers.offers[offers.items[candidate.item].offer].number, part: candidate.part,
          term: candidates.terms[places[index]], venue: candidate.isCollege ? .college : .school,
          semesters: candidate.semesters, areas: candidate.course.areas, isRepeat: candidate.isRepeat)
      }, isProven: isProven)
  }
}
