/// Finds the smallest sets of candidates that meet some areas, best first (A*), each once.
struct PlanSearch {
  /// Candidates in an order in which they can be added, and the earliest term of each without regard to load.
  struct Found: Sendable {
    var set: [Int] = []
    var earliest: [Int] = []
    var semesters = 0
  }

  private struct Node {
    /// Without the last candidate until the node's turn comes: most nodes' never does.
    var found: Found
    var last: (candidate: Int, earliest: Int)?
    var bits: UInt64
    /// The candidates that may bring its end nearer; nil while its bound is still its parent's.
    var useful: UInt64?
  }

  private let areas: SubjectAreas
  private let local: [Int]
  /// By area of the search: the places of the candidates that may serve it.
  private let serving: [(area: SubjectAreas, places: UInt64)]
  private let candidates: PlanCandidates
  private let bound: PlanBound
  private let start: Found
  /// Stacks of nodes, by the least semesters of anything that begins with them.
  private var open: [[Node]]
  private var seen: Set<UInt64> = [0]
  private let hasAllCandidates: Bool
  /// The last answer was given before everything that could matter was tried.
  private(set) var isCut = false
  /// Verdicts that may be asked for.
  var verdictsMost: Int
  private var verdictsUsed = 0
  private var hasDived = false

  /// Nothing is left to try.
  var isEmpty: Bool { open.allSatisfy(\.isEmpty) }

  static let candidatesMost = 64
  private static let semestersMost = 40

  /// - Parameters:
  ///   - areas: To meet.
  ///   - lacking: Twelfths of a year that the areas miss.
  ///   - verdictsMost: How many verdicts may be asked for.
  ///   - collegeFirst: Prefers college courses, which leave room at the own school.
  ///   - given: Candidates that are chosen already.
  init(
    _ areas: SubjectAreas, _ candidates: PlanCandidates, bound: PlanBound, takesElective: Bool, lacking: Int,
    verdictsMost: Int, collegeFirst: Bool = false, given: Found = Found()
  ) {
    (self.areas, self.candidates, self.bound, self.verdictsMost) = (areas, candidates, bound, verdictsMost)
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
    if areas == SubjectAreas(.g) {
      let all = candidates.all
      let chosen = given.set.map { all[$0] }
      local = (0...2).flatMap { kind in local.filter { PlanSearch.kindOfElective(all[$0], beside: chosen) == kind } }
    }
    if collegeFirst {
      let all = candidates.all
      local = local.filter { all[$0].isCollege } + local.filter { !all[$0].isCollege }
    }
    self.local = local
    serving = areas.areas.map { area in
      let own = Set(PlanSearch.touching(SubjectAreas(area), candidates, takesElective: takesElective))
      return (SubjectAreas(area), local.indices.reduce(0) { own.contains(local[$1]) ? $0 | 1 << UInt64($1) : $0 })
    }
    open = Array(repeating: [], count: PlanSearch.semestersMost + 1)
    var start = given
    start.semesters = 0
    self.start = start
    open[0] = [Node(found: start, last: nil, bits: 0, useful: nil)]
  }

  /// Candidates that may serve the areas, and what has to come before them.
  private static func touching(
    _ areas: SubjectAreas, _ candidates: PlanCandidates, takesElective: Bool
  ) -> [Int] {
    var wanted = Set<PlanRequirement>()
    var isIn = candidates.all.map { candidate in
      candidate.course.mayServe(areas, takesElective: takesElective)
    }
    for index in isIn.indices where isIn[index] { wanted.formUnion(candidates.open[index]) }
    var grows = !wanted.isEmpty
    while grows {
      grows = false
      for index in isIn.indices where !isIn[index] {
        let candidate = candidates.all[index]
        // A first half comes along with the second half that is asked for.
        guard wanted.contains(where: { candidate.course.isAsked(by: $0) }) else { continue }
        isIn[index] = true
        wanted.formUnion(candidates.open[index])
        grows = true
      }
    }
    return isIn.indices.filter { isIn[$0] }
  }

  /// Where a candidate stands among electives: what is listed for them, then other courses, and last another course of a
  /// level of mathematics or a language that is taken already, and what its rank puts behind.
  private static func kindOfElective(
    _ candidate: PlanCandidates.Candidate, beside chosen: [PlanCandidates.Candidate]
  ) -> Int {
    if candidate.rank < .year { return 0 }
    if candidate.rank > .semester { return 2 }
    if let own = candidate.course.trackLevel,
      chosen.contains(where: {
        $0.course.sameCourse != candidate.course.sameCourse && $0.course.trackLevel.map { $0 == own } ?? false
      })
    {
      return 2
    }
    return candidate.course.areas.has(.g) ? 0 : 1
  }

  /// The next smallest set that meets the areas; nil where there is none, or none within the limit of verdicts.
  ///
  /// - Parameters:
  ///   - most: Semesters beyond which nothing is wanted.
  ///   - missing: What the verdicts miss with some candidates.
  mutating func next(
    upTo most: Int = semestersMost, _ missing: (Found) -> [Supposition.Lack]
  ) -> Found? {
    isCut = !hasAllCandidates
    var least = 0
    while least <= min(most, PlanSearch.semestersMost) {
      guard var node = open[least].popLast() else {
        least += 1
        continue
      }
      if let last = node.last {
        node.found.set.append(last.candidate)
        node.found.earliest.append(last.earliest)
        node.found.semesters += candidates.all[last.candidate].semesters
        node.last = nil
      }
      if node.useful == nil {
        guard verdictsUsed < verdictsMost else {
          open[least].append(node)
          isCut = true
          return nil
        }
        verdictsUsed += 1
        let lacking = missing(node.found)
        let chosen = node.found.set.map { candidates.all[$0] }
        let further = bound.semesters(areas, missing: lacking, chosen: chosen)
        if further == 0 { return node.found }
        node.useful = useful(lacking, chosen)
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
  /// if there is one; nothing proves that it is the smallest. nil where the way ends before the areas are met, and when
  /// asked again.
  mutating func dive(_ missing: (Found) -> [Supposition.Lack]) -> Found? {
    if hasDived { return nil }
    hasDived = true
    var now = start
    var further = bound.semesters(areas, missing: missing(now), chosen: now.set.map { candidates.all[$0] })
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

  /// The candidates that may serve the first area that misses something: those of the others can be added later. Where
  /// a course may move from one area to another, all of them.
  private func useful(_ lacking: [Supposition.Lack], _ chosen: [PlanCandidates.Candidate]) -> UInt64 {
    if bound.shared(areas, chosen) == 0 {
      for (area, places) in serving where area.areas.contains(where: { area in lacking.contains { $0[area] > 0 } }) {
        return places
      }
    }
    return serving.reduce(0) { $0 | $1.places }
  }

  private mutating func expand(_ node: Node, _ least: Int) {
    let useful = (node.useful ?? 0) & ~node.bits
    for place in local.indices.reversed() where useful & (1 << UInt64(place)) != 0 {
      let index = local[place]
      guard
        let earliest = candidates.earliest(index, after: node.found.set, node.found.earliest, from: 0)
      else { continue }
      let bits = node.bits | 1 << UInt64(place)
      guard seen.insert(bits).inserted else { continue }
      let total = max(least, node.found.semesters + candidates.all[index].semesters)
      if total <= PlanSearch.semestersMost {
        open[total].append(Node(found: node.found, last: (index, earliest), bits: bits, useful: nil))
      }
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
