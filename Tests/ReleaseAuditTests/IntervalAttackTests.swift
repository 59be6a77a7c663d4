import ReleaseAudit
import TestSupport
import Testing

struct IntervalAttackTests {
  /// A random system that a random point satisfies, small enough to try all points.
  private struct Puzzle {
    var system = LinearSystem()
    /// One that satisfies it.
    let point: [Int]

    init(_ random: inout SplitMix64) {
      let count = Int.random(in: 2...6, using: &random)
      let point = (0..<count).map { _ in Int.random(in: 0...4, using: &random) }
      self.point = point
      for value in point {
        let low = Int.random(in: 0...value, using: &random)
        _ = system.add(low...Int.random(in: value...5, using: &random))
      }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        var (terms, sum): ([LinearSystem.Term], Int) = ([], 0)
        // Only the first may be taken off, as a total is: such tables have whole corners.
        for variable in 0..<count where Bool.random(using: &random) {
          let isAdded = variable > 0
          terms.append(LinearSystem.Term(variable, isAdded: isAdded))
          sum += isAdded ? point[variable] : -point[variable]
        }
        if !terms.isEmpty { system.require(terms, sum: sum) }
      }
    }

    /// The least and the most of each unknown over all whole points.
    func ranges() -> [ClosedRange<Int>] {
      var found = [ClosedRange<Int>?](repeating: nil, count: system.bounds.count)
      var point = system.bounds.map(\.lowerBound)
      while true {
        let holds = system.equations.allSatisfy { equation in
          equation.terms.reduce(0) { $0 + ($1.isAdded ? 1 : -1) * point[$1.variable] } == equation.sum
        }
        if holds {
          for (index, value) in point.enumerated() {
            found[index] = found[index].map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
          }
        }
        var index = 0
        while index < point.count, point[index] == system.bounds[index].upperBound {
          point[index] = system.bounds[index].lowerBound
          index += 1
        }
        if index == point.count { break }
        point[index] += 1
      }
      return found.compactMap { $0 }
    }
  }

  @Test("ranges are those that trying every point gives, wherever the corners are whole")
  func bruteForce() throws {
    var random = SplitMix64.printed(for: "interval attack")
    var wider = 0
    for _ in 0..<3_000 {
      let puzzle = Puzzle(&random)
      let tried = puzzle.ranges()
      let all = Array(tried.indices)
      let found = try #require(IntervalAttack.narrow(puzzle.system, targets: all, width: 100))
      #expect(found.count == all.count)
      for narrow in found {
        let expected = tried[narrow.variable]
        // A corner that is not whole can only make the range of the attack wider.
        #expect(narrow.low <= expected.lowerBound && narrow.high >= expected.upperBound)
        if narrow.low != expected.lowerBound || narrow.high != expected.upperBound { wider += 1 }
      }
      let few = try #require(IntervalAttack.narrow(puzzle.system, targets: all, width: 3))
      let expected = Set(found.filter { $0.high - $0.low < 3 }.map(\.variable))
      #expect(expected.isSubset(of: Set(few.map(\.variable))))
      for narrow in few { #expect(narrow.high - narrow.low < 3) }
      let told = try #require(
        IntervalAttack.narrow(puzzle.system, targets: all, width: 3, solution: puzzle.point))
      #expect(told.map(\.variable) == few.map(\.variable))
    }
    #expect(wider < 200)
  }

  @Test("what nothing satisfies is told apart from what anything does")
  func impossible() throws {
    var system = LinearSystem()
    let (a, b) = (system.add(0...5), system.add(0...5))
    system.require([LinearSystem.Term(a), LinearSystem.Term(b)], sum: 11)
    #expect(IntervalAttack.narrow(system, targets: [a], width: 3) == nil)
    var contradiction = LinearSystem()
    let c = contradiction.add(0...5)
    contradiction.require([LinearSystem.Term(c)], sum: 1)
    contradiction.require([LinearSystem.Term(c)], sum: 2)
    #expect(IntervalAttack.narrow(contradiction, targets: [c], width: 3) == nil)
    var free = LinearSystem()
    let d = free.add(0...9)
    #expect(try #require(IntervalAttack.narrow(free, targets: [d], width: 3)).isEmpty)
  }

  @Test("equations alone: what they determine is found, and only that")
  func determined() {
    var system = LinearSystem()
    let cells = (0..<4).map { _ in system.add(0...100) }
    let terms = cells.map { LinearSystem.Term($0) }
    system.require([terms[0], terms[1]], sum: 9)
    system.require([terms[2], terms[3]], sum: 9)
    system.require([terms[0], terms[2]], sum: 9)
    #expect(ExactAttack.determined(system).isEmpty)
    system.require([terms[0], LinearSystem.Term(cells[1], isAdded: false)], sum: 1)
    #expect(ExactAttack.determined(system) == cells)
  }
}
