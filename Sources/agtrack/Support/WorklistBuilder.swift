import Night
import Reports
import Rules
import Store

/// Makes the worklist from what the database keeps.
struct WorklistBuilder {
  private let run: PublishedRun
  private let asOf: CalendarDay
  private let schools: [SchoolRow]
  private let finder: OpenCourseFinder
  private let transcripts: StoredTranscripts
  private let editions: PolicyEditions
  private let scale: CreditScale

  /// - Throws: `Failure` (exit 4) where the stored run names no day.
  init(_ session: borrowing Session, run: PublishedRun, scale: CreditScale) throws {
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    (self.run, self.asOf, self.scale) = (run, asOf, scale)
    schools = try SharedTables.schools(session.connection)
    let courses = try SharedTables.courses(session.connection)
    let codes = try CourseCodes(session.connection)
    transcripts = StoredTranscripts(
      schools: schools, courses: courses, undecided: try CourseEvidenceTable.undecided(session.connection),
      equivalents: try SharedTables.equivalents(session.connection), codes: codes)
    finder = OpenCourseFinder(
      courses: courses, evidence: try CourseEvidenceTable.read(session.connection), transcripts: transcripts,
      codes: codes)
    editions = try Policies.editions().editions
  }

  /// - Throws: `Failure` (exit 6) where no school, or more than one, is called so.
  func schoolID(of wanted: String) throws -> String {
    try SchoolNames.id(of: wanted, among: schools)
  }

  /// Evaluates the students who took open courses, and no others.
  func rank(_ session: borrowing Session, school: String?, workers: Int) throws -> [RankedCourse] {
    let open = finder.find(try CourseYears.read(session.connection), school: school)
    let worklist = Worklist(open, transcripts: transcripts, editions: editions, asOf: asOf, scale: scale)
    let students = try CourseYears.students(session.connection, of: open.flatMap(\.taken))
    var tally = worklist.empty
    for start in stride(from: 0, to: students.count, by: WorklistBuilder.batch) {
      let some = students[start..<min(students.count, start + WorklistBuilder.batch)]
      worklist.count(try StudentReader.read(session.connection, some, .records), into: &tally, workers: workers)
    }
    return worklist.ranked(tally)
  }

  /// Students per round trip.
  private static let batch = 1024

  func report(_ ranked: [RankedCourse], isWhole: Bool, limit: Int) -> WorklistReport {
    let deciding = ranked.count { $0.verdicts > 0 }
    let names = Dictionary(schools.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first })
    let shown = ranked.filter { isWhole || $0.verdicts > 0 }.prefix(limit)
    return WorklistReport(
      runID: Int(run.id), asOf: asOf.code,
      entries: shown.map { WorklistEntry($0, school: names[$0.course.schoolID] ?? $0.course.schoolID) },
      openCourses: ranked.count, deciding: deciding)
  }
}

extension WorklistEntry {
  init(_ ranked: RankedCourse, school: String) {
    let course = ranked.course
    let file = course.isOfCourseFile ? CourseFileLine.courses : CourseFileLine.decisions
    func word(_ areas: SubjectAreas?) -> String? { areas.map { $0.isEmpty ? "none" : $0.code } }
    self.init(
      schoolID: course.schoolID, school: school, courseID: course.courseID, title: course.title,
      kind: course.kind.rawValue, firstYear: course.firstYear?.code, lastYear: course.lastYear?.code,
      claimed: word(course.claimed), listed: word(course.listed), decided: word(course.decided), rule: course.rule,
      students: ranked.students, uc: ranked.flips.uc, csu: ranked.flips.csu, ucPattern: ranked.patternFlips.uc,
      csuPattern: ranked.patternFlips.csu, areas: ranked.areas.code, file: file,
      line: CourseFileLine.line(file, course.values))
  }
}

extension OpenCourse {
  /// The columns of a line that lists the course as proposed. Without a proposal the area is left to a person.
  fileprivate var values: [String: String] {
    var values = ["school_id": schoolID, "course_id": courseID, "title": title]
    values["first_year"] = firstYear?.code
    values["last_year"] = lastYear?.code
    guard let proposal else { return values }
    values["subject_area"] = proposal.areas.code
    values["discipline"] = proposal.disciplineName
    values["language"] = proposal.language
    values["length"] = proposal.length.rawValue
    values["honors"] = proposal.honors?.rawValue
    return values
  }
}
