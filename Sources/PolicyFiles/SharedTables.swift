import Rules
import Yams

/// The tables that all editions share: exams and the terms in which P and CR count.
struct SharedTables: Sendable {
  let exams: ExamTable
  let passWindows: [PassWindow]

  init(exams: String, passWindows: String) throws(PolicyFileError) {
    self.exams = try SharedTables.readExams(exams)
    self.passWindows = try SharedTables.readWindows(passWindows)
  }

  private static func readExams(_ text: String) throws(PolicyFileError) -> ExamTable {
    let file = PolicyLibrary.examsFile
    let root = try StrictMapping.root(text, file: file, known: ["verified_on", "exams", "without_credit"])
    _ = try root.text("verified_on")
    guard case .sequence(let rows) = try root.node("exams") else {
      throw root.error("exams must be a list", at: "exams")
    }
    var rules: [ExamRule] = []
    for row in rows {
      let line = try StrictMapping(
        row, file: file,
        known: ["program", "subjects", "minimum_score", "clears", "language", "most", "source"])
      _ = try line.text("source")
      guard let program = ExamProgram(rawValue: try line.text("program")) else {
        throw line.error("program must be one of AP, IB, SAT, SAT2, ACT", at: "program")
      }
      rules.append(
        ExamRule(
          program: program, subjects: try line.texts("subjects"),
          minimumScore: Int32(try line.integer("minimum_score", in: 1...1600) * 100), credit: try credit(line)))
    }
    let known = try StrictMapping(
      try root.node("without_credit"), file: file, known: ExamProgram.allCases.map(\.rawValue))
    var withoutCredit: [(ExamProgram, String)] = []
    for key in known.keys {
      guard let program = ExamProgram(rawValue: key) else { continue }
      for subject in try known.texts(key) { withoutCredit.append((program, subject)) }
    }
    return ExamTable(rules: rules, withoutCredit: withoutCredit)
  }

  private static func credit(_ line: StrictMapping) throws(PolicyFileError) -> ExamCredit {
    switch try line.text("clears") {
    case "united-states-history": .unitedStatesHistory
    case "world-history": .worldHistory
    case "civics": .civics
    case "english": .english(most: try line.integer("most", in: 1...8) * 6)
    case "mathematics": .mathematics
    case "biology": .biology
    case "chemistry": .chemistry
    case "physics": .physics
    case "interdisciplinary-science": .interdisciplinaryScience
    case "language": .language(NameKey(try line.text("language")))
    case "arts": .arts
    case "elective": .elective
    default: throw line.error("clears names no requirement that an exam can clear", at: "clears")
    }
  }

  private static func readWindows(_ text: String) throws(PolicyFileError) -> [PassWindow] {
    let root = try StrictMapping.root(text, file: PolicyLibrary.passWindowsFile, known: ["verified_on", "windows"])
    _ = try root.text("verified_on")
    guard case .sequence(let rows) = try root.node("windows") else {
      throw root.error("windows must be a list", at: "windows")
    }
    var windows: [PassWindow] = []
    for row in rows {
      let line = try StrictMapping(row, file: PolicyLibrary.passWindowsFile, known: ["school_year", "terms", "source"])
      _ = try line.text("source")
      guard let year = SchoolYear(code: try line.text("school_year")) else {
        throw line.error("school_year must be written as 2019-20", at: "school_year")
      }
      var terms: [Term] = []
      for code in try line.texts("terms") {
        guard let term = Term(rawValue: code) else { throw line.error("\(code) is no term", at: "terms") }
        terms.append(term)
      }
      windows.append(PassWindow(year: year, terms: terms))
    }
    return windows
  }
}
