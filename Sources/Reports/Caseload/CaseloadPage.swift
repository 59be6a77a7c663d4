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
      "\(report.title): \(Amounts.counted(count, "students"))",
      "\(name): \(Amounts.grouped(met)) met, \(Amounts.grouped(running)) if they pass what runs now",
      "as of \(report.asOf.code), run \(report.runID)",
    ]
    let column: String =
      switch report.order {
      case .deadline: " Start by: the last term in which an area of either system can still be begun."
      case .change: " Change: how much more is open than \(report.since ?? "before")."
      default: ""
      }
    let areas =
      "Open: semesters of each area that no running course will bring, for \(name). A number in brackets is missing now.\(column)"
    return TerminalText.wrap(style.safe(words.joined(separator: "; ")) + ".", columns).map(style.strong)
      + TerminalText.wrap(style.safe(areas), columns) + [""]
  }

  private static func table(_ report: CaseloadReport, _ style: PageStyle, _ columns: Int) -> [String] {
    let idWidth = min(12, max(7, report.students.map { TerminalText.width(style.safe($0.studentID)) }.max() ?? 7))
    // The grade, two verdicts and the gaps between columns take 36; names and areas share the rest.
    let extra = column(report)
    let rest = columns - idWidth - 36 - (extra.width > 0 ? extra.width + 2 : 0)
    let nameWidth = min(34, rest * 6 / 11)
    let schoolWidth = rest - nameWidth >= 45 ? 22 : 0
    let areaWidth = rest - nameWidth - (schoolWidth > 0 ? schoolWidth + 2 : 0)
    func row(_ cells: [String], _ widths: [Int]) -> String {
      var text = zip(cells, widths).map { TerminalText.fit($0, $1, ellipsis: style.ellipsis) }.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    let extras = extra.width > 0 ? [extra.width] : []
    let widths = [idWidth, nameWidth, 2, 12, 12] + extras + [areaWidth] + (schoolWidth > 0 ? [schoolWidth] : [])
    let titles = ["Student", "Name", "Gr", "UC", "CSU"] + (extras.isEmpty ? [] : [extra.title])
    var lines = [style.strong(row(titles + ["Open", "School"], widths))]
    lines.append(String(repeating: style.rule, count: min(columns, widths.reduce(2 * (widths.count - 1), +))))
    for student in report.students {
      let line = row(
        [
          style.safe(student.studentID), style.safe("\(student.lastName), \(student.firstName)"),
          "\(student.gradeLevel)", cell(student.uc, style), cell(student.csu, style),
        ] + (extras.isEmpty ? [] : [extra.text(student)]) + [
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
    let extra = column(report)
    let own = extra.width > 0 ? extra.text(student) : ""
    let text =
      "\(student.firstName) \(student.lastName), \(student.studentID), grade \(student.gradeLevel). "
      + "UC \(cell(student.uc, style)). CSU \(cell(student.csu, style)).\(open.isEmpty ? "" : " Open \(open).")"
      + (own.isEmpty ? "" : " \(extra.title) \(own).")
    return TerminalText.wrap(style.safe(text), columns) + [""]
  }

  /// The column that an order adds.
  private static func column(
    _ report: CaseloadReport
  ) -> (title: String, width: Int, text: (CaseloadReport.Student) -> String) {
    switch report.order {
    case .deadline:
      return (
        "Start by", 10,
        { student in
          student.startBy ?? (report.pattern(student).feasibility == .pastNoReturn ? "too late" : "")
        }
      )
    case .change: return ("Change", 6, { report.pattern($0).change.map { $0 == 0 ? "" : signed($0) } ?? "new" })
    case .closest, .farthest, .name, .grade: return ("", 0, { _ in "" })
    }
  }

  /// `2`, `-0.5`: more open, less open.
  static func signed(_ twelfths: Int) -> String {
    (twelfths < 0 ? "-" : "") + Amounts.semesters(twelfths: abs(twelfths))
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
