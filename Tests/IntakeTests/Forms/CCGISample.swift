@testable import Intake

/// An invented district in the files of California's college guidance upload.
struct CCGISample {
  static let studentHeader =
    "PrimaryCDSCode,LocalStudentID,StateID,FirstName,PreferredFirstName,MiddleName,PreferredMiddleName,LastName,"
    + "PreferredLastName,Suffix,DateOfBirth,Gender,GradeLevel,GPA,GPAType,CalGrantGPA,NSLP,LOTECert,LOTECertSource,"
    + "LanguageCode,FosterYouth,ParentConsent,HispanicEthnicity,RaceCode1,RaceCode2,RaceCode3,RaceCode4,RaceCode5,"
    + "EnrollmentStartDate,EnrollmentEndDate,DistrictAssignedStudentEmailAddress,SWDIndicator,504ProgramIndicator,EL,"
    + "AB469OptOut,Homeless,Migrant,ParentGuardianEdLevel"
  static let gradeHeader =
    "StateID,CDSCode,ATPCode,CourseInstitutionName,IsWorkInProgress,GradeLevel,SchoolYear,TermDescription,Term,"
    + "CourseCurriculumTerm,LocalCourseID,TranscriptAbbreviation,SubjectArea,AcademicIndicator,DualEnrollmentIndicator,"
    + "CreditsAttempted,CreditsEarned,CourseGrade"
  static let catalogHeader =
    "CDSCode,GraduationRequirements,Subject,CourseTitle,Description,CourseNumber,CourseDuration,Academic,Credits,Honors,"
    + "Offered,SchoolType,Year,StateCourseCode"

  /// Names to lines without the line ends.
  var files: [String: [String]] = [
    "Oak_StudentTemplate_20261120.csv": [
      studentHeader,
      "19000000000001,0020,1000000020,Ada,,,,Oak,,,2009-02-28,F,11,,,,F,N,,,N,Y,N,201,,,,,2023-08-15,,,N,N,RFEP,N,N,N,10",
      "19000000000001,0010,1000000010,Ben,,Lee,,Elm,,,4/5/2011,X,09,,,,N,Y,Seal,,N,Y,N,700,600,,,,20250815,,,Y,N,EL,N,N,N,",
    ],
    "Oak_CourseGradeTemplate_20261120.csv": [
      gradeHeader,
      "1000000020,19000000000001,051234,Live Oak High,N,09,2023-2024,Fall,S1,Full Year,ENG9,English 9,B,N,N,5.00,5.00,A-",
      "1000000020,19000000000001,051234,Live Oak High,N,09,2023-2024,Spring,S2,Full Year,ENG9,English 9,B,N,N,5.00,5.00,B",
      "1000000010,19000000000001,051234,Live Oak High,Y,09,2025-2026,Fall,S1,Full Year,ALG1,Algebra 1,C,N,N,5.00,,",
      "1000000020,,1234,Valley College,N,10,2024-2025,Summer,SU,,HIST17,US History,A,College,Y,3.00,3.00,P",
    ],
    "Oak_CourseCatalog_20261120.csv": [
      catalogHeader,
      "19000000000001,B,English,English 9,,ENG9,Full Year,Y,10,N,Y,High,2023-2024,9130",
      "19000000000001,C,Algebra I,Algebra 1,,ALG1,Full Year,Y,10,N,Y,High,2025-2026,9241",
      "19000000000001,no data provided,Shop,Woodshop,,WOOD,Full Year,N,10,N,Y,High,2023-2024,",
    ],
  ]
  var lineEnd = "\n"

  static let students = "Oak_StudentTemplate_20261120.csv"
  static let grades = "Oak_CourseGradeTemplate_20261120.csv"
  static let catalog = "Oak_CourseCatalog_20261120.csv"

  /// Sets one cell of a row; the header is row 0. The cells of the sample hold no commas.
  mutating func set(_ file: String, _ column: String, _ value: String, row: Int) {
    guard var lines = files[file], let place = lines[0].split(separator: ",").firstIndex(of: Substring(column)) else {
      return
    }
    var cells = lines[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[place] = value
    lines[row] = cells.joined(separator: ",")
    files[file] = lines
  }

  func text(_ file: String) -> String { (files[file] ?? []).map { $0 + lineEnd }.joined() }

  func read(
    _ configuration: InputConfiguration = InputConfiguration(), raw: [String: [UInt8]] = [:],
    limits: ReadingLimits = ReadingLimits()
  ) -> Outcome {
    let folder = folder(raw: raw)
    return Outcome(folder.path, configuration, limits)
  }

  func inspect(
    _ configuration: InputConfiguration = InputConfiguration(), raw: [String: [UInt8]] = [:]
  ) throws -> Inspection {
    let folder = folder(raw: raw)
    return try Inspection.of(path: folder.path, configuration: configuration)
  }

  private func folder(raw: [String: [UInt8]]) -> TemporaryFolder {
    let folder = TemporaryFolder()
    for name in files.keys { folder.write(name, Array(text(name).utf8)) }
    for (name, bytes) in raw { folder.write(name, bytes) }
    return folder
  }
}
