import Rules

/// Reads transcripts into buckets of students, never holding them whole.
final class TranscriptReader {
  private var parser: TranscriptParser
  private let spill: Spill
  private let bucketStudents: Int
  private(set) var codes: CourseCodeTable
  private(set) var buckets: [SpillStream]
  /// Rows that were rejected but have a record id, which they make ambiguous.
  private(set) var rejected: SpillStream
  private(set) var filter: RecordIDFilter
  /// For each course key without a listed course: rows loaded, and the line of the first.
  private(set) var unlisted: [Int: (rows: Int, line: Int)] = [:]
  private let row: UnsafeMutableRawBufferPointer

  init(
    students: StudentTable, schools: SchoolTable, courses: CourseTable, spill: Spill, limits: ReadingLimits,
    sizeHint: Int
  ) {
    parser = TranscriptParser(students: students.index, schools: schools.index)
    self.spill = spill
    bucketStudents = max(limits.bucketStudents, (students.count + limits.bucketLimit - 1) / max(1, limits.bucketLimit))
    let count = (students.count + bucketStudents - 1) / bucketStudents
    buckets = Array(repeating: SpillStream(buffer: limits.bucketBuffer), count: count)
    rejected = SpillStream(buffer: limits.bucketBuffer)
    codes = CourseCodeTable()
    codes.list(courses.rows)
    filter = RecordIDFilter(bytes: sizeHint)
    row = .allocate(byteCount: TranscriptRow.packedBytes + ReadingLimits.identifierBytes, alignment: 16)
    row.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { row.deallocate() }

  /// Students in each bucket but the last.
  var studentsPerBucket: Int { bucketStudents }

  func read(_ reader: TableReader) {
    let ahead = RowsAhead(preparation: parser.preparation) { [self] row, base, line in
      take(row, base, line, reader)
    }
    reader.read(ahead: ahead) { (record: Record<TranscriptColumn>) throws(RowFault) in
      let hash = record.hash
      do throws(RowFault) {
        try accept(record, hash)
      } catch {
        noteRejected(record, hash)
        throw error
      }
    }
    filter.enter()
  }

  private func accept(_ record: Record<TranscriptColumn>, _ hash: UInt64) throws(RowFault) {
    let parsed = try parser.parse(record, hash)
    if parsed.isContradictory { record.find(.markAndInProgress, .inProgress) }
    let key = key(parsed.school, parsed.courseID, record.line)
    let code = code(key, record[.courseTitle]) { code, _ in record.find(code, .courseTitle) }
    keep(parsed.row, code, record.line, parsed.recordID)
  }

  /// Takes a row that was read ahead; its course is numbered now, in the order of the file.
  private func take(
    _ prepared: PreparedRows.Row, _ base: UnsafePointer<UInt8>, _ line: Int, _ reader: TableReader
  ) {
    guard let row = prepared.row else { return }
    func bytes(_ range: Range<Int32>) -> Bytes { Bytes(start: base + Int(range.lowerBound), count: range.count) }
    let key = key(prepared.school, bytes(prepared.courseID), line)
    let code = code(key, bytes(prepared.title)) { code, title in
      reader.find(
        code, line: line, column: TranscriptColumn.names[TranscriptColumn.courseTitle.rawValue], value: title, count: 1)
    }
    keep(row, code, line, bytes(prepared.recordID))
  }

  private func keep(_ parsed: TranscriptRow, _ code: Int32, _ line: Int, _ recordID: Bytes) {
    var row = parsed
    (row.courseCode, row.line) = (code, UInt32(clamping: line))
    write(row, recordID, to: &buckets[Int(row.studentIndex) / bucketStudents], rejected: false)
  }

  /// The number of a course; one that is not listed is counted.
  private func key(_ school: Int32, _ course: Bytes, _ line: Int) -> Int {
    let key = codes.key(school: school, course)
    if !codes.isListed(key: key) {
      let known = unlisted[key] ?? (0, line)
      unlisted[key] = (known.rows + 1, known.line)
    }
    return key
  }

  /// The number of a course with its printed title; without the title where it cannot be kept, which is a finding.
  private func code(_ key: Int, _ title: Bytes, _ find: (FindingCode, String) -> Void) -> Int32 {
    if let code = codes.findCode(key: key, title: title) { return Int32(clamping: code) }
    let isLong = title.count > ReadingLimits.titleBytes
    if isLong || codes.titleBytes + title.count > ReadingLimits.titleBytesTotal {
      find(isLong ? .textTooLong : .tooManyTitles, ShownValue.of(title))
      return codes.code(key: key, title: Bytes(start: title.start, count: 0))
    }
    return codes.code(key: key, title: title)
  }

  private func noteRejected(_ record: Record<TranscriptColumn>, _ hash: UInt64) {
    let recordID = record[.recordID]
    if recordID.isEmpty || recordID.count > ReadingLimits.identifierBytes { return }
    let shadow = TranscriptRow(
      studentIndex: 0, courseCode: 0, schoolYear: SchoolYear(fall: 0), term: .s1, gradeLevel: 0, mark: nil,
      creditsAttempted: nil, creditsEarned: nil, part: 0, inProgress: false, line: UInt32(clamping: record.line),
      hash: hash)
    write(shadow, recordID, to: &rejected, rejected: true)
  }

  private func write(_ packed: TranscriptRow, _ recordID: Bytes, to stream: inout SpillStream, rejected: Bool) {
    guard let base = row.baseAddress else { return }
    packed.pack(into: base, recordIDBytes: recordID.count, rejected: rejected)
    if !recordID.isEmpty {
      filter.add(ByteHash.of(recordID))
      (base + TranscriptRow.packedBytes).copyMemory(from: recordID.start, byteCount: recordID.count)
    }
    stream.append(
      UnsafeRawBufferPointer(rebasing: row[..<(TranscriptRow.packedBytes + recordID.count)]), to: spill)
  }
}
