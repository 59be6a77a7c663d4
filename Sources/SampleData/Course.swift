/// Every course that some institution of the sample offers. A district gives it a code of its own.
enum Course: Int, CaseIterable {
  case ethnicStudies, humanGeographyAP, world, worldAP, usHistory, usHistoryAP, government, governmentAP
  case english9, english9Honors, english10, english10Honors, english11, languageAP, english12, literatureAP
  case eld1, eld2, eld3, eld4, englishEssentials
  case algebra1, algebra1A, algebra1B, geometry, algebra2, mathematics1, mathematics2, mathematics3
  case precalculus, statistics, statisticsAP, calculusAB, calculusBC, dataScience, mathEssentials, financialMath
  case biology, biologyAP, chemistry, chemistryAP, physics, physicsAP, environmentalAP, earth, anatomy, forensics
  case spanish1, spanish2, spanish3, spanishAP, spanishSpeakers1, spanishSpeakers2
  case french1, french2, french3, sign1, sign2, sign3, hmong1, hmong2, hmong3, khmer1, khmer2
  case art1, art2, drawingAP, ceramics, digitalArt, band, choir, theater1, theater2, dance1
  case economics, macroeconomicsAP, psychology, psychologyAP, sociology, journalism, speech, seminar
  case computerScience, computerPrinciplesAP, engineering, medicalCareers, media
  case physical9, physical10, athletics, health, advisory, aide, lifeSkills, automotive, culinary, readingSupport
  case mathSupport, studySkills, workExperience, leadership
  case collegeEnglish, collegeHistory, collegePsychology, collegeStatistics, collegeSpanish, collegeGovernment
}

/// What a row of the course list says of a course, apart from the institution that offers it.
struct CourseDescription {
  let course: Course
  /// The letters of its code; districts with numeric codes number the table instead.
  let code: String
  let title: String
  /// `A`..`G`, `C;D` where dual-listed, empty where not on the list.
  var areas = ""
  var discipline = ""
  var language = ""
  var isSemester = false
  var honors = ""
  var examCode = ""
  var part = ""
  /// The code that both halves of a course taught under two codes share.
  var key = ""
  var gradeLevels = ""
  var prerequisite: Course?
  /// Students taking it in a year, out of a thousand of the school's enrollment.
  var demand = 20
  /// How much harder than average its marks are, in thousandths of a standard deviation.
  var difficulty = 0
  /// The last school year on the list, by its fall; the course is taught on without it.
  var leavesListAfter: Int?
  /// Where the course goes after that; empty = off the list.
  var areasAfter = ""
  var disciplineAfter = ""
}

enum CourseTable {
  /// Indexed by `Course.rawValue`.
  static let descriptions: [CourseDescription] = {
    let known = CoreCourses.all + ElectiveCourses.all
    return Course.allCases.map { course in
      known.first { $0.course == course } ?? CourseDescription(course: course, code: "NONE", title: "Not taught")
    }
  }()

  static subscript(_ course: Course) -> CourseDescription { descriptions[course.rawValue] }
}
