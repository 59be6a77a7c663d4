import Judge

/// Course lists for the judge's courses, in which many students share codes as they do in a district.
///
/// A family is one course with its half codes. The families take turns at the ways in which lists keep a course: one
/// open row, two ranges of list years, a code that means another family in other years, a code at each of several
/// schools, a code that another school uses for something else, one row per school year.
struct JudgedCatalogue {
  static let high = "99900020200001"
  static let otherHigh = "99900020200002"
  static let online = "BRIGHT-ONLINE"
  static let colleges = ["RIVER-COLLEGE", "VALLEY-UNIVERSITY"]

  static let schools = """
    school_id,name,district_id,district_name,kind
    99900020200001,Judge Hill High,9990002,Judge Hill Unified,high
    99900020200002,Jury Grove High,9990002,Judge Hill Unified,high
    BRIGHT-ONLINE,Bright Online,,,online
    RIVER-COLLEGE,River College,,,community_college
    VALLEY-UNIVERSITY,Valley University,,,university

    """

  /// Where a record's course stands.
  struct Code: Hashable {
    var school: String
    var course: String
  }

  private struct Row: Hashable {
    var code: Code
    var first: Int?
    var last: Int?
  }

  private var numbers: [String: Int] = [:]
  private var lines: [Row: String] = [:]
  private var equivalents: Set<[String]> = []

  init() {
    add(Row(code: Code(school: Self.high, course: "PE")), nil, key: "")
    let history = OracleCourse(key: "", areas: "A", discipline: "US")
    add(Row(code: Code(school: Self.high, course: "OLD"), first: 1_980, last: 1_989), history, key: "")
    add(Row(code: Code(school: Self.high, course: "OLD"), first: 2_090, last: 2_095), history, key: "")
    add(Row(code: Code(school: Self.colleges[0], course: "NEW"), first: 2_060, last: nil), history, key: "")
  }

  /// Codes that are known and not listed in any year of a test.
  static let notListed = [
    Code(school: high, course: "PE"), Code(school: high, course: "OLD"), Code(school: colleges[0], course: "NEW"),
  ]

  /// The number of the family of all forms of a course on one transcript.
  /// - Parameter occurrence: counts a student's families that look the same.
  mutating func family(_ forms: [OracleCourse], occurrence: Int) -> Int {
    let name = forms.map(\.form).joined(separator: "|") + " \(occurrence)"
    if let number = numbers[name] { return number }
    numbers[name] = numbers.count
    return numbers.count - 1
  }

  /// The code of a course in a school year; its rows are on the lists afterwards.
  /// - Parameters:
  ///   - form: place of the course among the family's forms.
  ///   - isMixed: the student took the course at a college and at a high school.
  mutating func code(
    _ course: OracleCourse, family: Int, form: Int, forms: Int, year: Int, college: Bool, isMixed: Bool
  ) -> Code {
    let base = forms == 1 ? name(family) : "\(name(family))\(["A", "B", "C", "D"][form % 4])"
    let key = forms == 1 ? "" : family % 2 == 0 ? "KEY-\(family)" : "\(name(family))A"
    let own = Code(school: Self.high, course: base)
    if college {
      let code = Code(school: Self.colleges[family % 2], course: "CC\(base)")
      add(Row(code: code), course, key: forms == 1 ? "" : "CC-KEY-\(family)")
      if isMixed { join(code, own) }
      return code
    }
    // A family that a college teaches as well has its own code in every year, for the equivalents name that.
    guard !isMixed, forms == 1 else {
      add(Row(code: own), course, key: key)
      return own
    }
    let split = [2_012, 2_018, 2_022, 2_024][family / 6 % 4]
    switch family % 6 {
    case 1:
      add(Row(code: own, last: split), course, key: key)
      add(Row(code: own, first: split + 1), course, key: key)
    case 2:
      let isEarlier = family / 6 % 2 == 0
      // Neighbours in turn share the code, so both must split at the same year.
      let shared = Code(school: Self.high, course: "SHARED\(family / 12)")
      let border = [2_012, 2_018, 2_022, 2_024][family / 12 % 4]
      let isShared = isEarlier == (year <= border)
      let row = Row(
        code: isShared ? shared : own, first: year <= border ? nil : border + 1, last: year <= border ? border : nil)
      add(row, course, key: "KEY-\(family)")
      return row.code
    case 3:
      let other = Code(school: Self.otherHigh, course: "B\(base)")
      let third = Code(school: Self.online, course: own.course)
      for code in [own, other, third] { add(Row(code: code), course, key: "") }
      join(third, other)
      join(other, own)
      return [own, other, third][year % 3]
    case 4:
      add(Row(code: own), nil, key: "")
      let code = Code(school: Self.online, course: own.course)
      add(Row(code: code), course, key: "")
      return code
    case 5: add(Row(code: own, first: year, last: year), course, key: key)
    default: add(Row(code: own), course, key: key)
    }
    return own
  }

  var courses: String {
    "school_id,course_id,title,subject_area,discipline,language,length,part,course_key,grade_levels,g_eligible,"
      + "first_year,last_year\n" + lines.values.sorted().joined(separator: "\n") + "\n"
  }

  var equivalentsFile: String {
    let rows = equivalents.map { $0.joined(separator: ",") }.sorted()
    return "school_id,course_id,same_as_school_id,same_as_course_id\n" + rows.joined(separator: "\n") + "\n"
  }

  /// `12`, `012` and `0012` are three codes.
  private func name(_ family: Int) -> String { String(repeating: "0", count: family % 3) + "\(family / 3)" }

  private mutating func join(_ left: Code, _ right: Code) {
    equivalents.insert([left.school, left.course, right.school, right.course])
  }

  private mutating func add(_ row: Row, _ course: OracleCourse?, key: String) {
    guard lines[row] == nil else { return }
    let turn = lines.count
    var fields = [row.code.school, row.code.course, "\"Course \(turn), as printed\""]
    if let course {
      fields += [
        (turn % 2 == 0 ? Array(course.areas) : course.areas.reversed()).map(String.init).joined(separator: ";"),
        Self.spelling(course.discipline, turn), course.language,
        course.length == "year" && turn % 2 == 0 ? "" : course.length, course.part == 0 ? "" : "\(course.part)", key,
        course.ninthGradeOnly ? "9" : ["", "9;10", "10", "9;10;11;12"][turn % 4],
        course.electiveEligible ? ["", "Y"][turn % 2] : "N",
      ]
    } else {
      fields += ["", "", "", "", "", key, "", ""]
    }
    fields += [row.first, row.last].map { $0.map(JudgedCatalogue.schoolYear) ?? "" }
    lines[row] = fields.joined(separator: ",")
  }

  static func schoolYear(_ fall: Int) -> String {
    let end = (fall + 1) % 100
    return "\(fall)-\(end < 10 ? "0" : "")\(end)"
  }

  /// UC's name, in one of the ways that must be read alike.
  private static func spelling(_ discipline: String, _ turn: Int) -> String {
    let name = discipline == "INT" ? "Integrated Science 2" : OracleDiscipline.names[discipline] ?? discipline
    switch turn % 4 {
    case 1: return name.uppercased()
    case 2: return name.split(separator: " / ").joined(separator: "/")
    case 3: return name.split(separator: " and ").joined(separator: " & ")
    default: return name
    }
  }
}
