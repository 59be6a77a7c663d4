import ArgumentParser
import PolicyFiles
import Postgres
import Reports
import Rules
import Store

struct PrintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "Write a letter to a student and family: one sheet, in English or Spanish.",
    discussion: """
      Examples:
        agtrack print 1000123 --out letter.html
        agtrack print 1000123 --language es --out carta.html

      The letter is one HTML page without anything from outside; print it from any browser. It is written to the access log.
      """)

  @Argument(help: "Student id, statewide id (SSID) or name.") var student: String
  @Option(
    help: "en or es.",
    transform: { text in
      guard let language = LetterLanguage(rawValue: text) else {
        throw ValidationError("'\(text)' is none of the languages en and es")
      }
      return language
    })
  var language: LetterLanguage = .english
  @Option(help: "File to write; default standard output.") var out: String?
  @Option(help: "Why you print it; written to the access log.") var purpose: String?
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try database.session()
    let run = try PublishedRun.required(session.connection)
    let found = try StudentLookUp.find(session.connection, student, purpose: purpose, command: "print")
    let student = try Candidates.one(found, asJSON: false, style: Terminal.style(.auto, plain: false), session)
    let (codes, rules) = (try CourseCodes(session.connection), try RuleNumbers(session.connection))
    let schools = Dictionary(
      try SharedTables.schools(session.connection).map { ($0.schoolID, $0.name) },
      uniquingKeysWith: { first, _ in first })
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    var again = try Reevaluation(
      session, codes: codes, rules: rules, asOf: asOf, scale: .california,
      institutions: CourseStatements.institutions(student, codes),
      entering: Set(student.verdicts.map { Int($0.verdict.enteringYear) }))
    let report = try StudentReportBuilder(
      names: RecordNames(codes: codes, rules: rules, exams: try Policies.shared().exams), schools: schools,
      run: run, editions: try RunLog.editions(session.connection), languages: again.languages
    ).report(student) { again.counterfactuals($0, of: student) }
    let output = try Output(out)
    try output.write(FamilyLetter.html(report, pace: try pace(student), language: language))
    try output.finish()
  }

  /// As the night measured it, by the table that it measured with: the student page and the caseload say the same. nil where the
  /// table asks for nothing by the end of the student's grade level.
  private func pace(_ student: StoredStudent) throws -> FamilyLetter.Pace? {
    let grade = Int(student.profile.gradeLevel)
    guard let stored = student.pace, let table = try Policies.pace().table(stored.table),
      table.grades.contains(where: { $0.grade == grade })
    else { return nil }
    return FamilyLetter.Pace(grade: grade, uc: stored.uc, csu: stored.csu)
  }
}
