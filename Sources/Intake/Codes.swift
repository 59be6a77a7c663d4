/// Why a file, and with it the whole extract, is refused.
public enum RefusalCode: String, CaseIterable, Sendable {
  case notAnExtract = "not_an_extract"
  case missingFile = "missing_file"
  case twoForms = "two_forms"
  case notARegularFile = "not_a_regular_file"
  case danglingLink = "dangling_link"
  case linkLoop = "link_loop"
  case unreadable
  case badArchive = "bad_archive"
  case unsafeEntry = "unsafe_entry"
  case badGzip = "bad_gzip"
  case badEncoding = "bad_encoding"
  case missingHeader = "missing_header"
  case badHeader = "bad_header"
  case missingColumn = "missing_column"
  case duplicateColumn = "duplicate_column"
  case unclosedQuote = "unclosed_quote"
  case truncatedRecord = "truncated_record"
  case noRows = "no_rows"
  case shrunk
  case unknownLayout = "unknown_layout"
  case changedWhileRead = "changed_while_read"
}

/// Why a row is not used.
public enum RejectCode: UInt8, CaseIterable, Sendable {
  case fieldCount, nulByte, fieldTooLong, badQuotes
  case missingValue, badValue
  case duplicateKey, overlappingYears, yearsReversed
  case unknownSchool, unknownStudent, unknownMeasure, parentRejected
  case scientificNotation, unmappedValue

  /// The code as it stands in the rejects.
  public var name: String {
    switch self {
    case .fieldCount: "field_count"
    case .nulByte: "nul_byte"
    case .fieldTooLong: "field_too_long"
    case .badQuotes: "bad_quotes"
    case .missingValue: "missing_value"
    case .badValue: "bad_value"
    case .duplicateKey: "duplicate_key"
    case .overlappingYears: "overlapping_years"
    case .yearsReversed: "years_reversed"
    case .unknownSchool: "unknown_school"
    case .unknownStudent: "unknown_student"
    case .unknownMeasure: "unknown_measure"
    case .parentRejected: "parent_rejected"
    case .scientificNotation: "scientific_notation"
    case .unmappedValue: "unmapped_value"
    }
  }

  /// What is wrong and what to do; never holds data of the row.
  public var message: String {
    switch self {
    case .fieldCount: "the row has another number of fields than the header; the value is the number found"
    case .nulByte: "the row holds a NUL byte; export the file as plain text"
    case .fieldTooLong: "a field is longer than 1 MiB; shorten it or look for a missing closing quote"
    case .badQuotes: "quotes do not follow RFC 4180; quote the whole field and double the quotes inside it"
    case .missingValue: "a required value is empty; fill it in the student information system"
    case .badValue: "the value is not one that this column allows; see the column's codes in the extract's description"
    case .duplicateKey: "another row has the same key with other data; keep the right one"
    case .overlappingYears: "the list years overlap another row of the same course; close one range before the next"
    case .yearsReversed: "first_year lies after last_year; exchange or correct them"
    case .unknownSchool: "the school is not in schools.csv; add it there or correct the id"
    case .unknownStudent: "the student is not in students.csv; add the student there or correct the id"
    case .unknownMeasure: "the measure is not in measures.csv; add it there or correct the id"
    case .parentRejected: "the row that this one refers to was rejected; correct that row first"
    case .scientificNotation:
      "a spreadsheet wrote the id as 1.23E+13 and its digits are lost; export it again, unopened"
    case .unmappedValue: "no value map knows the value; the findings name it with the line for the configuration"
    }
  }
}

/// How much a finding matters.
public enum FindingSeverity: String, CaseIterable, Sendable {
  /// Nothing is lost.
  case information
  /// A value was left out or read in one of several ways.
  case warning
}

