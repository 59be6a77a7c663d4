import ArgumentParser
import PolicyFiles
import Postgres
import Reports
import Rules
import Store

struct StudentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "student", abstract: "Show where one student stands and why.",
    discussion: """
      Examples:
        agtrack student 1000123
        agtrack student "maria lopez" --system csu
        agtrack student 1000123 --json
        agtrack student 1000123 --as-of 2026-12-01
        agtrack student 1000123 --entering 2014
        agtrack student 1000123 --what-if "mark ALG2 S2 C" --what-if "add SPAN2 2026-27"

      Changes that --what-if understands:
      \(WhatIfChange.forms.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))

      --entering answers as if the student entered in another fall: the whole page is then a what-if under the
      rules of that year, and says so. The published verdict stays what it is.

      Every look-up is written to the access log.
      """)

  @Argument(help: "Student id, statewide id (SSID) or name.") var student: String
  @Flag(help: "Print JSON.") var json = false
  @Option(help: "uc or csu; default both.") var system: VerdictsCommand.Systems = .all
  @Option(
    name: .customLong("as-of"),
    help: "As it stood in this run or on this day (12, 2027-03-15), of students whom you may see now.")
  var asOf: RunName?
  @Option(help: "Answer under the rules for this fall instead of the student's own.") var entering: Int?
  @Option(name: .customLong("what-if"), help: "Show what a change would do; may be given several times.")
  var whatIf: [String] = []
  @Option(help: "Why you look; written to the access log.") var purpose: String?
  @Option(help: "auto, always or never.") var color: ColorChoice = .auto
  @Option(
    help: "The district's settings, where its credits differ; used with --entering and for changes that would help.")
  var config: String?
  @Flag(help: "No colour, no table lines: for screen readers and grep.") var plain = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let entering, !(1990...2100).contains(entering) {
      throw ValidationError("--entering must be a year from 1990 to 2100")
    }
  }

  func run() throws {
    let trial = try WhatIfTrial(whatIf)
    let session = try database.session()
    try asOf?.show(session)
    let run = try PublishedRun.required(session.connection)
    let style = Terminal.style(color, plain: plain)
    var found = try Candidates.one(
      try StudentLookUp.find(session.connection, student, purpose: purpose), asJSON: json, style: style, session)
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    let codes = try CourseCodes(session.connection, only: found.transcripts.map(\.courseCode))
    let rules = try RuleNumbers(session.connection)
    let names = RecordNames(codes: codes, rules: rules, exams: try Policies.shared().exams)
    let scale = try config.map { try Settings.read($0).creditScale } ?? .california
    // A change may name a course of any school.
    let institutions = trial.isEmpty ? CourseStatements.institutions(found, codes) : nil
    let own = found.verdicts.map { Int($0.verdict.enteringYear) }
    let years = Set(own + [entering, trial.entering].compactMap { $0 })
    var again = try Reevaluation(
      session, codes: codes, rules: rules, asOf: asOf, scale: scale, institutions: institutions, entering: years)
    var assumed: AssumedEntry?
    if let entering {
      assumed = AssumedEntry(year: entering, ownEditions: found.verdicts.map(\.verdict.edition))
      again.assume(entering: entering, for: &found)
    }
    let schools = Dictionary(
      again.schools.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first })
    var report = try StudentReportBuilder(
      names: names, schools: schools, run: run, editions: try RunLog.editions(session.connection),
      languages: again.languages
    ).report(found) { again.counterfactuals($0, of: found) }
    report.assumedEntry = assumed
    report.gradePoints = found.verdicts.map(\.verdict).compactMap { verdict in
      guard let system = System(rawValue: verdict.system), let average = again.gradePoints(verdict, of: found) else {
        return nil
      }
      return (system, average)
    }
    report.courses = CourseStatements(
      try CourseEvidenceTable.read(session.connection, of: CourseStatements.printed(found, codes)), codes: codes,
      transcripts: again.transcripts, schools: schools
    ).of(found)
    report.systems.removeAll { !(trial.shows($0.system, else: system)) }
    var counsel = try StudentCounsel(
      again, asOf: asOf, scale: scale, table: try Settings.pace(of: found, config))
    try counsel.complete(&report, found, trial, codes: codes) {
      if institutions == nil { return again }
      return try Reevaluation(
        session, codes: codes, rules: rules, asOf: asOf, scale: scale, entering: years)
    }
    guard json else { return try Pager.write(StudentPage.text(report, style: style)) }
    let output = try Output(nil)
    try output.write(report.json() + [UInt8(ascii: "\n")])
    try output.finish()
  }
}

/// Text from files on its way to a terminal.
enum TerminalSafe {
  /// One line without control characters.
  static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && !(127..<160).contains($0.value) }))
  }
}
