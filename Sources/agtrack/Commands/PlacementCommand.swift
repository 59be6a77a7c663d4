import ArgumentParser
import Equity
import Reports
import Rules
import Store

struct PlacementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "placement",
    abstract: "Same course and mark last year, another placement this year: who is not continued.",
    discussion: """
      Examples:
        agtrack placement --sequence mathematics --family race_ethnicity
        agtrack placement --sequence language --school 99900010100001 --json

      By the highest course of last school year and its mark: how many students are in a higher course now, in one of the same
      or a lower level, in none. Rows with level and mark `all` compare those who passed below the top of the sequence with all others of
      the same school, course and mark; rows with the mark `all` alone do so for one level, the step at which a group may be held back.
      Nothing is hidden: for people who may see small groups. docs/measures.md tells more.
      """)

  enum Sequence: String, ExpressibleByArgument, CaseIterable { case mathematics, language }

  @Option(help: "mathematics or language.") var sequence: Sequence = .mathematics
  @Option(help: "Only this school: school_id or name. Default: each district, then each school.") var school: String?
  @Option(help: "Only groups of this family: race_ethnicity, english_status, ...") var family: String?
  @Option(name: .customLong("as-of"), help: "As it stood on this day, out of the history.") var day: DayArgument?
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let output = try Output(options.out)
    let listing = try EquityLookUp.listing(database, command: "placement", purpose: options.purpose, day: day) {
      session, run in
      try PlacementBuilder(session, run, sequence: sequence.rawValue, school: school, family: family).listing()
    }
    try EquityLookUp.write(listing, json: options.json, to: output)
  }
}
