/// The search for the best areas of the open units: exact unless it is cut.
///
/// First a descent that follows the bound: at each unit it takes the first area that keeps the bound where it is. If it
/// ends where the bound was at the start, it is the answer, and no other assignment was looked at. Otherwise what areas F,
/// D and E count one of is settled first (`Restriction`), the choice with the best bound before the others; under each
/// that can still be better another descent, and then all its assignments depth first, less those that the bound or an
/// equal state rules out. Everything is tried in one order, and a later assignment counts only if it is better.
struct Search: ~Copyable {
  var problem: SearchProblem
  /// What is booked without a choice and what is decided so far, by cell.
  var cells: [Cell]
  /// What all units that are not decided hold, in each of their cells at once.
  var rest: [Cell]
  var ledger: Ledger
  var chosen: [SubjectArea] = []
  private var seen = StateTable()
  /// Nodes to go on from, those of each level on top of those above it.
  private var nodes: [Child] = []
  var memo: AreaMemo
  /// Under which choices assignments are still to be searched.
  private var settled: [(bound: Score, restriction: Restriction)] = []
  var best: (score: Score, areas: [SubjectArea])?
  /// The search ended before it had proved its answer.
  private(set) var isCut = false
  /// Cells read and amounts found again so far.
  var steps = 0
  /// With the sets of areas bounded: the cost of the search so far, some twenty nanoseconds each.
  var cost: Int { steps + problem.boundCost }
  /// What each area misses at least, whatever is decided.
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
    memo = AreaMemo(places: problem.count > 8 ? 256 : problem.count > 2 ? 32 : 8)
    self.problem = problem
  }

  mutating func run(most: Int) {
    // What it took to lay out the problem.
    steps = 200 + 30 * problem.count
    let root = root()
    for area in SubjectArea.beforeElective { leastMissing[area] = Int(root.hopeful[Int(area.rawValue)]) }
    leastMissing[.g] = problem.electiveMissing(supply: root.elective, taken: 0)
    dive(root, most: .max)
    guard let first = best, first.score > root.bound else { return }
    var open: SubjectAreas = []
    for area in SubjectArea.beforeElective where root.certainShort[Int(area.rawValue)] > 0 {
      open.insert(SubjectAreas(area))
    }
    // What some areas can miss together asks for areas that take less than they could, too.
    let choices = problem.question.focus == nil ? problem.choices(open) : []
    if choices.isEmpty {
      descend(root, position: 0, most: most)
    } else {
      settle(choices[...], Restriction(), least: root.bound, most: most)
      settled.sortSmall { $0.bound < $1.bound }
      for index in settled.indices {
        guard let best, settled[index].bound < best.score, best.score > root.bound, !isCut else { break }
        restrict(settled[index].restriction)
        seen.removeAll()
        descend(self.root(), position: 0, most: most)
      }
    }
  }

  private mutating func restrict(_ restriction: Restriction) {
    steps += 40 + 6 * problem.count
    problem.restrict(restriction)
  }

  /// The node at which nothing is decided.
  private mutating func root() -> Node {
    cells = problem.base
    rest = problem.openCells
    chosen.removeAll(keepingCapacity: true)
    var root = Node(elective: problem.electiveMost)
    for area in SubjectArea.beforeElective {
      refresh(area, &root, hopeful: false)
      refresh(area, &root, hopeful: true)
    }
    root.bound = problem.bound(root, position: 0)
    return root
  }

  /// Settles the first of some choices, then the others, and follows the bound under them.
  ///
  /// - Parameter least: No assignment at all is better than this.
  private mutating func settle(
    _ choices: ArraySlice<[(Restriction) -> Restriction]>, _ restriction: Restriction, least: Score, most: Int
  ) {
    guard let values = choices.first else {
      if cost > most {
        isCut = true
        return
      }
      restrict(restriction)
      let root = root()
      dive(root, most: most)
      settled.append((root.bound, restriction))
      return
    }
    var found: [(bound: Score, restriction: Restriction)] = []
    for value in values {
      if cost > most {
        isCut = true
        return
      }
      let next = value(restriction)
      restrict(next)
      found.append((root().bound, next))
    }
    found.sortSmall { $0.bound < $1.bound }
    for next in found {
      guard let best, next.bound < best.score, best.score > least, !isCut else { return }
      settle(choices.dropFirst(), next.restriction, least: least, most: most)
    }
  }

  /// Follows the bound to one assignment, unless it can be no better than the best one.
  private mutating func dive(_ root: Node, most: Int) {
    var node = root
    for position in 0..<problem.count {
      if let best, best.score <= node.bound { return }
      if cost > most {
        isCut = true
        return
      }
      let range = problem.options(position)
      leave(range)
      let own = worthTrying(range, node)
      let left = leaving(node, range, tried: own, position: position)
      var next: (node: Node, option: Int)?
      // Any order will do here, where the usual one leaves nothing.
      for inOrder in [true, false] where next == nil {
        for option in range where own & 1 << UInt8(option - range.lowerBound) != 0 {
          if inOrder && !isInOrder(option, position: position) { continue }
          let child = self.child(of: node, left, option, position: position)
          if next.map({ child.bound < $0.node.bound }) ?? true { next = (child, option) }
          if child.bound <= node.bound { break }
        }
      }
      guard let next else { return }
      decide(next.option)
      chosen.append(problem.options[next.option].area)
      node = next.node
    }
    weigh()
    for position in (0..<problem.count).reversed() { restore(problem.options(position)) }
    cells = problem.base
    chosen.removeAll(keepingCapacity: true)
  }

  private mutating func descend(_ node: Node, position: Int, most: Int) {
    if position == problem.count {
      weigh()
      return
    }
    if position > 0 && problem.count > 4 && !seen.insert(problem.key(cells, position: position)) { return }
    let range = problem.options(position)
    leave(range)
    // The areas with the best bounds first.
    let first = nodes.count
    let own = worthTrying(range, node)
    let left = leaving(node, range, tried: own, position: position)
    for option in range
    where own & 1 << UInt8(option - range.lowerBound) != 0 && isInOrder(option, position: position) && !isCut {
      if cost > most {
        isCut = true
        break
      }
      let child = self.child(of: node, left, option, position: position)
      guard let best, child.bound < best.score else { continue }
      nodes.append(Child(node: child, option: option))
      var place = nodes.count - 1
      while place > first && nodes[place].node.bound < nodes[place - 1].node.bound {
        nodes.swapAt(place, place - 1)
        place -= 1
      }
    }
    for index in first..<nodes.count where !isCut {
      let child = nodes[index]
      guard let best, child.node.bound < best.score else { break }
      let before = decide(child.option)
      chosen.append(problem.options[child.option].area)
      descend(child.node, position: position + 1, most: most)
      chosen.removeLast()
      undo(child.option, before)
    }
    nodes.removeLast(nodes.count - first)
    restore(range)
  }

  private struct Child {
    var node: Node
    var option: Int
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
  mutating func decide(_ option: Int) -> Cell {
    let option = problem.options[option]
    guard option.cell >= 0 else { return .empty }
    let before = cells[option.cell]
    cells[option.cell] = before.joined(option.content)
    return before
  }

  mutating func undo(_ option: Int, _ before: Cell) {
    let cell = problem.options[option].cell
    if cell >= 0 { cells[cell] = before }
  }
}
