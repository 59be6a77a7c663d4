import Rules

/// Courses taken, with transfer work and what runs now; each row also says something of its course.
struct CCGICourseGrades: FormImporter {
  private typealias Column = CCGIGradeColumn
  private let map: HeaderMap
  private let source: Int32
  private let terms: ValueMap
  private let marks: ValueMap
  private let indicators: ValueMap
  private let grades: ValueMap
  private var years: SchoolYearReader
  private var schools = CCGISchools()
  private var claims = TextIndex()
  private var row = CanonicalRow<TranscriptColumn>()
  private var key: [UInt8] = []

  init(_ map: HeaderMap, source: Int32, tables: ImportedTables) {
    (self.map, self.source) = (map, source)
    (terms, marks, indicators) = (tables.maps[.terms], tables.maps[.marks], tables.maps[.indicators])
    grades = tables.maps[.gradeLevels]
    years = SchoolYearReader(tables.mapping.singleYear)
  }

  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables) {
    let origin = RowOrigin(file: source, line: line)
    do throws(CCGIFault) {
      try translate(fields, origin, tables)
    } catch {
      tables.reject(
        origin, column: Column.names[error.column.rawValue], code: error.code,
        value: fields.value(error.column, map))
    }
  }

  private mutating func translate(_ fields: FieldSlice, _ origin: RowOrigin, _ tables: ImportedTables) throws(CCGIFault)
  {
    func value(_ column: Column) -> Bytes { fields.value(column, map) }
    row.clear()
    let ssid = value(.stateID)
    if ssid.isEmpty { throw CCGIFault(column: .stateID, code: .missingValue) }
    if ForeignValues.isScientific(ssid) { throw CCGIFault(column: .stateID, code: .scientificNotation) }
    guard let place = tables.students.place(ssid: ssid) ?? tables.students.place(studentID: ssid) else {
      throw CCGIFault(column: .stateID, code: .unknownStudent)
    }
    row.set(.studentID, tables.students.entries[place].studentID)
    let year = try year(value(.schoolYear), origin, tables)
    row.set(.schoolYear, year.code)
    row.set(.term, try term(value(.term), value(.termDescription), origin))
    let level = value(.gradeLevel)
    if level.isEmpty { throw CCGIFault(column: .gradeLevel, code: .missingValue) }
    guard let grade = grades.value(level, origin, column: "GradeLevel") else {
      throw CCGIFault(column: .gradeLevel, code: .unmappedValue)
    }
    row.set(.gradeLevel, grade)
    try setMark(value(.courseGrade), value(.isWorkInProgress), origin, tables)
    try setCredits(value(.creditsAttempted), .creditsAttempted, .creditsAttempted, origin, tables)
    try setCredits(value(.creditsEarned), .creditsEarned, .creditsEarned, origin, tables)
    let isCollege = isDual(value(.dualEnrollment), origin)
    let school = try schools.school(
      cds: value(.cdsCode), atp: value(.atpCode), name: value(.institution), isCollege: isCollege, origin, tables)
    row.set(.schoolID, school)
    // Transfer courses have no number of the district's; what the transcript prints stands for it.
    let course = value(.localCourseID).isEmpty ? value(.abbreviation) : value(.localCourseID)
    if ForeignValues.isScientific(course) { throw CCGIFault(column: .localCourseID, code: .scientificNotation) }
    if course.isEmpty { throw CCGIFault(column: .localCourseID, code: .missingValue) }
    row.set(.courseID, course)
    row.set(.courseTitle, value(.abbreviation))
    tables.append(origin, row)
    tables.note(year, source)
    takeCourse(fields, school, course, year, isCollege, origin, tables)
  }

  private mutating func year(
    _ value: Bytes, _ origin: RowOrigin, _ tables: ImportedTables
  ) throws(CCGIFault) -> SchoolYear {
    if let year = years.year(value) { return year }
    if years.needsDistrict(value) {
      tables.note(.unmappedValue, origin, column: "SchoolYear", value: "single_year: \"\"  # mapping: begins or ends")
    }
    throw CCGIFault(column: .schoolYear, code: value.isEmpty ? .missingValue : .badValue)
  }

  /// The code, or else its description.
  private func term(_ code: Bytes, _ description: Bytes, _ origin: RowOrigin) throws(CCGIFault) -> String {
    if !code.isEmpty, let term = terms.known(code) { return term }
    if !description.isEmpty, let term = terms.known(description) { return term }
    let isCode = !code.isEmpty
    let value = isCode ? code : description
    if value.isEmpty { throw CCGIFault(column: .term, code: .missingValue) }
    _ = terms.value(value, origin, column: Column.names[(isCode ? Column.term : .termDescription).rawValue])
    throw CCGIFault(column: isCode ? .term : .termDescription, code: .unmappedValue)
  }

  /// A course that is marked as work in progress has no final mark, whatever stands in the grade column.
  private mutating func setMark(
    _ mark: Bytes, _ running: Bytes, _ origin: RowOrigin, _ tables: ImportedTables
  ) throws(CCGIFault) {
    var isRunning = false
    if !running.isEmpty {
      guard let flag = indicators.value(running, origin, column: "IsWorkInProgress") else {
        throw CCGIFault(column: .isWorkInProgress, code: .unmappedValue)
      }
      isRunning = flag == "Y"
    }
    if !mark.isEmpty, !isRunning {
      guard let known = marks.value(mark, origin, column: "CourseGrade") else {
        throw CCGIFault(column: .courseGrade, code: .unmappedValue)
      }
      if known == "in_progress" { isRunning = true } else { row.set(.mark, known) }
    } else if !mark.isEmpty, let known = marks.known(mark), !known.isEmpty, known != "in_progress" {
      tables.note(.valueIgnored, origin, column: "CourseGrade")
    }
    row.set(.inProgress, isRunning ? "Y" : "")
  }

  private mutating func setCredits(
    _ value: Bytes, _ column: TranscriptColumn, _ own: Column, _ origin: RowOrigin, _ tables: ImportedTables
  ) throws(CCGIFault) {
    switch ForeignValues.credits(value) {
    case .absent: break
    case .asIs: row.set(column, value)
    case .mended(let text, let finding):
      tables.note(finding, origin, column: Column.names[own.rawValue])
      row.set(column, text)
    case .unreadable: throw CCGIFault(column: own, code: .badValue)
    }
  }

  private func isDual(_ value: Bytes, _ origin: RowOrigin) -> Bool {
    if value.isEmpty { return false }
    return indicators.value(value, origin, column: "DualEnrollmentIndicator") == "Y"
  }

  /// What the row says of its course: that it was taken, and what the system claims.
  private mutating func takeCourse(
    _ fields: FieldSlice, _ school: String, _ course: Bytes, _ year: SchoolYear, _ isCollege: Bool, _ origin: RowOrigin,
    _ tables: ImportedTables
  ) {
    func value(_ column: Column) -> Bytes { fields.value(column, map) }
    let abbreviation = value(.abbreviation)
    let none = Bytes(start: course.start, count: 0)
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: school.utf8)
    key.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      tables.courses.taken(
        school: Bytes(start: start, count: buffer.count), courseID: course, year: year, abbreviation: abbreviation,
        title: none, state: none, origin: origin)
    }
    // Rows that say the same of a course say it once.
    for value in [
      course, abbreviation, value(.subjectArea), value(.academicIndicator), value(.curriculumTerm),
      value(.dualEnrollment),
    ] {
      key.append(0)
      key.append(contentsOf: UnsafeBufferPointer(start: value.start, count: value.count))
    }
    withUnsafeBytes(of: year.fall) { key.append(contentsOf: $0) }
    let known = claims.count
    let isNew =
      key.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { claims.insert(Bytes(start: $0, count: buffer.count)) }
      } == known
    guard isNew else { return }
    var claim = CourseClaim(origin: origin, school: school, courseID: course.string, year: year)
    claim.abbreviation = abbreviation.string
    func mapped(_ section: MapSection, _ column: Column) -> String? {
      let value = value(column)
      return value.isEmpty
        ? nil : tables.maps[section].value(value, origin, column: Column.names[column.rawValue])
    }
    if let area = mapped(.subjectAreas, .subjectArea) { (claim.area, claim.saysArea) = (area, true) }
    claim.honors = mapped(.honors, .academicIndicator) ?? ""
    if claim.honors.isEmpty, isCollege { claim.honors = "CL" }
    claim.length = mapped(.courseLengths, .curriculumTerm) ?? ""
    tables.courses.claim(claim)
  }
}
