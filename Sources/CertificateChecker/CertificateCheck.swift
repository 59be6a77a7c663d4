/// Checks exported verdicts against their certificates, from the two files alone and without the evaluator.
///
/// Proves: each verdict is whole and asks what the pattern asks; sums, printed semesters and statuses agree; the uses
/// add up to what was earned; no record, and no half of a course, is spent beyond its worth; each rule stands only
/// where it may and within its cap; what is validated names a passed record; nothing that could have filled English,
/// CSU's history or the elective was left over. Cannot prove, as the files do not show it: marks, course lists,
/// disciplines, languages, grade levels, scores; that what is not counted deserved it, or is listed at all; that
/// courses of several areas could not meet more elsewhere.
public struct CertificateCheck {
  private static let order = Array("ABCDEFG").map(String.init) + ["ALL"]
  private static let areas = ["A": 24, "B": 48, "C": 36, "D": 24, "E": 24, "F": 12, "G": 12, "ALL": 180]
  /// What the records of one term may give to one half; T2 lies in both, so two records may name them differently.
  private static let worth = [
    "S1": 6, "S2": 6, "SU": 6, "FY": 6, "T1": 4, "T2": 6, "T3": 4, "Q1": 3, "Q2": 3, "Q3": 3, "Q4": 3,
  ]
  private static let spending: Set<String> = [
    "a.united-states", "a.civics", "a.world", "a.second-year", "a.from-elective", "b.english", "b.eld-most",
    "b.ninth-grade-most", "c.three-years", "c.advanced-third-year", "d.disciplines", "d.from-elective", "e.two-levels",
    "f.year", "g.listed",
  ]
  private static let onlyCSU = ["a.second-year", "a.from-elective", "d.from-elective", "d.chemistry-validates"]
  private static let idle: Set<String> = [
    "mark", "list", "time", "credit", "course", "grade", "repeat", "b.eld-most", "b.eld-before-grade-12",
    "g.not-needed",
    "g.eligible",
  ]
  /// Twelfths of a year as semesters, half up, at most two decimals.
  private static let printed = (0...1000).map { twelfths in
    let hundredths = twelfths % 6 * 100 / 6 + (twelfths % 6 * 100 % 6 >= 3 ? 1 : 0)
    return "\(twelfths / 6)" + (hundredths == 0 ? "" : hundredths == 50 ? ".5" : ".\(hundredths)")
  }
  /// How many verdicts (a student under one system) were checked, and how many violations were found.
  public private(set) var (verdicts, violations) = (0, 0)
  private let rows: CSVFile, uses: CSVFile, report: (String) -> Void

  /// - Parameter report: Takes each violation: file and line, number of the verdict, rule; never an id.
  public init(verdicts: String, uses: String, report: @escaping (String) -> Void) throws(UnreadableFile) {
    rows = try CSVFile(verdicts, columns: VerdictLine.columns)
    self.uses = try CSVFile(uses, columns: UseLine.columns)
    self.report = report
  }

  /// Reads both files, which hold the students in the same order, to their ends.
  public mutating func run() throws(UnreadableFile) {
    var (row, use) = (try VerdictLine(rows), try UseLine(uses))
    while let first = row {
      verdicts += 1
      var (own, spent): ([VerdictLine], [UseLine]) = ([], [])
      while let next = row, next.key == first.key {
        own.append(next)
        row = try VerdictLine(rows)
      }
      while let next = use, next.key == first.key || next.key.utf8.lexicographicallyPrecedes(first.key.utf8) {
        if next.key == first.key { spent.append(next) } else { fail(next, "a use without a verdict") }
        use = try UseLine(uses)
      }
      if let row, !first.key.utf8.lexicographicallyPrecedes(row.key.utf8) { fail(row, "out of order") }
      if own.map(\.area) == CertificateCheck.order { check(own, spent) } else { fail(first, "not A to G and ALL") }
    }
    while let next = use {
      fail(next, "a use without a verdict")
      use = try UseLine(uses)
    }
  }

  private mutating func fail(_ row: VerdictLine, _ what: String) { fail(rows.name, row.line, row.area, what) }
  private mutating func fail(_ use: UseLine, _ what: String) { fail(uses.name, use.line, use.rule, what) }
  private mutating func fail(_ file: String, _ line: Int, _ rule: String, _ what: String) {
    violations += 1
    report("\(file):\(line): verdict \(verdicts), \(rule): \(what)")
  }

  private static func allows(_ use: UseLine, csu: Bool) -> Bool {
    let inArea = use.rule.prefix(1).uppercased() == use.area && (csu || !onlyCSU.contains(use.rule))
    switch use.how {
    case "earned", "repeated", "college": return inArea && spending.contains(use.rule) && worth[use.term] != nil
    case "surplus": return use.area == "G" && (use.rule == "g.surplus" || use.rule == "repeat.arts")
    case "validated": return inArea && use.rule.hasSuffix("validates") && !use.validator.isEmpty
    case "exam": return use.rule == "exam.clears" && use.record.hasPrefix("/") && use.term.isEmpty
    case "waiver": return use.rule == "waiver.granted" && use.record == "///"
    default:
      return use.how == "not_counted" && use.twelfths == 0
        && (idle.contains(use.rule) || idle.contains(String(use.rule.prefix { $0 != "." })))
    }
  }

