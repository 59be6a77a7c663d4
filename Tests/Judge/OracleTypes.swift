/// The judge's own picture of a transcript: strings and arrays only, so that it can be read beside the rules.

/// A course as one institution lists it. `areas` is `"D"`, or `"DG"` where the course is listed in either.
package struct OracleCourse: Hashable, Sendable {
  package var key: String
  package var areas: String
  /// One of the short names of `OracleDiscipline`.
  package var discipline: String
  package var language = ""
  /// `year`, `semester` or `two_years`.
  package var length = "year"
  /// 0 where the code does not name a half.
  package var part = 0
  package var ninthGradeOnly = false
  /// False where a surplus may not serve G in editions before 2015.
  package var electiveEligible = true
  /// `AP`, `IB`, `HL`, `CL` or empty.
  package var honors = ""

  package init(key: String, areas: String, discipline: String) {
    (self.key, self.areas, self.discipline) = (key, areas, discipline)
  }
}

/// What is known about the course of a record.
package enum OracleMatch: Hashable, Sendable {
  case listed(OracleCourse)
  case notListed
  case unmatched
}

package struct OracleRecord: Hashable, Sendable {
  package var year: Int
  package var term: String
  package var grade: Int
  /// nil for a course that is running.
  package var mark: String?
  /// Credits or college units in hundredths; nil when the field is empty.
  package var credits: Int?
  package var part = 0
  package var college = false
  package var match: OracleMatch

  package init(
    year: Int, term: String, grade: Int, mark: String?, credits: Int? = nil, part: Int = 0, college: Bool = false,
    match: OracleMatch
  ) {
    (self.year, self.term, self.grade, self.mark) = (year, term, grade, mark)
    (self.credits, self.part, self.college, self.match) = (credits, part, college, match)
  }

  package var course: OracleCourse? {
    if case .listed(let course) = match { return course }
    return nil
  }
}

/// An exam, named by what it clears: `US`, `WORLD`, `CIVICS`, `B`, `B3` (three years of English), `CALCULUS`, `BIO`,
/// `CHEM`, `PHYS`, `INTERD`, `LANGUAGE-Spanish`, `F`, `G`; empty where the score clears nothing.
package struct OracleExam: Hashable, Sendable {
  package var clears: String
  package var year: Int
  /// The exam as a file states it, where a case does.
  package var stated: OracleScore?

  package init(clears: String, year: Int, stated: OracleScore? = nil) {
    (self.clears, self.year, self.stated) = (clears, year, stated)
  }
}

package struct OracleScore: Hashable, Sendable {
  /// `AP`, `IB`, `SAT`, `SAT2`, `ACT`.
  package var program: String
  package var subject: String
  package var score: Int
}

package struct OracleWaiver: Hashable, Sendable {
  package var area: Character
  package var twelfths: Int
  package var year: Int

  package init(area: Character, twelfths: Int, year: Int) {
    (self.area, self.twelfths, self.year) = (area, twelfths, year)
  }
}

package struct OracleTranscript: Hashable, Sendable {
  package var records: [OracleRecord] = []
  package var exams: [OracleExam] = []
  package var waivers: [OracleWaiver] = []

  package init() {}
}

/// One subject area's answer, in twelfths of a year.
package struct OracleArea: Hashable, Sendable {
  package var required: Int
  package var missing: Int
  package var inProgress: Int
  /// `met`, `in_progress`, `unknown` or `not_met`.
  package var status: String
  package var earned: Int { required - missing }

  package init(required: Int, missing: Int, inProgress: Int, status: String) {
    (self.required, self.missing, self.inProgress, self.status) = (required, missing, inProgress, status)
  }
}

package struct OracleVerdict: Hashable, Sendable {
  /// A to G.
  package var areas: [OracleArea]
  package var status: String
  /// Twelfths that could serve G, also beyond the year it asks for.
  package var electiveSupply: Int

  package init(areas: [OracleArea], status: String, electiveSupply: Int) {
    (self.areas, self.status, self.electiveSupply) = (areas, status, electiveSupply)
  }
}

package enum OracleDiscipline {
  static let arts: Set<String> = ["DANCE", "MUSIC", "THEATER", "ART", "INTARTS"]
  static let slots: [[String]] = [["ALG1", "M1"], ["GEO", "M2"], ["ALG2", "M3"]]
  static let advanced: Set<String> = ["STAT", "OAM", "DATA", "TRIG", "PRECALC", "CALC"]
  /// Stands for the third year, and validates it, only when taken in 2024-25 or earlier.
  static let ended: Set<String> = ["STAT", "OAM", "DATA"]
  static let levels = ["L1", "L2", "L3", "L4"]
}
