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
  /// levels of each language, and chemistry where its second half validates. A course that was never begun is tried whole, as nobody
  /// begins with a second half; of two halves of one that was begun the better one is listed. A
  /// course is listed only if it helps its own area; what any elective would do is not its merit. Amounts compare with
  /// what the courses running now will have added: what they do already is nothing to advise.
  public mutating func counterfactuals(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay
  ) -> [Counterfactual] {
    counterfactuals(transcript, under: policy, asOf: asOf, retaken: nil, courses: true)
  }

  /// - Parameters:
  ///   - retaken: Areas of the courses that are tried once more; nil = all.
  ///   - courses: Try courses that follow too.
  mutating func counterfactuals(
    _ transcript: Transcript, under policy: Policy, asOf: CalendarDay, retaken: SubjectAreas?, courses: Bool
  ) -> [Counterfactual] {
    let before = outline(transcript, under: policy, asOf: asOf)
    guard SubjectArea.allCases.contains(where: { before.missingLater[$0] > 0 }) else { return [] }
    let trials = CounterfactualTrials(transcript, policy: policy, asOf: asOf)
    let attempts = trials.markedRecords.filter { index in
      guard let retaken, let course = transcript.records[index].course else { return true }
      return !course.areas.isDisjoint(with: retaken)
    }
    var found: [Counterfactual] = []
    for index in attempts {
      let changed = trials.retaking(index)
      found.append(
        Counterfactual(
          .mark(record: transcript.records[index].sequence), before: before,
          after: outline(changed, under: policy, asOf: asOf), work: transcript.records[index].term.natural.length))
    }
    let marked = zip(attempts.map { transcript.records[$0].course?.discipline }, found.map(\.gained))
    for courses in courses ? trials.higherCourses : [] {
      var better: Counterfactual?
      for course in courses {
        let after = outline(trials.adding(course), under: policy, asOf: asOf)
        let one = Counterfactual(.course(course), before: before, after: after, work: course.half == 0 ? 12 : 6)
        if one.gained[course.area] > 0, one.total > better?.total ?? 0 { better = one }
      }
      // Retaking the course itself is listed already.
      guard let better, let course = courses.first,
        !marked.contains(where: { $0 == course.discipline && $1 == better.gained })
      else { continue }
      found.append(better)
    }
    found = found.filter { !trials.isRepeated($0, in: found) }
    let ranked = found.enumerated().filter { $0.element.total > 0 }.sorted {
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
