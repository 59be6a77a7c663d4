/// By which rule a row of an AP datafile was matched to a student, in the order in which the rules are tried. Every rule
/// counts only where it fits exactly one student.
public enum ExamMatchRule: String, CaseIterable, Sendable {
  /// The Student Identifier is a local id, and names or birth date agree.
  case localID = "exam.local-id"
  /// It is a local id that lost zeros in front, and names or birth date agree.
  case localIDWithoutZeros = "exam.local-id-without-zeros"
  /// It is a statewide id, and names or birth date agree.
  case statewideID = "exam.statewide-id"
  case namesBirthMiddleSchool = "exam.names-birth-middle-school"
  case namesBirthSchool = "exam.names-birth-school"
  case namesBirthGender = "exam.names-birth-gender"
  /// The first parts of the names sound alike (Soundex).
  case soundBirthSchool = "exam.sound-birth-school"
  case soundBirthMiddleSchool = "exam.sound-birth-middle-school"
}

/// What became of one row of an AP datafile. Rows without a student are the review list: nobody was chosen for them.
public struct ExamMatchRow: Sendable, Equatable {
  public enum Outcome: String, CaseIterable, Sendable {
    case matched
    /// Several students fit, or one fits by its id alone.
    case doubtful
    /// No student fits.
    case unmatched
  }

  /// How many students are named of a row that fits several.
  public static let mostNamed = 10

  public var file: String
  /// Physical line of the row.
  public var line: Int
  public var outcome: Outcome
  /// nil unless matched.
  public var studentID: String?
  /// The rule that matched, or the first under which the row was doubtful; nil where it is unmatched.
  public var rule: ExamMatchRule?
  /// How many students fitted under that rule.
  public var candidates: Int
  /// Those students, at most `mostNamed`, in bytewise order; empty where one was chosen.
  public var candidateIDs: [String]
  /// Exams of the row that have a score.
  public var exams: Int
}
