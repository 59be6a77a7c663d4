/// What each institution offers, with the code and the title that its transcripts print.
struct Catalogue {
  /// The codes of one institution's courses, by `Course.rawValue`; empty where it does not offer the course.
  let codes: [[String]]
  /// `school_id`, and `course_id,course_title` as they stand in a transcript record, as bytes.
  let schoolBytes: [[UInt8]]
  let courseBytes: [[[UInt8]]]
  let schools: [Institution]

  init(_ inequity: SampleInequity? = nil) {
    schools = inequity?.institutions ?? Institutions.all
    codes = schools.map { school in
      Course.allCases.map { Catalogue.offers(school, $0) ? Catalogue.code(school, $0) : "" }
    }
    schoolBytes = Institutions.all.map { Array($0.id.utf8) }
    courseBytes = codes.map { list in
      Course.allCases.map { course in
        SampleFile.quoted(list[course.rawValue]) + [comma] + SampleFile.quoted(CourseTable[course].title)
      }
    }
  }

  func offers(_ school: Int, _ course: Course) -> Bool { !codes[school][course.rawValue].isEmpty }

  func code(_ school: Int, _ course: Course) -> String { codes[school][course.rawValue] }

  private static let college: Set<Course> = [
    .collegeEnglish, .collegeHistory, .collegePsychology, .collegeStatistics, .collegeSpanish, .collegeGovernment,
  ]
  private static let middle: Set<Course> = [.algebra1, .mathematics1, .spanish1]
  /// What the online provider teaches: the courses that students most often make up.
  static let recovery: [Course] = [
    .world, .usHistory, .government, .english9, .english10, .english11, .english12, .algebra1, .geometry, .algebra2,
    .mathematics1, .mathematics2, .mathematics3, .biology, .chemistry, .spanish1, .spanish2, .economics, .health,
  ]
  private static let integrated: Set<Course> = [.mathematics1, .mathematics2, .mathematics3]
  private static let split: Set<Course> = [.algebra1A, .algebra1B]
  private static let traditional: Set<Course> = [.geometry, .algebra2]

  private static func offers(_ school: Institution, _ course: Course) -> Bool {
    switch school.kind {
    case .college: return college.contains(course)
    case .middle: return middle.contains(course)
    case .online: return recovery.contains(course)
    case .high, .continuation:
      if college.contains(course) || school.missing.contains(course) { return false }
      if integrated.contains(course) { return school.integratedMath }
      if traditional.contains(course) { return !school.integratedMath }
      if split.contains(course) { return school.splitAlgebra }
      if course == .algebra1 { return !school.integratedMath && !school.splitAlgebra }
      return true
    }
  }

  /// The second district numbers its courses, with leading zeros, as many student information systems do.
  private static func code(_ school: Institution, _ course: Course) -> String {
    let description = CourseTable[course]
    switch school.kind {
    case .online: return "OL-" + description.code
    case .college: return description.code
    default:
      guard school.district == 1 else { return description.code }
      let digits = String(110 + course.rawValue * 10)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }
}
