public import Postgres

/// Which published runs can still be read, and the removal of those that need not be.
public struct Pruning: Sendable, Equatable {
  /// Runs that stay, by number: as asked, the published one, and every run of which a release was made.
  public let kept: [Int32]
  /// Runs that go.
  public let pruned: [Int32]

  /// - Parameters:
  ///   - newest: how many of the newest runs stay.
  ///   - months: of how many of the latest months the last run stays.
  public static func plan(_ connection: borrowing Connection, newest: Int, months: Int) throws -> Pruning {
    let kept = try numbers(
      connection, "SELECT * FROM meta.runs_to_keep($1, $2)",
      [.integer(Int32(clamping: newest)), .integer(Int32(clamping: months))])
    return Pruning(
      kept: kept, pruned: try numbers(connection, "SELECT * FROM meta.runs_to_prune($1)", [.integers(kept)]))
  }

  /// Removes what only the pruned runs show, in one transaction. The connection must hold the lock of the night.
  /// - Returns: rows removed by table, without tables that lost none.
  public func carryOut(_ connection: borrowing Connection) throws -> [(table: String, rows: Int)] {
    if pruned.isEmpty { return [] }
    return try connection.transaction {
      var removed: [(table: String, rows: Int)] = []
      try connection.query("SELECT * FROM meta.prune($1)", [.integers(kept)], name: "prune") { row in
        let (table, rows) = (try row.text(0), try row.int(1))
        if rows > 0 { removed.append((table, rows)) }
      }
      return removed
    }
  }

  private static func numbers(
    _ connection: borrowing Connection, _ query: String, _ parameters: [Parameter]
  ) throws -> [Int32] {
    var numbers: [Int32] = []
    try connection.query(query, parameters, name: "runs to prune") { numbers.append(try $0.int32(0)) }
    return numbers
  }
}
