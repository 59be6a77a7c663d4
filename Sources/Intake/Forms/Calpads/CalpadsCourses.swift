import Rules

/// The course sections of all files (CRSC, CRSE): the only place where CALPADS says what a course is. Completed courses
/// are joined to them by school, school year, local course id, section and term.
final class CalpadsCourses {
  /// A course of a school and school year.
  struct Course {
    var origin: RowOrigin
    var school: CalpadsSchool
    var year: SchoolYear
    var courseID: String
    var title: String
    var stateCode: String
    var reference: String
    var approved: Bool?
    var level: HonorsType?
    /// Only a fall file named it so far.
    var isFall: Bool
    /// Admission codes on completed rows, one bit for each place in the code set.
    var letters: UInt16 = 0
  }

  private(set) var courses: [Course] = []
  private var index = TextIndex()
  private var sections = TextIndex()
  private var key: [UInt8] = []
  /// School years that any course file speaks of.
  private(set) var years: Set<Int16> = []

  func take(_ record: CalpadsRecord, _ head: CalpadsHead, _ tables: ImportedTables) {
    let id = record[.courseID]
    guard !id.isEmpty, id.count <= ReadingLimits.identifierBytes else {
      tables.reject(
        head.origin, column: record.column(.courseID), code: id.isEmpty ? .missingValue : .badValue, value: id)
      return
    }
    let approvedText = record[.approved]
    let approved = Values.yesNo(approvedText)
    if approved == nil {
      tables.reject(
        head.origin, column: record.column(.approved), code: approvedText.isEmpty ? .missingValue : .badValue,
        value: approvedText)
      return
    }
    // These files replace all that was sent before, so a deletion has nothing to take back but its own row.
    if head.transaction == .delete { return }
    years.insert(head.year.fall)
    let levelText = record[.level]
    var level: HonorsType?
    if !levelText.isEmpty {
      if let known = CalpadsCodes.level.meaning(levelText) {
        level = known
      } else {
        level = tables.maps[.honors].value(levelText, head.origin, column: record.column(.level))
          .flatMap(HonorsType.init(rawValue:))
      }
    }
    let isFall = record.layout.type == .fallCourses
    let course = Course(
      origin: head.origin, school: head.place, year: head.year, courseID: id.string, title: record[.courseName].string,
      stateCode: record[.stateCourseCode].string, reference: record[.crossReference].string, approved: approved,
      level: level, isFall: isFall)
    let place = number(&index, head.place, head.year, id)
    if place == courses.count {
      courses.append(course)
    } else {
      merge(course, at: place, record, tables)
    }
    _ = number(&sections, tag: place, record[.section], record[.term])
  }

  /// One course must be the same in all its rows (CALPADS error CRSE0231); where it is not, the first row of the end of
  /// the year stands.
  private func merge(_ course: Course, at place: Int, _ record: CalpadsRecord, _ tables: ImportedTables) {
    let known = courses[place]
    if known.isFall != course.isFall {
      if known.isFall {
        courses[place] = course
        courses[place].letters = known.letters
      }
      return
    }
    let checks: [(CalpadsField, Bool)] = [
      (.courseName, known.title == course.title), (.stateCourseCode, known.stateCode == course.stateCode),
      (.approved, known.approved == course.approved), (.level, known.level == course.level),
    ]
    for (field, isSame) in checks where !isSame {
      tables.find(.claimConflict, course.origin, column: record.column(field), value: course.courseID)
    }
    // Honors of some sections only are no honors of the course.
    if known.level != course.level { courses[place].level = nil }
  }

  /// The course of a completed row, and whether its section is known too.
  func find(_ school: CalpadsSchool, _ year: SchoolYear, _ courseID: Bytes, section: Bytes, term: Bytes) -> (
    course: Int, hasSection: Bool
  )? {
    makeKey(school, year, courseID)
    guard let place = lookUp(index) else { return nil }
    makeKey(section, term)
    return (place, lookUp(sections, tag: place) != nil)
  }

  /// Notes the admission code of a completed row.
  func note(_ admission: UInt8, course: Int) { courses[course].letters |= 1 << UInt16(admission) }

  // MARK: Claims

