import Intake
import Rules
import Store

/// One student's rows in a fixed order, so that neither sequence numbers nor digests depend on the order of the files.
struct StudentRecords {
  var transcript = Transcript()
  var rows: [Store.TranscriptRow] = []
  var exams: [Store.ExamRow] = []
  var waivers: [Store.WaiverRow] = []
  var examMatches: [Store.ExamMatchRow] = []
  var claim: DistrictClaimRow?
  /// How each record's course is listed, and whether a college teaches it, for the verdict's digest.
  var listingDigests: [UInt64] = []
}

/// What is known of each course code of an extract.
struct CodeFacts: Sendable {
  /// Place in the bytewise order of school, course and printed title.
  var rank: UInt32
  /// The catalogue's number, or nil where no list names the course.
  var number: Int32?
  var isCollege: Bool
  /// Index of the institution among the extract's schools.
  var school: Int
  /// The number under which the database knows it.
  var stored: Int32
}

/// Puts students together from the extract's rows.
struct StudentAssembler: Sendable {
  let catalogue: CourseCatalogue
  let codes: [CodeFacts]
  private let exams: RowsByStudent<Intake.ExamRow>
  private let waivers: RowsByStudent<Intake.WaiverRow>
  private let evidence: StudentEvidence

  init(extract: Extract, catalogue: CourseCatalogue, codes: [CodeFacts]) {
    self.catalogue = catalogue
    self.codes = codes
    exams = RowsByStudent(extract.exams) { $0.studentIndex }
    waivers = RowsByStudent(extract.waivers) { $0.studentIndex }
    evidence = StudentEvidence(extract)
  }

  /// - Throws: `NightError.environment` where a student has more rows than a transcript can number.
  func assemble(_ student: Int, from bucket: TranscriptBucket) throws(NightError) -> StudentRecords {
    var records = StudentRecords()
    let found = bucket.rows(of: student)
    guard found.count < Int(Int16.max) else {
      throw .environment(
        "a student of the extract has more than \(Int16.max - 1) transcript rows; check transcripts.csv for repeated rows"
      )
    }
    let ordered = found.sorted { precedes($0, $1, bucket) }
    records.rows.reserveCapacity(ordered.count)
    records.transcript.records.reserveCapacity(ordered.count)
    for (index, row) in ordered.enumerated() {
      let code = codes[Int(row.courseCode)]
      let listed = catalogue.listing(code.number, in: row.schoolYear)
      records.listingDigests.append(code.isCollege ? ~listed.digest : listed.digest)
      let seq = Int16(truncatingIfNeeded: index + 1)
      records.transcript.records.append(
        TranscriptRecord(
          sequence: Int32(seq), year: row.schoolYear, term: row.term, gradeLevel: row.gradeLevel, mark: row.mark,
          creditsAttempted: row.creditsAttempted ?? -1, part: row.part, isCollege: code.isCollege,
          listing: listed.listing))
      records.rows.append(
        Store.TranscriptRow(
          seq: seq, courseCode: code.stored, schoolYear: row.schoolYear.fall, term: row.term.rawValue,
          gradeLevel: Int16(row.gradeLevel), mark: row.mark?.rawValue, creditsAttempted: row.creditsAttempted,
          creditsEarned: row.creditsEarned, part: row.part == 0 ? nil : Int16(row.part), inProgress: row.inProgress,
          recordID: bucket.recordID(row)))
    }
    addExams(student, to: &records)
    addWaivers(student, to: &records)
    evidence.add(student, to: &records)
    return records
  }

  private func precedes(
    _ left: Intake.TranscriptRow, _ right: Intake.TranscriptRow, _ bucket: TranscriptBucket
  ) -> Bool {
    let (leftKey, rightKey) = (orderKey(left), orderKey(right))
    if leftKey != rightKey { return leftKey < rightKey }
    let (leftRank, rightRank) = (codes[Int(left.courseCode)].rank, codes[Int(right.courseCode)].rank)
    if leftRank != rightRank { return leftRank < rightRank }
    let (leftMark, rightMark) = (left.mark?.rawValue ?? "", right.mark?.rawValue ?? "")
    if leftMark != rightMark { return leftMark < rightMark }
    let leftRest = (left.creditsAttempted ?? -1, left.creditsEarned ?? -1, left.inProgress ? 1 : 0)
    let rightRest = (right.creditsAttempted ?? -1, right.creditsEarned ?? -1, right.inProgress ? 1 : 0)
    if leftRest != rightRest { return leftRest < rightRest }
    return (bucket.recordID(left) ?? "") < (bucket.recordID(right) ?? "")
  }

