/// What is known of one local course code, school by school.
public struct CourseReport: Sendable {
  /// One range of school years of one school.
  public struct Entry: Sendable {
    public var schoolID: String
    public var school: String
    /// `2024-25`; nil = open.
    public var firstYear: String?
    public var lastYear: String?
    /// `C`, `C;D`, `none` for not on the A-G list; nil where nothing is said.
    public var claimed: String?
    public var listed: String?
    /// nil where nothing could be decided.
    public var decided: String?
    public var discipline: String?
    /// The title on UC's list, else of the district's courses.csv.
    public var title: String?
    public var rule: String
    public var decidedBy: String?
    /// `2027-03-01`.
    public var decidedOn: String?
    public var reason: String?

    public init(schoolID: String, school: String, firstYear: String?, lastYear: String?, rule: String) {
      (self.schoolID, self.school, self.rule) = (schoolID, school, rule)
      (self.firstYear, self.lastYear) = (firstYear, lastYear)
    }
  }

  public var courseID: String
  /// By school_id and years.
  public var entries: [Entry]

  public init(courseID: String, entries: [Entry]) { (self.courseID, self.entries) = (courseID, entries) }

  public func text(style: PageStyle) -> String {
    var lines = [style.strong(style.safe("Course \(courseID)"))]
    func add(_ text: String, indent: Int) {
      let pieces = TerminalText.wrap(style.safe(text), style.columns - indent)
      lines += pieces.map { String(repeating: " ", count: indent) + $0 }
    }
    for (index, entry) in entries.enumerated() {
      if index == 0 || entries[index - 1].schoolID != entry.schoolID {
        lines.append("")
        add("\(entry.school) (\(entry.schoolID))", indent: 0)
      }
      func words(_ value: String?) -> String { value.map { $0 == "none" ? "not A-G" : $0 } ?? "nothing" }
      let holds =
        (entry.decided == nil ? "undecided" : words(entry.decided)) + (entry.discipline.map { ", \($0)" } ?? "")
      add("\(SchoolYears.words(entry.firstYear, entry.lastYear)): \(holds)", indent: 3)
      add(
        "the system claims \(words(entry.claimed)); UC's list says \(words(entry.listed))"
          + (entry.title.map { "; title: \($0)" } ?? ""), indent: 5)
      add("\(CourseRuleText.sentence(entry.rule)) (\(entry.rule))", indent: 5)
      if let who = entry.decidedBy {
        add("\(who), \(entry.decidedOn ?? ""): \(entry.reason ?? "")", indent: 5)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("course_id", courseID)
      json.key("entries")
      json.array(of: entries) { writer, entry in
        writer.object { json in
          let texts: [(String, String?)] = [
            ("school_id", entry.schoolID), ("school", entry.school), ("first_year", entry.firstYear),
            ("last_year", entry.lastYear), ("claimed", entry.claimed), ("listed", entry.listed),
            ("decided", entry.decided), ("discipline", entry.discipline), ("title", entry.title), ("rule", entry.rule),
            ("explanation", CourseRuleText.sentence(entry.rule)), ("decided_by", entry.decidedBy),
            ("decided_on", entry.decidedOn), ("reason", entry.reason),
          ]
          for (name, text) in texts { json.field(name, text) }
        }
      }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}

/// A range of school years in words.
enum SchoolYears {
  /// `2024-25 to 2026-27`, `all years`.
  static func words(_ first: String?, _ last: String?) -> String {
    switch (first, last) {
    case (nil, nil): "all years"
    case (let first?, nil): "from \(first)"
    case (nil, let last?): "to \(last)"
    case (let first?, let last?): first == last ? first : "\(first) to \(last)"
    }
  }
}
