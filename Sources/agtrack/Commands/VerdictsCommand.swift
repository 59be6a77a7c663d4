import ArgumentParser
import Night
import Postgres
import Rules
import Store

struct VerdictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdicts", abstract: "Write the verdicts of the published run as CSV.",
    discussion: """
      Example: agtrack verdicts --system uc --out verdicts.csv --uses uses.csv

      --uses writes the certificate: add up the twelfths of an area and you get its earned_12.
      """)

  enum Systems: String, ExpressibleByArgument, CaseIterable {
    case uc, csu, all

    func has(_ system: String) -> Bool { self == .all || rawValue == system }
  }

  @Option(help: "uc, csu or all.") var system: Systems = .all
  @Option(help: "Evaluate everyone under the edition of this fall instead of the student's own.") var entering: Int?
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "File for the certificate.") var uses: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let uses, uses == out ?? "-" { throw ValidationError("--out and --uses must name two places") }
    if let entering, !(1990...2100).contains(entering) {
      throw ValidationError("--entering must be a year from 1990 to 2100")
    }
  }

  func run() throws {
    let output = try Output(out)
    let usesOutput = try uses.map { try Output($0) }
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    try session.connection.transaction(.snapshot) { try export(session, to: output, uses: usesOutput) }
    try output.finish()
    try usesOutput?.finish()
  }

  private func export(_ session: borrowing Session, to output: Output, uses usesOutput: Output?) throws {
    let run = try PublishedRun.required(session.connection)
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    let codes = try CourseCodes(session.connection)
    let rules = try RuleNumbers(session.connection)
    var table = VerdictTable(asOf: asOf)
    var useTable = UseTable(names: RecordNames(codes: codes, rules: rules))
    let parts: StudentParts = entering != nil ? .everything : (uses == nil ? .verdicts : .everything)
    var again = try entering.map {
      try Reevaluation(session, codes: codes, rules: rules, asOf: asOf, entering: $0)
    }
    let reader = try StudentReader(session.connection)
    try reader.forEach(session.connection, parts) { student in
      let verdicts = again?.verdicts(of: student) ?? student.verdicts.map(\.verdict)
      for verdict in verdicts.sorted(by: { $0.system < $1.system }) where system.has(verdict.system) {
        table.add(verdict, of: student.profile)
        if usesOutput != nil { useTable.add(verdict, of: student) }
      }
      if table.waiting > 1 << 16 { try output.write(table.take()) }
      if useTable.waiting > 1 << 16 { try usesOutput?.write(useTable.take()) }
    }
    try AccessLog.add(
      session.connection, command: "verdicts", purpose: nil, studentKey: nil, rows: reader.references.count,
      run: run.id)
    try output.write(table.take())
    try usesOutput?.write(useTable.take())
  }
}

/// Evaluates stored transcripts under the edition of another fall.
struct Reevaluation {
  private let transcripts: StoredTranscripts
  private let editions: EditionSet
  private let rules: StoredRules
  private let asOf: CalendarDay
  private let entering: Int
  private var evaluator = Evaluator()

  init(
    _ session: borrowing Session, codes: CourseCodes, rules: RuleNumbers, asOf: CalendarDay, entering: Int
  ) throws {
    transcripts = StoredTranscripts(
      schools: try SharedTables.schools(session.connection), courses: try SharedTables.courses(session.connection),
      equivalents: try SharedTables.equivalents(session.connection), codes: codes)
    editions = try Policies.editions()
    self.rules = StoredRules(rules)
    self.asOf = asOf
    self.entering = entering
  }

  mutating func verdicts(of student: StoredStudent) -> [VerdictRow] {
    let transcript = transcripts.transcript(of: student)
    return System.allCases.map { system in
      let policy = editions.editions.edition(system, entering: entering).policy
      let verdict = evaluator.evaluate(transcript, under: policy, asOf: asOf)
      return VerdictRow(
        verdict, system: system, edition: policy.edition, enteringYear: Int16(clamping: entering), digest: .none,
        rules: rules)
    }
  }
}
