/// The record types that are read.
enum CalpadsType: String, CaseIterable, Sendable {
  case enrollments = "SENR"
  case cumulativeEnrollments = "CENR"
  case demographics = "SINF"
  case programs = "SPRG"
  case english = "SELA"
  case specialEducation = "SPED"
  /// Of the end of the year, then of the fall; the same below.
  case courses = "CRSC"
  case fallCourses = "CRSE"
  case completions = "SCSC"
  case fallCompletions = "SCSE"

  /// The number that the state's element numbers begin with.
  var chapter: Int {
    switch self {
    case .enrollments, .cumulativeEnrollments: 1
    case .demographics: 2
    case .programs: 3
    case .courses, .fallCourses: 9
    case .completions, .fallCompletions: 10
    case .english: 12
    case .specialEducation: 14
    }
  }

  /// Record types of CALPADS that hold nothing for this program; files of these are known and not read.
  static let others = [
    "SDEM", "SASS", "SDIS", "SINC", "SIRS", "SOFF", "STAS", "SCTE", "SHTH", "SIAD", "SIDM", "SIEL", "SIGR", "SIST",
    "SSRV", "SWDS", "SECL", "SWAV", "PSTS", "WBLR", "RSTS", "MEET", "PLAN",
  ]

  /// Reads `SENR`, or `SENR-R` as it stands in extracts of the state's store.
  init?(_ code: Bytes) {
    guard code.count == 4 || CalpadsType.isExtract(code),
      let type = CalpadsType(rawValue: Bytes(start: code.start, count: 4).string)
    else { return nil }
    self = type
  }

  static func isExtract(_ code: Bytes) -> Bool {
    code.count == 6 && code[4] == UInt8(ascii: "-") && code[5] == UInt8(ascii: "R")
  }
}

/// The fields of one record type in one version.
///
/// Sources: CALPADS Data Guide v11.0 (CDE, 14 February 2020), the CDE pages "ODS Extract" and "Cumulative Enrollment
/// Extract" (2024), vendors' pages of field numbers, and for the versions of 2018 and 2019 a public client's column
/// lists of the ODS extracts. An extract from the state's store has two fields more at the end: when the record was
/// uploaded, and when it was last updated.
struct CalpadsLayout: Sendable {
  let type: CalpadsType
  /// It comes from the state's store: the record type ends with `-R`.
  let isExtract: Bool
  /// In words, for `inspect`.
  let version: String
  let fields: [CalpadsField]
  /// For each field of `CalpadsField` its place, or -1.
  private let places: [Int8]
  /// For each field of `CalpadsField` its number and name.
  private let columns: [String]

  var count: Int { fields.count }

  init(_ type: CalpadsType, _ version: String, _ fields: [CalpadsField], isExtract: Bool) {
    (self.type, self.fields, self.isExtract) = (type, fields, isExtract)
    self.version = "\(fields.count) fields (\(version))"
    var places = [Int8](repeating: -1, count: CalpadsField.allCases.count)
    for (place, field) in fields.enumerated() { places[Int(field.rawValue)] = Int8(clamping: place) }
    self.places = places
    columns = CalpadsField.allCases.map { field in
      let number = Int(places[Int(field.rawValue)]) + 1
      return number > 0 ? "\(type.chapter).\(number < 10 ? "0" : "")\(number) \(field.name)" : field.name
    }
  }

  @inline(__always) func place(_ field: CalpadsField) -> Int { Int(places[Int(field.rawValue)]) }

  /// `1.24 Grade Level Code`.
  func column(_ field: CalpadsField) -> String { columns[Int(field.rawValue)] }

  // MARK: The layouts

  /// The layouts of a record type, the newest first.
  static func of(_ type: CalpadsType, isExtract: Bool) -> [CalpadsLayout] {
    (isExtract ? extracts : files)[type] ?? []
  }

  private static let files = known(isExtract: false)
  private static let extracts = known(isExtract: true)

  private static func known(isExtract: Bool) -> [CalpadsType: [CalpadsLayout]] {
    var table: [CalpadsType: [CalpadsLayout]] = [:]
    for type in CalpadsType.allCases where type != .cumulativeEnrollments || isExtract {
      table[type] = versions(type).map { version, fields in
        // The cumulative extract has the same columns whoever wrote it.
        let tail: [CalpadsField] = isExtract && type != .cumulativeEnrollments ? [.otherCode, .otherCode] : []
        return CalpadsLayout(type, version + (isExtract ? ", extract" : ""), fields + tail, isExtract: isExtract)
      }
    }
    return table
  }

