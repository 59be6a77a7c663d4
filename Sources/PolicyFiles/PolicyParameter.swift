import Rules

/// One parameter of an edition as its file states it: the value with its meaning and where it comes from.
public struct PolicyParameter: Sendable, Equatable {
  public let id: String
  /// As it stands in the file: `2`, `true`, `one-discipline`.
  public let value: String
  /// The value in words: `2 semesters`, `yes`, `two semesters of one discipline`.
  public let phrase: String
  public let meaning: String
  public let provenance: Provenance
  /// The line of the value in the file, from 1.
  public let line: Int?
}

/// What the value of a parameter may be.
enum ParameterKind: Sendable {
  /// An amount, 0 to 10 semesters.
  case semesters
  /// Units of a college course.
  case units
  /// Grades that earn an honors point.
  case honors
  case flag
  case schoolYear
  /// One of some words, each with what it means.
  case word([(word: String, phrase: String)])

  /// Every parameter of an edition, in the order of the rule book.
  static let all: [(id: String, kind: ParameterKind)] =
    SubjectArea.allCases.map { (ParameterKind.required($0), .semesters) } + [
      ("a.united-states", .semesters), ("a.civics-most", .semesters),
      (
        "a.second-year",
        .word([
          ("world", "world history from area A"),
          ("any-history", "any history of area A, then social science of area G"),
        ])
      ),
      ("b.eld-most", .semesters), ("b.eld-before-grade-12", .flag), ("b.ninth-grade-most", .semesters),
      ("c.geometry-omission-validated", .flag), ("c.advanced-third-year", .flag),
      ("c.statistics-through", .schoolYear), ("c.mathematics-2-validates-first-year", .flag),
      ("c.mathematics-3-validates-mathematics-2", .flag), ("c.geometry-validates-first-year", .flag),
      (
        "d.pattern",
        .word([
          ("two-foundations", "a year each in two of biology, chemistry and physics"),
          ("life-and-physical", "a biological and a physical year"),
        ])
      ),
      ("d.earth-or-interdisciplinary-year", .flag), ("d.elective-most", .semesters), ("d.chemistry-validates", .flag),
      (
        "f.rule",
        .word([
          ("any-two-semesters", "any two semesters"), ("one-yearlong-course", "one yearlong course"),
          ("one-discipline", "two semesters of one discipline"),
        ])
      ),
      ("g.eligible-only", .flag), ("college.semester-units", .units), ("college.quarter-units", .units),
      ("college.civics", .semesters),
      (
        "timing.rule",
        .word([
          ("none", "nothing"), ("11-of-15-before-final-year", "11 of the 15 years before grade 12"),
          ("7-of-15-in-final-two-years", "7 of the 15 years in grades 11 and 12"),
        ])
      ),
      ("gpa.honors-most", .honors), ("gpa.honors-grade-10-most", .honors),
    ]

  static func required(_ area: SubjectArea) -> String { "\(area.letter.lowercased()).required" }

  /// A checked value in words.
  func phrase(_ mapping: StrictMapping, id: String) throws(PolicyFileError) -> String {
    switch self {
    case .semesters:
      let number = try mapping.integer("value", in: 0...10)
      return number == 0 ? "none" : "\(number) \(number == 1 ? "semester" : "semesters")"
    case .units: return "\(try mapping.integer("value", in: 1...20)) units"
    case .honors:
      let number = try mapping.integer("value", in: 0...40)
      return "\(number) \(number == 1 ? "semester" : "semesters")"
    case .flag: return try mapping.flag("value") ? "yes" : "no"
    case .schoolYear:
      let text = try mapping.text("value")
      guard SchoolYear(code: text) != nil else {
        throw mapping.error("a school year as 2024-25 belongs here", at: "value")
      }
      return text
    case .word(let words):
      let text = try mapping.text("value")
      guard let found = words.first(where: { $0.word == text }) else {
        throw mapping.error("\(id) must be one of \(words.map(\.word).joined(separator: ", "))", at: "value")
      }
      return found.phrase
    }
  }
}
