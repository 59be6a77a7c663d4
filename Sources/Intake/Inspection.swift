public import Rules

/// What lies in a folder or zip and what a night would make of it; nothing is written anywhere.
public struct Inspection: Sendable {
  /// One file.
  public struct File: Sendable, Equatable {
    /// The name as it lies in the folder.
    public var name: String
    /// `students.csv`, `ccgi.student`, ...; nil where nothing knows the file.
    public var form: String?
    /// Which version of the form: `38 columns`; empty for files of the format itself.
    public var layout = ""
    /// In words; empty where the file was not read.
    public var encoding = ""
    /// nil where the file is not read.
    public var counts: FileCounts?
    /// First and last school year that its rows speak of; nil where they name none.
    public var firstYear: SchoolYear?
    public var lastYear: SchoolYear?
    /// Why it is not read; empty = it is.
    public var note = ""
  }

  /// Rejects of one file, column and code.
  public struct RejectGroup: Sendable, Equatable {
    public var file: String
    public var column: String
    public var code: RejectCode
    /// Physical line of the first.
    public var line: Int
    public var count: Int
  }

  /// In bytewise order of the names.
  public let files: [File]
  /// All reasons why a night would refuse the extract; empty = it would not.
  public let refusals: [Refusal]
  /// Schools of the district where courses were taken have no course with a subject area.
  public let lacksCourseList: Bool
  /// What a full night lacks, in words.
  public let missing: [String]
  public let rejects: [RejectGroup]
  /// At most 1,000 of each code.
  public let findings: [Finding]
  /// Codes to the rows that they stand for.
  public let findingCounts: [(code: FindingCode, count: Int)]

  /// Reads a folder or a `.zip` as a night would.
  ///
  /// - Throws: `.environment` if this machine is at fault; an extract that is refused is an inspection too.
  public static func of(path: String, configuration: InputConfiguration) throws(IntakeError) -> Inspection {
    let session = ReadingSession(path: path, configuration: configuration, limits: ReadingLimits())
    do throws(IntakeError) {
      let extract = try session.read()
      return try Inspection(session, extract, [])
    } catch {
      guard case .refused(let refused) = error else { throw error }
      return try Inspection(session, nil, refused.refusals)
    }
  }

  private init(_ session: ReadingSession, _ extract: Extract?, _ refusals: [Refusal]) throws(IntakeError) {
    self.refusals = refusals
    findings = session.log.findings
    findingCounts = session.findingCounts
    var seen = TranscriptFacts()
    if let extract { try seen.read(extract) }
    var files: [File] = []
    for counts in session.fileCounts where TableSchema.isKnown(counts.file) {
      var file = File(
        name: counts.file, form: counts.table, encoding: session.encoding(of: counts.table), counts: counts)
      // Rows do not tell afterwards whether they are the file's own or were translated.
      if session.imported.map({ $0.byteCount(counts.table) == 0 }) ?? true {
        (file.firstYear, file.lastYear) = Inspection.years(counts.table, seen, extract)
      }
      files.append(file)
    }
    for (source, counts) in zip(session.imported?.sources ?? [], session.imported?.fileCounts ?? []) {
      files.append(
        File(
          name: counts.file, form: source.form.name, layout: source.form.layout, encoding: source.encoding,
          counts: counts, firstYear: source.firstYear, lastYear: source.lastYear))
    }
    for note in session.notes {
      files.append(
        File(name: note.name, form: note.form?.name, layout: note.form?.layout ?? "", note: note.note))
    }
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let without = extract.map { Inspection.schoolsWithoutList($0, seen) } ?? []
    lacksCourseList = !without.isEmpty
    missing = Inspection.missing(session, extract, without)
    rejects = try Inspection.rejects(session)
  }

  private static func rejects(_ session: ReadingSession) throws(IntakeError) -> [RejectGroup] {
    var groups: [String: RejectGroup] = [:]
    let log = session.log
    let isComplete = log.rejects.forEachPiece(of: log.spill) { raw in
      var offset = 0
      while let reject = ProblemLog.decode(raw, &offset, files: log.files) {
        let key = "\(reject.file)\u{0}\(reject.column)\u{0}\(reject.code.name)"
        if let known = groups[key] {
          groups[key]?.count += 1
          groups[key]?.line = min(known.line, reject.line)
        } else {
          groups[key] = RejectGroup(
            file: reject.file, column: reject.column, code: reject.code, line: reject.line, count: 1)
        }
      }
    }
    guard isComplete else { throw .environment(TranscriptStore.unreadable) }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// First and last school year of a table whose rows have one.
  private static func years(
    _ table: String, _ seen: TranscriptFacts, _ extract: Extract?
  ) -> (first: SchoolYear?, last: SchoolYear?) {
    switch table {
    case TableSchema.transcripts.file: return (seen.firstYear, seen.lastYear)
    case TableSchema.exams.file:
      let years = extract?.exams.map(\.schoolYear) ?? []
      return (years.min(), years.max())
    default: return (nil, nil)
    }
  }

  // MARK: What a full night lacks

  /// Places of the schools of the district where courses were taken and none has a subject area.
  private static func schoolsWithoutList(_ extract: Extract, _ seen: TranscriptFacts) -> [Int] {
    var lists = Set<Int>()
    for course in extract.courses where course.subjectAreas != .none { lists.insert(course.schoolIndex) }
    let kinds: [SchoolKind] = [.high, .continuation, .online]
    return seen.schools.subtracting(lists).sorted().filter {
      extract.schools[$0].districtID != nil && kinds.contains(extract.schools[$0].kind)
    }
  }

  private static func missing(_ session: ReadingSession, _ extract: Extract?, _ without: [Int]) -> [String] {
    var missing: [String] = []
    if session.isUnusable { return [] }
    for (schema, words) in [
      (TableSchema.students, "no students: add students.csv, or a student file of CCGI or CALPADS (SENR)"),
      (
        .transcripts,
        "no transcripts: add transcripts.csv, a course grade file of CCGI, or course completions of CALPADS (SCSC)"
      ),
    ] where session.rowsRead(schema) == 0 {
      missing.append(words)
    }
    guard let extract else { return missing }
    if !without.isEmpty {
      let names = without.prefix(5).map { extract.schools[$0].name }.joined(separator: ", ")
      let more = without.count > 5 ? " and \(without.count - 5) more" : ""
      missing.append(
        "no course list for \(without.count) school\(without.count == 1 ? "" : "s") of the district where courses were"
          + " taken: \(names)\(more)")
    }
    if session.rowsRead(.exams) == 0 {
      missing.append("no exam scores: add exams.csv, or the College Board's AP student datafile")
    }
    return missing
  }

  /// What the transcripts of an extract speak of.
  private struct TranscriptFacts {
    var firstYear: SchoolYear?
    var lastYear: SchoolYear?
    /// Places of the schools where courses were taken.
    var schools: Set<Int> = []

    mutating func read(_ extract: Extract) throws(IntakeError) {
      for index in 0..<extract.bucketCount {
        for row in try extract.bucket(index).rows {
          firstYear = min(firstYear ?? row.schoolYear, row.schoolYear)
          lastYear = max(lastYear ?? row.schoolYear, row.schoolYear)
        }
      }
      for code in 0..<extract.courseCodes.count { schools.insert(extract.courseCodes[code].schoolIndex) }
    }
  }
}
