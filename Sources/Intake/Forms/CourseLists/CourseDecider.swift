import Rules

/// Decides single courses: manual decision, then UC's list, then, where there is no list, the claim.
struct CourseDecider {
  private let lists: [String: [SchoolYear: CourseList]]
  private let decisions: [String: [CourseDecision]]
  private let tolerance: Int
  private let isCanonical: (String, String) -> Bool
  private var names: [String: CourseName] = [:]
  /// Manual decisions that some course used, by their place of origin.
  private(set) var usedDecisions: Set<RowOrigin> = []
  /// Lists that some course was looked up in.
  private(set) var usedLists: Set<ListKey> = []

  struct ListKey: Hashable {
    var school: String
    var year: SchoolYear
  }

  /// - Parameter tolerance: How many years away a list of the school may be that stands in for a missing one.
  init(_ evidence: CourseEvidence, tolerance: Int) {
    var rows: [String: [SchoolYear: [ListedCourse]]] = [:]
    for row in evidence.listed { rows[row.school, default: [:]][row.year, default: []].append(row) }
    var names: [String: CourseName] = [:]
    lists = rows.mapValues { years in
      years.mapValues { rows in
        CourseList(rows) { text in
          if let known = names[text] { return known }
          let name = CourseName(text)
          names[text] = name
          return name
        }
      }
    }
    self.names = names
    decisions = Dictionary(grouping: evidence.decisions) { "\($0.school)\u{0}\($0.courseID)" }
    self.tolerance = tolerance
    isCanonical = evidence.isCanonical
  }

  /// The years for which a school has lists, ascending.
  func listYears(_ school: String) -> [SchoolYear] { (lists[school] ?? [:]).keys.sorted() }

  /// Decides a course year by year, ascending.
  mutating func decide(_ facts: CourseFacts) -> [DecidedCourse] {
    var years = facts.years
    if years.isEmpty, let claim = facts.general.first {
      // A course that only a course file without years names holds for every list of its school.
      for year in listYears(facts.school) { years[year] = CourseFacts.Year(origin: claim.origin) }
    }
    if years.isEmpty, let claim = facts.general.first {
      return [decide(facts, nil, CourseFacts.Year(origin: claim.origin), ClaimSummary(facts.general), isOwn: true)]
    }
    let claimYears = years.filter { !$0.value.claims.isEmpty }.keys.sorted()
    return years.keys.sorted().compactMap { year in
      years[year].map { own in
        if !own.claims.isEmpty || !facts.general.isEmpty {
          return decide(facts, year, own, ClaimSummary(own.claims + facts.general), isOwn: true)
        }
        // A system keeps one claim per course, so that of another year is the best there is.
        let nearest = claimYears.min { distance($0, year) < distance($1, year) }
        return decide(facts, year, own, ClaimSummary(nearest.flatMap { years[$0]?.claims } ?? []), isOwn: false)
      }
    }
  }

  /// How far away a year is; of two as far the earlier one is nearer.
  private func distance(_ other: SchoolYear, _ year: SchoolYear) -> Int {
    2 * abs(Int(other.fall) - Int(year.fall)) + (other > year ? 1 : 0)
  }

  private mutating func name(_ text: String) -> CourseName {
    if let known = names[text] { return known }
    let name = CourseName(text)
    names[text] = name
    return name
  }

  // MARK: One year

  private mutating func decide(
    _ facts: CourseFacts, _ year: SchoolYear?, _ own: CourseFacts.Year, _ summary: ClaimSummary, isOwn: Bool
  ) -> DecidedCourse {
    let claim = summary.claim
    var texts = own.abbreviations + own.titles
    for general in facts.general {
      for text in [general.abbreviation, general.title] where !text.isEmpty && !texts.contains(text) {
        texts.append(text)
      }
    }
    let local = texts.map { name($0) }
    var course = DecidedCourse(
      school: facts.school, courseID: facts.courseID, year: year, claimed: isOwn ? summary.values : nil,
      rule: .nothingKnown, rows: own.rows, origin: claim.map(\.origin) ?? own.origin,
      isInCourseFile: claim?.isCatalogue ?? false,
      title: [claim?.title, own.titles.first, claim?.abbreviation, own.abbreviations.first, facts.courseID]
        .compactMap { $0 }.first { !$0.isEmpty } ?? "")
    course.stateCourseCode =
      [own.stateCourseCode, claim?.stateCourseCode].compactMap { $0 }.first { !$0.isEmpty } ?? ""
    course.gradeLevels = claim?.gradeLevels ?? ""
    if let half = local.first(where: { $0.part != 0 }) {
      (course.namedPart, course.stem) = (half.part, half.stem)
    } else {
      course.stem = local.first?.stem ?? ""
    }
    if let said = claim?.part, let part = UInt8(said), part == 1 || part == 2 { course.namedPart = part }
    let place = look(facts, year, local, summary, &course)
    // Rows of the extract have no place among the translated ones; the row of the list is where to look.
    if course.origin.isAside, let place { course.origin = place.origin }
    if isCanonical(facts.school, facts.courseID) {
      (course.rule, course.tieBreak) = (.given, nil)
    } else if let decision = decision(facts, year) {
      (course.rule, course.tieBreak, course.decision) = (.person, nil, decision)
      course.decided = CourseValues(decision)
      usedDecisions.insert(decision.origin)
    } else if course.listDistance == nil {
      decideByClaim(summary, isOwn, &course)
    } else if let place {
      course.decided = place.isUsable ? course.listed : nil
      if !place.isUsable { course.rule = .rejectedRow }
    } else if course.rule == .notListed {
      course.decided = CourseValues(subjectAreas: SubjectAreas.none)
    }
    complete(&course, local, claim)
    return course
  }

