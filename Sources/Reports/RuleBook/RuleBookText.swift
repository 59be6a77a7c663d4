import Rules

extension RuleBook {
  /// One line per rule: what there is to ask for.
  public func index() -> String {
    var text = ""
    let width = (entries.map(\.id.count).max() ?? 0) + 2
    for chapter in RuleChapter.allCases {
      let own = entries.filter { RuleChapter(ruleID: $0.id) == chapter }
      guard !own.isEmpty else { continue }
      text += (text.isEmpty ? "" : "\n") + chapter.title + "\n"
      for entry in own {
        text += "  \(entry.id)\(String(repeating: " ", count: width - entry.id.count))\(entry.text.title)\n"
      }
    }
    return text + "\nagtrack rules ID, PARAMETER or AREA tells one rule; --markdown tells all.\n"
  }

  /// The rules in full, for a terminal.
  public func plain(columns: Int = 80) -> String {
    var text = entries.map { plain($0, columns) }.joined(separator: "\n")
    if !exams.isEmpty {
      text += "\nExams\n"
      for exam in exams {
        text += lines("\(exam.program) \(exam.name), \(exam.minimumScore) or better: \(exam.clears)", 2, columns)
      }
    }
    for window in passWindows {
      text += lines("P and CR count in \(window.year): \(window.terms.joined(separator: " "))", 0, columns)
    }
    return text
  }

  private func plain(_ entry: Entry, _ columns: Int) -> String {
    var text = "\(entry.id)\n\(entry.text.title)\n\n" + lines(entry.text.paragraph, 2, columns)
    for parameter in entry.parameters {
      text += "\n" + lines("\(parameter.id): \(parameter.meaning)", 2, columns)
      for system in RuleBook.systems {
        let ranges = parameter.ranges(system)
        if !ranges.isEmpty { text += lines("\(system.words): \(ranges)", 4, columns) }
      }
      for origin in parameter.origins {
        let open = origin.isOpen ? "; open, see docs/open-rules.md" : ""
        text += lines("Source: \(origin.source) (\(origin.verifiedOn)\(open))", 4, columns)
      }
    }
    if !entry.text.kinds.isEmpty {
      text += "\n" + lines("In a certificate: \(entry.text.kinds.map(\.rawValue).joined(separator: ", "))", 2, columns)
    }
    for title in entry.cases { text += lines("Case \(title)", 2, columns) }
    return text
  }

  private func lines(_ text: String, _ indent: Int, _ columns: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return TerminalText.wrap(TerminalText.safe(text), columns - indent).map { "\(margin)\($0)\n" }.joined()
  }
}

extension RuleBook.Parameter {
  /// Each origin once, in the order of the editions.
  var origins: [RuleBook.Origin] {
    var found: [RuleBook.Origin] = []
    for value in values where !found.contains(value.origin) { found.append(value.origin) }
    return found
  }
}
