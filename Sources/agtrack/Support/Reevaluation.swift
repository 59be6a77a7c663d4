import Night
import Postgres
import Rules
import Store

/// Evaluates stored transcripts again: under the edition of another fall, or for what the tables do not keep.
struct Reevaluation {
  let languages: CourseLanguages
  let transcripts: StoredTranscripts
  let schools: [SchoolRow]
  /// What schools offer in the running school year; of others than those asked for nothing is known.
  let offers: OfferCatalogue
  /// Rows of the course lists.
  let courses: [CourseRow]
  let editions: PolicyEditions
  private let rules: StoredRules
  private let asOf: CalendarDay
  private var evaluator: Evaluator

  /// - Parameters:
  ///   - institutions: Whose course lists are read beside those of the colleges; nil = all.
  ///   - years: Entering years under whose editions it is asked; nil = any.
  init(
    _ session: borrowing Session, codes: CourseCodes, rules: RuleNumbers, asOf: CalendarDay, scale: CreditScale,
    institutions: Set<String>? = nil, entering years: Set<Int>? = nil
  ) throws {
    schools = try SharedTables.schools(session.connection)
    let lists = try CourseLists(session.connection, schools: schools, at: institutions)
    courses = lists.courses
    languages = CourseLanguages(courses, codes: codes)
    transcripts = StoredTranscripts(
      schools: schools, courses: courses, undecided: lists.undecided, equivalents: lists.equivalents,
      partners: lists.partners, codes: codes)
    offers = transcripts.offers(courses, schools: schools, year: asOf.schoolYear)
    editions = try years.map { try Policies.editions(entering: $0) } ?? Policies.editions().editions
    self.rules = StoredRules(rules)
    self.asOf = asOf
    evaluator = Evaluator(scale: scale)
  }

  /// Both systems' verdicts under the edition of a fall.
  mutating func verdicts(of student: StoredStudent, entering year: Int) -> [VerdictRow] {
    let transcript = transcripts.transcript(of: student)
    return System.allCases.map { system in
      let policy = editions.edition(system, entering: year)
      let verdict = evaluator.evaluate(transcript, under: policy, asOf: asOf)
      return VerdictRow(
        verdict, system: system, edition: policy.edition, enteringYear: Int16(clamping: year), digest: .none,
        rules: rules)
    }
  }

  /// Puts the verdicts under the editions of a fall in place of the stored ones. What the night flagged is about
  /// the student's own, and goes.
  mutating func assume(entering year: Int, for student: inout StoredStudent) {
    let verdicts = verdicts(of: student, entering: year)
    for index in student.verdicts.indices {
      guard let verdict = verdicts.first(where: { $0.system == student.verdicts[index].verdict.system }) else {
        continue
      }
      student.verdicts[index].verdict = verdict
    }
    student.flags = []
  }

  mutating func gradePoints(_ verdict: VerdictRow, of student: StoredStudent) -> GradePointAverage? {
    guard let policy = policy(of: verdict) else { return nil }
    return evaluator.gradePointAverage(transcripts.transcript(of: student), under: policy, asOf: asOf)
  }

  mutating func timing(_ verdict: VerdictRow, of student: StoredStudent) -> TimingVerdict? {
    guard let policy = policy(of: verdict) else { return nil }
    let graduation = student.profile.graduationYear ?? verdict.enteringYear
    return evaluator.timing(
      transcripts.transcript(of: student), under: policy, asOf: asOf, finalYear: SchoolYear(fall: graduation - 1))
  }

  /// The single changes that help, the best first.
  mutating func counterfactuals(_ verdict: VerdictRow, of student: StoredStudent) -> [Counterfactual] {
    guard let policy = policy(of: verdict) else { return [] }
    return evaluator.counterfactuals(transcripts.transcript(of: student), under: policy, asOf: asOf)
  }

  /// Verdicts without reasons, each under its policy.
  mutating func outlines(_ transcript: Transcript, under policies: [Policy], asOf: CalendarDay) -> [Verdict] {
    policies.map { evaluator.outlines(transcript, under: [$0], asOf: asOf)[0] }
  }

  func policy(of verdict: VerdictRow) -> Policy? {
    guard let system = System(rawValue: verdict.system) else { return nil }
    return editions.edition(system, entering: Int(verdict.enteringYear))
  }
}

/// The course lists of some institutions, or of all, with what tells the same courses apart.
private struct CourseLists {
  let courses: [CourseRow]
  let undecided: [CourseEvidenceRow]
  let equivalents: [EquivalentRow]
  /// What `equivalents` name elsewhere.
  let partners: [CourseKeyRow]

  init(_ connection: borrowing Connection, schools: [SchoolRow], at institutions: Set<String>?) throws {
    equivalents = try SharedTables.equivalents(connection)
    guard let institutions else {
      courses = try SharedTables.courses(connection)
      undecided = try CourseEvidenceTable.undecided(connection)
      partners = []
      return
    }
    // What a college offers is open to everybody.
    let read = schools.filter { institutions.contains($0.schoolID) || $0.isCollege }.map(\.schoolID)
    courses = try SharedTables.courses(connection, at: read)
    undecided = try CourseEvidenceTable.undecided(connection, at: read)
    partners = equivalents.isEmpty ? [] : try SharedTables.partners(connection, besides: read)
  }
}
