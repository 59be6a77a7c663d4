import Dispatch
import Intake
import Rules
import Store
import Synchronization

/// Evaluates all students and writes what changed, on any number of workers with the same result.
struct StudentStage: Sendable {
  let extract: Extract
  let options: NightOptions
  let editions: EditionSet
  let assembler: StudentAssembler
  let programDigest: UInt64
  /// nil where nothing can be written.
  let target: Target?
  let progress: @Sendable (NightProgress) -> Void

  struct Target: Sendable {
    let conninfo: String
    let run: Run
    let known: KnownStudents
    let rules: StoredRules
    /// The key of each student of the extract (0: left out), and its place among the known students.
    let keys: [Int64]
    let knownPlaces: [Int32]
    let counsel: CounselStage
    let codes: CourseCodes
    /// Compares what it would write with what the run shows, and writes nothing.
    var verifies = false
  }

  /// What the workers counted.
  struct Result: Sendable {
    var evaluated = 0
    var carriedOver = 0
    var unchangedRows = 0
    var unchangedStudents = 0
    var unchangedExams = 0
    var unchangedWaivers = 0
    var verdicts = VerdictCounts()
    var laterRecords = 0
    var laterExams = 0
    var unknownExams = 0
    var staleRunning = 0
    /// Students whose records were deleted on request, and who are left out.
    var forgotten = 0
    var tally = TallyCounter()
    /// Students seen before of whom a version or a verdict was written, and new ones.
    var changedKeys: [Int64] = []
    var verification = Verification()

    mutating func merge(_ other: Result) {
      evaluated += other.evaluated
      carriedOver += other.carriedOver
      unchangedRows += other.unchangedRows
      unchangedStudents += other.unchangedStudents
      unchangedExams += other.unchangedExams
      unchangedWaivers += other.unchangedWaivers
      verdicts.merge(other.verdicts)
      laterRecords += other.laterRecords
      laterExams += other.laterExams
      unknownExams += other.unknownExams
      staleRunning += other.staleRunning
      forgotten += other.forgotten
      tally.merge(other.tally)
      changedKeys += other.changedKeys
      verification.merge(other.verification)
    }
  }

  fileprivate struct Shared {
    var next = 0
    var read = 0
    var result = Result()
    var failure: (any Error)?
  }

  /// Each worker writes through a connection of its own.
  /// - Throws: The first failure of any worker.
  func run() throws -> Result { try perform(nil) }

  /// All workers write through one connection, in turns.
  /// - Throws: The first failure of any worker.
  func run(through session: borrowing Session) throws -> Result {
    try withUnsafePointer(to: session) { try perform(SharedSession(session: $0)) }
  }

  /// A session of the caller's, who waits for the workers; they take turns.
  private final class SharedSession: @unchecked Sendable {
    // Nobody touches it but under the lock, and it outlives them.
    private let session: UnsafePointer<Session>
    private let turn = Mutex(())

    init(session: UnsafePointer<Session>) { self.session = session }

    func use(_ body: (borrowing Session) throws -> Void) throws {
      try turn.withLock { _ in try body(session.pointee) }
    }
  }

  private func perform(_ session: SharedSession?) throws -> Result {
    let shared = Mutex(Shared())
    let workers = max(1, min(options.workers, extract.bucketCount))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      do {
        func next() throws -> Int? {
          try options.stop.check()
          return shared.withLock { $0.take(of: extract.bucketCount) }
        }
        func done(_ students: Int) {
          let read = shared.withLock { shared in
            shared.read += students
            return shared.read
          }
          progress(.students(read, of: extract.students.count))
        }
        let own = try session.map { try work($0, next: next, done: done) } ?? work(next: next, done: done)
        shared.withLock { $0.result.merge(own) }
      } catch {
        shared.withLock { $0.failure = $0.failure ?? error }
      }
    }
    let end = shared.withLock { ($0.result, $0.failure) }
    if let failure = end.1 { throw failure }
    return end.0
  }

  private func work(_ shared: SharedSession, next: () throws -> Int?, done: (Int) -> Void) throws -> Result {
    var worker = StudentWorker(stage: self)
    while let index = try next() {
      let bucket = try extract.bucket(index)
      try worker.read(bucket)
      try shared.use { try worker.flush($0) }
      done(bucket.students.count)
    }
    try shared.use { try worker.finish($0) }
    return worker.result
  }

  private func work(next: () throws -> Int?, done: (Int) -> Void) throws -> Result {
    var worker = StudentWorker(stage: self)
    guard let target else {
      while let index = try next() {
        let bucket = try extract.bucket(index)
        try worker.read(bucket)
        done(bucket.students.count)
      }
      return worker.result
    }
    let session = try Session.open(target.conninfo)
    options.stop.watch(session.connection)
    if !target.verifies { try RunLog.joinWriters(session.connection) }
    try StudentBatch.prepare(session.connection)
    while let index = try next() {
      let bucket = try extract.bucket(index)
      try worker.read(bucket)
      try worker.flush(session)
      done(bucket.students.count)
    }
    try worker.finish(session)
    if !target.verifies { try RunLog.leaveWriters(session.connection) }
    return worker.result
  }
}

extension StudentStage.Shared {
  /// The next bucket, or nil where none is left or a worker failed.
  fileprivate mutating func take(of count: Int) -> Int? {
    guard failure == nil, next < count else { return nil }
    next += 1
    return next - 1
  }
}
