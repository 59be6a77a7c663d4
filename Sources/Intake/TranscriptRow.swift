public import Rules

/// A course record of a student (`transcripts.csv`).
public struct TranscriptRow: Sendable, Equatable {
  /// Place in `Extract.students`.
  public var studentIndex: Int32
  /// Number in `Extract.courseCodes`, which holds school, course id and printed title.
  public var courseCode: Int32
  public var schoolYear: SchoolYear
  public var term: Term
  /// 6 to 12.
  public var gradeLevel: UInt8
  public var mark: Mark?
  /// Hundredths of a credit; nil = absent.
  public var creditsAttempted: Int32?
  public var creditsEarned: Int32?
  /// 1 or 2; 0 = not said.
  public var part: UInt8
  /// Running now; never set beside a mark.
  public var inProgress: Bool
  /// Physical line in the file.
  public var line: UInt32
  /// Hash of all trimmed values of the row, the same on every machine and in every night. Made to find equal rows,
  /// not to withstand somebody who wants two rows to look equal.
  public internal(set) var hash: UInt64 = 0
  /// Where the record id lies in the bucket; nothing = none.
  var recordID: Range<Int32> = 0..<0

  /// Bytes of a packed row without its record id.
  static let packedBytes = 32
  private static let absent: Int16 = -1

  /// Writes the row in 32 bytes; the record id's length is part of them, its bytes follow.
  func pack(into raw: UnsafeMutableRawPointer, recordIDBytes: Int, rejected: Bool) {
    raw.storeBytes(of: hash, toByteOffset: 0, as: UInt64.self)
    raw.storeBytes(of: studentIndex, toByteOffset: 8, as: Int32.self)
    raw.storeBytes(of: courseCode, toByteOffset: 12, as: Int32.self)
    raw.storeBytes(of: line, toByteOffset: 16, as: UInt32.self)
    // A row carries at most `TranscriptValues.creditsLimit`, which fits.
    raw.storeBytes(
      of: creditsAttempted.map { Int16(clamping: $0) } ?? TranscriptRow.absent, toByteOffset: 20, as: Int16.self)
    raw.storeBytes(
      of: creditsEarned.map { Int16(clamping: $0) } ?? TranscriptRow.absent, toByteOffset: 22, as: Int16.self)
    raw.storeBytes(of: schoolYear.fall, toByteOffset: 24, as: Int16.self)
    raw.storeBytes(of: UInt16(clamping: recordIDBytes), toByteOffset: 26, as: UInt16.self)
    raw.storeBytes(of: TranscriptRow.place(of: term), toByteOffset: 28, as: UInt8.self)
    raw.storeBytes(of: gradeLevel, toByteOffset: 29, as: UInt8.self)
    raw.storeBytes(of: mark.map { TranscriptRow.place(of: $0) } ?? .max, toByteOffset: 30, as: UInt8.self)
    raw.storeBytes(of: part & 3 | (inProgress ? 4 : 0) | (rejected ? 8 : 0), toByteOffset: 31, as: UInt8.self)
  }

  /// The place of the student of a packed row.
  static func studentIndex(packed raw: UnsafeRawPointer) -> Int {
    Int(raw.loadUnaligned(fromByteOffset: 8, as: Int32.self))
  }

  /// The line of a packed row.
  static func line(packed raw: UnsafeRawPointer) -> UInt32 {
    raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
  }

  /// Reads a packed row; the caller has checked that 32 bytes are there.
  init(packed raw: UnsafeRawPointer) {
    func load<Value: BitwiseCopyable>(_ offset: Int, _ type: Value.Type) -> Value {
      raw.loadUnaligned(fromByteOffset: offset, as: type)
    }
    hash = load(0, UInt64.self)
    studentIndex = load(8, Int32.self)
    courseCode = load(12, Int32.self)
    line = load(16, UInt32.self)
    let attempted = load(20, Int16.self)
    let earned = load(22, Int16.self)
    creditsAttempted = attempted < 0 ? nil : Int32(attempted)
    creditsEarned = earned < 0 ? nil : Int32(earned)
    schoolYear = SchoolYear(fall: load(24, Int16.self))
    term = TranscriptRow.terms[min(Int(load(28, UInt8.self)), TranscriptRow.terms.count - 1)]
    gradeLevel = load(29, UInt8.self)
    let place = Int(load(30, UInt8.self))
    mark = place < TranscriptRow.marks.count ? TranscriptRow.marks[place] : nil
    let rest = load(31, UInt8.self)
    part = rest & 3
    inProgress = rest & 4 != 0
  }

  init(
    studentIndex: Int32, courseCode: Int32, schoolYear: SchoolYear, term: Term, gradeLevel: UInt8, mark: Mark?,
    creditsAttempted: Int32?, creditsEarned: Int32?, part: UInt8, inProgress: Bool, line: UInt32, hash: UInt64
  ) {
    self.studentIndex = studentIndex
    self.courseCode = courseCode
    self.schoolYear = schoolYear
    self.term = term
    self.gradeLevel = gradeLevel
    self.mark = mark
    self.creditsAttempted = creditsAttempted
    self.creditsEarned = creditsEarned
    self.part = part
    self.inProgress = inProgress
    self.line = line
    self.hash = hash
  }

  /// The packed length of the record id.
  static func recordIDBytes(packed raw: UnsafeRawPointer) -> Int {
    Int(raw.loadUnaligned(fromByteOffset: 26, as: UInt16.self))
  }

  static func isRejected(packed raw: UnsafeRawPointer) -> Bool {
    raw.loadUnaligned(fromByteOffset: 31, as: UInt8.self) & 8 != 0
  }

  /// The term's place among all terms.
  var termPlace: UInt8 { TranscriptRow.place(of: term) }

  private static let terms = Term.allCases
  private static let marks = Mark.allCases

  private static func place(of term: Term) -> UInt8 {
    switch term {
    case .s1: 0
    case .s2: 1
    case .t1: 2
    case .t2: 3
    case .t3: 4
    case .q1: 5
    case .q2: 6
    case .q3: 7
    case .q4: 8
    case .fullYear: 9
    case .summer: 10
    }
  }

  private static func place(of mark: Mark) -> UInt8 {
    switch mark {
    case .aPlus: 0
    case .a: 1
    case .aMinus: 2
    case .bPlus: 3
    case .b: 4
    case .bMinus: 5
    case .cPlus: 6
    case .c: 7
    case .cMinus: 8
    case .dPlus: 9
    case .d: 10
    case .dMinus: 11
    case .f: 12
    case .pass: 13
    case .credit: 14
    case .noPass: 15
    case .noCredit: 16
    case .incomplete: 17
    case .withdrawn: 18
    }
  }

  /// Whether two rows of one student hold the same, the line aside.
  func isSame(as other: TranscriptRow) -> Bool {
    var copy = other
    (copy.line, copy.recordID) = (line, recordID)
    return self == copy
  }
}

enum TranscriptColumn: Int, TableColumn {
  case studentID, schoolID, schoolYear, term, gradeLevel, courseID, courseTitle, mark, creditsAttempted, creditsEarned
  case part, inProgress, recordID

  static let table = "transcripts.csv"
  static let names = [
    "student_id", "school_id", "school_year", "term", "grade_level", "course_id", "course_title", "mark",
    "credits_attempted", "credits_earned", "part", "in_progress", "record_id",
  ]
  static let required: [TranscriptColumn] = [.studentID, .schoolID, .schoolYear, .term, .gradeLevel, .courseID]
}
