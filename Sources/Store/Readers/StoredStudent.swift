/// A student and which version to read.
public struct StudentReference: Sendable, Equatable {
  public let key: Int64
  public let version: Int32

  public init(key: Int64, version: Int32) { (self.key, self.version) = (key, version) }
}

/// What to read of each student beside the profile.
public struct StudentParts: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let transcripts = StudentParts(rawValue: 1)
  public static let exams = StudentParts(rawValue: 2)
  public static let waivers = StudentParts(rawValue: 4)
  /// Verdicts with empty uses.
  public static let verdicts = StudentParts(rawValue: 8)
  /// Verdicts with their uses.
  public static let uses = StudentParts(rawValue: 16)
  /// The transcripts of those students alone whose verdicts name records that could decide them.
  public static let openTranscripts = StudentParts(rawValue: 32)
  /// All that an evaluation reads.
  public static let records: StudentParts = [.transcripts, .exams, .waivers]
  public static let everything: StudentParts = [.records, .uses]
}

/// A student of the published run as stored. Records are in the order of `seq`, verdicts csu before uc.
public struct StoredStudent: Sendable, Equatable {
  public var key: Int64
  /// First run for which this version holds.
  public var version: Int32
  public var profile: StudentProfile
  public var transcripts: [TranscriptRow] = []
  public var exams: [ExamRow] = []
  public var waivers: [WaiverRow] = []
  public var verdicts: [StoredVerdict] = []
  /// What the night flagged; read by a look-up alone.
  public var flags: [FlagRow] = []
  /// What the night measured against a pace table; nil where it did not, and read by a look-up alone.
  public var pace: StoredPace?
}

/// Whether a student is on pace for the end of the running grade level if the running courses are passed.
public struct StoredPace: Sendable, Equatable {
  /// The name of the pace table.
  public var table: String
  public var csu: Bool
  public var uc: Bool
}

/// A verdict with the runs that it comes from.
public struct StoredVerdict: Sendable, Equatable {
  public var verdict: VerdictRow
  /// First run for which the verdict holds.
  public var fromRun: Int32
  /// Version of the student that was evaluated.
  public var recordRun: Int32
}
