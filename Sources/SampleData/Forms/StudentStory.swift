/// Everything that the files say of one student.
struct StudentStory {
  let student: Student
  let records: [Record]
  let exams: [ExamRecord]
  let waiver: Waiver?
}

/// Semesters of area E that a student need not take.
struct Waiver {
  let reason: String
  let grantedOn: String

  static let semesters = "4"
  static let certification = "language_certification"

  /// A few students who went to school in another language, or whose language the school certified.
  static func draw(_ student: Student, random: inout RandomSource) -> Waiver? {
    guard !student.hasLeft, random.chance(student.isNewcomer ? 300 : student.isLearner ? 20 : 2) else { return nil }
    let day = "\(min(2026, student.entryYear + 3))-0\(1 + random.below(6))-1\(random.below(10))"
    let reason = student.isNewcomer ? "formal_schooling" : certification
    return Waiver(
      reason: reason, grantedOn: student.entryYear + 3 > 2026 ? "2027-02-1\(random.below(10))" : day)
  }

  func values(_ student: Student) -> [String] {
    [student.id, "E", Waiver.semesters, reason, student.counselor, grantedOn]
  }
}

/// What every form can say of a record.
enum CommonFacts {
  /// The records without the half that they fill, and without those that are then the same as an earlier one: only the
  /// extract has a key that tells such records apart.
  static func of(_ records: [Record]) -> [Record] {
    var kept: [Record] = []
    for var record in records {
      record.part = 0
      if !kept.contains(where: { isSame($0, record) }) { kept.append(record) }
    }
    return kept
  }

  private static func isSame(_ one: Record, _ other: Record) -> Bool {
    one.course == other.course && one.school == other.school && one.fall == other.fall && one.term == other.term
      && one.mark == other.mark
  }
}

extension Population {
  /// Invents one student after the other.
  ///
  /// - Parameter isCommon: Leaves out what not every form can say.
  func forEachStudent(
    _ catalogue: Catalogue, isCommon: Bool, _ body: (StudentStory) throws(SampleError) -> Void
  ) throws(SampleError) {
    var transcript = Transcript(catalogue: catalogue)
    for number in 0..<students {
      var random = RandomSource(seed: seed, stream: UInt64(number))
      let student = student(number, random: &random)
      transcript.play(student, random: &random)
      let records = isCommon ? CommonFacts.of(transcript.records) : transcript.records
      try body(
        StudentStory(
          student: student, records: records, exams: transcript.exams, waiver: Waiver.draw(student, random: &random)))
    }
  }
}

extension Student {
  /// The day on which a student who is no longer there left, as year, month and day; nil for those enrolled.
  var leftOn: (year: Int, month: Int, day: Int)? {
    if enrollment == "enrolled" { return nil }
    if entryYear + 4 > Marks.runningFall { return (Marks.runningFall + 1, 1, 15) }
    return enrollment == "graduated" ? (entryYear + 4, 6, 10) : (entryYear + 3, 10, 15)
  }

  /// The school that a student attended in a grade level from 9 on.
  func school(inGrade grade: Int) -> Int {
    grade - 9 < earlierYears ? earlierSchool ?? school : school
  }
}

extension Record {
  var creditText: String { Record.text(hundredths: credits) }
  /// Empty for a course that is running.
  var earnedText: String { mark == nil ? "" : earnsCredit ? creditText : "0.00" }
  var markText: String { mark.map { Record.marks[$0] } ?? "" }

  private static func text(hundredths value: Int) -> String { "\(value / 100).\(padded(value % 100, 2))" }
}

extension CourseDescription {
  /// Where UC lists the course in a school year; empty = not on the list.
  func areas(in fall: Int) -> String { isListedAsBefore(in: fall) ? areas : areasAfter }
  func discipline(in fall: Int) -> String { isListedAsBefore(in: fall) ? discipline : disciplineAfter }

  private func isListedAsBefore(in fall: Int) -> Bool { leavesListAfter.map { fall <= $0 } ?? true }
}

extension Institution {
  /// A school that the state's code names.
  var hasStateCode: Bool { id.utf8.count == 14 && id.utf8.allSatisfy { (48...57).contains($0) } }
  /// A state school of the sample's districts, whose files they send.
  var isOwn: Bool { hasStateCode && district != nil }
}

/// `2024-2025` for 2024.
func longSchoolYear(_ fall: Int) -> String { "\(fall)-\(fall + 1)" }
