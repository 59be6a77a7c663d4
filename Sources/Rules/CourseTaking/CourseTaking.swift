/// What a student took and passed so far, as the measures ask it. It decides no verdict.
///
/// Of an area those courses are looked at that are listed in it, alone or among others.
public struct CourseTaking: Sendable, Equatable {
  /// Areas with a record of any mark, or running now.
  public var taken = SubjectAreas.none
  /// Areas with a record that passed.
  public var passed = SubjectAreas.none
  /// Areas with a D or F.
  public var failed = SubjectAreas.none
  /// Areas in which a D or F is validated by another course.
  public var validated = SubjectAreas.none
  /// Areas in which a D or F was made up by passing the same course.
  public var repeated = SubjectAreas.none
  public var facts: Facts = []
  /// AP exams with a score, and those of them with 3 or more.
  public var exams = 0
  public var examsPassed = 0
  /// AP courses and exams by subject, without order.
  public var advancedPlacement: [AdvancedPlacementEvent] = []
  /// Areas in which the marks of some year before grade 12 said that the student was ready for AP.
  public var ready = SubjectAreas.none
  /// From the last finished school year to the one of the day; nil where there was none or cannot be told.
  public var mathematicsStep: CourseStep?
  public var languageStep: CourseStep?

  public struct Facts: OptionSet, Sendable, Hashable {
    public let rawValue: Int16
    public init(rawValue: Int16) { self.rawValue = rawValue }

    /// Takes or took an AP course in the school year of the day; in any of the grades 9 to 12.
    public static let advancedPlacementThisYear = Facts(rawValue: 1)
    public static let advancedPlacement = Facts(rawValue: 2)
    /// Passed every semester of an AP course.
    public static let advancedPlacementPassed = Facts(rawValue: 4)
    /// Takes or took a listed mathematics course (Algebra I, Mathematics I or beyond) before grade 9.
    public static let earlyMathematics = Facts(rawValue: 8)
    /// Passed every semester of it.
    public static let earlyMathematicsPassed = Facts(rawValue: 16)
    /// Takes or took listed English in the school year of the day: English language development, any other.
    public static let languageDevelopmentThisYear = Facts(rawValue: 32)
    public static let englishThisYear = Facts(rawValue: 64)
    /// Passed college courses with C- or better that are worth one semester, two semesters.
    public static let collegeSemester = Facts(rawValue: 128)
    public static let collegeSemesters = Facts(rawValue: 256)
    /// One IB exam with 4 or more, two of them.
    public static let baccalaureateExam = Facts(rawValue: 512)
    public static let baccalaureateExams = Facts(rawValue: 1024)
  }

  public init() {}

  /// - Parameters:
  ///   - verdict: That of the same transcript, for what was made up.
  public init(_ transcript: Transcript, verdict: Verdict, policy: Policy, asOf: CalendarDay) {
    let current = asOf.schoolYear
    var courses = TakenCourses()
    for record in transcript.records where record.year <= current {
      guard case .listed(let course) = record.listing, !course.areas.isEmpty else { continue }
      let standing = MarkStanding(record, windows: policy.passWindows, projecting: false)
      taken.formUnion(course.areas)
      var isPassed = false
      switch standing {
      case .passed:
        passed.formUnion(course.areas)
        isPassed = true
      case .deficient: failed.formUnion(course.areas)
      case .nothing, .running: break
      }
      courses.add(record, course, isPassed: isPassed)
      facts.formUnion(Facts(record, course, current: current))
    }
    courses.finish(&self)
    takeExams(transcript, policy, current)
    takeCollege(transcript, policy, current)
    ready = CourseTaking.ready(transcript.records, policy.exams.ready, current: current)
    mathematicsStep = CourseStep(transcript, .c, policy: policy, current: current)
    languageStep = CourseStep(transcript, .e, policy: policy, current: current)
    for use in verdict.uses where use.record > 0 {
      guard let area = use.area else { continue }
      if use.kind == .validated { validated.formUnion(SubjectAreas(area)) }
      if use.kind == .repeated { repeated.formUnion(SubjectAreas(area)) }
    }
  }

