import Rules
public import Store

/// Finds the courses that nothing settles among those that students took.
public struct OpenCourseFinder {
  fileprivate struct Key: Hashable {
    var schoolID: String
    var courseID: String
  }

  private let catalogue: CourseCatalogue
  private let codes: CourseCodes
  private let evidence: [Key: [CourseEvidenceRow]]
  private let rows: [Key: [CatalogueCourse]]
  /// Courses on some list by folded title, in the order of the catalogue.
  private let titles: [String: [CatalogueCourse]]

  public init(courses: [CourseRow], evidence: [CourseEvidenceRow], transcripts: StoredTranscripts, codes: CourseCodes) {
    catalogue = transcripts.catalogue
    self.codes = codes
    self.evidence = Dictionary(grouping: evidence) { Key(schoolID: $0.schoolID, courseID: $0.courseID) }
    var rows: [Key: [CatalogueCourse]] = [:]
    var titles: [String: [CatalogueCourse]] = [:]
    for row in courses {
      let course = CatalogueCourse(row)
      rows[Key(schoolID: row.schoolID, courseID: row.courseID), default: []].append(course)
      if !course.areas.isEmpty { titles[Discipline.folded(row.title), default: []].append(course) }
    }
    (self.rows, self.titles) = (rows, titles)
  }

  /// The open courses with the printed courses and years that they stand for: by school, course and years.
  ///
  /// - Parameter school: Only courses of this school; nil = of all.
  public func find(_ taken: [CourseYear], school: String? = nil) -> [(course: OpenCourse, taken: [CourseYear])] {
    var found: [Group: (course: OpenCourse, taken: [CourseYear])] = [:]
    for year in taken {
      guard let printed = codes[year.courseCode], school == nil || printed.schoolID == school,
        let course = question(printed, SchoolYear(fall: year.schoolYear))
      else { continue }
      let group = Group(
        key: Key(schoolID: printed.schoolID, courseID: printed.courseID), first: course.firstYear?.fall ?? .min,
        kind: course.kind)
      found[group, default: (course, [])].taken.append(year)
    }
    return found.sorted { $0.key.precedes($1.key) }.map { finish($0.value.course, $0.value.taken) }
  }

  fileprivate struct Group: Hashable {
    var key: Key
    var first: Int16
    var kind: OpenCourse.Kind

    func precedes(_ other: Group) -> Bool {
      if key.schoolID != other.key.schoolID {
        return key.schoolID.utf8.lexicographicallyPrecedes(other.key.schoolID.utf8)
      }
      if key.courseID != other.key.courseID {
        return key.courseID.utf8.lexicographicallyPrecedes(other.key.courseID.utf8)
      }
      return (first, kind.rawValue) < (other.first, other.kind.rawValue)
    }
  }

  /// The title that most records print, and for a course that is listed in other years those in which it was taken.
  private func finish(_ course: OpenCourse, _ taken: [CourseYear]) -> (OpenCourse, [CourseYear]) {
    var course = course
    var counts: [String: Int] = [:]
    for year in taken { counts[codes[year.courseCode]?.title ?? "", default: 0] += year.records }
    let titles = counts.filter { !$0.key.isEmpty }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    course.title = titles.first?.key ?? course.courseID
    if course.kind == .outsideYears {
      course.firstYear = taken.map { SchoolYear(fall: $0.schoolYear) }.min()
      course.lastYear = taken.map { SchoolYear(fall: $0.schoolYear) }.max()
    }
    return (course, taken)
  }

  // MARK: One course in one year

  /// nil where the course is settled.
  private func question(_ printed: PrintedCourse, _ year: SchoolYear) -> OpenCourse? {
    let key = Key(schoolID: printed.schoolID, courseID: printed.courseID)
    let said = evidence[key]?.first { row in
      (row.firstYear ?? .min) <= year.fall && year.fall <= (row.lastYear ?? .max)
    }
    if let said { return question(said, printed, key, year) }
    return questionWithoutEvidence(printed, key, year)
  }

  private func questionWithoutEvidence(_ printed: PrintedCourse, _ key: Key, _ year: SchoolYear) -> OpenCourse? {
    var course = OpenCourse(
      kind: .unmatched, schoolID: key.schoolID, courseID: key.courseID, title: "", rule: Rule.listUnmatched.id,
      readings: [.notListed], isOfCourseFile: true)
    guard let known = rows[key] else {
      let named = likeNamed(printed.title)
      course.readings += named.isEmpty ? [.anyArea] : named.map(OpenCourse.Reading.listed)
      return course
    }
    let isCovered = known.contains { ($0.firstYear ?? year) <= year && year <= ($0.lastYear ?? year) }
    guard !isCovered, let nearest = nearest(known, to: year) else { return nil }
    (course.kind, course.rule, course.decided) = (.outsideYears, Rule.listNotApproved.id, SubjectAreas.none)
    course.listed = nearest.areas
    course.readings.append(.listed(nearest))
    return course
  }

