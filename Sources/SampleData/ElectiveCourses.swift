/// Courses of the areas E to G, courses off the list, and the colleges' courses.
enum ElectiveCourses {
  static let all: [CourseDescription] = languages + arts + electives + unlisted + college

  private static func language(
    _ course: Course, _ code: String, _ title: String, _ language: String, level: String, after: Course? = nil,
    demand: Int = 30, exam: String = ""
  ) -> CourseDescription {
    .init(
      course: course, code: code, title: title, areas: "E", discipline: "LOTE Level \(level)", language: language,
      honors: exam.isEmpty ? "" : "AP", examCode: exam, gradeLevels: "9;10;11;12", prerequisite: after,
      demand: demand, difficulty: 60)
  }

  private static let languages: [CourseDescription] = [
    language(.spanish1, "SPA1", "Spanish 1", "Spanish", level: "1", demand: 150),
    language(.spanish2, "SPA2", "Spanish 2", "Spanish", level: "2", after: .spanish1, demand: 140),
    language(.spanish3, "SPA3", "Spanish 3", "Spanish", level: "3", after: .spanish2, demand: 60),
    language(
      .spanishAP, "APSPA", "AP Spanish Language and Culture", "Spanish", level: "4+", after: .spanish3,
      demand: 40, exam: "87"),
    language(.spanishSpeakers1, "SPNS1", "Spanish for Spanish Speakers 1", "Spanish", level: "2", demand: 60),
    language(
      .spanishSpeakers2, "SPNS2", "Spanish for Spanish Speakers 2", "Spanish", level: "3",
      after: .spanishSpeakers1, demand: 50),
    language(.french1, "FRE1", "French 1", "French", level: "1"),
    language(.french2, "FRE2", "French 2", "French", level: "2", after: .french1),
    language(.french3, "FRE3", "French 3", "French", level: "3", after: .french2, demand: 12),
    language(.sign1, "ASL1", "American Sign Language 1", "American Sign Language", level: "1"),
    language(.sign2, "ASL2", "American Sign Language 2", "American Sign Language", level: "2", after: .sign1),
    language(
      .sign3, "ASL3", "American Sign Language 3", "American Sign Language", level: "3", after: .sign2,
      demand: 12),
    language(.hmong1, "HMG1", "Hmong 1", "Hmong", level: "1"),
    language(.hmong2, "HMG2", "Hmong 2", "Hmong", level: "2", after: .hmong1),
    language(.hmong3, "HMG3", "Hmong 3", "Hmong", level: "3", after: .hmong2, demand: 12),
    language(.khmer1, "KHM1", "Khmer 1", "Khmer", level: "1"),
    language(.khmer2, "KHM2", "Khmer 2", "Khmer", level: "2", after: .khmer1),
  ]

  private static let arts: [CourseDescription] = [
    .init(
      course: .art1, code: "ART1", title: "Art 1", areas: "F", discipline: "Visual Arts", demand: 110,
      difficulty: -150),
    .init(
      course: .art2, code: "ART2", title: "Art 2", areas: "F", discipline: "Visual Arts", prerequisite: .art1,
      difficulty: -200),
    .init(
      course: .drawingAP, code: "APDRAW", title: "AP Drawing", areas: "F", discipline: "Visual Arts",
      honors: "AP", examCode: "14", prerequisite: .art2, demand: 10),
    .init(
      course: .ceramics, code: "CERAM", title: "Ceramics", areas: "F", discipline: "Visual Arts",
      isSemester: true, demand: 50, difficulty: -200),
    .init(
      course: .digitalArt, code: "DIGART", title: "Digital Art, Photo and Print", areas: "F",
      discipline: "Visual Arts", isSemester: true, demand: 50, difficulty: -150),
    .init(
      course: .band, code: "BAND", title: "Symphonic Band", areas: "F", discipline: "Music", demand: 50,
      difficulty: -350),
    .init(
      course: .choir, code: "CHOIR", title: "Concert Choir", areas: "F", discipline: "Music", demand: 40,
      difficulty: -350),
    .init(
      course: .theater1, code: "THEA1", title: "Theater 1", areas: "F", discipline: "Theater", demand: 40,
      difficulty: -200),
    .init(
      course: .theater2, code: "THEA2", title: "Theater 2", areas: "F", discipline: "Theater",
      prerequisite: .theater1, difficulty: -250),
    .init(
      course: .dance1, code: "DANCE1", title: "Dance 1", areas: "F", discipline: "Dance", demand: 40,
      difficulty: -250),
  ]