  /// Claims what the files say of each course.
  func claim(into tables: ImportedTables) {
    for course in courses { claim(course, tables) }
  }

  private func claim(_ course: Course, _ tables: ImportedTables) {
    let school = CalpadsCourses.schoolID(course.school, course.origin, tables)
    var claim = CourseClaim(origin: course.origin, school: school, courseID: course.courseID, year: course.year)
    claim.title = course.title
    claim.isCatalogue = true
    claim.stateCourseCode = course.stateCode
    claim.discipline = CalpadsCourseCodes.discipline(course.stateCode)
    claim.language = CalpadsCourseCodes.language(course.stateCode)
    let (honors, exam) = CalpadsCourseCodes.honors(
      code: course.stateCode, reference: course.reference, level: course.level)
    claim.honors = honors?.rawValue ?? ""
    claim.examCode = exam
    let codes = CalpadsCodes.admission.codes
    let letters = codes.indices.filter { course.letters & 1 << UInt16($0) != 0 }.map { codes[$0].meaning }
    if course.approved == false {
      claim.saysArea = true
      if !letters.isEmpty {
        tables.find(
          .claimConflict, course.origin, column: CalpadsField.approved.name, value: course.courseID)
      }
    }
    tables.courses.claim(claim)
    guard course.approved != false else { return }
    var areas: [SubjectArea] = []
    for letter in letters where !areas.contains(letter.area) { areas.append(letter.area) }
    // Without a letter the subject decides, where the state's code names one of a single area.
    if areas.isEmpty, let area = CalpadsCourseCodes.area(ofDiscipline: claim.discipline) { areas = [area] }
    let beforeElective = areas.filter { $0 != .g }
    if beforeElective.count > 1 {
      tables.find(.claimConflict, course.origin, column: CalpadsField.admission.name, value: course.courseID)
    }
    for area in areas {
      var said = CourseClaim(origin: course.origin, school: school, courseID: course.courseID, year: course.year)
      said.area = area.letter
      said.saysArea = true
      tables.courses.claim(said)
    }
  }

  /// The id of a school where courses are taken.
  static func schoolID(_ school: CalpadsSchool, _ origin: RowOrigin, _ tables: ImportedTables) -> String {
    // A school without any enrollment in the files is taken for a high school.
    let highest = tables.gathering(CalpadsStudents.self).highestGrades[school] ?? 12
    let mention = SchoolDirectory.Mention(
      cds: school.schoolID, ceeb: "", name: school.specialName ?? "",
      kind: CalpadsStudentRows.kind(school, highest: highest))
    return tables.schools.schoolID(mention, origin.aside) ?? school.schoolID
  }

  // MARK: Keys

  private func makeKey(_ school: CalpadsSchool, _ year: SchoolYear, _ courseID: Bytes) {
    key.removeAll(keepingCapacity: true)
    withUnsafeBytes(of: (school.reportingLEA, school.school)) { key.append(contentsOf: $0) }
    withUnsafeBytes(of: year.fall) { key.append(contentsOf: $0) }
    key.append(contentsOf: UnsafeBufferPointer(start: courseID.start, count: courseID.count))
  }

  private func makeKey(_ section: Bytes, _ term: Bytes) {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: UnsafeBufferPointer(start: section.start, count: section.count))
    key.append(0)
    key.append(contentsOf: UnsafeBufferPointer(start: term.start, count: term.count))
  }

  private func number(_ index: inout TextIndex, _ school: CalpadsSchool, _ year: SchoolYear, _ courseID: Bytes) -> Int {
    makeKey(school, year, courseID)
    return key.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { index.insert(Bytes(start: $0, count: buffer.count)) } ?? 0
    }
  }

  private func number(_ index: inout TextIndex, tag: Int, _ section: Bytes, _ term: Bytes) -> Int {
    makeKey(section, term)
    return key.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { index.insert(Bytes(start: $0, count: buffer.count), tag: Int32(clamping: tag)) } ?? 0
    }
  }

  private func lookUp(_ index: TextIndex, tag: Int = 0) -> Int? {
    key.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { index.find(Bytes(start: $0, count: buffer.count), tag: Int32(clamping: tag)) }
    }
  }
}
