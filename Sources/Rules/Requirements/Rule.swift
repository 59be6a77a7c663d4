/// Every rule that a verdict can name, by the id that also stands in policies, exports and the rule book.
///
/// The numbers are never used again; 1 was `list.approved`, which a course that counts need not be told, and 14 `mark.none`,
/// which no row that is read can be.
public enum Rule: Int16, CaseIterable, Sendable {
  case listNotApproved = 2
  case listUnmatched
  case markDeficient = 10
  case markPassOutsideWindow, markNoCredit, markRunning
  case repeatAnyPass = 20
  case repeatAlreadyPassed, repeatArts
  case termLater = 30
  case creditNone, twoYearMark
  case gradeSix = 40
  case gradeMiddleSchool
  case unitedStatesHistory = 100
  case civics, worldHistory, secondHistoryYear, historyFromElective
  case english = 110
  case englishLanguageDevelopment, englishLanguageDevelopmentGrade12, englishNinthGrade
  case mathematicsSlots = 120
  case secondHalfValidates, higherMathematicsValidates, advancedThirdYear
  case scienceDisciplines = 130
  case chemistryValidates, scienceFromElective
  case languageLevels = 140
  case languageHalfValidates, languageLevelValidates
  case artsYear = 150
  case electiveListed = 160
  case electiveSurplus, electiveNotNeeded, electiveNotEligible
  case examClears = 170
  case waiverGranted

  public var id: String {
    switch self {
    case .listNotApproved: "list.not-approved"
    case .listUnmatched: "list.unmatched"
    case .markDeficient: "mark.c-or-better"
    case .markPassOutsideWindow: "mark.pass-window"
    case .markNoCredit: "mark.no-credit"
    case .markRunning: "mark.running"
    case .repeatAnyPass: "repeat.any-pass"
    case .repeatAlreadyPassed: "repeat.already-passed"
    case .repeatArts: "repeat.arts"
    case .termLater: "time.as-of"
    case .creditNone: "credit.none"
    case .twoYearMark: "course.two-years"
    case .gradeSix: "grade.six"
    case .gradeMiddleSchool: "grade.middle-school"
    case .unitedStatesHistory: "a.united-states"
    case .civics: "a.civics"
    case .worldHistory: "a.world"
    case .secondHistoryYear: "a.second-year"
    case .historyFromElective: "a.from-elective"
    case .english: "b.english"
    case .englishLanguageDevelopment: "b.eld-most"
    case .englishLanguageDevelopmentGrade12: "b.eld-before-grade-12"
    case .englishNinthGrade: "b.ninth-grade-most"
    case .mathematicsSlots: "c.three-years"
    case .secondHalfValidates: "c.second-half-validates"
    case .higherMathematicsValidates: "c.higher-course-validates"
    case .advancedThirdYear: "c.advanced-third-year"
    case .scienceDisciplines: "d.disciplines"
    case .chemistryValidates: "d.chemistry-validates"
    case .scienceFromElective: "d.from-elective"
    case .languageLevels: "e.two-levels"
    case .languageHalfValidates: "e.second-half-validates"
    case .languageLevelValidates: "e.higher-level-validates"
    case .artsYear: "f.year"
    case .electiveListed: "g.listed"
    case .electiveSurplus: "g.surplus"
    case .electiveNotNeeded: "g.not-needed"
    case .electiveNotEligible: "g.eligible"
    case .examClears: "exam.clears"
    case .waiverGranted: "waiver.granted"
    }
  }
}
