import Intake
import Rules
import Store

// What stands behind the decisions of an extract, in the form that the store keeps.

extension CourseEvidenceTable.Course {
  /// The extract's evidence by school and course, in its order.
  static func list(_ evidence: [Intake.CourseEvidenceRow]) -> [CourseEvidenceTable.Course] {
    var courses: [CourseEvidenceTable.Course] = []
    for row in evidence {
      if let last = courses.indices.last, courses[last].schoolID == row.schoolID, courses[last].courseID == row.courseID
      {
        courses[last].rows.append(Store.CourseEvidenceRow(row))
      } else {
        courses.append(
          CourseEvidenceTable.Course(
            schoolID: row.schoolID, courseID: row.courseID, rows: [Store.CourseEvidenceRow(row)], digest: .none))
      }
    }
    for index in courses.indices {
      var digest = DigestBuilder()
      for row in courses[index].rows { digest.add(row) }
      courses[index].digest = RecordDigest(digest)
    }
    return courses
  }
}

extension Store.CourseEvidenceRow {
  init(_ row: Intake.CourseEvidenceRow) {
    self.init(
      schoolID: row.schoolID, courseID: row.courseID, firstYear: row.firstYear?.fall, lastYear: row.lastYear?.fall,
      rule: row.ruleCode)
    claimed = row.claimed.map(StatedCourse.init) ?? StatedCourse()
    listed = row.listed.map(StatedCourse.init) ?? StatedCourse()
    decided = row.decided.map(StatedCourse.init) ?? StatedCourse()
    listedTitle = row.listedTitle
    listDistance = row.listDistance.map(Int16.init(clamping:))
    decidedBy = row.decidedBy
    decidedOn = row.decidedOn.flatMap(CalendarDay.init(code:))?.dayNumber
    reason = row.reason
  }
}

extension UndecidedYears {
  /// - Parameter row: Of a rule that left the course undecided.
  init(_ row: Store.CourseEvidenceRow) {
    self.init(
      schoolID: row.schoolID, courseID: row.courseID, firstYear: row.firstYear.map(SchoolYear.init(fall:)),
      lastYear: row.lastYear.map(SchoolYear.init(fall:)))
  }

  static func list(_ evidence: [Intake.CourseEvidenceRow]) -> [UndecidedYears] {
    evidence.filter { !$0.rule.isDecided }.map {
      UndecidedYears(
        schoolID: $0.schoolID, courseID: $0.courseID, firstYear: $0.firstYear, lastYear: $0.lastYear)
    }
  }
}

extension StatedCourse {
  init(_ values: CourseValues) {
    self.init(
      areas: values.subjectAreas?.code, discipline: values.discipline, language: values.language,
      length: values.length?.rawValue, honors: values.honors?.rawValue)
  }
}

extension DigestBuilder {
  fileprivate mutating func add(_ row: Store.CourseEvidenceRow) {
    add(row.firstYear.map(Int.init))
    add(row.lastYear.map(Int.init))
    add(row.listDistance.map(Int.init))
    add(row.decidedOn.map(Int.init))
    for stated in [row.claimed, row.listed, row.decided] {
      for text in [stated.areas, stated.discipline, stated.language, stated.length, stated.honors] { add(text) }
    }
    for text in [row.rule, row.listedTitle, row.decidedBy, row.reason] { add(text) }
  }
}

extension ExamReviewRow {
  /// The review list of an extract.
  /// - Parameter keys: student_key by place in the extract; 0 for a student who is left out.
  static func list(_ extract: Extract, keys: [Int64]) -> [ExamReviewRow] {
    extract.examReview.map { row in
      // A student whose own row was rejected afterwards is not in the extract.
      let places = row.candidateIDs.compactMap { extract.students.index(of: $0) }
      return ExamReviewRow(
        file: row.file, line: Int64(row.line), outcome: row.outcome.rawValue, rule: row.rule?.rawValue,
        candidates: Int32(clamping: row.candidates), candidateKeys: places.map { keys[$0] }.filter { $0 != 0 },
        exams: Int16(clamping: row.exams))
    }
  }
}

/// What AP datafiles and state files say about each student of the extract, beside the records.
struct StudentEvidence: Sendable {
  private let matches: [Int: [Intake.ExamMatchRow]]
  private let claims: [Int: DistrictClaim]

  init(_ extract: Extract) {
    var matches: [Int: [Intake.ExamMatchRow]] = [:]
    for row in extract.examMatches {
      // A student whose own row was rejected afterwards is not in the extract.
      guard let student = row.studentID.flatMap({ extract.students.index(of: $0) }) else { continue }
      matches[student, default: []].append(row)
    }
    var claims: [Int: DistrictClaim] = [:]
    for claim in extract.claims {
      guard let student = extract.students.index(of: claim.studentID) else { continue }
      if let known = claims[student], known.schoolYear >= claim.schoolYear { continue }
      claims[student] = claim
    }
    (self.matches, self.claims) = (matches, claims)
  }

  func add(_ student: Int, to records: inout StudentRecords) {
    let own = (matches[student] ?? []).sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    for (index, row) in own.prefix(Int(Int16.max) - 1).enumerated() {
      records.examMatches.append(
        Store.ExamMatchRow(
          seq: Int16(truncatingIfNeeded: index + 1), file: row.file, line: Int64(row.line),
          rule: row.rule?.rawValue ?? "", exams: Int16(clamping: row.exams)))
    }
    records.claim = claims[student].map {
      DistrictClaimRow(schoolYear: $0.schoolYear.fall, metRequirements: $0.metRequirements)
    }
  }
}
