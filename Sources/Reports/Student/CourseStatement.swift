/// A course of a student about which the system's claim, UC's list and the decision do not all say the same.
public struct CourseStatement: Sendable, Equatable {
  public var title: String
  public var courseID: String
  public var schoolID: String
  public var school: String
  /// The school years in which the student took it, ascending: `2024-25`.
  public var schoolYears: [String]
  /// `C`, `C;D`, `none` for not on the A-G list; nil where nothing is said.
  public var claimed: String?
  public var listed: String?
  /// nil where nothing could be decided.
  public var decided: String?
  /// The rule that decided, `match.title`.
  public var rule: String

  public init(
    title: String, courseID: String, schoolID: String, school: String, schoolYears: [String], claimed: String?,
    listed: String?, decided: String?, rule: String
  ) {
    (self.title, self.courseID, self.schoolID, self.school) = (title, courseID, schoolID, school)
    (self.schoolYears, self.claimed, self.listed) = (schoolYears, claimed, listed)
    (self.decided, self.rule) = (decided, rule)
  }

  /// The three values in one line: `Chemistry (CHEM), 2024-25: the system claims D, UC's list says not A-G; holds: not
  /// A-G`.
  public var sentence: String {
    func words(_ value: String?) -> String { value.map { $0 == "none" ? "not A-G" : $0 } ?? "nothing" }
    return "\(title) (\(courseID)), \(schoolYears.joined(separator: ", ")): the system claims \(words(claimed)), "
      + "UC's list says \(words(listed)); holds: \(decided == nil ? "undecided" : words(decided))"
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("course_id", courseID)
      json.field("course_title", title)
      json.field("school_id", schoolID)
      json.field("school", school)
      json.key("school_years")
      json.array(of: schoolYears) { $0.string($1) }
      json.field("claimed", claimed)
      json.field("listed", listed)
      json.field("decided", decided)
      json.field("rule", rule)
      json.field("explanation", CourseRuleText.sentence(rule))
    }
  }
}
