import Rules

extension RuleBook {
  /// The first page: what the pattern is, the seven areas, how a verdict is made, which rules hold for whom.
  func introduction() -> String {
    """
    # The rules, in plain words

    To apply to the University of California (UC) or the California State University (CSU), a student needs fifteen yearlong
    courses in seven subject areas, called A to G. This book says what agtrack understands by that: every rule, what it asks
    for students of each entering year, where that is written, and whether it is settled. It is written by
    `agtrack rules --markdown` from the same text and the same values that the program uses, so that it cannot say anything
    else than the program does. What no authority has settled stands in [open-rules.md](open-rules.md).

    ## The seven areas

    | area | subject | semesters | in short |
    |---|---|---|---|
    \(areaRows())

    ## How a verdict is made

    \(Self.method.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n"))

    The proof is called the certificate; `agtrack verdicts --uses` writes it and the student page shows it. It says of each
    record what it does:

    | word | the record |
    |---|---|
    \(UseKind.allCases.map { "| `\($0.rawValue)` | \($0.explanation) |" }.joined(separator: "\n"))

    ## Which rules hold for whom

    The rules go by the fall in which the student would enter the university. Where a table below says "from fall 2015", it
    means students entering then or later.

    | system | edition | entering in fall |
    |---|---|---|
    \(editions.map { "| \($0.system.words) | `\($0.id)` | \($0.first) to \($0.last) |" }.joined(separator: "\n"))

    """
  }

  private static let method = [
    "The student's fall of entering decides which rules hold, for UC and for CSU each.",
    "Each record on the transcript is looked up on the A-G list of its school for its school year; what is not on it does not count.",
    "Only marks of C or better count, semester by semester.",
    "All records of one course are put together, so that a repeat replaces what failed and nothing counts twice.",
    "In mathematics and languages a higher course, or the second half of a course, makes up for what was failed or left out below it.",
    "Every passed semester is placed in one area, A to F before G, and among all ways to place them the best is taken.",
    "What A to F do not need can serve as the elective, G.",
    "Exams and waivers come last and fill only what the courses leave open.",
    "An area is met when nothing is missing, and the pattern is met when all seven areas are.",
    "The verdict comes with its proof: for each record, where it counts and under which rule, or why it does not count.",
  ]

  private func areaRows() -> String {
    SubjectArea.allCases.map { area in
      let id = "\(area.letter.lowercased()).required"
      let values = entries.flatMap(\.parameters).first { $0.id == id }?.values.map(\.value) ?? []
      var amounts: [String] = []
      for value in values where !amounts.contains(value) { amounts.append(value) }
      return "| \(area.letter) | \(area.name) | \(amounts.joined(separator: " or ")) | \(area.summary) |"
    }.joined(separator: "\n")
  }
}

extension SubjectArea {
  fileprivate var summary: String {
    switch self {
    case .a:
      "a year of U.S. history (half of it may be government), and a second year: world history for UC, any for CSU"
    case .b: "four years of English"
    case .c: "algebra, geometry, advanced algebra; higher courses make up for lower ones"
    case .d: "two years: for UC in two sciences, for CSU one of life and one physical"
    case .e: "two years of one language, that is levels 1 and 2"
    case .f: "a year of dance, music, theater or visual arts"
    case .g: "a year more: of the elective list, or of A to F beyond what they need"
    }
  }
}

extension UseKind {
  fileprivate var explanation: String {
    switch self {
    case .earned: "was passed and fills a place"
    case .repeated: "was passed after a D or F in the same course and fills a place"
    case .validated: "was failed or never taken, and a later half or a higher course makes it good"
    case .exam: "is an exam score that fills what the courses leave open"
    case .college: "is a college course that fills a place"
    case .waiver: "is a waiver that lifts what is missing"
    case .surplus: "is not needed in its own area and serves as the elective"
    case .notCounted: "does not count; the rule says why"
    }
  }
}
