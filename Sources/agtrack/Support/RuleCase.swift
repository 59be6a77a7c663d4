/// A worked case of the conformance kit, as far as the rule book tells it: its title and what it decides.
struct RuleCase {
  let file: String
  let line: Int
  /// Id and title: `14b one semester of Algebra II clears Algebra I`.
  let title: String
  /// Id of a rule or a parameter.
  let rule: String

  /// The cases of `*.case` files that name a rule.
  static func read(_ files: [(name: String, text: String)]) -> [RuleCase] {
    var cases: [RuleCase] = []
    for (name, text) in files {
      var title = ""
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
        switch words.first {
        case "case": title = words.dropFirst().joined(separator: " ")
        case "rule" where words.count == 2 && !title.isEmpty:
          cases.append(RuleCase(file: name, line: index + 1, title: title, rule: String(words[1])))
        default: break
        }
      }
    }
    return cases
  }
}
