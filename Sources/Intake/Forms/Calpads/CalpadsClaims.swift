public import Rules

/// What the district itself certified to the state about a student: element 1.29 of the enrollment record, "Student Met
/// All UC/CSU Requirements Indicator", which is required of every graduate.
public struct DistrictClaim: Sendable, Equatable {
  /// As in `students.csv`.
  public var studentID: String
  /// The school year of the enrollment that carries the claim.
  public var schoolYear: SchoolYear
  public var metRequirements: Bool
  /// The name of the file and the physical line of the record.
  public var file: String
  public var line: Int

  public init(studentID: String, schoolYear: SchoolYear, metRequirements: Bool, file: String, line: Int) {
    self.studentID = studentID
    self.schoolYear = schoolYear
    self.metRequirements = metRequirements
    self.file = file
    self.line = line
  }
}
