public import Rules

/// One line of the exam table as its file states it.
public struct ExamEntry: Sendable, Equatable {
  public let program: ExamProgram
  /// As they stand in the file; the first is the one to print, unless it is a code.
  public let subjects: [String]
  public let minimumScore: Int
  public let credit: ExamCredit
  /// The language, where the exam is one in a language.
  public let language: String?
  /// The last year in which the exam was given, and who says so; nil for one that is still given.
  public let lastGiven: LastGiven?
  public let provenance: Provenance
  let line: Int?

  public struct LastGiven: Sendable, Equatable {
    public let year: Int
    public let provenance: Provenance
  }

  /// Whether somebody can take the exam in the spring of a school year.
  public func isGiven(in year: SchoolYear) -> Bool { lastGiven.map { Int(year.fall) + 1 <= $0.year } ?? true }

  /// The name to print: the first subject that is not a code.
  public var name: String { subjects.first { Int($0) == nil } ?? subjects.first ?? "" }

  /// What the score clears, in words.
  public var clears: String {
    switch credit {
    case .unitedStatesHistory: "U.S. history, a year"
    case .worldHistory: "world history, a year"
    case .civics: "civics, the half-year beside U.S. history"
    case .english(let most):
      most >= 48 ? "English, all that is missing" : "English, up to \(most / 6) semesters of what is missing"
    case .mathematics: "the first and the third year of mathematics, never geometry"
    case .biology: "a year of biology"
    case .chemistry: "a year of chemistry"
    case .physics: "a year of physics"
    case .interdisciplinaryScience: "a year, as interdisciplinary science"
    case .language: "two years of \(language ?? "that language")"
    case .arts: "the year of arts"
    case .elective: "the year of electives"
    }
  }
}

/// The terms of one school year in which P and CR count, as their file states them.
public struct PassWindowEntry: Sendable, Equatable {
  public let window: PassWindow
  public let provenance: Provenance
  let line: Int?
}

/// The tables that all editions share: exams and the terms in which P and CR count.
public struct SharedTables: Sendable {
  public let exams: [ExamEntry]
  /// Subjects that are known and clear nothing, with their lines.
  let withoutCredit: [(program: ExamProgram, subject: String, line: Int?)]
  public let passWindows: [PassWindowEntry]
  let examTable: ExamTable

  init(exams: String, passWindows: String) throws(PolicyFileError) {
    let root = try StrictMapping.root(
      exams, file: PolicyLibrary.examsFile, known: ["exams", "without_credit", "ap_ready"])
    self.exams = try SharedTables.readExams(root)
    withoutCredit = try SharedTables.readWithoutCredit(root)
    self.passWindows = try SharedTables.readWindows(passWindows)
    examTable = ExamTable(
      rules: self.exams.map {
        ExamRule(
          program: $0.program, subjects: $0.subjects, minimumScore: Int32($0.minimumScore * 100), credit: $0.credit)
      }, withoutCredit: withoutCredit.map { ($0.program, $0.subject) }, ready: try SharedTables.readReadiness(root))
  }

  private static func readReadiness(_ root: StrictMapping) throws(PolicyFileError) -> AdvancedPlacementReadiness {
    let mapping = try StrictMapping(
      try root.node("ap_ready"), file: root.file, known: ["marks", "lowest"] + Provenance.keys)
    _ = try Provenance(mapping)
    let letters = ["A": 4, "B": 3, "C": 2]
    guard let points = letters[try mapping.text("lowest")] else {
      throw mapping.error("lowest must be A, B or C", at: "lowest")
    }
    return AdvancedPlacementReadiness(leastMarks: try mapping.integer("marks", in: 1...8), lowestPoints: points)
  }

