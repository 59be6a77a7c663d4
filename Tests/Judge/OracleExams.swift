/// Which score clears what, from the text of the rules (3.5 and 15.23), not from the policy files.
enum OracleExams {
  /// - Returns: one of the names of `OracleExam.clears`; empty where the score clears nothing.
  static func clears(_ exam: OracleScore) -> String {
    let subject = exam.subject.lowercased().filter { $0.isLetter || $0.isNumber }
    switch exam.program {
    case "AP": return exam.score >= 3 ? placement[subject] ?? "" : ""
    case "IB": return exam.score >= 5 ? higherLevel(subject) : ""
    case "SAT2":
      switch subject {
      case "worldhistory": return exam.score >= 540 ? "WORLD" : ""
      case "ushistory": return exam.score >= 550 ? "US" : ""
      case "literature": return exam.score >= 560 ? "B3" : ""
      default: return ""
      }
    case "SAT":
      if subject == "writing" { return english(exam.score, three: 560, whole: 680) }
      return subject == "writingandlanguage" ? english(exam.score, three: 31, whole: 36) : ""
    case "ACT": return subject == "english" ? english(exam.score, three: 24, whole: 30) : ""
    default: return ""
    }
  }

  private static func english(_ score: Int, three: Int, whole: Int) -> String {
    score >= whole ? "B" : score >= three ? "B3" : ""
  }

  private static func higherLevel(_ subject: String) -> String {
    switch subject {
    case "historyhl", "geographyhl": "WORLD"
    case "historyoftheamericashl": "US"
    case "englisha1hl": "B"
    case "mathematicshl": "CALCULUS"
    case "visualartshl", "musichl", "theatrehl", "dancehl": "F"
    default: ""
    }
  }

  /// College Board's AP exam codes.
  private static let placement: [String: String] = [
    "07": "US", "10": "US", "93": "WORLD", "43": "WORLD", "53": "WORLD", "57": "CIVICS", "58": "CIVICS", "36": "B",
    "37": "B", "66": "CALCULUS", "68": "CALCULUS", "20": "BIO", "25": "CHEM", "78": "PHYS", "80": "PHYS", "82": "PHYS",
    "83": "PHYS", "84": "PHYS", "40": "INTERD", "13": "F", "14": "F", "15": "F", "16": "F", "75": "F", "34": "G",
    "35": "G", "31": "G", "85": "G", "28": "LANGUAGE-Chinese", "48": "LANGUAGE-French", "55": "LANGUAGE-German",
    "60": "LANGUAGE-Latin", "62": "LANGUAGE-Italian", "64": "LANGUAGE-Japanese", "87": "LANGUAGE-Spanish",
    "89": "LANGUAGE-Spanish",
  ]
}
