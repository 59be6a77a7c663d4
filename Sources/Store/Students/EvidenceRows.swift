import Postgres

/// A row of an AP datafile that was matched to the student. `seq` counts from 1 inside the student.
public struct ExamMatchRow: Sendable, Equatable {
  public var seq: Int16
  public var file: String
  /// Physical line of the row.
  public var line: Int64
  /// Rule by which the student was found, `exam.local-id`.
  public var rule: String
  /// Exams of the row that have a score.
  public var exams: Int16

  public init(seq: Int16, file: String, line: Int64, rule: String, exams: Int16) {
    (self.seq, self.file, self.line, self.rule, self.exams) = (seq, file, line, rule, exams)
  }
}

/// What the district certified to the state about the student.
public struct DistrictClaimRow: Sendable, Equatable {
  /// Fall of the school year of the enrollment that carries the claim.
  public var schoolYear: Int16
  /// Whether all UC/CSU requirements were met.
  public var metRequirements: Bool

  public init(schoolYear: Int16, metRequirements: Bool) {
    (self.schoolYear, self.metRequirements) = (schoolYear, metRequirements)
  }
}

/// A row of an AP datafile for which no student was chosen.
public struct ExamReviewRow: Sendable, Hashable {
  public var file: String
  /// Physical line of the row.
  public var line: Int64
  /// `doubtful` or `unmatched`.
  public var outcome: String
  /// First rule under which the row was doubtful; nil for an unmatched one.
  public var rule: String?
  /// How many students fitted under that rule.
  public var candidates: Int32
  /// Some of them, in a fixed order.
  public var candidateKeys: [Int64]
  /// Exams of the row that have a score.
  public var exams: Int16

  public init(
    file: String, line: Int64, outcome: String, rule: String?, candidates: Int32, candidateKeys: [Int64] = [],
    exams: Int16
  ) {
    (self.file, self.line, self.outcome, self.rule) = (file, line, outcome, rule)
    (self.candidates, self.candidateKeys, self.exams) = (candidates, candidateKeys, exams)
  }
}

/// What somebody says about a course: the student information system, UC's list, or whoever decided.
public struct StatedCourse: Sendable, Hashable {
  /// `C` or `C;D`; the empty text = not on the A-G list; nil = nothing is said.
  public var areas: String?
  public var discipline: String?
  public var language: String?
  /// `year`, `semester`, `two_years`.
  public var length: String?
  /// `AP`, `IB`, `HL`, `CL`.
  public var honors: String?

  public init(
    areas: String? = nil, discipline: String? = nil, language: String? = nil, length: String? = nil,
    honors: String? = nil
  ) {
    (self.areas, self.discipline, self.language) = (areas, discipline, language)
    (self.length, self.honors) = (length, honors)
  }
}

/// What was claimed, listed and decided about one course in a range of school years.
public struct CourseEvidenceRow: Sendable, Equatable {
  public var schoolID: String
  public var courseID: String
  /// Fall of the first and the last school year; nil = open.
  public var firstYear: Int16?
  public var lastYear: Int16?
  public var claimed = StatedCourse()
  public var listed = StatedCourse()
  /// Without areas where nothing could be decided, or where the district's own courses.csv holds.
  public var decided = StatedCourse()
  public var listedTitle: String?
  /// How many years away UC's list was that was used; nil = there was none.
  public var listDistance: Int16?
  /// `match.abbreviation+area`.
  public var rule: String
  public var decidedBy: String?
  /// Days since 1970-01-01.
  public var decidedOn: Int32?
  public var reason: String?

  public init(schoolID: String, courseID: String, firstYear: Int16? = nil, lastYear: Int16? = nil, rule: String) {
    (self.schoolID, self.courseID, self.rule) = (schoolID, courseID, rule)
    (self.firstYear, self.lastYear) = (firstYear, lastYear)
  }
}

extension StudentBatch {
  public mutating func append(key: Int64, _ row: ExamMatchRow) {
    examMatches.startRow(columns: 7)
    examMatches.int64(key)
    examMatches.int32(run)
    examMatches.int16(row.seq)
    examMatches.int16(row.exams)
    examMatches.int64(row.line)
    examMatches.text(row.file)
    examMatches.text(row.rule)
  }

  public mutating func append(key: Int64, _ row: DistrictClaimRow) {
    claims.startRow(columns: 4)
    claims.int64(key)
    claims.int32(run)
    claims.int16(row.schoolYear)
    claims.bool(row.metRequirements)
  }
}
