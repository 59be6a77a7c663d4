public import Rules

/// Which school and year a UC course list is of; set in the configuration for files that do not say.
public struct CourseListPlace: Hashable, Sendable {
  public var schoolID: String
  public var schoolYear: SchoolYear

  public init(schoolID: String, schoolYear: SchoolYear) {
    (self.schoolID, self.schoolYear) = (schoolID, schoolYear)
  }
}

/// The fields of UC's course lists; in CSV the same names are columns.
enum CourseListField: Int, CaseIterable {
  case title, subjectAreaCode, disciplineName, transcriptAbbreviations, honorsTypeName, isHonors, courseLength
  case courseLengthID, gradeLevels, schoolID, schoolYear
  // Known and not used.
  case courseID, recordID, isOnline, isClassroomBased, isCTE

  /// UC's own spelling.
  static let names = [
    "title", "subjectAreaCode", "disciplineName", "transcriptAbbreviations", "honorsTypeName", "isHonors",
    "courseLength", "courseLengthId", "gradeLevels", "school_id", "school_year", "courseId", "recordId", "isOnline",
    "isClassroomBased", "isCte",
  ]
  /// Without these no row could be used.
  static let required: [CourseListField] = [.title, .subjectAreaCode, .transcriptAbbreviations]

  var name: String { CourseListField.names[rawValue] }

  private static let byName: [String: CourseListField] = {
    var table: [String: CourseListField] = [:]
    for field in allCases { table[HeaderMap.folded(field.name)] = field }
    return table
  }()

  /// The field of a name, without case, blanks and underscores; nil for others.
  init?(name: String) {
    guard name.utf8.count <= 64, let field = CourseListField.byName[HeaderMap.folded(name)] else { return nil }
    self = field
  }
}

/// One row of a course list as it stands.
struct CourseListRow {
  private var values = [String](repeating: "", count: CourseListField.allCases.count)
  /// A field that held something that no text can stand for, or that stood there twice.
  var badField: CourseListField?
  /// A field with a text longer than any value.
  var longField: CourseListField?

  subscript(field: CourseListField) -> String {
    get { values[field.rawValue] }
    set { values[field.rawValue] = newValue }
  }

  /// A field of the row that makes it unusable, and how.
  struct Fault: Error, Equatable {
    var field: CourseListField
    var code: RejectCode
  }

  /// The title, entities decoded and single spaces.
  var title: String { CourseListRow.cleaned(self[.title]) }

  /// Entities decoded, split at `|`, without empty ones and repetitions.
  var abbreviations: [String] {
    var result: [String] = []
    for part in HTMLEntities.decoded(self[.transcriptAbbreviations]).split(separator: "|") {
      let name = String(part).singleSpaced
      if !name.isEmpty, !result.contains(name) { result.append(name) }
    }
    return result
  }

  /// What the row says, in the columns of `courses.csv`.
  struct Values {
    var area = ""
    var discipline = ""
    var length = ""
    var honors = ""
    var gradeLevels = ""
    /// `isHonors` and `honorsTypeName` contradict each other.
    var isHonorsContradictory = false
  }

  func read() throws(Fault) -> Values {
    if let longField { throw Fault(field: longField, code: .fieldTooLong) }
    if let badField { throw Fault(field: badField, code: .badValue) }
    if title.isEmpty { throw Fault(field: .title, code: .missingValue) }
    var result = Values()
    result.area = try area()
    result.discipline = CourseListRow.cleaned(self[.disciplineName])
    result.length = try length()
    (result.honors, result.isHonorsContradictory) = try honors()
    result.gradeLevels = try levels()
    return result
  }

  private func area() throws(Fault) -> String {
    let text = self[.subjectAreaCode].uppercased()
    if text.isEmpty { throw Fault(field: .subjectAreaCode, code: .missingValue) }
    var areas: SubjectAreas = .none
    for letter in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " }) {
      guard let area = SubjectArea(letter: String(letter)) else {
        throw Fault(field: .subjectAreaCode, code: .badValue)
      }
      areas.insert(SubjectAreas(area))
    }
    if areas == .none { throw Fault(field: .subjectAreaCode, code: .badValue) }
    return areas.code
  }

  /// UC's page says `courseLength`, its list `courseLengthId` (1 half a year, 2 a year; others were not seen).
  private func length() throws(Fault) -> String {
    switch CourseListRow.letters(self[.courseLength]) {
    case "fullyear", "year", "oneyear": return "year"
    case "halfyear", "semester": return "semester"
    case "twoyears", "twoyear": return "two_years"
    case "": break
    default: throw Fault(field: .courseLength, code: .badValue)
    }
    switch self[.courseLengthID] {
    case "1": return "semester"
    case "2", "": return "year"
    default: throw Fault(field: .courseLengthID, code: .badValue)
    }
  }

  private func honors() throws(Fault) -> (String, Bool) {
    let flag: Bool?
    switch self[.isHonors].lowercased() {
    case "1", "true", "y", "yes": flag = true
    case "0", "false", "n", "no": flag = false
    case "": flag = nil
    default: throw Fault(field: .isHonors, code: .badValue)
    }
    let kind: String
    switch CourseListRow.letters(self[.honorsTypeName]) {
    case "ap", "advancedplacement": kind = "AP"
    case "ib", "internationalbaccalaureate": kind = "IB"
    case "honors", "hl", "uchonors", "uccertifiedhonors": kind = "HL"
    case "college", "cl", "collegecourse": kind = "CL"
    case "none", "null", "nh": kind = ""
    // The list alone says only that there are honors; the kind is in the title.
    case "": return (flag == true ? kindInTitle : "", false)
    default: throw Fault(field: .honorsTypeName, code: .badValue)
    }
    return (kind, flag.map { $0 == kind.isEmpty } ?? false)
  }

  private var kindInTitle: String {
    switch title.split(separator: " ").first.map({ $0.uppercased() }) {
    case "AP": "AP"
    case "IB": "IB"
    default: "HL"
    }
  }

  /// `9;10`; grade levels outside 6 to 12 are no error in a list that also serves middle schools.
  private func levels() throws(Fault) -> String {
    var levels: Set<Int> = []
    let separators: Set<Character> = [";", ",", "|", " ", "[", "]", "\""]
    for text in self[.gradeLevels].split(whereSeparator: { separators.contains($0) }) {
      guard text.utf8.count <= 2, let level = Int(text), (0...13).contains(level) else {
        throw Fault(field: .gradeLevels, code: .badValue)
      }
      if (6...12).contains(level) { levels.insert(level) }
    }
    return levels.sorted().map(String.init).joined(separator: ";")
  }

  // MARK: Text

  private static func cleaned(_ text: String) -> String { HTMLEntities.decoded(text).singleSpaced }

  /// Letters only, in lower case.
  private static func letters(_ text: String) -> String {
    text.utf8.count > 64 ? "?" : text.lowercased().filter { $0.isLetter }
  }
}
