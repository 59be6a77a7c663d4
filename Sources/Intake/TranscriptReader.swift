import Rules

/// Reads transcripts into buckets of students, never holding them whole.
final class TranscriptReader {
  private let students: StudentTable
  private let schools: SchoolTable
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

  private var lastStudent = -1
  private var lastSchool = -1

  init(
    students: StudentTable, schools: SchoolTable, courses: CourseTable, spill: Spill, limits: ReadingLimits,
    sizeHint: Int
  ) {
    self.students = students
    self.schools = schools
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
    reader.read { (record: Record<TranscriptColumn>) throws(RowFault) in
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
    let studentID = try record.required(.studentID)
    let schoolID = try record.required(.schoolID)
    let yearText = try record.required(.schoolYear)
    let termText = try record.required(.term)
    let gradeText = try record.required(.gradeLevel)
    let courseID = try record.identifier(.courseID)
    guard let year = TranscriptValues.schoolYear(yearText) else { throw record.fault(.schoolYear, .badValue) }
    guard let term = TranscriptValues.term(termText) else { throw record.fault(.term, .badValue) }
    guard let grade = TranscriptValues.gradeLevel(gradeText) else { throw record.fault(.gradeLevel, .badValue) }
    let mark = try record.deciding(.mark, TranscriptValues.mark)
    let attempted = try record.deciding(.creditsAttempted, TranscriptReader.credits)
    let earned = try record.deciding(.creditsEarned, TranscriptReader.credits)
    let part = try record.deciding(.part, TranscriptValues.part) ?? 0
    let running = try record.deciding(.inProgress, Values.yesNo) ?? false
    if mark == nil, !running { throw record.fault(.mark, .missingValue) }
    let recordID = record[.recordID]
    if recordID.count > ReadingLimits.identifierBytes { throw record.fault(.recordID, .badValue) }
    let student = try student(studentID)
    let school = try school(schoolID)
    if mark != nil, running { record.find(.markAndInProgress, .inProgress) }
    let packed = TranscriptRow(
      studentIndex: student, courseCode: code(record, school, courseID), schoolYear: year, term: term,
      gradeLevel: grade, mark: mark, creditsAttempted: attempted, creditsEarned: earned, part: part,
      inProgress: running && mark == nil, line: UInt32(clamping: record.line), hash: hash)
    write(packed, recordID, to: &buckets[Int(student) / bucketStudents], rejected: false)
  }

  private static func credits(_ bytes: Bytes) -> Int32? {
    Values.hundredths(bytes, upTo: TranscriptValues.creditsLimit)
  }

  /// Rows of one student mostly follow each other.
  private func student(_ id: Bytes) throws(RowFault) -> Int32 {
    let index = students.index
    if lastStudent >= 0, index.ids.equals(lastStudent, id) { return index.place(of: lastStudent) }
    let place = try index.place(id, column: TranscriptColumn.studentID.rawValue, unknown: .unknownStudent)
    lastStudent = index.ids.find(id) ?? -1
    return place
  }

  private func school(_ id: Bytes) throws(RowFault) -> Int32 {
    let index = schools.index
    if lastSchool >= 0, index.ids.equals(lastSchool, id) { return index.place(of: lastSchool) }
    let place = try index.place(id, column: TranscriptColumn.schoolID.rawValue, unknown: .unknownSchool)
    lastSchool = index.ids.find(id) ?? -1
    return place
  }

  private func code(_ record: Record<TranscriptColumn>, _ school: Int32, _ course: Bytes) -> Int32 {
    let key = codes.key(school: school, course)
    if !codes.isListed(key: key) {
      let known = unlisted[key] ?? (0, record.line)
      unlisted[key] = (known.rows + 1, known.line)
    }
    let title = record[.courseTitle]
    if let code = codes.findCode(key: key, title: title) { return Int32(clamping: code) }
    let none = Bytes(start: title.start, count: 0)
    if title.count > ReadingLimits.titleBytes {
      record.find(.textTooLong, .courseTitle)
      return codes.code(key: key, title: none)
    }
    if codes.titleBytes + title.count > ReadingLimits.titleBytesTotal {
      record.find(.tooManyTitles, .courseTitle)
      return codes.code(key: key, title: none)
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
