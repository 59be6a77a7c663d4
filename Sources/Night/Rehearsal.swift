public import Intake
public import Rules
public import Store

/// Evaluates stored students twice: as they stand, and under other editions or another course list.
public struct Rehearsal {
  /// What an evaluation rests on beside the student.
  public struct Side: Sendable {
    let transcripts: StoredTranscripts
    let editions: EditionSet

    public init(transcripts: StoredTranscripts, editions: EditionSet) {
      (self.transcripts, self.editions) = (transcripts, editions)
    }
  }

  private let before: Side
  private let after: Side
  private let asOf: CalendarDay
  private var evaluator: Evaluator

  public init(before: Side, after: Side, asOf: CalendarDay, scale: CreditScale) {
    (self.before, self.after, self.asOf) = (before, after, asOf)
    evaluator = Evaluator(scale: scale)
  }

  /// Both systems' verdicts on both sides, in the order of `System.allCases`.
  public mutating func compare(_ student: StoredStudent) -> [RehearsedVerdict] {
    let entering = Int(student.profile.graduationYear ?? asOf.schoolYear.fall + 1)
    let old = verdicts(before, student, entering)
    let new = verdicts(after, student, entering)
    return System.allCases.indices.map { place in
      RehearsedVerdict(
        system: System.allCases[place], before: old[place], after: new[place])
    }
  }

  private mutating func verdicts(
    _ side: Side, _ student: StoredStudent, _ entering: Int
  ) -> [(edition: String, verdict: Verdict)] {
    let policies = System.allCases.map { side.editions.editions.edition($0, entering: entering) }
    let verdicts = evaluator.outlines(side.transcripts.transcript(of: student), under: policies, asOf: asOf)
    return zip(policies, verdicts).map { ($0.edition, $1) }
  }
}

/// One system's verdict of a student before and after.
public struct RehearsedVerdict: Sendable, Equatable {
  public let system: System
  public let editionBefore: String
  public let editionAfter: String
  /// Status of the whole pattern.
  public let before: Status
  public let after: Status
  /// Areas whose status or amounts differ.
  public let areas: [SubjectArea]

  init(
    system: System, before: (edition: String, verdict: Verdict), after: (edition: String, verdict: Verdict)
  ) {
    self.system = system
    (editionBefore, editionAfter) = (before.edition, after.edition)
    (self.before, self.after) = (before.verdict.overall, after.verdict.overall)
    areas = SubjectArea.allCases.filter { area in
      before.verdict.status[area] != after.verdict.status[area]
        || before.verdict.earned[area] != after.verdict.earned[area]
        || before.verdict.required[area] != after.verdict.required[area]
        || before.verdict.inProgress[area] != after.verdict.inProgress[area]
    }
  }

  /// Whether the status of the whole pattern differs.
  public var isFlip: Bool { before != after }
}

extension StoredTranscripts {
  /// The same schools and codes with another course list.
  public init(
    schools: [Store.SchoolRow], courses: [Intake.CourseRow], at places: [String], equivalents: [Store.EquivalentRow],
    codes: CourseCodes
  ) {
    self.init(
      schools: schools, courses: courses.map { Store.CourseRow($0, schoolID: places[$0.schoolIndex]) },
      // A list of the district's own leaves nothing open: what it does not name is not on it.
      undecided: [], equivalents: equivalents, codes: codes)
  }
}
