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

  /// nil where there is no group of everybody.
  init?(_ list: [PublishedCell], partitions: Set<String>) {
    var (columns, order): ([[String]: Int], [[String]]) = ([:], [])
    for cell in list where columns[[cell.family, cell.group]] == nil { columns[[cell.family, cell.group]] = -1 }
    order = columns.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    for (index, key) in order.enumerated() { columns[key] = index }
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
    cells = []
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
    }
  }

  /// Takes what another release of the same cells shows for known.
  mutating func know(_ index: Int, _ count: Int) { n[index] = n[index] ?? count }

  /// The places of each district: itself and its schools.
  var districts: [(district: Int, schools: [Int])] {
    places.indices.filter { places[$0].scope == "district" }.map { district in
      (district, places.indices.filter { places[$0].district == district })
    }
  }
}
