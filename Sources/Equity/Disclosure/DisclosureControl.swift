/// Decides what of a table is printed: hides small groups and whatever they would follow from, and codes rates, until an
/// attack on all of it finds nothing.
public struct DisclosureControl {
  private static let mostRounds = 400
  /// An audit calls less room than this narrow.
  private static let narrowRoom = 3
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
  /// Cells that are not printed whatever could be: small groups, what an earlier release hides, and what protects others.
  private var withheld: Set<Int>
  /// Cells whose students are known from elsewhere, and what follows from them alone.
  private let known: Set<Int>
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
    withheld = Set(n.indices.filter { policy.isSmall(n[$0]) || sums.cell[$0].map(hiddenBefore.contains) == true })
    known = SpanKeeper.closure(sums.indices(table.known.students), forms)
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
      // Whoever knows its students does not know the rate of a cell, so it may be hidden for that. Coding again costs most: all at once.
      try hide(unprotected, hidden, mayBeKnown: true, isSparing: false)
    }
    throw .cannotProtect(withheld.count)
  }

  /// How each measure is coded, given which students are hidden: one does not depend on the other.
  private func code(_ hidden: Set<Int>) -> [Result<OutcomeCoding.Result, DisclosureRefusal>] {
    let (counts, sums, forms, order, policy, n, attack) = (table.counts, sums, forms, order, policy, n, attack)
    let (known, outcomes) = (sums.indices(table.known.students), table.known.outcomes)
    return workers.map(counts.count) { measure in
      let outcome = OutcomeCoding(
        counts[measure], sums, forms, order, policy, hidden: hidden, n: n, knownStudents: known,
        knownOutcomes: measure < outcomes.count ? sums.indices(outcomes[measure]) : [], attack: attack)
      return Result { () throws(DisclosureRefusal) in try outcome.run() }
    }
  }

  // MARK: Students

  /// What a reader takes * for.
  private enum Reading {
    /// For nobody where there is nobody, else for somebody.
    case truly
    case somebody
    /// The same, and that schools need not add up to their district: where nothing else is possible.
    case somebodyAndMore
  }

  /// The cells whose students are hidden, of those that the release has.
  ///
  /// They withstand whoever has the release alone, and whoever has the known numbers too.
  private mutating func hideStudents() throws(DisclosureRefusal) -> Set<Int> {
    for _ in 0..<DisclosureControl.mostRounds {
      let hidden = eliminate()
      guard var alone = narrow(hidden, .truly, knowing: []), var knowing = revealed(hidden, .truly) else {
        throw .contradiction
      }
      // A hidden 0 is taken for somebody by a reader for whom * stands for at least 1: in the first way in which that is possible.
      if hidden.contains(where: { n[$0] == 0 }) {
        alone.formUnion(
          narrow(hidden, .somebody, knowing: []) ?? narrow(hidden, .somebodyAndMore, knowing: []) ?? [])
        knowing.formUnion(revealed(hidden, .somebody) ?? revealed(hidden, .somebodyAndMore) ?? [])
      }
      if alone.isEmpty && knowing.isEmpty { return hidden }
      if !alone.isEmpty { try hide(alone, hidden, mayBeKnown: true, isSparing: true) }
      if !knowing.isEmpty { try hide(knowing, hidden, isSparing: true) }
    }
    throw .cannotProtect(withheld.count)
  }

  /// The cells that are known too well to whoever has the known numbers too; nil if no numbers are possible.
  ///
  /// What is known from elsewhere may leave a cell little room whatever is printed: then the print must leave it what there is.
  private func revealed(_ hidden: Set<Int>, _ reading: Reading) -> Set<Int>? {
    if known.isEmpty { return [] }
    var revealed: Set<Int> = []
    for room in [policy.room, DisclosureControl.narrowRoom, 1] where room <= policy.room {
      guard let printed = narrow(hidden, reading, knowing: known, room: room) else { return nil }
      if printed.isEmpty { break }
      guard let anyway = narrow(hidden, reading, knowing: known, room: room, isPrinted: false) else { return nil }
      revealed.formUnion(printed.subtracting(anyway))
    }
    return revealed
  }

  /// The cells that have less room than they need; nil if no numbers are possible.
  /// - Parameters:
  ///   - room: That of the policy where it is not given.
  ///   - isPrinted: Whether the reader has the release at all, or only what is known from elsewhere.
  private func narrow(
    _ hidden: Set<Int>, _ reading: Reading, knowing known: Set<Int>, room: Int? = nil, isPrinted: Bool = true
  ) -> Set<Int>? {
    let ranges = n.indices.map { index -> ClosedRange<Int> in
      if known.contains(index) { return n[index]...n[index] }
      if hidden.contains(index) { return (reading == .truly ? min(1, n[index]) : 1)...DisclosureControl.most }
      if sums.cell[index] != nil && isPrinted { return n[index]...n[index] }
      return min(0, n[index])...DisclosureControl.most
    }
    let (numbers, cells) = sums.unknowns(
      ranges, truth: n, targets: { hidden.contains($0) || withheld.contains($0) }, room: room ?? policy.room,
      addsUp: reading != .somebodyAndMore)
    return attack(numbers).map { narrow in Set(narrow.map { cells[$0] }) }
  }

  private func eliminate() -> Set<Int> {
    var keeper = SpanKeeper(secrets: withheld.sorted().map { forms[$0] })
    var knowing = SpanKeeper(secrets: known.isEmpty ? [] : withheld.subtracting(known).sorted().map { forms[$0] })
    for index in known.sorted() { _ = knowing.publish(forms[index]) }
    var hidden = withheld.filter { sums.cell[$0] != nil }
    for index in order where !hidden.contains(index) {
      let isShown = keeper.publish(forms[index]) && (known.isEmpty || knowing.publish(forms[index]))
      if !isShown { hidden.insert(index) }
    }
    return hidden
  }

  /// Withholds more cells, so that those that are known too well get room; each time at least one.
  /// - Parameter isSparing: One for the groups of a family is enough for now, as it gives each of them room: fewer are withheld,
  ///   step by step.
  private mutating func hide(
    _ cells: Set<Int>, _ hidden: Set<Int>, mayBeKnown: Bool = false, isSparing: Bool
  ) throws(DisclosureRefusal) {
    var more: Set<Int> = []
    for cell in cells.sorted() {
      if isSparing && family(of: cell).contains(where: more.contains) { continue }
      let found =
        nobody(beside: cell, hidden, mayBeKnown)
        ?? companion(of: cell) {
          n[$0] > 0 && !hidden.contains($0) && !more.contains($0) && (mayBeKnown || !known.contains($0))
        }
      if let found { more.insert(found) }
    }
    // That nobody is there is the last to be hidden, and only where a 0 is hidden already, or more is known than is printed.
    if more.isEmpty, !known.isEmpty || hidden.contains(where: { n[$0] == 0 }) {
      for cell in cells.sorted() {
        let found = companion(of: cell) {
          n[$0] == 0 && !hidden.contains($0) && (mayBeKnown || !known.contains($0))
        }
        if let found { more.insert(found) }
      }
    }
    if more.isEmpty { throw .cannotProtect(cells.count) }
    withheld.formUnion(more)
  }

  /// The cells of the groups of a cell's family at its place, itself included; none for everybody.
  private func family(of index: Int) -> [Int] {
    let (place, column) = (index / sums.width, index % sums.width)
    return sums.families.first { $0.contains(column) }.map { $0.map { place * sums.width + $0 } } ?? []
  }

  /// For a hidden 0 of a group of which the district prints that it has nobody: that of the district.
  private func nobody(beside index: Int, _ hidden: Set<Int>, _ mayBeKnown: Bool) -> Int? {
    guard n[index] == 0, let own = sums.districts.first(where: { $0.parts.contains(index / sums.width) }) else {
      return nil
    }
    let whole = own.district * sums.width + index % sums.width
    return n[whole] == 0 && !hidden.contains(whole) && (mayBeKnown || !known.contains(whole)) ? whole : nil
  }

  /// The visible cell that, hidden too, gives another room: the smallest of its family at the place, else of its column
  /// in the district, else of the place, else of the district, else of all.
  private func companion(of index: Int, among fits: (Int) -> Bool) -> Int? {
    let (place, column) = (index / sums.width, index % sums.width)
    func smallest(_ cells: [Int]) -> Int? {
      cells.filter { sums.cell[$0] != nil && !withheld.contains($0) && fits($0) }
        .min { (n[$0], $0) < (n[$1], $1) }
    }
    func row(_ place: Int) -> [Int] { (0..<sums.width).map { place * sums.width + $0 } }
    if let found = smallest(family(of: index)) { return found }
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
