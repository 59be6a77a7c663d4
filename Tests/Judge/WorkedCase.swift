/// A worked case as it stands in `samples/conformance/cases/*.case`; the `README.md` there says how to write one.
package struct WorkedCase: Sendable, CustomStringConvertible {
  /// Stable and unique: `A-05`.
  package var id: String
  package var title: String
  /// The id of the rule or parameter that the case decides.
  package var rule = ""
  /// The authority in plain words.
  package var source = ""
  package var file: String
  package var line: Int
  var rows: [Row]
  var exams: [Exam] = []
  var waivers: [Waiver] = []
  package var asOfGrade = 12
  /// The fall in which the student enters the university, where the case states it.
  package var entering: Int?
  package var expectations: [Expectation] = []
  package var gradePoints: [GradePointExpectation] = []
  package var timings: [TimingExpectation] = []

  package var description: String { "\(file):\(line) \(id) \(title)" }
  var isRunning: Bool { rows.contains { $0.entries.contains { $0.mark == nil } } }

  /// `Alg1 9: S1 C, S2 D`
  struct Row: Sendable {
    var course: String
    var grade: Int
    /// Fall of the school year, where the row states it.
    var year: Int?
    var isListed = true
    var entries: [Entry] = []
    var line: Int
  }

  /// `S1 C credits 2.50`
  struct Entry: Sendable {
    var term: String
    /// nil for a course that is running.
    var mark: String?
    var part = 0
    /// Hundredths of a credit or unit.
    var credits: Int?
  }

  /// `exam AP 07 3 grade 11`
  struct Exam: Sendable {
    var program: String
    var subject: String
    var score: Int
    var grade: Int
  }

  /// `waiver E 4`
  struct Waiver: Sendable {
    var area: Character
    var twelfths: Int
    var grade: Int
  }

  /// What one edition answers, area by area.
  package struct Expectation: Sendable {
    package var edition: String
    package var pattern: String
    /// A to G.
    package var areas: [OracleArea]
    package var overall: String
    /// What is missing, in the order written.
    package var needs: [Need] = []
    /// Semesters that could serve G, from `(G su 4)`.
    package var electiveSemesters: Int?
    /// Named as `UC`, `CSU` or `all` and not by the edition.
    var isGeneral: Bool
    var line: Int
  }

  package struct Need: Hashable, Sendable {
    package init(name: String, twelfths: Int) { (self.name, self.twelfths) = (name, twelfths) }

    package var name: String
    package var twelfths: Int
  }

  /// `gpa UC grades 22 points 66 capped 4 all 6 is 3.00 3.18 3.27`
  package struct GradePointExpectation: Sendable {
    package var edition: String
    package var counts: OracleGradePoints
    /// Unweighted, capped and weighted as printed; three empty texts where no grade counts.
    package var averages: [String]
    var isGeneral: Bool
  }

  /// `timing UC 21 not met`
  package struct TimingExpectation: Sendable {
    package var edition: String
    package var timing: OracleTiming
    var isGeneral: Bool
  }
}

package enum CaseFileError: Error, CustomStringConvertible {
  case bad(String, Int, String)
  package var description: String {
    switch self {
    case .bad(let file, let line, let text): "\(file), line \(line): \(text)"
    }
  }
}

/// What an area may still ask for, as `needs` lines name it.
enum CaseNeeds {
  static let areas: [String: Character] = [
    "united-states-history": "A", "united-states-or-civics": "A", "world-history": "A", "second-history-year": "A",
    "english": "B", "first-mathematics": "C", "second-mathematics": "C", "third-mathematics": "C",
    "biological-science": "D", "physical-science": "D", "another-science": "D", "language-level-1": "E",
    "language-level-2": "E", "arts": "F", "elective": "G",
  ]
  /// Areas with one need only: a case need not write it.
  static let single: [Character: String] = ["B": "english", "F": "arts", "G": "elective"]
}