  private static let electives: [CourseDescription] = [
    .init(
      course: .economics, code: "ECON", title: "Economics", areas: "G", discipline: "History / Social Science",
      isSemester: true, gradeLevels: "12", demand: 190),
    .init(
      course: .macroeconomicsAP, code: "APMAC", title: "AP Macroeconomics", areas: "G",
      discipline: "History / Social Science", isSemester: true, honors: "AP", examCode: "35", gradeLevels: "12",
      demand: 40, difficulty: 120),
    .init(
      course: .psychology, code: "PSYCH", title: "Psychology", areas: "G", discipline: "History / Social Science",
      gradeLevels: "11;12", demand: 50),
    .init(
      course: .psychologyAP, code: "APPSY", title: "AP Psychology", areas: "G",
      discipline: "History / Social Science", honors: "AP", examCode: "85", gradeLevels: "11;12", demand: 30,
      difficulty: 110),
    .init(
      course: .sociology, code: "SOCIO", title: "Sociology", areas: "G", discipline: "History / Social Science",
      gradeLevels: "11;12"),
    .init(
      course: .journalism, code: "JOURN", title: "Journalism", areas: "G", discipline: "English",
      difficulty: -150),
    .init(
      course: .speech, code: "SPEECH", title: "Speech and Debate", areas: "G", discipline: "English",
      difficulty: -100),
    .init(
      course: .seminar, code: "AVID", title: "College Seminar", areas: "G", discipline: "Interdisciplinary",
      demand: 90, difficulty: -250),
    .init(
      course: .computerScience, code: "COMPSC", title: "Computer Science", areas: "C;D",
      discipline: "Computer Science", demand: 30),
    .init(
      course: .computerPrinciplesAP, code: "APCSP", title: "AP Computer Science Principles", areas: "D",
      discipline: "Computer Science", honors: "AP", examCode: "32", demand: 25, difficulty: 60),
    .init(
      course: .engineering, code: "ENGR", title: "Principles of Engineering", areas: "D",
      discipline: "Engineering"),
    .init(
      course: .medicalCareers, code: "MEDCA", title: "Medical Careers", areas: "G",
      discipline: "Science – Biology / Life Sciences", demand: 30, difficulty: -100),
    .init(
      course: .media, code: "MEDIA", title: "Film and Media", areas: "G", discipline: "Interdisciplinary",
      demand: 30, difficulty: -150),
  ]

  private static let unlisted: [CourseDescription] = [
    .init(course: .physical9, code: "PE9", title: "Physical Education 9", demand: 250, difficulty: -350),
    .init(course: .physical10, code: "PE10", title: "Physical Education 10", demand: 240, difficulty: -350),
    .init(course: .athletics, code: "ATHL", title: "Athletics", demand: 90, difficulty: -700),
    .init(course: .health, code: "HLTH", title: "Health", isSemester: true, demand: 200, difficulty: -250),
    .init(course: .advisory, code: "ADV", title: "Advisory", demand: 900, difficulty: -700),
    .init(course: .aide, code: "AIDE", title: "Teacher's Aide", demand: 30, difficulty: -900),
    .init(course: .lifeSkills, code: "LIFE", title: "Life Skills", isSemester: true, demand: 60, difficulty: -300),
    .init(course: .automotive, code: "AUTO", title: "Automotive Technology", demand: 50, difficulty: -250),
    .init(course: .culinary, code: "CULIN", title: "Culinary Arts", demand: 50, difficulty: -250),
    .init(course: .readingSupport, code: "READ", title: "Reading Support", demand: 40, difficulty: -200),
    .init(course: .mathSupport, code: "MSUP", title: "Mathematics Support", demand: 40, difficulty: -150),
    .init(course: .studySkills, code: "STUDY", title: "Study Skills", demand: 60, difficulty: -350),
    .init(course: .workExperience, code: "WORK", title: "Work Experience", demand: 30, difficulty: -500),
    .init(course: .leadership, code: "LEAD", title: "Student Leadership", difficulty: -600),
  ]

  private static let college: [CourseDescription] = [
    .init(
      course: .collegeEnglish, code: "ENGL 101", title: "College Composition", areas: "B", discipline: "English",
      honors: "CL"),
    .init(
      course: .collegeHistory, code: "HIST 117", title: "History of the United States", areas: "A",
      discipline: "U.S. History", honors: "CL"),
    .init(
      course: .collegePsychology, code: "PSYC 101", title: "General Psychology", areas: "G",
      discipline: "History / Social Science", honors: "CL"),
    .init(
      course: .collegeStatistics, code: "MATH 119", title: "Elementary Statistics", areas: "C",
      discipline: "Statistics", honors: "CL"),
    .init(
      course: .collegeSpanish, code: "SPAN 101", title: "Beginning Spanish", areas: "E",
      discipline: "LOTE Level 2", language: "Spanish", honors: "CL"),
    .init(
      course: .collegeGovernment, code: "POLS 101", title: "Government of the United States", areas: "A",
      discipline: "Civics / American Government", honors: "CL"),
  ]
}
