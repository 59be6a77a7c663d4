import Night
import Reports
import Rules
import Store

/// What is claimed, listed and decided about the courses that a student took, where the three differ.
struct CourseStatements {
  private struct Key: Hashable {
    var schoolID: String
    var courseID: String
  }

  private let evidence: [Key: [CourseEvidenceRow]]
  private let codes: CourseCodes
  private let transcripts: StoredTranscripts
  private let schools: [String: String]

  /// - Parameter schools: Name by school_id.
  init(
    _ evidence: [CourseEvidenceRow], codes: CourseCodes, transcripts: StoredTranscripts, schools: [String: String]
  ) {
    self.evidence = Dictionary(grouping: evidence) { Key(schoolID: $0.schoolID, courseID: $0.courseID) }
    (self.codes, self.transcripts, self.schools) = (codes, transcripts, schools)
  }

  /// The courses that a student's records name.
  static func printed(_ student: StoredStudent, _ codes: CourseCodes) -> [PrintedCourse] {
    student.transcripts.compactMap { codes[$0.courseCode] }
  }

  /// The student's school, and where the records were earned.
  static func institutions(_ student: StoredStudent, _ codes: CourseCodes) -> Set<String> {
    Set(printed(student, codes).map(\.schoolID) + [student.profile.schoolID])
  }

  /// In the order of the records; the years in which the same is said of a course stand together.
  func of(_ student: StoredStudent) -> [CourseStatement] {
    var statements: [CourseStatement] = []
    for row in student.transcripts {
      guard let printed = codes[row.courseCode] else { continue }
      let year = SchoolYear(fall: row.schoolYear)
      guard let statement = statement(printed, year) else { continue }
      let place = statements.firstIndex { other in
        var other = other
        other.schoolYears = statement.schoolYears
        return other == statement
      }
      guard let place else {
        statements.append(statement)
        continue
      }
      if !statements[place].schoolYears.contains(year.code) { statements[place].schoolYears.append(year.code) }
    }
    return statements
  }

  /// nil where nothing is known beside the decision, or all say the same.
  private func statement(_ printed: PrintedCourse, _ year: SchoolYear) -> CourseStatement? {
    let rows = evidence[Key(schoolID: printed.schoolID, courseID: printed.courseID)] ?? []
    let said = rows.first { ($0.firstYear ?? .min) <= year.fall && year.fall <= ($0.lastYear ?? .max) }
    guard let said else { return nil }
    let isAbsent = said.rule == "list.absent"
    var decided = said.decided.areas
    if said.rule == "decision.courses-file" { decided = transcripts.areas(of: printed, in: year)?.code }
    let values = [said.claimed.areas, isAbsent ? "" : said.listed.areas, decided]
    guard Set(values.compactMap { $0 }).count > 1 || decided == nil else { return nil }
    let words = values.map { value in value.map { $0.isEmpty ? "none" : $0 } }
    return CourseStatement(
      title: printed.title.isEmpty ? printed.courseID : printed.title, courseID: printed.courseID,
      schoolID: printed.schoolID, school: schools[printed.schoolID] ?? printed.schoolID, schoolYears: [year.code],
      claimed: words[0], listed: words[1], decided: words[2], rule: said.rule)
  }
}
