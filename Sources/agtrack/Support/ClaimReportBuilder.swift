import Night
import Reports
import Rules
import Store

/// Compares certified claims with stored verdicts.
struct ClaimReportBuilder {
  private let run: PublishedRun
  private let asOf: CalendarDay
  private let schools: [String: String]
  private let names: RecordNames
  private let courses: CourseStatements

  /// - Throws: `Failure` (exit 4) where the stored run names no day.
  init(_ session: borrowing Session, run: PublishedRun) throws {
    guard let asOf = CalendarDay(dayNumber: run.asOf) else {
      throw Failure(.environment, "the published run names no day")
    }
    (self.run, self.asOf) = (run, asOf)
    let codes = try CourseCodes(session.connection)
    names = RecordNames(codes: codes, rules: try RuleNumbers(session.connection))
    let schoolRows = try SharedTables.schools(session.connection)
    schools = Dictionary(schoolRows.map { ($0.schoolID, $0.name) }, uniquingKeysWith: { first, _ in first })
    courses = CourseStatements(
      try CourseEvidenceTable.read(session.connection), codes: codes,
      transcripts: StoredTranscripts(
        schools: schoolRows, courses: try SharedTables.courses(session.connection),
        undecided: try CourseEvidenceTable.undecided(session.connection),
        equivalents: try SharedTables.equivalents(session.connection), codes: codes),
      schools: schools)
  }

  /// The comparison, and the keys of the students whom it lists; nil where nobody whom the login may see has a claim.
  func report(_ session: borrowing Session) throws -> (report: ClaimReport, listed: [Int64])? {
    let claims = try DistrictClaims.read(session.connection)
    if claims.isEmpty { return nil }
    var bySchool: [String: ClaimedSchool] = [:]
    var students: [ClaimedStudent] = []
    var listed: [Int64] = []
    for start in stride(from: 0, to: claims.count, by: ClaimReportBuilder.batch) {
      let some = claims[start..<min(claims.count, start + ClaimReportBuilder.batch)]
      let byKey = Dictionary(some.map { ($0.student.key, $0.claim) }, uniquingKeysWith: { first, _ in first })
      let read = try StudentReader.read(session.connection, some.map(\.student)[...], [.verdicts, .transcripts])
      for student in read {
        guard let claim = byKey[student.key], let compared = compare(student, claim) else { continue }
        let id = student.profile.schoolID
        bySchool[id, default: ClaimedSchool(schoolID: id, school: schools[id] ?? id)]
          .add(claimed: claim.metRequirements, compared.outcome)
        if compared.outcome == .agree { continue }
        students.append(compared)
        listed.append(student.key)
      }
    }
    let report = ClaimReport(
      runID: Int(run.id), asOf: asOf.code, schools: bySchool.sorted { $0.key < $1.key }.map(\.value),
      students: students, isWhole: try StaffRoles.seesEveryStudent(session))
    return (report, listed)
  }

  /// Students per round trip.
  private static let batch = 512

  /// nil for a student without verdicts.
  private func compare(_ student: StoredStudent, _ claim: DistrictClaimRow) -> ClaimedStudent? {
    func verdict(_ system: System) -> VerdictRow? {
      student.verdicts.first { $0.verdict.system == system.rawValue }?.verdict
    }
    guard let uc = verdict(.uc), let csu = verdict(.csu) else { return nil }
    let outcome = ClaimOutcome(claimed: claim.metRequirements, uc: Status(uc.status), csu: Status(csu.status))
    let profile = student.profile
    return ClaimedStudent(
      studentID: profile.studentID, name: "\(profile.firstName) \(profile.lastName)", schoolID: profile.schoolID,
      school: schools[profile.schoolID] ?? profile.schoolID, graduationYear: profile.graduationYear.map(Int.init),
      claimYear: SchoolYear(fall: claim.schoolYear).code, claimed: claim.metRequirements, uc: Status(uc.status),
      csu: Status(csu.status), outcome: outcome, ucReason: reason(uc, student), csuReason: reason(csu, student),
      courses: outcome == .agree ? [] : courses.of(student))
  }

  private func reason(_ verdict: VerdictRow, _ student: StoredStudent) -> String {
    if verdict.status == .met { return "Every subject area is met (edition \(verdict.edition))." }
    return ReasonText(verdict, of: student, names: names)?.whole ?? ""
  }
}
