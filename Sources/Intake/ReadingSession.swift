/// One reading of an extract from the first file to the last.
final class ReadingSession {
  let log: ProblemLog
  private let path: String
  private let configuration: InputConfiguration
  private let limits: ReadingLimits
  private let contents: ExtractContents
  private var readers: [String: TableReader] = [:]

  private(set) var schools = SchoolTable()
  private(set) var staff = StaffTable()
  private(set) var students = StudentTable()
  private(set) var courses = CourseTable()
  private(set) var measures = MeasureTables()
  private(set) var exams: [ExamRow] = []
  private(set) var waivers: [WaiverRow] = []
  private(set) var equivalents: [EquivalentRow] = []

  init(path: String, configuration: InputConfiguration, limits: ReadingLimits) {
    self.path = path
    self.configuration = configuration
    self.limits = limits
    log = ProblemLog(spill: Spill(scratchFolder: configuration.scratchFolder))
    contents = ExtractContents.of(path: path)
  }

  func read() throws(IntakeError) -> Extract {
    for refusal in contents.refusals { log.refuse(refusal) }
    if contents.isUnusable { throw refused() }
    for name in contents.unknown {
      log.find(.unknownFile, file: ShownValue.of(name), line: nil, column: nil, value: "")
    }
    reader(.schools).map { schools.read($0) }
    let staffReader = reader(.staff)
    staffReader.map { staff.read($0, schools: schools) }
    reader(.students).map { students.read($0, schools: schools, staff: staffReader == nil ? nil : staff) }
    reader(.courses).map { courses.read($0, schools: schools) }
    let store = try readTranscripts()
    reader(.exams).map { exams = SmallTables.exams($0, students: students) }
    reader(.waivers).map { waivers = SmallTables.waivers($0, students: students) }
    reader(.equivalents).map {
      equivalents = SmallTables.equivalents($0, schools: schools, codes: store?.codes ?? CourseCodeTable())
    }
    reader(.measures).map { measures.readMeasures($0) }
    reader(.measureValues).map { measures.readValues($0, schools: schools) }
    checkRowCounts()
    if let failure = log.spill.failure { throw .environment(failure) }
    guard log.refusals.isEmpty, let store else { throw refused() }
    return Extract(self, transcripts: store)
  }

  private func reader(_ schema: TableSchema) -> TableReader? {
    guard let stored = contents.files[schema.file] else { return nil }
    let reader = TableReader(schema, stored, configuration: configuration, limits: limits, log: log)
    readers[schema.file] = reader
    return reader
  }

  private func readTranscripts() throws(IntakeError) -> TranscriptStore? {
    guard let reader = reader(.transcripts), let stored = contents.files[TableSchema.transcripts.file] else {
      return nil
    }
    let rows = TranscriptReader(
      students: students, schools: schools, courses: courses, spill: log.spill, limits: limits, stored: stored)
    rows.read(reader)
    if let failure = log.spill.failure { throw .environment(failure) }
    var store = TranscriptStore(rows, spill: log.spill, studentCount: students.count)
    if log.refusals.isEmpty { try store.settle(reader, rows: rows, log: log, limits: limits) }
    return store
  }

  // MARK: Refusals that need the whole extract

  private func checkRowCounts() {
    for schema in TableSchema.all {
      if schema.isRequired, !contents.present.contains(schema.file) {
        refuse(
          schema.file, .missingFile, "\(schema.file) is not in the extract; add it, or \(schema.file).gz")
        continue
      }
      let reader = readers[schema.file]
      if let reader, !reader.isRefused, schema.isRequired, reader.counts.rowsRead == 0 {
        refuse(reader.counts.file, .noRows, "\(reader.counts.file) has no rows; export it again")
        continue
      }
      checkShrink(schema, reader)
    }
  }

  private func checkShrink(_ schema: TableSchema, _ reader: TableReader?) {
    guard !configuration.acceptShrink, let before = configuration.previousRows[schema.file], before > 0 else { return }
    // Whatever else is wrong with a file, its rows may not have been counted to the end.
    if reader?.isRefused ?? contents.present.contains(schema.file) { return }
    let now = reader?.counts.rowsRead ?? 0
    // In millionths, so that a limit of 20% means exactly a fifth.
    let limit = Int(clamping: Int64(max(0, min(1, configuration.shrinkLimit)) * 1_000_000 + 0.5))
    guard now < before, Double(before - now) * 1_000_000 > Double(before) * Double(limit) else { return }
    let file = reader?.counts.file ?? schema.file
    refuse(
      file, .shrunk,
      "\(file) has \(now) rows after \(before) at the last published run; export it again, or accept it with"
        + " --accept-shrink")
  }

  private func refuse(_ file: String, _ code: RefusalCode, _ message: String) {
    log.refuse(Refusal(file: file, line: nil, column: nil, code: code, message: message))
  }

  // MARK: Results

  var fileCounts: [FileCounts] { TableSchema.all.compactMap { readers[$0.file]?.counts } }

  var findingCounts: [(code: FindingCode, count: Int)] {
    FindingCode.allCases.map { ($0, log.findingRows[Int($0.rawValue)]) }.filter { $0.1 > 0 }
  }

  private func refused() -> IntakeError {
    func place(_ refusal: Refusal) -> Int {
      TableSchema.all.firstIndex { refusal.file == $0.file || refusal.file == $0.file + ".gz" } ?? -1
    }
    let order = log.refusals.enumerated().sorted {
      (place($0.element), $0.offset) < (place($1.element), $1.offset)
    }
    return .refused(
      RefusedExtract(
        refusals: order.map(\.element), files: fileCounts, findings: log.findings, findingCounts: findingCounts))
  }
}
