extension Rule {
  /// One sentence that a counselor can read out beside a record.
  public var sentence: String {
    switch self {
    case .listNotApproved: "The course was not on the institution's A-G list in that school year."
    case .listUnmatched:
      "The institution's course list does not know this course; until it is matched it counts for nothing."
    case .markDeficient: "A mark below C- earns no credit toward the pattern."
    case .markPassOutsideWindow:
      "P and CR count only in the pandemic terms of 2020 and 2020-21, and never for college work."
    case .markNoCredit: "This mark earns no credit."
    case .markRunning: "The course is running now; it counts once it is passed."
    case .repeatAnyPass: "The same part was passed in another attempt; that attempt counts."
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
