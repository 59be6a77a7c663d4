import Equity
import ReleaseAudit
import TestSupport

/// Somebody who knows some cells of a table from elsewhere: a model of what is possible for them, written from the words of
/// `docs/disclosure.md` and not from the suppressor. Behind the columns of the table stands one for the other side of each family.
struct KnowingReader {
  let table: DisclosureTable
  let students: Set<Int>
  let outcomes: Set<Int>
  var width: Int { table.width + table.families.count }

  init(_ table: DisclosureTable) {
    self.table = table
    let width = table.width + table.families.count
    func places(_ cells: Set<KnownElsewhere.Cell>) -> Set<Int> {
      Set(
        cells.map { cell in
          switch cell {
          case .cell(let own): own / table.width * width + own % table.width
          case .others(let place, let family): place * width + table.width + family
          }
        })
    }
    (students, outcomes) = (places(table.known.students), places(table.known.outcomes.first ?? []))
  }

  /// The sums that hold: groups and everybody, one side and the other, schools and their district.
  var sums: [(whole: Int, parts: [Int])] {
    var sums: [(whole: Int, parts: [Int])] = []
    for place in 0..<table.places {
      var column = 1
      for (number, family) in table.families.enumerated() {
        let others = family.groups > 1 ? [] : [place * width + table.width + number]
        sums.append((place * width, (column..<column + family.groups).map { place * width + $0 } + others))
        column += family.groups
      }
    }
    // The other side of a family of several groups is nobody's.
    for column in 0..<width where column < table.width || table.families[column - table.width].groups == 1 {
      sums.append((column, (1..<table.places).map { $0 * width + column }))
    }
    return sums
  }

  /// The cell of the table; nil for another side.
  func own(_ cell: Int) -> Int? {
    cell % width < table.width ? cell / width * table.width + cell % width : nil
  }

  var cells: [Int] {
    (0..<table.places * width).filter { own($0) != nil || table.families[$0 % width - table.width].groups == 1 }
  }

  /// What the sums determine, of cells that are not known.
  func determined(isUnknown: (Int) -> Bool) -> Set<Int> {
    let rows = sums.map { whole, parts in
      var row: [Int: Int] = [:]
      for part in parts where isUnknown(part) { row[part] = 1 }
      if isUnknown(whole) { row[whole] = -1 }
      return row
    }
    return Set(RationalElimination.determined(rows))
  }

  /// Cells that have nobody because all students of a sum of them are known to be elsewhere.
  func nobody(_ n: [Int]) -> Set<Int> {
    var nobody: Set<Int> = []
    var before = -1
    while nobody.count > before {
      before = nobody.count
      let isKnown = { (cell: Int) in students.contains(cell) || nobody.contains(cell) }
      let empty = sums.filter { whole, parts in
        isKnown(whole) && parts.filter(isKnown).reduce(n[whole]) { $0 - n[$1] } == 0
      }
      for (_, parts) in empty { nobody.formUnion(parts.filter { n[$0] == 0 }) }
    }
    return nobody
  }

  /// For an outside solver.
  func puzzle(_ range: (Int) -> ClosedRange<Int>) -> LinearPuzzle {
    var puzzle = LinearPuzzle()
    for cell in cells where range(cell).count > 1 { puzzle.bounds[cell] = range(cell) }
    for (whole, parts) in sums { puzzle.add(whole, parts, range) }
    return puzzle
  }

  /// A table of which somebody else publishes a part: by its own rule, groups of so many students and more, and now and then the other side.
  static func random(_ random: inout SplitMix64, schools: ClosedRange<Int>) -> DisclosureTable {
    let sizes = (0..<Int.random(in: schools, using: &random)).map { _ in Int.random(in: 3...220, using: &random) }
    let table = RandomDistrict(sizes: sizes, measures: 1, random: &random).table
    let (share, least) = (Int.random(in: 5...70, using: &random), [0, 11, 11, 30].randomElement(using: &random) ?? 11)
    var known = KnownElsewhere(students: [], outcomes: [[]])
    func learn(_ cell: KnownElsewhere.Cell, _ random: inout SplitMix64) {
      guard Int.random(in: 0..<100, using: &random) < share else { return }
      known.students.insert(cell)
      if Int.random(in: 0..<3, using: &random) == 0 { known.outcomes[0].insert(cell) }
    }
    for (cell, n) in table.n.enumerated() where n >= least { learn(.cell(cell), &random) }
    for place in 0..<table.places {
      for (family, own) in table.families.enumerated() where own.groups == 1 {
        learn(.others(place: place, family: family), &random)
      }
    }
    return DisclosureTable(
      families: table.families, districtOf: table.districtOf, isDistrict: table.isDistrict, counts: table.counts,
      known: known)
  }
}

extension KnowingReader {
  /// The values of all cells, other sides included.
  func values(_ own: [Int]) -> [Int] {
    (0..<table.places * width).map { cell in
      if let index = self.own(cell) { return own[index] }
      let (place, family) = (cell / width, cell % width - table.width)
      let column = table.families.prefix(family).reduce(1) { $0 + $1.groups }
      return own[place * table.width] - own[place * table.width + column]
    }
  }

  /// How many students a cell can have.
  /// - Parameter pattern: What is printed; nil for somebody who has no release, and knows of it only which cells it hides.
  func students(_ cell: Int, _ n: [Int], hidden: DisclosurePattern, isPrinted: Bool) -> ClosedRange<Int> {
    if students.contains(cell) { return n[cell]...n[cell] }
    guard let own = own(cell) else { return 0...1_000_000 }
    if hidden.isHidden[own] { return min(1, n[cell])...1_000_000 }
    return isPrinted ? n[cell]...n[cell] : 0...1_000_000
  }

  /// How many of them can have the outcome.
  func outcome(_ cell: Int, _ n: [Int], _ x: [Int], _ pattern: DisclosurePattern, isPrinted: Bool) -> ClosedRange<Int> {
    if outcomes.contains(cell) { return x[cell]...x[cell] }
    let most = students.contains(cell) ? n[cell] : 1_000_000
    guard let own = own(cell), !pattern.isHidden[own] else { return 0...most }
    if n[cell] == 0 { return 0...0 }
    if !isPrinted { return 0...most }
    switch pattern.coding[0][own] {
    case .atMost(let step)?: return 0...(n[cell] * step / 100)
    case .atLeast(let step)?: return ((n[cell] * step + 99) / 100)...n[cell]
    default: return x[cell]...x[cell]
    }
  }
}
