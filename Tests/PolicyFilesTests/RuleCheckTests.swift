import Testing

@testable import PolicyFiles
@testable import Rules

@Suite("Rules and parameters need each other")
struct RuleCheckTests {
  private func problems(
    _ rules: [(id: String, asks: [String])], _ parameters: [String], decided: Set<String>? = nil
  ) -> [String] {
    RuleCheck(
      texts: rules.map { ($0.id, RuleText("A title", asks: $0.asks, "A paragraph.")) }, parameters: parameters,
      decided: decided
    ).problems.map(\.description)
  }

  @Test("A parameter that no rule asks for")
  func unused() {
    #expect(
      problems([("x.rule", ["x.one"])], ["x.one", "x.two"]) == [
        "policies: no rule asks for the parameter x.two; remove it from every edition or name it in the text of its rule"
      ])
  }

  @Test("A rule that asks for a parameter that is not there")
  func missing() {
    #expect(
      problems([("x.rule", ["x.one", "x.three"])], ["x.one"]) == [
        "policies: rule x.rule asks for x.three, which no edition states; add the parameter or correct the rule's text"
      ])
  }

  @Test("A rule with neither a parameter nor a case, where cases are at hand")
  func undecided() {
    let rules = [(id: "x.rule", asks: ["x.one"]), (id: "y.rule", asks: []), (id: "z.rule", asks: [])]
    #expect(problems(rules, ["x.one"]) == [])
    #expect(
      problems(rules, ["x.one"], decided: ["z.rule"]) == [
        "policies: rule y.rule has neither a parameter nor a worked case; add a case that names it"
      ])
  }
}