  private func decision(_ facts: CourseFacts, _ year: SchoolYear?) -> CourseDecision? {
    decisions["\(facts.school)\u{0}\(facts.courseID)"]?.first { decision in
      guard let year else { return decision.firstYear == nil && decision.lastYear == nil }
      return (decision.firstYear ?? year) <= year && year <= (decision.lastYear ?? year)
    }
  }

  /// Looks the course up in the list of its year; sets what the list says and the rule.
  private mutating func look(
    _ facts: CourseFacts, _ year: SchoolYear?, _ names: [CourseName], _ summary: ClaimSummary,
    _ course: inout DecidedCourse
  ) -> ListedCourse? {
    guard let year, let known = lists[facts.school],
      let listYear = known.keys.min(by: { distance($0, year) < distance($1, year) }),
      abs(Int(listYear.fall) - Int(year.fall)) <= tolerance, let list = known[listYear]
    else { return nil }
    usedLists.insert(ListKey(school: facts.school, year: listYear))
    course.listDistance = abs(Int(listYear.fall) - Int(year.fall))
    let areas = summary.areas?.areas ?? []
    let query = CourseList.Query(
      courseID: facts.courseID, names: names, claimedArea: areas.count == 1 ? areas[0] : nil,
      claimedHonors: summary.claim.flatMap { $0.honors.isEmpty ? nil : true })
    switch list.find(query) {
    case .found(let place, let rule, let tieBreak):
      (course.rule, course.tieBreak) = (rule, tieBreak)
      let row = list.rows[place]
      course.listed = row.isUsable ? list.values[place] : nil
      course.listedTitle = row.title
      course.listedParts = list.parts[place]
      if !row.gradeLevels.isEmpty { course.gradeLevels = row.gradeLevels }
      return row
    case .ambiguous: course.rule = .ambiguous
    case .notListed: course.rule = .notListed
    }
    return nil
  }

  private func decideByClaim(_ summary: ClaimSummary, _ isOwn: Bool, _ course: inout DecidedCourse) {
    if summary.areAreasContradictory {
      course.rule = .claimsDiffer
    } else if summary.areas != nil {
      course.rule = isOwn ? .claim : .claimOfOtherYear
      course.decided = summary.values
    }
  }

  /// What follows from the decision: the language of a language course and the exam of an AP course.
  private mutating func complete(_ course: inout DecidedCourse, _ names: [CourseName], _ claim: CourseClaim?) {
    guard let decided = course.decided else { return }
    if decided.subjectAreas?.has(.e) == true, decided.language == nil {
      let listed = course.listedTitle.map { name($0) }
      course.decided?.language =
        listed.flatMap(CourseLanguage.of) ?? names.lazy.compactMap(CourseLanguage.of).first ?? claim?.language.nonEmpty
    }
    if decided.length == nil { course.decided?.length = .year }
    if decided.honors == .advancedPlacement {
      let titles = [course.listedTitle].compactMap { $0 }.map { name($0) } + names
      course.examCode =
        claim?.examCode.nonEmpty ?? APCourses.examCode(stateCourseCode: course.stateCourseCode)
        ?? titles.lazy.compactMap(APCourses.examCode).first ?? ""
    }
  }
}

extension String {
  /// nil for an empty text.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension CourseValues {
  /// A decision says everything: what it leaves empty is what `courses.csv` means by empty.
  init(_ decision: CourseDecision) {
    self.init(
      subjectAreas: SubjectAreas(code: decision.values["subject_area"] ?? ""),
      discipline: decision.values["discipline"]?.nonEmpty, language: decision.values["language"]?.nonEmpty,
      length: decision.values["length"].flatMap(CourseLength.init) ?? .year,
      honors: decision.values["honors"].flatMap(HonorsType.init))
  }
}
