import Dispatch
public import Rules
public import Store
import Synchronization

/// Counts for open courses whose verdicts each could change.
///
/// For every student who took an open course, the course is put into the transcript in each of its plausible readings,
/// all else as it stands, and the evaluator answers. A student counts where two readings differ.
public struct Worklist: Sendable {
  private let transcripts: StoredTranscripts
  private let editions: PolicyEditions
  private let asOf: CalendarDay
  private let scale: CreditScale
  private let questions: [Question]
  /// The questions that a printed course raises in a school year.
  private let places: [Place: Int]

  private struct Question: Sendable {
    var course: OpenCourse
    var listings: [CourseListing]
  }

  private struct Place: Hashable {
    var courseCode: Int32
    var schoolYear: Int16
  }

  /// - Parameter open: As `OpenCourseFinder` finds them.
  public init(
    _ open: [(course: OpenCourse, taken: [CourseYear])], transcripts: StoredTranscripts, editions: PolicyEditions,
    asOf: CalendarDay, scale: CreditScale
  ) {
    (self.transcripts, self.editions, self.asOf, self.scale) = (transcripts, editions, asOf, scale)
    var places: [Place: Int] = [:]
    questions = open.enumerated().map { index, entry in
      for taken in entry.taken { places[Place(courseCode: taken.courseCode, schoolYear: taken.schoolYear)] = index }
      return Question(
        course: entry.course, listings: Worklist.listings(of: entry.course, own: index, in: transcripts.catalogue))
    }
    self.places = places
  }

  private static func listings(
    of course: OpenCourse, own: Int, in catalogue: CourseCatalogue
  ) -> [CourseListing] {
    let number = catalogue.number(school: course.schoolID, course: course.courseID)
    return course.readings.map { reading in
      switch reading {
      case .notListed: .notListed
      case .anyArea: .unmatched
      case .listed(let row): .listed(catalogue.supposed(row, number: number, own: own))
      }
    }
  }

  /// The counts of one question.
  fileprivate struct Count {
    var students = 0
    var flips = PerSystem(repeating: 0)
    var patternFlips = PerSystem(repeating: 0)
    var areas: SubjectAreas = .none

    mutating func merge(_ other: Count) {
      students += other.students
      for system in System.allCases {
        flips[system] += other.flips[system]
        patternFlips[system] += other.patternFlips[system]
      }
      areas.formUnion(other.areas)
    }
  }

  /// What has been counted so far; fill it with `count`, any number of times.
  public struct Tally: Sendable {
    fileprivate var counts: [Count]
    /// How often a transcript was evaluated, both systems at once.
    public fileprivate(set) var evaluations = 0
  }

  public var empty: Tally { Tally(counts: [Count](repeating: Count(), count: questions.count)) }

  /// Counts some students, each once, on several threads.
  public func count(_ students: [StoredStudent], into tally: inout Tally, workers: Int) {
    let workers = max(1, min(workers, students.count))
    let shared = Mutex(tally)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      var own = empty
      var evaluator = Evaluator(scale: scale)
      for place in stride(from: worker, to: students.count, by: workers) {
        count(students[place], &evaluator, into: &own)
      }
      shared.withLock { $0.merge(own) }
    }
    tally = shared.withLock { $0 }
  }

  private func count(_ student: StoredStudent, _ evaluator: inout Evaluator, into tally: inout Tally) {
    var records: [Int: Set<Int32>] = [:]
    for row in student.transcripts {
      guard let question = places[Place(courseCode: row.courseCode, schoolYear: row.schoolYear)] else { continue }
      records[question, default: []].insert(Int32(row.seq))
    }
    if records.isEmpty { return }
    let transcript = transcripts.transcript(of: student)
    let entering = Int(student.profile.graduationYear ?? asOf.schoolYear.fall + 1)
    let policies = System.allCases.map { editions.edition($0, entering: entering) }
    for (question, sequences) in records {
      var supposed = transcript
      let open = supposed.records.indices.filter { sequences.contains(supposed.records[$0].sequence) }
      var answers: [[Verdict]] = []
      for listing in questions[question].listings {
        for index in open { supposed.records[index].listing = listing }
        answers.append(evaluator.outlines(supposed, under: policies, asOf: asOf))
      }
      tally.evaluations += answers.count
      tally.counts[question].add(answers)
    }
  }

  /// The courses with their counts: first those that could change most verdicts, then those of most students.
  public func ranked(_ tally: Tally) -> [RankedCourse] {
    let ranked = zip(questions, tally.counts).map { question, count in
      RankedCourse(
        course: question.course, students: count.students, flips: count.flips, patternFlips: count.patternFlips,
        areas: count.areas)
    }
    // The order of the questions settles ties.
    return ranked.indices.sorted { left, right in
      let (one, other) = (ranked[left].weight, ranked[right].weight)
      return one == other ? left < right : one > other
    }.map { ranked[$0] }
  }
}

extension Worklist.Tally {
  fileprivate mutating func merge(_ other: Worklist.Tally) {
    for index in counts.indices { counts[index].merge(other.counts[index]) }
    evaluations += other.evaluations
  }
}

extension Worklist.Count {
  /// Adds a student: the verdicts of every reading, by system.
  fileprivate mutating func add(_ answers: [[Verdict]]) {
    students += 1
    guard let first = answers.first else { return }
    for (place, system) in System.allCases.enumerated() {
      let others = answers.dropFirst().map { $0[place] }
      let changed = SubjectAreas(
        SubjectArea.allCases.filter { area in others.contains { $0.status[area] != first[place].status[area] } }
          .map(SubjectAreas.init))
      let isPatternChanged = others.contains { $0.overall != first[place].overall }
      areas.formUnion(changed)
      if isPatternChanged { patternFlips[system] += 1 }
      if isPatternChanged || !changed.isEmpty { flips[system] += 1 }
    }
  }
}

extension RankedCourse {
  fileprivate var weight: (Int, Int, Int) { (verdicts, patternFlips.csu + patternFlips.uc, students) }
}
