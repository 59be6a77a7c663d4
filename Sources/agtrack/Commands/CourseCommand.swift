import ArgumentParser
import Postgres
import Reports
import Rules
import Store

struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course", abstract: "Say what is claimed, listed and decided about a local course code, and why.",
    discussion: """
      Examples:
        agtrack course ALG1HP
        agtrack course ALG1HP --school 99900010100001 --json
      """)

  @Argument(help: "The course code as it stands on transcripts.") var course: String
  @Option(help: "Only this school: school_id.") var school: String?
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "ASCII only.") var plain = false
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try database.session()
    let report = try session.connection.transaction(.snapshot) { () throws -> CourseReport in
      _ = try PublishedRun.required(session.connection)
      return try CourseReport(session, courseID: course, school: school)
    }
    guard !report.entries.isEmpty else { throw Failure(.notFound, "no course of the published run has this code") }
    let output = try Output(nil)
    try output.write(json ? report.json() : Array(report.text(style: PageStyle(plain: plain, columns: 80)).utf8))
    try output.finish()
  }
}

extension CourseReport {
  /// What stands in the evidence; for schools without any, the rows of the district's own `courses.csv`.
  init(_ session: borrowing Session, courseID: String, school: String?) throws {
    let schools = Dictionary(
      try SharedTables.schools(session.connection).map { ($0.schoolID, $0.name) },
      uniquingKeysWith: { first, _ in first })
    let evidence = try CourseEvidenceTable.read(session.connection, courseID: courseID)
    let rows = try SharedTables.courses(session.connection).filter { $0.courseID == courseID }
    let known = Set(evidence.map(\.schoolID))
    var entries = evidence.map { Entry($0, school: schools[$0.schoolID] ?? $0.schoolID, rows: rows) }
    for row in rows where !known.contains(row.schoolID) {
      entries.append(Entry(row, school: schools[row.schoolID] ?? row.schoolID))
    }
    entries.removeAll { school != nil && $0.schoolID != school }
    self.init(
      courseID: courseID,
      entries: entries.sorted { ($0.schoolID, $0.firstYear ?? "") < ($1.schoolID, $1.firstYear ?? "") })
  }
}

extension CourseReport.Entry {
  private static func year(_ fall: Int16?) -> String? { fall.map { SchoolYear(fall: $0).code } }

  private static func word(_ areas: String?) -> String? { areas.map { $0.isEmpty ? "none" : $0 } }

  fileprivate init(_ row: CourseEvidenceRow, school: String, rows: [CourseRow]) {
    self.init(
      schoolID: row.schoolID, school: school, firstYear: Self.year(row.firstYear), lastYear: Self.year(row.lastYear),
      rule: row.rule)
    claimed = Self.word(row.claimed.areas)
    listed = row.rule == "list.absent" ? "none" : Self.word(row.listed.areas)
    (decided, discipline, title) = (Self.word(row.decided.areas), row.decided.discipline, row.listedTitle)
    (decidedBy, reason) = (row.decidedBy, row.reason)
    decidedOn = row.decidedOn.flatMap(CalendarDay.init(dayNumber:))?.code
    guard row.rule == "decision.courses-file" else { return }
    let year = row.firstYear ?? row.lastYear
    let own = rows.first { own in
      own.schoolID == row.schoolID
        && (year.map { (own.firstYear ?? .min) <= $0 && $0 <= (own.lastYear ?? .max) } ?? true)
    }
    (decided, discipline) = (Self.word(own?.subjectArea ?? ""), own?.discipline)
    if title == nil { title = own?.title }
  }

  fileprivate init(_ row: CourseRow, school: String) {
    self.init(
      schoolID: row.schoolID, school: school, firstYear: Self.year(row.firstYear), lastYear: Self.year(row.lastYear),
      rule: "decision.courses-file")
    (decided, discipline, title) = (Self.word(row.subjectArea ?? ""), row.discipline, row.title)
  }
}
