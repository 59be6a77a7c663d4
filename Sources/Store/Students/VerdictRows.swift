/// Status of a subject area or of the pattern. The raw value is the letter that `evaluation.verdict.area_status` holds.
public enum StoredStatus: UInt8, Sendable, CaseIterable {
  case met = 0x4D
  case inProgress = 0x49
  case notMet = 0x4E
  case unknown = 0x55

  /// The word that columns and exports use.
  public var code: String {
    switch self {
    case .met: "met"
    case .inProgress: "in_progress"
    case .notMet: "not_met"
    case .unknown: "unknown"
    }
  }

  public init?(code: String) {
    guard let found = StoredStatus.allCases.first(where: { $0.code == code }) else { return nil }
    self = found
  }
}

/// How a record is used; the raw value is `evaluation.use_kind.how_no`.
public enum StoredUse: Int16, Sendable, CaseIterable {
  case earned, repeated, validated, exam, college, waiver, surplus, notCounted

  /// The word of the certificate.
  public var code: String { self == .notCounted ? "not_counted" : "\(self)" }
}

/// The table that a used record stands in.
public enum UseSource: Int16, Sendable { case transcript, exam, waiver }

/// One filled or examined record of a verdict.
public struct UseRow: Sendable, Equatable {
  public var source: UseSource
  /// `seq` of the record in that table; 0 = none.
  public var seq: Int16
  /// 0 is A, 6 is G, -1 none.
  public var area: Int16
  public var how: StoredUse
  /// Out of `RuleNumbers`; 0 = none.
  public var rule: Int16
  /// Twelfths of a year.
  public var twelfths: Int16
  /// 1 or 2; 0 = both or none.
  public var part: Int16
  /// `seq` of the transcript record that validates; 0 = none.
  public var because: Int16

  public init(
    source: UseSource, seq: Int16, area: Int16, how: StoredUse, rule: Int16, twelfths: Int16, part: Int16,
    because: Int16
  ) {
    (self.source, self.seq, self.area, self.how) = (source, seq, area, how)
    (self.rule, self.twelfths, self.part, self.because) = (rule, twelfths, part, because)
  }
}

/// What an area still asks for. The need is a number of the program's own list.
public struct ShortfallRow: Sendable, Equatable {
  public var need: Int16
  /// Twelfths of a year.
  public var twelfths: Int16

  public init(need: Int16, twelfths: Int16) { (self.need, self.twelfths) = (need, twelfths) }
}

/// A set of areas that lack something together however the courses are used.
public struct ReasonRow: Sendable, Equatable {
  /// 1 for A, 2 for B, 4 for C and so on, added up.
  public var areas: Int16
  /// Twelfths of a year.
  public var twelfths: Int16

  public init(areas: Int16, twelfths: Int16) { (self.areas, self.twelfths) = (areas, twelfths) }
}

/// A record that could decide an area of unknown status.
public struct OpenRow: Sendable, Equatable {
  /// 0 is A, 6 is G.
  public var area: Int16
  /// `seq` of the transcript record.
  public var seq: Int16
  /// How many of the area's open records it takes at least.
  public var least: Int16

  public init(area: Int16, seq: Int16, least: Int16) { (self.area, self.seq, self.least) = (area, seq, least) }
}

/// A fact about an area that the same courses would meet if they were used otherwise.
public struct OtherUseRow: Sendable, Equatable {
  /// 0 is A, 6 is G.
  public var area: Int16
  /// 0 to 6: the area that would then miss more; `record` or `nothing`.
  public var kind: Int16
  /// Twelfths of a year, or `seq` of the record.
  public var value: Int16

  /// A record would serve the area instead.
  public static let record: Int16 = -1
  /// No other area would miss more.
  public static let nothing: Int16 = -2

  public init(area: Int16, kind: Int16, value: Int16) { (self.area, self.kind, self.value) = (area, kind, value) }
}

/// Why a verdict is what it is, as far as it says more than its amounts.
public struct VerdictGrounds: Sendable, Equatable {
  /// The search was ended before it had proved its answer.
  public var isCut = false
  /// Seven, A to G, in twelfths of a year; empty where matching records would change nothing.
  public var bestMissing: [Int16] = []
  public var reasons: [ReasonRow] = []
  public var open: [OpenRow] = []
  public var otherUses: [OtherUseRow] = []

  public init() {}
}

/// What a student took, as `evaluation.verdict` holds it beside the UC verdict. Sets of areas are 1 for A, 2 for B, 4 for C and
/// so on, added up.
public struct TakingRow: Sendable, Equatable {
  public var taken: Int16 = 0
  public var passed: Int16 = 0
  public var failed: Int16 = 0
  public var whole: Int16 = 0
  public var validated: Int16 = 0
  public var repeated: Int16 = 0
  /// A sum as the column `course_facts` explains it.
  public var facts: Int16 = 0
  public var exams: Int16 = 0
  public var examsPassed: Int16 = 0
  /// nil before grade 12, as are the next two.
  public var grades: Int16?
  public var points: Int16?
  /// Twelfths of a year.
  public var beforeGrade12: Int16?
  /// As the columns of these names explain them.
  public var advancedPlacement: [Int16] = []
  public var mathematicsStep: Int16?
  public var languageStep: Int16?
  /// Areas that the student's school offers whole; nil for a school that is not known.
  public var offered: Int16?
  public var ready: Int16 = 0

  public init() {}
}

/// A verdict of one student for one system. The arrays hold seven amounts, A to G, in twelfths of a year.
public struct VerdictRow: Sendable, Equatable {
  /// `csu` or `uc`.
  public var system: String
  /// `uc-2022`.
  public var edition: String
  public var enteringYear: Int16
  public var status: StoredStatus
  /// Seven, A to G.
  public var areaStatus: [StoredStatus]
  public var required: [Int16]
  public var earned: [Int16]
  public var inProgress: [Int16]
  public var uses: [UseRow]
  public var digest: RecordDigest
  /// What the pattern still asks for.
  public var shortfalls: [ShortfallRow] = []
  /// Area G would be met if its own courses did not fill area A or D.
  public var electiveServesOtherArea = false
  /// nil for verdicts that were stored before grounds were.
  public var grounds: VerdictGrounds?
  /// With the UC verdict only; it is written and counted, never read back.
  public var taking: TakingRow?

  public init(
    system: String, edition: String, enteringYear: Int16, status: StoredStatus, areaStatus: [StoredStatus],
    required: [Int16], earned: [Int16], inProgress: [Int16], uses: [UseRow], digest: RecordDigest
  ) {
    (self.system, self.edition, self.enteringYear) = (system, edition, enteringYear)
    (self.status, self.areaStatus, self.required) = (status, areaStatus, required)
    (self.earned, self.inProgress, self.uses, self.digest) = (earned, inProgress, uses, digest)
  }
}
