import ArgumentParser
import Equity
import Postgres
import Reports
import Rules
import Store

struct StrategyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strategy",
    abstract: "Register a strategy, and follow measures of those who take part beside the rest.",
    discussion: """
      Examples:
        agtrack strategy add "Double-block algebra" --start 2027-08-20 --school 99900010100001
        agtrack strategy add AVID --start 2027-08-20 --students avid.txt --purpose "board follow-up"
        agtrack strategy follow AVID --measure on_pace_uc_grade_10
        agtrack strategy list

      The rest are all others of the same districts. Such a comparison is no experiment: who takes part was chosen, and may have
      differed before. docs/strategies.md tells how to read it.
      """,
    subcommands: [
      StrategyAddCommand.self, StrategyListCommand.self, StrategyFollowCommand.self, StrategyRemoveCommand.self,
    ]
  )
}

struct StrategyAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Register a strategy.")

  @Argument(help: "Its name.") var name: String
  @Option(help: "First day.") var start: DayArgument
  @Option(help: "A school that takes part: school_id or name; may be given more than once.") var school: [String] = []
  @Option(help: "File with the student_id of each student who takes part, one to a line.") var students: String?
  @Option(help: "What it is about.") var note: String?
  @Option(help: "Why; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("the strategy needs a name") }
    if school.isEmpty == (students == nil) { throw ValidationError("give either --school or --students") }
  }

  func run() throws {
    let text = try students.map { try TextFile.read($0) }
    let output = try Output(nil)
    let session = try database.session()
    guard session.isOwner else {
      throw Failure(
        .notPermitted, "strategies are registered by the data engineer, who acts as the owner of the database")
    }
    try session.requireWritable()
    let count = try session.connection.transaction { () throws -> Int in
      let run = try PublishedRun.required(session.connection)
      let members: Strategies.Members
      let count: Int
      if let text {
        let keys = try keys(session, text)
        (members, count) = (.students(keys), keys.count)
        try AccessLog.add(
          session.connection, command: "strategy", purpose: purpose, studentKey: nil, students: keys, rows: keys.count,
          run: run.id)
      } else {
        let rows = try SharedTables.schools(session.connection)
        let schools = Set(try school.map { try SchoolNames.id(of: $0, among: rows) }).sorted()
        (members, count) = (.schools(schools), schools.count)
      }
      guard
        try Strategies.register(
          session.connection, name: name, startsOn: start.day.dayNumber, note: note, members: members)
      else { throw Failure(.usage, "there is a strategy of that name; remove it first, or take another name") }
      return count
    }
    try AccessLog.seal(session.connection)
    try output.write("registered, with \(Amounts.counted(count, text == nil ? "schools" : "students"))\n")
    try output.finish()
  }

  /// - Throws: `Failure` (exit 3) where an id is nobody's: a list that is followed must be whole.
  private func keys(_ session: borrowing Session, _ text: String) throws -> [Int64] {
    let ids = Set(
      text.split(whereSeparator: \.isNewline).map { line in
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }.filter { !$0.isEmpty })
    if ids.isEmpty { throw Failure(.refused, "the list of students is empty") }
    let found = try Strategies.keys(session.connection, students: ids.sorted())
    guard found.unknown == 0 else {
      throw Failure(
        .refused,
        "\(found.unknown) of \(ids.count) ids in the list are no student's of the published run; nothing is registered")
    }
    return found.keys
  }
}

struct StrategyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The registered strategies.")

  @Flag(help: "Write JSON.") var json = false
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let output = try Output(nil)
    let session = try database.session()
    guard try StaffRoles.seesEveryStudent(session) else {
      throw Failure(.notPermitted, "strategies are for logins that may see all students")
    }
    var listing = RowListing(columns: ["strategy", "starts_on", "of", "members", "note"])
    for strategy in try Strategies.list(session.connection) {
      listing.add([
        .text(strategy.name), .word(CalendarDay(dayNumber: strategy.startsOn)?.code ?? ""),
        .word(strategy.isOfStudents ? "students" : "schools"), .number(strategy.members), .text(strategy.note),
      ])
    }
    try EquityLookUp.write(listing, json: json, to: output)
  }
}

struct StrategyRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "remove", abstract: "Take a strategy off the register.")

  @Argument(help: "Its name.") var name: String
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let output = try Output(nil)
    let session = try database.session()
    guard session.isOwner else {
      throw Failure(.notPermitted, "strategies are removed by the data engineer, who acts as the owner of the database")
    }
    try session.requireWritable()
    try session.connection.transaction {
      guard let strategy = try Strategies.list(session.connection).first(where: { $0.name == name }) else {
        throw Failure(.notFound, "no strategy is called \(name)")
      }
      try Strategies.remove(session.connection, strategy)
    }
    try output.write("removed\n")
    try output.finish()
  }
}

struct StrategyFollowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow", abstract: "Measures of those who take part and of the rest, month by month.",
    discussion: """
      A line for the last night of each month and the last night before the start, then one with what changed from that night to
      the latest: for those who take part, for the rest, and the difference of the two. Nothing is hidden in it.
      """)

  @Argument(help: "Name of the strategy.") var name: String
  @Option(help: "A measure by its id; may be given more than once.") var measure: [String]
  @Option(help: "Nights at most.") var most = 24
  @OptionGroup var options: ListingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if measure.isEmpty { throw ValidationError("name a --measure") }
    if !(1...120).contains(most) { throw ValidationError("--most must be from 1 to 120") }
  }

  func run() throws {
    let dictionary = try Policies.measures()
    let measures = try measure.map { id in
      guard let found = dictionary[id] else {
        throw Failure(.notFound, "there is no measure \(id); `agtrack measures` lists them")
      }
      return found
    }
    let output = try Output(options.out)
    var warnings: [String] = []
    let listing = try EquityLookUp.listing(database, command: "strategy", purpose: options.purpose) { session, _ in
      guard let strategy = try Strategies.list(session.connection).first(where: { $0.name == name }) else {
        throw Failure(.notFound, "no strategy is called \(name); `agtrack strategy list` names them")
      }
      let nights = try Strategies.nights(
        session.connection, strategy, measures: measures.map(\.number), most: most)
      let report = StrategyReport(strategy, nights, measures)
      warnings = report.warnings
      return report.listing()
    }
    try EquityLookUp.write(listing, json: options.json, to: output)
    for warning in warnings { Messages.say("agtrack: \(warning)", level: .warning) }
  }
}
