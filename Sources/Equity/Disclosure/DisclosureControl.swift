/// Decides what of a table is printed: hides small groups and whatever they would follow from, and codes rates, until an
/// attack on all of it finds nothing.
public struct DisclosureControl {
  private static let mostRounds = 400
  /// More students than any district has.
  private static let most = 10_000_000

  private let table: DisclosureTable
  private let policy: DisclosurePolicy
  private let attack: UnknownNumbers.Attack
  private let workers: any Workers
  private let sums: CellSums
  private let forms: [SparseForm]
  private let n: [Int]
  /// Cells in the order in which they are kept visible.
  private let order: [Int]
  private var secret: Set<Int>

  /// - Parameters:
  ///   - hiddenBefore: Cells of the table that an earlier release hides.
  ///   - workers: Code measures at the same time; the result is the same with any number of them.
  ///   - attack: What the result must withstand.
  public static func pattern(
    _ table: DisclosureTable, _ policy: DisclosurePolicy, hiddenBefore: Set<Int> = [],
    workers: any Workers = OneWorker(), attack: @escaping UnknownNumbers.Attack
  ) throws(DisclosureRefusal) -> DisclosurePattern {
    var control = DisclosureControl(table, policy, hiddenBefore, workers, attack)
    return try control.run()
  }

  private init(
    _ table: DisclosureTable, _ policy: DisclosurePolicy, _ hiddenBefore: Set<Int>, _ workers: any Workers,
    _ attack: @escaping UnknownNumbers.Attack
  ) {
    (self.table, self.policy, self.workers, self.attack) = (table, policy, workers, attack)
    let sums = CellSums(table)
    let n = sums.values(table.n)
    (self.sums, forms, self.n) = (sums, sums.forms(), n)
    secret = Set(n.indices.filter { policy.isSmall(n[$0]) || sums.cell[$0].map(hiddenBefore.contains) == true })
    order = KeepingOrder(sums, table, policy, n).cells
  }

  private mutating func run() throws(DisclosureRefusal) -> DisclosurePattern {
    for _ in 0..<DisclosureControl.mostRounds {
      let hidden = try hideStudents()
      var coding: [[RateCoding?]] = []
      var unprotected: Set<Int> = []
      for outcome in code(hidden) {
        switch try outcome.get() {
        case .coded(let codes): coding.append(codes)
        case .mustHide(let cells): unprotected.formUnion(cells)
        }
      }
      if unprotected.isEmpty {
        var isHidden = [Bool](repeating: false, count: table.places * table.width)
        for index in hidden { if let cell = sums.cell[index] { isHidden[cell] = true } }
        return DisclosurePattern(isHidden: isHidden, coding: coding)
      }
      try hide(unprotected, hidden)
    }
    throw .cannotProtect(secret.count)
  }

  /// How each measure is coded, given which students are hidden: one does not depend on the other.
  private func code(_ hidden: Set<Int>) -> [Result<OutcomeCoding.Result, DisclosureRefusal>] {
    let (counts, sums, forms, order, policy, n, attack) = (table.counts, sums, forms, order, policy, n, attack)
    return workers.map(counts.count) { measure in
      let outcome = OutcomeCoding(counts[measure], sums, forms, order, policy, hidden: hidden, n: n, attack: attack)
      return Result { () throws(DisclosureRefusal) in try outcome.run() }
    }
  }

  // MARK: Students

  /// The cells whose students are hidden, of those that the release has.
  private mutating func hideStudents() throws(DisclosureRefusal) -> Set<Int> {
    for _ in 0..<DisclosureControl.mostRounds {
      let hidden = eliminate()
      let ranges = n.indices.map { index -> ClosedRange<Int> in
        if sums.cell[index] == nil { return min(0, n[index])...DisclosureControl.most }
        return hidden.contains(index) ? min(1, n[index])...DisclosureControl.most : n[index]...n[index]
      }
      let (numbers, cells) = sums.unknowns(
        ranges, truth: n, targets: { hidden.contains($0) || secret.contains($0) }, room: policy.room)
      guard let narrow = attack(numbers) else { throw .contradiction }
      if narrow.isEmpty { return hidden }
      try hide(Set(narrow.map { cells[$0] }), hidden)
    }
    throw .cannotProtect(secret.count)
  }

  private func eliminate() -> Set<Int> {
    var keeper = SpanKeeper(secrets: secret.sorted().map { forms[$0] })
    var hidden = secret.filter { sums.cell[$0] != nil }
    for index in order where !secret.contains(index) {
      if !keeper.publish(forms[index]) { hidden.insert(index) }
    }
    return hidden
  }

  /// Makes more cells secret, so that those that are known too well get room; each time at least one.
  private mutating func hide(_ cells: Set<Int>, _ hidden: Set<Int>) throws(DisclosureRefusal) {
    let before = secret.count
    for cell in cells.sorted() {
      if let more = companion(of: cell, hidden) { secret.insert(more) }
    }
    if secret.count == before { throw .cannotProtect(cells.count) }
  }

  /// The visible cell that, hidden too, gives another room: the smallest of its family at the place, else of its column
  /// in the district, else of the place, else of the district, else of all.
  private func companion(of index: Int, _ hidden: Set<Int>) -> Int? {
    let (place, column) = (index / sums.width, index % sums.width)
    func smallest(_ cells: [Int]) -> Int? {
      cells.filter { sums.cell[$0] != nil && n[$0] > 0 && !hidden.contains($0) && !secret.contains($0) }
        .min { (n[$0], $0) < (n[$1], $1) }
    }
    func row(_ place: Int) -> [Int] { (0..<sums.width).map { place * sums.width + $0 } }
    if let family = sums.families.first(where: { $0.contains(column) }),
      let found = smallest(family.map { place * sums.width + $0 })
    {
      return found
    }
    let own = sums.districts.first { $0.district == place || $0.parts.contains(place) }
    if let own, let found = smallest(own.parts.map { $0 * sums.width + column }) { return found }
    if let own, let found = smallest([own.district * sums.width + column]) { return found }
    if let found = smallest(row(place)) { return found }
    if let own, let found = smallest(row(own.district)) { return found }
    return smallest(Array(n.indices))
  }
}

/// The order in which a policy keeps cells visible: what it names first, then the larger groups.
struct KeepingOrder {
  let cells: [Int]

  init(_ sums: CellSums, _ table: DisclosureTable, _ policy: DisclosurePolicy, _ n: [Int]) {
    let families = table.families.map { family in
      policy.families.firstIndex(of: family.name) ?? policy.families.count
    }
    func rank(_ index: Int) -> (Int, Int) {
      // That nobody is there is printed whatever else is.
      if n[index] == 0 { return (-1, 0) }
      let family = sums.familyOf[index % sums.width]
      let isDistrict = sums.isDistrict[index / sums.width]
      let level: DisclosurePolicy.Level =
        family == nil ? (isDistrict ? .districtAll : .schoolAll) : (isDistrict ? .districtGroups : .schoolGroups)
      return (policy.order.firstIndex(of: level) ?? policy.order.count, family.map { families[$0] } ?? 0)
    }
    cells = n.indices.filter { sums.cell[$0] != nil }
      .map { (index: $0, rank: rank($0)) }
      .sorted { left, right in
        left.rank != right.rank
          ? left.rank < right.rank : (n[right.index], left.index) < (n[left.index], right.index)
      }
      .map(\.index)
  }
}
