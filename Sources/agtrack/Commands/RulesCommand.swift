import ArgumentParser
import PolicyFiles
import Reports
import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Tell the rules in plain words, with their values, sources and open questions.",
    discussion: """
      Examples:
        agtrack rules                            the rules by name
        agtrack rules c                          area C in full
        agtrack rules c.geometry-omission-validated --system uc
        agtrack rules --markdown > rules.md      the whole book
        agtrack rules --check --policies DIR     look for gaps and contradictions

      Without --policies the editions that are built into the program are told. --check ends with 3 if it finds anything.
      """)

  @Argument(help: "A rule, a parameter, or an area's letter.") var name: String?
  @Option(help: "uc or csu; default both.") var system: VerdictsCommand.Systems = .all
  @Option(help: "One edition alone, as uc-2022.") var edition: String?
  @Flag(help: "Write JSON.") var json = false
  @Flag(help: "Write Markdown.") var markdown = false
  @Flag(help: "Check the policies and write what is wrong with them.") var check = false
  @Option(help: "Folder of policy files to read instead of the program's own.") var policies: String?
  @Option(help: "Folder of worked cases, to name them beside their rules.") var cases: String?

  func validate() throws {
    if json && markdown { throw ValidationError("--json and --markdown are two forms; give one") }
    if check && (json || markdown || name != nil || edition != nil || system != .all) {
      throw ValidationError("--check looks at all policies; give it --policies and --cases at most")
    }
  }

  func run() throws {
    let sources = try self.sources()
    let cases = try self.cases.map { RuleCase.read(try TextFolder.files(in: $0, ending: ".case")) } ?? []
    if check { return try check(sources, cases) }
    let book = try select(RuleBookBuilder.book(try library(sources), cases: cases))
    let output = try Output(nil)
    if json {
      try output.write(book.json())
      try output.write("\n")
    } else if markdown {
      try output.write(book.markdown())
    } else {
      try output.write(name == nil && edition == nil && system == .all ? book.index() : book.plain())
    }
    try output.finish()
  }

  private func sources() throws -> [(path: String, text: String)] {
    guard let policies else { return Policies.sources() }
    return try TextFolder.files(in: policies, ending: ".yaml").map { ("policies/\($0.name)", $0.text) }
  }

  private func library(_ sources: [(path: String, text: String)]) throws -> PolicyLibrary {
    do {
      return try PolicyLibrary(sources)
    } catch {
      throw Failure(.refused, place(error))
    }
  }

  private func select(_ book: RuleBook) throws -> RuleBook {
    var book = book
    if let edition, !book.editions.contains(where: { $0.id == edition }) {
      throw Failure(
        .notFound, "there is no edition \(edition); there are \(book.editions.map(\.id).joined(separator: ", "))")
    }
    book = book.keeping { edition in
      system.has(edition.system.rawValue) && (self.edition ?? edition.id) == edition.id
    }
    guard let name else { return book }
    guard let part = book.selecting(name) else {
      let similar = book.similar(to: name)
      let hint = similar.isEmpty ? "agtrack rules lists them" : "do you mean \(similar.joined(separator: ", "))?"
      throw Failure(.notFound, "there is no rule, parameter or area \(name); \(hint)")
    }
    return part
  }

  private func check(_ sources: [(path: String, text: String)], _ cases: [RuleCase]) throws {
    let known = RuleText.all.flatMap { [$0.id] + $0.text.parameters }
    let strangers = cases.filter { !known.contains($0.rule) }
    let problems = PolicyLibrary.problems(sources, decided: self.cases == nil ? nil : Set(cases.map(\.rule)))
    for problem in problems { Messages.say(place(problem)) }
    for stranger in strangers {
      Messages.say(
        "\(stranger.file):\(stranger.line): the case names \(stranger.rule), which is no rule and no parameter; correct it"
      )
    }
    let count = problems.count + strangers.count
    guard count == 0 else {
      throw Failure(.refused, count == 1 ? "1 thing to mend, above" : "\(count) things to mend, above")
    }
    let output = try Output(nil)
    try output.write("\(sources.count) policy files, \(RuleText.all.count) rules: nothing to mend\n")
    try output.finish()
  }

  /// The place in the folder that was read.
  private func place(_ error: PolicyFileError) -> String {
    guard let policies else { return "\(error)" }
    let text = "\(error)"
    return text.hasPrefix("policies") ? policies + text.dropFirst("policies".count) : text
  }
}
