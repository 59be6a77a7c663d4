/// What a field of a CALPADS record holds; fields that nobody reads are told apart only by their shape.
enum CalpadsField: UInt8, CaseIterable, Sendable {
  case recordType, transaction, localRecordID, effectiveStart, effectiveEnd, reportingLEA, school, nonpublicSchool
  case year, ssid, localStudentID, firstName, middleName, lastName, birthDate, gender
  case enrollmentStart, enrollmentStatus, gradeLevel, enrollmentExit, exitReason, completion, receiverSchool
  case metRequirements
  case hispanic, ethnicityMissing, race1, race2, race3, race4, race5, raceMissing, parentEducation, rolledUpRace
  case program, programStart, programEnd
  case englishStatus, englishStart, correctionReason
  case planType, planStart, disability, planEnd
  case stateCourseCode, courseID, courseName, approved, section, term, level, crossReference
  case creditsAttempted, creditsEarned, finalGrade, admission, markingPeriod, carnegieUnits
  /// Not read: free text, dates, yes or no, and everything else.
  case otherText, otherDate, otherFlag, otherCode

  /// The state's name of the element.
  var name: String {
    switch self {
    case .recordType: "Record Type Code"
    case .transaction: "Transaction Type Code"
    case .localRecordID: "Local Record ID"
    case .effectiveStart: "Effective Start Date"
    case .effectiveEnd: "Effective End Date"
    case .reportingLEA: "Reporting LEA"
    case .school: "School"
    case .nonpublicSchool: "School of Attendance NPS"
    case .year: "Academic Year ID"
    case .ssid: "SSID"
    case .localStudentID: "Local Student ID"
    case .firstName: "Student Legal First Name"
    case .middleName: "Student Legal Middle Name"
    case .lastName: "Student Legal Last Name"
    case .birthDate: "Student Birth Date"
    case .gender: "Student Gender Code"
    case .enrollmentStart: "Enrollment Start Date"
    case .enrollmentStatus: "Enrollment Status Code"
    case .gradeLevel: "Grade Level Code"
    case .enrollmentExit: "Enrollment Exit Date"
    case .exitReason: "Student Exit Reason Code"
    case .completion: "Student School Completion Status"
    case .receiverSchool: "Expected Receiver School of Attendance"
    case .metRequirements: "Student Met All UC/CSU Requirements Indicator"
    case .hispanic: "Student Hispanic Ethnicity Indicator"
    case .ethnicityMissing: "Student Ethnicity Missing Indicator"
    case .race1: "Student Race 1 Code"
    case .race2: "Student Race 2 Code"
    case .race3: "Student Race 3 Code"
    case .race4: "Student Race 4 Code"
    case .race5: "Student Race 5 Code"
    case .raceMissing: "Student Race Missing Indicator"
    case .parentEducation: "Parent/Guardian Highest Education Level Code"
    case .rolledUpRace: "Ethnicity/Race"
    case .program: "Education Program Code"
    case .programStart: "Education Program Membership Start Date"
    case .programEnd: "Education Program Membership End Date"
    case .englishStatus: "English Language Acquisition Status Code"
    case .englishStart: "English Language Acquisition Status Start Date"
    case .correctionReason: "Correction Reason Code"
    case .planType: "Education Plan Type Code"
    case .planStart: "Special Education Program Entry Date"
    case .disability: "Primary Disability Code"
    case .planEnd: "Special Education Program Exit Date"
    case .stateCourseCode: "CRS-State Course Code"
    case .courseID: "Local Course ID"
    case .courseName: "CRS-Course Name"
    case .approved: "CRS-UC/CSU Approved Indicator"
    case .section: "Course Section ID"
    case .term: "Academic Term Code"
    case .level: "Course Section Instructional Level Code"
    case .crossReference: "AP/IB Course Code Cross Reference"
    case .creditsAttempted: "Student Credits Attempted"
    case .creditsEarned: "Student Credits Earned"
    case .finalGrade: "Student Course Final Grade"
    case .admission: "UC/CSU Admission Requirement Code"
    case .markingPeriod: "Marking Period Code"
    case .carnegieUnits: "Carnegie Units Earned"
    case .otherText, .otherDate, .otherFlag, .otherCode: ""
    }
  }

  /// Whether a caret can stand in it: people type these values. Ids are not among them; none of 47,291 real course ids
  /// of 2013-14 holds a caret, and eight of their names do.
  var isFreeText: Bool {
    switch self {
    case .firstName, .middleName, .lastName, .courseName, .otherText: true
    default: false
    }
  }

  /// Whether a value has the form that the field allows. Only used to find out which field a value stands in; wrong
  /// values in the right place are judged where they are read.
  func admits(_ value: Bytes) -> Bool {
    switch self {
    case .reportingLEA, .school: return value.isDigits(7)
    case .receiverSchool: return value.isEmpty || value.isDigits(7)
    case .year: return TranscriptValues.schoolYear(value) != nil
    case .ssid: return value.isEmpty || value.isDigits(10)
    case .effectiveStart, .effectiveEnd, .birthDate, .enrollmentStart, .enrollmentExit, .programStart, .programEnd,
      .englishStart, .planStart, .planEnd, .otherDate:
      return value.isEmpty || value.isDigits(8)
    case .gender: return value.count <= 1
    case .approved: return value.isFlag
    case .hispanic, .ethnicityMissing, .raceMissing, .metRequirements, .otherFlag:
      return value.isEmpty || value.isFlag
    case .transaction: return value.isEmpty || CalpadsCodes.transaction.meaning(value) != nil
    case .enrollmentStatus: return value.isEmpty || CalpadsCodes.enrollmentStatus.meaning(value) != nil
    case .gradeLevel: return value.isEmpty || CalpadsCodes.gradeLevel.meaning(value) != nil
    case .englishStatus: return value.isEmpty || CalpadsCodes.englishStatus.meaning(value) != nil
    case .term: return CalpadsTerm.read(value) != nil
    case .markingPeriod: return value.isEmpty || CalpadsTerm.read(value) != nil
    case .admission: return value.isEmpty || CalpadsCodes.admission.meaning(value) != nil
    case .creditsAttempted, .creditsEarned, .carnegieUnits: return value.isEmpty || value.isDecimal
    case .program: return value.isDigits(3)
    case .race1, .race2, .race3, .race4, .race5: return value.isEmpty || value.isDigits(3)
    case .stateCourseCode, .crossReference: return value.isEmpty || value.count == 4
    case .courseID: return (1...10).contains(value.count)
    case .courseName: return (1...50).contains(value.count)
    case .firstName, .lastName: return !value.isEmpty
    case .finalGrade: return value.count <= 3
    case .localRecordID, .localStudentID, .middleName, .section, .otherText: return true
    case .otherCode, .nonpublicSchool, .recordType, .exitReason, .completion, .parentEducation, .rolledUpRace,
      .planType,
      .disability, .level, .correctionReason:
      return value.count <= 16
    }
  }
}

extension Bytes {
  func isDigits(_ count: Int) -> Bool {
    guard self.count == count else { return false }
    for index in 0..<count where self[index] &- 48 > 9 { return false }
    return true
  }

  /// `Y` or `N`.
  var isFlag: Bool { Values.yesNo(self) != nil }

  /// Digits with at most one point.
  var isDecimal: Bool {
    var points = 0
    for index in 0..<count {
      if self[index] == UInt8(ascii: ".") { points += 1 } else if self[index] &- 48 > 9 { return false }
    }
    return points <= 1 && count > points
  }
}
