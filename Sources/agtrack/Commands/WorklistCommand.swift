import ArgumentParser
import Glibc
import Night
import Postgres
import Reports
import Rules
import Store

struct WorklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worklist", abstract: "Rank the courses that nothing settles by the verdicts that each could change.",
    discussion: """
      Examples:
        agtrack worklist --limit 10
        agtrack worklist --school 99900010100001 --csv --out worklist.csv
        agtrack worklist --exams

      A course is open if nothing knows it, if nothing could decide it, if what the system claims and UC's list contradict
      each other, or if it was taken outside its years on the list. For every student who took it the evaluator answers for
      each plausible reading of it; a student counts where two answers differ. Each course comes with the line that settles
      it. --exams lists the AP rows for which no student was chosen.
      """)

  @Option(help: "Only courses of this school: school_id or name.") var school: String?
  @Option(help: "At most so many courses; default 20 as text, all as CSV or JSON.") var limit: Int?
  @Flag(help: "Also courses that could change no verdict.") var all = false
  @Flag(help: "The AP rows for which no student was chosen, instead of courses.") var exams = false
  @Flag(help: "Write CSV.") var csv = false
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "ASCII only, no table lines.") var plain = false
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "How many threads evaluate.") var workers: Int?
  @Option(help: "The district's settings, where its credits differ.") var config: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if csv && json { throw ValidationError("give --csv or --json, not both") }
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more") }
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers must be from 1 to 256") }
    if exams && (school != nil || all) { throw ValidationError("--exams takes neither --school nor --all") }
  }

  func run() throws {
    let scale = try config.map { try Settings.read($0).creditScale } ?? .california
    let output = try Output(out)
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let bytes = try session.connection.transaction(.snapshot) { () throws -> [UInt8] in
      let run = try PublishedRun.required(session.connection)
      // Counts of a part of the students would rank the courses wrongly without saying so.
      guard try StaffRoles.seesEveryStudent(session) else {
        throw Failure(.notPermitted, "the worklist is for those who may see all students")
      }
      return exams ? try examReview(session, run) : try courses(session, run, scale)
    }
    try AccessLog.seal(session.connection)
    try output.write(bytes)
    try output.finish()
  }

  private var style: PageStyle { PageStyle(plain: plain, columns: 80) }

  private func examReview(_ session: borrowing Session, _ run: PublishedRun) throws -> [UInt8] {
    let rows = try ExamReviewTable.read(session.connection)
    let shown = Array(rows.prefix(limit ?? .max))
    let students = try ExamReviewTable.candidates(session.connection, of: shown)
    try AccessLog.add(
      session.connection, command: "worklist exams", purpose: nil, studentKey: nil, students: students.keys.sorted(),
      rows: rows.count, run: run.id)
    let report = ExamReviewReport(
      runID: Int(run.id),
      rows: shown.map {
        ExamReviewReport.Row(
          file: $0.file, line: Int($0.line), outcome: $0.outcome, rule: $0.rule, candidates: Int($0.candidates),
          students: $0.candidateKeys.compactMap { students[$0] }, exams: Int($0.exams))
      })
    if csv { return report.csv() }
    return json ? report.json() : Array(report.text(style: style).utf8)
  }

  private func courses(_ session: borrowing Session, _ run: PublishedRun, _ scale: CreditScale) throws -> [UInt8] {
    let builder = try WorklistBuilder(session, run: run, scale: scale)
    let schoolID = try school.map { try builder.schoolID(of: $0) }
    let ranked = try builder.rank(
      session, school: schoolID, workers: workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let report = builder.report(ranked, isWhole: all, limit: limit ?? (csv || json ? .max : 20))
    try AccessLog.add(
      session.connection, command: "worklist", purpose: nil, studentKey: nil, rows: report.entries.count, run: run.id)
    if csv { return report.csv() }
    return json ? report.json() : Array(WorklistPage.text(report, style: style).utf8)
  }
}
