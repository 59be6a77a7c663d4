public import Rules

/// A flag with what it needs to be read out.
public struct FlagReport: Sendable, Equatable {
  public var flag: StudentFlag
  /// The course that it concerns: title, school year, term and mark; empty where it concerns none.
  public var courseTitle: String
  public var courseID: String
  public var schoolYear: String
  public var term: String
  public var mark: String

  public init(
    flag: StudentFlag, courseTitle: String = "", courseID: String = "", schoolYear: String = "", term: String = "",
    mark: String = ""
  ) {
    (self.flag, self.courseTitle, self.courseID) = (flag, courseTitle, courseID)
    (self.schoolYear, self.term, self.mark) = (schoolYear, term, mark)
  }

  /// The flag as a counselor would say it.
  public var sentence: String {
    var place = flag.area.map { "\($0.letter): " } ?? ""
    if let system = flag.system { place = (flag.area.map { "\($0.letter), " } ?? "") + "\(system.words) alone: " }
    return place + text
  }

  private var amount: String { Amounts.semestersPhrase(twelfths: flag.twelfths) }
  private var course: String { "\(courseTitle), \(schoolYear) \(term)" + (mark.isEmpty ? "" : " (\(mark))") }

  private var text: String {
    switch flag.code {
    case .neverEnrolled: "\(amount) missing for which no course that counts was taken."
    case .notPassed: "\(amount) missing after a D or F, first in \(course)."
    case .semesterShort: "one semester short of the whole pattern."
    case .courseShort: "one yearlong course short of the whole pattern."
    case .validationPossible:
      "a later course, passed, would meet \(amount), as it validates earlier ones."
    case .repeatAvailable: "\(course) can be repeated at this school."
    case .seniorBehind: "\(amount) too few were done before grade 12, of those that the timing rule asks for."
    case .notEnrolledNow: "\(amount) missing, and no course of the area is running."
    case .advancedPlacementReady: "ready for an AP course by its marks; one is on offer, none was taken."
    case .strongWithoutListed: "An average of B or better, mostly in courses that are not on the A-G list."
    case .examsAboveMarks: "AP or IB exams are passed, while the average of the marks is below C."
    case .listedElsewhere:
      "\(course) is not on this school's list; another school of the district lists the same title."
    case .recordsMissing: "A finished school year since grade 9 has no records; a transcript may be missing."
    case .pastNoReturn:
      "no courses that can still be started meet \(flag.area == nil ? "the pattern" : "it") by graduation."
    case .recordsOpen: "rests on records that no course list knows; once they are matched it is decided."
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("flag", flag.code.id)
      json.field("cause", flag.code.cause.rawValue)
      json.field("subject_area", flag.area?.letter)
      json.field("system", flag.system?.rawValue)
      json.key("semesters")
      if flag.twelfths > 0 { json.number(formatted: Amounts.semesters(twelfths: flag.twelfths)) } else { json.null() }
      json.field("course_id", courseID.isEmpty ? nil : courseID)
      json.field("school_year", schoolYear.isEmpty ? nil : schoolYear)
      json.field("term", term.isEmpty ? nil : term)
      json.field("mark", mark.isEmpty ? nil : mark)
      json.field("sentence", sentence)
    }
  }
}
