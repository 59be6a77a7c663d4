import Dispatch

/// Transcript rows on their temporary files, ready to be opened bucket by bucket.
struct TranscriptStore: Sendable {
  private let spill: Spill
  private let buckets: [SpillStream]
  private let studentsPerBucket: Int
  private let studentCount: Int
  /// Ascending lines of the rows whose record id stands in the file with other data.
  private var ambiguousLines: [UInt32] = []
  let codes: CourseCodeTable

  /// Buckets looked through at a time; what is found in them is written out before the next.
  private static let bucketsTogether = 8
  static let unreadable = "a temporary file can no longer be read; check the disk and run again"

  var count: Int { buckets.count }

  func bucketIndex(ofStudent place: Int) -> Int { place / studentsPerBucket }

  init(_ reader: TranscriptReader, spill: Spill, studentCount: Int) {
    self.spill = spill
    buckets = reader.buckets
    studentsPerBucket = reader.studentsPerBucket
    self.studentCount = studentCount
    codes = reader.codes
  }

  func bucket(_ index: Int, summary: inout TranscriptBucket.Summary) throws(IntakeError) -> TranscriptBucket {
    guard buckets.indices.contains(index) else { throw .environment("there is no transcript bucket \(index)") }
    guard let packed = buckets[index].contents(of: spill) else { throw .environment(TranscriptStore.unreadable) }
    let first = index * studentsPerBucket
    return TranscriptBucket(
      students: first..<min(first + studentsPerBucket, studentCount), packed: packed, ambiguousLines: ambiguousLines,
      codes: codes, summary: &summary)
  }

  // MARK: What only the whole file shows

  /// Finds record ids with other data, counts repeated rows and attempts: afterwards all counts are final.
  mutating func settle(
    _ reader: TableReader, rows: TranscriptReader, limits: ReadingLimits
  ) throws(IntakeError) {
    try findAmbiguous(rows, limits)
    var unlisted = rows.unlisted
    for first in stride(from: 0, to: count, by: TranscriptStore.bucketsTogether) {
      for summary in try summaries(first..<min(first + TranscriptStore.bucketsTogether, count)) {
        for row in summary.ambiguous {
          reader.reject(
            line: Int(row.line), column: TranscriptColumn.recordID.rawValue, code: .duplicateKey,
            value: ShownValue.of(row.recordID))
          let key = Int(codes.key(of: row.code))
          if let known = unlisted[key] { unlisted[key] = (known.rows - 1, known.line) }
        }
        reader.countDuplicates(summary.duplicates.lazy.map { Int($0) })
        for group in summary.attempts {
          reader.find(
            .severalAttempts, line: Int(group.line), column: "course_id",
            value: ShownValue.of(codes.courseID(key: Int(codes.key(of: group.code)))), count: group.rows)
        }
      }
    }
    for (key, course) in unlisted.sorted(by: { $0.key < $1.key }) where course.rows > 0 {
      reader.find(
        .unknownCourse, line: course.line, column: "course_id",
        value: ShownValue.of(codes.courseID(key: key)), count: course.rows)
    }
  }

  private struct Candidate: Comparable, Sendable {
    var first: UInt64
    var second: UInt64
    var data: UInt64
    var line: UInt32
    var rejected: Bool

    static func < (left: Candidate, right: Candidate) -> Bool {
      (left.first, left.second, left.line) < (right.first, right.second, right.line)
    }
  }

  /// Compares the record ids that may stand more than once, so many at a time that memory stays bounded.
  private mutating func findAmbiguous(_ rows: TranscriptReader, _ limits: ReadingLimits) throws(IntakeError) {
    guard rows.filter.hits > 0 else { return }
    let passes = UInt64(rows.filter.hits / max(1, limits.candidatesPerPass) + 1)
    var lines: [UInt32] = []
    let (spill, filter, streams) = (spill, rows.filter, buckets + [rows.rejected])
    for pass in 0..<passes {
      var candidates = try TranscriptStore.concurrently(0..<streams.count) { (index) throws(IntakeError) in
        try TranscriptStore.candidates(streams[index], spill, filter) { (hash) in (hash >> 32) % passes == pass }
      }.flatMap { $0 }
      candidates.sort()
      TranscriptStore.collect(candidates, &lines)
    }
    ambiguousLines = lines.sorted()
  }

  /// The rows of a stream whose record id may stand in the file once more.
  private static func candidates(
    _ stream: SpillStream, _ spill: Spill, _ filter: RecordIDFilter, _ isOfPass: (UInt64) -> Bool
  ) throws(IntakeError) -> [Candidate] {
    var candidates: [Candidate] = []
    let complete = stream.forEachPiece(of: spill) { raw in
      PackedRows.forEach(raw) { row, id in
        guard let start = id.baseAddress, !id.isEmpty else { return }
        let bytes = Bytes(start: start.assumingMemoryBound(to: UInt8.self), count: id.count)
        let hash = ByteHash.of(bytes)
        guard filter.mayRepeat(hash), isOfPass(hash) else { return }
        candidates.append(
          Candidate(
            first: hash, second: ByteHash.second(of: bytes),
            data: row.loadUnaligned(fromByteOffset: 0, as: UInt64.self), line: TranscriptRow.line(packed: row),
            rejected: TranscriptRow.isRejected(packed: row)))
      }
    }
    guard complete else { throw .environment(TranscriptStore.unreadable) }
    return candidates
  }

  private static func collect(_ candidates: [Candidate], _ lines: inout [UInt32]) {
    var first = 0
    while first < candidates.count {
      let head = candidates[first]
      var last = first + 1
      var differs = false
      while last < candidates.count, candidates[last].first == head.first, candidates[last].second == head.second {
        if candidates[last].data != head.data { differs = true }
        last += 1
      }
      if differs { for row in candidates[first..<last] where !row.rejected { lines.append(row.line) } }
      first = last
    }
  }

  /// Collects what several threads find, each under its own place.
  private final class Collected<Found: Sendable>: @unchecked Sendable {
    private let lock = DispatchSemaphore(value: 1)
    private var found: [Found?]
    private(set) var failure: IntakeError?

    init(count: Int) { found = Array(repeating: nil, count: count) }

    func set(_ index: Int, _ result: Result<Found, IntakeError>) {
      lock.wait()
      defer { lock.signal() }
      switch result {
      case .success(let value): found[index] = value
      case .failure(let error): failure = error
      }
    }

    var all: [Found] { found.compactMap { $0 } }
  }

  private func summaries(_ range: Range<Int>) throws(IntakeError) -> [TranscriptBucket.Summary] {
    try TranscriptStore.concurrently(range) { (index) throws(IntakeError) in
      var summary = TranscriptBucket.Summary()
      _ = try bucket(index, summary: &summary)
      return summary
    }
  }

  /// What the body finds for each place of the range, in their order, on all cores.
  private static func concurrently<Found: Sendable>(
    _ range: Range<Int>, _ body: @Sendable (Int) throws(IntakeError) -> Found
  ) throws(IntakeError) -> [Found] {
    let collected = Collected<Found>(count: range.count)
    DispatchQueue.concurrentPerform(iterations: range.count) { index in
      do throws(IntakeError) {
        collected.set(index, .success(try body(range.lowerBound + index)))
      } catch {
        collected.set(index, .failure(error))
      }
    }
    if let failure = collected.failure { throw failure }
    return collected.all
  }
}
