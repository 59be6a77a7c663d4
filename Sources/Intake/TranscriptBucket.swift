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
    var all: [TranscriptRow] = []
    all.reserveCapacity(packed.count / TranscriptRow.packedBytes)
    packed.withUnsafeBytes { raw in
      PackedRows.forEach(raw) { pointer, id in
        var row = TranscriptRow(packed: pointer)
        if !ambiguousLines.isEmpty, ambiguousLines.containsSorted(row.line) {
          summary.ambiguous.append((row.line, row.courseCode, String(decoding: id, as: UTF8.self)))
          return
        }
        if !id.isEmpty {
          row.recordID = Int32(clamping: ids.count)..<Int32(clamping: ids.count + id.count)
          ids.append(contentsOf: id)
        }
        if students.contains(Int(row.studentIndex)) { all.append(row) }
      }
    }
    let ordered = TranscriptBucket.byStudent(all, students)
    all = []
    var kept: [TranscriptRow] = []
    kept.reserveCapacity(ordered.rows.count)
    var starts: [Int32] = [0]
    for place in 0..<students.count {
      let first = kept.count
      let range = Int(ordered.starts[place])..<Int(ordered.starts[place + 1])
      let repeated = TranscriptBucket.repeated(ordered.rows, range, ids)
      for index in repeated { summary.duplicates.append(ordered.rows[index].line) }
      if repeated.isEmpty {
        kept.append(contentsOf: ordered.rows[range])
      } else {
        let leftOut = Set(repeated)
        for index in range where !leftOut.contains(index) { kept.append(ordered.rows[index]) }
      }
      TranscriptBucket.attempts(kept, first..<kept.count, codes, &summary)
      starts.append(Int32(clamping: kept.count))
    }
    rows = kept
    self.starts = starts
    recordIDs = ids
  }

  /// Sorts by student and keeps the order of the file within each.
  private static func byStudent(_ rows: [TranscriptRow], _ students: Range<Int>) -> (
    rows: [TranscriptRow], starts: [Int32]
  ) {
    var starts = [Int32](repeating: 0, count: students.count + 1)
    for row in rows { starts[Int(row.studentIndex) - students.lowerBound + 1] += 1 }
    for place in 0..<students.count { starts[place + 1] += starts[place] }
    guard let filler = rows.first else { return ([], starts) }
    var next = starts
    var ordered = [TranscriptRow](repeating: filler, count: rows.count)
    for row in rows {
      let place = Int(row.studentIndex) - students.lowerBound
      ordered[Int(next[place])] = row
      next[place] += 1
    }
    return (ordered, starts)
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
