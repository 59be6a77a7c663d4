/// Writes the three files that student information systems export for CaliforniaColleges.edu.
struct CollegeUploadFiles {
  static let studentColumns = [
    "PrimaryCDSCode", "LocalStudentID", "StateID", "FirstName", "PreferredFirstName", "MiddleName",
    "PreferredMiddleName", "LastName", "PreferredLastName", "Suffix", "DateOfBirth", "Gender", "GradeLevel", "GPA",
    "GPAType", "CalGrantGPA", "NSLP", "LOTECert", "LOTECertSource", "LanguageCode", "FosterYouth", "ParentConsent",
    "HispanicEthnicity", "RaceCode1", "RaceCode2", "RaceCode3", "RaceCode4", "RaceCode5", "EnrollmentStartDate",
    "EnrollmentEndDate", "DistrictAssignedStudentEmailAddress", "SWDIndicator", "504ProgramIndicator", "EL",
    "AB469OptOut", "Homeless", "Migrant", "ParentGuardianEdLevel",
  ]
  static let gradeColumns = [
    "StateID", "CDSCode", "ATPCode", "CourseInstitutionName", "IsWorkInProgress", "GradeLevel", "SchoolYear",
    "TermDescription", "Term", "CourseCurriculumTerm", "LocalCourseID", "TranscriptAbbreviation", "SubjectArea",
    "AcademicIndicator", "DualEnrollmentIndicator", "CreditsAttempted", "CreditsEarned", "CourseGrade",
  ]
  static let catalogueColumns = [
    "CDSCode", "GraduationRequirements", "Subject", "CourseTitle", "Description", "CourseNumber", "CourseDuration",
    "Academic", "Credits", "Honors", "Offered", "SchoolType", "Year", "StateCourseCode",
  ]

  let catalogue: Catalogue
  let students: SampleFile
  let grades: SampleFile
  let courses: SampleFile

  var files: [SampleFile] { [students, grades, courses] }

  /// The courses of every institution but the colleges, which are in no catalogue of a district's.
  func writeCatalogue() throws(SampleError) {
    for school in Institutions.all.indices where Institutions.all[school].kind != .college {
      for course in Course.allCases where catalogue.offers(school, course) {
        let description = CourseTable[course]
        let areas = description.areas(in: Marks.runningFall)
        try courses.write([
          Institutions.all[school].id, area(areas), description.discipline(in: Marks.runningFall), description.title,
          "",
          catalogue.code(school, course), length(description), "", "", description.honors, "", "", "", "",
        ])
      }
    }
  }

  func write(_ story: StudentStory) throws(SampleError) {
    try writeStudent(story.student, isCertified: story.waiver?.reason == Waiver.certification)
    for record in story.records { try write(record, of: story.student) }
  }

  private func writeStudent(_ student: Student, isCertified: Bool) throws(SampleError) {
    let races = StateCodes.races(student.race)
    let left = student.leftOn.map { "\($0.month)/\($0.day)/\($0.year)" } ?? ""
    let start = min(student.entryYear + student.gradeLevel - 9, Marks.runningFall)
    let meals = ["Y": "F", "N": "N"][student.lowIncome] ?? ""
    try students.write([
      Institutions.all[student.school].id, student.id, student.ssid, student.name.first, "", student.name.middle, "",
      student.name.last, "", "", student.birthDate, student.gender, String(student.gradeLevel), "", "", "", meals,
      isCertified ? "Y" : "N", isCertified ? student.counselor : "", "", student.foster, "",
      StateCodes.isHispanic(student.race) ? "Y" : "N", races.first ?? "", races.count > 1 ? races[1] : "", "", "", "",
      "8/17/\(start)", left, "", student.disability, "", student.englishStatus == "EL" ? "Y" : "N", "",
      student.homeless, student.migrant, "",
    ])
  }

  private func write(_ record: Record, of student: Student) throws(SampleError) {
    let school = Institutions.all[record.school]
    let description = CourseTable[record.course]
    let isCollege = school.kind == .college
    try grades.write([
      student.ssid, school.hasStateCode ? school.id : "", school.ceebCode.isEmpty ? "111111" : school.ceebCode,
      school.name, record.mark == nil ? "Y" : "N", String(record.gradeLevel), longSchoolYear(record.fall), "",
      Record.terms[record.term.rawValue], length(description), catalogue.code(record.school, record.course),
      description.title, area(description.areas(in: record.fall)), description.honors, isCollege ? "Y" : "N",
      record.creditText, record.earnedText, record.markText,
    ])
  }

  /// The first of its areas.
  private func area(_ areas: String) -> String { areas.first.map { String($0) } ?? "NA" }

  private func length(_ description: CourseDescription) -> String {
    description.isSemester ? "Semester" : "Full Year"
  }
}
