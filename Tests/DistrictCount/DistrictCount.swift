public import Equity
import Intake
import Night
public import PolicyFiles
public import Rules

/// What an extract's students did on the way to each area and to AP, by school and low income, counted from the files without a database:
/// read, matched with the course lists and evaluated by the program's own code, and counted here. A test sets the counts beside the
/// database's.
public struct DistrictCount {
  /// 1 to 7 are the areas A to G, 0 is AP.
  public static let ways = 0...7
  public static let groups = ["N", "Y", "unknown"]

  /// Whom the numbers of a school are about.
  public struct Key: Hashable, Sendable {
    public var school: String
    /// `all`, or a group of the family low_income.
    public var group: String

    public init(school: String, group: String) { (self.school, self.group) = (school, group) }
  }

  /// What came before this year in mathematics.
  public struct Before: Hashable, Sendable {
    public var level: Int
    public var mark: CourseStep.Mark
  }

  /// By way: how many seniors reached each stage.
  public private(set) var reached: [Key: [[Int]]] = [:]
  /// By level and mark of last year's mathematics course: students who were placed higher, and all.
  public private(set) var placed: [Key: [Before: (continued: Int, all: Int)]] = [:]
  public var schools: [String] { Set(reached.keys.map(\.school)).sorted() }

  private let editions: PolicyEditions
  private let asOf: CalendarDay
  private var evaluator = Evaluator()
  private var offered: [String: SubjectAreas] = [:]

  /// - Parameter folder: The extract's own files, without dirt.
  public init(folder: String, policies: PolicyLibrary, asOf: CalendarDay) throws {
    (editions, self.asOf) = (policies.editions, asOf)
    var configuration = InputConfiguration()
    configuration.asOf = asOf
    let extract = try Extract.read(path: folder, configuration: configuration)
    let catalogue = CourseCatalogue(extract)
    let offers = OfferCatalogue(extract, catalogue: catalogue, year: asOf.schoolYear)
    let exams = Dictionary(grouping: extract.exams, by: \.studentIndex)
    let waivers = Dictionary(grouping: extract.waivers, by: \.studentIndex)
    for index in 0..<extract.bucketCount {
      let bucket = try extract.bucket(index)
      for place in bucket.students {
        let row = extract.students[place]
        guard row.enrollment == .enrolled || row.enrollment == .graduated, row.gradeLevel >= 9 else { continue }
        var transcript = DistrictCount.records(extract, bucket, place, catalogue)
        for (number, exam) in (exams[place] ?? []).enumerated() {
          transcript.exams.append(
            ExamResult(
              sequence: Int32(number + 1), program: exam.program, subject: exam.subject, year: exam.schoolYear,
              score: Int32(exam.score * 100)))
        }
        for (number, waiver) in (waivers[place] ?? []).enumerated() {
          transcript.waivers.append(
            Waiver(
              sequence: Int32(number + 1), area: waiver.subjectArea, twelfths: Int(waiver.semesters) * 6 / 100,
              grantedOn: waiver.grantedOn))
        }
        let school = extract.schools[row.schoolIndex]
        if school.districtID != nil { count(row, school.schoolID, transcript, offers.offers(at: school.schoolID)) }
      }
    }
  }

  private static func records(
    _ extract: Extract, _ bucket: TranscriptBucket, _ student: Int, _ catalogue: CourseCatalogue
  ) -> Transcript {
    var transcript = Transcript()
    for (offset, row) in bucket.rows(of: student).enumerated() {
      let code = extract.courseCodes[Int(row.courseCode)]
      let school = extract.schools[code.schoolIndex].schoolID
      transcript.records.append(
        TranscriptRecord(
          sequence: Int32(offset + 1), year: row.schoolYear, term: row.term, gradeLevel: row.gradeLevel,
          mark: row.mark, creditsAttempted: row.creditsAttempted ?? -1, part: row.part,
          isCollege: catalogue.isCollege(school),
          listing: catalogue.listing(catalogue.number(school: school, course: code.courseID), in: row.schoolYear)
            .listing))
    }
    return transcript
  }

