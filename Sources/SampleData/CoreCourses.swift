/// Courses of the areas A to D.
enum CoreCourses {
  static let all: [CourseDescription] = history + english + mathematics + science

  private static let worldHistory = "World History / Cultures / Historical Geography"
  private static let eld = "English as a Second Language (ESL) / English Language Development (ELD)"

  private static let history: [CourseDescription] = [
    .init(
      course: .ethnicStudies, code: "ETHST", title: "Ethnic Studies", areas: "A;G",
      discipline: "History / Social Science", gradeLevels: "9;10", demand: 90),
    .init(
      course: .humanGeographyAP, code: "APHG", title: "AP Human Geography", areas: "A",
      discipline: worldHistory, honors: "AP", examCode: "53", gradeLevels: "9;10", demand: 50, difficulty: 120),
    .init(
      course: .world, code: "WRLD", title: "World History", areas: "A", discipline: worldHistory,
      gradeLevels: "10", demand: 210),
    .init(
      course: .worldAP, code: "APWH", title: "AP World History: Modern", areas: "A", discipline: worldHistory,
      honors: "AP", examCode: "93", gradeLevels: "10", demand: 50, difficulty: 150),
    .init(
      course: .usHistory, code: "USH", title: "U.S. History", areas: "A", discipline: "U.S. History",
      gradeLevels: "11", demand: 190),
    .init(
      course: .usHistoryAP, code: "APUSH", title: "AP U.S. History", areas: "A", discipline: "U.S. History",
      honors: "AP", examCode: "07", gradeLevels: "11", demand: 55, difficulty: 150),
    .init(
      course: .government, code: "GOV", title: "American Government", areas: "A",
      discipline: "Civics / American Government", isSemester: true, gradeLevels: "12", demand: 190),
    .init(
      course: .governmentAP, code: "APGOV", title: "AP U.S. Government and Politics", areas: "A",
      discipline: "Civics / American Government", isSemester: true, honors: "AP", examCode: "57", gradeLevels: "12",
      demand: 50, difficulty: 120),
  ]

  private static let english: [CourseDescription] = [
    .init(
      course: .english9, code: "ENG9", title: "English 9", areas: "B", discipline: "English", gradeLevels: "9",
      demand: 200, difficulty: 40),
    .init(
      course: .english9Honors, code: "ENG9H", title: "English 9 Honors", areas: "B", discipline: "English",
      gradeLevels: "9", demand: 60, difficulty: 60),
    .init(
      course: .english10, code: "ENG10", title: "English 10", areas: "B", discipline: "English", gradeLevels: "10",
      demand: 190, difficulty: 40),
    .init(
      course: .english10Honors, code: "ENG10H", title: "English 10 Honors", areas: "B", discipline: "English",
      honors: "HL", gradeLevels: "10", demand: 60, difficulty: 80),
    .init(
      course: .english11, code: "ENG11", title: "English 11: American Literature", areas: "B",
      discipline: "English", gradeLevels: "11", demand: 180, difficulty: 40),
    .init(
      course: .languageAP, code: "APLANG", title: "AP English Language and Composition", areas: "B",
      discipline: "English", honors: "AP", examCode: "36", gradeLevels: "11", demand: 60, difficulty: 150),
    .init(
      course: .english12, code: "ENG12", title: "English 12: Reading, Writing and Rhetoric", areas: "B",
      discipline: "English", gradeLevels: "12", demand: 190, difficulty: 20),
    .init(
      course: .literatureAP, code: "APLIT", title: "AP English Literature and Composition", areas: "B",
      discipline: "English", honors: "AP", examCode: "37", gradeLevels: "12", demand: 50, difficulty: 150),
    .init(course: .eld1, code: "ELD1", title: "English Language Development 1"),
    .init(course: .eld2, code: "ELD2", title: "English Language Development 2"),
    .init(course: .eld3, code: "ELD3", title: "English Language Development 3", areas: "B", discipline: eld),
    .init(course: .eld4, code: "ELD4", title: "English Language Development 4", areas: "B", discipline: eld),
    .init(course: .englishEssentials, code: "ENGES", title: "English Essentials", demand: 15, difficulty: -300),
  ]

