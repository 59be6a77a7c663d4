import ArgumentParser
import Postgres
import Reports
import Rules
import Store

struct CaseloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload", abstract: "List students: who is closest to meeting the pattern, and what is open.",
    discussion: """
      Examples:
        agtrack caseload
        agtrack caseload --grade 12 --area C
        agtrack caseload --flag never-enrolled --area E
        agtrack caseload --sort deadline
        agtrack caseload --sort change --since 2027-02-01
        agtrack caseload --as-of 2026-12-01
        agtrack caseload --status not_met --sort name --out caseload.csv
        agtrack caseload --school "Story Hill High" --group EL --system csu --json

      Without anything it is your own caseload; for a school administrator the school. Who sees more names whom to list:
      --counselor, --school or --everyone. Only students whom you may see; the list is written to the access log.
      """)

  @Option(help: "Only students of this counselor (staff_id).") var counselor: String?
  @Option(help: "Only students of this school: school_id or name.") var school: String?
  @Option(help: "Only this grade level; may be given several times.") var grade: [Int] = []
  @Option(help: "Only this group: hispanic, EL, low_income, foster, X, or a local group.") var group: String?
  @Option(help: "Only students who do not meet this area yet: A to G.") var area: String?
  @Option(help: "Only this status of the pattern: met, in_progress, not_met or unknown.") var status: ListedStatus?
  @Option(
    help: "Only whom the night flagged so, as never-enrolled (docs/flags.md); with --area, in that area.",
    transform: { text in
      guard let flag = FlagCode.allCases.first(where: { $0.id == text }) else {
        throw ValidationError("'\(text)' is no flag; they are \(FlagCode.allCases.map(\.id).joined(separator: ", "))")
      }
      return flag
    })
  var flag: FlagCode?
  @Option(help: "uc or csu: what --area, --status and the order are about.") var system: ListedSystem = .uc
  @Option(
    help: "closest (to meeting), deadline (soonest past no return), change (biggest since), farthest, name or grade.",
    transform: { text in
      guard let order = CaseloadReport.Order(rawValue: text) else {
        throw ValidationError("'\(text)' is none of the orders closest, deadline, change, farthest, name and grade")
      }
      return order
    })
  var sort: CaseloadReport.Order = .closest
  @Option(help: "Compare with this run, or with the last run of this day; default with --sort change: the run before.")
  var since: String?
  @Option(
    name: .customLong("as-of"),
    help: "As it stood in this run or on this day (12, 2027-03-15), of students whom you may see now.")
  var asOf: RunName?
  @Flag(help: "Everyone whom you may see.") var everyone = false
  @Flag(help: "Write CSV.") var csv = false
  @Flag(help: "Print JSON.") var json = false
  @Option(help: "File to write, as CSV unless --json; default standard output.") var out: String?
  @Option(help: "auto, always or never.") var color: ColorChoice = .auto
  @Flag(help: "No colour, ASCII only: for screen readers and grep.") var plain = false
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  enum ListedStatus: String, ExpressibleByArgument, CaseIterable {
    case met, unknown
    case inProgress = "in_progress"
    case notMet = "not_met"
  }

  enum ListedSystem: String, ExpressibleByArgument, CaseIterable { case uc, csu }

  func validate() throws {
    if csv && json { throw ValidationError("give --csv or --json, not both") }
    if let area, SubjectArea(letter: area.uppercased()) == nil {
      throw ValidationError("--area is a letter from A to G")
    }
    if grade.contains(where: { !(6...12).contains($0) }) { throw ValidationError("--grade is from 6 to 12") }
    if let since, RunName(argument: since) == nil {
      throw ValidationError("--since must be a run or a day, as 12 or 2027-03-15")
    }
    if everyone && counselor != nil { throw ValidationError("give --everyone or --counselor, not both") }
  }

  func run() throws {
    let output = try Output(out)
    let session = try database.session()
    try asOf?.show(session)
    // A night that is published meanwhile must not be read in part.
    let report = try session.connection.transaction(.snapshot) { try list(session) }
    try AccessLog.seal(session.connection)
    if !json && !csv && out == nil {
      let style = Terminal.style(color, plain: plain)
      return try Pager.write(CaseloadPage.text(report, style: style, columns: Terminal.columns))
    }
    try output.write(json ? report.json() : report.csv())
    try output.finish()
  }

  private func list(_ session: borrowing Session) throws -> CaseloadReport {
    let run = try PublishedRun.required(session.connection)
    guard let asOf = CalendarDay(dayNumber: run.asOf), let chosen = System(rawValue: system.rawValue) else {
      throw Failure(.environment, "the published run names no day")
    }
    let schools = try SharedTables.schools(session.connection)
    let names = Dictionary(schools.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first })
    var filter = CaseloadReader.Filter()
    let title = try scope(&filter, session)
    filter.isPast = self.asOf != nil
    filter.school = try school.map { try SchoolNames.id(of: $0, among: schools) }
    filter.gradeLevels = grade.isEmpty ? nil : grade.map { Int16($0) }
    filter.group = group
    filter.system = system.rawValue
    filter.area = area.flatMap { SubjectArea(letter: $0.uppercased()) }.map { Int($0.rawValue) + 1 }
    filter.status = status?.rawValue
    filter.flag = flag.map { Int($0.rawValue) }
    let rows = try CaseloadReader.read(session.connection, filter)
    let earlier = try earlierRun(run, session)
    let open = try earlier.map { try CaseloadReader.open(session.connection, in: $0, of: rows.map(\.key)) } ?? [:]
    try AccessLog.add(
      session.connection, command: "caseload", purpose: purpose, studentKey: nil, students: rows.map(\.key),
      rows: rows.count, run: run.id)
    return CaseloadReport(
      title: flag.map { "\(title), flagged \($0.id)" } ?? title, asOf: asOf, runID: Int(run.id), system: chosen,
      order: sort, since: earlier.map { "in run \($0)" },
      students: rows.map {
        CaseloadReport.Student($0, school: names[$0.schoolID] ?? $0.schoolID, openBefore: open[$0.key])
      })
  }

  /// The run that the list is compared with, if it is.
  private func earlierRun(_ run: PublishedRun, _ session: borrowing Session) throws -> Int32? {
    guard since != nil || sort == .change else { return nil }
    let earlier =
      try since.flatMap(RunName.init(argument:))?.number(session) ?? PublishedRun.before(session.connection, run)
    if since != nil, let oldest = try PastRun.oldest(session.connection), earlier < oldest {
      throw Failure(.notFound, "the history before run \(oldest) was pruned; ask --since \(oldest) or later")
    }
    return earlier
  }

  /// Whose list it is, in words.
  private func scope(_ filter: inout CaseloadReader.Filter, _ session: borrowing Session) throws -> String {
    if let counselor {
      filter.counselor = counselor
      return "Caseload of \(counselor)"
    }
    if everyone { return "Everyone whom you may see" }
    switch try CaseloadReader.ownScope(session.connection) {
    case .caseload:
      filter.isOwn = true
      return "Caseload of \(session.login)"
    case .school: return "Students of your school"
    case .none:
      if let school { return school }
      throw Failure(.usage, "you have no caseload of your own; say whose list: --counselor, --school or --everyone")
    }
  }
}

