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

  /// - Parameter isCommon: Leaves out what not every form can say.
  func writeAll(isCommon: Bool) throws(SampleError) {
    var lines = TranscriptLines(catalogue: catalogue, file: transcripts, faults: faults)
    try population.forEachStudent(catalogue, isCommon: isCommon) { story throws(SampleError) in
      let student = story.student
      let usable = try writeStudent(student)
      let parent = usable ? nil : "parent_rejected"
      try lines.write(story.records, of: student, parent: parent)
      try writeExams(story.exams, student, parent: parent)
      if let waiver = story.waiver { try write(waiver, student, parent: parent) }
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
      var values = exam.values(student)
      if bad == "unknown_subject" { values[2] = "Underwater Basketry" }
      if bad == "bad_score" { values[4] = "9" }
      let line = try exams.write(values)
      if let reason = parent ?? bad {
        let effect: Faults.Effect = reason == "unknown_subject" ? .finding : .reject
        try faults.note(reason, effect, file: exams, line: line)
      }
    }
  }

  private func write(_ waiver: Waiver, _ student: Student, parent: String?) throws(SampleError) {
    let line = try waivers.write(waiver.values(student))
    if let parent { try faults.note(parent, .reject, file: waivers, line: line) }
  }
}
