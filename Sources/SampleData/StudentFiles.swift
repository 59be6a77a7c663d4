/// Writes `students.csv`, `transcripts.csv`, `exams.csv` and `waivers.csv` in one pass over the students.
struct StudentFiles {
  static let studentColumns = [
    "student_id", "ssid", "last_name", "first_name", "middle_name", "birth_date", "gender", "race_ethnicity",
    "english_status", "low_income", "disability", "homeless", "foster", "migrant", "school_id", "grade_level",
    "entry_year", "graduation_year", "enrollment", "counselor_id", "local_groups",
  ]
  static let transcriptColumns = [
    "student_id", "school_id", "school_year", "term", "grade_level", "course_id", "course_title", "mark",
    "credits_attempted", "credits_earned", "part", "in_progress", "record_id",
  ]
  static let examColumns = ["student_id", "program", "subject", "school_year", "score"]
  static let waiverColumns = ["student_id", "subject_area", "semesters", "reason", "granted_by", "granted_on"]

  let population: Population
  let catalogue: Catalogue
  let students: SampleFile
  let transcripts: SampleFile
  let exams: SampleFile
  let waivers: SampleFile
  let faults: Faults

  var files: [SampleFile] { [students, transcripts, exams, waivers] }

  func writeAll() throws(SampleError) {
    var transcript = Transcript(catalogue: catalogue)
    var lines = TranscriptLines(catalogue: catalogue, file: transcripts, faults: faults)
    for number in 0..<population.students {
      var random = RandomSource(seed: population.seed, stream: UInt64(number))
      let student = population.student(number, random: &random)
      transcript.play(student, random: &random)
      let usable = try writeStudent(student)
      let parent = usable ? nil : "parent_rejected"
      try lines.write(transcript.records, of: student, parent: parent)
      try writeExams(transcript.exams, student, parent: parent)
      try writeWaiver(student, parent: parent, random: &random)
    }
  }

  /// False when the fault planted in the row makes a loader reject the student, and all rows with it.
  private func writeStudent(_ student: Student) throws(SampleError) -> Bool {
    let clean = [
      student.id, student.ssid, student.name.last, student.name.first, student.name.middle, student.birthDate,
      student.gender, Population.races[student.race], student.englishStatus, student.lowIncome, student.disability,
      student.homeless, student.foster, student.migrant, Institutions.all[student.school].id,
      String(student.gradeLevel), String(student.entryYear), String(student.entryYear + 4), student.enrollment,
      student.counselor, student.localGroups.joined(separator: ";"),
    ]
    guard let fault = faults.next(of: StudentFault.allCases) else {
      try students.write(clean)
      return true
    }
    var spoiled = clean
    fault.spoil(&spoiled)
    if fault == .conflictingDuplicate || fault == .exactDuplicate {
      let line = try students.write(clean)
      if fault == .conflictingDuplicate { try faults.note(fault.rawValue, fault.effect, file: students, line: line) }
    }
    try faults.note(fault.rawValue, fault.effect, file: students, line: try students.write(spoiled))
    return fault.effect != .reject
  }

  private func writeExams(_ taken: [ExamRecord], _ student: Student, parent: String?) throws(SampleError) {
    for exam in taken {
      let bad = faults.next(of: ["bad_score", "unknown_subject"])
      let line = try exams.write([
        student.id, "AP", bad == "unknown_subject" ? "Underwater Basketry" : exam.code, schoolYear(exam.fall),
        bad == "bad_score" ? "9" : String(exam.score),
      ])
      if let reason = parent ?? bad {
        let effect: Faults.Effect = reason == "unknown_subject" ? .finding : .reject
        try faults.note(reason, effect, file: exams, line: line)
      }
    }
  }

  /// A few students who went to school in another language, or whose language the school certified.
  private func writeWaiver(_ student: Student, parent: String?, random: inout RandomSource) throws(SampleError) {
    guard !student.hasLeft, random.chance(student.isNewcomer ? 300 : student.isLearner ? 20 : 2) else { return }
    let day = "\(min(2026, student.entryYear + 3))-0\(1 + random.below(6))-1\(random.below(10))"
    let reason = student.isNewcomer ? "formal_schooling" : "language_certification"
    let granted = student.entryYear + 3 > 2026 ? "2027-02-1\(random.below(10))" : day
    let line = try waivers.write([student.id, "E", "4", reason, student.counselor, granted])
    if let parent { try faults.note(parent, .reject, file: waivers, line: line) }
  }
}
