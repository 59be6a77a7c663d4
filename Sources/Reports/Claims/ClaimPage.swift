import Rules

/// The comparison as text of 80 columns: the schools, then the students.
public enum ClaimPage {
  public static func text(_ report: ClaimReport, withStudents: Bool, style: PageStyle) -> String {
    var lines = [style.strong("Certified as having met UC/CSU requirements, against the verdicts")]
    let scope = report.isWhole ? "." : "; only students whom you may see."
    lines += TerminalText.wrap("Run \(report.runID), as of \(report.asOf)\(scope)", style.columns)
    lines += ["", style.strong(row("School", ["Y", "N", "agree", "Y, not met", "N, met", "open"], style))]
    lines.append(String(repeating: style.rule, count: style.columns))
    for school in report.schools { lines.append(row(school.school, counts(school), style)) }
    if report.schools.count > 1 { lines.append(row("All", counts(total(report)), style)) }
    lines.append("")
    lines += TerminalText.wrap(
      "Y, N: what was certified (CALPADS element 1.29). It is compared with UC and CSU together. Open: records that no "
        + "course list knows could decide it.", style.columns)
    if withStudents { for student in report.students { lines += block(student, style) } }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let widths = [6, 6, 7, 12, 8, 6]

  private static func row(_ name: String, _ cells: [String], _ style: PageStyle) -> String {
    let room = style.columns - widths.reduce(0, +)
    return TerminalText.fit(style.safe(name), room, ellipsis: style.ellipsis)
      + zip(cells, widths).map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }.joined()
  }

  private static func counts(_ school: ClaimedSchool) -> [String] {
    ([school.claimedMet, school.claimedNotMet] + school.outcomes).map(Amounts.grouped)
  }

  private static func total(_ report: ClaimReport) -> ClaimedSchool {
    var all = ClaimedSchool(schoolID: "", school: "All")
    for school in report.schools {
      all.claimedMet += school.claimedMet
      all.claimedNotMet += school.claimedNotMet
      for place in all.outcomes.indices { all.outcomes[place] += school.outcomes[place] }
    }
    return all
  }

  private static func block(_ student: ClaimedStudent, _ style: PageStyle) -> [String] {
    var head = "\(student.studentID) \(student.name), \(student.school)"
    if let year = student.graduationYear { head += ", class of \(year)" }
    let claim = "Certified \(student.claimed ? "Y" : "N") for \(student.claimYear)."
    var lines = [""] + TerminalText.wrap(style.safe(head), style.columns).map(style.strong)
    func add(_ text: String) {
      for (index, line) in TerminalText.wrap(style.safe(text), style.columns - 5).enumerated() {
        lines.append((index == 0 ? "   " : "     ") + line)
      }
    }
    add(claim)
    let verdicts = [("UC", student.uc, student.ucReason), ("CSU", student.csu, student.csuReason)]
    if student.uc == student.csu, student.ucReason == student.csuReason {
      add("UC and CSU \(style.symbol(student.uc)) \(student.uc.words). \(student.ucReason)")
    } else {
      for (name, status, reason) in verdicts { add("\(name) \(style.symbol(status)) \(status.words). \(reason)") }
    }
    for course in student.courses { add("\(style.bullet) \(course.sentence) (\(course.rule))") }
    return lines
  }
}
