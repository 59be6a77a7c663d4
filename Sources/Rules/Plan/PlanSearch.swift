/// Finds the smallest sets of candidates that meet some areas, best first (A*), each once.
struct PlanSearch {
  /// Candidates in an order in which they can be added, and the earliest term of each without regard to load.
  struct Found: Sendable {
    var set: [Int] = []
    var earliest: [Int] = []
    var semesters = 0
  }

  private struct Node {
    var found: Found
    var bits: UInt64
    /// Whether its bound is its own and not yet its parent's.
    var isWeighed: Bool
  }

  private let areas: SubjectAreas
  private let local: [Int]
  private let candidates: PlanCandidates
  private let bound: PlanBound
  /// Stacks of nodes, by the least semesters of anything that begins with them.
  private var open: [[Node]]
  private var seen: Set<UInt64> = [0]
  private let hasAllCandidates: Bool
  /// The last answer was given before everything that could matter was tried.
  private(set) var isCut = false

  /// Nothing is left to try.
  var isEmpty: Bool { open.allSatisfy(\.isEmpty) }

  private static let candidatesMost = 64
  private static let semestersMost = 40

  /// - Parameters:
  ///   - areas: To meet.
  ///   - lacking: Twelfths of a year that the areas miss.
  ///   - given: Candidates that are chosen already.
  init(
    _ areas: SubjectAreas, _ candidates: PlanCandidates, bound: PlanBound, takesElective: Bool, lacking: Int,
    given: Found = Found()
  ) {
    (self.areas, self.candidates, self.bound) = (areas, candidates, bound)
    var local = PlanSearch.touching(areas, candidates, takesElective: takesElective).filter { !given.set.contains($0) }
    hasAllCandidates = local.count <= PlanSearch.candidatesMost
    if !hasAllCandidates {
      local.removeLast(local.count - PlanSearch.candidatesMost)
    }
    // One semester, or what one semester more than whole courses makes up, is a semester course rather than half a year's.
    if (lacking + 5) / 6 % 2 == 1 {
      let all = candidates.all
      local =
        local.filter { all[$0].rank < .year } + local.filter { all[$0].rank == .semester }
        + local.filter { all[$0].rank >= .year && all[$0].rank != .semester }
    }
    self.local = local
    open = Array(repeating: [], count: PlanSearch.semestersMost + 1)
    var start = given
    start.semesters = 0
    open[0] = [Node(found: start, bits: 0, isWeighed: false)]
  }

  /// Candidates that may serve the areas, and what has to come before them.
  private static func touching(
    _ areas: SubjectAreas, _ candidates: PlanCandidates, takesElective: Bool
  ) -> [Int] {
    var wanted = Set<PlanRequirement>()
    var isIn = candidates.all.map { candidate in
      areas.has(.g) || !areas.isDisjoint(with: candidate.areas)
        || (takesElective && candidate.areas.has(.g)
          && ((areas.has(.a) && candidate.course.discipline.isHistory)
            || (areas.has(.d) && candidate.course.discipline.isElectiveScience)))
    }
    for index in isIn.indices where isIn[index] { wanted.formUnion(candidates.all[index].open) }
    var grows = !wanted.isEmpty
    while grows {
      grows = false
      for index in isIn.indices where !isIn[index] {
        let candidate = candidates.all[index]
        // A first half comes along with the second half that is asked for.
        var whole = candidate
        whole.part = 0
        guard wanted.contains(where: whole.satisfies) else { continue }
        isIn[index] = true
        wanted.formUnion(candidate.open)
        grows = true
      }
    }
    return isIn.indices.filter { isIn[$0] }
  }

  /// The next smallest set that meets the areas; nil where there is none, or none within the limit of verdicts.
  ///
  /// - Parameters:
  ///   - most: Semesters beyond which nothing is wanted.
  ///   - missing: What the verdicts miss with some candidates, or nil where no more verdicts may be asked for.
  mutating func next(
    upTo most: Int = semestersMost, _ missing: (Found) -> [PerArea<Int>]?
  ) -> Found? {
    isCut = !hasAllCandidates
    var least = 0
    while least <= min(most, PlanSearch.semestersMost) {
      guard var node = open[least].popLast() else {
        least += 1
        continue
      }
      if !node.isWeighed {
        guard let lacking = missing(node.found) else {
          open[least].append(node)
          isCut = true
          return nil
        }
        let further = bound.semesters(areas, missing: lacking, chosen: node.found.set.map { candidates.all[$0] })
        if further == 0 { return node.found }
        node.isWeighed = true
        let total = node.found.semesters + further
        if total > least {
          if total <= PlanSearch.semestersMost { open[total].append(node) }
          continue
        }
      }
      expand(node, least)
    }
    return nil
  }

  /// One set that meets the areas, by always taking a candidate that brings the end nearer, the first that costs no detour
  /// if there is one; nothing proves that it is the smallest. nil where the way ends before the areas are met.
  func dive(_ missing: (Found) -> [PerArea<Int>]) -> Found? {
    var now = Found()
    var further = bound.semesters(areas, missing: missing(now), chosen: [])
    while further > 0 {
      var best: (found: Found, further: Int)?
      for index in local where !now.set.contains(index) {
        guard let earliest = candidates.earliest(index, after: now.set, now.earliest, from: 0) else { continue }
        var next = now
        next.set.append(index)
        next.earliest.append(earliest)
        next.semesters += candidates.all[index].semesters
        if next.semesters > PlanSearch.semestersMost { continue }
        let left = bound.semesters(areas, missing: missing(next), chosen: next.set.map { candidates.all[$0] })
        let total = next.semesters + left
        if left < further, best.map({ total < $0.found.semesters + $0.further }) ?? true { best = (next, left) }
        if total <= now.semesters + further { break }
      }
      guard let best else { return nil }
      (now, further) = best
    }
    return now
  }

  private mutating func expand(_ node: Node, _ least: Int) {
    for place in local.indices.reversed() where node.bits & (1 << UInt64(place)) == 0 {
      let index = local[place]
      guard
        let earliest = candidates.earliest(index, after: node.found.set, node.found.earliest, from: 0)
      else { continue }
      let bits = node.bits | 1 << UInt64(place)
      guard seen.insert(bits).inserted else { continue }
      var child = Node(found: node.found, bits: bits, isWeighed: false)
      child.found.set.append(index)
      child.found.earliest.append(earliest)
      child.found.semesters += candidates.all[index].semesters
      let total = max(least, child.found.semesters)
      if total <= PlanSearch.semestersMost { open[total].append(child) }
    }
  }
}

extension Discipline {
  /// History and social science that CSU takes from the elective list.
  var isHistory: Bool {
    switch self {
    case .usHistory, .worldHistory, .civics, .historySocialScience: true
    default: false
    }
  }

  /// Science that CSU takes from the elective list.
  var isElectiveScience: Bool {
    switch self {
    case .electiveBiology, .electiveChemistry, .electivePhysics, .electiveEarthAndSpace, .electiveIntegrated, .biology,
      .biologyEarthAndSpace, .chemistry, .chemistryEarthAndSpace, .physics, .physicsEarthAndSpace, .earthAndSpace,
      .integratedScience, .interdisciplinarySciences:
      true
    default: false
    }
  }
}
