/// Puts the parts of a plan together.
extension PlanWork {
  /// Puts one set of each group into terms together with what area G still asks for.
  mutating func combine(_ first: [Part], isProven: Bool) -> PlanOutcome {
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
    let left = missing(found.set, places: found.earliest)
    let open = unmet(left)
    if open.isEmpty { return found }
    guard open == SubjectAreas(.g) else { return nil }
    var search = PlanSearch(
      open, candidates, bound: bound, takesElective: takesElective,
      lacking: left.map { $0[.g] }.max() ?? 0, given: found)
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
}
