/// Which AP exam an AP course prepares for: by its CALPADS course code, else by its title. Pre-AP is not AP.
enum APCourses {
  /// The exam of a CALPADS course code; nil where the code is none of an AP course, or of one with several exams.
  static func examCode(stateCourseCode code: String) -> String? { byStateCode[code] }

  /// Courses that the state's list marks as AP and that are not: no exam, no honors.
  static func isPreAP(stateCourseCode code: String) -> Bool { preAP.contains(code) }

  /// The exam that a title names; nil where it names none, or is not an AP course's.
  static func examCode(_ name: CourseName) -> String? {
    let words = name.words.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(of: "ap"), !isPre(words, before: place) else { return nil }
    return byWords[words.filter { $0 != "ap" }.joined(separator: " ")]
  }

  /// Whether a title says Pre-AP.
  static func isPreAP(_ name: CourseName) -> Bool {
    let words = name.words.split(separator: " ").map(String.init)
    return words.firstIndex(of: "ap").map { isPre(words, before: $0) } ?? false
  }

  private static func isPre(_ words: [String], before place: Int) -> Bool { place > 0 && words[place - 1] == "pre" }

  private static let preAP: Set<String> = ["9021", "9083", "9097", "9121", "9201", "9279", "9304", "9360"]

  /// Source: CALPADS Valid Code Combinations v12.0 (CDE, 1 July 2020). 2xxx until 2018-19, 9xxx since; 2673 (Physics C)
  /// stands for two exams and is left out.
  private static let byStateCode: [String: String] = [
    "2170": "36", "2171": "37", "2270": "48", "2271": "51", "2272": "55", "2273": "60", "2274": "61", "2275": "87",
    "2276": "89", "2277": "62", "2278": "28", "2279": "64", "2370": "75", "2470": "31", "2471": "33", "2472": "32",
    "2480": "66", "2481": "68", "2483": "90", "2670": "20", "2671": "25", "2672": "78", "2674": "40", "2675": "83",
    "2676": "84", "2770": "35", "2771": "34", "2772": "58", "2773": "57", "2774": "43", "2775": "07", "2776": "85",
    "2777": "53", "2778": "93", "2825": "22", "2826": "23", "2870": "13", "2874": "14", "2875": "15", "2876": "16",
    "9002": "16", "9003": "15", "9004": "14", "9005": "13", "9066": "32", "9067": "31", "9118": "37", "9119": "36",
    "9146": "64", "9147": "28", "9148": "62", "9149": "89", "9150": "87", "9151": "60", "9152": "55", "9153": "48",
    "9191": "93", "9192": "53", "9193": "85", "9194": "07", "9195": "43", "9196": "57", "9197": "58", "9198": "34",
    "9199": "35", "9225": "23", "9226": "22", "9266": "90", "9267": "68", "9268": "66", "9300": "75", "9344": "84",
    "9345": "83", "9346": "40", "9347": "82", "9348": "80", "9349": "25", "9350": "20",
  ]

  /// Titles of AP courses that differ from the exam's name.
  private static let titles: [(String, String)] = [
    ("07", "US History"), ("07", "American History"), ("14", "Studio Art: Drawing"), ("14", "Studio Art Drawing"),
    ("15", "2D Art and Design"), ("15", "Studio Art: 2-D Design"), ("15", "Studio Art 2D"), ("16", "3D Art and Design"),
    ("16", "Studio Art: 3-D Design"), ("16", "Studio Art 3D"), ("28", "Chinese"), ("28", "Mandarin"),
    ("28", "Chinese Language"), ("31", "CSA"), ("31", "Comp Sci A"), ("31", "CS A"), ("32", "CSP"),
    ("32", "Comp Sci Principles"), ("32", "CS Principles"), ("36", "English Language"), ("36", "Eng Lang"),
    ("36", "Eng Lang/Comp"), ("36", "Language and Composition"), ("36", "Lang/Comp"), ("37", "English Literature"),
    ("37", "Eng Lit"), ("37", "Eng Lit/Comp"), ("37", "Literature and Composition"), ("37", "Lit/Comp"),
    ("48", "French"),
    ("48", "French Language"), ("53", "Human Geo"), ("55", "German"), ("55", "German Language"),
    ("57", "US Government"), ("57", "Government and Politics United States"), ("57", "Gov & Pol: US"),
    ("57", "American Government"), ("57", "American Government and Politics"), ("58", "Comparative Government"),
    ("58", "Government and Politics Comparative"), ("62", "Italian"), ("62", "Italian Language"), ("64", "Japanese"),
    ("64", "Japanese Language"), ("80", "Physics C Mech"), ("80", "Phys C: Mechanics"), ("82", "Physics C E&M"),
    ("82", "Phys C: Elec & Mag"), ("83", "Physics 1: Algebra-Based"), ("84", "Physics 2: Algebra-Based"),
    ("87", "Spanish Language"), ("89", "Spanish Literature"), ("87", "Spanish Lang/Culture"),
    ("89", "Spanish Lit/Culture"), ("93", "World History"), ("40", "Env Sci"), ("60", "Latin: Vergil"),
  ]

  private static let byWords: [String: String] = {
    var table: [String: String] = [:]
    for (code, name) in APExams.names + titles.map({ (code: $0.0, name: $0.1) }) {
      // The name as it reads behind AP, so that numerals and letters at its end are read alike.
      let words = CourseName("AP " + name).words.split(separator: " ").filter { $0 != "ap" }
      let key = words.joined(separator: " ")
      if table[key] == nil { table[key] = code }
    }
    return table
  }()
}
