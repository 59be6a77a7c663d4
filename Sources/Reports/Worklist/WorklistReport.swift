/// Everything that the worklist prints. Courses stand in their rank.
public struct WorklistReport: Sendable {
  public var runID: Int
  /// `2027-03-15`.
  public var asOf: String
  public var entries: [WorklistEntry]
  /// Open courses in all, those that are not printed too.
  public var openCourses: Int
  /// Of these, courses that could change a verdict.
  public var deciding: Int

  public init(runID: Int, asOf: String, entries: [WorklistEntry], openCourses: Int, deciding: Int) {
    (self.runID, self.asOf, self.entries) = (runID, asOf, entries)
    (self.openCourses, self.deciding) = (openCourses, deciding)
  }
}

/// One open course.
public struct WorklistEntry: Sendable {
  public var schoolID: String
  public var school: String
  public var courseID: String
  public var title: String
  /// `unmatched`, `undecided`, `contradictory`, `outside_years`.
  public var kind: String
  /// `2024-25`; nil = open.
  public var firstYear: String?
  public var lastYear: String?
  /// `C`, `C;D`, `none` for not on the A-G list; nil where nothing is said.
  public var claimed: String?
  public var listed: String?
  public var decided: String?
  /// The rule that decided.
  public var rule: String
  /// Students who took it in those years.
  public var students: Int
  /// Verdicts that could change: of the whole pattern or of an area, and of the whole pattern alone.
  public var uc: Int
  public var csu: Int
  public var ucPattern: Int
  public var csuPattern: Int
  /// The areas in which a status could change, `C;G`.
  public var areas: String
  /// The file that settles the course.
  public var file: String
  /// The line of that file that would list the course as proposed.
  public var line: String

  public init(
    schoolID: String, school: String, courseID: String, title: String, kind: String, firstYear: String?,
    lastYear: String?, claimed: String?, listed: String?, decided: String?, rule: String, students: Int, uc: Int,
    csu: Int, ucPattern: Int, csuPattern: Int, areas: String, file: String, line: String
  ) {
    (self.schoolID, self.school, self.courseID, self.title) = (schoolID, school, courseID, title)
    (self.kind, self.firstYear, self.lastYear) = (kind, firstYear, lastYear)
    (self.claimed, self.listed, self.decided, self.rule) = (claimed, listed, decided, rule)
    (self.students, self.uc, self.csu) = (students, uc, csu)
    (self.ucPattern, self.csuPattern, self.areas) = (ucPattern, csuPattern, areas)
    (self.file, self.line) = (file, line)
  }

  var years: String { SchoolYears.words(firstYear, lastYear) }

  /// Why the course is open, as a sentence.
  var why: String {
    switch kind {
    case "unmatched": "No course list and no catalogue knows the course."
    case "outside_years": "The list has the course, but not in the years in which it was taken."
    case "undecided": CourseRuleText.sentence(rule)
    default:
      if rule == "list.absent" {
        "The system claims an area, UC's list does not name the course."
      } else if rule == "decision.courses-file" {
        "UC's list says something else than the district's own courses.csv."
      } else {
        "The system claims something else than UC's list."
      }
    }
  }
}

extension WorklistReport {
  /// One row per course, in the order of rank.
  public func csv() -> [UInt8] {
    var csv = CSVWriter(columns: [
      "rank", "school_id", "school", "course_id", "title", "kind", "first_year", "last_year", "claimed", "listed",
      "decided", "rule", "students", "uc", "csu", "uc_pattern", "csu_pattern", "areas", "file", "line",
    ])
    for (index, entry) in entries.enumerated() {
      csv.number(index + 1)
      for text in [entry.schoolID, entry.school, entry.courseID, entry.title] { csv.text(text) }
      for text in [
        entry.kind, entry.firstYear, entry.lastYear, entry.claimed, entry.listed, entry.decided, entry.rule,
      ] { csv.word(text ?? "") }
      for number in [entry.students, entry.uc, entry.csu, entry.ucPattern, entry.csuPattern] { csv.number(number) }
      csv.word(entry.areas)
      csv.word(entry.file)
      csv.text(entry.line)
      csv.endLine()
    }
    return csv.take()
  }

  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
      json.field("run_id", runID)
      json.field("as_of", asOf)
      json.field("open_courses", openCourses)
      json.field("deciding", deciding)
      json.key("courses")
      json.array(of: entries) { writer, entry in writer.object { entry.write(to: &$0) } }
    }
    return writer.document + [UInt8(ascii: "\n")]
  }
}

extension WorklistEntry {
  fileprivate func write(to json: inout JSONWriter) {
    let texts: [(String, String?)] = [
      ("school_id", schoolID), ("school", school), ("course_id", courseID), ("title", title), ("kind", kind),
      ("first_year", firstYear), ("last_year", lastYear), ("claimed", claimed), ("listed", listed),
      ("decided", decided), ("rule", rule), ("why", why),
    ]
    for (name, text) in texts { json.field(name, text) }
    json.field("students", students)
    for (name, count) in [("uc", uc), ("csu", csu), ("uc_pattern", ucPattern), ("csu_pattern", csuPattern)] {
      json.field(name, count)
    }
    json.field("areas", areas)
    json.field("file", file)
    json.field("line", line)
  }
}
