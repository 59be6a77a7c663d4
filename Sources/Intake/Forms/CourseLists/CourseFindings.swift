import Rules

/// What a data engineer should look at after courses are decided. Each finding stands for the transcript rows of its
/// course, so that a registrar sees which codes matter.
enum CourseFindings {
  static func report(_ outcome: CourseMatcher.Outcome, _ evidence: CourseEvidence, into tables: ImportedTables) {
    for group in groups(outcome.courses) {
      for (code, value) in findings(group.course) {
        tables.find(code, group.course.origin, column: "course_id", value: value, count: max(1, group.rows))
      }
    }
    reportUnused(outcome, evidence, into: tables)
  }

  /// Neighbouring years of a course with the same evidence, and their rows.
  private static func groups(_ courses: [DecidedCourse]) -> [(course: DecidedCourse, rows: Int)] {
    var groups: [(course: DecidedCourse, rows: Int)] = []
    for course in courses {
      if let last = groups.indices.last, groups[last].course.school == course.school,
        groups[last].course.courseID == course.courseID, groups[last].course.hasSameEvidence(as: course)
      {
        groups[last].rows += course.rows
      } else {
        groups.append((course, course.rows))
      }
    }
    return groups
  }

  private static func findings(_ course: DecidedCourse) -> [(FindingCode, String)] {
    var findings: [(FindingCode, String)] = []
    let place = "\(course.courseID) at \(course.school)\(course.year.map { " in \($0.code)" } ?? "")"
    func find(_ code: FindingCode, _ text: String) { findings.append((code, "\(place): \(text)")) }
    let claimed = course.claimed?.subjectAreas
    switch course.rule {
    case .ambiguous: find(.courseAmbiguous, "UC's list has several courses of this name")
    case .rejectedRow: find(.courseAmbiguous, "its row of UC's list was rejected")
    case .claimsDiffer: find(.courseUndecided, "no list, and the system claims different areas")
    case .nothingKnown: find(.courseUndecided, "no list, and the system claims nothing")
    default: break
    }
    if course.rule == .notListed, let claimed, claimed != .none {
      find(.courseNotOnList, "the system claims \(claimed.code), UC's list does not name the course")
    }
    if let listed = course.listed?.subjectAreas, let claimed, listed != claimed {
      find(
        .courseAreaDiffers,
        "the system claims \(claimed == .none ? "no area" : claimed.code), UC's list says \(listed.code)")
    }
    if let listed = course.listed, let honors = course.claimed?.honors, honors != listed.honors {
      find(
        .courseHonorsDiffer, "the system claims \(honors.rawValue), UC's list says \(listed.honors?.rawValue ?? "none")"
      )
    }
    if course.decided?.subjectAreas?.has(.e) == true, course.decided?.language == nil {
      find(.unknownLanguage, "the title names no language")
    }
    if let distance = course.listDistance, distance > 0 { find(.courseListOfOtherYear, "the nearest list was used") }
    return findings
  }

  /// Lists of schools and years that no course was looked up in, and decisions about courses that nobody names.
  private static func reportUnused(
    _ outcome: CourseMatcher.Outcome, _ evidence: CourseEvidence, into tables: ImportedTables
  ) {
    var seen: Set<CourseDecider.ListKey> = []
    for row in evidence.listed {
      let key = CourseDecider.ListKey(school: row.school, year: row.year)
      guard seen.insert(key).inserted, !outcome.usedLists.contains(key) else { continue }
      tables.find(.courseListUnused, row.origin, column: nil, value: "\(row.school) \(row.year.code)")
    }
    for decision in evidence.decisions where !outcome.usedDecisions.contains(decision.origin) {
      tables.find(
        .courseDecisionUnused, decision.origin, column: "course_id", value: "\(decision.courseID) at \(decision.school)"
      )
    }
  }
}