/// What was noticed in rows that are loaded, or in files around them.
public enum FindingCode: UInt8, CaseIterable, Sendable {
  case unknownFile, unknownColumn
  case valueIgnored, textTooLong, tooManyTitles
  case unknownDiscipline, missingDiscipline
  case unknownCourse, unknownCounselor
  case markAndInProgress, severalAttempts
  case formNotRead, readAsWindows1252, zeroWidthRemoved, trailingDelimiters
  case zerosRestored, decimalComma, creditsRounded
  case unmappedValue, schoolDerived, studentKnown, severalEnrollments, derivedRowUnusable
  case caretInValue, ssidReplaced, identityConflict, englishHistory
  case termConflict, termApproximated, gradeLevelDerived, sectionUnknown, claimConflict, carnegieCredits
  case outsideGrades
  case courseAmbiguous, courseUndecided, courseNotOnList, courseAreaDiffers, courseHonorsDiffer, unknownLanguage
  case courseListOfOtherYear, courseListUnused, courseDecisionUnused, listValueContradictory
  case examIrregular, examUnknown, examUnscored, examDoubtful, examUnmatched

  /// The code as it stands in the findings.
  public var name: String {
    switch self {
    case .unknownFile: "unknown_file"
    case .unknownColumn: "unknown_column"
    case .valueIgnored: "value_ignored"
    case .textTooLong: "text_too_long"
    case .tooManyTitles: "too_many_titles"
    case .unknownDiscipline: "unknown_discipline"
    case .missingDiscipline: "missing_discipline"
    case .unknownCourse: "unknown_course"
    case .unknownCounselor: "unknown_counselor"
    case .markAndInProgress: "mark_and_in_progress"
    case .severalAttempts: "several_attempts"
    case .formNotRead: "form_not_read"
    case .readAsWindows1252: "read_as_windows_1252"
    case .zeroWidthRemoved: "zero_width_removed"
    case .trailingDelimiters: "trailing_delimiters"
    case .zerosRestored: "zeros_restored"
    case .decimalComma: "decimal_comma"
    case .creditsRounded: "credits_rounded"
    case .unmappedValue: "unmapped_value"
    case .schoolDerived: "school_derived"
    case .studentKnown: "student_known"
    case .severalEnrollments: "several_enrollments"
    case .derivedRowUnusable: "derived_row_unusable"
    case .courseAmbiguous: "course_ambiguous"
    case .courseUndecided: "course_undecided"
    case .courseNotOnList: "course_not_on_list"
    case .courseAreaDiffers: "course_area_differs"
    case .courseHonorsDiffer: "course_honors_differ"
    case .unknownLanguage: "unknown_language"
    case .courseListOfOtherYear: "course_list_of_other_year"
    case .courseListUnused: "course_list_unused"
    case .courseDecisionUnused: "course_decision_unused"
    case .listValueContradictory: "list_value_contradictory"
    case .examIrregular: "exam_irregular"
    case .examUnknown: "exam_unknown"
    case .examUnscored: "exam_unscored"
    case .examDoubtful: "exam_doubtful"
    case .examUnmatched: "exam_unmatched"
    case .caretInValue: "caret_in_value"
    case .ssidReplaced: "ssid_replaced"
    case .identityConflict: "identity_conflict"
    case .englishHistory: "english_history"
    case .termConflict: "term_conflict"
    case .termApproximated: "term_approximated"
    case .gradeLevelDerived: "grade_level_derived"
    case .sectionUnknown: "section_unknown"
    case .claimConflict: "claim_conflict"
    case .carnegieCredits: "carnegie_credits"
    case .outsideGrades: "outside_grades"
    }
  }

  public var severity: FindingSeverity {
    switch self {
    case .unknownFile, .unknownColumn, .formNotRead, .readAsWindows1252, .zeroWidthRemoved, .trailingDelimiters,
      .zerosRestored, .decimalComma, .creditsRounded, .studentKnown, .severalEnrollments, .caretInValue,
      .gradeLevelDerived, .carnegieCredits, .outsideGrades,
      .courseListUnused, .examIrregular, .examUnscored, .examUnmatched:
      .information
    default: .warning
    }
  }
}
