public import Rules
public import Store

/// A course-list row as the catalogue reads it, whether it comes from an extract or from the database.
public struct CatalogueCourse: Sendable {
  public var schoolID: String
  public var courseID: String
  public var areas: SubjectAreas
  public var disciplineName: String
  public var language: String
  public var length: CourseLength
  public var honors: HonorsType?
  /// AP exam code, 0 where none is said.
  public var examCode: UInt8 = 0
  public var part: UInt8
  public var courseKey: String
  /// Listed for grade level 9 and no other.
  public var ninthGradeOnly: Bool
  public var electiveEligible: Bool
  /// nil = open.
  public var firstYear: SchoolYear?
  public var lastYear: SchoolYear?

  public init(
    schoolID: String, courseID: String, areas: SubjectAreas, disciplineName: String, language: String,
    length: CourseLength, honors: HonorsType?, part: UInt8, courseKey: String, ninthGradeOnly: Bool,
    electiveEligible: Bool, firstYear: SchoolYear?, lastYear: SchoolYear?
  ) {
    (self.schoolID, self.courseID, self.areas) = (schoolID, courseID, areas)
    (self.disciplineName, self.language, self.length) = (disciplineName, language, length)
    (self.honors, self.part, self.courseKey) = (honors, part, courseKey)
    (self.ninthGradeOnly, self.electiveEligible) = (ninthGradeOnly, electiveEligible)
    (self.firstYear, self.lastYear) = (firstYear, lastYear)
  }
}

/// School years in which nothing settles how a course is listed, although the evidence speaks of them.
public struct UndecidedYears: Sendable, Equatable {
  public var schoolID: String
  public var courseID: String
  /// nil = open.
  public var firstYear: SchoolYear?
  public var lastYear: SchoolYear?

  public init(schoolID: String, courseID: String, firstYear: SchoolYear?, lastYear: SchoolYear?) {
    (self.schoolID, self.courseID, self.firstYear, self.lastYear) = (schoolID, courseID, firstYear, lastYear)
  }
}

/// All institutions' course lists, answering how a course stood in the school year it was taken.
public struct CourseCatalogue: Sendable {
  private struct Entry: Sendable {
    var first: Int16
    var last: Int16
    var course: ListedCourse
    /// Stands for everything in the row that can decide a verdict, the same in every run.
    var digest: UInt64
  }

  private struct Key: Hashable {
    var schoolID: String
    var courseID: String
  }

  private var positions: [Key: Int32] = [:]
  private var entries: [[Entry]] = []
  /// By number: years in which a course that other years list is undecided.
  private var undecided: [Int32: [ClosedRange<Int16>]] = [:]
  private var collegeSchools: Set<String>

  /// - Parameters:
  ///   - undecided: What the evidence leaves open: unmatched there, and not off the list.
  ///   - equivalents: Pairs of (school, course) that are the same course at two institutions.
  ///   - partners: Courses of which nothing is asked but that `equivalents` name: where the rows of some institutions alone
  ///     are given, the same courses are told apart, and in the same order, as among those of all.
  ///   - colleges: Ids of community colleges and universities.
  public init(
    courses: [CatalogueCourse], undecided: [UndecidedYears], equivalents: [(String, String, String, String)],
    partners: [Store.CourseKeyRow] = [], colleges: Set<String>
  ) {
    collegeSchools = colleges
    let partnerKeys = partners.map { ($0.schoolID, $0.courseKey) }
    var classes = SameCourse(courses.map { ($0.schoolID, $0.courseKey) } + partnerKeys)
    var classOfRow: [Int] = []
    var classesOfCourse: [Key: [Int]] = [:]
    for course in courses {
      let own = classes.member(school: course.schoolID, key: course.courseKey)
      classOfRow.append(own)
      classesOfCourse[Key(schoolID: course.schoolID, courseID: course.courseID), default: []].append(own)
      makePlace(school: course.schoolID, course: course.courseID)
    }
    for course in partners {
      classesOfCourse[Key(schoolID: course.schoolID, courseID: course.courseID), default: []].append(
        classes.member(school: course.schoolID, key: course.courseKey))
    }
    for (school, course, otherSchool, otherCourse) in equivalents {
      guard let own = classesOfCourse[Key(schoolID: school, courseID: course)],
        let others = classesOfCourse[Key(schoolID: otherSchool, courseID: otherCourse)]
      else { continue }
      // A code may have a row per range of list years, each with a key of its own; the pair names the code.
      for other in own + others { classes.join(own[0], other) }
    }
    for (row, course) in courses.enumerated() {
      guard let place = positions[Key(schoolID: course.schoolID, courseID: course.courseID)] else { continue }
      let sameCourse = classes.root(classOfRow[row])
      let listed = CourseCatalogue.listed(course, sameCourse: Int32(truncatingIfNeeded: sameCourse))
      var digest = DigestBuilder()
      digest.add(course.areas.code)
      digest.add(Discipline.folded(course.disciplineName))
      digest.add(Discipline.folded(course.language))
      digest.add(course.length.rawValue)
      digest.add(course.honors?.rawValue ?? "")
      digest.add(UInt64(course.part) << 2 | (course.ninthGradeOnly ? 2 : 0) | (course.electiveEligible ? 1 : 0))
      digest.add(classes.name(sameCourse))
      if course.examCode > 0 { digest.add(Int(course.examCode)) }
      entries[Int(place)].append(
        Entry(
          first: course.firstYear?.fall ?? .min, last: course.lastYear?.fall ?? .max, course: listed,
          digest: digest.value.0))
    }
    for open in undecided {
      let years = (open.firstYear?.fall ?? .min, open.lastYear?.fall ?? .max)
      guard years.0 <= years.1, let place = positions[Key(schoolID: open.schoolID, courseID: open.courseID)] else {
        continue
      }
      self.undecided[place, default: []].append(years.0...years.1)
    }
  }

