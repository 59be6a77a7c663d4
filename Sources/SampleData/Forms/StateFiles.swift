/// Writes the files that a district sends to CALPADS: students by school year (SENR), their demographics (SINF),
/// programs (SPRG), plans (SPED) and English status (SELA), courses (CRSC) and completed and running ones (SCSC, SCSE).
struct StateFiles {
  /// School years of a sample, those of grade 8 included.
  static let falls = Marks.runningFall - 5...Marks.runningFall

  let catalogue: Catalogue
  let enrollments: [SampleFile]
  let demographics: SampleFile
  let programs: SampleFile
  let plans: SampleFile
  let english: SampleFile
  let courses: [SampleFile]
  let completions: [SampleFile]
  let running: SampleFile

  init(catalogue: Catalogue, file: (String) throws(SampleError) -> SampleFile) throws(SampleError) {
    func yearly(_ type: String) throws(SampleError) -> [SampleFile] {
      var files: [SampleFile] = []
      for fall in StateFiles.falls { files.append(try file("\(type)_\(schoolYear(fall)).txt")) }
      return files
    }
    self.catalogue = catalogue
    (enrollments, demographics) = (try yearly("SENR"), try file("SINF.txt"))
    (programs, plans, english) = (try file("SPRG.txt"), try file("SPED.txt"), try file("SELA.txt"))
    (courses, completions) = (try yearly("CRSC"), try yearly("SCSC"))
    running = try file("SCSE_\(schoolYear(Marks.runningFall)).txt")
  }

  var files: [SampleFile] {
    enrollments + [demographics, programs, plans, english] + courses + completions + [running]
  }

