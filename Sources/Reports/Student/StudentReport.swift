public import Rules

/// Everything that the page and the JSON form of one student print. Amounts are twelfths of a year.
///
/// Text may be anything that stood in the district's files: the page makes it safe to print.
public struct StudentReport: Sendable {
  public var studentID: String
  /// First, middle and last name as one line.
  public var name: String
  public var school: String
  public var gradeLevel: Int?
  public var graduationYear: Int?
  public var runID: String
  public var asOf: CalendarDay
  /// One or both systems; they are printed with UC first.
  public var systems: [SystemVerdict]
  /// Courses about which the system's claim, UC's list and the decision do not all say the same.
  public var courses: [CourseStatement]
  /// Grade point averages, by system.
  public var gradePoints: [(system: System, average: GradePointAverage)] = []
  /// nil for students who are not planned for: not enrolled, or not in grades 9 to 12.
  public var counsel: CounselReport?
  /// What the night flagged, in the order of the codes.
  public var flags: [FlagReport] = []
  /// Set where everything is answered as if the student entered in another fall.
  public var assumedEntry: AssumedEntry?
  /// nil where no changes are tried.
  public var whatIf: WhatIfReport?

  public init(
    studentID: String, name: String, school: String, gradeLevel: Int?, graduationYear: Int?, runID: String,
    asOf: CalendarDay, systems: [SystemVerdict], courses: [CourseStatement] = []
  ) {
    (self.studentID, self.name, self.school, self.runID, self.asOf) = (studentID, name, school, runID, asOf)
    (self.gradeLevel, self.graduationYear) = (gradeLevel, graduationYear)
    (self.systems, self.courses) = (systems, courses)
  }

  /// The systems in the order in which they are printed: UC, then CSU.
  var printed: [SystemVerdict] { systems.sorted { $0.system > $1.system } }
}

/// A fall in which the student did not enter, and under whose editions a page answers all the same.
public struct AssumedEntry: Sendable {
  public var year: Int
  /// The editions of the published verdicts.
  public var ownEditions: [String]

  public init(year: Int, ownEditions: [String]) { (self.year, self.ownEditions) = (year, ownEditions.sorted(by: >)) }

  var sentence: String {
    "What if: entering fall \(year). The student's own rules are \(ownEditions.joined(separator: " and ")); "
      + "flags are told under those alone."
  }
}

/// What one system's pattern asks for, in one area or in all, and what the student has. Twelfths of a year.
public struct Standing: Hashable, Sendable {
  public var required: Int
  /// What counts already; never more than `required`.
  public var earned: Int
  /// What courses running now would add if passed with C.
  public var inProgress: Int
  public var missing: Int
  public var status: Status

  public init(required: Int, earned: Int, inProgress: Int, missing: Int, status: Status) {
    (self.required, self.earned, self.inProgress) = (required, earned, inProgress)
    (self.missing, self.status) = (missing, status)
  }
}

/// The verdict on one student under one edition of one system.
public struct SystemVerdict: Sendable {
  public var system: System
  /// System and first entering year, `uc-2022`.
  public var edition: String
  /// What to know about the edition, or nil.
  public var note: String?
  /// The row `ALL`.
  public var all: Standing
  /// The areas in order A to G.
  public var areas: [AreaVerdict]
  /// Records that fill no area, each with why.
  public var notCounted: [RecordUse]
  /// Why the pattern is not met, in whole sentences; empty where it is met.
  public var reason: String
  /// Single changes that would help, the best first.
  public var changes: [HelpfulChange]

  public init(
    system: System, edition: String, all: Standing, areas: [AreaVerdict], note: String? = nil,
    notCounted: [RecordUse] = [], reason: String = "", changes: [HelpfulChange] = []
  ) {
    (self.system, self.edition, self.all, self.note) = (system, edition, all, note)
    (self.areas, self.notCounted) = (areas, notCounted)
    (self.reason, self.changes) = (reason, changes)
  }
}

/// The verdict on one subject area with its reasons and records.
public struct AreaVerdict: Sendable {
  public var area: SubjectArea
  public var standing: Standing
  /// Twelfths that would be missing at best, if records that no course list knows were matched.
  public var bestMissing: Int
  /// Whole sentences that say why the status is what it is and what is missing.
  public var reasons: [String]
  /// The records that fill the area, each once.
  public var uses: [RecordUse]
  /// Whole sentences on what could serve instead, such as a choice that would meet G.
  public var alternatives: [String]

  public init(
    area: SubjectArea, standing: Standing, bestMissing: Int? = nil, reasons: [String] = [], uses: [RecordUse] = [],
    alternatives: [String] = []
  ) {
    self.bestMissing = bestMissing ?? standing.missing
    (self.area, self.standing, self.reasons) = (area, standing, reasons)
    (self.uses, self.alternatives) = (uses, alternatives)
  }
}

/// One transcript record, exam or waiver and what it does in the verdict: a row of the certificate (`--uses`).
public struct RecordUse: Sendable {
  public var how: UseKind
  public var title: String
  public var courseID: String
  public var school: String
  public var schoolID: String
  public var schoolYear: String
  public var term: String
  public var part: Int?
  /// The mark as it stands on the transcript; empty for a course running now, an exam or a waiver.
  public var mark: String
  /// Twelfths of a year that the record adds here.
  public var twelfths: Int
  /// The rule id, and for `validated` the record that validates.
  public var because: String
  /// The same as a phrase that a counselor can read out; empty if `how` says it all.
  public var explanation: String

  public init(
    how: UseKind, title: String, courseID: String, school: String, schoolID: String, schoolYear: String, term: String,
    part: Int? = nil, mark: String, twelfths: Int, because: String, explanation: String = ""
  ) {
    (self.how, self.title, self.courseID, self.school) = (how, title, courseID, school)
    (self.schoolID, self.schoolYear, self.term, self.part) = (schoolID, schoolYear, term, part)
    (self.mark, self.twelfths, self.because, self.explanation) = (mark, twelfths, because, explanation)
  }
}