  private mutating func takeExams(_ transcript: Transcript, _ policy: Policy, _ current: SchoolYear) {
    var baccalaureate = 0
    for exam in transcript.exams where exam.year <= current {
      if exam.program == .ib && exam.score >= 400 { baccalaureate += 1 }
      guard exam.program == .ap else { continue }
      exams += 1
      if exam.score >= 300 { examsPassed += 1 }
      advancedPlacement.append(
        AdvancedPlacementEvent(
          policy.exams.advancedPlacementCode(exam.subject) ?? 0, exam.score >= 300 ? .examPassed : .exam))
    }
    if baccalaureate >= 1 { facts.insert(.baccalaureateExam) }
    if baccalaureate >= 2 { facts.insert(.baccalaureateExams) }
  }

  /// Listed or not: what a college gives credit for is its own matter.
  private mutating func takeCollege(_ transcript: Transcript, _ policy: Policy, _ current: SchoolYear) {
    var twelfths = 0
    for record in transcript.records where record.isCollege && record.year <= current {
      guard case .passed = MarkStanding(record, windows: policy.passWindows, projecting: false) else { continue }
      // A college's quarters are three to a year.
      twelfths += max(4, record.term.natural.length)
    }
    if twelfths >= 6 { facts.insert(.collegeSemester) }
    if twelfths >= 12 { facts.insert(.collegeSemesters) }
  }
}

extension CourseTaking.Facts {
  fileprivate init(_ record: TranscriptRecord, _ course: ListedCourse, current: SchoolYear) {
    self = []
    if course.honors == .advancedPlacement && record.gradeLevel >= 9 {
      insert(.advancedPlacement)
      if record.year == current { insert(.advancedPlacementThisYear) }
    }
    if course.areas.has(.c) && record.gradeLevel <= 8 { insert(.earlyMathematics) }
    if course.areas.has(.b) && record.year == current {
      insert(course.discipline == .englishLanguageDevelopment ? .languageDevelopmentThisYear : .englishThisYear)
    }
  }
}

/// How much of each course was passed.
private struct TakenCourses {
  private struct Course {
    var number: Int32
    /// Twelfths of the course at most.
    var length: Int
    var passed = 0
    var earlyTaken = false
    var earlyPassed = 0
    var isAdvancedPlacement = false
    var examCode = 0
  }
  private var courses: [Course] = []

  mutating func add(_ record: TranscriptRecord, _ course: ListedCourse, isPassed: Bool) {
    let place: Int
    if let found = courses.firstIndex(where: { $0.number == course.sameCourse }) {
      place = found
    } else {
      place = courses.count
      courses.append(Course(number: course.sameCourse, length: course.length == .semester ? 6 : 12))
    }
    let twelfths = record.isCollege ? 12 : record.term.natural.length
    if isPassed { courses[place].passed += twelfths }
    if course.honors == .advancedPlacement && record.gradeLevel >= 9 {
      courses[place].isAdvancedPlacement = true
      if course.examCode > 0 { courses[place].examCode = Int(course.examCode) }
    }
    if course.areas.has(.c) && record.gradeLevel <= 8 {
      courses[place].earlyTaken = true
      if isPassed { courses[place].earlyPassed += twelfths }
    }
  }

  func finish(_ taking: inout CourseTaking) {
    for course in courses {
      if course.isAdvancedPlacement {
        taking.advancedPlacement.append(AdvancedPlacementEvent(course.examCode, .enrolled))
        if course.passed >= course.length {
          taking.facts.insert(.advancedPlacementPassed)
          taking.advancedPlacement.append(AdvancedPlacementEvent(course.examCode, .completed))
        }
      }
      if course.earlyTaken && course.earlyPassed >= course.length { taking.facts.insert(.earlyMathematicsPassed) }
    }
  }
}
