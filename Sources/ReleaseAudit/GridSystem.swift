/// The equations of a grid: groups add up to everybody, schools to their district.
struct GridSystem {
  private(set) var system = LinearSystem()
  /// The unknown of each cell; nil where its value is known or it has no cell.
  private(set) var variable: [Int?]
  private(set) var cell: [Int]

  /// - Parameters:
  ///   - ranges: The possible values of each cell; nil = no such cell.
  ///   - otherSide: The possible number of those whom a one-sided family does not show, at a place and for its column.
  ///   - addsUpDistricts: Whether the schools of a district are all in the release.
  init(
    _ grid: CellGrid, _ ranges: [ClosedRange<Int>?], otherSide: (_ place: Int, _ column: Int) -> ClosedRange<Int>,
    addsUpDistricts: Bool
  ) {
    variable = Array(repeating: nil, count: ranges.count)
    cell = []
    for (index, range) in ranges.enumerated() {
      guard let range, range.count > 1 else { continue }
      variable[index] = system.add(range)
      cell.append(index)
    }
    for place in grid.places.indices {
      let start = place * grid.width
      for family in grid.families {
        if family.partitionsAll {
          add(ranges, start + grid.all, family.columns.map { start + $0 })
        } else {
          for column in family.columns where ranges[start + column] != nil && ranges[start + grid.all] != nil {
            if variable[start + column] == nil && variable[start + grid.all] == nil { continue }
            add(ranges, start + grid.all, [start + column], and: system.add(otherSide(place, column)))
            cell.append(-1)
          }
        }
      }
    }
    guard addsUpDistricts else { return }
    for (district, schools) in grid.districts where !schools.isEmpty {
      for column in 0..<grid.width {
        add(ranges, district * grid.width + column, schools.map { $0 * grid.width + column })
      }
    }
  }

  /// The parts, and an unknown of its own, add up to the whole.
  private mutating func add(_ ranges: [ClosedRange<Int>?], _ whole: Int, _ parts: [Int], and other: Int? = nil) {
    guard ranges[whole] != nil, parts.allSatisfy({ ranges[$0] != nil }) else { return }
    var sum = 0
    var terms: [LinearSystem.Term] = other.map { [LinearSystem.Term($0)] } ?? []
    for part in parts {
      if let variable = variable[part] { terms.append(LinearSystem.Term(variable)) } else { sum -= known(ranges, part) }
    }
    if let variable = variable[whole] {
      terms.append(LinearSystem.Term(variable, isAdded: false))
    } else {
      sum += known(ranges, whole)
    }
    if !terms.isEmpty { system.require(terms, sum: sum) }
  }

  private func known(_ ranges: [ClosedRange<Int>?], _ index: Int) -> Int { ranges[index]?.lowerBound ?? 0 }

  /// Whether the known schools of every wholly known column add up to their district.
  static func addsUp(_ grid: CellGrid) -> Bool {
    grid.districts.allSatisfy { district, schools in
      (0..<grid.width).allSatisfy { column in
        let parts = schools.map { grid.n[$0 * grid.width + column] }
        guard let whole = grid.n[district * grid.width + column], !parts.contains(nil) else { return true }
        return parts.reduce(0) { $0 + ($1 ?? 0) } == whole
      }
    }
  }
}
