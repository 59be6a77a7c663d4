import Reports
import Rules
import Store

/// The measures that a district delivers itself, as it delivered them.
enum DeliveredMeasures {
  static func listing(_ rows: [FedMeasure]) -> RowListing {
    var listing = RowListing(columns: [
      "measure_id", "number", "name", "denominator", "kind", "direction", "unit", "scope", "scope_id", "scope_name",
      "student_group",
      "school_year", "actual", "target", "long_term_year", "long_term_target", "problems",
    ])
    for row in rows {
      let year = row.schoolYear.map { SchoolYear(fall: $0).code }
      let (actual, target) = (row.amounts[0], row.amounts[1])
      listing.add(
        (row.measure + row.place).map { .text($0) } + [
          .text(year), .formatted(actual), .formatted(target), .text(row.amounts[2]), .text(row.amounts[3]),
          .word(row.problems),
        ])
    }
    return listing
  }
}
