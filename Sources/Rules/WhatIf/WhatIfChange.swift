/// One change that a person wants to try on a student: `mark ALG2 S2 C`.
public enum WhatIfChange: Sendable, Equatable {
  /// A mark that stands on the transcript, or a running course's, is another one.
  case mark(course: String, year: SchoolYear?, term: Term, mark: Mark)
  /// A course is taken; without a term both halves, without a mark with C.
  case add(course: String, year: SchoolYear, term: Term?, mark: Mark)
  /// Records of a course are gone.
  case drop(course: String, year: SchoolYear?, term: Term?)
  case exam(program: ExamProgram, subject: String, score: Int)
  case system(System)
  /// The edition of another fall.
  case entering(Int)

  /// Why a text is no change, in words.
  public struct Problem: Error, Equatable, Sendable {
    public let message: String
  }

  /// What is understood.
  public static let forms = """
    mark COURSE [YEAR] TERM MARK   mark ALG2 S2 C, mark ALG2 2025-26 S2 C
    add COURSE YEAR [TERM] [MARK]  add SPAN2 2026-27, add SPAN2 2026-27 S1 B
    drop COURSE [YEAR] [TERM]      drop SPAN2, drop SPAN2 2026-27 S1
    exam PROGRAM SUBJECT SCORE     exam AP 07 3, exam IB History HL 5
    system uc|csu                  system uc
    entering YEAR                  entering 2027
    """

  /// Reads a change as it is written on the command line. Keywords, terms and marks are read without case; a course may
  /// have spaces in its code.
  public init(_ text: String) throws(Problem) {
    var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard !words.isEmpty else { throw Problem(message: "the change is empty") }
    let verb = words.removeFirst().lowercased()
    switch verb {
    case "mark": self = try WhatIfChange.mark(words)
    case "add": self = try WhatIfChange.add(words)
    case "drop": self = try WhatIfChange.drop(words)
    case "exam": self = try WhatIfChange.exam(words)
    case "system":
      guard words.count == 1, let system = System(rawValue: words[0].lowercased()) else {
        throw Problem(message: "system is uc or csu")
      }
      self = .system(system)
    case "entering":
      guard words.count == 1, let year = Int(words[0]), (1990...2100).contains(year) else {
        throw Problem(message: "entering needs the year of a fall, as 2027")
      }
      self = .entering(year)
    default: throw Problem(message: "a change begins with mark, add, drop, exam, system or entering")
    }
  }

  private static func mark(_ given: [String]) throws(Problem) -> WhatIfChange {
    var words = given
    guard let last = words.popLast(), let mark = Mark(rawValue: last.uppercased()) else {
      throw Problem(message: "mark ends with a mark: A+ to F, P, CR, NP, NC, I or W")
    }
    guard let before = words.popLast(), let term = Term(rawValue: before.uppercased()) else {
      throw Problem(message: "before the mark stands its term: S1, S2, T1 to T3, Q1 to Q4, FY or SU")
    }
    let year = takeYear(&words)
    return .mark(course: try course(words), year: year, term: term, mark: mark)
  }

  private static func add(_ given: [String]) throws(Problem) -> WhatIfChange {
    var words = given
    guard let place = words.lastIndex(where: { SchoolYear(code: $0) != nil }),
      let year = SchoolYear(code: words[place])
    else { throw Problem(message: "add needs a school year, as 2026-27") }
    var rest = Array(words[(place + 1)...])
    words.removeSubrange(place...)
    var term: Term?
    var mark = Mark.c
    if let first = rest.first, let found = Term(rawValue: first.uppercased()) {
      term = found
      rest.removeFirst()
    }
    if let first = rest.first, let found = Mark(rawValue: first.uppercased()) {
      mark = found
      rest.removeFirst()
    }
    guard rest.isEmpty else {
      throw Problem(message: "after the school year stand at most a term (S1, S2, FY, SU, ...) and a mark")
    }
    return .add(course: try course(words), year: year, term: term, mark: mark)
  }

  private static func drop(_ given: [String]) throws(Problem) -> WhatIfChange {
    var words = given
    var term: Term?
    if words.count > 1, let last = words.last, let found = Term(rawValue: last.uppercased()) {
      term = found
      words.removeLast()
    }
    let year = takeYear(&words)
    return .drop(course: try course(words), year: year, term: term)
  }

  private static func exam(_ given: [String]) throws(Problem) -> WhatIfChange {
    var words = given
    guard words.count >= 3, let program = ExamProgram(rawValue: words.removeFirst().uppercased()) else {
      throw Problem(message: "exam needs a program (AP, IB, SAT, SAT2 or ACT), a subject and a score")
    }
    let scores =
      switch program {
      case .ap: 1...5
      case .ib: 1...7
      case .sat, .satSubject: 200...800
      case .act: 1...36
      }
    guard let last = words.popLast(), let score = Int(last), scores.contains(score) else {
      throw Problem(
        message: "a score of \(program.rawValue) lies between \(scores.lowerBound) and \(scores.upperBound)")
    }
    return .exam(program: program, subject: words.joined(separator: " "), score: score)
  }

  private static func takeYear(_ words: inout [String]) -> SchoolYear? {
    guard words.count > 1, let last = words.last, let year = SchoolYear(code: last) else { return nil }
    words.removeLast()
    return year
  }

  private static func course(_ words: [String]) throws(Problem) -> String {
    guard !words.isEmpty else { throw Problem(message: "the course is missing") }
    return words.joined(separator: " ")
  }
}
