/// How the rates of one measure are printed, given which students are hidden.
///
/// Whoever reads is taken to know the students behind each rate that is printed as it is, which for groups of up to 100 is
/// so, and to know nothing but its range of one that is coded. Neither hidden nor coded students with the outcome, nor
/// those without it, may follow from the rest; what follows already from what is known elsewhere is not asked.
struct OutcomeCoding {
  enum Result: Sendable {
    /// For each cell of the table; nil where it is hidden or there is nobody.
    case coded([RateCoding?])
    /// Cells that no coding protects.
    case mustHide(Set<Int>)
  }

  private static let mostRounds = 200
  private static let most = 10_000_000

  private let sums: CellSums
  private let forms: [SparseForm]
  private let order: [Int]
  /// The place of each cell in the order.
  private let rank: [Int]
  private let policy: DisclosurePolicy
  private let hidden: Set<Int>
  private let attack: UnknownNumbers.Attack
  private let n: [Int]
  private let knownStudents: Set<Int>
  /// Cells whose students a reader does not have: of the release and what is known, and of what is known alone.
  private let unknown: Set<Int>
  private let unknownAnyway: Set<Int>
  /// Cells whose students with the outcome are known from elsewhere, and what follows from them.
  private let known: Set<Int>
  private let x: [Int]
  private let counts: [Count]
  /// How each cell that is not hidden is coded; nil where there is nobody.
  private var coding: [RateCoding?]

  init(
    _ counts: [Count], _ sums: CellSums, _ forms: [SparseForm], _ order: [Int], _ policy: DisclosurePolicy,
    hidden: Set<Int>, n: [Int], knownStudents: Set<Int>, knownOutcomes: Set<Int>,
    attack: @escaping UnknownNumbers.Attack
  ) {
    self.knownStudents = knownStudents
    unknown = hidden.subtracting(knownStudents)
    unknownAnyway = knownStudents.isEmpty ? [] : Set(n.indices).subtracting(knownStudents)
    let nobody = n.indices.filter { n[$0] == 0 && !hidden.contains($0) }
    known = knownOutcomes.isEmpty ? [] : SpanKeeper.closure(knownOutcomes.union(nobody), forms)
    (self.sums, self.forms, self.order, self.policy) = (sums, forms, order, policy)
    (self.hidden, self.attack, self.n, self.counts) = (hidden, attack, n, counts)
    x = sums.values(counts.map(\.x))
    var rank = [Int](repeating: order.count, count: n.count)
    for (place, cell) in order.enumerated() { rank[cell] = place }
    self.rank = rank
    coding = sums.cell.enumerated().map { index, cell in
      guard let cell, !hidden.contains(index) else { return nil }
      return RateCoding(counts[cell], policy)
    }
  }

  consuming func run() throws(DisclosureRefusal) -> Result {
    var state = self
    return try state.protect()
  }

  private mutating func protect() throws(DisclosureRefusal) -> Result {
    var met: [Int: Int] = [:]
    for _ in 0..<OutcomeCoding.mostRounds {
      codeWhatReveals()
      let exact = try exactCells(x, without: false).union(try exactCells(zip(n, x).map { $0 - $1 }, without: true))
      if exact.isEmpty {
        var result = [RateCoding?](repeating: nil, count: counts.count)
        for (index, cell) in sums.cell.enumerated() { if let cell { result[cell] = coding[index] } }
        return .coded(result)
      }
      var changed = false
      for index in exact.sorted() {
        let more = companions(of: index, times: met[index] ?? 0)
        met[index, default: 0] += 1
        for cell in more {
          guard let code = coding[cell], let count = count(cell), let wider = code.wider(count, policy) else {
            continue
          }
          coding[cell] = wider
          changed = true
        }
      }
      if !changed { return .mustHide(exact.filter { sums.cell[$0] != nil }) }
    }
    throw .cannotProtect(coding.count)
  }

  private func count(_ index: Int) -> Count? { sums.cell[index].map { counts[$0] } }

  private func isProtected(_ index: Int) -> Bool {
    hidden.contains(index) || (coding[index].map { $0 != .shown } ?? false)
  }

  /// Codes each rate from which, with those before it in the order, a protected one would follow.
  private mutating func codeWhatReveals() {
    var keeper = SpanKeeper(secrets: n.indices.filter(isProtected).map { forms[$0] })
    // Where nobody is, nobody has the outcome; that holds for what the release leaves out too.
    for index in n.indices where n[index] == 0 && !hidden.contains(index) { _ = keeper.publish(forms[index]) }
    let open = known.isEmpty ? [] : n.indices.filter { isProtected($0) && !known.contains($0) }
    var knowing = SpanKeeper(secrets: open.map { forms[$0] })
    for index in known.sorted() { _ = knowing.publish(forms[index]) }
    for index in order where coding[index] == .shown {
      let isShown = keeper.publish(forms[index]) && (known.isEmpty || knowing.publish(forms[index]))
      if !isShown, let count = count(index) {
        coding[index] = RateCoding.coded(count, from: policy.band(count.n), policy)
      }
    }
  }

