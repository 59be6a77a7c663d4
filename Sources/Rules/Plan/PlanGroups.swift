/// What is found for one group of areas, by what of the student decides it.
extension PlanWork {
  /// How far the smallest sets of a group are asked for.
  enum Reach: UInt64 {
    /// Up to one that disturbs nothing: what a plan needs first.
    case first
    /// Those of the fewest semesters.
    case smallest
    /// Those of up to two semesters more.
    case larger
  }

  /// The sets of a group of areas, the least disturbing first.
  mutating func part(_ areas: SubjectAreas, _ reach: Reach) -> Part {
    var part = Part(areas: areas)
    let group = group(areas, reach)
    if let sets = sets(group, areas) {
      (part.sets, part.isExhausted, part.isCut) = (sets, group.isExhausted, group.isCut)
    } else {
      gather(&part, reach)
    }
    return part
  }

  private mutating func group(_ areas: SubjectAreas, _ reach: Reach) -> PlanGroup {
    let (key, records, closure) = keys.narrowed(areas, reach.rawValue, offers, &memory)
    if let known = memory[group: key] { return known }
    var work = narrowed(to: records, closure)
    let found = work.search(areas, reach, closure)
    memory[group: key] = found
    return found
  }

  /// The same with this student's whole transcript.
  private mutating func gather(_ part: inout Part, _ reach: Reach) {
    switch reach {
    case .first: gatherAgain(&part, enough: { $0.cost == 0 })
    case .smallest: gatherAgain(&part)
    case .larger: gatherAgain(&part, beyond: 2, limit: 2 * PlanWork.setsMost)
    }
  }

  /// The last term in which a start of the fewest semesters still meets one of areas A to F.
  mutating func lastStart(_ area: SubjectArea) -> LastStart {
    let (key, records, closure) = keys.narrowed(SubjectAreas(area), 0, offers, &memory)
    if let known = memory[start: key] { return known }
    var work = narrowed(to: records, closure)
    let found = work.searchLastStart(area)
    memory[start: key] = found
    return found
  }

  /// The sets as candidates of this student; nil where one of them is not among them.
  private mutating func sets(_ group: PlanGroup, _ areas: SubjectAreas) -> [(found: PlanSearch.Found, cost: Int)]? {
    let items = memory.closure(of: areas, at: offers, takesElective: takesElective).items
    var sets: [(found: PlanSearch.Found, cost: Int)] = []
    for choice in group.sets {
      var found = PlanSearch.Found()
      for piece in choice.pieces {
        let index = candidates.place[items[Int(piece.place)]]
        guard index >= 0 else { return nil }
        found.set.append(Int(index))
        found.earliest.append(Int(piece.earliest))
      }
      found.semesters = choice.semesters
      sets.append((found, choice.cost))
    }
    return sets
  }

  private mutating func search(_ areas: SubjectAreas, _ reach: Reach, _ closure: PlanClosure) -> PlanGroup {
    var part = Part(areas: areas)
    var group = PlanGroup()
    if reach == .first {
      // Where few terms are left, what is out of reach is told quickly.
      if candidates.terms.count <= PlanWork.fewTerms && !unmet(everything(from: 0)).isDisjoint(with: areas) {
        return group
      }
      var search = search(areas, verdictsMost: min(PlanWork.firstVerdicts, settings.verdictsMost))
      gather(&part, &search, enough: { $0.cost == 0 })
      let isHopeless =
        part.sets.isEmpty && candidates.terms.count > PlanWork.fewTerms
        && !unmet(everything(from: 0)).isDisjoint(with: areas)
      if part.sets.isEmpty && !part.isExhausted && !isHopeless {
        search.verdictsMost = settings.verdictsMost
        gather(&part, &search, enough: { $0.cost == 0 })
      }
    } else {
      gather(&part, reach)
    }
    (group.isExhausted, group.isCut) = (part.isExhausted, part.isCut)
    group.sets = part.sets.map { set in
      PlanGroup.Choice(
        pieces: zip(set.found.set, set.found.earliest).map {
          PlanGroup.Piece(place: Int32(closure.place(of: candidates.all[$0].item)), earliest: Int8($1))
        }, semesters: set.found.semesters, cost: set.cost)
    }
    return group
  }

  /// The student with the records and the offers alone that matter.
  private func narrowed(to records: [TranscriptRecord], _ closure: PlanClosure) -> PlanWork {
    PlanWork(
      student.narrowed(to: records, policies: policies, scale: scale), keys: keys, offers: offers, end: end,
      scale: scale, settings: settings, items: closure.items)
  }
}
