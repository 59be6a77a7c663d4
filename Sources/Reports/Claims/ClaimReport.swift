public import Rules

/// How what the district certified to the state compares with the verdicts, by school and by student.
public struct ClaimReport: Sendable {
  public var runID: Int
  /// `2027-03-15`.
  public var asOf: String
  /// By school_id.
  public var schools: [ClaimedSchool]
  /// Students about whom the two differ, or cannot be compared; bytewise by student_id.
  public var students: [ClaimedStudent]
  /// Whether the login sees every student; if not, the counts are of a part.
  public var isWhole: Bool

  public init(runID: Int, asOf: String, schools: [ClaimedSchool], students: [ClaimedStudent], isWhole: Bool) {
    (self.runID, self.asOf, self.schools, self.students) = (runID, asOf, schools, students)
    self.isWhole = isWhole
  }
}

/// How a claim and the verdicts stand to each other. The claim says of a student that all requirements of UC and CSU
/// were met, so that it is compared with both patterns together.
public enum ClaimOutcome: String, CaseIterable, Sendable {
  case agree
  /// Certified as met; a pattern is not.
  case claimedNotMet = "claimed_not_met"
  /// Certified as not met; both patterns are.
  case metNotClaimed = "met_not_claimed"
  /// Records that no course list knows could decide it.
  case undecided

  public init(claimed: Bool, uc: Status, csu: Status) {
    let both = [uc, csu]
    if both.allSatisfy({ $0 == .met }) {
      self = claimed ? .agree : .metNotClaimed
    } else if both.contains(where: { $0 == .notMet || $0 == .inProgress }) {
      self = claimed ? .claimedNotMet : .agree
    } else {
      self = .undecided
    }
  }
}

/// The counts of one school of enrollment.
public struct ClaimedSchool: Sendable, Equatable {
  public var schoolID: String
  public var school: String
  /// Students certified as having met the requirements, and as not having met them.
  public var claimedMet = 0
  public var claimedNotMet = 0
  /// By outcome, in the order of `ClaimOutcome.allCases`.
  public var outcomes = [Int](repeating: 0, count: ClaimOutcome.allCases.count)

  public init(schoolID: String, school: String) { (self.schoolID, self.school) = (schoolID, school) }

  public mutating func add(claimed: Bool, _ outcome: ClaimOutcome) {
    if claimed { claimedMet += 1 } else { claimedNotMet += 1 }
    if let place = ClaimOutcome.allCases.firstIndex(of: outcome) { outcomes[place] += 1 }
  }

  public func count(_ outcome: ClaimOutcome) -> Int {
    ClaimOutcome.allCases.firstIndex(of: outcome).map { outcomes[$0] } ?? 0
  }
}

/// One student about whom claim and verdicts differ.
public struct ClaimedStudent: Sendable {
  public var studentID: String
  public var name: String
  public var schoolID: String
  public var school: String
  public var graduationYear: Int?
  /// The school year of the enrollment that carries the claim.
  public var claimYear: String
  public var claimed: Bool
  public var uc: Status
  public var csu: Status
  public var outcome: ClaimOutcome
  /// Why the verdicts are what they are.
  public var ucReason: String
  public var csuReason: String
  /// Courses about which the system's claim and the decision differ, so that the district may have counted otherwise.
  public var courses: [CourseStatement]

  public init(
    studentID: String, name: String, schoolID: String, school: String, graduationYear: Int?, claimYear: String,
    claimed: Bool, uc: Status, csu: Status, outcome: ClaimOutcome, ucReason: String, csuReason: String,
    courses: [CourseStatement]
  ) {
    (self.studentID, self.name, self.schoolID, self.school) = (studentID, name, schoolID, school)
    (self.graduationYear, self.claimYear, self.claimed) = (graduationYear, claimYear, claimed)
    (self.uc, self.csu, self.outcome) = (uc, csu, outcome)
    (self.ucReason, self.csuReason, self.courses) = (ucReason, csuReason, courses)
  }
}
