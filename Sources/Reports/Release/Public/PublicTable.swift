import Equity
import Rules

/// The measures of one denominator on their way into a public release.
struct PublicTable {
  private let cells: ReleaseCells
  private let measures: [ReleaseMeasure]
  /// Family and group of each column; the first is everybody.
  private let columns: [(family: String, group: String)]
  private let families: [DisclosureTable.Family]
  /// For each measure its cells, place after place.
  private let keys: [[CellKey]]
  private let known: [KnownNumber]

  /// - Parameter known: What readers know from elsewhere; of other tables too.
  init(_ cells: ReleaseCells, _ measures: [ReleaseMeasure], _ known: [KnownNumber]) {
    (self.cells, self.measures, self.known) = (cells, measures, known)
    let others = cells.input.families.filter { $0.id != ReleaseFamily.all.id }
    families = others.map { DisclosureTable.Family(name: $0.id, groups: $0.groups.count) }
    let columns = [("all", "all")] + others.flatMap { family in family.groups.map { (family.id, $0.id) } }
    self.columns = columns.map { (family: $0.0, group: $0.1) }
    keys = measures.map { measure in
      cells.places.flatMap { place in
        columns.map { CellKey(measure: measure.id, place: place.place, family: $0.0, group: $0.1) }
      }
    }
  }

  /// The rows that are printed, each with its cell, and whether they stay as an earlier release of the year printed them.
  func rows(
    _ policy: DisclosurePolicy, _ earlier: [String: [PrintedRow]], _ workers: any Workers,
    _ attack: @escaping UnknownNumbers.Attack
  ) throws(DisclosureRefusal) -> (rows: [(CellKey, PrintedRow)], isKept: Bool) {
    let known = keys.map { measure in measure.map { earlier[name($0)] ?? [] } }
    if mustKeep(known) {
      let kept = zip(keys, known).flatMap { keys, cells in
        zip(keys, cells).map { key, rows in
          (key, rows.contains(where: \.isHidden) ? PrintedRow.hidden : rows.last ?? .hidden)
        }
      }
      return (kept, true)
    }
    let hiddenBefore = Set(
      known.flatMap { cells in cells.indices.filter { cells[$0].contains(where: \.isHidden) } })
    let pattern = try DisclosureControl.pattern(
      table, policy, hiddenBefore: hiddenBefore, workers: workers, attack: attack)
    var rows: [(CellKey, PrintedRow)] = []
    for (index, coding) in pattern.coding.enumerated() {
      let counts = counts(index)
      for (cell, key) in keys[index].enumerated() {
        if pattern.isHidden[cell] {
          rows.append((key, .hidden))
        } else {
          let all = cell / columns.count * columns.count
          let whole = pattern.isHidden[all] ? nil : coding[all].map { (count: counts[all], coding: $0) }
          rows.append((key, PrintedRow(counts[cell], coding[cell], whole: whole, policy)))
        }
      }
    }
    return (rows, false)
  }

  /// Whether the table stays as the last release of the year printed it: where nothing changed, and where any printed
  /// number would differ by 1 to 10 students from that of any earlier release: whoever keeps that one would then know them.
  /// All of it stays, as sums would tell on parts.
  private func mustKeep(_ known: [[[PrintedRow]]]) -> Bool {
    var (isKnown, isChanged) = (false, false)
    for (index, cells) in known.enumerated() {
      for (rows, count) in zip(cells, counts(index)) {
        for (place, row) in rows.enumerated() {
          isKnown = true
          let change = row.change(to: count)
          if change.isSmall { return true }
          isChanged = isChanged || (change.isAny && place == rows.count - 1)
        }
      }
    }
    return isKnown && !isChanged
  }

  private func counts(_ measure: Int) -> [Count] { keys[measure].map { cells.input.counts[$0] ?? .none } }

  private func name(_ key: CellKey) -> String {
    cells.cell(key.measure, key.place, key.family, key.group).name
  }

  private var table: DisclosureTable {
    let places = cells.places
    return DisclosureTable(
      families: families,
      districtOf: places.map { place in
        guard place.place.scope == .school else { return nil }
        return places.firstIndex { $0.place == .district(place.districtID) }
      },
      isDistrict: places.map { $0.place.scope == .district }, counts: measures.indices.map(counts),
      known: knownElsewhere)
  }

  private var knownElsewhere: KnownElsewhere {
    var found = KnownElsewhere(students: [], outcomes: Array(repeating: [], count: measures.count))
    if known.isEmpty { return found }
    let others = cells.input.families.filter { $0.id != ReleaseFamily.all.id }
    for number in known {
      guard let measure = measures.firstIndex(where: { $0.id == number.cell.measure }),
        let place = cells.places.firstIndex(where: { $0.place == number.cell.place })
      else { continue }
      let cell: KnownElsewhere.Cell
      if let column = columns.firstIndex(where: { $0.family == number.cell.family && $0.group == number.cell.group }) {
        cell = .cell(place * columns.count + column)
      } else if number.cell.group == KnownNumber.otherSide,
        let family = others.firstIndex(where: { $0.id == number.cell.family && !$0.partitionsAll })
      {
        cell = .others(place: place, family: family)
      } else {
        continue
      }
      found.students.insert(cell)
      if number.isOutcomeKnown { found.outcomes[measure].insert(cell) }
    }
    return found
  }
}
