import Rules

/// Canonical rows translated from files of other forms, and what became of those files.
///
/// One thread fills it, file after file in a fixed order; then the readers of the canonical tables take the rows.
final class ImportedTables {
  let log: ProblemLog
  let mapping: FormMapping
  /// "Today", to tell who has left; nil where nobody said.
  let asOf: CalendarDay?
  /// The first day on which the same files may read otherwise, as far as the days that they name can tell.
  private(set) var nextReading = CalendarDay.last
  /// Students known so far, those of a canonical file included.
  var students = StudentDirectory()
  /// Institutions known so far, those of a canonical file included.
  var schools: SchoolDirectory
  /// What is said about courses, turned into canonical course rows at the end.
  let courses = CourseEvidence()
  /// What was claimed, listed and decided about each course; set by `CourseMatcher` at the end.
  var courseEvidence: [CourseEvidenceRow] = []
  /// Rows of AP datafiles: whom they were matched to and how, or why to nobody.
  var examMatches: [ExamMatchRow] = []
  /// What the district certified to the state about students.
  var claims: [DistrictClaim] = []
  /// The value maps, with what they did not know.
  let maps: ValueMaps
  private(set) var sources: [SourceFile] = []
  let spill: Spill
  private var spools: [String: RowSpool] = [:]
  private var gatherings: [(key: ObjectIdentifier, stage: ImportStage, value: any FormGathering)] = []

  init(configuration: InputConfiguration, log: ProblemLog) {
    self.log = log
    mapping = configuration.mapping
    asOf = configuration.asOf
    spill = Spill(scratchFolder: configuration.scratchFolder)
    maps = ValueMaps(configuration.mapping)
    schools = SchoolDirectory(mapping: configuration.mapping)
  }

  /// Why rows could not be kept; once set the reading is worthless.
  var failure: String? { spill.failure }

  /// A day that a file names and that "today" is compared with: what begins or ends with it reads otherwise from then on.
  func foresee(_ day: CalendarDay) {
    guard let asOf, day >= asOf else { return }
    nextReading = min(nextReading, day > asOf ? day : CalendarDay(dayNumber: asOf.dayNumber + 1) ?? .last)
  }

  // MARK: Sources

  /// Adds a source file; returns its number.
  func addSource(name: String, form: FileForm, columnNames: [String: String] = [:]) -> Int32 {
    sources.append(SourceFile(name: name, form: form, columnNames: columnNames, logNumber: log.number(of: name)))
    return Int32(clamping: sources.count - 1)
  }

  func setDigest(_ source: Int32, _ sha256: String) { sources[Int(source)].counts.sha256 = sha256 }
  func setEncoding(_ source: Int32, _ encoding: String) { sources[Int(source)].encoding = encoding }
  func setLastLine(_ source: Int32, _ line: Int) {
    sources[Int(source)].lastLine = max(sources[Int(source)].lastLine, line)
  }
  func setRefused(_ source: Int32) { sources[Int(source)].isRefused = true }

  func countRead(_ source: Int32) { sources[Int(source)].counts.rowsRead += 1 }

  /// Counts a row that repeats another one; it is loaded and changes nothing.
  func countDuplicate(_ origin: RowOrigin) {
    if origin.isAside || !sources.indices.contains(Int(origin.file)) { return }
    if sources[Int(origin.file)].repeated.insert(origin.line) { sources[Int(origin.file)].counts.rowsDuplicate += 1 }
  }

  /// What became of each source file: one row counts once, whatever was made of it.
  var fileCounts: [FileCounts] {
    sources.map { source in
      var counts = source.counts
      counts.rowsRejected = min(counts.rowsRejected, counts.rowsRead)
      counts.rowsDuplicate = min(counts.rowsDuplicate, counts.rowsLoaded)
      return counts
    }
  }

  /// Notes a school year that the file speaks of, for `inspect`.
  func note(_ year: SchoolYear, _ source: Int32) { sources[Int(source)].note(year) }

  /// Rejects a source row. Only the first reject of a row is kept: the row counts once.
  ///
  /// - Parameter column: the form's own name of the column; empty where the row as a whole is at fault.
  func reject(_ origin: RowOrigin, column: String, code: RejectCode, value: String) {
    let place = Int(origin.file)
    guard sources.indices.contains(place) else { return }
    if origin.isAside {
      find(.derivedRowUnusable, origin, column: column.isEmpty ? nil : column, value: value)
      return
    }
    guard sources[place].rejected.insert(origin.line) else { return }
    sources[place].counts.rowsRejected += 1
    log.reject(
      file: sources[place].logNumber, line: origin.line, column: column, code: code, value: ShownValue.of(value))
  }

  func reject(_ origin: RowOrigin, column: String, code: RejectCode, value: Bytes) {
    reject(origin, column: column, code: code, value: ShownValue.of(value))
  }

  /// A finding about a canonical column, told by the form's own name of it.
  func findOwn(_ code: FindingCode, _ origin: RowOrigin, column: String, value: String, count: Int = 1) {
    guard sources.indices.contains(Int(origin.file)) else { return }
    find(code, origin, column: sources[Int(origin.file)].columnName(column), value: value, count: count)
  }

  func find(_ code: FindingCode, _ origin: RowOrigin, column: String?, value: String, count: Int = 1) {
    guard sources.indices.contains(Int(origin.file)) else { return }
    log.find(
      code, file: sources[Int(origin.file)].counts.file, line: origin.line, column: column,
      value: ShownValue.of(value), count: count)
  }