  private func question(
    _ said: CourseEvidenceRow, _ printed: PrintedCourse, _ key: Key, _ year: SchoolYear
  ) -> OpenCourse? {
    func readings(_ stated: [StatedCourse]) -> [OpenCourse.Reading] { self.readings(stated, printed, key, year) }
    var course = OpenCourse(
      kind: .contradictory, schoolID: key.schoolID, courseID: key.courseID, title: "",
      firstYear: said.firstYear.map(SchoolYear.init(fall:)), lastYear: said.lastYear.map(SchoolYear.init(fall:)),
      claimed: areas(said.claimed), listed: areas(said.listed), decided: areas(said.decided), rule: said.rule,
      readings: [], isOfCourseFile: false)
    let kind = said.rule.prefix { $0 != "." }
    switch kind {
    case "undecided":
      course.kind = .undecided
      course.readings = [.notListed, .anyArea] + readings([said.claimed, said.listed])
    case "list":
      guard let claimed = course.claimed, !claimed.isEmpty else { return nil }
      course.listed = SubjectAreas.none
      course.readings = [.notListed] + readings([said.claimed])
    case "match":
      guard let claimed = course.claimed, claimed != course.listed else { return nil }
      course.readings = (claimed.isEmpty ? [.notListed] : []) + readings([said.listed, said.claimed])
    case "decision" where said.rule == "decision.courses-file":
      let own = rows[key]?.first { ($0.firstYear ?? year) <= year && year <= ($0.lastYear ?? year) }
      course.decided = own?.areas ?? SubjectAreas.none
      guard let listed = course.listed, listed != course.decided else { return nil }
      course.isOfCourseFile = true
      let file = own.flatMap { $0.areas.isEmpty ? nil : $0 }.map(OpenCourse.Reading.listed) ?? .notListed
      course.readings = [file] + readings([said.listed])
    default: return nil
    }
    return course
  }

  private func areas(_ stated: StatedCourse) -> SubjectAreas? {
    stated.areas.map { text in
      SubjectAreas(text.split(separator: ";").compactMap { SubjectArea(letter: String($0)) }.map(SubjectAreas.init))
    }
  }

  /// What is stated as ways to list the course. Systems often claim areas alone: the rest is then that of the course, or
  /// else of one of the same title, where it is listed in these areas, else what anybody says.
  private func readings(
    _ stated: [StatedCourse], _ printed: PrintedCourse, _ key: Key, _ year: SchoolYear
  ) -> [OpenCourse.Reading] {
    var said: [SubjectAreas] = []
    var readings: [OpenCourse.Reading] = []
    for statement in stated {
      guard let areas = areas(statement), !areas.isEmpty, !said.contains(areas) else { continue }
      said.append(areas)
      let like = nearest(rows[key] ?? [], to: year)
      let sameAreas = like?.areas == areas ? like : likeNamed(printed.title).first { $0.areas == areas }
      let discipline =
        statement.discipline ?? sameAreas?.disciplineName ?? stated.compactMap(\.discipline).first ?? ""
      readings.append(
        .listed(
          CatalogueCourse(
            schoolID: key.schoolID, courseID: key.courseID, areas: areas,
            disciplineName: discipline,
            language: statement.language ?? sameAreas?.language ?? "",
            length: statement.length.flatMap(CourseLength.init) ?? like?.length ?? .year,
            honors: statement.honors.flatMap(HonorsType.init), part: like?.part ?? 0,
            courseKey: like?.courseKey ?? key.courseID, ninthGradeOnly: like?.ninthGradeOnly ?? false,
            electiveEligible: like?.electiveEligible ?? true, firstYear: nil, lastYear: nil)))
    }
    return readings
  }

  /// Of the rows that list the course, the one whose years are nearest; of two as near the earlier one.
  private func nearest(_ rows: [CatalogueCourse], to year: SchoolYear) -> CatalogueCourse? {
    func distance(_ row: CatalogueCourse) -> Int {
      if let first = row.firstYear, year < first { return 2 * (Int(first.fall) - Int(year.fall)) + 1 }
      if let last = row.lastYear, year > last { return 2 * (Int(year.fall) - Int(last.fall)) }
      return 0
    }
    return rows.filter { !$0.areas.isEmpty }.min { distance($0) < distance($1) }
  }

  /// How courses of the same title are listed elsewhere, each way once.
  private func likeNamed(_ title: String) -> [CatalogueCourse] {
    var ways: [CatalogueCourse] = []
    for course in titles[Discipline.folded(title)] ?? [] where !title.isEmpty {
      let isKnown = ways.contains { $0.areas == course.areas && $0.disciplineName == course.disciplineName }
      if !isKnown { ways.append(course) }
    }
    return Array(ways.prefix(OpenCourseFinder.mostWays))
  }

  /// How many ways to list a course of one title are tried.
  private static let mostWays = 4
}
