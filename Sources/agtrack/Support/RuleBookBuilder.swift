import PolicyFiles
import Reports
import Rules

/// Makes the rule book from the policies and the texts of the rules.
enum RuleBookBuilder {
  /// - Parameters:
  ///   - cases: Titles of worked cases with the rule or parameter that each decides.
  static func book(_ library: PolicyLibrary, cases: [RuleCase]) -> RuleBook {
    // UC first, as people say it.
    let files = library.files.sorted {
      ($0.policy.system == .csu ? 1 : 0, $0.policy.firstEnteringYear)
        < ($1.policy.system == .csu ? 1 : 0, $1.policy.firstEnteringYear)
    }
    return RuleBook(
      editions: files.map(edition),
      entries: RuleText.all.map { id, text in
        RuleBook.Entry(
          id: id, text: text, parameters: text.parameters.compactMap { parameter($0, files) },
          cases: cases.filter { teller(of: $0.rule) == id }.map(\.title))
      },
      exams: library.shared.exams.map {
        RuleBook.Exam(
          program: $0.program.rawValue, name: $0.name, minimumScore: $0.minimumScore, area: $0.credit.area,
          clears: $0.clears + ($0.lastGiven.map { "; last given in \($0.year)" } ?? ""), origin: origin($0.provenance))
      },
      passWindows: library.shared.passWindows.map {
        RuleBook.PassWindow(
          year: $0.window.year.code, terms: $0.window.terms.map(\.rawValue), origin: origin($0.provenance))
      })
  }

  /// The rule beside which a case stands: the one it names, or the first of its area that asks for the parameter.
  private static func teller(of name: String) -> String? {
    if RuleText.all.contains(where: { $0.id == name }) { return name }
    return RuleText.all.first { $0.id != GeneralRule.amounts.rawValue && $0.text.parameters.contains(name) }?.id
  }

  private static func edition(_ file: PolicyFile) -> RuleBook.Edition {
    RuleBook.Edition(
      id: file.policy.edition, system: file.policy.system, first: file.policy.firstEnteringYear,
      last: file.policy.lastEnteringYear)
  }

  private static func parameter(_ id: String, _ files: [PolicyFile]) -> RuleBook.Parameter? {
    guard let meaning = files.first?.parameter(id)?.meaning else { return nil }
    return RuleBook.Parameter(
      id: id, meaning: meaning,
      values: files.compactMap { file in
        file.parameter(id).map {
          RuleBook.Value(
            edition: edition(file), value: $0.value, phrase: $0.phrase, origin: origin($0.provenance))
        }
      })
  }

  private static func origin(_ provenance: Provenance) -> RuleBook.Origin {
    RuleBook.Origin(source: provenance.source, verifiedOn: provenance.verifiedOn, isOpen: provenance.isOpen)
  }
}