  /// Counts something that was mended or left out in many rows; one finding for each code, file, column and value says
  /// how many, in the order first met.
  func note(_ code: FindingCode, _ origin: RowOrigin, column: String, value: String = "") {
    let key = NoteKey(code: code, file: origin.file, column: column, value: value)
    if let place = notePlaces[key] {
      notes[place].count += 1
    } else if notes.count < ImportedTables.noteLimit {
      notePlaces[key] = notes.count
      notes.append((key, origin, 1))
    }
  }

  private struct NoteKey: Hashable {
    var code: FindingCode
    var file: Int32
    var column: String
    var value: String
  }

  private var notes: [(key: NoteKey, origin: RowOrigin, count: Int)] = []
  private var notePlaces: [NoteKey: Int] = [:]
  private static let noteLimit = 10_000

  /// Refuses the source file, and with it the extract. The message follows the file's name and says what to do.
  func refuse(_ source: Int32, _ code: RefusalCode, line: Int? = nil, column: String? = nil, _ message: String) {
    let name = sources[Int(source)].counts.file
    sources[Int(source)].isRefused = true
    log.refuse(Refusal(file: name, line: line, column: column, code: code, message: "\(name) \(message)"))
  }

  // MARK: Rows

  /// Appends one canonical row; absent columns are empty. Values are trimmed by the canonical reader.
  func append<Column: TableColumn>(_ origin: RowOrigin, _ values: [(Column, String)]) {
    var row = CanonicalRow<Column>()
    for (column, value) in values { row.set(column, value) }
    append(origin, row)
  }

  /// Appends a row that is built in place, for tables with millions of them: keep one `CanonicalRow`, `clear` it, set
  /// its columns, append.
  func append<Column: TableColumn>(_ origin: RowOrigin, _ row: CanonicalRow<Column>) {
    let table = Column.table
    // Places are only as many as lines are known of.
    setLastLine(origin.file, origin.line)
    spools[table, default: RowSpool(columns: Column.names.count, hashes: table != TableSchema.transcripts.file)]
      .append(origin, row, to: spill)
  }

  func hasRows(_ table: String) -> Bool { spools[table].map { $0.rowCount > 0 } ?? false }

  /// SHA-256 of the rows of a table in hexadecimal, whatever file and line they came from; of the source files for
  /// transcripts, whose rows are too many to hash twice.
  func digest(of table: String) -> String {
    if let own = spools[table]?.digest { return own }
    return DigestContext.sha256(sources.map(\.counts.sha256).joined(separator: " "))
  }

  /// Bytes of a table's rows as kept, for the size of tables.
  func byteCount(_ table: String) -> Int { spools[table]?.byteCount ?? 0 }

  /// Hands over the rows of a table in the order appended; false if they can no longer be read.
  func forEachRow(_ table: String, _ body: (RowSpool.Row) -> Void) -> Bool {
    guard let spool = spools[table] else { return true }
    return spool.forEachRow(of: spill, body)
  }

  // MARK: What several files say together

  /// The one gathering of its kind; made now if this is the first call.
  func gathering<Gathering: FormGathering>(_ type: Gathering.Type) -> Gathering {
    if let found = gatherings.first(where: { $0.key == ObjectIdentifier(type) })?.value as? Gathering { return found }
    let new = Gathering()
    gatherings.append((ObjectIdentifier(type), Gathering.stage, new))
    return new
  }

  /// After the last file of a stage.
  func finish(_ stage: ImportStage) {
    var done: Set<ObjectIdentifier> = []
    while let next = gatherings.first(where: { $0.stage == stage && !done.contains($0.key) }) {
      done.insert(next.key)
      next.value.finish(into: self)
    }
  }

  /// After the last file: course rows from what was said about courses, and the values that no map knew.
  func finish() {
    appendDerivedSchools()
    CourseMatcher.finish(courses, into: self)
    maps.report(into: self)
    for note in notes {
      find(
        note.key.code, note.origin, column: note.key.column.isEmpty ? nil : note.key.column, value: note.key.value,
        count: note.count)
    }
  }

  /// Rows for institutions that are named and that no file describes.
  private func appendDerivedSchools() {
    let districts = Set(students.entries.map { $0.schoolID.prefix(7) })
    for school in schools.derived {
      let isOwn = school.schoolID.utf8.count == 14 && districts.contains(school.schoolID.prefix(7))
      let values: [(SchoolColumn, String)] = [
        (.schoolID, school.schoolID), (.name, school.name), (.kind, school.kind), (.ceebCode, school.ceeb),
        (.districtID, isOwn ? String(school.schoolID.prefix(7)) : ""),
      ]
      append(school.origin.aside, values)
      if !school.isMapped {
        find(
          .schoolDerived, school.origin, column: nil,
          value: ValueMap.line(school.name, .schoolKinds, target: school.kind))
      }
    }
  }

  // MARK: Places

  private var places = RowPlaces()

  /// Fixes the places; to be called when all sources are translated and before rows are read.
  func settlePlaces() { places = RowPlaces(sources.map { $0.lastLine + 1 }) }

  func place(of origin: RowOrigin) -> Int { places.place(of: origin) }

  /// nil for a place that is a line of the canonical file.
  func origin(of place: Int) -> RowOrigin? { places.origin(of: place) }
}
