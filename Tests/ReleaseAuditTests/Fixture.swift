import ReleaseAudit
import Testing

/// A release written down by hand.
struct Fixture {
  /// Rows as `scope id family group n rate gap needed`, with `-` for an empty field; hidden where n is `*`.
  static func release(_ rows: String, measures: [String] = ["met"], denominators: [String] = ["seniors"]) throws
    -> PublishedCells
  {
    try release(measures.map { ($0, rows) }, denominators: denominators)
  }

  static func release(_ tables: [(measure: String, rows: String)], denominators: [String] = ["seniors"]) throws
    -> PublishedCells
  {
    var text =
      "measure,school_year,scope,scope_id,scope_name,family,student_group,n,rate,gap,needed,hidden\n"
    for (measure, rows) in tables {
      for row in rows.split(separator: "\n") {
        var fields = row.split(separator: " ").map { $0 == "-" ? "" : String($0) }
        while fields.count < 8 { fields.append(fields[4] == "*" ? "*" : "") }
        text += "\(measure),2026-27,\(fields[0]),\(fields[1]),Name,\(fields[2]),\(fields[3]),"
        text += "\(fields[4]),\(fields[5]),\(fields[6]),\(fields[7]),\(fields[4] == "*" ? "Y" : "N")\n"
      }
    }
    var definitions = "measure,denominator,families_partition_all,families_one_side_only\n"
    for (index, table) in tables.enumerated() {
      definitions += "\(table.measure),\(denominators[min(index, denominators.count - 1)]),race;gender,low_income\n"
    }
    return try PublishedCells(cells: Array(text.utf8), definitions: Array(definitions.utf8))
  }

  static func kinds(_ release: PublishedCells, previous: [PublishedCells] = []) -> [Finding.Kind] {
    ReleaseAudit.findings(release, previous: previous).map(\.kind)
  }
}
