import Rules

/// The page that `agtrack student` prints: one a counselor can read out.
///
/// First the student and the two verdicts, then the seven areas as rows with UC and CSU side by side, then per area
/// what counts, what is missing and why, then the flags, whether the student is on track and what to take, the changes that
/// would help most, the records that do not count, and the courses about which not everybody says the same.
public struct StudentPage {
  let report: StudentReport
  let style: PageStyle
  var lines: [String] = []

  /// The page as lines of at most `style.columns` columns, each ended by a line feed.
  public static func text(_ report: StudentReport, style: PageStyle = PageStyle()) -> String {
    var page = StudentPage(report: report, style: style)
    page.heading()
    if page.whatIf() { return page.lines.map { $0 + "\n" }.joined() }
    page.areaTable()
    page.areaDetails()
    page.flags()
    page.counsel()
    page.helpfulChanges()
    page.notCounted()
    page.courseStatements()
    return page.lines.map { $0 + "\n" }.joined()
  }

  private init(report: StudentReport, style: PageStyle) {
    (self.report, self.style) = (report, style)
  }

  // MARK: - Heading

  private mutating func heading() {
    for line in TerminalText.wrap(style.safe(report.name), style.columns) { lines.append(style.strong(line)) }
    var facts = ["Student \(report.studentID)", report.school]
    if let grade = report.gradeLevel { facts.append("grade \(grade)") }
    if let year = report.graduationYear { facts.append("class of \(year)") }
    paragraph(facts.joined(separator: ", "))
    paragraph("As of \(report.asOf.code), run \(report.runID)")
    if let assumed = report.assumedEntry { paragraph(assumed.sentence) }
    lines.append("")
    for verdict in report.printed { headline(verdict) }
    gradePoints()
  }

  /// One line where both systems count alike.
  private mutating func gradePoints() {
    let known = report.printed.compactMap { verdict in
      report.gradePoints.first { $0.system == verdict.system }.map { ($0.system, GradePointText.phrase($0.average)) }
    }
    let texts =
      known.count == 2 && known[0].1 == known[1].1
      ? ["UC and CSU \(known[0].1)"] : known.map { "\($0.0.words) \($0.1)" }
    for (place, text) in texts.enumerated() {
      for (index, line) in TerminalText.wrap(text, style.columns - 5).enumerated() {
        lines.append((place == 0 && index == 0 ? style.strong(TerminalText.fit("GPA", 5)) : "     ") + line)
      }
    }
  }

  private mutating func headline(_ verdict: SystemVerdict) {
    let all = verdict.all
    var text = "\(style.symbol(all.status)) \(all.status.words): "
    text += "\(Amounts.semesters(twelfths: all.earned)) of \(Amounts.semestersPhrase(twelfths: all.required)) earned"
    if all.missing > 0 { text += ", \(Amounts.semesters(twelfths: all.missing)) short" }
    text += "."
    if all.inProgress > 0 {
      text += " Courses running now would add \(Amounts.semesters(twelfths: all.inProgress))."
    }
    text += " (edition \(verdict.edition)\(verdict.note.map { ", \($0)" } ?? ""))"
    let name = TerminalText.fit(verdict.system.words, 5)
    for (index, line) in TerminalText.wrap(style.safe(text), style.columns - 5).enumerated() {
      lines.append((index == 0 ? style.strong(name) : "     ") + style.tinted(line, all.status))
    }
    for line in TerminalText.wrap(style.safe(verdict.reason), style.columns - 5) where !line.isEmpty {
      lines.append("     \(line)")
    }
  }

  // MARK: - The area table

  /// Columns of one system in the area table.
  private var blockWidth: Int { 34 }

  /// Both systems side by side, below each other where that is too wide; nothing where not even one fits, as the areas one by one
  /// say the same.
  private mutating func areaTable() {
    let systems = report.printed
    let fitting = (style.columns - StudentPage.titleWidth) / (blockWidth + 1)
    guard !systems.isEmpty, fitting > 0 else { return }
    for start in stride(from: 0, to: systems.count, by: fitting) {
      areaTable(Array(systems[start..<min(systems.count, start + fitting)]))
    }
    lines.append("")
    paragraph("Amounts are semesters. In progress: what courses running now would add.")
    let legend = [Status.met, .inProgress, .notMet, .unknown].map { "\(style.symbol($0)) \($0.words)" }
    paragraph(legend.joined(separator: "   "), keepSpaces: true)
  }

  private static let titleWidth = 10

  private mutating func areaTable(_ systems: [SystemVerdict]) {
    lines.append("")
    let block = systems.map { _ in " need earned prog short status    " }
    let titles = systems.map { TerminalText.fit(TerminalText.fit(" \($0.system.words)", 13) + "  in", blockWidth) }
    lines.append(row("", titles))
    lines.append(style.strong(row("Area", block)))
    lines.append(String(repeating: style.rule, count: StudentPage.titleWidth + (blockWidth + 1) * systems.count))
    for area in SubjectArea.allCases {
      let standings = systems.map { verdict in verdict.areas.first { $0.area == area }?.standing }
      lines.append(row("\(area.letter) \(area.shortName)", standings.map(cell)))
    }
    lines.append(row("All", systems.map { cell($0.all) }))
  }

