import Rules

/// Turns the gathered rows of some students into rows of the transcripts table.
final class CalpadsTranscriptRows {
  let tables: ImportedTables
  private let courses: CalpadsCourses
  private let students: CalpadsStudents
  /// The school year that runs; a row of it without a mark is one that still runs.
  private let currentYear: SchoolYear?
  private let factor: (CalpadsSchool, SchoolYear) -> Int32
  private var row = CanonicalRow<TranscriptColumn>()
  private var schoolIDs: [CalpadsSchool: String] = [:]
  /// Rows whose credits were Carnegie units, and the first of them.
  private var scaled: (rows: Int, origin: RowOrigin)?

  init(
    _ tables: ImportedTables, courses: CalpadsCourses, students: CalpadsStudents, currentYear: SchoolYear?,
    factor: @escaping (CalpadsSchool, SchoolYear) -> Int32
  ) {
    (self.tables, self.courses, self.students) = (tables, courses, students)
    (self.currentYear, self.factor) = (currentYear, factor)
  }

  /// - Parameter raw: All rows of the students concerned, in the order read.
  func append(_ raw: UnsafeRawBufferPointer) {
    guard let base = raw.bindMemory(to: UInt8.self).baseAddress else { return }
    var rows: [CalpadsCompletion] = []
    // Groups in the order of their first rows, so that nothing depends on the order of a dictionary.
    var groups: [[Int]] = []
    var places: [UInt64: Int] = [:]
    var offset = 0
    while let row = CalpadsCompletion(raw, &offset) {
      let key = key(row, base)
      if let place = places[key] {
        groups[place].append(rows.count)
      } else {
        places[key] = groups.count
        groups.append([rows.count])
      }
      rows.append(row)
    }
    var isDropped = [Bool](repeating: false, count: rows.count)
    for group in groups where group.count > 1 || rows[group[0]].isDeletion {
      reconcile(group, &rows, &isDropped, base)
    }
    for place in rows.indices where !isDropped[place] { append(rows[place], base) }
  }

  func text(_ row: CalpadsCompletion, _ number: Int, _ base: UnsafePointer<UInt8>) -> Bytes {
    Bytes(start: base + row.texts[number].lowerBound, count: row.texts[number].count)
  }

  /// Rows of one student, school, year and course.
  private func key(_ row: CalpadsCompletion, _ base: UnsafePointer<UInt8>) -> UInt64 {
    var hash = ByteHash.of(text(row, CalpadsCompletion.ssid, base))
    hash = ByteHash.add(text(row, CalpadsCompletion.courseID, base), to: hash)
    let place = UInt64(row.school.reportingLEA) << 32 | UInt64(row.school.school)
    return (hash ^ place &* 0x9E37_79B9_7F4A_7C15) &+ UInt64(UInt16(bitPattern: row.year.fall))
  }

  // MARK: One row

  private func append(_ row: CalpadsCompletion, _ base: UnsafePointer<UInt8>) {
    guard let student = student(row, base) else { return }
    guard let grade = grade(row, student) else { return }
    var row = row
    var isRunning = row.mark == .inProgress
    if row.mark == .blank {
      guard row.year == currentYear else {
        tables.reject(row.origin, column: CalpadsField.finalGrade.name, code: .missingValue, value: "")
        return
      }
      isRunning = true
    }
    scale(&row)
    report(row)
    let courseID = text(row, CalpadsCompletion.courseID, base)
    let title = title(row, courseID, base)
    let school = schoolID(row)
    self.row.clear()
    self.row.set(.studentID, student.studentID)
    self.row.set(.schoolID, school)
    self.row.set(.schoolYear, schoolYear(row).code)
    self.row.set(.term, row.period.term.rawValue)
    self.row.set(.gradeLevel, String(grade))
    self.row.set(.courseID, courseID)
    self.row.set(.courseTitle, title.name)
    if case .given(let mark) = row.mark { self.row.set(.mark, mark.rawValue) }
    self.row.set(.creditsAttempted, CalpadsCredits.text(row.attempted))
    self.row.set(.creditsEarned, CalpadsCredits.text(row.earned))
    if row.period.part > 0 { self.row.set(.part, String(row.period.part)) }
    if isRunning { self.row.set(.inProgress, "Y") }
    tables.append(row.origin, self.row)
    note(row, school, courseID, title.name, title.stateCode)
  }

  /// The school year as the extract has it, where a summer belongs to the one just ended. Courses and credits are those
  /// of the year under which the file reports the row.
  private func schoolYear(_ row: CalpadsCompletion) -> SchoolYear {
    let isMoved = tables.mapping.summerYear == .opens && row.period.term == .summer && !row.period.isApproximate
    return isMoved ? SchoolYear(fall: row.year.fall - 1) : row.year
  }

  private func note(
    _ row: CalpadsCompletion, _ school: String, _ courseID: Bytes, _ title: String, _ stateCode: String
  ) {
    var (school, title, stateCode) = (school, title, stateCode)
    school.withUTF8 { school in
      title.withUTF8 { title in
        stateCode.withUTF8 { code in
          func bytes(_ buffer: UnsafeBufferPointer<UInt8>) -> Bytes {
            Bytes(start: buffer.baseAddress ?? courseID.start, count: buffer.baseAddress == nil ? 0 : buffer.count)
          }
          // The local course name is what transcripts print and what schools give UC as abbreviation or title.
          tables.courses.taken(
            school: bytes(school), courseID: courseID, year: schoolYear(row), abbreviation: bytes(title),
            title: bytes(title), state: bytes(code), origin: row.origin)
        }
      }
    }
  }

