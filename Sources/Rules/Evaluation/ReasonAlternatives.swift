/// Finds what the verdict's choice costs: areas that the same courses would meet if they were used otherwise.
///
/// Every alternative is tried out: first as few units as possible moved to the area, at last all that it could have. For
/// area G no more is tried than that, so that there may be one with more moves where none is named.
struct AlternativeSearch {
  /// The assignment of the verdict, its units with the area they serve as their only one.
  private let placed: [Unit]
  private let units: [Unit]
  private let sifted: Sifted
  private let transcript: Transcript
  private let question: Question
  private let solved: Assignment
  /// Units that are tried one by one, and how often units are tried for one verdict.
  static let mostTried = 8
  private var trials = 48

  /// In the order of the areas that would be met.
  ///
  /// - Parameters:
  ///   - meetable: The areas to try; any other cannot be met.
  static func alternatives(
    _ sifted: Sifted, _ question: Question, solved: Assignment, transcript: Transcript, meetable: SubjectAreas
  ) -> [Alternative] {
    var search = AlternativeSearch(sifted, question, solved: solved, transcript: transcript)
    return search.alternatives(meetable)
  }

  private init(_ sifted: Sifted, _ question: Question, solved: Assignment, transcript: Transcript) {
    (self.sifted, self.question, self.solved, self.transcript) = (sifted, question, solved, transcript)
    units = sifted.units
    var placed = sifted.units
    if solved.hadChoice { for index in placed.indices { placed[index].areas = solved.areas[index] } }
    self.placed = placed
  }

  private mutating func alternatives(_ meetable: SubjectAreas) -> [Alternative] {
    var found: [Alternative] = []
    for area in SubjectArea.allCases where meetable.has(area) {
      if let other = moving(to: area) ?? (area == .g ? keepingElective() : nil) { found.append(other) }
    }
    return found
  }

  private mutating func moving(to area: SubjectArea) -> Alternative? {
    let movable = units.indices.filter {
      units[$0].areas.count > 1 && units[$0].areas.has(area) && !placed[$0].areas.has(area)
    }
    guard !movable.isEmpty, let all = costs(moving: movable, to: area) else { return nil }
    let tried = Array(movable.prefix(AlternativeSearch.mostTried))
    // The fewest units that do it; of as many, those that cost least.
    for size in 1..<max(1, movable.count) {
      var best: (cost: Int, moved: [Int], costs: [AreaCost])?
      for choice in 1..<(1 << tried.count) where choice.nonzeroBitCount == size && trials > 0 {
        let moved = tried.indices.filter { choice & 1 << $0 != 0 }.map { tried[$0] }
        guard let costs = costs(moving: moved, to: area) else { continue }
        let cost = costs.reduce(0) { $0 + $1.twelfths }
        if best.map({ cost < $0.cost }) ?? true { best = (cost, moved, costs) }
      }
      if let best { return Alternative(area: area, records: records(of: best.moved), costs: best.costs) }
      if size >= tried.count || trials == 0 { break }
    }
    return Alternative(area: area, records: records(of: movable), costs: all)
  }

  /// What the other areas would miss in addition, or nil if the area were not met.
  private mutating func costs(moving moved: [Int], to area: SubjectArea) -> [AreaCost]? {
    trials = max(0, trials - 1)
    var trial = placed
    for index in moved { trial[index].areas = SubjectAreas(area) }
    var assignment = Assignment()
    assignment.solve(trial, question)
    guard assignment.ledger.fills[area].missing <= 0 else { return nil }
    return SubjectArea.allCases.compactMap { other in
      let more = max(0, assignment.ledger.fills[other].missing) - max(0, solved.ledger.fills[other].missing)
      return more > 0 ? AreaCost(area: other, twelfths: more) : nil
    }
  }

  private func records(of moved: [Int]) -> [Int32] {
    var indices: Set<Int32> = []
    for unit in moved {
      for contribution in units[unit].contributionRange { indices.insert(sifted.contributions[contribution].record) }
    }
    return indices.sorted().map { transcript.records[Int($0)].sequence }
  }

  /// Area G, if CSU's areas A and D took less from its list.
  private func keepingElective() -> Alternative? {
    guard solved.ledger.electiveServesOtherArea else { return nil }
    // First what exams and waivers can stand in for, then what the other areas lose.
    var asked = question
    asked.focus = [SubjectAreas(.a), SubjectAreas(.d), SubjectAreas(.g)]
    var keeping = Assignment()
    keeping.solve(placed, asked)
    var open = max(0, keeping.ledger.fills[.g].missing)
    var costs: [AreaCost] = []
    for area in [SubjectArea.a, .d] {
      let taken = min(open, keeping.ledger.takenFromElective(area))
      open -= taken
      if taken > 0 { costs.append(AreaCost(area: area, twelfths: taken)) }
    }
    return open == 0 ? Alternative(area: .g, records: [], costs: costs) : nil
  }
}

extension Ledger {
  /// What CSU's area A or D took from the elective list.
  func takenFromElective(_ area: SubjectArea) -> Int {
    if area == .a { return self[.electiveHistory].usedOutside }
    return self[.electiveLife].usedOutside + self[.electivePhysical].usedOutside + self[.electiveFlexible].usedOutside
  }

  /// Area G falls short by no more than its own courses gave to A and D.
  var electiveServesOtherArea: Bool {
    fills[.g].missing > 0 && takenFromElective(.a) + takenFromElective(.d) >= fills[.g].missing
  }
}
