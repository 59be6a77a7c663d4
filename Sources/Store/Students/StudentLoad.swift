public import Postgres

/// What frames the loading of students: call `begin` before the first batch and `finish` after the last, on the main
/// connection.
public enum StudentLoad {
  /// Makes ready for loading. At the first night it takes the key off the empty transcript table until `finish`; a
  /// night that dies in between is cleared away by the next one, key included.
  public static func begin(_ connection: borrowing Connection) throws {
    try connection.run("SELECT meta.suspend_keys()", name: "suspend keys")
  }

  /// Builds what `begin` took off. To be called before anything reads what was loaded.
  /// - Parameter changedMuch: so much was loaded that the planner's statistics are to be refreshed.
  public static func finish(_ connection: borrowing Connection, changedMuch: Bool) throws {
    try connection.run("SELECT meta.restore_keys()", name: "restore keys")
    guard changedMuch else { return }
    try connection.execute(
      "ANALYZE record.student_identity, record.student, record.transcript, record.exam, record.waiver, record.exam_match, record.district_claim, evaluation.verdict, evaluation.counsel",
      name: "analyze")
  }
}
