/// How the rates of one measure are printed, given which students are hidden.
///
/// Whoever reads is taken to know the students behind each rate that is printed as it is, which for groups of up to 100 is
/// so, and to know nothing but its range of one that is coded. Neither hidden nor coded students with the outcome, nor
/// those without it, may follow from the rest.
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
  private let x: [Int]
  private let counts: [Count]
  /// How each cell that is not hidden is coded; nil where there is nobody.
  private var coding: [RateCoding?]

  init(
    _ counts: [Count], _ sums: CellSums, _ forms: [SparseForm], _ order: [Int], _ policy: DisclosurePolicy,
    hidden: Set<Int>, n: [Int], attack: @escaping UnknownNumbers.Attack
  ) {
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
    for index in order where coding[index] == .shown {
      if !keeper.publish(forms[index]), let count = count(index) {
        coding[index] = RateCoding.coded(count, from: policy.band(count.n), policy)
      }
    }
  }

  /// The protected cells of which only one number of students with, or without, the outcome is possible.
  private func exactCells(_ values: [Int], without: Bool) throws(DisclosureRefusal) -> Set<Int> {
    let ranges = n.indices.map { index -> ClosedRange<Int> in
      if hidden.contains(index) { return 0...OutcomeCoding.most }
      if n[index] == 0 { return values[index]...values[index] }
      guard let count = count(index), let code = coding[index] else {
        return min(0, values[index])...OutcomeCoding.most
      }
      let range = code.possible(count)
      return without ? (count.n - range.upperBound)...(count.n - range.lowerBound) : range
    }
    let (numbers, cells) = sums.unknowns(ranges, truth: values, targets: isProtected, room: 1)
    guard let narrow = attack(numbers) else { throw .contradiction }
    // A coded range of one value is no unknown.
    let single = n.indices.filter { isProtected($0) && ranges[$0].count == 1 }
    return Set(narrow.map { cells[$0] }).union(single)
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