  /// The protected cells of which only one number of students with, or without, the outcome is possible, for whoever has the release
  /// alone, or the known numbers too.
  private func exactCells(_ values: [Int], without: Bool) throws(DisclosureRefusal) -> Set<Int> {
    let none: Set<Int> = []
    var exact = try exact(values, isProtected) { range($0, values[$0], without: without, knowing: none, none) }
    if known.isEmpty && knownStudents.isEmpty { return exact }
    let isOpen = { isProtected($0) && !known.contains($0) }
    let knowing = try self.exact(values, isOpen) {
      range($0, values[$0], without: without, knowing: known, knownStudents)
    }
    if knowing.isEmpty { return exact }
    exact.formUnion(knowing.subtracting(try self.exact(values, isOpen) { rangeAnyway($0, values[$0]) }))
    return exact
  }

  private func exact(
    _ values: [Int], _ isTarget: (Int) -> Bool, _ range: (Int) -> ClosedRange<Int>
  ) throws(DisclosureRefusal) -> Set<Int> {
    let ranges = n.indices.map(range)
    let (numbers, cells) = sums.unknowns(ranges, truth: values, targets: isTarget, room: 1)
    guard let narrow = attack(numbers) else { throw .contradiction }
    // A coded range of one value is no unknown.
    let single = n.indices.filter { isTarget($0) && ranges[$0].count == 1 }
    return Set(narrow.map { cells[$0] }).union(single)
  }

  /// How many students of a cell can have the outcome, or be without it, from what is printed and known.
  private func range(
    _ index: Int, _ value: Int, without: Bool, knowing known: Set<Int>, _ students: Set<Int>
  ) -> ClosedRange<Int> {
    if known.contains(index) || n[index] == 0 && !hidden.contains(index) { return value...value }
    let isBound = students.contains(index) || sums.isDerived(index, hidden: students.isEmpty ? hidden : unknown)
    let most = isBound ? n[index] : OutcomeCoding.most
    if hidden.contains(index) { return 0...most }
    guard let count = count(index), let code = coding[index] else { return min(0, value)...max(value, most) }
    let range = code.possible(count)
    return without ? (count.n - range.upperBound)...(count.n - range.lowerBound) : range
  }

  /// The same for somebody who does not have the release, only what is known from elsewhere.
  private func rangeAnyway(_ index: Int, _ value: Int) -> ClosedRange<Int> {
    if known.contains(index) || n[index] == 0 && !hidden.contains(index) { return value...value }
    let isBound = knownStudents.contains(index) || sums.isDerived(index, hidden: unknownAnyway)
    return min(0, value)...(isBound ? max(value, n[index]) : OutcomeCoding.most)
  }

  /// The rates to code, or to code more widely, so that an exact one has room: beside it, then in its column, then totals.
  ///
  /// Of those that give enough the ones that the policy wants least, so that what it wants most stays; twice as many
  /// each further time.
  private func companions(of index: Int, times: Int) -> [Int] {
    let (place, column) = (index / sums.width, index % sums.width)
    func room(_ cell: Int) -> Int { min(x[cell], n[cell] - x[cell]) }
    func sorted(_ cells: [Int]) -> [Int] {
      let shown = cells.filter { coding[$0] == .shown }
      let enough = shown.filter { room($0) >= policy.room }.sorted { rank[$0] > rank[$1] }
      let others = shown.filter { room($0) < policy.room }.sorted { (room($0), $1) > (room($1), $0) }
      return enough + others
    }
    let families = sums.families.filter { column == 0 || $0.contains(column) }
    let districts = sums.districts.filter { $0.parts.contains(place) || $0.district == place }
    var found = sorted(families.flatMap { $0.map { place * sums.width + $0 } })
    found += sorted(districts.flatMap { $0.parts.map { $0 * sums.width + column } })
    found += sorted([place * sums.width]) + sorted(districts.map { $0.district * sums.width + column })
    if !found.isEmpty { return Array(found.prefix(1 << min(times, 10))) }
    // All around is coded: the narrowest of them is widened.
    let around = families.flatMap { $0.map { place * sums.width + $0 } } + [place * sums.width]
    let widest = around.filter { cell in
      guard let code = coding[cell], let count = count(cell) else { return false }
      return code.wider(count, policy) != nil
    }.max { (room($0), $1) < (room($1), $0) }
    return widest.map { [$0] } ?? []
  }
}
