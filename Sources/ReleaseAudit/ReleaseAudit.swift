/// Attacks a release as an outsider would, alone and together with earlier releases of the same year.
public enum ReleaseAudit {
  /// - Parameters:
  ///   - page: The text of `index.html`; nil to leave it out.
  ///   - previous: Earlier releases.
  /// - Returns: What it gives away, each once; empty = nothing was found.
  public static func findings(
    _ release: PublishedCells, page: [UInt8]? = nil, previous: [PublishedCells] = []
  ) -> [Finding] {
    var findings = FormCheck.findings(release, page: page)
    var earlier: [String: [PublishedCell]] = [:]
    for cell in previous.flatMap(\.cells) { earlier[cell.name, default: []].append(cell) }
    findings += Differencing.findings(release, earlier)
    for table in tables(release) {
      guard var grid = CellGrid(table, partitions: release.partitions) else { continue }
      if Differencing.agrees(table, earlier) { Differencing.join(&grid, earlier) }
      findings += CellAttack(grid).findings
    }
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }
  }

  /// The cells of each school year and denominator.
  private static func tables(_ release: PublishedCells) -> [[PublishedCell]] {
    var (tables, order): ([[String]: [PublishedCell]], [[String]]) = ([:], [])
    for cell in release.cells {
      let key = [cell.schoolYear, release.denominators[cell.measure] ?? "measure \(cell.measure)"]
      if tables[key] == nil { order.append(key) }
      tables[key, default: []].append(cell)
    }
    return order.compactMap { tables[$0] }
  }
}

/// What two releases of the same year say together.
enum Differencing {
  static func findings(_ release: PublishedCells, _ earlier: [String: [PublishedCell]]) -> [Finding] {
    var findings: [Finding] = []
    for cell in release.cells {
      for old in earlier[cell.name] ?? [] {
        if old.n == nil, cell.n != nil {
          findings.append(Finding(kind: .shownAgain, cell: cell.name, what: "an earlier release hides it"))
        }
        guard let before = old.n, let now = cell.n else { continue }
        if (1...10).contains(abs(now - before)) {
          findings.append(Finding(kind: .smallChange, cell: cell.name, what: "n was \(before) and is \(now)"))
        }
        guard case .exactly = old.rate, case .exactly = cell.rate, let first = old.rate.possible(of: before),
          let second = cell.rate.possible(of: now), !first.overlaps(second)
        else { continue }
        let change = max(second.lowerBound - first.lowerBound, first.lowerBound - second.lowerBound)
        if first.count == 1, second.count == 1, (1...10).contains(change) {
          findings.append(Finding(kind: .smallChange, cell: cell.name, what: "the numerator changed by \(change)"))
        }
      }
    }
    return findings
  }

  /// Whether all that both print is the same, so that each may fill in what the other hides.
  static func agrees(_ table: [PublishedCell], _ earlier: [String: [PublishedCell]]) -> Bool {
    table.allSatisfy { cell in
      (earlier[cell.name] ?? []).allSatisfy { $0.n == nil || cell.n == nil || $0.n == cell.n }
    }
  }

  static func join(_ grid: inout CellGrid, _ earlier: [String: [PublishedCell]]) {
    for (_, cells) in grid.cells {
      for (index, cell) in cells.enumerated() {
        guard let cell else { continue }
        for old in earlier[cell.name] ?? [] { if let n = old.n { grid.know(index, n) } }
      }
    }
  }
}
