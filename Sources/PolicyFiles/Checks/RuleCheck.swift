import Rules

/// Compares the rules with the parameters: each must need the other.
struct RuleCheck {
  private(set) var problems: [PolicyFileError] = []

  /// - Parameters:
  ///   - texts: Rule id and text of every rule.
  ///   - parameters: Every parameter id that editions state.
  ///   - decided: Ids of the rules that some worked case decides, or nil where no cases are at hand.
  init(texts: [(id: String, text: RuleText)], parameters: [String], decided: Set<String>?) {
    for id in parameters where !texts.contains(where: { $0.text.parameters.contains(id) }) {
      report("no rule asks for the parameter \(id); remove it from every edition or name it in the text of its rule")
    }
    for (id, text) in texts {
      for parameter in text.parameters where !parameters.contains(parameter) {
        report(
          "rule \(id) asks for \(parameter), which no edition states; add the parameter or correct the rule's text")
      }
      if let decided, text.parameters.isEmpty, !decided.contains(id) {
        report("rule \(id) has neither a parameter nor a worked case; add a case that names it")
      }
    }
  }

  private mutating func report(_ message: String) {
    problems.append(PolicyFileError(file: "policies", line: nil, message: message))
  }
}