  private func orderKey(_ row: Intake.TranscriptRow) -> UInt64 {
    UInt64(UInt16(bitPattern: row.schoolYear.fall)) << 24 | UInt64(row.gradeLevel) << 16
      | UInt64(row.term.place) << 8 | UInt64(row.part)
  }

  private func addExams(_ student: Int, to records: inout StudentRecords) {
    let own = exams.rows(of: student).sorted {
      ($0.program.rawValue, $0.subject, $0.schoolYear, $0.score) < (
        $1.program.rawValue, $1.subject, $1.schoolYear, $1.score
      )
    }
    for (index, exam) in own.prefix(Int(Int16.max) - 1).enumerated() {
      let seq = Int16(truncatingIfNeeded: index + 1)
      records.exams.append(
        Store.ExamRow(
          seq: seq, program: exam.program.rawValue, subject: exam.subject, schoolYear: exam.schoolYear.fall,
          score: Int32(clamping: exam.score)))
      records.transcript.exams.append(
        ExamResult(
          sequence: Int32(seq), program: exam.program, subject: exam.subject, year: exam.schoolYear,
          score: StoredAmounts.score(Int32(clamping: exam.score))))
    }
  }

  private func addWaivers(_ student: Int, to records: inout StudentRecords) {
    let own = waivers.rows(of: student).sorted {
      ($0.subjectArea.letter, $0.grantedOn?.code ?? "", $0.semesters, $0.reason?.rawValue ?? "", $0.grantedBy ?? "")
        < ($1.subjectArea.letter, $1.grantedOn?.code ?? "", $1.semesters, $1.reason?.rawValue ?? "", $1.grantedBy ?? "")
    }
    for (index, waiver) in own.prefix(Int(Int16.max) - 1).enumerated() {
      let seq = Int16(truncatingIfNeeded: index + 1)
      records.waivers.append(
        Store.WaiverRow(
          seq: seq, subjectArea: waiver.subjectArea.letter, semesters: waiver.semesters,
          reason: waiver.reason?.rawValue, grantedBy: waiver.grantedBy, grantedOn: waiver.grantedOn?.dayNumber))
      records.transcript.waivers.append(
        Waiver(
          sequence: Int32(seq), area: waiver.subjectArea, twelfths: StoredAmounts.twelfths(semesters: waiver.semesters),
          grantedOn: waiver.grantedOn))
    }
  }
}

extension Term {
  /// Place in the fixed order of terms.
  var place: UInt8 {
    switch self {
    case .s1: 0
    case .s2: 1
    case .t1: 2
    case .t2: 3
    case .t3: 4
    case .q1: 5
    case .q2: 6
    case .q3: 7
    case .q4: 8
    case .fullYear: 9
    case .summer: 10
    }
  }
}

/// Rows of a small file, grouped by student without a dictionary per row.
private struct RowsByStudent<Row: Sendable>: Sendable {
  private let rows: [Row]
  private let students: [Int]

  init(_ rows: [Row], student: (Row) -> Int) {
    let order = rows.indices.sorted { (student(rows[$0]), $0) < (student(rows[$1]), $1) }
    self.rows = order.map { rows[$0] }
    students = order.map { student(rows[$0]) }
  }

  func rows(of student: Int) -> ArraySlice<Row> {
    let start = lowerBound(student)
    return rows[start..<lowerBound(student + 1)]
  }

  private func lowerBound(_ student: Int) -> Int {
    var (low, high) = (0, students.count)
    while low < high {
      let middle = (low + high) / 2
      if students[middle] < student { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
