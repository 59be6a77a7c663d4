public import Postgres
public import Rules

/// A flag as stored.
public struct FlagRow: Sendable, Equatable {
  public var number: Int16
  /// 0 is A, 6 is G, -1 no area.
  public var area: Int16
  /// 0 both or neither, 1 CSU alone, 2 UC alone.
  public var system: Int16
  /// `seq` of the transcript record, or 0.
  public var seq: Int16
  /// Twelfths of a year that are missing, or 0.
  public var twelfths: Int16

  public init(number: Int16, area: Int16, system: Int16, seq: Int16, twelfths: Int16) {
    (self.number, self.area, self.system, self.seq, self.twelfths) = (number, area, system, seq, twelfths)
  }
}

/// On track, plan and flags of one student, as stored.
public struct CounselRow: Sendable, Equatable {
  /// One system's answers.
  public struct Answer: Sendable, Equatable {
    public var feasibility: String
    public var isOnPace: Bool
    public var isOnPaceEarned: Bool

    public init(feasibility: String, isOnPace: Bool, isOnPaceEarned: Bool) {
      (self.feasibility, self.isOnPace, self.isOnPaceEarned) = (feasibility, isOnPace, isOnPaceEarned)
    }
  }

  public struct Plan: Sendable, Equatable {
    public var semesters: Int16
    public var summer: Int16
    public var college: Int16
    public var isProven: Bool

    public init(semesters: Int16, summer: Int16, college: Int16, isProven: Bool) {
      (self.semesters, self.summer, self.college, self.isProven) = (semesters, summer, college, isProven)
    }
  }

  public var pace: String
  public var csu: Answer
  public var uc: Answer
  public var planOutcome: String
  public var plan: Plan?
  /// Seven, A to G: terms as numbers, 0 = nothing to start, -1 = too late.
  public var lastStarts: [Int16]
  public var flags: [FlagRow]
  public var digest: RecordDigest

  public init(
    pace: String, csu: Answer, uc: Answer, planOutcome: String, plan: Plan?, lastStarts: [Int16], flags: [FlagRow],
    digest: RecordDigest
  ) {
    (self.pace, self.csu, self.uc) = (pace, csu, uc)
    (self.planOutcome, self.plan, self.lastStarts) = (planOutcome, plan, lastStarts)
    (self.flags, self.digest) = (flags, digest)
  }
}

/// Rows of `evaluation.counsel` for one run: a part of a `StudentBatch`.
public struct CounselBatch: Sendable {
  private let run: Int32
  private var rows = BinaryRowBuffer()
  private var ended: [Int64] = []

  init(run: Run) { self.run = run.id }

  var byteCount: Int { rows.count + 8 * ended.count }

  /// The row that holds so far ends with this run.
  public mutating func end(key: Int64) { ended.append(key) }

  /// - Parameter recordRun: version of the student that the flags' records belong to.
  public mutating func append(key: Int64, _ row: CounselRow, recordRun: Int32) {
    rows.startRow(columns: 24)
    rows.int64(key)
    rows.int32(run)
    rows.null()
    rows.int32(recordRun)
    rows.bool(row.csu.isOnPace)
    rows.bool(row.uc.isOnPace)
    rows.bool(row.csu.isOnPaceEarned)
    rows.bool(row.uc.isOnPaceEarned)
    rows.bool(row.plan?.isProven)
    rows.int16(row.plan?.semesters)
    rows.int16(row.plan?.summer)
    rows.int16(row.plan?.college)
    rows.int16(row.lastStarts.filter { $0 > 0 }.min())
    rows.text(row.pace)
    rows.text(row.csu.feasibility)
    rows.text(row.uc.feasibility)
    rows.text(row.planOutcome)
    row.digest.withBytes { rows.bytea($0) }
    rows.int16Array(row.lastStarts)
    rows.int16Array(row.flags.map(\.number))
    rows.int16Array(row.flags.map(\.area))
    rows.int16Array(row.flags.map(\.system))
    rows.int16Array(row.flags.map(\.seq))
    rows.int16Array(row.flags.map(\.twelfths))
  }

