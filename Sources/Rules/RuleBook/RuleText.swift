/// A rule as the rule book tells it to a counselor, a student or a parent.
public struct RuleText: Sendable {
  public let title: String
  /// What the rule says, in sentences that need no knowledge of this program.
  public let paragraph: String
  /// Ids of the parameters whose values the rule asks an edition for.
  public let parameters: [String]
  /// How a record appears in a certificate under this rule; empty where the rule places no record.
  public let kinds: [UseKind]

  init(_ title: String, asks parameters: [String] = [], as kinds: [UseKind] = [], _ paragraph: String) {
    (self.title, self.parameters, self.kinds, self.paragraph) = (title, parameters, kinds, paragraph)
  }

  /// Every rule with its text: those that govern the whole, then those that a verdict names, in their order.
  public static let all: [(id: String, text: RuleText)] =
    GeneralRule.allCases.map { ($0.rawValue, $0.text) } + Rule.allCases.map { ($0.id, $0.text) }
}

extension [UseKind] {
  /// A passed course that fills a place.
  static let filling: [UseKind] = [.earned, .repeated, .college]
}

/// A rule about the pattern as a whole, about timing or about grade points; no line of a certificate names it.
public enum GeneralRule: String, CaseIterable, Sendable {
  case edition = "edition.entering-year"
  case amounts = "pattern.required"
  case objective = "pattern.objective"
  case status = "pattern.status"
  case terms = "part.terms"
  case sameCourse = "part.same-course"
  case college = "college.units"
  case timing = "timing.rule"
  case grades = "gpa.grades"
  case honors = "gpa.honors"

  public var text: RuleText {
    switch self {
    case .edition: .edition
    case .amounts: .amounts
    case .objective: .objective
    case .status: .status
    case .terms: .terms
    case .sameCourse: .sameCourse
    case .college: .college
    case .timing: .timing
    case .grades: .grades
    case .honors: .honors
    }
  }
}

extension Rule {
  public var text: RuleText {
    switch self {
    case .listNotApproved: .notApproved
    case .listUnmatched: .unmatched
    case .markDeficient: .deficient
    case .markPassOutsideWindow: .passWindow
    case .markNoCredit: .noCredit
    case .markRunning: .running
    case .repeatAnyPass: .anyPass
    case .repeatAlreadyPassed: .alreadyPassed
    case .repeatArts: .artsRepeat
    case .termLater: .later
    case .creditNone: .noCredits
    case .twoYearMark: .twoYears
    case .gradeSix: .gradeSix
    case .gradeMiddleSchool: .middleSchool
    case .unitedStatesHistory: .unitedStates
    case .civics: .civics
    case .worldHistory: .world
    case .secondHistoryYear: .secondYear
    case .historyFromElective: .historyFromElective
    case .english: .english
    case .englishLanguageDevelopment: .languageDevelopment
    case .englishLanguageDevelopmentGrade12: .languageDevelopmentGrade12
    case .englishNinthGrade: .ninthGrade
    case .mathematicsSlots: .threeYears
    case .secondHalfValidates: .mathematicsHalf
    case .higherMathematicsValidates: .higherMathematics
    case .advancedThirdYear: .advancedYear
    case .scienceDisciplines: .disciplines
    case .chemistryValidates: .chemistry
    case .scienceFromElective: .scienceFromElective
    case .languageLevels: .twoLevels
    case .languageHalfValidates: .languageHalf
    case .languageLevelValidates: .higherLevel
    case .artsYear: .arts
    case .electiveListed: .elective
    case .electiveSurplus: .surplus
    case .electiveNotNeeded: .notNeeded
    case .electiveNotEligible: .notEligible
    case .examClears: .exam
    case .waiverGranted: .waiver
    }
  }
}
