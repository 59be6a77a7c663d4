/// How the cells of a table hang together: each is a sum of inner cells that may be anything.
///
/// What a release leaves out is put in, so that the sums are true: the other side of families of which it prints one, and
/// students of no listed group or school.
struct CellSums {
  let width: Int
  let places: Int
  /// Which family, of which columns, the last of them being what is left out if that is part of it.
  let families: [Range<Int>]
  /// The districts with the places that add up to them.
  let districts: [(district: Int, parts: [Int])]
  /// The cell of the table that each is; nil for those that the release leaves out.
  let cell: [Int?]
  /// The level and the family of each cell, for the order of the policy.
  let isDistrict: [Bool]
  let familyOf: [Int?]
  private let tableWidth: Int
  private let tablePlaces: Int
  private let tableFamilies: [DisclosureTable.Family]
  private let restColumn: [Int?]
  private let restPlace: [Int: Int]

  init(_ table: DisclosureTable) {
    (tableWidth, tablePlaces, tableFamilies) = (table.width, table.places, table.families)
    let n = table.n
    var (families, restColumn, column, next): ([Range<Int>], [Int?], Int, Int) = ([], [], 1, 1)
    var columns: [Int?] = [0]
    var familyOf: [Int?] = [nil]
    for (index, family) in table.families.enumerated() {
      let groups = column..<column + family.groups
      let hasRest = (0..<table.places).contains { place in
        groups.reduce(n[place * table.width]) { $0 - n[place * table.width + $1] } != 0
      }
      families.append(next..<next + family.groups + (hasRest ? 1 : 0))
      columns += groups.map { $0 } + (hasRest ? [nil] : [])
      restColumn.append(hasRest ? next + family.groups : nil)
      familyOf += Array(repeating: index, count: family.groups + (hasRest ? 1 : 0))
      next += family.groups + (hasRest ? 1 : 0)
      column += family.groups
    }
    (self.families, self.restColumn, width) = (families, restColumn, next)
    self.familyOf = familyOf
    var (districts, count, restPlace): ([(district: Int, parts: [Int])], Int, [Int: Int]) = ([], table.places, [:])
    for district in 0..<table.places where table.isDistrict[district] {
      var parts = (0..<table.places).filter { table.districtOf[$0] == district }
      if parts.isEmpty { continue }
      let isWhole = (0..<table.width).allSatisfy { column in
        parts.reduce(n[district * table.width + column]) { $0 - n[$1 * table.width + column] } == 0
      }
      if !isWhole {
        restPlace[district] = count
        parts.append(count)
        count += 1
      }
      districts.append((district, parts))
    }
    (self.districts, places, self.restPlace) = (districts, count, restPlace)
    isDistrict = (0..<count).map { $0 < table.places && table.isDistrict[$0] }
    let (tableWidth, tablePlaces) = (table.width, table.places)
    cell = (0..<count).flatMap { place in
      columns.map { column in place < tablePlaces ? column.map { place * tableWidth + $0 } : nil }
    }
  }

  /// The values of all cells, those left out included, from the values of the table.
  func values(_ table: [Int]) -> [Int] {
    var values = [Int](repeating: 0, count: places * width)
    for (index, own) in cell.enumerated() { if let own { values[index] = table[own] } }
    for place in 0..<tablePlaces { fillRest(&values, place) }
    for (district, parts) in districts {
      guard let rest = restPlace[district] else { continue }
      for column in 0..<width {
        values[rest * width + column] = parts.reduce(values[district * width + column]) {
          $1 == rest ? $0 : $0 - values[$1 * width + column]
        }
      }
    }
    return values
  }

  private func fillRest(_ values: inout [Int], _ place: Int) {
    for (family, rest) in zip(families, restColumn) {
      guard let rest else { continue }
      let start = place * width
      values[start + rest] = family.reduce(values[start]) { $1 == rest ? $0 : $0 - values[start + $1] }
    }
  }

  /// Each cell as a sum of inner cells, with its coefficients.
  func forms() -> [SparseForm] {
    var forms = [SparseForm](repeating: [:], count: places * width)
    let whole = Set(districts.map(\.district))
    for place in 0..<places where !whole.contains(place) {
      let start = place * width
      forms[start] = [start: 1]
      for family in families {
        guard let last = family.last else { continue }
        var rest: SparseForm = [start: 1]
        for column in family where column != last {
          forms[start + column] = [start + column: 1]
          rest[start + column] = Modular.minusOne
        }
        forms[start + last] = rest
      }
    }
    for (district, parts) in districts {
      for column in 0..<width {
        var sum: SparseForm = [:]
        for part in parts { sum.merge(forms[part * width + column]) { Modular.sum($0, $1) } }
        forms[district * width + column] = sum
      }
    }
    return forms
  }

  /// Where cells stand that are known from elsewhere. What a family leaves out stands nowhere if that is nobody.
  func indices(_ known: Set<KnownElsewhere.Cell>) -> Set<Int> {
    if known.isEmpty { return [] }
    var places: [Int: Int] = [:]
    for (index, own) in cell.enumerated() { if let own { places[own] = index } }
    return Set(
      known.compactMap { known in
        switch known {
        case .cell(let own): places[own]
        case .others(let place, let family): restColumn[family].map { place * width + $0 }
        }
      })
  }

  /// Whether a cell is what a family leaves out at a place, and the students of all others there are printed.
  func isDerived(_ index: Int, hidden: Set<Int>) -> Bool {
    let (place, column) = (index / width, index % width)
    guard place < tablePlaces, let family = restColumn.firstIndex(of: column) else { return false }
    let start = place * width
    return !hidden.contains(start) && families[family].allSatisfy { $0 == column || !hidden.contains(start + $0) }
  }

  /// What somebody faces who knows the cells whose range is one value.
  /// - Parameter addsUp: Whether schools are taken to add up to their district.
  func unknowns(
    _ ranges: [ClosedRange<Int>], truth: [Int], targets: (Int) -> Bool, room: Int, addsUp: Bool = true
  ) -> (UnknownNumbers, [Int]) {
    var (numbers, cells) = (UnknownNumbers(), [Int]())
    numbers.room = room
    var variable = [Int?](repeating: nil, count: ranges.count)
    for (index, range) in ranges.enumerated() where range.count > 1 {
      variable[index] = cells.count
      if targets(index) { numbers.targets.append(cells.count) }
      cells.append(index)
      numbers.bounds.append(range)
      numbers.truth.append(truth[index])
    }
    func add(_ whole: Int, _ parts: [Int]) {
      var (added, sum): ([Int], Int) = ([], 0)
      for part in parts {
        if let unknown = variable[part] { added.append(unknown) } else { sum -= ranges[part].lowerBound }
      }
      let left = variable[whole].map { [$0] } ?? []
      if left.isEmpty { sum += ranges[whole].lowerBound }
      if added.isEmpty && left.isEmpty { return }
      numbers.equations.append(UnknownNumbers.Equation(added: added, subtracted: left, sum: sum))
    }
    for place in 0..<places {
      for family in families { add(place * width, family.map { place * width + $0 }) }
    }
    for (district, parts) in districts where addsUp {
      for column in 0..<width { add(district * width + column, parts.map { $0 * width + column }) }
    }
    return (numbers, cells)
  }
}
