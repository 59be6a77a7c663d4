import Intake
import Rules
public import Store

// The extract's rows in the form that the store keeps.

extension Store.SchoolRow {
  init(_ row: Intake.SchoolRow) {
    self.init(
      schoolID: row.schoolID, name: row.name, districtID: row.districtID, districtName: row.districtName,
      kind: row.kind.rawValue, ceebCode: row.ceebCode)
  }
}

extension Store.CourseRow {
  init(_ row: Intake.CourseRow, schools: [Intake.SchoolRow]) {
    self.init(row, schoolID: schools[row.schoolIndex].schoolID)
  }

  init(_ row: Intake.CourseRow, schoolID id: String) {
    self.init()
    schoolID = id
    courseID = row.courseID
    title = row.title
    subjectArea = row.subjectAreas.isEmpty ? nil : row.subjectAreas.code
    discipline = row.disciplineName
    language = row.language
    length = row.length.rawValue
    honors = row.honors?.rawValue
    examCode = row.examCode
    part = row.part == 0 ? nil : Int16(row.part)
    courseKey = row.courseKey
    gradeLevels = row.gradeLevels.isEmpty ? nil : row.gradeLevels.map(String.init).joined(separator: ";")
    firstYear = row.firstYear?.fall
    lastYear = row.lastYear?.fall
    gEligible = row.servesElective
    sections = row.sections.map(Int32.init(clamping:))
    seats = row.seats.map(Int32.init(clamping:))
    if let terms = row.seatsByTerm {
      (fallSeats, springSeats) = (Int32(clamping: terms.fall), Int32(clamping: terms.spring))
      summerSeats = Int32(clamping: terms.summer)
    }
    prerequisites = row.prerequisites.isEmpty ? nil : row.prerequisites.joined(separator: ";")
    stateCourseCode = row.stateCourseCode
  }
}

extension CatalogueCourse {
  init(_ row: Intake.CourseRow, schools: [Intake.SchoolRow]) {
    self.init(
      schoolID: schools[row.schoolIndex].schoolID, courseID: row.courseID, areas: row.subjectAreas,
      disciplineName: row.disciplineName ?? "", language: row.language ?? "", length: row.length, honors: row.honors,
      part: row.part, courseKey: row.courseKey, ninthGradeOnly: row.gradeLevels == [9],
      electiveEligible: row.servesElective, firstYear: row.firstYear, lastYear: row.lastYear)
    examCode = row.examCode.flatMap { UInt8($0) } ?? 0
  }

  public init(_ row: Store.CourseRow) {
    let areas = (row.subjectArea ?? "").split(separator: ";").compactMap { SubjectArea(letter: String($0)) }
    self.init(
      schoolID: row.schoolID, courseID: row.courseID, areas: SubjectAreas(areas.map(SubjectAreas.init)),
      disciplineName: row.discipline ?? "", language: row.language ?? "",
      length: CourseLength(rawValue: row.length) ?? .year, honors: row.honors.flatMap(HonorsType.init(rawValue:)),
      part: UInt8(clamping: row.part ?? 0), courseKey: row.courseKey, ninthGradeOnly: row.gradeLevels == "9",
      electiveEligible: row.gEligible, firstYear: row.firstYear.map(SchoolYear.init(fall:)),
      lastYear: row.lastYear.map(SchoolYear.init(fall:)))
    examCode = row.examCode.flatMap { UInt8($0) } ?? 0
  }
}

extension StudentProfile {
  init(_ row: Intake.StudentRow, schools: [Intake.SchoolRow], current: SchoolYear) {
    self.init()
    let school = schools[row.schoolIndex]
    studentID = row.studentID
    ssid = row.ssid
    lastName = row.lastName
    firstName = row.firstName
    middleName = row.middleName
    birthDate = row.birthDate?.dayNumber
    gender = row.gender?.rawValue
    raceEthnicity = row.raceEthnicity?.rawValue
    englishStatus = row.englishStatus?.rawValue
    lowIncome = row.lowIncome
    disability = row.disability
    homeless = row.homeless
    foster = row.foster
    migrant = row.migrant
    schoolID = school.schoolID
    districtID = school.districtID
    gradeLevel = Int16(clamping: row.gradeLevel)
    entryYear = StudentYears.entry(stated: row.entryYear, gradeLevel: row.gradeLevel, current: current)
    graduationYear = StudentYears.graduation(
      stated: row.graduationYear, entry: row.entryYear, gradeLevel: row.gradeLevel, current: current)
    enrollment = row.enrollment.rawValue
    counselorID = row.counselorID
    localGroups = row.localGroups.isEmpty ? nil : row.localGroups.joined(separator: ";")
  }
}
