import Judge
import Rules

/// A random student of a small school: a transcript with a few defects, some courses on offer, a few terms left.
struct PlanTrial {
  var numbers: SeededNumbers
  var transcript = Transcript()
  var offers: [CourseOffer] = []
  var policies: [Policy] = []
  var settings = PlanSettings()
  var asOf = CalendarDay(year: 2026, month: 8, day: 20)
  var gradeLevel = 12
  private var lacking: SubjectAreas = []

  static let graduationYear = 2027

  /// What the courses are: number, areas, discipline, language, length, prerequisites.
  private static let courses: [(Int32, String, Discipline, String, CourseLength, [Int32])] = [
    (1, "A", .usHistory, "", .year, []), (2, "A", .worldHistory, "", .year, []), (3, "A", .civics, "", .semester, []),
    (10, "B", .english, "", .year, []), (11, "B", .english, "", .year, []), (12, "B", .english, "", .year, []),
    (13, "B", .english, "", .year, []), (14, "B", .english, "", .semester, []),
    (20, "C", .algebra1, "", .year, []), (21, "C", .geometry, "", .year, [20]), (22, "C", .algebra2, "", .year, [21]),
    (23, "C", .preCalculus, "", .year, [22]), (24, "C", .statistics, "", .year, [21]),
    (30, "D", .biology, "", .year, []), (31, "D", .chemistry, "", .year, [20]), (32, "D", .physics, "", .year, []),
    (40, "E", .languageLevel1, "Spanish", .year, []), (41, "E", .languageLevel2, "Spanish", .year, [40]),
    (42, "E", .languageLevel3, "Spanish", .year, []), (43, "E", .languageLevel1, "French", .year, []),
    (44, "E", .languageLevel2, "French", .year, [43]),
    (50, "F", .visualArts, "", .year, []), (51, "F", .visualArts, "", .semester, []), (52, "F", .music, "", .year, []),
    (60, "G", .historySocialScience, "", .semester, []), (61, "G", .interdisciplinary, "", .year, []),
    (62, "G", .electiveBiology, "", .year, []), (63, "AG", .historySocialScience, "", .year, []),
    (64, "CD", .computerScience, "", .year, []), (65, "DG", .physics, "", .year, []),
  ]
  /// What a student who misses nothing has taken.
  static let complete: [Int32] = [1, 2, 10, 11, 12, 13, 20, 21, 22, 30, 31, 40, 41, 50, 61]

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    let entering = numbers.pick([2027, 2027, 2019, 2013, 2007])
    for isCSU in [false, true] {
      let editions = OracleEdition.all.filter { $0.csu == isCSU && $0.entering <= entering }
      if let edition = editions.max(by: { $0.entering < $1.entering }) {
        policies.append(EvaluatorAdapter.policy(edition))
      }
    }
    if numbers.chance(30) { policies = [numbers.pick(policies)] }
    chooseTerms()
    takeCourses()
    offerCourses()
  }

  private mutating func chooseTerms() {
    let day = numbers.pick([
      (2026, 8, 20, 12), (2027, 1, 20, 12), (2026, 3, 1, 11), (2026, 2, 1, 11), (2026, 6, 20, 11),
    ])
    asOf = CalendarDay(year: day.0, month: day.1, day: day.2)
    gradeLevel = day.3
    settings.regularMost = numbers.pick([1, 2, 3])
    settings.summerMost = numbers.pick([0, 1, 2])
    settings.collegeMost = numbers.pick([0, 1, 1])
  }

  private mutating func takeCourses() {
    let defects = numbers.pick([1, 2, 3])
    var marks: [Int32: [Mark?]] = [:]
    for number in PlanTrial.complete { marks[number] = [.c, .b] }
    for _ in 0..<defects {
      let number = numbers.pick(PlanTrial.complete)
      lacking.formUnion(PlanTrial.course(number)?.areas ?? [])
      marks[number] = numbers.pick([[.d, .c], [.c, .d], [.f, .f], [.d, .d], [.c, nil], [nil, nil], [nil, nil]])
    }
    if numbers.chance(20) { marks[42] = [.d, .f] }
    if numbers.chance(20) { marks[24] = [.d, .d] }
    for number in marks.keys.sorted() {
      for (index, mark) in (marks[number] ?? []).enumerated() {
        guard let mark, let course = PlanTrial.course(number) else { continue }
        transcript.records.append(
          TranscriptRecord(
            sequence: Int32(transcript.records.count + 1), year: SchoolYear(fall: 2024), term: index == 0 ? .s1 : .s2,
            gradeLevel: 10, mark: mark, listing: .listed(course)))
      }
    }
  }

  private mutating func offerCourses() {
    // Mostly courses of the areas that lack something, so that there is a choice.
    let all = PlanTrial.courses.shuffled(using: &numbers)
    let helping = all.filter { !PlanTrial.areas($0.1).isDisjoint(with: lacking) }
    let others = all.filter { PlanTrial.areas($0.1).isDisjoint(with: lacking) }
    let chosen = helping.prefix(numbers.pick([2, 4, 5])) + others.prefix(numbers.pick([0, 1, 2]))
    for entry in chosen.shuffled(using: &numbers) {
      guard let course = PlanTrial.course(entry.0) else { continue }
      offers.append(
        CourseOffer(
          number: entry.0, course: course, lowestGrade: numbers.chance(15) ? 12 : 9,
          prerequisites: numbers.chance(70) ? entry.5 : []))
    }
    if numbers.chance(50) {
      let (areas, discipline) = numbers.pick([
        ("A", Discipline.usHistory), ("B", .english), ("E", .languageLevel2), ("D", .biology),
        ("G", .interdisciplinary),
      ])
      var course = ListedCourse(
        areas: PlanTrial.areas(areas), discipline: discipline, honors: .college, sameCourse: 90)
      if areas == "E" { course.language = NameKey("Spanish") }
      offers.append(CourseOffer(number: 90, course: course, venue: .college, lowestGrade: 9))
    }
  }

  var request: RepairPlanner.Request? {
    asOf.map {
      RepairPlanner.Request(
        transcript: transcript, policies: policies, asOf: $0, gradeLevel: gradeLevel,
        graduationYear: PlanTrial.graduationYear)
    }
  }

  static func areas(_ letters: String) -> SubjectAreas {
    SubjectAreas(letters.compactMap { SubjectArea(letter: String($0)) }.map(SubjectAreas.init))
  }

  static func course(_ number: Int32) -> ListedCourse? {
    courses.first { $0.0 == number }.map { entry in
      ListedCourse(
        areas: areas(entry.1), discipline: entry.2, language: NameKey(entry.3), length: entry.4, sameCourse: entry.0)
    }
  }
}

extension TranscriptRecord {
  /// The course, where it is listed.
  var listed: ListedCourse? {
    if case .listed(let course) = listing { return course }
    return nil
  }
}
