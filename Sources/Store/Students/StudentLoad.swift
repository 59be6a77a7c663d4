public import Postgres

/// What frames the loading of students: call `begin` before the first batch and `restoreKeys` after the last, on the main
/// connection.
public enum StudentLoad {
  /// Makes ready for loading. At the first night it takes the key off the empty transcript table until `restoreKeys`; a
  /// night that dies in between is cleared away by the next one, key included.
  public static func begin(_ connection: borrowing Connection) throws {
    try connection.run("SELECT meta.suspend_keys()", name: "suspend keys")
  }

  /// Builds what `begin` took off. To be called before anything reads what was loaded.
  public static func restoreKeys(_ connection: borrowing Connection) throws {
    try connection.run("SELECT meta.restore_keys()", name: "restore keys")
  }

  /// Refreshes the planner's statistics of transcripts, after `restoreKeys`; nothing is read before both are refreshed.
  public static func analyzeTranscripts(_ connection: borrowing Connection) throws {
    try connection.execute("ANALYZE record.transcript", name: "analyze")
  }

  /// Refreshes those of everything else that was loaded; on another connection it can be done beside `restoreKeys`.
  public static func analyzeOthers(_ connection: borrowing Connection) throws {
    try connection.execute(
      "ANALYZE record.student_identity, record.student, record.exam, record.waiver, record.exam_match, record.district_claim, evaluation.verdict, evaluation.counsel",
      name: "analyze")
  }
}
