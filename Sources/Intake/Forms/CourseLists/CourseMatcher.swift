import Rules

/// Decides, from what all files say about courses, the canonical course rows, and keeps beside each what was claimed, what
/// UC's list says, and the rule.
enum CourseMatcher {
  /// Appends course rows for every course that is claimed or taken and not in a canonical `courses.csv`.
  static func finish(_ evidence: CourseEvidence, into tables: ImportedTables) {
    let outcome = decide(evidence, tolerance: tables.mapping.listYearTolerance)
    for course in outcome.rows { append(course, into: tables) }
    CourseFindings.report(outcome, evidence, into: tables)
    tables.courseEvidence = outcome.evidence
  }

  /// Everything decided, by school and course in the bytewise order of their ids, then by year.
  struct Outcome {
    /// One for each course and year.
    var courses: [DecidedCourse] = []
    /// The canonical rows: neighbouring years with the same values together.
    var rows: [(course: DecidedCourse, first: SchoolYear?, last: SchoolYear?)] = []
    var evidence: [CourseEvidenceRow] = []
    var usedDecisions: Set<RowOrigin> = []
    var usedLists: Set<CourseDecider.ListKey> = []
  }

  static func decide(_ evidence: CourseEvidence, tolerance: Int) -> Outcome {
    var decider = CourseDecider(evidence, tolerance: tolerance)
    var outcome = Outcome()
    var school: [DecidedCourse] = []
    func closeSchool() {
      CourseParts.settle(&school)
      outcome.courses += school
      school = []
    }
    for facts in CourseFacts.all(evidence) {
      if let other = school.first?.school, other != facts.school { closeSchool() }
      school += decider.decide(facts)
    }
    closeSchool()
    (outcome.usedDecisions, outcome.usedLists) = (decider.usedDecisions, decider.usedLists)
    merge(&outcome)
    return outcome
  }

  /// Brings years together in which nothing changed. Years in between of which nothing is known do not part them.
  private static func merge(_ outcome: inout Outcome) {
    var previous: DecidedCourse?
    /// The canonical row that the previous year of the same course belongs to.
    var row: Int?
    for course in outcome.courses {
      if let other = previous, other.school != course.school || other.courseID != course.courseID {
        (previous, row) = (nil, nil)
      }
      if let previous, course.hasSameEvidence(as: previous), let last = outcome.evidence.indices.last {
        outcome.evidence[last].lastYear = course.year
        outcome.evidence[last].rowCount += course.rows
      } else {
        outcome.evidence.append(CourseEvidenceRow(course))
      }
      let hasRow = course.decided != nil && course.rule != .given
      if let place = row, let previous, hasRow, course.hasSameValues(as: previous) {
        outcome.rows[place].last = isOpen(course) ? nil : course.year
        // The newest title; the origin stays that of the first year.
        outcome.rows[place].course.title = course.title
      } else {
        // An open end closes where something else begins to hold.
        if let place = row { outcome.rows[place].last = previous?.year }
        row = hasRow ? outcome.rows.count : nil
        if hasRow {
          let isOpen = isOpen(course)
          outcome.rows.append((course, isOpen && previous == nil ? nil : course.year, isOpen ? nil : course.year))
        }
      }
      previous = course
    }
  }

  /// A claim without a list holds for years that nobody spoke of too.
  private static func isOpen(_ course: DecidedCourse) -> Bool {
    course.rule == .claim || course.rule == .claimOfOtherYear
  }

  private static func append(
    _ row: (course: DecidedCourse, first: SchoolYear?, last: SchoolYear?), into tables: ImportedTables
  ) {
    let course = row.course
    let values = course.decided ?? CourseValues()
    tables.append(
      course.isInCourseFile ? course.origin : course.origin.aside,
      [
        (CourseColumn.schoolID, course.school), (.courseID, course.courseID), (.title, course.title),
        (.subjectArea, values.subjectAreas?.code ?? ""), (.discipline, values.discipline ?? ""),
        (.language, values.language ?? ""), (.length, values.length?.rawValue ?? ""),
        (.honors, values.honors?.rawValue ?? ""), (.examCode, course.examCode),
        (.part, course.part == 0 ? "" : String(course.part)), (.courseKey, course.courseKey),
        (.gradeLevels, course.gradeLevels), (.firstYear, row.first?.code ?? ""), (.lastYear, row.last?.code ?? ""),
        (.stateCourseCode, course.stateCourseCode),
      ])
  }
}

extension CourseEvidenceRow {
  fileprivate init(_ course: DecidedCourse) {
    self.init(
      schoolID: course.school, courseID: course.courseID, firstYear: course.year, lastYear: course.year,
      claimed: course.claimed, listed: course.listed, listedTitle: course.listedTitle,
      listDistance: course.listDistance, decided: course.decided, rule: course.rule, tieBreak: course.tieBreak,
      decidedBy: course.decision?.decidedBy, decidedOn: course.decision?.decidedOn, reason: course.decision?.reason,
      rowCount: course.rows)
  }
}