  /// The catalogue's number for a course, or nil where no row names it.
  public func number(school: String, course: String) -> Int32? {
    positions[Key(schoolID: school, courseID: course)]
  }

  /// Whether any course is undecided in some years and listed in others.
  var leavesYearsUndecided: Bool { !undecided.isEmpty }

  public func isCollege(_ school: String) -> Bool { collegeSchools.contains(school) }

  /// How a course stood in a school year, and what stands for that in a digest.
  public func listing(_ number: Int32?, in year: SchoolYear) -> (listing: CourseListing, digest: UInt64) {
    guard let number else { return (.unmatched, 1) }
    for entry in entries[Int(number)] where entry.first <= year.fall && year.fall <= entry.last {
      return entry.course.areas.isEmpty ? (.notListed, 2) : (.listed(entry.course), entry.digest)
    }
    let isUndecided = undecided[number]?.contains { $0.contains(year.fall) } ?? false
    return isUndecided ? (.unmatched, 1) : (.notListed, 2)
  }

  /// How a course would be listed if a row said so: the same course as the rows that there are, else a course of its
  /// own.
  ///
  /// - Parameters:
  ///   - number: The catalogue's number of the course; nil where no row names it.
  ///   - own: Tells courses without rows apart, from 0.
  func supposed(_ course: CatalogueCourse, number: Int32?, own: Int) -> ListedCourse {
    let known = number.flatMap { entries[Int($0)].first?.course.sameCourse }
    return CourseCatalogue.listed(course, sameCourse: known ?? .max - Int32(clamping: own))
  }

  private static func listed(_ course: CatalogueCourse, sameCourse: Int32) -> ListedCourse {
    var listed = ListedCourse(
      areas: course.areas, discipline: Discipline(name: course.disciplineName),
      disciplineKey: NameKey(course.disciplineName), language: NameKey(course.language), length: course.length,
      honors: course.honors, part: course.part, sameCourse: sameCourse, ninthGradeOnly: course.ninthGradeOnly,
      electiveEligible: course.electiveEligible)
    listed.examCode = course.examCode
    return listed
  }

  private mutating func makePlace(school: String, course: String) {
    let key = Key(schoolID: school, courseID: course)
    guard positions[key] == nil else { return }
    positions[key] = Int32(truncatingIfNeeded: entries.count)
    entries.append([])
  }
}

/// Groups courses that are the same course: equal keys at one institution, and declared equivalents.
private struct SameCourse {
  private var numbers: [String: Int] = [:]
  private var names: [String] = []
  private var parents: [Int] = []

  /// - Parameter courses: School and key of every course. Numbers follow their names, not the order of the files, because
  ///   among equal courses the lower number is used first.
  init(_ courses: [(school: String, key: String)]) {
    let names = courses.map { "\($0.school)\u{1F}\($0.key)" }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { _ = member(name) }
  }

  mutating func member(school: String, key: String) -> Int { member("\(school)\u{1F}\(key)") }

  private mutating func member(_ name: String) -> Int {
    if let found = numbers[name] { return found }
    numbers[name] = parents.count
    names.append(name)
    parents.append(parents.count)
    return parents.count - 1
  }

  mutating func join(_ left: Int, _ right: Int) {
    let (first, second) = (root(left), root(right))
    guard first != second else { return }
    // The bytewise first name leads, so that the group's name does not depend on the order of the files.
    if names[first].utf8.lexicographicallyPrecedes(names[second].utf8) {
      parents[second] = first
    } else {
      parents[first] = second
    }
  }

  func root(_ member: Int) -> Int {
    var current = member
    while parents[current] != current { current = parents[current] }
    return current
  }

  func name(_ member: Int) -> String { names[member] }
}
