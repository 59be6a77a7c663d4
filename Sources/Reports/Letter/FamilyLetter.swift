import Rules

/// A letter to a student and family that prints on one sheet: what UC and CSU ask for, what is done, what is still to take
/// and what to do next.
public struct FamilyLetter: Sendable {
  private let report: StudentReport
  private let language: LetterLanguage
  private let words: LetterWords
  private let pace: Pace?

  /// Whether the student is on pace for the end of a grade level, running classes taken as passed.
  public struct Pace: Sendable, Equatable {
    let grade: Int
    let uc: Bool
    let csu: Bool

    public init(grade: Int, uc: Bool, csu: Bool) { (self.grade, self.uc, self.csu) = (grade, uc, csu) }
  }

  /// Classes to repeat that are named; a sheet has room for so many.
  static let mostRepeats = 4

  /// A complete HTML document without anything from outside.
  /// - Parameter pace: nil where nothing is expected by now.
  public static func html(_ report: StudentReport, pace: Pace?, language: LetterLanguage) -> String {
    FamilyLetter(report: report, language: language, words: LetterWords.of(language), pace: pace).document()
  }

  private func document() -> String {
    """
    <!doctype html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTML.escaped(words.title))</title>
    <style>
    \(FamilyLetter.stylesheet)</style>
    </head>
    <body>
    <main>
    <header>
    <h1>\(HTML.escaped(words.title))</h1>
    <p class="who">\(who())</p>
    </header>
    <p>\(HTML.escaped(words.intro))</p>
    \(standings())\(expected())\(table())\(unsure())\(repeats())\(next())<footer><p>\(HTML.escaped(filled(words.footer, language.day(report.asOf))))</p></footer>
    </main>
    </body>
    </html>

    """
  }

  private func filled(_ text: String, _ value: String) -> String {
    text.split(separator: "%@", omittingEmptySubsequences: false).joined(separator: value)
  }

  private func who() -> String {
    var facts = ["<strong>\(HTML.name(report.name))</strong>", HTML.name(report.school)]
    if let grade = report.gradeLevel { facts.append(HTML.escaped(filled(words.grade, String(grade)))) }
    return facts.joined(separator: " · ")
  }

  /// UC first, then CSU.
  private var systems: [SystemVerdict] { report.printed }

  private var isWholePatternMet: Bool { systems.allSatisfy { $0.all.status == .met } }

  /// One box where both systems say the same, else one each.
  private func standings() -> String {
    let same = systems.count == 2 && systems[0].all == systems[1].all
    let boxes =
      same ? [(language == .english ? "UC and CSU" : "UC y CSU", systems[0])] : systems.map { ($0.system.words, $0) }
    return boxes.map { name, verdict in
      let kind = verdict.all.status == .met ? "met" : "open"
      return "<p class=\"standing \(kind)\">\(HTML.escaped(language.standing(name, verdict.all)))</p>\n"
    }.joined()
  }

  /// How what will be done compares with what is expected by the end of the year, while something is
  /// missing and known to be.
  private func expected() -> String {
    guard let pace, systems.contains(where: { $0.all.status == .notMet }),
      !systems.contains(where: { $0.all.status == .unknown })
    else { return "" }
    let isRunning = systems.contains { $0.all.inProgress > 0 }
    let both = language == .english ? "UC and CSU" : "UC y CSU"
    let open = systems.filter { $0.all.status == .notMet }.map(\.system)
    let own =
      open.count == 2 && pace.uc == pace.csu
      ? [(both, pace.uc)] : open.map { ($0.words, $0 == .uc ? pace.uc : pace.csu) }
    let sentences = own.map { language.expected($0.0, isOnPace: $0.1, grade: pace.grade, isRunning: isRunning) }
    return sentences.map { "<p>\(HTML.escaped($0))</p>\n" }.joined()
  }

  private func table() -> String {
    var html = "<table>\n<caption>\(HTML.escaped(words.caption))</caption>\n<thead><tr>"
    for column in words.columns { html += "<th scope=\"col\">\(HTML.escaped(column))</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for area in SubjectArea.allCases {
      let standings = systems.compactMap { verdict in verdict.areas.first { $0.area == area }?.standing }
      let open = standings.map { max(0, $0.missing - $0.inProgress) }
      let isDone = standings.allSatisfy { $0.status == .met }
      html += "<tr\(isDone ? " class=\"done\"" : "")><th scope=\"row\"><b>\(area.letter)</b> "
      html += "\(HTML.escaped(words.areas[Int(area.rawValue)]))</th>"
      for amounts in [standings.map(\.required), standings.map(\.earned), standings.map(\.inProgress)] {
        html += "<td>\(amount(amounts))</td>"
      }
      let word =
        isDone
        ? "✓ \(words.done)"
        : open.allSatisfy { $0 == 0 }
          ? "–" : filled(open == [6, 6] || open == [6] ? words.neededOne : words.needed, amount(open))
      html += "<td>\(HTML.escaped(word))</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n"
  }

