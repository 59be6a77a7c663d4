import Rules

/// Chapters of the rule book, by the first word of a rule's id.
enum RuleChapter: CaseIterable {
  case pattern, records, history, english, mathematics, science, language, arts, elective, outside, later

  init(ruleID: String) {
    let word = ruleID.split(separator: ".").first.map(String.init) ?? ""
    self = RuleChapter.allCases.first { $0.words.contains(word) } ?? .records
  }

  private var words: [String] {
    switch self {
    case .pattern: ["edition", "pattern", "part", "college"]
    case .records: ["list", "mark", "repeat", "time", "credit", "course", "grade"]
    case .history: ["a"]
    case .english: ["b"]
    case .mathematics: ["c"]
    case .science: ["d"]
    case .language: ["e"]
    case .arts: ["f"]
    case .elective: ["g"]
    case .outside: ["exam", "waiver"]
    case .later: ["timing", "gpa"]
    }
  }

  /// The subject area that the chapter is about.
  var area: SubjectArea? {
    guard let word = words.first, words.count == 1 else { return nil }
    return SubjectArea(letter: word.uppercased())
  }

  var title: String {
    switch self {
    case .pattern: "The pattern as a whole"
    case .records: "Which records count"
    case .outside: "Exams and waivers"
    case .later: "Timing and grade points"
    default: area.map { "Area \($0.letter): \($0.name)" } ?? ""
    }
  }
}
