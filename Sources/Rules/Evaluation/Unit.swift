/// Passed content of one course that goes to one area as a whole: at most one half of a course.
struct Unit: Sendable, Equatable {
  /// The areas it may go to; more than one only for dual-listed courses.
  var areas: SubjectAreas
  var discipline: Discipline
  var disciplineKey: NameKey
  /// The language of an area E course; never equal for two courses that name none, unless they are the same course.
  var language: Int64
  var sameCourse: Int32
  /// Which twelfths of the course were passed. Of a repeated arts course: which were passed again.
  var span: CourseSpan
  /// May serve area G as a surplus, in the edition that is asked about.
  var electiveEligible: Bool
  /// The same where the edition asks the course list, and where it does not.
  var isListedForElective: Bool
  var isHighSchool: Bool
  /// Listed in area D itself: as an elective it stands outside the list that CSU's area D takes from, for what D wants of
  /// it is booked in D.
  var isListedForScience: Bool
  /// A second pass of an arts course: elective and nothing else.
  var isArtsRepeat: Bool
  var ninthGradeOnly: Bool
  /// English language development in grade level 12.
  var isGrade12: Bool
  var year: SchoolYear
  /// Order of the earliest record in it.
  var time: UInt64
  /// Its contributions, as a range in `Sifted.contributions`.
  var firstContribution: Int32
  var contributionCount: Int32

  var amount: Int { span.twelfths }
  mutating func decideElective(asksList: Bool) {
    electiveEligible = asksList ? isListedForElective : isHighSchool
  }

  var contributionRange: Range<Int> { Int(firstContribution)..<Int(firstContribution + contributionCount) }
}

/// How much one record gives to one unit.
struct Contribution: Sendable {
  /// Index of the record in the transcript.
  var record: Int32
  var span: CourseSpan
  var kind: UseKind
}

/// A mark that may validate, or may be validated: which course it belongs to and which half.
struct Attempt: Sendable, Equatable {
  var record: Int32
  var areas: SubjectAreas
  var discipline: Discipline
  var language: Int64
  var span: CourseSpan
  var year: SchoolYear
  var passed: Bool
}

/// A record whose course no list knows.
struct UnmatchedRecord: Sendable {
  /// Index of the record in the transcript.
  var record: Int32
  /// Where it may serve, and what it is worth there at best.
  var areas: SubjectAreas
  var worth: Int
  var isRunning: Bool
}

/// A transcript as the requirements read it: passed content without double counting, and the attempts around it.
struct Sifted: Sendable {
  var units: [Unit] = []
  var contributions: [Contribution] = []
  /// Passes and D or F marks in mathematics, chemistry and languages, in time order inside a course.
  var attempts: [Attempt] = []
  /// Why each record is not counted, as far as the sifting knows; by index.
  var outcome: [Rule?] = []
  /// Passed records whose course the list does not know: what they may be worth in each area at best.
  var unmatched = PerArea<Int>(repeating: 0)
  /// The same for unmatched records that are running.
  var unmatchedRunning = PerArea<Int>(repeating: 0)
  /// The unmatched records that may be worth something.
  var unmatchedRecords: [UnmatchedRecord] = []
  var hasRunning = false
  /// Records of one half are joined in one way where the edition asks the course list for area G, and in another where
  /// it does not.
  var joinsByElective = false
  /// Letter marks by course, in time order; gathered only where asked for.
  var graded: [GradedAttempt] = []
  var gathersGrades = false
  /// The units by time, as far as they were asked for.
  private var timeOrder: [TimePlace] = []

  struct TimePlace: Sendable, BitwiseCopyable {
    var time: UInt64
    var unit: Int32
  }

  /// The units by time, of one time in their order: sorted once for all editions.
  mutating func unitsByTime() -> [TimePlace] {
    if timeOrder.isEmpty {
      for index in units.indices {
        timeOrder.append(TimePlace(time: units[index].time, unit: Int32(truncatingIfNeeded: index)))
      }
      timeOrder.sortSmall { $0.time < $1.time || ($0.time == $1.time && $0.unit < $1.unit) }
    }
    return timeOrder
  }

  mutating func reset(recordCount: Int) {
    units.removeAll(keepingCapacity: true)
    contributions.removeAll(keepingCapacity: true)
    attempts.removeAll(keepingCapacity: true)
    outcome.removeAll(keepingCapacity: true)
    outcome.append(contentsOf: repeatElement(nil, count: recordCount))
    unmatched = PerArea(repeating: 0)
    unmatchedRunning = PerArea(repeating: 0)
    unmatchedRecords.removeAll(keepingCapacity: true)
    hasRunning = false
    joinsByElective = false
    graded.removeAll(keepingCapacity: true)
    timeOrder.removeAll(keepingCapacity: true)
  }
}