  /// One number where the systems agree, else both with their names.
  private func amount(_ twelfths: [Int]) -> String {
    let texts = twelfths.map { Amounts.semesters(twelfths: $0) }
    if Set(texts).count < 2 { return texts.first ?? "" }
    return zip(systems, texts).map { "\($0.system.words) \($1)" }.joined(separator: ", ")
  }

  private func unsure() -> String {
    guard systems.contains(where: { $0.all.status == .unknown }) else { return "" }
    return "<p>\(HTML.escaped(words.unsure))</p>\n"
  }

  /// Classes with D or F that would help if they were taken again, the most helpful first.
  private func repeats() -> String {
    if isWholePatternMet || !canStart { return "" }
    var titles: [String] = []
    for record in systems.flatMap(\.changes).sorted(by: { $0.total > $1.total }).compactMap(\.record) {
      let text = "\(record.title) (\(record.schoolYear)): \(record.mark)"
      if !titles.contains(text) { titles.append(text) }
    }
    if titles.isEmpty { return "" }
    let items = titles.prefix(FamilyLetter.mostRepeats).map { "<li>\(HTML.name($0))</li>" }.joined()
    return """
      <h2>\(HTML.escaped(words.repeatHeading))</h2>
      <p>\(HTML.escaped(words.repeatIntro))</p>
      <ul>\(items)</ul>

      """
  }

  private var isCompleteIfPassed: Bool {
    systems.allSatisfy { $0.all.status == .met || $0.all.status == .inProgress }
  }

  /// Whether a class can still be started before graduation.
  private var canStart: Bool {
    guard let grade = report.gradeLevel, let year = report.graduationYear else { return true }
    return !PlanSettings().remainingTerms(asOf: report.asOf, gradeLevel: grade, graduationYear: year).isEmpty
  }

  private func next() -> String {
    let texts =
      isWholePatternMet
      ? words.whenDone
      : isCompleteIfPassed
        ? [words.next[0]] + words.whenDone : canStart ? words.next : [words.next[0]] + words.whenTooLate
    let items = texts.map { "<li>\(HTML.escaped($0))</li>" }.joined(separator: "\n")
    return "<h2>\(HTML.escaped(words.nextHeading))</h2>\n<ol>\n\(items)\n</ol>\n"
  }

  /// Black on white, large enough to read, one letter-size sheet.
  static let stylesheet = """
    @page { size: letter; margin: 13mm 16mm; }
    * { box-sizing: border-box; }
    body { margin: 0; background: #fff; color: #1a1a1a; font: 12.5pt/1.4 "Source Sans 3", "Segoe UI", "Noto Sans", Arial, sans-serif; }
    main { max-width: 46rem; margin: 0 auto; padding: 1.5rem; }
    h1 { margin: 0; font-size: 20pt; line-height: 1.2; }
    h2 { margin: 1.1em 0 0.3em; font-size: 14pt; }
    p { margin: 0.55em 0; }
    header { border-bottom: 3px solid #14508c; padding-bottom: 0.5em; margin-bottom: 0.8em; }
    .who { margin: 0.3em 0 0; font-size: 13.5pt; }
    .standing { border-left: 6px solid #14508c; background: #eef3f8; padding: 0.5em 0.8em; font-weight: 600; }
    .standing.met { border-color: #1c6b34; background: #edf6ef; }
    table { width: 100%; border-collapse: collapse; margin: 0.9em 0; }
    caption { text-align: left; font-weight: 600; padding-bottom: 0.3em; }
    th, td { padding: 0.32em 0.5em; border-bottom: 1px solid #b9c2cb; text-align: left; vertical-align: top; }
    thead th { border-bottom: 2px solid #1a1a1a; }
    tbody th { font-weight: 400; }
    td { white-space: nowrap; }
    tr.done td:last-child { color: #1c6b34; font-weight: 600; }
    tr:not(.done) td:last-child { font-weight: 600; }
    ul, ol { margin: 0.3em 0; padding-left: 1.4em; }
    li { margin: 0.25em 0; }
    footer { margin-top: 1.2em; border-top: 1px solid #b9c2cb; font-size: 10.5pt; color: #454545; }
    @media print { body { font-size: 11pt; line-height: 1.32; } h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 0.8em; } main { max-width: none; padding: 0; } .standing { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }

    """
}
