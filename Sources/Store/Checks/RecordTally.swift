/// How many transcript records there are of one kind, as the night counted them while it loaded.
public struct RecordTally: Sendable, Equatable {
  /// Out of `CourseCodes`.
  public var courseCode: Int32
  /// Fall of the school year.
  public var schoolYear: Int16
  public var term: String
  public var inProgress: Bool
  /// Whether the students are enrolled at another institution than that of the course.
  public var elsewhere: Bool
  /// Hundredths of a credit.
  public var creditsAttempted: Int32?
  public var records: Int
  /// Of these, records with more credits earned than attempted.
  public var overEarned: Int

  public init(
    courseCode: Int32, schoolYear: Int16, term: String, inProgress: Bool, elsewhere: Bool, creditsAttempted: Int32?,
    records: Int, overEarned: Int
  ) {
    (self.courseCode, self.schoolYear, self.term) = (courseCode, schoolYear, term)
    (self.inProgress, self.elsewhere, self.creditsAttempted) = (inProgress, elsewhere, creditsAttempted)
    (self.records, self.overEarned) = (records, overEarned)
  }
}