  private static func versions(_ type: CalpadsType) -> [(String, [CalpadsField])] {
    switch type {
    case .enrollments:
      [
        ("since 2021", enrollment()), ("2019 to 2021", enrollment() + codes(4)),
        // Its number of fields is derived: a primary language at 1.22, and nothing behind the Seal of Biliteracy.
        ("before 2019", enrollment(language: [.otherCode]).dropLast(2)),
      ]
    case .cumulativeEnrollments:
      [
        ("since 2021", enrollment() + [.rolledUpRace, .englishStatus]),
        ("2019 to 2021", enrollment().dropLast(2) + codes(2)),
      ]
    case .demographics: [("since 2019", demographics)]
    case .programs: [("since 2014", programs)]
    case .english: [("since 2019", english + [.correctionReason]), ("before 2019", english)]
    case .specialEducation: [("2019 to 2022", specialEducation)]
    case .courses, .fallCourses: [("since 2019", courses), ("before 2019", Array(courses.prefix(27)))]
    case .completions, .fallCompletions:
      [("with Carnegie units", completions + [.carnegieUnits]), ("20 elements", completions)]
    }
  }

  private static func codes(_ count: Int) -> [CalpadsField] { Array(repeating: .otherCode, count: count) }

  private static let head: [CalpadsField] = [.recordType, .transaction, .localRecordID]
  private static let names: [CalpadsField] = [
    .firstName, .middleName, .lastName, .otherText, .otherText, .otherText, .otherText,
  ]
  private static let birth: [CalpadsField] = [.birthDate, .gender, .otherText, .otherCode, .otherCode]

  private static func enrollment(language: [CalpadsField] = []) -> [CalpadsField] {
    head + [.reportingLEA, .school, .nonpublicSchool, .year, .ssid, .localStudentID] + names + birth + language
      + [
        .enrollmentStart, .enrollmentStatus, .gradeLevel, .enrollmentExit, .exitReason, .completion, .receiverSchool,
        .metRequirements, .otherCode, .otherCode,
      ] + [.otherFlag, .otherFlag, .otherCode, .otherCode]
  }

  private static let demographics: [CalpadsField] =
    head + [.effectiveStart, .effectiveEnd, .reportingLEA, .school, .year, .ssid, .localStudentID] + names + birth
    + [.hispanic, .ethnicityMissing, .race1, .race2, .race3, .race4, .race5, .raceMissing]
    + [.otherText, .otherText, .otherText, .otherCode, .otherCode, .otherDate, .otherFlag, .parentEducation]
    + [.otherText, .otherText, .otherText, .otherText]

  private static let programs: [CalpadsField] =
    head + [.reportingLEA, .school, .year, .ssid, .localStudentID, .firstName, .lastName, .birthDate, .gender]
    + [.program, .otherCode, .programStart, .programEnd, .otherCode, .otherCode, .otherCode, .otherCode]
    + [.otherCode, .otherCode, .otherCode, .otherFlag, .otherFlag, .otherCode]

  private static let english: [CalpadsField] =
    head + [.reportingLEA, .school, .year, .ssid, .firstName, .lastName, .birthDate, .gender, .localStudentID]
    + [.englishStatus, .englishStart, .otherCode]

  private static let specialEducation: [CalpadsField] =
    head + [.reportingLEA, .school, .nonpublicSchool, .year, .ssid, .localStudentID, .otherText]
    + [.firstName, .lastName, .birthDate, .gender] + codes(9)
    + [.planType, .otherCode, .otherCode, .planStart, .disability] + codes(17) + [.planEnd] + codes(3)

  private static let courses: [CalpadsField] =
    head + [.reportingLEA, .school, .year, .stateCourseCode, .courseID, .courseName, .otherCode, .otherCode]
    + [.otherFlag, .approved, .section, .term, .otherCode, .otherText, .otherText, .level] + codes(3)
    + [.otherFlag, .otherFlag] + codes(7) + [.crossReference] + codes(4)

  private static let completions: [CalpadsField] =
    head + [.reportingLEA, .school, .year, .ssid, .localStudentID, .firstName, .lastName, .birthDate, .gender]
    + [.courseID, .section, .term, .creditsAttempted, .creditsEarned, .finalGrade, .admission, .markingPeriod]
}
