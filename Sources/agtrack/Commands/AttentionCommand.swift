import ArgumentParser
import Equity
import Reports
import Rules
import Store

struct AttentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "Schools in the order in which somebody should look at one measure.",
    discussion: """
      Examples:
        agtrack attention --measure one_course_short_uc
        agtrack attention --measure ap_enrolled --family race_ethnicity --group hispanic --json

      For the order alone rates are drawn toward that of all schools, the more the fewer students a school has (empirical Bayes),
      so that chance does not put small schools first. Schools with fewer than --fewest students are in no order: they follow by
      name. It is a worklist inside the district, no ranking to publish, and its estimates replace no rate.
      """)

  @Option(help: "A measure by its id; `agtrack measures` lists them.") var measure: String
  @Option(help: "Family of the group; default all.") var family = "all"
  @Option(help: "The group; default all.") var group = "all"
  @Option(help: "Schools with fewer students are not put in order; at least 11.") var fewest = AttentionList.fewest
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if fewest < 11 { throw ValidationError("--fewest must be 11 or more") }
  }

  func run() throws {
    guard let wanted = try Policies.measures()[measure] else {
      throw Failure(.notFound, "there is no measure \(measure); `agtrack measures` lists them")
    }
    guard wanted.direction != .none else {
      throw Failure(.usage, "neither more nor less of \(measure) is better: it puts no school before another")
    }
    let output = try Output(options.out)
    let listing = try EquityLookUp.listing(database, command: "attention", purpose: options.purpose) { session, run in
      try schools(session, run, wanted)
    }
    try EquityLookUp.write(listing, json: options.json, to: output)
  }

  private func schools(
    _ session: borrowing Session, _ run: PublishedRun, _ measure: Measure
  ) throws -> RowListing {
    let places = try EquityPlaces(session, school: nil)
    var found: [(id: String, name: String, count: Count)] = []
    try MeasureCounts.read(session.connection, numbers: [measure.number], grade: nil) { row in
      guard !row.isDistrict, row.family == family, row.studentGroup == group,
        let count = Count(n: row.n, x: row.x), count.n > 0
      else { return }
      found.append((row.scopeID, places.name(row.scopeID), count))
    }
    if found.isEmpty { throw Failure(.notFound, "nobody is counted so") }
    found.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    let list = AttentionList(found.map(\.count), highFirst: measure.direction == .down, fewest: fewest)
    let year = SchoolYear(fall: run.schoolYear).code
    var listing = RowListing(
      columns: [
        "measure", "school_year", "school_id", "school_name", "family", "student_group", "n", "x", "rate", "estimate",
        "weight", "in_order",
      ], head: [("measure", .word(measure.id)), ("school_year", .word(year)), ("fewest", .number(fewest))])
    for (isOrdered, members) in [(true, list.ordered), (false, list.small)] {
      for index in members {
        let (row, place) = (found[index], list.estimates.places[index])
        listing.add([
          .word(measure.id), .word(year), .text(row.id), .text(row.name), .word(family), .text(group),
          .number(row.count.n), .number(row.count.x), .formatted(Rational(row.count.x, row.count.n)?.text(decimals: 6)),
          .formatted(isOrdered ? place.estimate.map { "\($0)" } : nil),
          .formatted(isOrdered ? place.weight.map { "\($0)" } : nil), .flag(isOrdered),
        ])
      }
    }
    return listing
  }
}
