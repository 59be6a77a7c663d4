/// One reading of an extract from the first file to the last.
final class ReadingSession {
  let log: ProblemLog
  private let path: String
  private let configuration: InputConfiguration
  private let limits: ReadingLimits
  private let contents: ExtractContents
  private var readers: [String: TableReader] = [:]
  /// Rows of files of other forms; nil where there are none.
  private(set) var imported: ImportedTables?
  /// What files that are not translated were taken for.
  private(set) var notes: [(name: String, form: FileForm?, note: String)] = []

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
    try readForms()
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
    checkUnchanged()
    if let failure = log.spill.failure { throw .environment(failure) }
    guard log.refusals.isEmpty, let store else { throw refused() }
    return Extract(self, transcripts: store)
  }

  private func readForms() throws(IntakeError) {
    if contents.unknown.isEmpty { return }
    var forms = FormReading(configuration: configuration, limits: limits, log: log)
    imported = forms.read(contents)
    notes = forms.notes
    if let failure = imported?.failure { throw .environment(failure) }
  }

  private func reader(_ schema: TableSchema) -> TableReader? {
    let translated = imported.flatMap { $0.hasRows(schema.file) ? $0 : nil }
    let stored = contents.files[schema.file]
    if stored == nil, translated == nil { return nil }
    let reader = TableReader(
      schema, stored, imported: translated, configuration: configuration, limits: limits, log: log)
    readers[schema.file] = reader
    return reader
  }

  private func readTranscripts() throws(IntakeError) -> TranscriptStore? {
    guard let reader = reader(.transcripts) else { return nil }
    let rows = TranscriptReader(
      students: students, schools: schools, courses: courses, spill: log.spill, limits: limits,
      sizeHint: reader.sizeHint)
    rows.read(reader)
    if let failure = log.spill.failure { throw .environment(failure) }
    var store = TranscriptStore(rows, spill: log.spill, studentCount: students.count)
    if log.refusals.isEmpty { try store.settle(reader, rows: rows, limits: limits) }
    return store
  }

  // MARK: Refusals that need the whole extract

  private func checkRowCounts() {
    for schema in TableSchema.all {
      let reader = readers[schema.file]
      if schema.isRequired, !contents.present.contains(schema.file), reader == nil {
        refuse(schema.file, .missingFile, missing(schema))
        continue
      }
      if let reader, !reader.isRefused, schema.isRequired, reader.rowsRead == 0 {
        refuse(reader.counts.file, .noRows, "\(reader.counts.file) has no rows; export it again")
        continue
      }
      checkShrink(schema, reader)
    }
    if let imported { checkShrink(imported) }
  }

  private func missing(_ schema: TableSchema) -> String {
    let own = "\(schema.file) is not in the extract; add it, or \(schema.file).gz"
    return imported == nil ? own : own + "; no file of another form gave rows for it"
  }

  private func checkShrink(_ schema: TableSchema, _ reader: TableReader?) {
    // Whatever else is wrong with a file, its rows may not have been counted to the end.
    if reader?.isRefused ?? contents.present.contains(schema.file) { return }
    guard let before = configuration.previousRows[schema.file] else { return }
    let counts = reader.map { $0.hasFile ? $0.counts : $0.importedCounts }
    checkShrink(counts?.file ?? schema.file, now: counts?.rowsRead ?? 0, before: before)
  }

  /// Files of other forms, dates and other long numbers in their names aside.
  private func checkShrink(_ imported: ImportedTables) {
    func key(_ name: String) -> String {
      name.split(omittingEmptySubsequences: false) { !$0.isNumber }.filter { $0.utf8.count >= 6 }
        .reduce(name) { name, number in name.replacing(number, with: "#") }
    }
    var now: [String: (name: String, rows: Int, isRefused: Bool)] = [:]
    for source in imported.sources {
      let key = key(source.counts.file)
      let known = now[key] ?? (source.counts.file, 0, false)
      now[key] = (known.name, known.rows + source.counts.rowsRead, known.isRefused || source.isRefused)
    }
    let tables = Set(TableSchema.all.map(\.file))
    var before: [String: (name: String, rows: Int)] = [:]
    for (name, rows) in configuration.previousRows.sorted(by: { $0.key < $1.key }) where !tables.contains(name) {
      let known = before[key(name)] ?? (name, 0)
      before[key(name)] = (known.name, known.rows + rows)
    }
    for (key, old) in before.sorted(by: { $0.key < $1.key }) where now[key]?.isRefused != true {
      checkShrink(now[key]?.name ?? old.name, now: now[key]?.rows ?? 0, before: old.rows)
    }
  }

  private func checkShrink(_ file: String, now: Int, before: Int) {
    if configuration.acceptShrink { return }
    // In millionths, so that a limit of 20% means exactly a fifth.
    let limit = Int(clamping: Int64(max(0, min(1, configuration.shrinkLimit)) * 1_000_000 + 0.5))
    guard now < before, Double(before - now) * 1_000_000 > Double(before) * Double(limit) else { return }
    refuse(
      file, .shrunk,
      "\(file) has \(now) rows after \(before) at the last published run; export it again, or accept it with"
        + " --accept-shrink")
  }

  private func checkUnchanged() {
    for name in contents.watch?.changes(read: Set(fileCounts.map(\.file))) ?? [] {
      refuse(
        ShownValue.of(name), .changedWhileRead,
        "\(ShownValue.of(name)) was written, replaced or removed while the extract was read; run the night when the export has ended"
      )
    }
  }

  private func refuse(_ file: String, _ code: RefusalCode, _ message: String) {
    log.refuse(Refusal(file: file, line: nil, column: nil, code: code, message: message))
  }

  // MARK: Results

  /// Nothing could be looked at.
  var isUnusable: Bool { contents.isUnusable }

  /// The files of the format in the order of its description, then the others by name.
  var fileCounts: [FileCounts] {
    let own = TableSchema.all.compactMap { readers[$0.file] }.filter(\.hasFile).map(\.counts)
    return own + (imported?.fileCounts.sorted { $0.file < $1.file } ?? [])
  }

  /// Rows of a table, from its own file and translated.
  func rowsRead(_ schema: TableSchema) -> Int { readers[schema.file]?.rowsRead ?? 0 }

  /// How the configuration says that a table's file spells text.
  func encoding(of table: String) -> String { (configuration.encodings[table] ?? .utf8).rawValue }

  /// The tables in the order of the format's description: what their own files gave, or else translated rows.
  var tableCounts: [TableCounts] {
    TableSchema.all.compactMap { schema in
      readers[schema.file].map { reader in
        TableCounts(
          counts: reader.hasFile ? reader.counts : reader.importedCounts, hasFile: reader.hasFile,
          translatedSHA256: reader.importedCounts.rowsRead > 0 ? reader.importedCounts.sha256 : nil)
      }
    }
  }

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
