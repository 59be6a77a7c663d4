/// Attacks a release as an outsider would, alone and together with earlier releases of the same year.
public enum ReleaseAudit {
  /// - Parameters:
  ///   - page: The text of `index.html` and `community.html`, one after the other; nil to leave it out.
  ///   - cases: The case studies of `cases.csv`.
  ///   - previous: Earlier releases.
  ///   - known: Numbers from elsewhere that bound who can have missed a pattern; `KnownAttack` attacks the cells with them.
  ///   - workers: Attack tables at the same time; the findings are the same with any number of them.
  /// - Returns: What it gives away, each once; empty = nothing was found.
  public static func findings(
    _ release: PublishedCells, page: [UInt8]? = nil, cases: [PublishedCase] = [], previous: [PublishedCells] = [],
    known: [KnownCell] = [], workers: (any AuditWorkers)? = nil
  ) -> [Finding] {
    let workers = workers ?? OneAuditWorker()
    var findings = FormCheck.findings(release, page: page)
    findings += CaseCheck(release: release, cases: cases, known: known).findings()
    let earlier = EarlierCells(previous)
    findings += Differencing.findings(release, earlier)
    var (grids, pieces): ([CellGrid], [(grid: Int, measure: Int?)]) = ([], [])
    for rows in tables(release) {
      let table = rows.map { release.cells[$0] }
      guard var grid = CellGrid(table, partitions: release.partitions) else { continue }
      if Differencing.agrees(table, earlier) { Differencing.join(&grid, earlier) }
      pieces += [(grids.count, nil)] + grid.cells.indices.map { (grids.count, $0) }
      grids.append(grid)
    }
    let (all, parts) = (grids, pieces)
    findings += workers.map(parts.count) { CellAttack.findings(all[parts[$0].grid], measure: parts[$0].measure) }
      .flatMap(\.self)
    var seen: Set<Finding> = []
    return findings.filter { seen.insert($0).inserted }
  }

  /// The rows of each school year and denominator.
  static func tables(_ release: PublishedCells) -> [[Int]] {
    var (tables, order): ([[String]: [Int]], [[String]]) = ([:], [])
    for (row, cell) in release.cells.enumerated() {
      let key = [cell.schoolYear, release.denominators[cell.measure] ?? "measure \(cell.measure)"]
      if tables[key] == nil { order.append(key) }
      tables[key, default: []].append(row)
    }
    return order.compactMap { tables[$0] }
  }
}

/// The cells of earlier releases by their names.
struct EarlierCells {
  private let cells: [PublishedCell]
  /// The last cell of each name, and for each cell the one of its name before it; -1 for none.
  private var last: [String: Int] = [:]
  private var before: [Int]

  init(_ releases: [PublishedCells]) {
    // One release, which is usual, is not copied.
    cells = releases.count == 1 ? releases[0].cells : releases.flatMap(\.cells)
    before = Array(repeating: -1, count: cells.count)
    for (index, cell) in cells.enumerated() {
      let name = cell.name
      before[index] = last[name] ?? -1
      last[name] = index
    }
  }

  subscript(name: String) -> [PublishedCell] {
    if last.isEmpty { return [] }
    var (found, index): ([PublishedCell], Int) = ([], last[name] ?? -1)
    while index >= 0 {
      found.append(cells[index])
      index = before[index]
    }
    return found.reversed()
  }
}

/// What two releases of the same year say together.
enum Differencing {
  static func findings(_ release: PublishedCells, _ earlier: EarlierCells) -> [Finding] {
    var findings: [Finding] = []
    for cell in release.cells {
      for old in earlier[cell.name] {
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
  static func agrees(_ table: [PublishedCell], _ earlier: EarlierCells) -> Bool {
    table.allSatisfy { cell in
      (earlier[cell.name]).allSatisfy { $0.n == nil || cell.n == nil || $0.n == cell.n }
    }
  }

  static func join(_ grid: inout CellGrid, _ earlier: EarlierCells) {
    for (_, cells) in grid.cells {
      for (index, cell) in cells.enumerated() {
        guard let cell else { continue }
        for old in earlier[cell.name] { if let n = old.n { grid.know(index, n) } }
      }
    }
  }
}
