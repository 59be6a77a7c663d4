import Rules

/// What kind of values a map translates.
public enum MapSection: String, CaseIterable, Sendable {
  /// To the marks of the format; `in_progress` = running now, `none` = no mark.
  case marks
  /// To the terms of the format.
  case terms
  /// To `A` .. `G`; `none` = not A-G.
  case subjectAreas = "subject_areas"
  /// To `AP`, `IB`, `HL`, `CL`; `none` = no honors.
  case honors
  /// To `year`, `semester`, `two_years`.
  case courseLengths = "course_lengths"
  /// To `EO`, `IFEP`, `EL`, `RFEP`, `TBD`; `none` = not known.
  case englishStatus = "english_status"
  /// Meals and other signs of low income, to `Y`, `N`; `none` = not known.
  case lowIncome = "low_income"
  /// All other yes and no columns, to `Y`, `N`; `none` = not known.
  case indicators
  /// To `F`, `M`, `X`; `none` = not known.
  case genders
  /// State race codes to the format's categories other than `hispanic`, `two_or_more`.
  case races
  /// To `6` .. `12`.
  case gradeLevels = "grade_levels"
  /// Name or code of an institution to a kind of school.
  case schoolKinds = "school_kinds"
  /// Name or code of an institution to the `school_id` of `schools.csv`.
  case schoolIDs = "school_ids"

  /// The values that may stand on the right side; nil = any text.
  public var targets: [String]? {
    switch self {
    case .marks:
      [
        "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F", "P", "CR", "NP", "NC", "I", "W",
        "in_progress", "none",
      ]
    case .terms: ["S1", "S2", "T1", "T2", "T3", "Q1", "Q2", "Q3", "Q4", "FY", "SU"]
    case .subjectAreas: ["A", "B", "C", "D", "E", "F", "G", "none"]
    case .honors: ["AP", "IB", "HL", "CL", "none"]
    case .courseLengths: ["year", "semester", "two_years"]
    case .englishStatus: ["EO", "IFEP", "EL", "RFEP", "TBD", "none"]
    case .lowIncome, .indicators: ["Y", "N", "none"]
    case .genders: ["F", "M", "X", "none"]
    case .races:
      [
        "african_american", "american_indian", "asian", "filipino", "hispanic", "pacific_islander", "white",
        "not_reported",
      ]
    case .gradeLevels: ["6", "7", "8", "9", "10", "11", "12"]
    case .schoolKinds:
      ["high", "continuation", "middle", "elementary", "online", "community_college", "university", "other"]
    case .schoolIDs: nil
    }
  }
}

/// Which calendar year a school year is named by where a form gives only one.
public enum SingleYear: String, CaseIterable, Sendable { case begins, ends }

/// Where the summer lies in the school year under which CALPADS files report it.
public enum SummerYear: String, CaseIterable, Sendable {
  /// `2024-2025` is the summer of 2025, as in the extract and in UC's lists.
  case closes
  /// `2024-2025` is the summer of 2024: by Education Code 37200 the school year begins on July 1.
  case opens
}

/// A district's own spellings in files of other forms; they go before the program's.
public struct FormMapping: Sendable, Equatable {
  /// Section to the values as the files print them (compared without case and double blanks) to the format's.
  public var values: [MapSection: [String: String]]
  /// How a school year given as one calendar year is read; nil = rows with one are rejected.
  public var singleYear: SingleYear?
  /// Semesters of language that a certification of a language other than English stands for.
  public var certifiedSemesters: Int
  /// How the school year of a summer session (`SS`) in CALPADS files is read.
  public var summerYear = SummerYear.closes
  /// File name of a UC course list to the school and year that it is of.
  public var courseLists: [String: CourseListPlace] = [:]
  /// How many years away a school's course list may be that stands in for one of a missing year.
  public var listYearTolerance = 0

  public init(
    values: [MapSection: [String: String]] = [:], singleYear: SingleYear? = nil, certifiedSemesters: Int = 4
  ) {
    (self.values, self.singleYear, self.certifiedSemesters) = (values, singleYear, certifiedSemesters)
  }

  /// Everything that decides how files are read, in a fixed order.
  public var fingerprint: String {
    var parts = ["\(singleYear?.rawValue ?? "") \(certifiedSemesters)"]
    parts.append("lists \(listYearTolerance) summer \(summerYear.rawValue)")
    for (file, place) in courseLists.sorted(by: { $0.key < $1.key }) {
      parts.append("\(file)\u{1}\(place.schoolID)\u{1}\(place.schoolYear.code)")
    }
    for section in MapSection.allCases {
      for (value, target) in (values[section] ?? [:]).sorted(by: { $0.key < $1.key }) {
        parts.append("\(section.rawValue) \(value)\u{1}\(target)")
      }
    }
    return parts.joined(separator: "\u{0}")
  }
}
