import Rules
import Store

extension TakingRow {
  /// Stands for the rules by which it is found out what students took: with another number the next night is not
  /// carried over, and the UC verdict, with which it is stored, is made anew of everybody; nothing else is.
  static let version = 3

  /// - Parameters:
  ///   - finalYear: nil for students before grade 12, of whom neither grades nor timing are asked.
  ///   - offered: What the student's school offers whole.
  init(
    _ transcript: Transcript, verdict: Verdict, policy: Policy, asOf: CalendarDay, finalYear: Int16?,
    offered: SubjectAreas?,
    _ evaluator: inout Evaluator
  ) {
    self.init()
    let taking = CourseTaking(transcript, verdict: verdict, policy: policy, asOf: asOf)
    taken = Int16(taking.taken.rawValue)
    passed = Int16(taking.passed.rawValue)
    failed = Int16(taking.failed.rawValue)
    let takenWhole = CourseTaking.wholeTaken(
      transcript, verdict: verdict, under: policy, asOf: asOf, &evaluator)
    whole = Int16(takenWhole.rawValue)
    validated = Int16(taking.validated.rawValue)
    repeated = Int16(taking.repeated.rawValue)
    facts = taking.facts.rawValue
    exams = Int16(clamping: taking.exams)
    examsPassed = Int16(clamping: taking.examsPassed)
    advancedPlacement = taking.advancedPlacement.map(\.number).sorted()
    mathematicsStep = taking.mathematicsStep?.number
    languageStep = taking.languageStep?.number
    self.offered = offered.map { Int16($0.rawValue) }
    ready = Int16(taking.ready.rawValue)
    guard let finalYear else { return }
    let average = evaluator.gradePointAverage(transcript, under: policy, asOf: asOf)
    grades = Int16(clamping: average.grades)
    points = Int16(clamping: average.numerator(.capped))
    let timing = evaluator.timing(
      transcript, under: policy, asOf: asOf, finalYear: SchoolYear(fall: finalYear))
    beforeGrade12 = Int16(clamping: timing.beforeFinalYear)
  }
}

extension StudentProfile {
  /// Fall of the last year of high school of a student who is in grade 12.
  var finalYear: Int16? { gradeLevel == 12 ? graduationYear.map { $0 - 1 } : nil }
}

/// What schools offer whole, asked once for each school and edition.
struct KnownOfferedAreas {
  private struct Question: Hashable {
    var school: Int
    var edition: String
  }

  private var known: [Question: SubjectAreas] = [:]

  /// - Parameter offers: nil where the school is not known.
  mutating func areas(
    _ school: Int, _ offers: SchoolOffers?, _ policy: Policy, _ asOf: CalendarDay, _ evaluator: inout Evaluator
  ) -> SubjectAreas? {
    guard let offers else { return nil }
    let question = Question(school: school, edition: policy.edition)
    if let found = known[question] { return found }
    let found = offers.completedAreas(under: policy, asOf: asOf, &evaluator)
    known[question] = found
    return found
  }
}
