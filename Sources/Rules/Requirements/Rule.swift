/// Every rule that a verdict can name, by the id that also stands in policies, exports and the rule book.
///
/// The numbers are stored with verdicts: they are never reused or changed.
public enum Rule: Int16, CaseIterable, Sendable {
  case listApproved = 1
  case listNotApproved, listUnmatched
  case markDeficient = 10
  case markPassOutsideWindow, markNoCredit, markRunning, markNone
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
    case .listApproved: "list.approved"
    case .listNotApproved: "list.not-approved"
    case .listUnmatched: "list.unmatched"
    case .markDeficient: "mark.c-or-better"
    case .markPassOutsideWindow: "mark.pass-window"
    case .markNoCredit: "mark.no-credit"
    case .markRunning: "mark.running"
    case .markNone: "mark.none"
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

  /// One sentence that a counselor can read out beside a record.
  public var sentence: String {
    switch self {
    case .listApproved: "The course is on the institution's A-G list for that school year."
    case .listNotApproved: "The course was not on the institution's A-G list in that school year."
    case .listUnmatched:
      "The institution's course list does not know this course; until it is matched it counts for nothing."
    case .markDeficient: "A mark below C- earns no credit toward the pattern."
    case .markPassOutsideWindow:
      "P and CR count only in the pandemic terms of 2020 and 2020-21, and never for college work."
    case .markNoCredit: "This mark earns no credit."
    case .markRunning: "The course is running now; it counts once it is passed."
    case .markNone: "There is no mark."
    case .repeatAnyPass: "The course was repeated; the attempt with C or better counts."
    case .repeatAlreadyPassed: "The course was already passed; a second pass earns nothing more."
    case .repeatArts: "A repeated arts course counts again, as an elective only."
    case .termLater: "The record is later than the day of this evaluation."
    case .creditNone: "The record carries no credit."
    case .twoYearMark: "In a two-year course the last mark of each year is that year's mark."
    case .gradeSix: "Courses in grade 6 do not count."
    case .gradeMiddleSchool: "From grades 7 and 8 only mathematics and languages count."
    case .unitedStatesHistory: "U.S. history."
    case .civics: "Civics or American government, at most one semester beside U.S. history."
    case .worldHistory: "World history, cultures and geography."
    case .secondHistoryYear: "The second year of history or social science."
    case .historyFromElective: "CSU takes social science from the elective list for the second year of history."
    case .english: "College-preparatory English."
    case .englishLanguageDevelopment: "At most one year of English language development counts."
    case .englishLanguageDevelopmentGrade12: "UC does not count English language development taken in grade 12."
    case .englishNinthGrade: "At most one year of ninth-grade English counts in area B."
    case .mathematicsSlots: "Algebra, geometry and advanced algebra, a year each."
    case .secondHalfValidates: "C or better in the second half validates the first half."
    case .higherMathematicsValidates: "C or better in a higher mathematics course validates this half."
    case .advancedThirdYear: "Advanced mathematics fills the third year."
    case .scienceDisciplines: "Two years of science in the disciplines the system asks for."
    case .chemistryValidates: "CSU: the second half of chemistry validates a D or F in the first."
    case .scienceFromElective: "CSU takes one year of science from the elective list."
    case .languageLevels: "Two levels of one language."
    case .languageHalfValidates: "C or better in the second half of a level validates the first."
    case .languageLevelValidates: "C or better in a higher level validates the lower levels."
    case .artsYear: "One year of visual and performing arts."
    case .electiveListed: "A course on the elective list."
    case .electiveSurplus: "A course beyond what its own area needs serves as the elective."
    case .electiveNotNeeded: "Passed, but no area needs it."
    case .electiveNotEligible: "Passed, but it may serve neither its own area nor the elective."
    case .examClears: "An exam score clears it."
    case .waiverGranted: "A waiver was granted."
    }
  }
}