  private mutating func check(_ own: [VerdictLine], _ uses: [UseLine]) {
    let csu = own[0].system == "csu"
    var (spent, least): ([String: Int], [String: Int]) = ([:], [:])
    for use in uses {
      if !CertificateCheck.allows(use, csu: csu) { fail(use, "not a rule for this area, system and use") }
      if use.printed != CertificateCheck.printed[use.twelfths] { fail(use, "semesters and twelfths differ") }
      let half = use.rule == "c.advanced-third-year" ? "" : use.area + use.part
      for name in [use.area, use.rule, "half \(half)"] { spent[name, default: 0] += use.twelfths }
      if use.how == "validated" { checkValidation(use, uses) }
      guard use.isRecord else { continue }
      // A surplus does not say whether it is college work, of which a term is a year.
      let most = use.how == "college" || use.how == "surplus" ? 6 : CertificateCheck.worth[use.term] ?? 0
      let (place, course) = (use.record + " " + use.part, use.course + " " + use.part)
      least[place] = min(least[place] ?? 12, use.part.isEmpty ? 12 : most)
      spent[place, default: 0] += use.twelfths
      if spent[place, default: 0] > least[place, default: 0] { fail(use, "the record is spent beyond its worth") }
      if use.rule == "repeat.arts" { continue }
      spent[course, default: 0] += use.twelfths
      if use.part.isEmpty || spent[course, default: 0] > 6 { fail(use, "a half of a course is counted twice") }
    }
    // The three years of mathematics and the two levels of a language are first and second halves.
    for (rules, most) in [
      (["a.united-states", "a.civics"], csu ? 24 : 12), (["a.civics"], csu ? 18 : 6), (["a.world"], 12),
      (["a.from-elective"], 12), (["b.eld-most"], 12), (["b.ninth-grade-most"], 12), (["c.advanced-third-year"], 12),
      (["d.from-elective"], 12), (["d.chemistry-validates"], 6),
      (["half C1"], 18), (["half C2"], 18), (["half E1"], 12), (["half E2"], 12),
    ] where rules.reduce(0, { $0 + (spent[$1] ?? 0) }) > most { fail(own[0], "\(rules[0]) is over its cap") }
    for row in own { checkAmounts(row, own, spent[row.area] ?? 0) }
    let firstYear = min(12, (spent["a.united-states"] ?? 0) + min(6, spent["a.civics"] ?? 0))
    let outside = uses.contains { $0.how == "exam" || $0.how == "waiver" }
    for use in uses where use.rule == "g.not-needed" {
      let history = use.area == "A" && csu && !outside && (spent["A"] ?? 0) - firstYear < 12 && own[0].missing > 0
      let english = use.area == "B" && (spent["b.ninth-grade-most"] ?? 0) < 12 && own[1].missing > 0
      if own[6].missing > 0 || history || english { fail(use, "left over where an area is missing") }
    }
  }

  private mutating func checkAmounts(_ row: VerdictLine, _ own: [VerdictLine], _ spent: Int) {
    let (all, areas) = (row.area == "ALL", row.area == "ALL" ? own.dropLast() : [row])
    for (place, amount) in row.amounts.enumerated() {
      if areas.reduce(0, { $0 + $1.amounts[place] }) != amount { fail(row, "not the sum of the areas") }
      if row.printed[place] != CertificateCheck.printed[amount] { fail(row, "semesters and twelfths differ") }
    }
    if !row.edition.hasPrefix(row.system + "-") || row.edition != own[0].edition { fail(row, "wrong edition") }
    if row.required != CertificateCheck.areas[row.area] { fail(row, "the pattern requires another amount") }
    if row.missing + row.earned != row.required || row.running > row.missing { fail(row, "the amounts do not agree") }
    if !all && spent != row.earned { fail(row, "the uses add up to \(spent) twelfths") }
    let stated = Set(areas.map(\.status))
    let worst = ["not_met", "unknown", "in_progress"].first { stated.contains($0) } ?? "met"
    let status = row.missing == 0 ? "met" : (row.running == row.missing ? "in_progress" : "not_met")
    // Running courses may complete each area, but not all of them together.
    let good =
      all ? [worst, worst == "in_progress" ? "not_met" : worst] : [status, status == "met" ? "met" : "unknown"]
    if !good.contains(row.status) { fail(row, "the status is not that of its amounts") }
  }

  private mutating func checkValidation(_ use: UseLine, _ uses: [UseLine]) {
    let subjects = use.area == "C" ? ["C", "D", "G"] : [use.area, "G"]
    let passes = uses.filter { $0.record == use.validator && $0.isPassed && subjects.contains($0.area) }
    if passes.isEmpty { fail(use, "what validates is no passed record of the student in this subject") }
    let isHigher = use.rule.contains("higher") && use.record != use.validator
    let isSecond = passes.contains { $0.part != "1" || ["S2", "T2", "T3", "Q3", "Q4", "FY", "SU"].contains($0.term) }
    if !isHigher && (use.part != "1" || !isSecond) {
      fail(use, "what validates is no second half and no higher course")
    }
  }
}
