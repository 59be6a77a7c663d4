/// What a search reads of one node: what areas miss with what is decided, and what no completion can beat.
extension Search {
  /// The node once a unit has left the undecided ones and before it is decided. What may still come to an area is the same
  /// wherever else the unit goes.
  ///
  /// - Parameter tried: Of its range, the options that are tried.
  mutating func leaving(_ node: Node, _ range: Range<Int>, tried: UInt8, position: Int) -> Node {
    var left = node
    var always = problem.touched[position]
    for option in range where tried & 1 << UInt8(option - range.lowerBound) != 0 {
      always = always.intersection(problem.options[option].touches)
    }
    let changing = problem.touched[position].subtracting(always)
    for area in SubjectArea.beforeElective where changing.has(area) { refresh(area, &left, hopeful: true) }
    return left
  }

  /// The node after one more decision. The decision itself is not kept.
  ///
  /// - Parameters:
  ///   - node: Before the unit left the undecided ones.
  ///   - left: After it did; see `leaving`.
  mutating func child(of node: Node, _ left: Node, _ option: Int, position: Int) -> Node {
    let taken = problem.options[option]
    var child = left
    child.elective -= taken.lost
    if !taken.touches.isEmpty {
      let held = decide(option)
      for area in SubjectArea.beforeElective where taken.touches.has(area) {
        refresh(area, &child, hopeful: false)
        let index = Int(area.rawValue)
        if taken.isOnlyOne && child.certainShort[index] > 0 {
          // It was there in hope before.
          child.hopeful[index] = node.hopeful[index]
          child.hopefulShort[index] = node.hopefulShort[index]
        } else {
          refresh(area, &child, hopeful: true)
        }
      }
      undo(option, held)
    }
    child.bound = max(node.bound, problem.bound(child, position: position + 1))
    steps += 8
    return child
  }

  /// Fills one area with what is decided, or also with all that may come.
  mutating func refresh(_ area: SubjectArea, _ node: inout Node, hopeful: Bool) {
    let index = Int(area.rawValue)
    if hopeful && node.certainShort[index] == 0 {
      node.hopeful[index] = 0
      node.hopefulShort[index] = 0
      return
    }
    let amounts = amounts(area, hopeful: hopeful)
    if hopeful {
      node.hopeful[index] = Int16(truncatingIfNeeded: amounts.missing)
      node.hopefulShort[index] = Int16(truncatingIfNeeded: amounts.short)
    } else {
      node.certain[index] = Int16(truncatingIfNeeded: amounts.missing)
      node.certainShort[index] = Int16(truncatingIfNeeded: amounts.short)
    }
  }

  private mutating func amounts(_ area: SubjectArea, hopeful: Bool) -> AreaMemo.Amounts {
    steps += 2
    let contents = problem.contents.contents(of: Int(area.rawValue), cells, with: hopeful ? rest : nil)
    if let known = memo.find(Int(area.rawValue), contents) { return known }
    let own = problem.cells(of: area)
    steps += own.count + 8
    for place in own {
      let cell = problem.cellOrder[place]
      ledger.load(hopeful ? cells[cell].joined(rest[cell]) : cells[cell], at: cell, plan: problem.plan)
    }
    problem.question.fill(&ledger, area)
    let fill = ledger.fills[area]
    let amounts = AreaMemo.Amounts(missing: max(0, fill.missing), short: max(0, fill.required - fill.records))
    memo.keep(Int(area.rawValue), contents, amounts)
    return amounts
  }

  /// Scores the assignment that all decisions make.
  mutating func weigh() {
    steps += cells.count + 64
    for index in cells.indices { ledger.load(cells[index], at: index, plan: problem.plan) }
    problem.question.fill(&ledger)
    let score = problem.question.score(ledger.fills)
    if let best, best.score <= score { return }
    best = (score, chosen)
  }

  /// Which areas of a unit are worth trying, by their places in its range: all that still miss something, and all in which it
  /// would be lost to area G; of the others, where it would be a surplus for G, the first, unless one that misses something
  /// keeps its surplus for G as well.
  func worthTrying(_ range: Range<Int>, _ node: Node) -> UInt8 {
    var short: SubjectAreas = []
    for area in SubjectArea.beforeElective where node.certainShort[Int(area.rawValue)] > 0 {
      short.insert(SubjectAreas(area))
    }
    if let focus = problem.question.focus {
      return focus.has(.g) ? .max : worthTrying(range, for: focus.intersection(short))
    }
    var tried: UInt8 = 0
    var hasBetter = false
    for option in range where !problem.options[option].touches.isDisjoint(with: short) {
      tried |= 1 << UInt8(option - range.lowerBound)
      if problem.options[option].keepsSurplus && problem.options[option].lost == 0 { hasBetter = true }
    }
    var hasIdle = false
    for place in range where tried & 1 << UInt8(place - range.lowerBound) == 0 {
      let option = problem.options[place]
      // What cannot serve area G may still take the place of what can, in an area that misses nothing any more.
      if option.lost == 0 && (hasIdle || hasBetter) { continue }
      tried |= 1 << UInt8(place - range.lowerBound)
      // In mathematics, languages and chemistry a course takes the place of what is validated, and is no surplus then.
      let isSurplus =
        option.cell == Bucket.noSlot.rawValue || option.cell >= problem.plan.arts
        || (option.cell < CellPlan.slots && option.area != .c && option.cell != Bucket.chemistry.rawValue)
      if option.lost == 0 && isSurplus && problem.question.wildcard?.area != option.area { hasIdle = true }
    }
    return tried
  }

  /// Where area G is not asked for there is no surplus: only what serves one of some areas, and one place beside them where
  /// that may be better, or where there is nothing else.
  private func worthTrying(_ range: Range<Int>, for areas: SubjectAreas) -> UInt8 {
    var tried: UInt8 = 0
    var other: UInt8 = 0
    var isCertain = false
    for option in range {
      let bit: UInt8 = 1 << UInt8(option - range.lowerBound)
      if problem.options[option].touches.isDisjoint(with: areas) {
        if other == 0 { other = bit }
      } else {
        tried |= bit
        if !problem.question.mayPreferExams(problem.options[option].area) { isCertain = true }
      }
    }
    return isCertain ? tried : tried | other
  }
}
