import Postgres

/// The data dictionary as Markdown, out of the comments in the catalogue.
public enum DataDictionary {
  /// The same schema gives the same bytes: schemas, tables and columns in a fixed order.
  public static func markdown(_ session: borrowing Session) throws -> String {
    var text = """
      # Data dictionary

      Generated from the comments in the database by `agtrack dictionary`; edit `sql/`, not this page. Key columns are marked with \
      a star. Row-level security is on where the heading says so.

      """
    var relation = ""
    try session.connection.query("SELECT * FROM meta.dictionary_line", name: "dictionary") { row in
      let name = "\(try row.text(0)).\(try row.text(1))"
      if name != relation {
        relation = name
        let security = try row.bool(4) ? ", row-level security" : ""
        text += "\n## \(name) (\(try row.text(2))\(security))\n\(try row.text(3))\n\n"
        text += "| column | type | may be empty | meaning |\n|---|---|---|---|\n"
      }
      let star = try row.bool(9) ? " *" : ""
      let empty = try row.bool(8) ? "yes" : ""
      let meaning = try row.text(10).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      text += "| `\(try row.text(6))`\(star) | \(try row.text(7)) | \(empty) | \(meaning) |\n"
    }
    return text
  }
}
