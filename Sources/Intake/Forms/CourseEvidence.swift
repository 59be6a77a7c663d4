import Rules

/// A course as a student information system states it.
struct CourseClaim: Sendable, Equatable {
  var origin: RowOrigin
  /// As in `schools.csv`.
  var school: String
  var courseID: String
  /// The school year that the claim speaks of; nil = of any.
  var year: SchoolYear?
  var title = ""
  /// As printed on transcripts; empty = not said.
  var abbreviation = ""
  /// `A` to `G`; empty = not A-G, or not said: see `saysArea`.
  var area = ""
  /// The system says whether the course is A-G; without this an empty `area` means nothing.
  var saysArea = false
  /// UC's discipline name; empty = not said, as in the columns below.
  var discipline = ""
  var language = ""
  /// `year`, `semester`, `two_years`.
  var length = ""
  /// `AP`, `IB`, `HL`, `CL`.
  var honors = ""
  var examCode = ""
  /// `1` or `2` where the code is one half of a yearlong course.
  var part = ""
  /// `9;10`.
  var gradeLevels = ""
  var stateCourseCode = ""
  /// The claim stands on a row of a course file and not only on what a student took.
  var isCatalogue = false

  init(origin: RowOrigin, school: String, courseID: String, year: SchoolYear? = nil) {
    (self.origin, self.school, self.courseID, self.year) = (origin, school, courseID, year)
  }
}

/// A course on UC's list of an institution and year.
struct ListedCourse: Sendable, Equatable {
  var origin: RowOrigin
  /// As in `schools.csv`.
  var school: String
  var year: SchoolYear
  var title = ""
  /// Decoded and split; without empty ones.
  var abbreviations: [String] = []
  /// `A` to `G`.
  var area = ""
  var discipline = ""
  var language = ""
  /// `year`, `semester`, `two_years`.
  var length = ""
  /// `AP`, `IB`, `HL`, `CL`.
  var honors = ""
  /// `9;10`.
  var gradeLevels = ""
  /// False for a row that was rejected but whose names could be read: a course of that name is not off the list, it is
  /// undecided.
  var isUsable = true

  init(origin: RowOrigin, school: String, year: SchoolYear) {
    (self.origin, self.school, self.year) = (origin, school, year)
  }
}

/// What a person decided about a course of a school.
struct CourseDecision: Sendable, Equatable {
  var origin: RowOrigin
  var school: String
  var courseID: String
  /// Empty = open.
  var firstYear: SchoolYear?
  var lastYear: SchoolYear?
  /// Canonical column (`subject_area`, `discipline`, ...) to value.
  var values: [String: String] = [:]
  var decidedBy = ""
  var decidedOn = ""
  var reason = ""

  init(origin: RowOrigin, school: String, courseID: String) {
    (self.origin, self.school, self.courseID) = (origin, school, courseID)
  }
}

/// A course that students took, as transcripts print it.
struct TakenCourse: Sendable, Equatable {
  var school: String
  var courseID: String
  var year: SchoolYear
  var abbreviation: String
  var title: String
  /// State course code; empty = not said.
  var state: String
  /// Transcript rows.
  var rows: Int
  /// Where it was met first.
  var origin: RowOrigin
}

/// What all files say about courses: claims of systems, UC's lists, decisions of persons, and what students took. Turned
/// into canonical course rows by `CourseMatcher`.
final class CourseEvidence {
  private(set) var claims: [CourseClaim] = []
  private(set) var listed: [ListedCourse] = []
  private(set) var decisions: [CourseDecision] = []
  private(set) var taken: [TakenCourse] = []
  /// (school, course id) of a canonical `courses.csv`, whose rows stand.
  private var canonical = TextIndex()
  private var claimIndex = TextIndex()
  private var takenIndex = TextIndex()
  private var key: [UInt8] = []

  /// Adds a claim; one that says the same as an earlier one of its school, course and year is left out.
  func claim(_ claim: CourseClaim) {
    let year = claim.year.map { String($0.fall) } ?? ""
    key.removeAll(keepingCapacity: true)
    for text in [
      claim.school, claim.courseID, year, claim.title, claim.abbreviation, claim.saysArea ? "\(claim.area)!" : "",
      claim.discipline, claim.language, claim.length, claim.honors, claim.examCode, claim.part, claim.gradeLevels,
      claim.stateCourseCode, claim.isCatalogue ? "!" : "",
    ] {
      key.append(contentsOf: text.utf8)
      key.append(0)
    }
    if number(&claimIndex) == claims.count { claims.append(claim) }
  }

  func listed(_ course: ListedCourse) { listed.append(course) }

  func decide(_ decision: CourseDecision) { decisions.append(decision) }

  /// Counts one transcript row of a course.
  func taken(
    school: Bytes, courseID: Bytes, year: SchoolYear, abbreviation: Bytes, title: Bytes, state: Bytes,
    origin: RowOrigin
  ) {
    key.removeAll(keepingCapacity: true)
    for text in [school, courseID, abbreviation, title, state] {
      key.append(contentsOf: UnsafeBufferPointer(start: text.start, count: text.count))
      key.append(0)
    }
    withUnsafeBytes(of: year.fall) { key.append(contentsOf: $0) }
    let place = number(&takenIndex)
    if place < taken.count {
      taken[place].rows += 1
    } else {
      taken.append(
        TakenCourse(
          school: school.string, courseID: courseID.string, year: year, abbreviation: abbreviation.string,
          title: title.string, state: state.string, rows: 1, origin: origin))
    }
  }

  /// Says that the canonical file has rows of its own for a course.
  func noteCanonical(school: Bytes, courseID: Bytes) {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: UnsafeBufferPointer(start: school.start, count: school.count))
    key.append(0)
    key.append(contentsOf: UnsafeBufferPointer(start: courseID.start, count: courseID.count))
    _ = number(&canonical)
  }

  func isCanonical(school: String, courseID: String) -> Bool {
    canonical.withText("\(school)\u{0}\(courseID)") { $0.find($1) } != nil
  }

  private func number(_ index: inout TextIndex) -> Int {
    key.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { index.insert(Bytes(start: $0, count: buffer.count)) } ?? 0
    }
  }
}
