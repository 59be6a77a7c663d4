/// The search for the best areas of the open units: exact unless it is cut.
///
/// First a descent that follows the bound: at each unit it takes the first area that keeps the bound where it is. If it
/// ends where the bound was at the start, it is the answer, and no other assignment was looked at. Otherwise all
/// assignments are searched depth first, less those that the bound or an equal state rules out. Both try areas in
/// the same order, so that among equal assignments the first in that order is the answer.
struct Search: ~Copyable {
  private let problem: SearchProblem
  /// What is booked without a choice and what is decided so far, by cell.
  private var cells: [Cell]
  /// What all units that are not decided hold, in each of their cells at once.
  private var rest: [Cell]
  private var ledger: Ledger
  private var chosen: [SubjectArea] = []
  private var seen: Set<StateKey> = []
  /// `best` is the first of its score, not only one of them.
  private var isFirst = false
  private(set) var best: (score: Score, areas: [SubjectArea])?
  /// The search ended before it had proved its answer.
  private(set) var isCut = false
  /// Cells read and sets of areas bounded so far: the cost of the search, about twenty nanoseconds each.
  private(set) var cost = 0
  /// If cut: what each area misses at least, whatever is decided.
  private(set) var leastMissing = PerArea<Int>(repeating: 0)

  /// A partly decided assignment.
  struct Node {
    var certain = PerOwnArea(repeating: 0)
    var hopeful = PerOwnArea(repeating: 0)
    /// The same before exams and waivers.
    var certainShort = PerOwnArea(repeating: 0)
    var hopefulShort = PerOwnArea(repeating: 0)
    /// Twelfths that may serve area G at best, before A to F take theirs.
    var elective: Int
    var bound = Score(value: 0)
  }

  init(_ problem: consuming SearchProblem) {
    cells = problem.base
    rest = problem.openCells
    ledger = problem.ledger
    ledger.isDraft = true
    self.problem = problem
  }

  mutating func run(most: Int) {
    // What it took to lay out the problem.
    cost = 200 + 30 * problem.count
    var root = Node(elective: problem.electiveMost)
    for area in SubjectArea.beforeElective {
      refresh(area, &root, hopeful: false)
      refresh(area, &root, hopeful: true)
    }
    root.bound = problem.bound(root, position: 0)
    dive(root)
    guard let first = best, first.score > root.bound else { return }
    chosen.removeAll(keepingCapacity: true)
    descend(root, position: 0, most: most)
    guard isCut else { return }
    for area in SubjectArea.beforeElective { leastMissing[area] = root.hopeful[Int(area.rawValue)] }
    leastMissing[.g] = problem.electiveMissing(supply: root.elective, taken: 0)
  }

  /// Follows the bound to one assignment.
  private mutating func dive(_ root: Node) {
    var node = root
    for position in 0..<problem.count {
      let range = problem.options(position)
      leave(range)
      var next: (node: Node, option: Int)?
      for option in range where isInOrder(option, position: position) {
        let child = self.child(of: node, range, option, position: position)
        if next.map({ child.bound < $0.node.bound }) ?? true { next = (child, option) }
        if child.bound <= node.bound { break }
      }
      guard let next else { return }
      decide(next.option)
      chosen.append(problem.options[next.option].area)
      node = next.node
    }
    weigh()
    isFirst = best?.score == root.bound
    for position in (0..<problem.count).reversed() { restore(problem.options(position)) }
    cells = problem.base
  }

  private mutating func descend(_ node: Node, position: Int, most: Int) {
    if position == problem.count {
      weigh()
      return
    }
    if position > 0 && problem.count > 4 && !seen.insert(problem.key(cells, position: position)).inserted { return }
    let range = problem.options(position)
    leave(range)
    for option in range where isInOrder(option, position: position) && !isCut {
      if cost > most {
        isCut = true
        break
      }
      let child = self.child(of: node, range, option, position: position)
      guard let best, child.bound < best.score || (child.bound == best.score && !isFirst) else { continue }
      let before = decide(option)
      chosen.append(problem.options[option].area)
      descend(child, position: position + 1, most: most)
      chosen.removeLast()
      undo(option, before)
    }
    restore(range)
  }

  /// Interchangeable units are tried in one order.
  private func isInOrder(_ option: Int, position: Int) -> Bool {
    guard problem.repeats[position], let before = chosen.last else { return true }
    return problem.options[option].area.rawValue >= before.rawValue
  }

  /// The unit is no longer among those that are not decided.
  private mutating func leave(_ range: Range<Int>) {
    for option in range {
      let option = problem.options[option]
      if option.cell >= 0 { rest[option.cell] = option.after }
    }
  }

  private mutating func restore(_ range: Range<Int>) {
    for option in range.reversed() {
      let option = problem.options[option]
      if option.cell >= 0 { rest[option.cell] = option.after.joined(option.content) }
    }
  }

  @discardableResult
  private mutating func decide(_ option: Int) -> Cell {
    let option = problem.options[option]
    guard option.cell >= 0 else { return .empty }
    let before = cells[option.cell]
    cells[option.cell] = before.joined(option.content)
    return before
  }

  private mutating func undo(_ option: Int, _ before: Cell) {
    let cell = problem.options[option].cell
    if cell >= 0 { cells[cell] = before }
  }

  /// The node after one more decision. The unit has left the undecided ones; the decision itself is not kept.
  private mutating func child(of node: Node, _ range: Range<Int>, _ option: Int, position: Int) -> Node {
    let before = decide(option)
    let taken = problem.options[option]
    var child = node
    child.elective -= taken.lost
    for area in SubjectArea.beforeElective where problem.touched[position].has(area) {
      if taken.touches.has(area) { refresh(area, &child, hopeful: false) }
      refresh(area, &child, hopeful: true)
    }
    undo(option, before)
    // The bound looks at every set of the areas that miss something.
    var open = 0
    for area in 0..<6 where child.certain[area] > 0 { open += 1 }
    cost += 1 << open
    child.bound = max(node.bound, problem.bound(child, position: position + 1))
    return child
  }

  /// Fills one area with what is decided, or also with all that may come.
  private mutating func refresh(_ area: SubjectArea, _ node: inout Node, hopeful: Bool) {
    let index = Int(area.rawValue)
    if hopeful && node.certainShort[index] == 0 {
      node.hopeful[index] = 0
      node.hopefulShort[index] = 0
      return
    }
    let own = problem.cells(of: area)
    cost += own.count + 8
    for place in own {
      let cell = problem.cellOrder[place]
      ledger.load(hopeful ? cells[cell].joined(rest[cell]) : cells[cell], at: cell, plan: problem.plan)
    }
    problem.question.fill(&ledger, area)
    let fill = ledger.fills[area]
    let missing = max(0, fill.missing)
    let short = max(0, fill.required - fill.records)
    if hopeful {
      node.hopeful[index] = missing
      node.hopefulShort[index] = short
    } else {
      node.certain[index] = missing
      node.certainShort[index] = short
    }
  }

  /// Scores the assignment that all decisions make.
  private mutating func weigh() {
    cost += cells.count + 64
    for index in cells.indices { ledger.load(cells[index], at: index, plan: problem.plan) }
    problem.question.fill(&ledger)
    let score = problem.question.score(ledger.fills)
    if let best, !(score < best.score || (score == best.score && !isFirst)) { return }
    best = (score, chosen)
    isFirst = true
  }
}
