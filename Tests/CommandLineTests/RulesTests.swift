import Foundation
import TestSupport
import Testing

@Suite("The rule book on the command line")
struct RulesTests {
  private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let cases = repository.appendingPathComponent("samples/conformance/cases").path

  private func rules(_ arguments: [String]) throws -> ProgramResult {
    try runAgtrack(["rules"] + arguments, environment: quietEnvironment)
  }

  /// Where the kit has cases they stand beside the rules that they decide.
  private static var naming: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cases)) ?? []
    return names.contains { $0.hasSuffix(".case") } ? ["--cases", cases] : []
  }

  @Test("docs/rules.md is what the program writes")
  func document() throws {
    let book = try rules(["--markdown"] + Self.naming).expecting(0)
    try Golden.check(book.output, "../../docs/rules.md")
  }

  @Test("Without a name: every rule by name; with one: the rule, the parameter, the area")
  func selection() throws {
    let index = try rules([]).expecting(0).stdout
    #expect(index.contains("c.higher-course-validates") && index.contains("Area G:"))
    let rule = try rules(["b.eld-most"]).expecting(0).stdout
    #expect(rule.hasPrefix("b.eld-most\n") && rule.contains("UC: 2 semesters") && rule.contains("CSU: 2 semesters"))
    let parameter = try rules(["c.geometry-omission-validated"]).expecting(0).stdout
    #expect(parameter.hasPrefix("c.higher-course-validates\n"))
    #expect(parameter.contains("UC: fall 2003 to 2014: yes; from fall 2015: no"))
    #expect(!parameter.contains("c.statistics-through:"))
    let area = try rules(["F"]).expecting(0).stdout
    #expect(area.hasPrefix("f.year\n") && !area.contains("g.listed"))
    #expect(try rules(["exam"]).expecting(0).stdout.contains("AP Calculus AB, 3 or better"))
    #expect(try rules(["mark"]).expecting(0).stdout.contains("P and CR count in 2019-20: S2 T2 T3"))
    for line in (index + rule + area).split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("One system, one edition")
  func editions() throws {
    let system = try rules(["f.rule", "--system", "csu"]).expecting(0).stdout
    #expect(system.contains("CSU: fall 2003 to 2005") && !system.contains("UC: fall"))
    let edition = try rules(["f.rule", "--edition", "uc-2006"]).expecting(0).stdout
    #expect(edition.contains("UC: one yearlong course\n") && !edition.contains("CSU:"))
  }

  @Test("JSON holds every edition's value with its source, its day and whether it is open")
  func json() throws {
    let output = try rules(["b.ninth-grade-most", "--json"]).expecting(0).output
    let book = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
    let rule = try #require((book["rules"] as? [[String: Any]])?.first)
    #expect(rule["rule"] as? String == "b.ninth-grade-most")
    let parameters = try #require(rule["parameters"] as? [[String: Any]])
    let values = try #require(parameters.first?["values"] as? [[String: Any]])
    #expect(values.count == 10)
    for value in values {
      #expect(value["value"] as? String == "2" && value["open"] as? Bool == true)
      #expect((value["verified_on"] as? String)?.count == 10 && (value["source"] as? String)?.isEmpty == false)
    }
    let whole = try rules(["--json"]).expecting(0).output
    let all = try #require(try JSONSerialization.jsonObject(with: Data(whole)) as? [String: Any])
    #expect((all["exams"] as? [Any])?.count == 62 && (all["pass_windows"] as? [Any])?.count == 2)
  }

  @Test("What does not exist is not found, with what may have been meant")
  func unknown() throws {
    let rule = try rules(["geometry"]).expecting(6)
    #expect(rule.stderr.contains("do you mean c.geometry-omission-validated"))
    #expect(try rules(["xyzzy"]).expecting(6).stderr.contains("agtrack rules lists them"))
    #expect(try rules(["--edition", "uc-2020"]).expecting(6).stderr.contains("uc-2019, uc-2022"))
    for wrong in [["--json", "--markdown"], ["--check", "a"], ["--check", "--json"], ["--system", "usc"]] {
      _ = try rules(wrong).expecting(2)
    }
    _ = try rules(["--check", "--policies", "/nowhere"]).expecting(2)
  }

  @Test("The check passes on the program's own policies and on the repository's folder")
  func clean() throws {
    #expect(try rules(["--check"]).expecting(0).stdout.hasSuffix("nothing to mend\n"))
    let folder = Self.repository.appendingPathComponent("policies").path
    _ = try rules(["--check", "--policies", folder]).expecting(0)
    guard !Self.naming.isEmpty else { return }
    #expect(try rules(["--check"] + Self.naming).expecting(0).stderr.isEmpty, "every rule has a worked case")
  }

  @Test("The check ends with 3 and names file, line, what and what to do, everything at once")
  func spoiled() throws {
    let scratch = try ScratchFolder()
    let folder = Self.repository.appendingPathComponent("policies")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") {
      var text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      if name == "uc-2022.yaml" {
        text = text.replacingOccurrences(of: "a.civics-most:\n    value: 1", with: "a.civics-most:\n    value: 3")
        text = text.replacingOccurrences(of: "c.required:\n    value: 6", with: "c.required:\n    value: 8")
      }
      try scratch.write(text, to: name)
    }
    let path = scratch.file("")
    let found = try rules(["--check", "--policies", path]).expecting(3)
    let lines = found.stderr.split(separator: "\n")
    #expect(lines.filter { $0.contains("uc-2022.yaml:") }.count >= 2, "\(found.stderr)")
    #expect(found.stderr.contains("make it at most that") && found.stderr.contains("use 6 or 3"))
    #expect(lines.last?.contains("things to mend") == true && found.output.isEmpty)
    // What cannot be loaded cannot be told either.
    _ = try rules(["--policies", path]).expecting(3)
  }

  @Test("Cases stand beside the rule that they name, and a case that names none is found")
  func workedCases() throws {
    let scratch = try ScratchFolder()
    try scratch.write(
      "# A\ncase 1 one year of ELD\n  rule b.eld-most\ncase 2 no such thing\n  rule b.nothing\n", to: "b.case")
    let told = try rules(["b.eld-most", "--cases", scratch.file("")]).expecting(0).stdout
    #expect(told.contains("Case 1 one year of ELD") && !told.contains("no such thing"))
    let check = try rules(["--check", "--cases", scratch.file("")]).expecting(3).stderr
    #expect(check.contains("b.case:5: the case names b.nothing, which is no rule and no parameter"))
    #expect(check.contains("rule list.unmatched has neither a parameter nor a worked case"))
    #expect(!check.contains("rule b.eld-most has"))
  }
}
