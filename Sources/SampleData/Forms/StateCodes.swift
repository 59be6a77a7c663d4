/// Codes of the state's files (CALPADS Code Sets v9.3 and Valid Code Combinations v12.0, CDE).
enum StateCodes {
  static func isHispanic(_ race: Int) -> Bool { Population.races[race] == "hispanic" }

  /// Race codes of a student; none where none was reported.
  static func races(_ race: Int) -> [String] {
    switch Population.races[race] {
    case "african_american": ["600"]
    case "american_indian": ["100"]
    case "asian": ["206"]
    case "filipino": ["400"]
    case "pacific_islander": ["303"]
    case "white": ["700"]
    case "two_or_more": ["600", "700"]
    default: []
    }
  }

  /// Exit reason and completion status.
  static func exit(_ enrollment: String) -> (reason: String, completion: String) {
    switch enrollment {
    case "graduated": ("E230", "100")
    case "dropped_out": ("E140", "")
    default: ("T160", "")
    }
  }

  /// The state course code; empty where the sample knows none.
  static func course(_ description: CourseDescription) -> String {
    examCourses[description.examCode] ?? disciplineCourses[description.discipline] ?? ""
  }

  /// Academic terms in the order of `Record.Term`.
  static let terms = ["S1", "S2", "SS", "FY"]

  /// The college admission requirement of a course's first area; empty = none.
  static func admission(_ areas: String) -> String {
    areas.first.map { $0 == "G" ? "GO" : String($0) } ?? ""
  }

  static func level(_ honors: String) -> String { ["HL": "14", "CL": "24"][honors] ?? "" }

  private static let examCourses = [
    "07": "9194", "14": "9004", "20": "9350", "25": "9349", "32": "9066", "35": "9199", "36": "9119", "37": "9118",
    "40": "9346", "53": "9192", "57": "9196", "66": "9268", "68": "9267", "83": "9345", "85": "9193", "87": "9150",
    "90": "9266", "93": "9191",
  ]

  private static let disciplineCourses = [
    "Algebra I": "9249", "Geometry": "9255", "Algebra II": "9252", "Mathematics I": "9241", "Mathematics II": "9242",
    "Mathematics III": "9243", "Pre-Calculus": "9257", "Statistics": "9259", "U.S. History": "9173",
    "World History / Cultures / Historical Geography": "9172", "Civics / American Government": "9174",
    "Chemistry": "9325", "LOTE Level 1": "9130", "LOTE Level 2": "9131", "LOTE Level 3": "9132",
  ]
}
