import Rules

/// Reads the values of transcript rows against the students and schools known; holds nothing of what came before that
/// could change an outcome, so that rows may be read in any order.
struct TranscriptParser: Sendable {
  private let students: ReferenceIndex
  private let schools: ReferenceIndex
  /// Rows of one student and school mostly follow each other.
  private var lastStudent = -1
  private var lastSchool = -1

  init(students: ReferenceIndex, schools: ReferenceIndex) { (self.students, self.schools) = (students, schools) }

  /// A row without its course code and line, which are not in it.
  struct Parsed {
    var row: TranscriptRow
    var school: Int32
    var courseID: Bytes
    /// Empty where there is none.
    var recordID: Bytes
    /// It says that the course is running, and has a mark.
    var isContradictory: Bool
  }

  @inline(__always) mutating func parse<Cells: CellReading<TranscriptColumn>>(
    _ cells: Cells, _ hash: UInt64
  ) throws(RowFault) -> Parsed {
    let studentID = try cells.required(.studentID)
    let schoolID = try cells.required(.schoolID)
    let yearText = try cells.required(.schoolYear)
    let termText = try cells.required(.term)
    let gradeText = try cells.required(.gradeLevel)
    let courseID = try cells.identifier(.courseID)
    guard let year = TranscriptValues.schoolYear(yearText) else { throw cells.fault(.schoolYear, .badValue) }
    guard let term = TranscriptValues.term(termText) else { throw cells.fault(.term, .badValue) }
    guard let grade = TranscriptValues.gradeLevel(gradeText) else { throw cells.fault(.gradeLevel, .badValue) }
    let mark = try cells.deciding(.mark, TranscriptValues.mark)
    let attempted = try cells.deciding(.creditsAttempted, TranscriptParser.credits)
    let earned = try cells.deciding(.creditsEarned, TranscriptParser.credits)
    let part = try cells.deciding(.part, TranscriptValues.part) ?? 0
    let running = try cells.deciding(.inProgress, Values.yesNo) ?? false
    if mark == nil, !running { throw cells.fault(.mark, .missingValue) }
    let recordID = cells[.recordID]
    if recordID.count > ReadingLimits.identifierBytes { throw cells.fault(.recordID, .badValue) }
    let student = try student(studentID)
    let school = try school(schoolID)
    return Parsed(
      row: TranscriptRow(
        studentIndex: student, courseCode: 0, schoolYear: year, term: term, gradeLevel: grade, mark: mark,
        creditsAttempted: attempted, creditsEarned: earned, part: part, inProgress: running && mark == nil, line: 0,
        hash: hash),
      school: school, courseID: courseID, recordID: recordID, isContradictory: running && mark != nil)
  }

  @inline(__always) private static func credits(_ bytes: Bytes) -> Int32? {
    Values.hundredths(bytes, upTo: TranscriptValues.creditsLimit)
  }

  @inline(__always) private mutating func student(_ id: Bytes) throws(RowFault) -> Int32 {
    if lastStudent >= 0, students.ids.equals(lastStudent, id) { return students.place(of: lastStudent) }
    let place = try students.place(id, column: TranscriptColumn.studentID.rawValue, unknown: .unknownStudent)
    lastStudent = students.ids.find(id) ?? -1
    return place
  }

  @inline(__always) private mutating func school(_ id: Bytes) throws(RowFault) -> Int32 {
    if lastSchool >= 0, schools.ids.equals(lastSchool, id) { return schools.place(of: lastSchool) }
    let place = try schools.place(id, column: TranscriptColumn.schoolID.rawValue, unknown: .unknownSchool)
    lastSchool = schools.ids.find(id) ?? -1
    return place
  }

  /// Reads ahead the rows of a chunk with which nothing is wrong.
  func preparation(_ header: TableHeader) -> ChunkPipe.Preparation {
    { [self] chunk, prepared in prepare(chunk, header, prepared) }
  }

  private func prepare(_ chunk: UnsafeMutableBufferPointer<UInt8>, _ header: TableHeader, _ prepared: PreparedRows) {
    guard let start = chunk.baseAddress else { return }
    let base = UnsafePointer(start)
    let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * header.count + header.fields.count)
    defer { numbers.deallocate() }
    let (starts, ends, fields) = (numbers, numbers + header.count, numbers + 2 * header.count)
    fields.initialize(from: header.fields, count: header.fields.count)
    let cells = Cells<TranscriptColumn>(base: base, starts: starts, ends: ends, fields: fields)
    var parser = self
    prepared.split(
      chunk, FieldSplitter(delimiter: UInt8(ascii: ",")), stored: header.count, starts: starts, ends: ends
    ) { count in
      guard count == header.count else { return nil }
      cells.trim(count: count)
      guard let parsed = parser.parsed(cells) else { return nil }
      func range(_ bytes: Bytes) -> Range<Int32> {
        let offset = bytes.start - base
        return Int32(clamping: offset)..<Int32(clamping: offset + bytes.count)
      }
      return PreparedRows.Row(
        row: parsed.row, school: parsed.school, courseID: range(parsed.courseID), title: range(cells[.courseTitle]),
        recordID: range(parsed.recordID))
    }
  }

  /// nil where a fault or a finding is to be told in the row's turn.
  @inline(__always) private mutating func parsed(_ cells: Cells<TranscriptColumn>) -> Parsed? {
    do throws(RowFault) {
      let parsed = try parse(cells, cells.hash)
      return parsed.isContradictory ? nil : parsed
    } catch {
      return nil
    }
  }
}
