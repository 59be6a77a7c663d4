/// What is asked beside the plan itself.
extension PlanWork {
  // MARK: - What is out of reach

  /// What is missing even with all that can be taken from a term on, load left aside.
  mutating func everything(from first: Int) -> [Supposition.Lack] {
    var found = PlanSearch.Found()
    var rest = Array(candidates.all.indices)
    var grows = true
    while grows {
      grows = false
      var later: [Int] = []
      for index in rest {
        guard let earliest = candidates.earliest(index, after: found.set, found.earliest, from: first) else {
          later.append(index)
          continue
        }
        found.set.append(index)
        found.earliest.append(earliest)
        grows = true
      }
      rest = later
    }
    return missing(found.set, places: found.earliest)
  }

  mutating func unreachable() -> SubjectAreas { unmet(everything(from: 0)) }

  /// Areas A to F; what is left over of them may serve G.
  mutating func shortage() -> PlanShortage {
    let room = roomLeft
    return PlanShortage(
      semesters: groups(unmet(base)).reduce(0) { $0 + bound.semesters($1, missing: base, chosen: []) },
      regular: room.regular, summer: room.school - room.regular, college: room.college)
  }

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
          !areas.isDisjoint(with: candidates.all[$0].areas) && !set.contains($0) && candidates.all[$0].rank != .offPath
            && candidates.all[$0].isCollege == candidates.all[pieces[0]].isCollege
            && isLikeLevel($0, pieces[0]) && (pieces.count > 1 || isLikeHalf($0, pieces[0]))
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

  /// Whether a counselor would put one course for the other: English is taken grade by grade, and the English of another grade
  /// is to be taken anyway.
  private func isLikeLevel(_ other: Int, _ own: Int) -> Bool {
    guard candidates.all[own].course.areas.has(.b), candidates.all[other].course.areas.has(.b) else { return true }
    let grades = [other, own].map { offers.offers[offers.items[candidates.all[$0].item].offer].lowestGrade }
    return grades[0] == grades[1] || grades.contains(0)
  }

  /// Whether one half of a course can stand for the half of another: nobody begins AP Chemistry in the second semester in place of
  /// repeating Chemistry's.
  private func isLikeHalf(_ other: Int, _ own: Int) -> Bool {
    let (other, own) = (candidates.all[other], candidates.all[own])
    return own.part == 0
      || (other.course.discipline == own.course.discipline && other.course.language == own.course.language
        && other.course.honors == own.course.honors)
  }

  // MARK: - Last starts

  /// How many of the smallest sets of an area are tried in later and later terms.
  private static let startsMost = 4

  /// By area, the last term in which a start of the fewest semesters that meet it still suffices.
  mutating func lastStarts(_ outcome: PlanOutcome) -> PerArea<LastStart> {
    let open = unmet(base)
    return PerArea { area in
      guard open.has(area) else { return .notNeeded }
      if candidates.terms.isEmpty { return .passed }
      if case .none(let areas) = outcome, areas.has(area) { return .passed }
      return area == .g ? searchLastStart(area) : lastStart(area)
    }
  }

  mutating func searchLastStart(_ area: SubjectArea) -> LastStart {
    var part = Part(areas: SubjectAreas(area))
    gatherAgain(&part, limit: PlanWork.startsMost)
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
