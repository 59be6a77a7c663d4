/// The worklist as text of 80 columns, and the lines to paste behind it, which are as long as they must be.
public enum WorklistPage {
  public static func text(_ report: WorklistReport, style: PageStyle) -> String {
    var lines = [style.strong("Courses that nothing settles, by the verdicts that each could change")]
    lines += TerminalText.wrap(
      "Run \(report.runID), as of \(report.asOf): \(Amounts.grouped(report.openCourses)) open courses, "
        + "\(Amounts.grouped(report.deciding)) of which could change a verdict.", style.columns)
    if !report.entries.isEmpty {
      lines += ["", style.strong(header), String(repeating: style.rule, count: style.columns)]
    }
    for (index, entry) in report.entries.enumerated() { lines += entryLines(entry, rank: index + 1, style) }
    if !report.entries.isEmpty {
      lines.append("")
      lines += TerminalText.wrap(
        "Students: took it in these years. UC, CSU: students whose verdict, of the whole pattern or of an area, depends "
          + "on it. SIS: what the student information system claims. Now: what holds. none = not on the A-G list.",
        style.columns)
      lines += pasteLines(report, style)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let header = "   # Students     UC    CSU  SIS    List   Now    Course"

  private static func entryLines(_ entry: WorklistEntry, rank: Int, _ style: PageStyle) -> [String] {
    let counts =
      right("\(rank)", 4) + right("\(entry.students)", 9) + right("\(entry.uc)", 7) + right("\(entry.csu)", 7)
    let values = [entry.claimed, entry.listed, entry.decided].map {
      TerminalText.fit($0 ?? "-", 7, ellipsis: style.ellipsis)
    }
    let head = counts + "  " + values.joined()
    let name = style.safe("\(entry.courseID)  \(entry.title)")
    var lines = [
      head + TerminalText.fit(name, max(8, style.columns - TerminalText.width(head)), ellipsis: style.ellipsis)
    ]
    while lines[0].last == " " { lines[0].removeLast() }
    let areas = entry.areas.isEmpty ? "" : " Areas: \(entry.areas)."
    let detail = style.safe("\(entry.school), \(entry.years). \(entry.why)\(areas) (\(entry.rule))")
    return lines + TerminalText.wrap(detail, style.columns - 5).map { "     \($0)" }
  }

  /// Lines that are to be pasted stand alone and unbroken.
  private static func pasteLines(_ report: WorklistReport, _ style: PageStyle) -> [String] {
    var lines: [String] = []
    for (file, columns) in CourseFileLine.headers {
      let own = report.entries.filter { $0.file == file }
      guard !own.isEmpty else { continue }
      lines += [
        "", style.strong("For \(file), once checked" + (file == CourseFileLine.decisions ? " and signed:" : ":")),
      ]
      lines += [columns.joined(separator: ",")] + own.map { style.safe($0.line) }
    }
    return lines
  }

  private static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - text.count)) + text
  }
}

/// A line of the file that settles a course, ready to paste.
public enum CourseFileLine {
  public static let decisions = "course_decisions.csv"
  public static let courses = "courses.csv"

  /// The columns of the lines, by file.
  public static let headers: [(file: String, columns: [String])] = [
    (
      decisions,
      [
        "school_id", "course_id", "first_year", "last_year", "subject_area", "discipline", "language", "length",
        "honors",
        "decided_by", "decided_on", "reason",
      ]
    ),
    (
      courses,
      [
        "school_id", "course_id", "title", "first_year", "last_year", "subject_area", "discipline", "language",
        "length",
        "honors",
      ]
    ),
  ]

  /// - Parameter values: By column; what is not named stays empty.
  public static func line(_ file: String, _ values: [String: String]) -> String {
    var csv = CSVWriter(columns: [])
    _ = csv.take()
    for column in headers.first(where: { $0.file == file })?.columns ?? [] { csv.text(values[column]) }
    return String(decoding: csv.take(), as: UTF8.self)
  }
}
