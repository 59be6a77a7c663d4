/// Spells out what course names abbreviate. Only abbreviations that stand for one word in course names are here: `eng`
/// (English, engineering), `comp` (composition, computer) and `phys` (physics, physical) are not.
enum CourseWords {
  /// The words of a normalised name spelled out, numbers apart from letters, small words left out.
  static func spelled(_ tokens: [String]) -> [String] {
    var result: [String] = []
    for token in tokens {
      for word in apart(token) {
        if small.contains(word) { continue }
        if let words = spellings[word] { result += words } else { result.append(word) }
      }
    }
    // `pre calculus` is written as one word or two.
    if let index = result.firstIndex(of: "pre"), index + 1 < result.count, result[index + 1] == "calculus" {
      result[index..<index + 2] = ["precalculus"]
    }
    return result
  }

  /// `alg1` as `alg` and `1`.
  private static func apart(_ token: String) -> [String] {
    guard let digit = token.utf8.firstIndex(where: { (48...57).contains($0) }), digit > token.startIndex,
      token[digit...].utf8.allSatisfy({ (48...57).contains($0) })
    else { return [token] }
    return [String(token[..<digit]), String(token[digit...])]
  }

  private static let small: Set<String> = ["and", "of", "the", "to", "in", "for", "with"]

  private static let spellings: [String: [String]] = {
    var table: [String: [String]] = [:]
    for (word, short) in abbreviations {
      for abbreviation in short { table[abbreviation] = word.split(separator: " ").map(String.init) }
    }
    return table
  }()

  private static let abbreviations: [(String, [String])] = [
    ("honors", ["hon", "hons", "hnrs", "honor"]), ("advanced", ["adv", "advncd"]),
    ("intermediate", ["inter", "interm"]),
    ("beginning", ["beg", "begin"]), ("introduction", ["intro", "introd"]), ("integrated", ["integ"]),
    ("algebra", ["alg", "algbra"]), ("geometry", ["geom", "geo metry"]), ("mathematics", ["math", "maths"]),
    ("calculus", ["calc"]), ("precalculus", ["precalc", "precal", "precalcul"]), ("trigonometry", ["trig"]),
    ("statistics", ["stats", "stat"]), ("biology", ["bio", "biol"]), ("chemistry", ["chem"]),
    ("physiology", ["physio"]), ("anatomy", ["anat"]), ("environmental", ["environ", "env", "enviro"]),
    ("science", ["sci"]), ("sciences", ["scis"]), ("history", ["hist"]), ("government", ["gov", "govt"]),
    ("politics", ["pol", "polit"]), ("economics", ["econ"]), ("macroeconomics", ["macroecon", "macro"]),
    ("microeconomics", ["microecon", "micro"]), ("psychology", ["psych"]), ("united states", ["us"]),
    ("world", ["wrld"]), ("american", ["amer"]), ("literature", ["lit"]), ("language", ["lang"]),
    ("expository", ["expos"]), ("reading", ["rdg"]), ("writing", ["wtg", "wrtg"]), ("spanish", ["span", "spn"]),
    ("french", ["fren"]), ("japanese", ["japan"]), ("chinese", ["chin"]), ("production", ["prod"]),
    ("technology", ["tech"]), ("orchestra", ["orch"]), ("photography", ["photo"]), ("engineering", ["engin", "engnr"]),
    ("principles", ["princ"]), ("development", ["dev", "devel"]), ("dimensional", ["dim"]), ("ensemble", ["ens"]),
    ("journalism", ["journ"]), ("geography", ["geog"]), ("freshman", ["frosh"]), ("sophomore", ["soph"]),
  ]
}
