/// The part of a school year that one transcript record covers.
public enum Term: String, CaseIterable, Sendable {
  case s1 = "S1"
  case s2 = "S2"
  case t1 = "T1"
  case t2 = "T2"
  case t3 = "T3"
  case q1 = "Q1"
  case q2 = "Q2"
  case q3 = "Q3"
  case q4 = "Q4"
  case fullYear = "FY"
  case summer = "SU"
}

/// A mark as it stands on a transcript.
public enum Mark: String, CaseIterable, Sendable {
  case aPlus = "A+"
  case a = "A"
  case aMinus = "A-"
  case bPlus = "B+"
  case b = "B"
  case bMinus = "B-"
  case cPlus = "C+"
  case c = "C"
  case cMinus = "C-"
  case dPlus = "D+"
  case d = "D"
  case dMinus = "D-"
  case f = "F"
  case pass = "P"
  case credit = "CR"
  case noPass = "NP"
  case noCredit = "NC"
  case incomplete = "I"
  case withdrawn = "W"
}

/// How much of the course list's content a course holds.
public enum CourseLength: String, CaseIterable, Sendable {
  case year, semester
  case twoYears = "two_years"
}

/// Why a course may carry an honors point.
public enum HonorsType: String, CaseIterable, Sendable {
  case advancedPlacement = "AP"
  case internationalBaccalaureate = "IB"
  case honorsLevel = "HL"
  case college = "CL"
}

/// What kind of institution a course was taken at.
public enum SchoolKind: String, CaseIterable, Sendable {
  case high, continuation, middle, elementary, online
  case communityCollege = "community_college"
  case university, other

  /// College courses are worth a year each and are measured in the college's own units.
  public var isCollege: Bool { self == .communityCollege || self == .university }
}

/// The programs whose exams can clear subject requirements.
public enum ExamProgram: String, CaseIterable, Sendable {
  case ap = "AP"
  case ib = "IB"
  case sat = "SAT"
  case satSubject = "SAT2"
  case act = "ACT"
}

/// Which university system's pattern an evaluation answers for.
public enum System: String, CaseIterable, Sendable, Comparable {
  case csu, uc

  public static func < (left: System, right: System) -> Bool { left.rawValue < right.rawValue }
}
