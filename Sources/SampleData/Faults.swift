/// Known faults, planted at a given rate by a random stream of their own, so that the clean rows stay the same.
final class Faults {
  static let columns = ["fault", "file", "line", "effect"]

  /// What a loader does with the row: `reject`, `finding` (loaded), or `duplicate` (loaded, counts once).
  enum Effect: String { case reject, finding, duplicate }

  private let perMillion: Int
  private var random: RandomSource
  private let account: SampleFile?

  init(share: Double, seed: UInt64, account: SampleFile?) {
    perMillion = Int(share * 1_000_000)
    random = RandomSource(seed: seed, stream: .max - 1)
    self.account = account
  }

  /// The fault to plant in the next row of a list of possible ones; nil for a clean row.
  func next<Fault>(of faults: [Fault]) -> Fault? {
    guard perMillion > 0, random.below(1_000_000) < perMillion, !faults.isEmpty else { return nil }
    return faults[random.below(faults.count)]
  }

  func note(_ fault: String, _ effect: Effect, file: SampleFile, line: Int) throws(SampleError) {
    try account?.write([fault, file.name, String(line), effect.rawValue])
  }
}

/// Faults of one transcript record. The raw value is the name in the account.
enum TranscriptFault: String, CaseIterable {
  case badMark = "bad_mark"
  case badSchoolYear = "bad_school_year"
  case badTerm = "bad_term"
  case badGradeLevel = "bad_grade_level"
  case decimalComma = "decimal_comma"
  case negativeCredits = "negative_credits"
  case unknownStudent = "unknown_student"
  case unknownSchool = "unknown_school"
  case unknownCourse = "unknown_course"
  case missingMark = "missing_mark"
  case missingCourse = "missing_course"
  case extraField = "extra_field"
  case missingField = "missing_field"
  case badQuotes = "bad_quotes"
  case exactDuplicate = "exact_duplicate"
  case conflictingRecord = "conflicting_record"
  case markAndInProgress = "mark_and_in_progress"

  var effect: Faults.Effect {
    switch self {
    case .unknownCourse, .markAndInProgress: .finding
    case .exactDuplicate: .duplicate
    default: .reject
    }
  }

  /// Spoils the values of a record, in the order of `StudentFiles.transcriptColumns`.
  func spoil(_ values: inout [String]) {
    guard values.count == StudentFiles.transcriptColumns.count else { return }
    switch self {
    case .badMark: (values[7], values[11]) = ("Q", "")
    case .badSchoolYear: values[2] = "2024-26"
    case .badTerm: values[3] = "S3"
    case .badGradeLevel: values[4] = "13"
    case .decimalComma: values[8] = "5,00"
    case .negativeCredits: values[8] = "-5.00"
    case .unknownStudent: values[0] = "NOBODY"
    case .unknownSchool: values[1] = "NOWHERE"
    case .unknownCourse: values[5] = "ZZ-NOT-LISTED"
    case .missingMark: (values[7], values[11]) = ("", "")
    case .missingCourse: values[5] = ""
    case .extraField: values.append("X")
    case .missingField: values.removeLast()
    case .markAndInProgress: (values[7], values[11]) = ("B", "Y")
    case .conflictingRecord:
      values[7] = values[7] == "B" ? "C" : "B"
      values[11] = ""
    case .badQuotes, .exactDuplicate: break
    }
  }
}

/// Faults of one student's row.
enum StudentFault: String, CaseIterable {
  case conflictingDuplicate = "conflicting_duplicate"
  case missingLastName = "missing_last_name"
  case badGradeLevel = "bad_grade_level"
  case exactDuplicate = "exact_duplicate"
  case badBirthDate = "bad_birth_date"
  case unknownGroup = "unknown_group"

  var effect: Faults.Effect {
    switch self {
    case .badBirthDate, .unknownGroup: .finding
    case .exactDuplicate: .duplicate
    default: .reject
    }
  }

  /// Spoils the values of a row, in the order of `StudentFiles.studentColumns`.
  func spoil(_ values: inout [String]) {
    guard values.count == StudentFiles.studentColumns.count else { return }
    switch self {
    case .missingLastName: values[2] = ""
    case .badGradeLevel: values[15] = "19"
    case .badBirthDate: values[5] = "2010-02-30"
    case .unknownGroup: values[7] = "not_a_group"
    case .conflictingDuplicate: values[6] = values[6] == "F" ? "M" : "F"
    case .exactDuplicate: break
    }
  }
}