  private static func readExams(_ root: StrictMapping) throws(PolicyFileError) -> [ExamEntry] {
    guard case .sequence(let rows) = try root.node("exams").content else {
      throw root.error("exams must be a list", at: "exams")
    }
    var entries: [ExamEntry] = []
    for row in rows {
      let line = try StrictMapping(
        row, file: root.file,
        known: ["program", "subjects", "minimum_score", "clears", "language", "most", "last_given"] + Provenance.keys)
      guard let program = ExamProgram(rawValue: try line.text("program")) else {
        throw line.error("program must be one of AP, IB, SAT, SAT2, ACT", at: "program")
      }
      entries.append(
        ExamEntry(
          program: program, subjects: try line.texts("subjects"),
          minimumScore: try line.integer("minimum_score", in: 1...1600), credit: try credit(line),
          language: line.optional("language") == nil ? nil : try line.text("language"),
          lastGiven: try lastGiven(line), provenance: try Provenance(line),
          line: line.line(of: "subjects")))
    }
    return entries
  }

  private static func lastGiven(
    _ line: StrictMapping
  ) throws(PolicyFileError) -> ExamEntry.LastGiven? {
    guard let node = line.optional("last_given") else { return nil }
    let mapping = try StrictMapping(node, file: line.file, known: ["year"] + Provenance.keys)
    return ExamEntry.LastGiven(year: try mapping.integer("year", in: 1956...2100), provenance: try Provenance(mapping))
  }

  private static func readWithoutCredit(
    _ root: StrictMapping
  ) throws(PolicyFileError) -> [(program: ExamProgram, subject: String, line: Int?)] {
    let known = try StrictMapping(
      try root.node("without_credit"), file: root.file, known: ExamProgram.allCases.map(\.rawValue))
    var subjects: [(program: ExamProgram, subject: String, line: Int?)] = []
    for key in known.keys {
      guard let program = ExamProgram(rawValue: key) else { continue }
      for subject in try known.texts(key) { subjects.append((program, subject, known.line(of: key))) }
    }
    return subjects
  }

  private static func credit(_ line: StrictMapping) throws(PolicyFileError) -> ExamCredit {
    let clears = try line.text("clears")
    for (key, partner) in [("most", "english"), ("language", "language")]
    where line.optional(key) != nil && clears != partner {
      throw line.error("\(key) stands only beside clears: \(partner)", at: key)
    }
    switch clears {
    case "united-states-history": return .unitedStatesHistory
    case "world-history": return .worldHistory
    case "civics": return .civics
    case "english": return .english(most: try line.integer("most", in: 1...8) * 6)
    case "mathematics": return .mathematics
    case "biology": return .biology
    case "chemistry": return .chemistry
    case "physics": return .physics
    case "interdisciplinary-science": return .interdisciplinaryScience
    case "language": return .language(NameKey(try line.text("language")))
    case "arts": return .arts
    case "elective": return .elective
    default: throw line.error("clears names no requirement that an exam can clear", at: "clears")
    }
  }

  private static func readWindows(_ text: String) throws(PolicyFileError) -> [PassWindowEntry] {
    let root = try StrictMapping.root(text, file: PolicyLibrary.passWindowsFile, known: ["windows"])
    guard case .sequence(let rows) = try root.node("windows").content else {
      throw root.error("windows must be a list", at: "windows")
    }
    var windows: [PassWindowEntry] = []
    for row in rows {
      let line = try StrictMapping(row, file: root.file, known: ["school_year", "terms"] + Provenance.keys)
      guard let year = SchoolYear(code: try line.text("school_year")) else {
        throw line.error("school_year must be written as 2019-20", at: "school_year")
      }
      var terms: [Term] = []
      for code in try line.texts("terms") {
        guard let term = Term(rawValue: code) else { throw line.error("\(code) is no term", at: "terms") }
        terms.append(term)
      }
      windows.append(
        PassWindowEntry(
          window: PassWindow(year: year, terms: terms), provenance: try Provenance(line), line: line.line(of: "terms")))
    }
    return windows
  }
}
