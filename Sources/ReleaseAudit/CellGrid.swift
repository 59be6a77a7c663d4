/// The cells of one denominator and school year as places by columns, a column being a group of a family.
struct CellGrid {
  struct Place {
    let scope: String
    let id: String
    /// The index of a school's district among the places; nil for districts and where the release has none for it.
    let district: Int?
  }

  struct Family {
    let columns: Range<Int>
    /// Its groups add up to everybody; otherwise those who are in none of them are not shown.
    let partitionsAll: Bool
  }

  let places: [Place]
  let families: [Family]
  /// The column of everybody.
  let all: Int
  let width: Int
  /// Students of each cell; nil = hidden. No entry of `isPrinted` = the release has no such cell.
  private(set) var n: [Int?]
  private(set) var isPrinted: [Bool]
  /// For each measure its cell at each place and column.
  private(set) var cells: [(measure: String, at: [PublishedCell?])]
  /// Of those whom a one-sided family does not show, by the cell of the side that it shows: how many there are, where that is known.
  private(set) var others: [Int: Int] = [:]
  /// For each measure the students with the outcome, and those of the other side, where they are known from elsewhere.
  private(set) var outcomes: [(own: [Int: Int], others: [Int: Int])]
  /// Cells whose print is left aside, to see what follows without it.
  private(set) var isLeftAside: [Bool]
  private let columns: [[String]: Int]

  /// nil where there is no group of everybody.
  init?(_ list: [PublishedCell], partitions: Set<String>) {
    var (columns, order): ([[String]: Int], [[String]]) = ([:], [])
    for cell in list where columns[[cell.family, cell.group]] == nil { columns[[cell.family, cell.group]] = -1 }
    order = columns.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    for (index, key) in order.enumerated() { columns[key] = index }
    self.columns = columns
    guard let all = columns[["all", "all"]] else { return nil }
    self.all = all
    width = order.count
    let names = Set(order.map { $0[0] }).subtracting(["all"]).sorted()
    families = names.compactMap { name in
      guard let first = order.firstIndex(where: { $0[0] == name }),
        let last = order.lastIndex(where: { $0[0] == name })
      else { return nil }
      return Family(columns: first..<last + 1, partitionsAll: partitions.contains(name))
    }
    var (placed, found): ([[String]: Int], [[String]]) = ([:], [])
    for cell in list where placed[[cell.scope, cell.scopeID]] == nil {
      placed[[cell.scope, cell.scopeID]] = found.count
      found.append([cell.scope, cell.scopeID])
    }
    let districts = found.indices.filter { found[$0][0] == "district" }
    places = found.map { place in
      let own = districts.first { districts.count == 1 || place[1].hasPrefix(found[$0][1]) }
      return Place(scope: place[0], id: place[1], district: place[0] == "school" ? own : nil)
    }
    n = Array(repeating: nil, count: places.count * width)
    isPrinted = Array(repeating: false, count: n.count)
    isLeftAside = isPrinted
    (cells, outcomes) = ([], [])
    for measure in Set(list.map(\.measure)).sorted() {
      var at = [PublishedCell?](repeating: nil, count: n.count)
      for cell in list where cell.measure == measure {
        guard let place = placed[[cell.scope, cell.scopeID]], let column = columns[[cell.family, cell.group]] else {
          continue
        }
        let index = place * width + column
        at[index] = cell
        isPrinted[index] = true
        // What one measure shows is known for all that count the same students.
        if let count = cell.n { n[index] = count }
      }
      cells.append((measure, at))
      outcomes.append(([:], [:]))
    }
  }

  /// Takes what another release of the same cells shows for known.
  mutating func know(_ index: Int, _ count: Int) { n[index] = n[index] ?? count }

  /// Takes a number of somebody else for known; false if it is of no cell here.
  mutating func know(_ known: KnownCell) -> Bool {
    guard let measure = cells.firstIndex(where: { $0.measure == known.measure }),
      let place = places.firstIndex(where: { $0.scope == known.scope && $0.id == known.scopeID })
    else { return false }
    if let column = columns[[known.family, known.group]] {
      let index = place * width + column
      guard isPrinted[index] else { return false }
      know(index, known.students)
      outcomes[measure].own[index] = known.outcome
      return true
    }
    // The side that a one-sided family does not show.
    guard known.group == KnownCell.otherSide, let column = columns[[known.family, "Y"]],
      families.contains(where: { $0.columns == column..<column + 1 && !$0.partitionsAll })
    else { return false }
    others[place * width + column] = known.students
    outcomes[measure].others[place * width + column] = known.outcome
    return true
  }

  /// The cell of a known number; nil where it has none of its own.
  func index(of known: KnownCell) -> Int? {
    guard let place = places.firstIndex(where: { $0.scope == known.scope && $0.id == known.scopeID }),
      let column = columns[[known.family, known.group]], cells.contains(where: { $0.measure == known.measure })
    else { return nil }
    return place * width + column
  }

  /// The same cells as somebody sees them who has not the release, and knows only which of them it hides.
  /// - Parameter before: What was known before the grid's own cells were printed.
  func leftAside(knowing before: (Int) -> Bool) -> CellGrid {
    var grid = self
    for index in n.indices where isPrinted[index] && n[index] != nil && !before(index) {
      grid.n[index] = nil
      grid.isLeftAside[index] = true
    }
    return grid
  }

  /// The places of each district: itself and its schools.
  var districts: [(district: Int, schools: [Int])] {
    places.indices.filter { places[$0].scope == "district" }.map { district in
      (district, places.indices.filter { places[$0].district == district })
    }
  }
}
