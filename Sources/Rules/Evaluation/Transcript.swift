/// What the course list of one institution and school year says about a course.
public struct ListedCourse: Sendable, Equatable {
  /// The areas it is listed in; more than one means dual-listed, none means it is in the catalogue but not A-G.
  public var areas: SubjectAreas
  public var discipline: Discipline
  /// Tells two unknown disciplines apart; equal for equal discipline names.
  public var disciplineKey: NameKey
  /// The language of an area E course.
  public var language: NameKey
  public var length: CourseLength
  public var honors: HonorsType?
  /// 1 or 2 where the code itself names one half of a yearlong course, else 0.
  public var part: UInt8
  /// AP exam code of an AP course, 0 where the list does not say. It decides no verdict.
  public var examCode: UInt8 = 0
  /// Equal for courses that are the same course: equal course keys at one institution, or declared equivalents.
  public var sameCourse: Int32
  /// Listed for grade level 9 and no other.
  public var ninthGradeOnly: Bool
  /// Whether a surplus of it may serve area G in editions that ask.
  public var electiveEligible: Bool

  public init(
    areas: SubjectAreas, discipline: Discipline, disciplineKey: NameKey = .none, language: NameKey = .none,
    length: CourseLength = .year, honors: HonorsType? = nil, part: UInt8 = 0, sameCourse: Int32,
    ninthGradeOnly: Bool = false, electiveEligible: Bool = true
  ) {
    self.areas = areas
    self.discipline = discipline
    self.disciplineKey = disciplineKey
    self.language = language
    self.length = length
    self.honors = honors
    self.part = part
    self.sameCourse = sameCourse
    self.ninthGradeOnly = ninthGradeOnly
    self.electiveEligible = electiveEligible
  }
}

/// How a transcript record's course stands to the course list of the institution and year it was taken in.
public enum CourseListing: Sendable, Equatable {
  case listed(ListedCourse)
  /// The course is known, but not on the A-G list of that school year (or in no area at all).
  case notListed
  /// The institution's list does not know the course: it may or may not count.
  case unmatched
}

/// One row of a transcript: one student, course and term.
public struct TranscriptRecord: Sendable, Equatable {
  /// Names the record in the verdict; 1 or more, unique in the transcript.
  public var sequence: Int32
  public var year: SchoolYear
  public var term: Term
  /// 6 to 12; for a summer the grade level just ended.
  public var gradeLevel: UInt8
  /// nil while the course is running; a row with neither is no record.
  public var mark: Mark?
  /// Hundredths of a credit, in a college's own units there; -1 where absent.
  public var creditsAttempted: Int32
  /// 1 or 2 where the record names the half of the course, else 0.
  public var part: UInt8
  /// Taken at a community college or university.
  public var isCollege: Bool
  public var listing: CourseListing

  public init(
    sequence: Int32, year: SchoolYear, term: Term, gradeLevel: UInt8, mark: Mark?,
    creditsAttempted: Int32 = -1, part: UInt8 = 0, isCollege: Bool = false, listing: CourseListing
  ) {
    self.sequence = sequence
    self.year = year
    self.term = term
    self.gradeLevel = gradeLevel
    self.mark = mark
    self.creditsAttempted = creditsAttempted
    self.part = part
    self.isCollege = isCollege
    self.listing = listing
  }
}

/// One exam score.
public struct ExamResult: Sendable, Equatable {
  /// Names the exam in the verdict; 1 or more.
  public var sequence: Int32
  public var program: ExamProgram
  /// The AP exam code without leading zeros, or the subject's name, as `ExamSubject.folded` gives it.
  public var subject: String
  public var year: SchoolYear
  /// Hundredths of a point.
  public var score: Int32

  public init(sequence: Int32, program: ExamProgram, subject: String, year: SchoolYear, score: Int32) {
    self.sequence = sequence
    self.program = program
    self.subject = ExamSubject.folded(subject)
    self.year = year
    self.score = score
  }
}

/// A requirement lifted for one student by a person who may.
public struct Waiver: Sendable, Equatable {
  public var sequence: Int32
  public var area: SubjectArea
  /// Twelfths of a year.
  public var twelfths: Int
  /// nil where the file does not say when; then it holds.
  public var grantedOn: CalendarDay?

  public init(sequence: Int32, area: SubjectArea, twelfths: Int, grantedOn: CalendarDay?) {
    self.sequence = sequence
    self.area = area
    self.twelfths = twelfths
    self.grantedOn = grantedOn
  }
}

/// Everything that decides one student's verdict, apart from the policy and the day.
public struct Transcript: Sendable, Equatable {
  public var records: [TranscriptRecord]
  public var exams: [ExamResult]
  public var waivers: [Waiver]

  public init(records: [TranscriptRecord] = [], exams: [ExamResult] = [], waivers: [Waiver] = []) {
    self.records = records
    self.exams = exams
    self.waivers = waivers
  }
}