  /// - Parameter values: By the state's element number, which counts from 1.
  private func write(
    _ type: String, fields: Int, _ values: [(Int, String)], to file: SampleFile
  ) throws(SampleError) {
    var record = [String](repeating: "", count: fields)
    record[0] = type
    for (element, value) in values where record.indices.contains(element - 1) { record[element - 1] = value }
    try file.write { bytes in bytes += Array(record.joined(separator: "^").utf8) }
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> String { "\(year)\(padded(month, 2))\(padded(day, 2))" }

  private func file(_ list: [SampleFile], _ fall: Int) -> SampleFile {
    list[min(max(0, fall - StateFiles.falls.lowerBound), list.count - 1)]
  }

  /// Reporting LEA and school.
  private func place(_ school: Int) -> (String, String) {
    let id = Institutions.all[school].id
    return (String(id.prefix(7)), String(id.dropFirst(7)))
  }

  // MARK: Courses

  /// The sections of all courses of the districts' schools.
  func writeCourses() throws(SampleError) {
    for fall in StateFiles.falls {
      for school in Institutions.all.indices where Institutions.all[school].isOwn {
        // Of the year before high school there are records of middle schools only, and no course lists.
        if fall == StateFiles.falls.lowerBound, Institutions.all[school].kind != .middle { continue }
        for course in Course.allCases where catalogue.offers(school, course) { try write(course, school, fall) }
      }
    }
  }

  private func write(_ course: Course, _ school: Int, _ fall: Int) throws(SampleError) {
    let description = CourseTable[course]
    let areas = description.areas(in: fall)
    let (agency, code) = place(school)
    for (number, term) in StateCodes.terms.enumerated() {
      try write(
        "CRSC", fields: 36,
        [
          (4, agency), (5, code), (6, longSchoolYear(fall)), (7, StateCodes.course(description)),
          (8, catalogue.code(school, course)), (9, description.title), (13, areas.isEmpty ? "N" : "Y"),
          (14, String(number + 1)), (15, term), (19, StateCodes.level(description.honors)),
        ], to: file(courses, fall))
    }
  }

  // MARK: Students

  /// Writes what is of the districts' own schools; the rest stays with the caller.
  func write(_ story: StudentStory) throws(SampleError) {
    try writeEnrollments(story)
    try writeGroups(story.student)
    for record in story.records where Institutions.all[record.school].isOwn { try write(record, of: story.student) }
  }

  private func birth(_ student: Student) -> String { String(student.birthDate.filter { $0 != "-" }) }

  private func writeEnrollments(_ story: StudentStory) throws(SampleError) {
    let student = story.student
    if let record = story.records.first(where: { $0.gradeLevel == 8 }), Institutions.all[record.school].isOwn {
      try writeEnrollment(student, record.school, record.fall, "08", nil)
    }
    for grade in 9...student.gradeLevel {
      let school = student.school(inGrade: grade)
      guard Institutions.all[school].isOwn else { continue }
      let isLast = grade == student.gradeLevel
      try writeEnrollment(student, school, student.entryYear + grade - 9, padded(grade, 2), isLast ? student : nil)
    }
  }

  /// - Parameter last: The student whose newest enrollment it is; nil = the year was completed.
  private func writeEnrollment(
    _ student: Student, _ school: Int, _ fall: Int, _ grade: String, _ last: Student?
  ) throws(SampleError) {
    let (agency, code) = place(school)
    var ending = [(25, day(fall + 1, 6, 10)), (26, "E155")]
    if let last {
      let exit = StateCodes.exit(last.enrollment)
      ending =
        last.leftOn.map { [(25, day($0.year, $0.month, $0.day)), (26, exit.reason), (27, exit.completion)] } ?? []
    }
    try write(
      "SENR", fields: 35,
      [
        (4, agency), (5, code), (7, longSchoolYear(fall)), (8, student.ssid), (9, student.id), (10, student.name.first),
        (11, student.name.middle), (12, student.name.last), (17, birth(student)), (18, student.gender),
        (22, day(fall, 8, 17)), (23, "10"), (24, grade),
      ] + ending, to: file(enrollments, fall))
  }

  private func writeGroups(_ student: Student) throws(SampleError) {
    let (agency, code) = place(student.school)
    let fall = min(student.entryYear + student.gradeLevel - 9, Marks.runningFall)
    let start = day(fall, 8, 17)
    let races = StateCodes.races(student.race)
    try write(
      "SINF", fields: 42,
      [
        (4, start), (6, agency), (7, code), (8, longSchoolYear(fall)), (9, student.ssid), (10, student.id),
        (11, student.name.first), (12, student.name.middle), (13, student.name.last), (18, birth(student)),
        (19, student.gender), (23, StateCodes.isHispanic(student.race) ? "Y" : "N"), (25, races.first ?? ""),
        (26, races.count > 1 ? races[1] : ""),
      ], to: demographics)
    try write(
      "SELA", fields: 16,
      [
        (4, agency), (5, code), (6, longSchoolYear(fall)), (7, student.ssid), (8, student.name.first),
        (9, student.name.last), (10, birth(student)), (11, student.gender), (12, student.id),
        (13, student.englishStatus), (14, start),
      ], to: english)
    let groups = [("181", student.lowIncome), ("191", student.homeless), ("135", student.migrant)]
    for (program, flag) in groups where flag == "Y" {
      try write(
        "SPRG", fields: 26,
        [
          (4, agency), (5, code), (6, longSchoolYear(fall)), (7, student.ssid), (8, student.id),
          (9, student.name.first), (10, student.name.last), (11, birth(student)), (12, student.gender), (13, program),
          (15, start),
        ], to: programs)
    }
    if student.disability == "Y" {
      try write(
        "SPED", fields: 49,
        [
          (4, agency), (5, code), (7, longSchoolYear(fall)), (8, student.ssid), (9, student.id),
          (11, student.name.first), (12, student.name.last), (13, birth(student)), (14, student.gender), (24, "100"),
          (27, start), (28, "290"),
        ], to: plans)
    }
  }

  // MARK: Completed and running courses

  private func write(_ record: Record, of student: Student) throws(SampleError) {
    let (agency, code) = place(record.school)
    let description = CourseTable[record.course]
    let term = StateCodes.terms[record.term.rawValue]
    let isRunning = record.mark == nil
    try write(
      isRunning ? "SCSE" : "SCSC", fields: 21,
      [
        (4, agency), (5, code), (6, longSchoolYear(record.fall)), (7, student.ssid), (8, student.id),
        (9, student.name.first), (10, student.name.last), (11, birth(student)), (12, student.gender),
        (13, catalogue.code(record.school, record.course)), (14, String(record.term.rawValue + 1)), (15, term),
        (16, record.creditText), (17, record.earnedText), (18, record.markText),
        (19, StateCodes.admission(description.areas(in: record.fall))),
        (20, record.part > 0 ? "S\(record.part)" : term),
      ], to: isRunning ? running : file(completions, record.fall))
  }
}
