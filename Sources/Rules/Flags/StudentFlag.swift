/// Something about a student that a counselor should know, with its cause. Numbers and codes are stored and never used
/// again for something else.
public enum FlagCode: Int16, CaseIterable, Sendable {
  case neverEnrolled = 1
  case notPassed = 2
  case semesterShort = 3
  case courseShort = 4
  case validationPossible = 5
  case repeatAvailable = 6
  case seniorBehind = 7
  case notEnrolledNow = 8
  case advancedPlacementReady = 9
  case strongWithoutListed = 10
  case examsAboveMarks = 11
  case listedElsewhere = 12
  case recordsMissing = 13
  case pastNoReturn = 14
  case recordsOpen = 15

  /// As it stands in exports: `never-enrolled`.
  public var id: String {
    switch self {
    case .neverEnrolled: "never-enrolled"
    case .notPassed: "not-passed"
    case .semesterShort: "semester-short"
    case .courseShort: "course-short"
    case .validationPossible: "validation-possible"
    case .repeatAvailable: "repeat-available"
    case .seniorBehind: "senior-behind"
    case .notEnrolledNow: "not-enrolled-now"
    case .advancedPlacementReady: "ap-ready"
    case .strongWithoutListed: "strong-without-a-g"
    case .examsAboveMarks: "exams-above-marks"
    case .listedElsewhere: "listed-elsewhere"
    case .recordsMissing: "records-missing"
    case .pastNoReturn: "past-no-return"
    case .recordsOpen: "records-open"
    }
  }

  /// Why it is raised: nobody offered or enrolled (access), or D and F (success), or neither.
  public enum Cause: String, Sendable { case access, success, data, other }

  public var cause: Cause {
    switch self {
    case .neverEnrolled, .notEnrolledNow, .advancedPlacementReady, .strongWithoutListed: .access
    case .notPassed, .repeatAvailable, .validationPossible, .examsAboveMarks: .success
    case .listedElsewhere, .recordsMissing, .recordsOpen: .data
    case .semesterShort, .courseShort, .seniorBehind, .pastNoReturn: .other
    }
  }
}

/// A flag on one student.
public struct StudentFlag: Sendable, Equatable {
  public var code: FlagCode
  /// Where it concerns one area.
  public var area: SubjectArea?
  /// Where it concerns one system alone.
  public var system: System?
  /// Sequence of the record that it concerns, or 0.
  public var record: Int32
  /// Twelfths of a year that are missing, or 0.
  public var twelfths: Int

  public init(
    _ code: FlagCode, area: SubjectArea? = nil, system: System? = nil, record: Int32 = 0, twelfths: Int = 0
  ) {
    (self.code, self.area, self.system, self.record, self.twelfths) = (code, area, system, record, twelfths)
  }

  /// Flags of single systems, where those that every one of several systems has become one that names none.
  public static func joined(_ flags: [StudentFlag], systems: Int) -> [StudentFlag] {
    func shared(_ flag: StudentFlag) -> StudentFlag {
      var flag = flag
      flag.system = nil
      return flag
    }
    var found: [StudentFlag] = []
    for flag in flags {
      let everywhere = shared(flag)
      if systems < 2 || flags.count(where: { shared($0) == everywhere }) < systems {
        found.append(flag)
      } else if !found.contains(everywhere) {
        found.append(everywhere)
      }
    }
    return found
  }
}