  /// Sends everything inside the caller's transaction.
  func send(_ connection: borrowing Connection) throws {
    if !ended.isEmpty {
      try connection.run(
        "SELECT evaluation.end_counsel($1, $2)", [.integer(run), .bigints(ended)], name: "end counsel")
    }
    try BulkLoad.send(connection, to: "evaluation.counsel", rows)
  }

  /// Sends everything as far as the temporary table of the session, inside the caller's transaction.
  func stage(_ connection: borrowing Connection) throws {
    try BulkLoad.fill(connection, for: "evaluation.counsel", rows)
  }

  /// Empties the batch, keeping its memory.
  mutating func removeAll() {
    rows.removeAll()
    ended.removeAll(keepingCapacity: true)
  }
}

/// Terms as `evaluation.counsel` numbers them: four times the fall of the school year plus 1 (S1), 2 (S2) or 3 (summer);
/// 0 = nothing to start, -1 = too late.
public enum StoredTerm {
  public static func number(_ start: LastStart) -> Int16 {
    switch start {
    case .notNeeded: 0
    case .passed: -1
    case .term(let term):
      term.year.fall &* 4 &+ (term.term == .s1 ? 1 : term.term == .s2 ? 2 : 3)
    }
  }

  /// `2026-27 S2`; nil for what is no term.
  public static func code(_ number: Int16) -> String? {
    guard number > 0, (1...3).contains(number & 3) else { return nil }
    let term: Term = number & 3 == 1 ? .s1 : number & 3 == 2 ? .s2 : .summer
    return "\(SchoolYear(fall: number >> 2).code) \(term.rawValue)"
  }
}

/// What stands for the rows of `evaluation.counsel` in the published run, by student.
public struct KnownCounsel: Sendable {
  /// A row that holds so far.
  public struct Row: Sendable {
    public let digest: RecordDigest
    /// Version of the student that its flags name records of.
    public let recordRun: Int32
  }

  private var rows: [Int64: Row] = [:]

  /// Nothing is known, so that all is made anew.
  public init() {}

  public init(_ connection: borrowing Connection) throws {
    try connection.query(
      "SELECT student_key, digest, record_run FROM evaluation.counsel_now", name: "known counsel"
    ) { row in
      rows[try row.int64(0)] = Row(
        digest: try row.withBytes(1) { $0.map(RecordDigest.init) ?? RecordDigest.none }, recordRun: try row.int32(2))
    }
  }

  /// nil where the student has no row.
  public subscript(key: Int64) -> Row? { rows[key] }
}

/// Reads what the night keeps for a counselor.
public enum CounselReader {
  /// The flags of a student in the published run, and what was measured against the pace table; none where there is nothing
  /// to plan or the login may not see it.
  public static func read(
    _ connection: borrowing Connection, of key: Int64
  ) throws -> (flags: [FlagRow], pace: StoredPace?) {
    var flags: [FlagRow] = []
    var pace: StoredPace?
    try connection.query("SELECT * FROM evaluation.counsel_of($1)", [.int(Int(key))], name: "counsel") { row in
      pace = StoredPace(table: try row.text(0), csu: try row.bool(6), uc: try row.bool(7))
      let columns = (
        try row.int16Array(1), try row.int16Array(2), try row.int16Array(3), try row.int16Array(4),
        try row.int16Array(5)
      )
      guard [columns.1, columns.2, columns.3, columns.4].allSatisfy({ $0.count == columns.0.count }) else {
        throw StoreError.damaged("evaluation.counsel holds flags of unequal length")
      }
      flags = columns.0.indices.map {
        FlagRow(
          number: columns.0[$0], area: columns.1[$0], system: columns.2[$0], seq: columns.3[$0],
          twelfths: columns.4[$0])
      }
    }
    return (flags, pace)
  }
}
