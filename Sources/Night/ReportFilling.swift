import Intake
import Rules
import Store

/// A finding that only the evaluation can make.
enum NightFinding: String, CaseIterable {
  case laterRecord = "record_after_as_of"
  case laterExam = "exam_after_as_of"
  case unknownExam = "unknown_exam_subject"
  case staleRunning = "running_in_past_year"
  case forgotten = "forgotten_student"

  var message: String {
    switch self {
    case .laterRecord:
      "records of a later school year than the day of the run were ignored; check --as-of and transcripts.csv"
    case .laterExam: "exams of a later school year than the day of the run were ignored; check --as-of and exams.csv"
    case .unknownExam: "exam subjects that no edition knows clear nothing; correct exams.csv or policies/exams.yaml"
    case .staleRunning: "courses of a past school year still run; post their marks in the student information system"
    case .forgotten:
      "students whose records were deleted on request are in the extract and were left out; delete them at the source, or `agtrack forget --undo`"
    }
  }
}

extension NightReport {
  /// - Parameter tables: Where the tables' rows came from; empty for a refused extract.
  mutating func take(files counts: [FileCounts], tables: [TableCounts]) {
    let named = Set(Extract.tableNames)
    var seen: Set<String> = []
    files = tables.filter { !$0.hasFile }.map { File($0.counts, kind: .translated) }
    files += counts.map { File($0, kind: named.contains($0.table) ? .table : .source) }
    for index in files.indices {
      if files[index].kind == .source {
        // Names are shown cut, so that two may look alike.
        while !seen.insert(files[index].file).inserted { files[index].file += "+" }
      } else {
        files[index].translatedSHA256 =
          tables.first { $0.counts.table == files[index].table }?.translatedSHA256 ?? ""
      }
    }
  }

  mutating func take(_ result: StudentStage.Result, findings counts: [(code: String, count: Int)]) {
    studentsEvaluated = result.evaluated
    studentsCarriedOver = result.carriedOver
    verdicts = result.verdicts
    let unchanged = [
      "students.csv": result.unchangedStudents, "transcripts.csv": result.unchangedRows,
      "exams.csv": result.unchangedExams, "waivers.csv": result.unchangedWaivers,
    ]
    for index in files.indices { files[index].unchanged = unchanged[files[index].table] ?? 0 }
    ownFindings = [
      (NightFinding.laterRecord, result.laterRecords), (.laterExam, result.laterExams),
      (.unknownExam, result.unknownExams), (.staleRunning, result.staleRunning),
      (.forgotten, result.forgotten),
    ].filter { $0.1 > 0 }
    findings = (counts + ownFindings.map { ($0.0.rawValue, $0.1) }).sorted { $0.code < $1.code }
  }

  /// Takes the verdicts of all students, carried over ones too, as the database counts them.
  mutating func take(_ counts: [(system: String, status: String, count: Int)]) {
    verdicts = VerdictCounts()
    for (system, status, count) in counts {
      guard let system = System(rawValue: system), let status = Status(rawValue: status) else { continue }
      verdicts[system, status] = count
    }
  }

  /// Takes what the checks found, and decides whether a person must look at the night.
  mutating func take(_ outcomes: [CheckOutcome]) {
    checks = outcomes
    isHeld = outcomes.contains { $0.holds }
    concerns = outcomes.filter(\.asks).map { sentence($0) }
    needsPerson = !concerns.isEmpty
  }

  /// What a breach is, without student data.
  private func sentence(_ outcome: CheckOutcome) -> String {
    let found =
      outcome.base.map { "\(outcome.found) of \(outcome.counts.counted($0))" } ?? outcome.counts.counted(outcome.found)
    let files = outcome.counts == .files ? outcome.places.compactMap(\.subject).map { " \($0)" }.joined() : ""
    let effect = outcome.holds ? "keeps the run from being published" : "needs a person"
    let place = isDryRun ? "" : "; see `agtrack checks --run \(runID ?? 0)`"
    return """
      check \(outcome.id) \(effect): \(found)\(files), limit \
      \(outcome.limit.text)\(place)
      """
  }

  /// Decides whether a person must look where no check can be asked: too many rejects, or too many rows of unknown courses.
  mutating func judge(rejectShare: Double) {
    for file in files
    where file.kind != .translated && file.rejected > 0 && Double(file.rejected) > rejectShare * Double(file.read) {
      concerns.append(
        "\(file.file): \(file.rejected) of \(file.read) rows were rejected; see `agtrack rejects`")
    }
    let unknown = findings.first { $0.code == FindingCode.unknownCourse.name }?.count ?? 0
    let records = files.first { $0.table == "transcripts.csv" }?.loaded ?? 0
    if Double(unknown) > rejectShare * Double(records) {
      concerns.append(
        "courses.csv does not know the courses of \(unknown) of \(records) transcript rows; is a course list missing?")
    }
    needsPerson = !concerns.isEmpty
  }
}

extension NightReport.File {
  init(_ counts: FileCounts, kind: Kind) {
    self.init(file: counts.file, table: counts.table, kind: kind, sha256: kind == .translated ? "" : counts.sha256)
    read = counts.rowsRead
    loaded = counts.rowsLoaded
    rejected = counts.rowsRejected
    duplicate = counts.rowsDuplicate
  }
}

extension Store.Reject {
  init(_ reject: Intake.Reject) {
    self.init(
      file: reject.file, line: reject.line, column: reject.column.isEmpty ? nil : reject.column,
      code: reject.code.name, value: reject.value, message: reject.message)
  }
}

extension Store.Finding {
  init(_ finding: Intake.Finding) {
    self.init(
      code: finding.code.name, severity: finding.severity == .information ? .note : .warning, file: finding.file,
      line: finding.line, column: finding.column, value: finding.value, occurrences: finding.count,
      message: finding.code.message)
  }

  init(_ finding: NightFinding, count: Int) {
    self.init(code: finding.rawValue, severity: .warning, occurrences: count, message: finding.message)
  }
}

extension Store.StaffRow {
  init(_ row: Intake.StaffRow, schools: [Intake.SchoolRow]) {
    self.init(
      staffID: row.staffID, name: row.name, login: row.login, role: row.role.rawValue,
      schoolID: row.schoolIndex.map { schools[$0].schoolID })
  }
}

extension Store.MeasureRow {
  init(_ row: Intake.MeasureRow) {
    self.init()
    measureID = row.measureID
    number = row.number
    focusArea = row.focusArea
    emphasis = row.emphasis
    name = row.name
    denominator = row.denominator
    kind = row.kind?.rawValue
    direction = row.direction?.rawValue
    unit = row.unit
    leader = row.leader
    goal = row.goal
  }
}

extension Store.MeasureValueRow {
  init(_ row: Intake.MeasureValueRow) {
    self.init()
    measureID = row.measureID
    scopeID = row.scopeID
    studentGroup = row.studentGroup
    schoolYear = row.schoolYear.fall
    actual = row.actual
    target = row.target
    longTermYear = row.longTermYear
    longTermTarget = row.longTermTarget
  }
}
