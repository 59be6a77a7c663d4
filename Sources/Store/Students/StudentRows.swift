/// What the extract says about a student, apart from the records. Codes are those of the extract, already checked.
public struct StudentProfile: Sendable, Equatable {
  public var studentID = ""
  public var ssid: String?
  public var lastName = ""
  public var firstName = ""
  public var middleName: String?
  /// Days since 1970-01-01.
  public var birthDate: Int32?
  public var gender: String?
  public var raceEthnicity: String?
  public var englishStatus: String?
  public var lowIncome: Bool?
  public var disability: Bool?
  public var homeless: Bool?
  public var foster: Bool?
  public var migrant: Bool?
  public var schoolID = ""
  /// District of that school now; part of the digest, as it can change without the student's row.
  public var districtID: String?
  public var gradeLevel: Int16 = 9
  /// Fall year of first entry to grade 9.
  public var entryYear: Int16?
  /// Spring year of the cohort.
  public var graduationYear: Int16?
  public var enrollment = "enrolled"
  public var counselorID: String?
  /// The district's own groups, separated by semicolons.
  public var localGroups: String?

  public init() {}
}

/// A transcript record. `seq` counts from 1 inside the student.
public struct TranscriptRow: Sendable, Equatable {
  public var seq: Int16
  /// Out of `CourseCodes`.
  public var courseCode: Int32
  /// Fall of the school year.
  public var schoolYear: Int16
  public var term: String
  public var gradeLevel: Int16
  public var mark: String?
  /// Hundredths of a credit.
  public var creditsAttempted: Int32?
  /// Hundredths of a credit.
  public var creditsEarned: Int32?
  public var part: Int16?
  public var inProgress: Bool
  public var recordID: String?

  public init(
    seq: Int16, courseCode: Int32, schoolYear: Int16, term: String, gradeLevel: Int16, mark: String?,
    creditsAttempted: Int32?, creditsEarned: Int32?, part: Int16?, inProgress: Bool, recordID: String?
  ) {
    (self.seq, self.courseCode, self.schoolYear, self.term) = (seq, courseCode, schoolYear, term)
    (self.gradeLevel, self.mark, self.part, self.inProgress) = (gradeLevel, mark, part, inProgress)
    (self.creditsAttempted, self.creditsEarned, self.recordID) = (creditsAttempted, creditsEarned, recordID)
  }
}

/// An exam. `seq` counts from 1 inside the student.
public struct ExamRow: Sendable, Equatable {
  public var seq: Int16
  public var program: String
  public var subject: String
  /// Fall of the school year.
  public var schoolYear: Int16?
  public var score: Int32?

  public init(seq: Int16, program: String, subject: String, schoolYear: Int16?, score: Int32?) {
    (self.seq, self.program, self.subject) = (seq, program, subject)
    (self.schoolYear, self.score) = (schoolYear, score)
  }
}

/// A waiver. `seq` counts from 1 inside the student.
public struct WaiverRow: Sendable, Equatable {
  public var seq: Int16
  /// `A` to `G`.
  public var subjectArea: String
  /// Hundredths of a semester.
  public var semesters: Int32
  public var reason: String?
  public var grantedBy: String?
  /// Days since 1970-01-01.
  public var grantedOn: Int32?

  public init(seq: Int16, subjectArea: String, semesters: Int32, reason: String?, grantedBy: String?, grantedOn: Int32?)
  {
    (self.seq, self.subjectArea, self.semesters) = (seq, subjectArea, semesters)
    (self.reason, self.grantedBy, self.grantedOn) = (reason, grantedBy, grantedOn)
  }
}
