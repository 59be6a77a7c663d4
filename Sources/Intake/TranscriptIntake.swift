import Rules

/// Where transcript rows go once they are read: numbers their courses in the order of the file, and writes them to the
/// bucket of their student.
///
/// A value and not an object, so that many rows are taken under one check for overlapping access.
struct TranscriptIntake {
  let bucketStudents: Int
  private let spill: Spill
  private(set) var codes = CourseCodeTable()
  private(set) var buckets: [SpillStream]
  private(set) var rejected: SpillStream
  private(set) var filter: RecordIDFilter
  private(set) var unlisted: [Int: (rows: Int, line: Int)] = [:]
  private let row: UnsafeMutableRawBufferPointer

  init(students: Int, courses: CourseTable, spill: Spill, limits: ReadingLimits, sizeHint: Int) {
    self.spill = spill
    bucketStudents = max(limits.bucketStudents, (students + limits.bucketLimit - 1) / max(1, limits.bucketLimit))
    let count = (students + bucketStudents - 1) / bucketStudents
    buckets = Array(repeating: SpillStream(buffer: limits.bucketBuffer), count: count)
    rejected = SpillStream(buffer: limits.bucketBuffer)
    filter = RecordIDFilter(bytes: sizeHint)
    row = .allocate(byteCount: TranscriptRow.packedBytes + ReadingLimits.identifierBytes, alignment: 16)
    row.initializeMemory(as: UInt8.self, repeating: 0)
    codes.list(courses.rows)
  }

  /// Gives the buffer back; nothing may be taken afterwards.
  func deallocate() { row.deallocate() }

  /// To be called behind the last row.
  mutating func finish() { filter.enter() }

  /// Takes a row in its turn.
  mutating func keep(_ parsed: TranscriptParser.Parsed, _ record: Record<TranscriptColumn>) {
    if parsed.isContradictory { record.find(.markAndInProgress, .inProgress) }
    let key = key(parsed.school, parsed.courseID, record.line)
    let code = code(key, record[.courseTitle]) { code, _ in record.find(code, .courseTitle) }
    keep(parsed.row, code, record.line, parsed.recordID)
  }

  /// Takes rows that were read ahead; their courses are numbered now, in the order of the file.
  mutating func take(
    _ rows: ArraySlice<PreparedRows.Row>, _ base: UnsafePointer<UInt8>, _ first: Int, _ reader: TableReader
  ) {
    func bytes(_ range: Range<Int32>) -> Bytes { Bytes(start: base + Int(range.lowerBound), count: range.count) }
    var line = first
    for prepared in rows {
      guard let row = prepared.row else { continue }
      let key = key(prepared.school, bytes(prepared.courseID), line)
      let code = code(key, bytes(prepared.title)) { code, title in
        reader.find(
          code, line: line, column: TranscriptColumn.names[TranscriptColumn.courseTitle.rawValue], value: title,
          count: 1)
      }
      keep(row, code, line, bytes(prepared.recordID))
      line += 1
    }
  }

  private mutating func keep(_ parsed: TranscriptRow, _ code: Int32, _ line: Int, _ recordID: Bytes) {
    var row = parsed
    (row.courseCode, row.line) = (code, UInt32(clamping: line))
    let packed = pack(row, recordID, rejected: false)
    buckets[Int(row.studentIndex) / bucketStudents].append(packed, to: spill)
  }

  /// The number of a course; one that is not listed is counted.
  private mutating func key(_ school: Int32, _ course: Bytes, _ line: Int) -> Int {
    let key = codes.key(school: school, course)
    if !codes.isListed(key: key) {
      let known = unlisted[key] ?? (0, line)
      unlisted[key] = (known.rows + 1, known.line)
    }
    return key
  }

  /// The number of a course with its printed title; without the title where it cannot be kept, which is a finding.
  private mutating func code(_ key: Int, _ title: Bytes, _ find: (FindingCode, String) -> Void) -> Int32 {
    if let code = codes.findCode(key: key, title: title) { return Int32(clamping: code) }
    let isLong = title.count > ReadingLimits.titleBytes
    if isLong || codes.titleBytes + title.count > ReadingLimits.titleBytesTotal {
      find(isLong ? .textTooLong : .tooManyTitles, ShownValue.of(title))
      return codes.code(key: key, title: Bytes(start: title.start, count: 0))
    }
    return codes.code(key: key, title: title)
  }

  /// Remembers the record id of a rejected row.
  mutating func noteRejected(_ record: Record<TranscriptColumn>, _ hash: UInt64) {
    let recordID = record[.recordID]
    if recordID.isEmpty || recordID.count > ReadingLimits.identifierBytes { return }
    let shadow = TranscriptRow(
      studentIndex: 0, courseCode: 0, schoolYear: SchoolYear(fall: 0), term: .s1, gradeLevel: 0, mark: nil,
      creditsAttempted: nil, creditsEarned: nil, part: 0, inProgress: false, line: UInt32(clamping: record.line),
      hash: hash)
    let packed = pack(shadow, recordID, rejected: true)
    rejected.append(packed, to: spill)
  }

  /// Packs a row with its record id into the buffer; valid until the next one.
  private mutating func pack(_ packed: TranscriptRow, _ recordID: Bytes, rejected: Bool) -> UnsafeRawBufferPointer {
    guard let base = row.baseAddress else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    packed.pack(into: base, recordIDBytes: recordID.count, rejected: rejected)
    if !recordID.isEmpty {
      filter.add(ByteHash.of(recordID))
      (base + TranscriptRow.packedBytes).copyMemory(from: recordID.start, byteCount: recordID.count)
    }
    return UnsafeRawBufferPointer(start: base, count: TranscriptRow.packedBytes + recordID.count)
  }
}