  /// The student by the statewide id, else by local id and birth date: then the statewide id was replaced.
  private func student(_ row: CalpadsCompletion, _ base: UnsafePointer<UInt8>) -> StudentDirectory.Entry? {
    let ssid = text(row, CalpadsCompletion.ssid, base)
    if let place = tables.students.place(ssid: ssid) { return tables.students.entries[place] }
    if students.isOutside(ssid) {
      tables.find(.outsideGrades, row.origin, column: CalpadsField.ssid.name, value: "")
      return nil
    }
    let local = text(row, CalpadsCompletion.localStudentID, base)
    if !local.isEmpty, row.birth != 0, let place = tables.students.place(studentID: local) {
      let entry = tables.students.entries[place]
      if entry.birthDate == CalpadsDay.code(row.birth) {
        tables.find(.ssidReplaced, row.origin, column: CalpadsField.ssid.name, value: ssid.string)
        return entry
      }
    }
    tables.reject(row.origin, column: CalpadsField.ssid.name, code: .unknownStudent, value: ssid)
    return nil
  }

  private func grade(_ row: CalpadsCompletion, _ student: StudentDirectory.Entry) -> UInt8? {
    var id = student.studentID
    let answer = id.withUTF8 { buffer in
      buffer.baseAddress.map {
        students.gradeLevels.grade(studentID: Bytes(start: $0, count: buffer.count), year: schoolYear(row))
      } ?? .unknown
    }
    switch answer {
    case .enrolled(let grade): return grade
    case .derived(let grade):
      tables.find(.gradeLevelDerived, row.origin, column: CalpadsField.gradeLevel.name, value: String(grade))
      return grade
    case .outside:
      tables.find(.outsideGrades, row.origin, column: CalpadsField.gradeLevel.name, value: "")
      return nil
    case .unknown:
      if let grade = gradeToday(row, student) { return grade }
      tables.reject(row.origin, column: CalpadsField.gradeLevel.name, code: .missingValue, value: "")
      return nil
    }
  }

  /// For students whom another form describes: counted from the grade that it gives for today.
  private func gradeToday(_ row: CalpadsCompletion, _ student: StudentDirectory.Entry) -> UInt8? {
    guard let today = Int(student.gradeLevel), (6...12).contains(today), let currentYear else { return nil }
    let grade = today + Int(schoolYear(row).fall) - Int(currentYear.fall)
    guard grade >= 6 else { return nil }
    tables.find(.gradeLevelDerived, row.origin, column: CalpadsField.gradeLevel.name, value: String(min(grade, 12)))
    return UInt8(min(grade, 12))
  }

  private func schoolID(_ row: CalpadsCompletion) -> String {
    if let known = schoolIDs[row.school] { return known }
    let id = CalpadsCourses.schoolID(row.school, row.origin, tables)
    schoolIDs[row.school] = id
    return id
  }

  private func title(
    _ row: CalpadsCompletion, _ courseID: Bytes, _ base: UnsafePointer<UInt8>
  ) -> (name: String, stateCode: String) {
    let found = courses.find(
      row.school, row.year, courseID, section: text(row, CalpadsCompletion.section, base),
      term: text(row, CalpadsCompletion.term, base))
    guard let found else {
      // Without course files of the year there is nothing to join; another form may describe the courses.
      if courses.years.contains(row.year.fall) {
        tables.find(.sectionUnknown, row.origin, column: CalpadsField.courseID.name, value: courseID.string)
      }
      return ("", "")
    }
    if !found.hasSection {
      tables.find(
        .sectionUnknown, row.origin, column: CalpadsField.section.name,
        value: text(row, CalpadsCompletion.section, base).string)
    }
    if let admission = row.admission { courses.note(admission, course: found.course) }
    let course = courses.courses[found.course]
    return (course.title, course.stateCode)
  }

  // MARK: Credits

  private func scale(_ row: inout CalpadsCompletion) {
    let factor = factor(row.school, row.year)
    guard factor != 1, row.attempted > 0 || row.earned > 0 else { return }
    if row.attempted > 0 { row.attempted *= factor }
    if row.earned > 0 { row.earned = min(row.earned * factor, TranscriptValues.creditsLimit) }
    scaled = ((scaled?.rows ?? 0) + 1, scaled?.origin ?? row.origin)
  }

  func reportScales() {
    guard let scaled else { return }
    tables.find(
      .carnegieCredits, scaled.origin, column: CalpadsField.creditsAttempted.name, value: "", count: scaled.rows)
  }

  /// Says where term, marking period and credits do not agree. The smaller amount counts.
  private func report(_ row: CalpadsCompletion) {
    if row.period.isApproximate {
      tables.find(
        .termApproximated, row.origin, column: CalpadsField.term.name, value: row.period.term.rawValue)
    }
    let full = Int32(row.period.length * 1000 / 36)
    // A year's term with the credits of a semester, or a term with more than its own.
    let isTooLittle = row.period.term == .fullYear && row.attempted > 0 && row.attempted <= full / 2
    let isTooMuch = row.period.length > 0 && row.attempted > full + 2
    if row.period.isConflicting || isTooLittle || isTooMuch {
      tables.find(
        .termConflict, row.origin,
        column: (row.period.isConflicting ? CalpadsField.markingPeriod : .creditsAttempted).name,
        value: row.period.isConflicting ? row.period.term.rawValue : CalpadsCredits.text(row.attempted))
    }
  }
}
