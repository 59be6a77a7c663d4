import ArgumentParser
import Intake
import Night
import PolicyFiles
import Postgres
import Reports
import Rules
import Store

struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Evaluate everyone under changed editions or another course list, and tell who would flip.",
    discussion: """
      Examples:
        agtrack rehearse --policies drafts/
        agtrack rehearse --courses next-year.csv --json --out rehearsal.json
        agtrack rehearse --policies drafts/ --students flips.csv --purpose "board item 7"

      Nothing is published or stored, but that the access log says who looked. Counts are for those who may see all
      students; they are internal, as no disclosure control is applied.
      """)

  @Option(help: "Folder of policy files to evaluate under instead of the program's own.") var policies: String?
  @Option(help: "Course list, as courses.csv of an extract, instead of the one that is loaded.") var courses: String?
  @Flag(help: "Write JSON.") var json = false
  @Option(help: "File for the counts; default standard output.") var out: String?
  @Option(help: "File for the students whose verdict changes, as CSV.") var students: String?
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @Option(help: "The district's settings, where its credits or encodings differ.") var config: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if policies == nil && courses == nil { throw ValidationError("give --policies, --courses or both") }
    if let students, students == out || (students == "-" && out == nil) {
      throw ValidationError("--out and --students must name different places")
    }
  }

  func run() throws {
    let output = try Output(out)
    let list = try students.map { try Output($0) }
    let settings = try LoadedConfiguration.load(flag: config)?.file ?? ConfigurationFile()
    let editions = try policies.map { try Policies.editions(Policies.library(in: $0)) }
    let session = try database.session()
    // A night that is published meanwhile must not be read in part.
    let report = try session.connection.transaction(.snapshot) {
      try rehearse(session, editions: editions, settings: settings, list: list)
    }
    try AccessLog.seal(session.connection)
    if json { try output.write(report.json) } else { try output.write(report.text) }
    try output.finish()
    try list?.finish()
  }

  private func rehearse(
    _ session: borrowing Session, editions: EditionSet?, settings: ConfigurationFile, list: Output?
  ) throws -> RehearsalReport {
    let run = try PublishedRun.required(session.connection)
    // Row-level security would leave students out, and counts of a part would look like those of all.
    guard try StaffRoles.seesEveryStudent(session) else {
      throw Failure(.notPermitted, "a rehearsal is for those who may see all students")
    }
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    let schools = try SharedTables.schools(session.connection)
    var changes: [String] = []
    var rehearsal = try rehearsal(session, schools, editions, settings, asOf, &changes)
    var counts = RehearsalCounts()
    var flips = RehearsedTable()
    var storedOtherwise = 0
    let reader = try StudentReader(session.connection)
    try reader.forEach(session.connection, [.records, .verdicts]) { student in
      let verdicts = rehearsal.compare(student)
      counts.add(verdicts, of: student.profile)
      let isOtherwise = student.verdicts.contains { stored in
        verdicts.contains {
          $0.system.rawValue == stored.verdict.system && $0.before.rawValue != stored.verdict.status.code
        }
      }
      if isOtherwise { storedOtherwise += 1 }
      guard let list else { return }
      flips.add(verdicts, of: student)
      if flips.csv.waiting > 1 << 16 { try list.write(flips.csv.take()) }
    }
    try list?.write(flips.csv.take())
    try AccessLog.add(
      session.connection, command: "rehearse", purpose: purpose, studentKey: nil, students: flips.students,
      rows: flips.rows, run: run.id)
    return RehearsalReport(
      run: run, asOf: asOf, changes: changes,
      schoolNames: Dictionary(schools.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first }),
      counts: counts, storedOtherwise: storedOtherwise)
  }

  private func rehearsal(
    _ session: borrowing Session, _ schools: [Store.SchoolRow], _ editions: EditionSet?, _ settings: ConfigurationFile,
    _ asOf: CalendarDay, _ changes: inout [String]
  ) throws -> Rehearsal {
    let codes = try CourseCodes(session.connection)
    let equivalents = try SharedTables.equivalents(session.connection)
    let current = try Policies.editions()
    let transcripts = StoredTranscripts(
      schools: schools, courses: try SharedTables.courses(session.connection),
      undecided: try CourseEvidenceTable.undecided(session.connection), equivalents: equivalents, codes: codes)
    let before = Rehearsal.Side(transcripts: transcripts, editions: current)
    var changed = transcripts
    if let editions {
      changes += RehearseCommand.differences(current, editions)
    }
    if let courses {
      let read = try courseRows(courses, schools, settings)
      changes.append(
        "course list of \(read.rows.count) rows" + (read.rejected > 0 ? ", \(read.rejected) more were rejected" : ""))
      changed = StoredTranscripts(
        schools: schools, courses: read.rows, at: schools.map(\.schoolID), equivalents: equivalents, codes: codes)
    }
    let after = Rehearsal.Side(transcripts: changed, editions: editions ?? current)
    return Rehearsal(before: before, after: after, asOf: asOf, scale: settings.creditScale)
  }

  /// Which editions differ.
  private static func differences(_ old: EditionSet, _ new: EditionSet) -> [String] {
    let before = Dictionary(old.digests.map { ($0.id, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.digests.map(\.id))
    let changed = new.digests.filter { before[$0.id] != $0.sha256 }
      .map { before[$0.id] == nil ? "edition \($0.id) (new)" : "edition \($0.id)" }
    let gone = old.digests.filter { !after.contains($0.id) }.map { "edition \($0.id) (gone)" }
    return changed.isEmpty && gone.isEmpty ? ["no edition"] : changed + gone
  }

  private func courseRows(
    _ path: String, _ schools: [Store.SchoolRow], _ settings: ConfigurationFile
  ) throws -> (rows: [Intake.CourseRow], rejected: Int) {
    var input = InputConfiguration()
    settings.apply(to: &input)
    do throws(IntakeError) {
      return try CourseFile.read(
        path: path, schools: schools.map { ($0.schoolID, SchoolKind(rawValue: $0.kind) ?? .high) }, configuration: input
      )
    } catch {
      guard case .refused(let refused) = error else { throw error }
      throw Failure(.refused, refused.refusals.map { "\(Messages.place($0)): \($0.message)" }.joined(separator: "\n"))
    }
  }
}

/// The students whose verdict changes in a rehearsal.
struct RehearsedTable {
  private(set) var rows = 0
  /// Keys of the students who are listed.
  private(set) var students: [Int64] = []
  var csv = CSVWriter(columns: [
    "student_id", "district_id", "school_id", "system", "edition_before", "edition_after", "status_before",
    "status_after", "areas",
  ])

  mutating func add(_ verdicts: [RehearsedVerdict], of student: StoredStudent) {
    let profile = student.profile
    for verdict in verdicts where verdict.isFlip || !verdict.areas.isEmpty {
      rows += 1
      if students.last != student.key { students.append(student.key) }
      csv.text(profile.studentID)
      csv.text(profile.districtID)
      csv.text(profile.schoolID)
      csv.word(verdict.system.rawValue)
      csv.word(verdict.editionBefore)
      csv.word(verdict.editionAfter)
      csv.word(verdict.before.rawValue)
      csv.word(verdict.after.rawValue)
      csv.text(verdict.areas.map(\.letter).joined(separator: ";"))
      csv.endLine()
    }
  }
}
