public import Rules

/// A district's extract, read whole: typed rows, what was rejected and noticed, counts and digests.
///
/// Everything but transcripts is in memory; transcripts lie on nameless temporary files and are opened bucket by
/// bucket, from any thread. After `read` all counts, rejects and findings are final.
public struct Extract: Sendable {
  public let schools: [SchoolRow]
  public let students: StudentTable
  public let courses: [CourseRow]
  public let exams: [ExamRow]
  public let waivers: [WaiverRow]
  public let equivalents: [EquivalentRow]
  public let staff: [StaffRow]
  public let measures: [MeasureRow]
  public let measureValues: [MeasureValueRow]
  /// What the course codes of transcript rows stand for.
  public var courseCodes: CourseCodeTable { transcripts.codes }
  /// What was claimed, listed and decided about each course that files of other forms name, and by which rule.
  public let courseEvidence: [CourseEvidenceRow]
  /// Rows of AP datafiles: whom they were matched to and by which rule, or why to nobody.
  public let examMatches: [ExamMatchRow]
  /// Rows of AP datafiles for which nobody was chosen.
  public var examReview: [ExamMatchRow] { examMatches.filter { $0.outcome != .matched } }
  /// What the district certified to the state about students meeting the requirements, where a file carries it.
  public let claims: [DistrictClaim]
  /// The first day of this school year on which the same files may read otherwise, because something in them begins or
  /// ends; 9999-12-31 where nothing does.
  public let nextReading: CalendarDay
  /// In the order of the format's description, then files of other forms by name; what is not there is left out.
  public let files: [FileCounts]
  /// In the order of the format's description: where each table's rows came from.
  public let tables: [TableCounts]
  /// At most 1,000 of each code, see `findingCounts`.
  public let findings: [Finding]
  /// The rows that findings of each code stand for, without codes of which there are none.
  public let findingCounts: [(code: FindingCode, count: Int)]
  public let rejectCount: Int

  private let transcripts: TranscriptStore
  private let spill: Spill
  private let rejectStream: SpillStream
  private let rejectFiles: [String]

  /// The tables of the format by the names of their own files, in the order of its description.
  public static let tableNames = TableSchema.all.map(\.file)

  /// Reads a folder or a `.zip`.
  ///
  /// - Throws: `.refused` with every refusal at once, `.environment` if this machine is at fault.
  public static func read(path: String, configuration: InputConfiguration) throws(IntakeError) -> Extract {
    try read(path: path, configuration: configuration, limits: ReadingLimits())
  }

  /// Reads with other sizes, as tests do; the outcome is the same.
  package static func read(
    path: String, configuration: InputConfiguration, limits: ReadingLimits
  ) throws(IntakeError) -> Extract {
    let session = ReadingSession(path: path, configuration: configuration, limits: limits)
    return try session.read()
  }

  init(_ session: ReadingSession, transcripts: TranscriptStore) {
    schools = session.schools.rows
    students = session.students
    courses = session.courses.rows
    exams = session.exams
    waivers = session.waivers
    equivalents = session.equivalents
    staff = session.staff.rows
    measures = session.measures.measures
    measureValues = session.measures.values
    courseEvidence = session.imported?.courseEvidence ?? []
    examMatches = session.imported?.examMatches ?? []
    claims = session.imported?.claims ?? []
    nextReading = session.imported?.nextReading ?? .last
    files = session.fileCounts
    tables = session.tableCounts
    findings = session.log.findings
    findingCounts = session.findingCounts
    rejectCount = session.log.rejectCount
    self.transcripts = transcripts
    spill = session.log.spill
    rejectStream = session.log.rejects
    rejectFiles = session.log.files
  }

  /// How many buckets the transcripts lie in; together they cover all students in order.
  public var bucketCount: Int { transcripts.count }

  /// The bucket that a student's rows lie in.
  public func bucketIndex(ofStudent place: Int) -> Int { transcripts.bucketIndex(ofStudent: place) }

  /// Opens a bucket; may be called from several threads at once.
  public func bucket(_ index: Int) throws(IntakeError) -> TranscriptBucket {
    var summary = TranscriptBucket.Summary()
    return try transcripts.bucket(index, summary: &summary)
  }

  /// Hands over all rejects in batches, in the order found: file by file, and within a file those that only the whole
  /// file shows last.
  public func forEachRejectBatch(of size: Int = 1000, _ body: ([Reject]) throws -> Void) throws {
    var batch: [Reject] = []
    let complete = try rejectStream.forEachPiece(of: spill) { raw in
      var offset = 0
      while let reject = ProblemLog.decode(raw, &offset, files: rejectFiles) {
        batch.append(reject)
        if batch.count >= size {
          try body(batch)
          batch.removeAll(keepingCapacity: true)
        }
      }
    }
    guard complete else { throw IntakeError.environment(TranscriptStore.unreadable) }
    if !batch.isEmpty { try body(batch) }
  }
}
