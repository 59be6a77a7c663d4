import ArgumentParser
import Equity
import Postgres
import Reports
import Rules
import Store

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures", abstract: "The dictionary of measures, and their counts by place and student group.",
    discussion: """
      Examples:
        agtrack measures
        agtrack measures --values --measure pattern_met_uc --school 99900010100001
        agtrack measures --compare pattern_met_uc pattern_met_csu --family race_ethnicity
        agtrack measures --values --measure on_pace_uc_grade_10 --as-of 2027-01-31 --json
        agtrack measures --delivered

      Without --values it lists what each measure counts, of whom, and what it may be compared with; that needs no database.
      --values writes the counts of the published run, or of the run that was published on the day of --as-of. Nothing is
      hidden in them: they are for people who may see small groups. --compare writes two measures beside each other, and
      refuses those that must not be. --delivered lists the measures that the district delivers itself (measures.csv,
      measure_values.csv), and what contradicts itself in them: exit 1 where something does. docs/measures.md tells more.
      """)

  @Option(help: "A measure by its id; may be given more than once. Default: all.") var measure: [String] = []
  @Flag(help: "The counts of the published run.") var values = false
  @Flag(help: "The measures of measures.csv and their values.") var delivered = false
  @Option(parsing: .upToNextOption, help: "Two measures whose counts are to stand beside each other.")
  var compare: [String] = []
  @Option(help: "Only this school: school_id or name.") var school: String?
  @Option(help: "Only groups of this family: all, race_ethnicity, race_by_english, local_group, ...") var family:
    String?
  @Option(help: "Only students of this grade level, 8 to 12.") var grade: Int?
  @Option(
    name: .customLong("as-of"), help: "Counts as they stood on this day, out of the history; default the published run."
  )
  var day: DayArgument?
  @Flag(help: "Write CSV.") var csv = false
  @Flag(help: "Write JSON.") var json = false
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  private var showsValues: Bool { values || !compare.isEmpty }

  func validate() throws {
    if csv && json { throw ValidationError("give --csv or --json, not both") }
    if !compare.isEmpty && (compare.count != 2 || !measure.isEmpty) {
      throw ValidationError("--compare takes two measures, and then --measure is not given")
    }
    if delivered, showsValues || !measure.isEmpty || school != nil || family != nil || grade != nil {
      throw ValidationError("--delivered lists all measures of the files; it goes with --as-of, --json and --out alone")
    }
    if let grade, !(8...12).contains(grade) { throw ValidationError("--grade must be from 8 to 12") }
    if !showsValues && !delivered, school != nil || family != nil || grade != nil || day != nil || purpose != nil {
      throw ValidationError("--school, --family, --grade, --as-of and --purpose are for --values and --compare")
    }
  }

  func run() throws {
    if delivered { return try writeDelivered() }
    let dictionary = try Policies.measures()
    let wanted = try (compare.isEmpty ? measure : compare).map { id -> Measure in
      guard let found = dictionary[id] else {
        throw Failure(.notFound, "there is no measure \(id); `agtrack measures` lists them")
      }
      return found
    }
    if compare.count == 2, let reason = wanted[0].refusal(beside: wanted[1]) { throw Failure(.usage, reason) }
    let measures = wanted.isEmpty ? dictionary.measures : wanted
    let output = try Output(out)
    try output.write(showsValues ? try counted(measures) : listed(measures))
    try output.finish()
  }

  private func writeDelivered() throws {
    let output = try Output(out)
    var contradictions = 0
    let listing = try EquityLookUp.listing(database, command: "measures", purpose: purpose, day: day) { session, run in
      let rows = try EquityCounts.fed(session.connection, run: run.id)
      if rows.isEmpty { throw Failure(.notFound, "the extract has no measures.csv, or no row of it could be used") }
      contradictions = rows.filter { !$0.problems.isEmpty }.count
      return DeliveredMeasures.listing(rows)
    }
    try EquityLookUp.write(listing, json: json, to: output)
    if contradictions > 0 {
      throw Failure(
        .needsPerson, "\(contradictions) rows contradict themselves or have no value; the column problems says how")
    }
  }

  private func listed(_ measures: [Measure]) -> [UInt8] {
    let listing = MeasureListing(measures)
    if csv { return listing.csv() }
    return json ? listing.json() : Array(listing.text().utf8)
  }

  private func counted(_ measures: [Measure]) throws -> [UInt8] {
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let table = try session.connection.transaction(.snapshot) { () throws -> MeasureValues in
      try day?.show(session)
      let run = try PublishedRun.required(session.connection)
      guard try StaffRoles.seesEveryStudent(session) else {
        throw Failure(.notPermitted, "counts of small groups are for logins that may see all students")
      }
      let table = try MeasureReader.values(session, run, measures, school: school, family: family, grade: grade)
      try AccessLog.add(
        session.connection, command: "measures", purpose: purpose, studentKey: nil, rows: table.rows.count, run: run.id)
      return table
    }
    try AccessLog.seal(session.connection)
    return json ? table.json() : table.csv()
  }
}
