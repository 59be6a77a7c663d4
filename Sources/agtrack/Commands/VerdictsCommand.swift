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
      --gpa writes exact grade point averages, --timing what was done before grade 12.
      """)

  enum Systems: String, ExpressibleByArgument, CaseIterable {
    case uc, csu, all

    func has(_ system: String) -> Bool { self == .all || rawValue == system }
  }

  @Option(help: "uc, csu or all.") var system: Systems = .all
  @Option(help: "Evaluate everyone under the edition of this fall instead of the student's own.") var entering: Int?
  @Option(
    name: .customLong("as-of"),
    help: "As it stood in this run or on this day (12, 2027-03-15), of students whom you may see now.")
  var asOf: RunName?
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "File for the certificate.") var uses: String?
  @Option(help: "File for grade point averages.") var gpa: String?
  @Option(help: "File for what was done before the last year.") var timing: String?
  @Option(help: "The district's settings, where its credits differ; used with --entering, --gpa and --timing.")
  var config: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    let places = [out ?? "-"] + [uses, gpa, timing].compactMap { $0 }
    if Set(places).count < places.count {
      throw ValidationError("--out, --uses, --gpa and --timing must name different places")
    }
    if let entering, !(1990...2100).contains(entering) {
      throw ValidationError("--entering must be a year from 1990 to 2100")
    }
  }

  func run() throws {
    let files = VerdictFiles(
      verdicts: try Output(out), uses: try uses.map { try Output($0) }, gradePoints: try gpa.map { try Output($0) },
      timing: try timing.map { try Output($0) })
    let session = try database.session()
    try asOf?.show(session)
    // A night that is published meanwhile must not be read in part.
    try session.connection.transaction(.snapshot) { try export(session, to: files) }
    try AccessLog.seal(session.connection)
    try files.finish()
  }

  private func export(_ session: borrowing Session, to files: VerdictFiles) throws {
    let run = try PublishedRun.required(session.connection)
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    let codes = try CourseCodes(session.connection)
    let rules = try RuleNumbers(session.connection)
    let names = RecordNames(codes: codes, rules: rules)
    var table = VerdictTable(asOf: asOf, names: names)
    var useTable = UseTable(names: names)
    var gradePoints = GradePointTable()
    var timingTable = TimingTable()
    let evaluatesAgain = entering != nil || gpa != nil || timing != nil
    let scale = try config.map { try Settings.read($0).creditScale } ?? .california
    var again =
      evaluatesAgain ? try Reevaluation(session, codes: codes, rules: rules, asOf: asOf, scale: scale) : nil
    let parts: StudentParts = evaluatesAgain || uses != nil ? .everything : [.verdicts, .openTranscripts]
    let reader = try StudentReader(session.connection)
    try reader.forEach(session.connection, parts) { student in
      var verdicts = student.verdicts.map(\.verdict)
      if let entering { verdicts = again?.verdicts(of: student, entering: entering) ?? [] }
      for verdict in verdicts.sorted(by: { $0.system < $1.system }) where system.has(verdict.system) {
        table.add(verdict, of: student)
        if uses != nil { useTable.add(verdict, of: student) }
        if gpa != nil, let average = again?.gradePoints(verdict, of: student) {
          gradePoints.add(average, verdict, of: student.profile)
        }
        if timing != nil, let answer = again?.timing(verdict, of: student) {
          timingTable.add(answer, verdict, of: student.profile)
        }
      }
      try files.write(&table.csv, &useTable.csv, &gradePoints.csv, &timingTable.csv, atLeast: 1 << 16)
    }
    try AccessLog.add(
      session.connection, command: "verdicts", purpose: purpose, studentKey: nil,
      students: reader.references.map(\.key), rows: reader.references.count, run: run.id)
    try files.write(&table.csv, &useTable.csv, &gradePoints.csv, &timingTable.csv, atLeast: 0)
  }
}
