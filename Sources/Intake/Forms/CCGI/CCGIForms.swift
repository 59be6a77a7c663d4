/// The files of California's college guidance upload (CaliforniaColleges.edu), which Aeries, PowerSchool and Infinite
/// Campus export. Column names as in the districts' upload templates.
enum CCGIForms: FormRecogniser {
  static func recognise(_ head: FileHead) -> Recognition? {
    student(head) ?? courseGrade(head) ?? courseCatalog(head) ?? test(head) ?? manifest(head)
  }

  private static func student(_ head: FileHead) -> Recognition? {
    let columns = CCGIStudentColumn.names
    guard let header = head.header(naming: columns), header.map.found * 2 >= columns.count else { return nil }
    let form = form("ccgi.student", header.map)
    if let refusal = refusal(form, header.map, missing(CCGIStudentColumn.required, header.map)) { return refusal }
    return Recognition(
      form: form,
      verdict: .read(stage: .students, dialect: dialect(head, header.delimiter, header.names.count)) { source, tables in
        report(header.map, source, tables)
        return CCGIStudents(header.map, source: source)
      },
      columnNames: [
        "student_id": "LocalStudentID", "ssid": "StateID", "last_name": "LastName", "first_name": "FirstName",
        "middle_name": "MiddleName", "birth_date": "DateOfBirth", "gender": "Gender", "english_status": "EL",
        "low_income": "NSLP", "disability": "SWDIndicator", "homeless": "Homeless", "foster": "FosterYouth",
        "migrant": "Migrant", "school_id": "PrimaryCDSCode", "grade_level": "GradeLevel",
        "race_ethnicity": "HispanicEthnicity", "enrollment": "EnrollmentEndDate", "semesters": "LOTECert",
      ])
  }

  private static func courseGrade(_ head: FileHead) -> Recognition? {
    let columns = CCGIGradeColumn.names
    guard let header = head.header(naming: columns), header.map.found * 2 >= columns.count else { return nil }
    let form = form("ccgi.course-grade", header.map)
    var lacking = missing(CCGIGradeColumn.required, header.map)
    for alternatives: [CCGIGradeColumn] in [
      [.term, .termDescription], [.localCourseID, .abbreviation], [.cdsCode, .atpCode, .institution],
    ] where alternatives.allSatisfy({ header.map.fields[$0.rawValue] < 0 }) {
      lacking.append(alternatives.map { columns[$0.rawValue] }.joined(separator: " or "))
    }
    if let refusal = refusal(form, header.map, lacking) { return refusal }
    return Recognition(
      form: form,
      verdict: .read(stage: .transcripts, dialect: dialect(head, header.delimiter, header.names.count)) {
        source, tables in
        report(header.map, source, tables)
        return CCGICourseGrades(header.map, source: source, tables: tables)
      },
      columnNames: [
        "student_id": "StateID", "school_id": "CDSCode", "school_year": "SchoolYear", "term": "Term",
        "grade_level": "GradeLevel", "course_id": "LocalCourseID", "course_title": "TranscriptAbbreviation",
        "mark": "CourseGrade", "credits_attempted": "CreditsAttempted", "credits_earned": "CreditsEarned",
        "in_progress": "IsWorkInProgress",
      ])
  }

  private static func courseCatalog(_ head: FileHead) -> Recognition? {
    let columns = CCGICatalogColumn.names
    guard let header = head.header(naming: columns), header.map.found * 2 >= columns.count else { return nil }
    let form = form("ccgi.course-catalog", header.map)
    if let refusal = refusal(form, header.map, missing(CCGICatalogColumn.required, header.map)) { return refusal }
    return Recognition(
      form: form,
      verdict: .read(stage: .courses, dialect: dialect(head, header.delimiter, header.names.count)) { source, tables in
        report(header.map, source, tables)
        return CCGICourseCatalog(header.map, source: source, tables: tables)
      },
      columnNames: [
        "school_id": "CDSCode", "course_id": "CourseNumber", "title": "CourseTitle",
        "subject_area": "GraduationRequirements", "length": "CourseDuration", "honors": "Honors",
        "state_course_code": "StateCourseCode", "first_year": "Year",
      ])
  }

  /// The columns of the test template are not published; it is known by a statewide id beside columns about tests.
  private static func test(_ head: FileHead) -> Recognition? {
    guard
      let header = head.header(naming: ["StateID", "LocalStudentID", "TestName", "TestType", "TestDate", "TestCode"])
    else { return nil }
    let names = header.names.map(HeaderMap.folded)
    guard names.contains("stateid"), names.count(where: { $0.hasPrefix("test") }) >= 2 else { return nil }
    return Recognition(
      form: FileForm(name: "ccgi.test", layout: "\(header.names.count) columns"),
      verdict: .ignored("test results are not read from this form; give the College Board's file, or exams.csv"))
  }

  /// The manifest's columns are not published either; its name is part of the upload's rules.
  private static func manifest(_ head: FileHead) -> Recognition? {
    guard head.name.lowercased().contains("manifest"), head.firstByte != UInt8(ascii: "{"),
      head.header(naming: ["FileName", "File", "RecordCount", "Records", "DistrictName", "CDSCode", "District"]) != nil
    else { return nil }
    return Recognition(
      form: FileForm(name: "ccgi.manifest", layout: ""),
      verdict: .ignored("a manifest lists the other files; nothing in it is needed"))
  }

  // MARK: What the forms share