extension CaseloadReport.Student {
  init(_ row: CaseloadRow, school: String, openBefore: (csu: Int, uc: Int)?) {
    self.init(
      studentID: row.studentID, lastName: row.lastName, firstName: row.firstName, school: school,
      schoolID: row.schoolID, gradeLevel: Int(row.gradeLevel), graduationYear: row.graduationYear.map(Int.init),
      uc: CaseloadReport.Pattern(row.uc), csu: CaseloadReport.Pattern(row.csu))
    (uc.openBefore, csu.openBefore) = (openBefore?.uc, openBefore?.csu)
    guard let counsel = row.counsel else { return }
    uc.feasibility = Feasibility(rawValue: counsel.ucFeasibility)
    csu.feasibility = Feasibility(rawValue: counsel.csuFeasibility)
    startBy = counsel.nextLastStart.flatMap(StoredTerm.code)
    planSemesters = counsel.planSemesters.map(Int.init)
    for (number, area) in counsel.flags {
      guard let code = FlagCode(rawValue: number) else { continue }
      let flag = StudentFlag(code, area: SubjectArea.allCases.first { Int16($0.rawValue) == area })
      if !flags.contains(flag) { flags.append(flag) }
    }
  }
}

extension CaseloadReport.Pattern {
  fileprivate init(_ standing: CaseloadRow.Standing) {
    self.init(
      status: Status(standing.status), required: standing.required.map(Int.init), earned: standing.earned.map(Int.init),
      inProgress: standing.inProgress.map(Int.init))
  }
}
