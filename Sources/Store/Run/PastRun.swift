public import Postgres

/// An earlier run, read in place of the published one: its facts about the students whom the login may see now, which
/// row-level security decides (decision 0022).
public enum PastRun {
  /// Makes every view of the session show a run; it lasts as long as the connection.
  public static func show(_ connection: borrowing Connection, run: Int32) throws {
    try connection.run("SELECT set_config('agtrack.run', $1, false)", [.text("\(run)")], name: "earlier run")
  }

  /// Whether a run was pruned.
  public static func isPruned(_ connection: borrowing Connection, run: Int32) throws -> Bool {
    try connection.first(
      "SELECT pruned_at IS NOT NULL FROM meta.run WHERE run_id = $1", [.integer(run)], name: "earlier run"
    ) { try $0.bool(0) } ?? false
  }

  /// The oldest run that can be read, if any is pruned; what changed before it is not known.
  public static func oldest(_ connection: borrowing Connection) throws -> Int32? {
    let found = try connection.first(
      """
      SELECT min(run_id) FILTER (WHERE pruned_at IS NULL), bool_or(pruned_at IS NOT NULL) FROM meta.run WHERE state = 'published'
      """, name: "oldest run"
    ) { (try $0.optionalInt32(0), try $0.optionalBool(1) ?? false) }
    return found?.1 == true ? found?.0 : nil
  }
}
