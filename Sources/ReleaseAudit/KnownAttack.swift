/// Attacks a release as somebody would who also knows what others publish about the same students.
///
/// Only what the release adds is a finding: what follows from the known numbers and earlier releases alone, it does not give away.
public enum KnownAttack {
  /// - Parameters:
  ///   - known: What is known from elsewhere.
  ///   - previous: Earlier releases.
  /// - Returns: What is found, how many of the known numbers are of no cell of the release, and the tables (`school year, measures`) which
  ///   they contradict, so that they were left out there.
  public static func findings(
    _ release: PublishedCells, known: [KnownCell], previous: [PublishedCells] = [], workers: (any AuditWorkers)? = nil
  ) -> (findings: [Finding], unused: Int, contradicted: [String]) {
    let earlier = EarlierCells(previous)
    var (grids, pieces): ([(known: CellGrid, alone: CellGrid)], [(grid: Int, measure: Int?)]) = ([], [])
    var used = 0
    for rows in ReleaseAudit.tables(release) {
      let table = rows.map { release.cells[$0] }
      guard var grid = CellGrid(table, partitions: release.partitions) else { continue }
      let before = grid
      let own = known.filter { $0.schoolYear == table[0].schoolYear }.count { grid.know($0) }
      used += own
      if own == 0 { continue }
      var isKnown = Set(known.filter { $0.schoolYear == table[0].schoolYear }.compactMap { grid.index(of: $0) })
      if Differencing.agrees(table, earlier) {
        Differencing.join(&grid, earlier)
        for (_, cells) in before.cells {
          for (index, cell) in cells.enumerated() {
            if let cell, earlier[cell.name].contains(where: { $0.n != nil }) { isKnown.insert(index) }
          }
        }
      }
      pieces += [(grids.count, nil)] + grid.cells.indices.map { (grids.count, $0) }
      grids.append((grid, grid.leftAside(knowing: isKnown.contains)))
    }
    let (all, parts) = (grids, pieces)
    let found = (workers ?? OneAuditWorker()).map(parts.count) { piece in
      let (grid, measure) = (all[parts[piece].grid], parts[piece].measure)
      return CellAttack.added(grid.known, to: grid.alone, measure: measure, earlier)
    }
    var (findings, contradicted): ([Finding], [String]) = ([], [])
    for (piece, own) in zip(parts, found) {
      if let own {
        findings += own
      } else {
        let cells = all[piece.grid].known.cells
        let measures = piece.measure.map { [cells[$0].measure] } ?? cells.map(\.measure)
        let year = cells.lazy.flatMap(\.at).compactMap { $0 }.first?.schoolYear ?? ""
        contradicted.append("\(year) \(measures.joined(separator: " "))")
      }
    }
    return (findings, known.count - used, contradicted)
  }
}
