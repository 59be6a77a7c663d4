import Rules

/// Looks through the exam table and the pass windows for lines that can never decide anything.
struct SharedTablesCheck {
  private(set) var problems: [PolicyFileError] = []

  init(_ shared: SharedTables, editions: [PolicyFile]) {
    checkScores(shared.exams)
    checkSubjects(shared)
    checkOrder(shared.exams)
    for entry in shared.exams where editions.allSatisfy({ $0.policy.required[entry.credit.area] == 0 }) {
      report(
        entry,
        "\(entry.name) clears area \(entry.credit.area.letter), in which no edition requires anything; leave it out")
    }
    checkEnglish(shared.exams, most: editions.map { $0.policy.required[.b] }.max() ?? 0)
    checkWindows(shared.passWindows)
  }

  private mutating func report(_ entry: ExamEntry, _ message: String) {
    problems.append(PolicyFileError(file: PolicyLibrary.examsFile, line: entry.line, message: message))
  }

  private mutating func checkScores(_ exams: [ExamEntry]) {
    for entry in exams {
      let scale = entry.program.scale(subject: entry.subjects.first ?? "")
      if !scale.contains(entry.minimumScore) {
        report(
          entry,
          "\(entry.name) asks for \(entry.minimumScore), but scores go from \(scale.lowerBound) to \(scale.upperBound); correct minimum_score"
        )
      }
    }
  }

  /// A subject twice on one line, or both with and without credit.
  private mutating func checkSubjects(_ shared: SharedTables) {
    for entry in shared.exams {
      var seen: [String] = []
      for subject in entry.subjects {
        if seen.contains(ExamSubject.folded(subject)) {
          report(entry, "\(subject) stands twice in this line; names are compared without case and punctuation")
        }
        seen.append(ExamSubject.folded(subject))
      }
    }
    var known: [String] = []
    for (program, subject, line) in shared.withoutCredit {
      let key = "\(program.rawValue) \(ExamSubject.folded(subject))"
      let hasCredit = shared.exams.contains {
        $0.program == program && $0.subjects.contains { ExamSubject.folded($0) == ExamSubject.folded(subject) }
      }
      if hasCredit || known.contains(key) {
        problems.append(
          PolicyFileError(
            file: PolicyLibrary.examsFile, line: line,
            message: hasCredit
              ? "\(program.rawValue) \(subject) is without credit here, but a line above gives it credit; keep one"
              : "\(program.rawValue) \(subject) stands twice without credit; keep one"))
      }
      known.append(key)
    }
  }

  /// Of two lines for one subject the higher score must clear more.
  private mutating func checkOrder(_ exams: [ExamEntry]) {
    for (index, entry) in exams.enumerated() {
      for earlier in exams[..<index] where earlier.program == entry.program {
        let own = entry.subjects.map(ExamSubject.folded)
        guard let shared = earlier.subjects.first(where: { own.contains(ExamSubject.folded($0)) }) else { continue }
        let (lower, higher) = entry.minimumScore < earlier.minimumScore ? (entry, earlier) : (earlier, entry)
        if lower.minimumScore == higher.minimumScore {
          report(
            entry, "\(shared) with \(entry.minimumScore) stands in two lines, of which one is never used; keep one")
        } else if !higher.credit.isMore(than: lower.credit) {
          report(
            higher,
            "\(shared) with \(higher.minimumScore) clears no more than it does with \(lower.minimumScore); leave the line out"
          )
        }
      }
    }
  }

  private mutating func checkEnglish(_ exams: [ExamEntry], most required: Int) {
    for entry in exams {
      guard case .english(let most) = entry.credit, most > required, required > 0 else { continue }
      report(
        entry,
        "\(entry.name) clears up to \(most / 6) semesters, but no edition asks for more than \(required / 6) in area B; lower most"
      )
    }
  }

  private mutating func checkWindows(_ windows: [PassWindowEntry]) {
    var seen: [(year: SchoolYear, term: Term)] = []
    for entry in windows {
      if entry.window.terms.isEmpty {
        problems.append(
          PolicyFileError(
            file: PolicyLibrary.passWindowsFile, line: entry.line, message: "the window names no term; leave it out"))
      }
      for term in entry.window.terms {
        if seen.contains(where: { $0.year == entry.window.year && $0.term == term }) {
          problems.append(
            PolicyFileError(
              file: PolicyLibrary.passWindowsFile, line: entry.line,
              message: "\(term.rawValue) of \(entry.window.year.code) stands twice; keep one"))
        }
        seen.append((entry.window.year, term))
      }
    }
  }
}

extension ExamProgram {
  /// Scores that can be reached; the writing sections of the newer SAT have 10 to 40.
  fileprivate func scale(subject: String) -> ClosedRange<Int> {
    switch self {
    case .ap: 1...5
    case .ib: 1...7
    case .sat: ExamSubject.folded(subject) == "writingandlanguage" ? 10...40 : 200...800
    case .satSubject: 200...800
    case .act: 1...36
    }
  }
}

extension ExamCredit {
  /// Whether this credit clears more than another of the same subject: another requirement, or more of English.
  fileprivate func isMore(than other: ExamCredit) -> Bool {
    if case .english(let own) = self, case .english(let others) = other { return own > others }
    return self != other
  }
}
