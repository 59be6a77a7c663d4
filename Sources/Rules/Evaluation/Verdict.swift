/// Where a student stands in one subject area or in the whole pattern.
public enum Status: String, CaseIterable, Sendable {
  case notMet = "not_met"
  /// Data that could decide it is unmatched: the best and the worst case differ.
  case unknown
  /// Not met, but met if every course running now is passed with C.
  case inProgress = "in_progress"
  case met
}

/// How a record, exam or waiver enters the certificate.
public enum UseKind: String, CaseIterable, Sendable {
  case earned, repeated, validated, exam, college, waiver, surplus
  case notCounted = "not_counted"
}

/// One line of the certificate: what one record (or exam, or waiver) does in the verdict.
public struct Use: Sendable, Equatable {
  /// The record's sequence; 0 for an omitted course that is validated, for exams and for waivers.
  public var record: Int32
  /// The sequence of the exam or waiver, else 0.
  public var source: Int32
  /// The area it serves; for a record that is not counted its listed area, if it has one.
  public var area: SubjectArea?
  public var kind: UseKind
  public var rule: Rule
  /// What it adds to `earned` of the area; 0 where it is not counted.
  public var twelfths: Int
  /// The half of the course: 1, 2, or 0 for both.
  public var part: UInt8
  /// For `validated`: the sequence of the record that validates.
  public var because: Int32

  public init(
    record: Int32, source: Int32 = 0, area: SubjectArea?, kind: UseKind, rule: Rule, twelfths: Int, part: UInt8,
    because: Int32 = 0
  ) {
    self.record = record
    self.source = source
    self.area = area
    self.kind = kind
    self.rule = rule
    self.twelfths = twelfths
    self.part = part
    self.because = because
  }
}

/// What an area still asks for.
public enum Need: Int16, CaseIterable, Sendable {
  case unitedStatesHistory = 1
  case unitedStatesOrCivics, worldHistory, secondHistoryYear
  case english
  case firstMathematics, secondMathematics, thirdMathematics
  case biologicalScience, physicalScience, anotherScience
  case languageLevel1, languageLevel2
  case arts
  case elective

  public var area: SubjectArea {
    switch self {
    case .unitedStatesHistory, .unitedStatesOrCivics, .worldHistory, .secondHistoryYear: .a
    case .english: .b
    case .firstMathematics, .secondMathematics, .thirdMathematics: .c
    case .biologicalScience, .physicalScience, .anotherScience: .d
    case .languageLevel1, .languageLevel2: .e
    case .arts: .f
    case .elective: .g
    }
  }
}

extension Need {
  /// The name that exports and the conformance kit use.
  public var code: String {
    switch self {
    case .unitedStatesHistory: "united-states-history"
    case .unitedStatesOrCivics: "united-states-or-civics"
    case .worldHistory: "world-history"
    case .secondHistoryYear: "second-history-year"
    case .english: "english"
    case .firstMathematics: "first-mathematics"
    case .secondMathematics: "second-mathematics"
    case .thirdMathematics: "third-mathematics"
    case .biologicalScience: "biological-science"
    case .physicalScience: "physical-science"
    case .anotherScience: "another-science"
    case .languageLevel1: "language-level-1"
    case .languageLevel2: "language-level-2"
    case .arts: "arts"
    case .elective: "elective"
    }
  }

  /// What is needed, as it stands in a sentence.
  public var phrase: String {
    switch self {
    case .unitedStatesHistory: "U.S. history"
    case .unitedStatesOrCivics: "U.S. history or American government"
    case .worldHistory: "world history"
    case .secondHistoryYear: "a second year of history or social science"
    case .english: "English"
    case .firstMathematics: "Algebra I or Mathematics I"
    case .secondMathematics: "Geometry or Mathematics II"
    case .thirdMathematics: "Algebra II, Mathematics III or advanced mathematics"
    case .biologicalScience: "biological science"
    case .physicalScience: "physical science"
    case .anotherScience: "science toward a year in each of two disciplines"
    case .languageLevel1: "level 1 of a language"
    case .languageLevel2: "level 2 of the same language"
    case .arts: "one visual or performing art"
    case .elective: "college-preparatory electives"
    }
  }
}

/// A need and its amount in twelfths of a year.
public struct Shortfall: Sendable, Equatable {
  public var need: Need
  public var twelfths: Int

  public init(need: Need, twelfths: Int) {
    self.need = need
    self.twelfths = twelfths
  }
}

/// The answer for one student under one edition, with what proves it. Amounts are twelfths of a year.
public struct Verdict: Sendable, Equatable {
  public var required: PerArea<Int>
  /// Counted in each area, never more than required.
  public var earned: PerArea<Int>
  /// What the courses running now would add if passed with C; never negative.
  public var inProgress: PerArea<Int>
  /// What each area would miss if they were all passed; what it misses now where nothing is running.
  public var missingLater: PerArea<Int>
  public var status: PerArea<Status>
  /// The whole pattern.
  public var overall: Status
  public var uses: [Use]
  public var shortfalls: [Shortfall]
  /// Area G would be met if its own courses did not fill area A or D.
  public var electiveServesOtherArea: Bool
  /// What each area would miss at best, each for itself: if records that no course list knows were matched, and where
  /// only that decides, if running courses were passed too. Never more than is missing; where the search was cut, it may
  /// be more than this.
  public var bestMissing: PerArea<Int>
  /// What would decide the areas whose status is unknown, in the order of the areas; none where the search for it was
  /// cut.
  public var openRecords: [OpenRecords]
  /// Why what is missing is missing, in the order of the areas.
  public var reasons: [Reason]
  /// Other uses of the same courses, in the order of the areas that they would meet.
  public var alternatives: [Alternative]
  /// A search ended before it had proved its answer: areas that might still be met are unknown, best cases are bounds
  /// from below, and reasons that could not be proved are left out.
  public var isCut: Bool

  public func missing(_ area: SubjectArea) -> Int { required[area] - earned[area] }
}
