/// What a search reads of one node: what areas miss with what is decided, and what no completion can beat.
extension Search {
  /// The node after one more decision. The unit has left the undecided ones; the decision itself is not kept.
  mutating func child(of node: Node, _ range: Range<Int>, _ option: Int, position: Int) -> Node {
    let held = decide(option)
    let taken = problem.options[option]
    var child = node
    child.elective -= taken.lost
    for area in SubjectArea.beforeElective where problem.touched[position].has(area) {
      if taken.touches.has(area) { refresh(area, &child, hopeful: false) }
      refresh(area, &child, hopeful: true)
    }
    undo(option, held)
    let before = problem.boundCost
    child.bound = max(node.bound, problem.bound(child, position: position + 1))
    cost += 8 + problem.boundCost - before
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
    cost += 2
    let contents = problem.contents.contents(of: Int(area.rawValue), cells, with: hopeful ? rest : nil)
    if let known = memo.find(Int(area.rawValue), contents) { return known }
    let own = problem.cells(of: area)
    cost += own.count + 8
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
    cost += cells.count + 64
    for index in cells.indices { ledger.load(cells[index], at: index, plan: problem.plan) }
    problem.question.fill(&ledger)
    let score = problem.question.score(ledger.fills)
    if let best, best.score <= score { return }
    best = (score, chosen)
  }
}
