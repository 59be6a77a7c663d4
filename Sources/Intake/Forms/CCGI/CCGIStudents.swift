import Rules

/// Students, and the certification of a language other than English as a waiver in area E.
struct CCGIStudents: FormImporter {
  private typealias Column = CCGIStudentColumn
  private let map: HeaderMap
  private let source: Int32

  init(_ map: HeaderMap, source: Int32) { (self.map, self.source) = (map, source) }

  mutating func row(_ fields: FieldSlice, line: Int, into tables: ImportedTables) {
    let origin = RowOrigin(file: source, line: line)
    func value(_ column: Column) -> Bytes { fields.value(column, map) }
    for column: Column in [.localStudentID, .stateID, .primaryCDSCode] where ForeignValues.isScientific(value(column)) {
      return tables.reject(
        origin, column: Column.names[column.rawValue], code: .scientificNotation, value: value(column))
    }
    let local = value(.localStudentID)
    let id = local.isEmpty ? value(.stateID) : local
    if id.isEmpty { return tables.reject(origin, column: "LocalStudentID", code: .missingValue, value: "") }
    guard let school = school(value(.primaryCDSCode), origin, tables) else { return }
    guard let grade = mapped(.gradeLevels, .gradeLevel, value(.gradeLevel), origin, tables), !grade.isEmpty else {
      let given = value(.gradeLevel)
      return tables.reject(
        origin, column: "GradeLevel", code: given.isEmpty ? .missingValue : .unmappedValue, value: given)
    }
    var row = CanonicalRow<StudentColumn>()
    row.set(.studentID, id)
    row.set(.ssid, value(.stateID))
    row.set(.lastName, value(.lastName))
    row.set(.firstName, value(.firstName))
    row.set(.middleName, value(.middleName))
    row.set(.schoolID, school)
    row.set(.gradeLevel, grade)
    let birth = ForeignValues.day(value(.dateOfBirth))?.code ?? ""
    if birth.isEmpty { row.set(.birthDate, value(.dateOfBirth)) } else { row.set(.birthDate, birth) }
    let gender = mapped(.genders, .gender, value(.gender), origin, tables) ?? ""
    row.set(.gender, gender)
    row.set(.raceEthnicity, race(fields, origin, tables))
    row.set(.englishStatus, mapped(.englishStatus, .el, value(.el), origin, tables) ?? "")
    row.set(.lowIncome, mapped(.lowIncome, .nslp, value(.nslp), origin, tables) ?? "")
    for (column, flag): (Column, StudentColumn) in [
      (.swdIndicator, .disability), (.homeless, .homeless), (.fosterYouth, .foster), (.migrant, .migrant),
    ] {
      row.set(flag, mapped(.indicators, column, value(column), origin, tables) ?? "")
    }
    let start = ForeignValues.day(value(.enrollmentStartDate))
    let end = ForeignValues.day(value(.enrollmentEndDate))
    note(value(.enrollmentStartDate), start, .enrollmentStartDate, origin, tables)
    note(value(.enrollmentEndDate), end, .enrollmentEndDate, origin, tables)
    let hasLeft = leave(end, grade, &row, tables)
    let certificate = certificate(fields, origin, tables)
    tables.gathering(CCGIEnrollments.self).add(
      CCGIEnrollments.Student(
        entry: StudentDirectory.Entry(
          studentID: id.string, ssid: value(.stateID).string, lastName: value(.lastName).string,
          firstName: value(.firstName).string, middleName: value(.middleName).string, birthDate: birth, gender: gender,
          schoolID: school),
        row: row, origin: origin, hasLeft: hasLeft, start: start?.dayNumber ?? .min, certificateSource: certificate),
      tables)
  }

  /// The school of enrolment; nil where the row was rejected.
  private func school(_ value: Bytes, _ origin: RowOrigin, _ tables: ImportedTables) -> String? {
    let code: String
    switch ForeignValues.cds(value) {
    case .asIs(let text): code = text
    case .mended(let text, let finding):
      tables.note(finding, origin, column: "PrimaryCDSCode")
      code = text
    case .absent, .unreadable:
      // A district may call its schools otherwise; then its schools.csv or its mapping knows the code.
      if !value.isEmpty, tables.schools.isKnown(value.string) { return value.string }
      tables.reject(
        origin, column: "PrimaryCDSCode", code: value.isEmpty ? .missingValue : .badValue, value: value)
      return nil
    }
    return tables.schools.schoolID(SchoolDirectory.Mention(cds: code), origin)
  }

