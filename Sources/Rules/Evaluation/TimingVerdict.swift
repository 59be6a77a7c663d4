/// How much of the pattern was done before the last year of high school, and whether the edition asks for more.
public struct TimingVerdict: Sendable, Equatable {
  /// Twelfths of the pattern done before grade 12, the summer before it included.
  public var beforeFinalYear: Int
  /// Twelfths that the edition asks for, or nil where it asks nothing.
  public var required: Int?
  public var isMet: Bool?
}

extension Evaluator {
  /// When the pattern was done (rule `timing.rule`).
  ///
  /// Work of grade 12, also what it validates, does not count as done before it; exams and waivers count by their
  /// date.
  /// - Parameters:
  ///   - finalYear: The school year in which the student is to graduate.
  public mutating func timing(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay, finalYear: SchoolYear
  ) -> TimingVerdict {
    let before = done(transcript, upTo: 11, before: finalYear, policy: policy, asOf: asOf)
    switch policy.timing {
    case .none: return TimingVerdict(beforeFinalYear: before, required: nil, isMet: nil)
    case .beforeFinalYear(let required):
      return TimingVerdict(beforeFinalYear: before, required: required, isMet: before >= required)
    case .inFinalTwoYears(let required):
      let all = earned(transcript, under: policy, asOf: asOf)
      let earlier = done(
        transcript, upTo: 10, before: SchoolYear(fall: finalYear.fall - 1), policy: policy, asOf: asOf)
      return TimingVerdict(beforeFinalYear: before, required: required, isMet: all - earlier >= required)
    }
  }

  private mutating func done(
    _ transcript: Transcript, upTo grade: UInt8, before year: SchoolYear, policy: Policy, asOf: CalendarDay
  ) -> Int {
    let early = Transcript(
      records: transcript.records.filter { $0.gradeLevel <= grade }, exams: transcript.exams.filter { $0.year < year },
      waivers: transcript.waivers.filter { $0.grantedOn.map { $0.schoolYear < year } ?? true })
    return earned(early, under: policy, asOf: asOf)
  }
}
