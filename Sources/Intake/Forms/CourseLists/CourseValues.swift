public import Rules

/// What somebody says about a course: the student information system, UC's list, or whoever decided.
public struct CourseValues: Hashable, Sendable {
  /// nil = says nothing; empty = says that the course is not on the A-G list.
  public var subjectAreas: SubjectAreas?
  /// As printed.
  public var discipline: String?
  public var language: String?
  public var length: CourseLength?
  public var honors: HonorsType?

  public init(
    subjectAreas: SubjectAreas? = nil, discipline: String? = nil, language: String? = nil, length: CourseLength? = nil,
    honors: HonorsType? = nil
  ) {
    self.subjectAreas = subjectAreas
    self.discipline = discipline
    self.language = language
    self.length = length
    self.honors = honors
  }
}

/// How a course's values were decided. The codes stand in `Extract.courseEvidence`.
public enum CourseRule: String, CaseIterable, Sendable {
  /// A person decided (`course_decisions.csv`).
  case person = "decision.person"
  /// The canonical `courses.csv` has the course.
  case given = "decision.courses-file"
  /// The name on the transcript is an abbreviation of UC's list.
  case abbreviation = "match.abbreviation"
  /// It is a title of UC's list.
  case title = "match.title"
  /// It is an abbreviation or a title apart from tags, punctuation, accents and Roman numerals.
  case normalisedAbbreviation = "match.normalised-abbreviation"
  case normalisedTitle = "match.normalised-title"
  /// It is one of these apart from the half that it names.
  case half = "match.half"
  /// It is one of these once abbreviated words are spelled out.
  case words = "match.words"
  /// The local course code is an abbreviation of UC's list.
  case courseID = "match.course-id"
  /// UC's list of the school and year does not name the course.
  case notListed = "list.absent"
  /// There is no list; the student information system's claim decides.
  case claim = "claim.no-list"
  /// There is neither a list nor a claim for this year; the nearest year's claim decides.
  case claimOfOtherYear = "claim.other-year"
  /// Undecided: the list names several courses so, and they differ.
  case ambiguous = "undecided.ambiguous"
  /// Undecided: the row of the list that names the course was rejected.
  case rejectedRow = "undecided.list-row-rejected"
  /// Undecided: there is no list, and the claims contradict each other.
  case claimsDiffer = "undecided.claims-differ"
  /// Undecided: there is no list, and nothing usable is claimed.
  case nothingKnown = "undecided.nothing-known"

  /// Whether the course got values at all; an undecided course is no row of the courses table.
  public var isDecided: Bool { !rawValue.hasPrefix("undecided.") }
}

/// What told several courses of a list apart that share a name.
public enum CourseTieBreak: String, CaseIterable, Sendable {
  /// Nothing had to: they say the same.
  case sameValues = "same"
  /// The title, where the abbreviation is shared.
  case title
  /// The area that the student information system claims.
  case area
  /// Honors, by a tag such as `(HP)` in the name or by the claim.
  case honors
}

/// One row per school, course and range of school years in which nothing changed: what was claimed, what UC's list
/// says, what was decided and how.
public struct CourseEvidenceRow: Sendable, Equatable {
  public var schoolID: String
  public var courseID: String
  /// nil = open.
  public var firstYear: SchoolYear?
  public var lastYear: SchoolYear?
  /// What the student information system claims; nil where it claims nothing.
  public var claimed: CourseValues?
  /// What UC's list says; nil where it does not name the course or there is none.
  public var listed: CourseValues?
  /// The title on UC's list.
  public var listedTitle: String?
  /// Whether there was a list of the school for these years, and how many years away it was; nil = no list.
  public var listDistance: Int?
  /// What holds; nil where nothing could be decided.
  public var decided: CourseValues?
  public var rule: CourseRule
  public var tieBreak: CourseTieBreak?
  /// The person who decided, when and why; nil unless the rule is `.person`.
  public var decidedBy: String?
  public var decidedOn: String?
  public var reason: String?
  /// Transcript rows of the course in these years.
  public var rowCount: Int

  /// `match.abbreviation+area`.
  public var ruleCode: String { tieBreak.map { "\(rule.rawValue)+\($0.rawValue)" } ?? rule.rawValue }
}
