import Rules
import Store

extension TakingRow {
  /// Stands for the rules by which it is found out what students took: with another number the next night is not
  /// carried over, and the UC verdict, with which it is stored, is made anew of everybody; nothing else is.
  static let version = 2

  /// - Parameter finalYear: nil for students before grade 12, of whom neither grades nor timing are asked.
  init(
    _ transcript: Transcript, verdict: Verdict, policy: Policy, asOf: CalendarDay, finalYear: Int16?,
    _ evaluator: inout Evaluator
  ) {
    self.init()
    let taking = CourseTaking(transcript, verdict: verdict, policy: policy, asOf: asOf)
    taken = Int16(taking.taken.rawValue)
    passed = Int16(taking.passed.rawValue)
    failed = Int16(taking.failed.rawValue)
    whole = Int16(taking.wholeTaken.rawValue)
    validated = Int16(taking.validated.rawValue)
    repeated = Int16(taking.repeated.rawValue)
    facts = taking.facts.rawValue
    exams = Int16(clamping: taking.exams)
    examsPassed = Int16(clamping: taking.examsPassed)
    advancedPlacement = taking.advancedPlacement.map(\.number).sorted()
    mathematicsStep = taking.mathematicsStep?.number
    languageStep = taking.languageStep?.number
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
