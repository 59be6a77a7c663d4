import Rules

extension RuleBook {
  /// The whole book as Markdown, for people who are no programmers.
  public func markdown() -> String {
    var sources = SourceList()
    var told: [String] = []
    var text = introduction()
    for chapter in RuleChapter.allCases {
      let own = entries.filter { RuleChapter(ruleID: $0.id) == chapter }
      guard !own.isEmpty else { continue }
      text += "\n## \(chapter.title)\n"
      for entry in own { text += markdown(entry, &sources, &told) }
      if chapter == .records { text += passWindowTable(&sources) }
      if chapter == .outside { text += examTable(&sources) }
    }
    return text + sources.markdown()
  }

  /// - Parameter told: Parameters that stand further up; each has its row once.
  private func markdown(_ entry: Entry, _ sources: inout SourceList, _ told: inout [String]) -> String {
    var text = "\n### \(entry.text.title)\n\n\(Markdown.folded(entry.text.paragraph))\n"
    let fresh = entry.parameters.filter { !told.contains($0.id) }
    if !fresh.isEmpty {
      text += "\n| what is asked | UC | CSU | settled? | source |\n|---|---|---|---|---|\n"
      for parameter in fresh { text += row(parameter, &sources) }
    }
    var notes = "Rule `\(entry.id)`."
    let above = entry.parameters.filter { told.contains($0.id) }
    if !above.isEmpty {
      notes += " It also asks for \(above.map { "`\($0.id)`" }.joined(separator: ", ")), told above."
    }
    if !entry.text.kinds.isEmpty {
      notes += " In a certificate: \(entry.text.kinds.map { "`\($0.rawValue)`" }.joined(separator: ", "))."
    }
    told += fresh.map(\.id)
    text += "\n" + Markdown.folded(notes) + "\n"
    return text + caseList(entry.cases)
  }

  /// The first cases of a rule; a book that lists all of them is not read.
  private func caseList(_ cases: [String]) -> String {
    guard !cases.isEmpty else { return "" }
    let shown = cases.prefix(5)
    let head = cases.count == 1 ? "The worked case" : "Worked cases"
    let rest = cases.count - shown.count
    return "\n\(head) of [the conformance kit](../samples/conformance/README.md):\n\n"
      + shown.map { "- \(Markdown.escaped($0))\n" }.joined() + (rest > 0 ? "- and \(rest) more\n" : "")
  }

  private func row(_ parameter: Parameter, _ sources: inout SourceList) -> String {
    let values = RuleBook.systems.map { system in
      let ranges = parameter.ranges(system)
      return ranges.isEmpty ? "-" : Markdown.escaped(ranges)
    }
    var numbers: [Int] = []
    for origin in parameter.origins {
      let number = sources.number(of: origin)
      if !numbers.contains(number) { numbers.append(number) }
    }
    return "| \(Markdown.escaped(parameter.meaning)) `\(parameter.id)` | \(values.joined(separator: " | ")) | "
      + "\(settled(parameter)) | \(numbers.map { "[\($0)]" }.joined(separator: " ")) |\n"
  }

  private func settled(_ parameter: Parameter) -> String {
    guard parameter.values.contains(where: { $0.origin.isOpen }) else { return "yes" }
    if parameter.values.allSatisfy({ $0.origin.isOpen }) { return "[open](open-rules.md)" }
    var parts: [String] = []
    for system in RuleBook.systems {
      let own = parameter.values.filter { $0.edition.system == system }
      guard own.contains(where: { $0.origin.isOpen }) else { continue }
      let ranges = parameter.openRanges(system)
      parts.append(ranges.isEmpty ? system.words : "\(system.words) \(ranges)")
    }
    return "[open](open-rules.md) for \(parts.joined(separator: "; "))"
  }

  private func passWindowTable(_ sources: inout SourceList) -> String {
    guard !passWindows.isEmpty else { return "" }
    var text = """

      ### Pass and credit

      The terms in which P and CR count like a C. S1 and S2 are semesters, T1 to T3 trimesters, Q1 to Q4 quarters; FY is a
      full-year mark and SU the summer at the end of that school year.

      | school year | terms | settled? | source |
      |---|---|---|---|

      """
    for window in passWindows {
      text +=
        "| \(window.year) | \(window.terms.joined(separator: ", ")) | "
        + "\(window.origin.isOpen ? "[open](open-rules.md)" : "yes") | [\(sources.number(of: window.origin))] |\n"
    }
    return text
  }

  private func examTable(_ sources: inout SourceList) -> String {
    guard !exams.isEmpty else { return "" }
    var text = """

      ### Exams

      The least score and what it clears, as far as the courses on the transcript leave something to clear. The table is
      the same for UC and CSU and for every entering year.

      | area | exam | score | what it clears | settled? | source |
      |---|---|---|---|---|---|

      """
    for area in SubjectArea.allCases {
      for exam in exams where exam.area == area {
        let program = exam.program == "SAT2" ? "SAT Subject Test" : exam.program
        text +=
          "| \(area.letter) | \(program) \(Markdown.escaped(exam.name)) | \(exam.minimumScore) | "
          + "\(Markdown.escaped(exam.clears)) | \(exam.origin.isOpen ? "[open](open-rules.md)" : "yes") | "
          + "[\(sources.number(of: exam.origin))] |\n"
      }
    }
    return text
  }
}

/// Sources, numbered in the order in which they are first named.
struct SourceList {
  private var entries: [(source: String, verifiedOn: String)] = []

  mutating func number(of origin: RuleBook.Origin) -> Int {
    let known = entries.firstIndex { $0.source == origin.source && $0.verifiedOn == origin.verifiedOn }
    if let known { return known + 1 }
    entries.append((origin.source, origin.verifiedOn))
    return entries.count
  }

  func markdown() -> String {
    guard !entries.isEmpty else { return "" }
    var text = """

      ## Sources

      The page and section that says it, and the day of the last look at it. Some are pages of schools or newspapers, where \
      UC's or CSU's own text could not be read.


      """
    for (index, entry) in entries.enumerated() {
      text += "\(index + 1). \(Markdown.escaped(entry.source)). Looked at \(entry.verifiedOn).\n"
    }
    return text
  }
}

enum Markdown {
  /// Text that may stand in a cell or an item: what would be markup is escaped.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "|*_<`\\".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// Broken into lines, as the other documents are.
  static func folded(_ text: String) -> String { TerminalText.wrap(text, 120).joined(separator: "\n") }
}