  private mutating func count(
    _ row: StudentRow, _ school: String, _ transcript: Transcript, _ offers: SchoolOffers
  ) {
    let year = asOf.schoolYear
    let entry = StudentYears.entry(stated: row.entryYear, gradeLevel: row.gradeLevel, current: year)
    let graduation = StudentYears.graduation(
      stated: row.graduationYear, entry: entry, gradeLevel: row.gradeLevel, current: year)
    let isEnrolled = row.enrollment == .enrolled
    guard isEnrolled || graduation == year.fall + 1 else { return }
    let policy = editions.edition(.uc, entering: Int(graduation))
    let verdict = evaluator.evaluate(transcript, under: policy, asOf: asOf)
    let taking = CourseTaking(transcript, verdict: verdict, policy: policy, asOf: asOf)
    let continued = CourseTaking.wholeTaken(transcript, verdict: verdict, under: policy, asOf: asOf, &evaluator)
    let groups = ["all", row.lowIncome.map { $0 ? "Y" : "N" } ?? "unknown"]
    if isEnrolled, let step = taking.mathematicsStep {
      for group in groups {
        let key = Key(school: school, group: group)
        var sum = placed[key]?[Before(level: step.level, mark: step.mark)] ?? (0, 0)
        sum.all += 1
        if step.placement == .continued { sum.continued += 1 }
        placed[key, default: [:]][Before(level: step.level, mark: step.mark)] = sum
      }
    }
    guard row.gradeLevel == 12 else { return }
    let name = "\(school) \(policy.edition)"
    let whole = offered[name] ?? offers.completedAreas(under: policy, asOf: asOf, &evaluator)
    offered[name] = whole
    for way in DistrictCount.ways {
      let stage =
        way == 0
        ? DistrictCount.stage(taking, offers)
        : DistrictCount.stage(SubjectArea.allCases[way - 1], verdict, taking, [whole, continued])
      for group in groups {
        let key = Key(school: school, group: group)
        var sums = reached[key] ?? [[Int]](repeating: [0, 0, 0, 0, 0, 0], count: 8)
        for place in 0...stage { sums[way][place] += 1 }
        reached[key] = sums
      }
    }
  }

  /// The last stage reached: offered, enrolled, passed, continued, completed.
  /// - Parameter whole: What is offered whole, what was taken whole.
  private static func stage(
    _ area: SubjectArea, _ verdict: Verdict, _ taking: CourseTaking, _ whole: [SubjectAreas]
  ) -> Int {
    if verdict.status[area] == .met { return 5 }
    let stages = [whole[0], taking.taken, taking.passed, whole[1]]
    return stages.firstIndex { !$0.has(area) } ?? 4
  }

  /// The last stage on the way to AP: offered, ready, enrolled, examined, 3 or more.
  private static func stage(_ taking: CourseTaking, _ offers: SchoolOffers) -> Int {
    if taking.examsPassed > 0 { return 5 }
    if taking.exams > 0 { return 4 }
    if taking.facts.contains(.advancedPlacement) { return 3 }
    let courses = offers.offers.filter { $0.venue == .school && $0.course.honors == .advancedPlacement }
    let areas = SubjectAreas(courses.map(\.course.areas))
    if SubjectArea.allCases.contains(where: { areas.has($0) && taking.ready.has($0) }) { return 2 }
    return areas.isEmpty ? 0 : 1
  }

  /// The funnel of a group at a school; of nobody where nobody is.
  public func funnel(_ way: Int, _ school: String, _ group: String) -> AccessFunnel? {
    AccessFunnel(reached[Key(school: school, group: group)]?[way] ?? [0, 0, 0, 0, 0, 0])
  }
}