  /// The value that the district's or the program's map gives; empty = known to mean nothing, nil = not known.
  private func mapped(
    _ section: MapSection, _ column: Column, _ value: Bytes, _ origin: RowOrigin, _ tables: ImportedTables
  ) -> String? {
    value.isEmpty ? "" : tables.maps[section].value(value, origin, column: Column.names[column.rawValue])
  }

  private func note(
    _ given: Bytes, _ day: CalendarDay?, _ column: Column, _ origin: RowOrigin, _ tables: ImportedTables
  ) {
    if !given.isEmpty, day == nil { tables.note(.valueIgnored, origin, column: Column.names[column.rawValue]) }
  }

  /// The state's roll-up: Hispanic whatever the races, else two or more categories, else the one.
  private func race(_ fields: FieldSlice, _ origin: RowOrigin, _ tables: ImportedTables) -> String {
    let hispanic = mapped(.indicators, .hispanicEthnicity, fields.value(Column.hispanicEthnicity, map), origin, tables)
    var categories: [String] = []
    for column: Column in [.raceCode1, .raceCode2, .raceCode3, .raceCode4, .raceCode5] {
      guard let category = mapped(.races, column, fields.value(column, map), origin, tables), !category.isEmpty,
        category != "not_reported", !categories.contains(category)
      else { continue }
      categories.append(category)
    }
    if hispanic == "Y" || categories.contains("hispanic") { return "hispanic" }
    if categories.count > 1 { return "two_or_more" }
    return categories.first ?? "not_reported"
  }

  /// Who left before the day of the run is no longer enrolled, and belongs to the cohort of the year of leaving.
  private func leave(
    _ end: CalendarDay?, _ grade: String, _ row: inout CanonicalRow<StudentColumn>, _ tables: ImportedTables
  ) -> Bool {
    if let end { tables.foresee(end) }
    guard let end, let today = tables.asOf, end < today else { return false }
    row.set(.enrollment, "left")
    if end.schoolYear < today.schoolYear, let level = Int(grade) {
      row.set(.graduationYear, String(Int(end.schoolYear.fall) + 1 + 12 - level))
      row.set(.entryYear, String(Int(end.schoolYear.fall) + 9 - level))
    }
    return true
  }

  /// Who certified a language; nil where nobody did.
  private func certificate(_ fields: FieldSlice, _ origin: RowOrigin, _ tables: ImportedTables) -> String? {
    let given = fields.value(Column.loteCert, map)
    guard mapped(.indicators, .loteCert, given, origin, tables) == "Y" else { return nil }
    return fields.value(Column.loteCertSource, map).string
  }
}

/// Students of all student files: one who stands in several rows is taken from the latest enrollment.
final class CCGIEnrollments: FormGathering {
  static let stage = ImportStage.students

  struct Student {
    var entry: StudentDirectory.Entry
    var row: CanonicalRow<StudentColumn>
    var origin: RowOrigin
    var hasLeft: Bool
    /// Day of enrollment; the least number if not said.
    var start: Int32
    var certificateSource: String?
  }

  private var students: [Student] = []
  private var places = TextIndex()

  init() {}

  func add(_ student: Student, _ tables: ImportedTables) {
    let place = places.insert(student.entry.studentID)
    guard place < students.count else { return students.append(student) }
    let known = students[place]
    if !student.row.isSame(as: known.row) {
      tables.note(.severalEnrollments, student.origin, column: "LocalStudentID")
    }
    let isLater = (student.hasLeft ? 0 : 1, student.start) > (known.hasLeft ? 0 : 1, known.start)
    tables.countDuplicate(isLater ? known.origin : student.origin)
    if isLater { students[place] = student }
  }

  func finish(into tables: ImportedTables) {
    for student in students {
      guard tables.students.add(student.entry) else {
        tables.note(.studentKnown, student.origin, column: "LocalStudentID")
        tables.countDuplicate(student.origin)
        continue
      }
      tables.append(student.origin, student.row)
      guard let source = student.certificateSource else { continue }
      let waiver: [(WaiverColumn, String)] = [
        (.studentID, student.entry.studentID), (.subjectArea, "E"),
        (.semesters, String(tables.mapping.certifiedSemesters)), (.reason, "language_certification"),
        (.grantedBy, source),
      ]
      tables.append(student.origin.aside, waiver)
    }
    students = []
  }
}
