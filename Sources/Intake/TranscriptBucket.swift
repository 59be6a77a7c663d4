import Rules

/// The transcript rows of a range of students.
public struct TranscriptBucket: Sendable {
  /// Places in `Extract.students` whose rows are here.
  public let students: Range<Int>
  /// Ordered by student, then as in the file; exact repetitions and rejected rows are left out.
  public let rows: [TranscriptRow]
  private let starts: [Int32]
  private let recordIDs: [UInt8]

  /// The rows of one student of the bucket.
  public func rows(of student: Int) -> ArraySlice<TranscriptRow> {
    guard students.contains(student) else { return [] }
    let place = student - students.lowerBound
    return rows[Int(starts[place])..<Int(starts[place + 1])]
  }

  /// The row's key in the SIS; nil if the file has none.
  public func recordID(_ row: TranscriptRow) -> String? {
    let range = Int(row.recordID.lowerBound)..<Int(row.recordID.upperBound)
    guard !range.isEmpty, range.upperBound <= recordIDs.count else { return nil }
    return String(decoding: recordIDs[range], as: UTF8.self)
  }

  /// What was noticed when the bucket was put together.
  struct Summary: Sendable {
    /// Lines of exact repetitions.
    var duplicates: [UInt32] = []
    /// First line, course code and number of rows of each group of attempts.
    var attempts: [(line: UInt32, code: Int32, rows: Int)] = []
    /// Rows whose record id stands in the file with other data.
    var ambiguous: [(line: UInt32, code: Int32, recordID: String)] = []
  }

  /// Orders the rows of a bucket by student and takes out what does not count.
  init(students: Range<Int>, packed: [UInt8], ambiguousLines: [UInt32], codes: CourseCodeTable, summary: inout Summary)
  {
    self.students = students
    var ids: [UInt8] = []
    var ordered = packed.withUnsafeBytes { raw in
      TranscriptBucket.byStudent(raw, students, ambiguousLines, &ids, &summary)
    }
    var search = RepeatSearch()
    var repeated: [Int] = []
    for place in 0..<students.count {
      let range = Int(ordered.starts[place])..<Int(ordered.starts[place + 1])
      if search.mayRepeat(range, { ordered.rows[$0].hash }) {
        repeated += TranscriptBucket.repeated(ordered.rows, range, ids)
      }
    }
    for index in repeated { summary.duplicates.append(ordered.rows[index].line) }
    if !repeated.isEmpty { TranscriptBucket.leaveOut(Set(repeated), &ordered) }
    for place in 0..<students.count {
      let range = Int(ordered.starts[place])..<Int(ordered.starts[place + 1])
      if search.mayRepeat(range, { TranscriptBucket.key(ordered.rows[$0], codes) }) {
        TranscriptBucket.attempts(ordered.rows, range, codes, &summary)
      }
    }
    rows = ordered.rows
    starts = ordered.starts
    recordIDs = ids
  }

  private typealias Ordered = (rows: [TranscriptRow], starts: [Int32])

  /// Unpacks the rows by student, in the order of the file within each, and the record ids; ambiguous rows aside.
  private static func byStudent(
    _ packed: UnsafeRawBufferPointer, _ students: Range<Int>, _ ambiguousLines: [UInt32], _ ids: inout [UInt8],
    _ summary: inout Summary
  ) -> Ordered {
    func isAmbiguous(_ row: UnsafeRawPointer) -> Bool {
      !ambiguousLines.isEmpty && ambiguousLines.containsSorted(TranscriptRow.line(packed: row))
    }
    var starts = [Int32](repeating: 0, count: students.count + 1)
    var idBytes = 0
    PackedRows.forEach(packed) { pointer, id in
      if isAmbiguous(pointer) {
        let row = TranscriptRow(packed: pointer)
        summary.ambiguous.append((row.line, row.courseCode, String(decoding: id, as: UTF8.self)))
        return
      }
      let student = TranscriptRow.studentIndex(packed: pointer)
      if students.contains(student) { starts[student - students.lowerBound + 1] += 1 }
      idBytes += id.count
    }
    for place in 0..<students.count { starts[place + 1] += starts[place] }
    ids.reserveCapacity(idBytes)
    var next = starts
    let count = starts.last.map { Int($0) } ?? 0
    let rows = [TranscriptRow](unsafeUninitializedCapacity: count) { buffer, filled in
      PackedRows.forEach(packed) { pointer, id in
        let student = TranscriptRow.studentIndex(packed: pointer)
        guard students.contains(student), !isAmbiguous(pointer) else { return }
        var row = TranscriptRow(packed: pointer)
        if !id.isEmpty {
          row.recordID = Int32(clamping: ids.count)..<Int32(clamping: ids.count + id.count)
          ids.append(contentsOf: id)
        }
        let place = student - students.lowerBound
        buffer.initializeElement(at: Int(next[place]), to: row)
        next[place] += 1
        filled += 1
      }
    }
    return (rows, starts)
  }