  private static func form(_ name: String, _ map: HeaderMap) -> FileForm {
    let count = map.fields.count
    return FileForm(name: name, layout: map.found == count ? "\(count) columns" : "\(map.found) of \(count) columns")
  }

  /// Carets may come with or without quotes; with them they stand beside each other.
  private static func dialect(_ head: FileHead, _ delimiter: UInt8, _ columns: Int) -> Dialect {
    var dialect = Dialect.header(delimiter, columns: columns)
    if delimiter == UInt8(ascii: "^") { dialect.hasQuotes = head.text.starts(with: [UInt8(ascii: "\"")]) }
    return dialect
  }

  private static func missing<Column: CCGIColumn>(_ required: [Column], _ map: HeaderMap) -> [String] {
    required.filter { map.fields[$0.rawValue] < 0 }.map { Column.names[$0.rawValue] }
  }

  private static func refusal(_ form: FileForm, _ map: HeaderMap, _ missing: [String]) -> Recognition? {
    if let twice = map.twice.first {
      return Recognition(
        form: form, verdict: .refused(.duplicateColumn, "names the column \(twice) twice; remove or rename one of them")
      )
    }
    if missing.isEmpty { return nil }
    let names = missing.joined(separator: ", ")
    return Recognition(
      form: form,
      verdict: .refused(
        .missingColumn,
        "is a \(form.name) file and lacks the column\(missing.count > 1 ? "s" : "") \(names)"
          + "; export it with all columns"))
  }

  private static func report(_ map: HeaderMap, _ source: Int32, _ tables: ImportedTables) {
    for name in map.unknown {
      tables.find(.unknownColumn, RowOrigin(file: source, line: 1), column: nil, value: name)
    }
  }
}

/// The columns of one of the forms, numbered in the order of its template.
protocol CCGIColumn: CaseIterable, RawRepresentable where RawValue == Int {
  static var names: [String] { get }
  static var required: [Self] { get }
}

extension FieldSlice {
  /// The value of a form's column; empty where the header does not name it.
  @inline(__always) func value<Column: CCGIColumn>(_ column: Column, _ map: HeaderMap) -> Bytes {
    self[map.fields[column.rawValue]]
  }
}

enum CCGIStudentColumn: Int, CCGIColumn {
  case primaryCDSCode, localStudentID, stateID, firstName, preferredFirstName, middleName, preferredMiddleName, lastName
  case preferredLastName, suffix, dateOfBirth, gender, gradeLevel, gpa, gpaType, calGrantGPA, nslp, loteCert
  case loteCertSource, languageCode, fosterYouth, parentConsent, hispanicEthnicity, raceCode1, raceCode2, raceCode3
  case raceCode4, raceCode5, enrollmentStartDate, enrollmentEndDate, emailAddress, swdIndicator, programIndicator504, el
  case ab469OptOut, homeless, migrant, parentGuardianEdLevel

  static let names = [
    "PrimaryCDSCode", "LocalStudentID", "StateID", "FirstName", "PreferredFirstName", "MiddleName",
    "PreferredMiddleName", "LastName", "PreferredLastName", "Suffix", "DateOfBirth", "Gender", "GradeLevel", "GPA",
    "GPAType", "CalGrantGPA", "NSLP", "LOTECert", "LOTECertSource", "LanguageCode", "FosterYouth", "ParentConsent",
    "HispanicEthnicity", "RaceCode1", "RaceCode2", "RaceCode3", "RaceCode4", "RaceCode5", "EnrollmentStartDate",
    "EnrollmentEndDate", "DistrictAssignedStudentEmailAddress", "SWDIndicator", "504ProgramIndicator", "EL",
    "AB469OptOut", "Homeless", "Migrant", "ParentGuardianEdLevel",
  ]
  static let required: [CCGIStudentColumn] = [.primaryCDSCode, .stateID, .firstName, .lastName, .gradeLevel]
}

enum CCGIGradeColumn: Int, CCGIColumn {
  case stateID, cdsCode, atpCode, institution, isWorkInProgress, gradeLevel, schoolYear, termDescription, term
  case curriculumTerm, localCourseID, abbreviation, subjectArea, academicIndicator, dualEnrollment, creditsAttempted
  case creditsEarned, courseGrade

  static let names = [
    "StateID", "CDSCode", "ATPCode", "CourseInstitutionName", "IsWorkInProgress", "GradeLevel", "SchoolYear",
    "TermDescription", "Term", "CourseCurriculumTerm", "LocalCourseID", "TranscriptAbbreviation", "SubjectArea",
    "AcademicIndicator", "DualEnrollmentIndicator", "CreditsAttempted", "CreditsEarned", "CourseGrade",
  ]
  static let required: [CCGIGradeColumn] = [.stateID, .gradeLevel, .schoolYear, .courseGrade]
}

enum CCGICatalogColumn: Int, CCGIColumn {
  case cdsCode, graduationRequirements, subject, courseTitle, description, courseNumber, courseDuration, academic
  case credits, honors, offered, schoolType, year, stateCourseCode

  static let names = [
    "CDSCode", "GraduationRequirements", "Subject", "CourseTitle", "Description", "CourseNumber", "CourseDuration",
    "Academic", "Credits", "Honors", "Offered", "SchoolType", "Year", "StateCourseCode",
  ]
  static let required: [CCGICatalogColumn] = [.cdsCode, .courseNumber, .courseTitle]
}
