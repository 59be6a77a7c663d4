import Rules

/// The list as text: a table from 60 columns on, a paragraph per student below.
public enum CaseloadPage {
  /// - Parameter columns: of the terminal; the page uses what there is, to 160, and needs no more than 80.
  public static func text(_ report: CaseloadReport, style: PageStyle, columns: Int) -> String {
    let columns = min(max(columns, 20), 160)
    var lines = heading(report, style, columns)
    if columns < 60 {
      for student in report.students { lines += paragraph(student, report, style, columns) }
    } else {
      lines += table(report, style, columns)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func heading(_ report: CaseloadReport, _ style: PageStyle, _ columns: Int) -> [String] {
    let count = report.students.count
    let met = report.students.filter { report.pattern($0).status == .met }.count
    let running = report.students.filter { report.pattern($0).status == .inProgress }.count
    let name = report.system.words
    let words = [
      "\(report.title): \(Amounts.grouped(count)) \(count == 1 ? "student" : "students")",
      "\(name): \(Amounts.grouped(met)) met, \(Amounts.grouped(running)) if they pass what runs now",
      "as of \(report.asOf.code), run \(report.runID)",
    ]
    let areas =
      "Open: semesters of each area that no running course will bring, for \(name). A number in brackets is missing now."
    return TerminalText.wrap(style.safe(words.joined(separator: "; ")) + ".", columns).map(style.strong)
      + TerminalText.wrap(style.safe(areas), columns) + [""]
  }

  private static func table(_ report: CaseloadReport, _ style: PageStyle, _ columns: Int) -> [String] {
    let idWidth = min(12, max(7, report.students.map { TerminalText.width(style.safe($0.studentID)) }.max() ?? 7))
    // The grade, two verdicts and the gaps between columns take 36; names and areas share the rest.
    let rest = columns - idWidth - 36
    let nameWidth = min(34, rest * 6 / 11)
    let schoolWidth = rest - nameWidth >= 45 ? 22 : 0
    let areaWidth = rest - nameWidth - (schoolWidth > 0 ? schoolWidth + 2 : 0)
    func row(_ cells: [String], _ widths: [Int]) -> String {
      var text = zip(cells, widths).map { TerminalText.fit($0, $1, ellipsis: style.ellipsis) }.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    let widths = [idWidth, nameWidth, 2, 12, 12, areaWidth] + (schoolWidth > 0 ? [schoolWidth] : [])
    var lines = [style.strong(row(["Student", "Name", "Gr", "UC", "CSU", "Open", "School"], widths))]
    lines.append(String(repeating: style.rule, count: min(columns, widths.reduce(2 * (widths.count - 1), +))))
    for student in report.students {
      let line = row(
        [
          style.safe(student.studentID), style.safe("\(student.lastName), \(student.firstName)"),
          "\(student.gradeLevel)", cell(student.uc, style), cell(student.csu, style),
          open(report.pattern(student)), style.safe(student.school),
        ], widths)
      lines.append(style.tinted(line, report.pattern(student).status))
    }
    return lines
  }

  private static func paragraph(
    _ student: CaseloadReport.Student, _ report: CaseloadReport, _ style: PageStyle, _ columns: Int
  ) -> [String] {
    let open = open(report.pattern(student))
    let text =
      "\(student.firstName) \(student.lastName), \(student.studentID), grade \(student.gradeLevel). "
      + "UC \(cell(student.uc, style)). CSU \(cell(student.csu, style)).\(open.isEmpty ? "" : " Open \(open).")"
    return TerminalText.wrap(style.safe(text), columns) + [""]
  }

  /// `x 2 (4.5)`: 2 semesters open, 4.5 missing now.
  private static func cell(_ pattern: CaseloadReport.Pattern, _ style: PageStyle) -> String {
    let symbol = style.symbol(pattern.status)
    if pattern.status == .met { return "\(symbol) met" }
    let open = Amounts.semesters(twelfths: pattern.open)
    return "\(symbol) \(open) (\(Amounts.semesters(twelfths: pattern.missing)))"
  }

  /// `C1 E2 G0.5`.
  static func open(_ pattern: CaseloadReport.Pattern) -> String {
    SubjectArea.allCases.compactMap { area in
      let amount = pattern.open(Int(area.rawValue))
      return amount == 0 ? nil : area.letter + Amounts.semesters(twelfths: amount)
    }.joined(separator: " ")
  }
}
