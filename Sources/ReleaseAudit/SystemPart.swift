/// A part of a system that shares no unknown with the rest of it.
struct SystemPart {
  private(set) var system = LinearSystem()
  /// The number in the whole system of each of its unknowns.
  private(set) var variables: [Int] = []

  /// The parts, in the order of their first unknown. An equation of no unknowns is a part of its own.
  static func parts(of system: LinearSystem) -> [SystemPart] {
    var leader = Array(system.bounds.indices)
    func find(_ variable: Int) -> Int {
      var root = variable
      while leader[root] != root {
        leader[root] = leader[leader[root]]
        root = leader[root]
      }
      return root
    }
    for equation in system.equations {
      guard let first = equation.terms.first else { continue }
      for term in equation.terms.dropFirst() {
        let (one, other) = (find(first.variable), find(term.variable))
        if one != other { leader[max(one, other)] = min(one, other) }
      }
    }
    var (parts, place): ([SystemPart], [Int: Int]) = ([], [:])
    var own = [Int](repeating: 0, count: system.bounds.count)
    for (variable, range) in system.bounds.enumerated() {
      let root = find(variable)
      if place[root] == nil {
        place[root] = parts.count
        parts.append(SystemPart())
      }
      own[variable] = parts[place[root] ?? 0].add(variable, range)
    }
    for equation in system.equations {
      let terms = equation.terms.map { LinearSystem.Term(own[$0.variable], isAdded: $0.isAdded) }
      if let first = equation.terms.first, let part = place[find(first.variable)] {
        parts[part].system.require(terms, sum: equation.sum)
      } else {
        parts.append(SystemPart())
        parts[parts.count - 1].system.require([], sum: equation.sum)
      }
    }
    return parts
  }

  private mutating func add(_ variable: Int, _ range: ClosedRange<Int>) -> Int {
    variables.append(variable)
    return system.add(range)
  }
}