  private func row(_ title: String, _ blocks: [String]) -> String {
    var text = TerminalText.fit(title, StudentPage.titleWidth)
    for block in blocks { text += style.separator + block }
    while text.last == " " { text.removeLast() }
    return text
  }

  private func cell(_ standing: Standing?) -> String {
    guard let standing else { return String(repeating: " ", count: blockWidth) }
    func amount(_ twelfths: Int, _ width: Int) -> String {
      let text = Amounts.semesters(twelfths: twelfths)
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let word = standing.status == .inProgress ? "in prog" : standing.status.words
    let status = "\(style.symbol(standing.status)) \(word)"
    let padding = String(repeating: " ", count: max(0, 10 - TerminalText.width(status)))
    return amount(standing.required, 5) + amount(standing.earned, 7) + amount(standing.inProgress, 5)
      + amount(standing.missing, 6) + " " + style.tinted(status, standing.status) + padding
  }

  // MARK: - The areas one by one

  private mutating func areaDetails() {
    for area in SubjectArea.allCases {
      let verdicts = report.printed.compactMap { verdict in
        verdict.areas.first { $0.area == area }.map { (verdict.system.words, $0) }
      }
      guard let first = verdicts.first else { continue }
      lines.append("")
      for (index, line) in TerminalText.wrap(area.name, style.columns - 3).enumerated() {
        lines.append(style.strong((index == 0 ? "\(area.letter)  " : "   ") + line))
      }
      let texts = verdicts.map { details($0.1) }
      if verdicts.count == 2, texts[0] == texts[1], first.1.standing == verdicts[1].1.standing {
        print(first.1.standing, as: "UC and CSU", texts[0])
      } else {
        for (verdict, text) in zip(verdicts, texts) { print(verdict.1.standing, as: verdict.0, text) }
      }
    }
  }

  private mutating func print(_ standing: Standing, as system: String, _ details: [String]) {
    var text = "\(system): \(style.symbol(standing.status)) \(standing.status.words), "
    text += "\(Amounts.semesters(twelfths: standing.earned)) of "
    text += "\(Amounts.semesters(twelfths: standing.required)) earned"
    if standing.inProgress > 0 { text += ", \(Amounts.semesters(twelfths: standing.inProgress)) in progress" }
    if standing.missing > 0 { text += ", \(Amounts.semesters(twelfths: standing.missing)) short" }
    for (index, line) in TerminalText.wrap(text, style.columns - 5).enumerated() {
      lines.append((index == 0 ? "   " : "     ") + style.tinted(line, standing.status))
    }
    for detail in details { item(detail) }
  }

  private func details(_ verdict: AreaVerdict) -> [String] {
    RecordPhrase.phrases(for: verdict.uses, homeSchool: report.school).map { "counts: \($0)" }
      + verdict.reasons + verdict.alternatives.map { "Or: \($0)" }
  }

  // MARK: - What does not count

  private mutating func notCounted() {
    let groups = NotCountedGroup.groups(report)
    guard !groups.isEmpty else { return }
    lines.append("")
    lines.append(style.strong("Does not count"))
    for group in groups {
      for line in TerminalText.wrap(style.safe(group.reason), style.columns - 3) { lines.append("   \(line)") }
      for phrase in group.phrases { item(phrase) }
    }
  }

  // MARK: - What is said about courses

  private mutating func courseStatements() {
    if report.courses.isEmpty { return }
    lines.append("")
    for line in TerminalText.wrap("Not everybody says the same of these courses", style.columns) {
      lines.append(style.strong(line))
    }
    for course in report.courses {
      item("\(course.sentence). \(CourseRuleText.sentence(course.rule)) (\(course.rule))")
    }
  }

  // MARK: - Lines

  mutating func print(_ heading: String, _ items: [String]) {
    lines.append("")
    for line in TerminalText.wrap(style.safe(heading), style.columns) { lines.append(style.strong(line)) }
    for text in items { item(text) }
  }

  mutating func item(_ text: String) {
    for (index, line) in TerminalText.wrap(style.safe(text), style.columns - 5).enumerated() {
      lines.append((index == 0 ? "   \(style.bullet) " : "     ") + line)
    }
  }

  private mutating func paragraph(_ text: String, keepSpaces: Bool = false) {
    if keepSpaces, TerminalText.width(text) <= style.columns {
      lines.append(text)
    } else {
      lines.append(contentsOf: TerminalText.wrap(style.safe(text), style.columns))
    }
  }
}

extension Status {
  /// The words that people read.
  var words: String {
    switch self {
    case .met: "met"
    case .inProgress: "in progress"
    case .notMet: "not met"
    case .unknown: "unknown"
    }
  }
}

extension System {
  /// The name as people write it.
  var words: String { self == .uc ? "UC" : "CSU" }
}

extension SubjectArea {
  /// At most eight letters, for a column of a table.
  var shortName: String {
    switch self {
    case .a: "History"
    case .b: "English"
    case .c: "Math"
    case .d: "Science"
    case .e: "Language"
    case .f: "Arts"
    case .g: "Elective"
    }
  }
}