  private static let mathematics: [CourseDescription] = [
    .init(
      course: .algebra1, code: "ALG1", title: "Algebra I", areas: "C", discipline: "Algebra I",
      gradeLevels: "8;9;10", demand: 220, difficulty: 160),
    .init(
      course: .algebra1A, code: "ALG1A", title: "Algebra I A", areas: "C", discipline: "Algebra I", part: "1",
      key: "ALG1", gradeLevels: "9;10", demand: 220, difficulty: 160),
    .init(
      course: .algebra1B, code: "ALG1B", title: "Algebra I B", areas: "C", discipline: "Algebra I", part: "2",
      key: "ALG1", gradeLevels: "9;10", prerequisite: .algebra1A, demand: 220, difficulty: 160),
    .init(
      course: .geometry, code: "GEO", title: "Geometry", areas: "C", discipline: "Geometry", gradeLevels: "9;10;11",
      prerequisite: .algebra1, demand: 230, difficulty: 160),
    .init(
      course: .algebra2, code: "ALG2", title: "Algebra II", areas: "C", discipline: "Algebra II",
      gradeLevels: "10;11;12", prerequisite: .geometry, demand: 190, difficulty: 170),
    .init(
      course: .mathematics1, code: "MATH1", title: "Integrated Mathematics I", areas: "C",
      discipline: "Mathematics I", gradeLevels: "8;9;10", demand: 220, difficulty: 160),
    .init(
      course: .mathematics2, code: "MATH2", title: "Integrated Mathematics II", areas: "C",
      discipline: "Mathematics II", gradeLevels: "9;10;11", prerequisite: .mathematics1, demand: 220, difficulty: 160),
    .init(
      course: .mathematics3, code: "MATH3", title: "Integrated Mathematics III", areas: "C",
      discipline: "Mathematics III", gradeLevels: "10;11;12", prerequisite: .mathematics2, demand: 190,
      difficulty: 170),
    .init(
      course: .precalculus, code: "PCALC", title: "Pre-Calculus Honors", areas: "C", discipline: "Pre-Calculus",
      honors: "HL", gradeLevels: "11;12", prerequisite: .algebra2, demand: 90, difficulty: 150),
    .init(
      course: .statistics, code: "STAT", title: "Statistics", areas: "C", discipline: "Statistics",
      gradeLevels: "11;12", demand: 50, difficulty: 60),
    .init(
      course: .statisticsAP, code: "APSTAT", title: "AP Statistics", areas: "C", discipline: "Statistics",
      honors: "AP", examCode: "90", gradeLevels: "11;12", demand: 30, difficulty: 120),
    .init(
      course: .calculusAB, code: "APCAB", title: "AP Calculus AB", areas: "C", discipline: "Calculus",
      honors: "AP", examCode: "66", gradeLevels: "12", prerequisite: .precalculus, demand: 30, difficulty: 180),
    .init(
      course: .calculusBC, code: "APCBC", title: "AP Calculus BC", areas: "C", discipline: "Calculus",
      honors: "AP", examCode: "68", gradeLevels: "12", prerequisite: .precalculus, demand: 12, difficulty: 180),
    .init(
      course: .dataScience, code: "DATSC", title: "Introduction to Data Science", areas: "C",
      discipline: "Other Advanced Mathematics", gradeLevels: "11;12", demand: 25, leavesListAfter: 2024,
      areasAfter: "G", disciplineAfter: "Interdisciplinary"),
    .init(course: .mathEssentials, code: "MATHES", title: "Mathematics Essentials", demand: 15, difficulty: -300),
    .init(course: .financialMath, code: "FINMA", title: "Financial Mathematics", demand: 30, difficulty: -100),
  ]

  private static let science: [CourseDescription] = [
    .init(
      course: .biology, code: "BIO", title: "Biology: The Living Earth", areas: "D",
      discipline: "Biology / Earth and Space Sciences", gradeLevels: "9;10", demand: 250, difficulty: 60),
    .init(
      course: .biologyAP, code: "APBIO", title: "AP Biology", areas: "D", discipline: "Biology / Life Sciences",
      honors: "AP", examCode: "20", gradeLevels: "11;12", prerequisite: .chemistry, demand: 30, difficulty: 150),
    .init(
      course: .chemistry, code: "CHEM", title: "Chemistry", areas: "D", discipline: "Chemistry",
      gradeLevels: "10;11", demand: 190, difficulty: 110),
    .init(
      course: .chemistryAP, code: "APCHEM", title: "AP Chemistry", areas: "D", discipline: "Chemistry",
      honors: "AP", examCode: "25", gradeLevels: "11;12", prerequisite: .chemistry, demand: 18, difficulty: 170),
    .init(
      course: .physics, code: "PHYS", title: "Physics of the Universe", areas: "D",
      discipline: "Physics / Earth and Space Sciences", gradeLevels: "11;12", demand: 70, difficulty: 90),
    .init(
      course: .physicsAP, code: "APPHY1", title: "AP Physics 1", areas: "D", discipline: "Physics", honors: "AP",
      examCode: "83", gradeLevels: "11;12", demand: 20, difficulty: 170),
    .init(
      course: .environmentalAP, code: "APES", title: "AP Environmental Science", areas: "D",
      discipline: "Interdisciplinary Sciences", honors: "AP", examCode: "40", gradeLevels: "11;12", demand: 30,
      difficulty: 110),
    .init(
      course: .earth, code: "EARTH", title: "Earth and Space Science", areas: "D",
      discipline: "Earth and Space Sciences", gradeLevels: "9;10", demand: 60),
    .init(
      course: .anatomy, code: "ANAT", title: "Anatomy and Physiology", areas: "D",
      discipline: "Biology / Life Sciences", gradeLevels: "11;12", demand: 40),
    .init(
      course: .forensics, code: "FORSC", title: "Forensic Science", areas: "D",
      discipline: "Biology / Life Sciences", gradeLevels: "11;12", demand: 30, leavesListAfter: 2024),
  ]
}