  private static func leaveOut(_ places: Set<Int>, _ ordered: inout Ordered) {
    var starts: [Int32] = [0]
    var kept: [TranscriptRow] = []
    kept.reserveCapacity(ordered.rows.count - places.count)
    for (first, last) in zip(ordered.starts, ordered.starts.dropFirst()) {
      for place in Int(first)..<Int(last) where !places.contains(place) { kept.append(ordered.rows[place]) }
      starts.append(Int32(clamping: kept.count))
    }
    ordered = (kept, starts)
  }

  /// The places of rows that repeat an earlier one to the letter.
  private static func repeated(_ rows: [TranscriptRow], _ range: Range<Int>, _ ids: [UInt8]) -> [Int] {
    let order = range.sorted { (rows[$0].hash, $0) < (rows[$1].hash, $1) }
    var found: [Int] = []
    for (index, place) in order.enumerated().dropFirst() where rows[order[index - 1]].hash == rows[place].hash {
      let earlier = rows[order[index - 1]]
      let row = rows[place]
      // The hash alone could be made to collide.
      if row.isSame(as: earlier), idBytes(row, ids).elementsEqual(idBytes(earlier, ids)) { found.append(place) }
    }
    return found
  }

  private static func idBytes(_ row: TranscriptRow, _ ids: [UInt8]) -> ArraySlice<UInt8> {
    ids[Int(row.recordID.lowerBound)..<Int(row.recordID.upperBound)]
  }

  /// Finds rows of one student with the same key and other data where a record id does not tell them apart.
  private static func attempts(
    _ rows: [TranscriptRow], _ range: Range<Int>, _ codes: CourseCodeTable, _ summary: inout Summary
  ) {
    let keyed = range.map { (key: key(rows[$0], codes), place: $0) }.sorted { $0 < $1 }
    var first = 0
    while first < keyed.count {
      var last = first + 1
      while last < keyed.count, keyed[last].key == keyed[first].key { last += 1 }
      if last > first + 1, keyed[first..<last].contains(where: { rows[$0.place].recordID.isEmpty }) {
        let row = rows[keyed[first].place]
        summary.attempts.append((row.line, row.courseCode, last - first))
      }
      first = last
    }
  }

  /// School and course, school year, term and part in one number.
  private static func key(_ row: TranscriptRow, _ codes: CourseCodeTable) -> UInt64 {
    UInt64(UInt32(bitPattern: codes.key(of: row.courseCode))) << 32
      | UInt64(UInt16(bitPattern: row.schoolYear.fall)) << 16 | UInt64(row.termPlace) << 8 | UInt64(row.part)
  }
}

/// Walks over packed rows.
enum PackedRows {
  @inline(__always) static func forEach(
    _ raw: UnsafeRawBufferPointer, _ body: (UnsafeRawPointer, UnsafeRawBufferPointer) -> Void
  ) {
    guard let base = raw.baseAddress else { return }
    var offset = 0
    while offset + TranscriptRow.packedBytes <= raw.count {
      let row = base + offset
      let end = offset + TranscriptRow.packedBytes + TranscriptRow.recordIDBytes(packed: row)
      guard end <= raw.count else { return }
      body(row, UnsafeRawBufferPointer(rebasing: raw[(offset + TranscriptRow.packedBytes)..<end]))
      offset = end
    }
  }
}

extension [UInt32] {
  /// Whether an ascending array holds a value.
  func containsSorted(_ value: UInt32) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == value
  }
}
