/// One change that would bring a student closer to the pattern, and what it would change.
public struct Counterfactual: Sendable, Equatable {
  public enum Change: Sendable, Equatable {
    /// The record's piece of its course is taken once more and passed.
    case mark(record: Int32)
    /// A higher course, or one half of it, is passed.
    case course(HigherCourse)
  }

  public var change: Change
  /// How many twelfths of a year fewer each area would miss, once the courses running now are passed; negative where it
  /// would miss more.
  public var gained: PerArea<Int>
  /// Courses that are running now make a difference: what is gained comes on top of theirs.
  public var isBesideRunning: Bool
  /// Where each area and the whole pattern would stand.
  public var status: PerArea<Status>
  public var overall: Status
  /// What has to be taken, in twelfths of a year: 6 for a semester.
  public var work: Int

  /// Fewer twelfths missing in all areas together; always more than 0.
  public var total: Int { gained.sum }
}

/// A course that the student has not passed, at the student's own school.
public struct HigherCourse: Sendable, Equatable {
  public var area: SubjectArea
  public var discipline: Discipline
  /// 1 or 2, or 0 for the whole course.
  public var half: UInt8
  /// For a language, the sequence of a record of the same language; else 0.
  public var likeRecord: Int32

  public init(area: SubjectArea, discipline: Discipline, half: UInt8, likeRecord: Int32 = 0) {
    (self.area, self.discipline, self.half, self.likeRecord) = (area, discipline, half, likeRecord)
  }
}

extension Evaluator {
  /// The single changes that help, best first: most twelfths gained, then least work, then marks before courses, in
  /// the order of the records.
  ///
  /// Tried are each semester without credit taken once more and passed, and each course that follows what was
  /// attempted and may validate it: the third year of mathematics, precalculus, statistics while it counts, the next
  /// levels of each language, and chemistry where its second half validates. Of two halves of one course the better one is listed; of
  /// a course that was never begun the first half or the whole, as nobody begins with a second half. A
  /// course is listed only if it helps its own area; what any elective would do is not its merit. Amounts compare with
  /// what the courses running now will have added: what they do already is nothing to advise.
  public mutating func counterfactuals(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay
  ) -> [Counterfactual] {
    let before = outline(transcript, under: policy, asOf: asOf)
    guard SubjectArea.allCases.contains(where: { before.missingLater[$0] > 0 }) else { return [] }
    let trials = CounterfactualTrials(transcript, policy: policy, asOf: asOf)
    let attempts = trials.markedRecords
    var found = attempts.map { retake($0, trials, before, policy, asOf) }
    let marked = zip(attempts.map { transcript.records[$0].course?.discipline }, found.map(\.gained))
    found = found.filter { !trials.isRepeated($0, in: found) }
    for courses in trials.higherCourses {
      // Retaking the course itself is listed already.
      guard let course = courses.first, let better = better(of: courses, trials, before, policy, asOf),
        !marked.contains(where: { $0 == course.discipline && $1 == better.gained })
      else { continue }
      found.append(better)
    }
    return found.ranked
  }

  /// Of `counterfactuals` the semesters that are taken once more, of courses of some areas.
  mutating func retakes(
    in areas: SubjectAreas, _ transcript: Transcript, under policy: Policy, asOf: CalendarDay
  ) -> [Counterfactual] {
    let before = outline(transcript, under: policy, asOf: asOf)
    let trials = CounterfactualTrials(transcript, policy: policy, asOf: asOf)
    let attempts = trials.markedRecords.filter { index in
      !(transcript.records[index].course?.areas.isDisjoint(with: areas) ?? true)
    }
    let found = attempts.map { retake($0, trials, before, policy, asOf) }
    return found.filter { !trials.isRepeated($0, in: found) }.ranked
  }

  /// Of `counterfactuals` the courses of some areas that gain more than themselves: what is more was validated.
  ///
  /// Retakes are tried only where they may be the very course.
  mutating func validations(
    in areas: SubjectAreas, _ transcript: Transcript, under policy: Policy, asOf: CalendarDay
  ) -> [Counterfactual] {
    let before = outline(transcript, under: policy, asOf: asOf)
    let trials = CounterfactualTrials(transcript, policy: policy, asOf: asOf)
    var found: [Counterfactual] = []
    for courses in trials.higherCourses {
      guard let course = courses.first, areas.has(course.area), before.missingLater[course.area] > 6,
        let better = better(of: courses, trials, before, policy, asOf), better.gained[course.area] > better.work
      else { continue }
      let isRetake = trials.markedRecords.contains { index in
        guard transcript.records[index].course?.discipline == course.discipline else { return false }
        return retake(index, trials, before, policy, asOf).gained == better.gained
      }
      if !isRetake { found.append(better) }
    }
    return found.ranked
  }

  private mutating func retake(
    _ index: Int, _ trials: CounterfactualTrials, _ before: Verdict, _ policy: Policy, _ asOf: CalendarDay
  ) -> Counterfactual {
    let record = trials.transcript.records[index]
    return Counterfactual(
      .mark(record: record.sequence), before: before,
      after: outline(trials.retaking(index), under: policy, asOf: asOf), work: record.term.natural.length)
  }

  /// The part of a course that gains most in its own area; of as much the first.
  private mutating func better(
    of courses: [HigherCourse], _ trials: CounterfactualTrials, _ before: Verdict, _ policy: Policy,
    _ asOf: CalendarDay
  ) -> Counterfactual? {
    var better: Counterfactual?
    for course in courses {
      let after = outline(trials.adding(course), under: policy, asOf: asOf)
      let one = Counterfactual(.course(course), before: before, after: after, work: course.half == 0 ? 12 : 6)
      if one.total > 0, one.gained[course.area] > better?.gained[course.area] ?? 0 { better = one }
    }
    return better
  }
}

extension [Counterfactual] {
  /// Those that help: most gained first, then least work, then as they stand.
  fileprivate var ranked: [Counterfactual] {
    let ranked = enumerated().filter { $0.element.total > 0 }.sorted {
      (-$0.element.total, $0.element.work, $0.offset) < (-$1.element.total, $1.element.work, $1.offset)
    }
    return ranked.map(\.element)
  }
}

extension Counterfactual {
  fileprivate init(_ change: Change, before: Verdict, after: Verdict, work: Int) {
    self.init(
      change: change, gained: PerArea { before.missingLater[$0] - after.missingLater[$0] },
      isBesideRunning: SubjectArea.allCases.contains { before.missingLater[$0] != before.missing($0) },
      status: after.status, overall: after.overall, work: work)
  }
}
