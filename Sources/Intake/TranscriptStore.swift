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
    var packed: [UInt8] = []
    packed.reserveCapacity(buckets[index].count)
    guard buckets[index].forEachPiece(of: spill, { packed.append(contentsOf: $0) }) else {
      throw .environment(TranscriptStore.unreadable)
    }
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

  private struct Candidate: Comparable {
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
    for pass in 0..<passes {
      var candidates: [Candidate] = []
      for stream in buckets + [rows.rejected] {
        let complete = stream.forEachPiece(of: spill) { raw in
          PackedRows.forEach(raw) { row, id in
            guard let start = id.baseAddress, !id.isEmpty else { return }
            let bytes = Bytes(start: start.assumingMemoryBound(to: UInt8.self), count: id.count)
            let hash = ByteHash.of(bytes)
            guard rows.filter.mayRepeat(hash), (hash >> 32) % passes == pass else { return }
            candidates.append(
              Candidate(
                first: hash, second: ByteHash.second(of: bytes),
                data: row.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                line: row.loadUnaligned(fromByteOffset: 16, as: UInt32.self),
                rejected: TranscriptRow.isRejected(packed: row)))
          }
        }
        guard complete else { throw .environment(TranscriptStore.unreadable) }
      }
      candidates.sort()
      TranscriptStore.collect(candidates, &lines)
    }
    ambiguousLines = lines.sorted()
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

  /// Collects what several threads find, each under its own bucket.
  private final class Collected: @unchecked Sendable {
    private let lock = DispatchSemaphore(value: 1)
    private var summaries: [TranscriptBucket.Summary?]
    private(set) var failure: IntakeError?

    init(count: Int) { summaries = Array(repeating: nil, count: count) }

    func set(_ index: Int, _ result: Result<TranscriptBucket.Summary, IntakeError>) {
      lock.wait()
      defer { lock.signal() }
      switch result {
      case .success(let summary): summaries[index] = summary
      case .failure(let error): failure = error
      }
    }

    var all: [TranscriptBucket.Summary] { summaries.compactMap { $0 } }
  }

  private func summaries(_ range: Range<Int>) throws(IntakeError) -> [TranscriptBucket.Summary] {
    let collected = Collected(count: range.count)
    DispatchQueue.concurrentPerform(iterations: range.count) { index in
      do throws(IntakeError) {
        var summary = TranscriptBucket.Summary()
        _ = try bucket(range.lowerBound + index, summary: &summary)
        collected.set(index, .success(summary))
      } catch {
        collected.set(index, .failure(error))
      }
    }
    if let failure = collected.failure { throw failure }
    return collected.all
  }
}
