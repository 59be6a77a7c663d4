/// The judge's own picture of a transcript: strings and arrays only, so that it can be read beside the rules.

/// A course as one institution lists it. `areas` is `"D"`, or `"DG"` where the course is listed in either.
struct OracleCourse: Hashable, Sendable {
  var key: String
  var areas: String
  /// One of the short names of `OracleDiscipline`.
  var discipline: String
  var language = ""
  /// `year`, `semester` or `two_years`.
  var length = "year"
  /// 0 where the code does not name a half.
  var part = 0
  var ninthGradeOnly = false
  /// False where a surplus may not serve G in editions before 2015.
  var electiveEligible = true
}

/// What is known about the course of a record.
enum OracleMatch: Hashable, Sendable {
  case listed(OracleCourse)
  case notListed
  case unmatched
}

struct OracleRecord: Hashable, Sendable {
  var year: Int
  var term: String
  var grade: Int
  /// nil for a course that is running.
  var mark: String?
  /// Credits or college units in hundredths; nil when the field is empty.
  var credits: Int?
  var part = 0
  var college = false
  var match: OracleMatch

  var course: OracleCourse? {
    if case .listed(let course) = match { return course }
    return nil
  }
}

/// An exam, named by what it clears: `US`, `WORLD`, `CIVICS`, `B`, `CALCULUS`, `BIO`, `CHEM`, `PHYS`, `INTERD`,
/// `LANGUAGE-Spanish`, `F`, `G`.
struct OracleExam: Hashable, Sendable {
  var clears: String
  var year: Int
}

struct OracleWaiver: Hashable, Sendable {
  var area: Character
  var twelfths: Int
  var year: Int
}

struct OracleTranscript: Hashable, Sendable {
  var records: [OracleRecord] = []
  var exams: [OracleExam] = []
  var waivers: [OracleWaiver] = []
}

/// One subject area's answer, in twelfths of a year.
struct OracleArea: Hashable, Sendable {
  var required: Int
  var missing: Int
  var inProgress: Int
  /// `met`, `in_progress`, `unknown` or `not_met`.
  var status: String
  var earned: Int { required - missing }
}

struct OracleVerdict: Hashable, Sendable {
  /// A to G.
  var areas: [OracleArea]
  var status: String
  /// Twelfths that could serve G, also beyond the year it asks for.
  var electiveSupply: Int
}

enum OracleDiscipline {
  static let arts: Set<String> = ["DANCE", "MUSIC", "THEATER", "ART", "INTARTS"]
  static let slots: [[String]] = [["ALG1", "M1"], ["GEO", "M2"], ["ALG2", "M3"]]
  static let advanced: Set<String> = ["STAT", "OAM", "DATA", "TRIG", "PRECALC", "CALC"]
  /// Stands for the third year, and validates it, only when taken in 2024-25 or earlier.
  static let ended: Set<String> = ["STAT", "OAM", "DATA"]
  static let levels = ["L1", "L2", "L3", "L4"]
}
