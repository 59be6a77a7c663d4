import Foundation
import TestSupport
import Testing

@Suite("Help, completion, manual pages and the pager")
struct HelpTests {
  private struct Command {
    var path: [String]
    var discussion: String
    var hasCommands: Bool
  }

  /// Every command, as the program describes itself.
  private func commands() throws -> [Command] {
    let dump = try runAgtrack(["--experimental-dump-help"], environment: quietEnvironment).expecting(0)
    let root = try #require(
      (try JSONSerialization.jsonObject(with: Data(dump.output)) as? [String: Any])?["command"] as? [String: Any])
    func list(_ command: [String: Any], _ path: [String]) -> [Command] {
      let children = (command["subcommands"] as? [[String: Any]] ?? []).filter {
        $0["commandName"] as? String != "help"
      }
      let own = Command(
        path: path, discussion: command["discussion"] as? String ?? "", hasCommands: !children.isEmpty)
      return [own] + children.flatMap { list($0, path + [$0["commandName"] as? String ?? ""]) }
    }
    return list(root, ["agtrack"])
  }

  @Test("What a counselor uses begins its help with examples that the parser takes")
  func examples() throws {
    for name in ["student", "caseload", "print", "access-log", "forget"] {
      let command = try #require(try commands().first { $0.path == ["agtrack", name] })
      let lines = command.discussion.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(lines.first == "Examples:", "\(name)")
      #expect(lines.dropFirst().first?.hasPrefix("agtrack \(name)") == true, "\(name)")
    }
  }

  @Test(
    "Completion scripts exist for bash, zsh and fish, name every command and never a student",
    arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) throws {
    let script = try runAgtrack(["--generate-completion-script", shell], environment: quietEnvironment).expecting(0)
    for command in try commands().dropFirst() {
      #expect(script.stdout.contains(command.path.last ?? ""), "\(command.path)")
    }
    #expect(script.stdout.contains("purpose"))
    if shell == "bash" {
      let checked = try runProgram("/bin/bash", ["-n"], input: script.output)
      #expect(checked.status == 0, "\(checked.stderr)")
    }
  }

  @Test("A manual page is written for every command, and the formatter takes it without a word")
  func manual() throws {
    let scratch = try ScratchFolder()
    let script = ExtractFolder.repository() + "/scripts/man"
    _ = try runProgram("/usr/bin/env", ["python3", script, agtrackBinary(), scratch.file("man")]).expecting(0)
    let names = try commands().map { $0.path.joined(separator: "-") + ".1" }.sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("man")).sorted() == names)
    let page = try scratch.text("man/agtrack-caseload.1")
    #expect(
      page.contains(".SH NAME") && page.contains("\\-\\-area") && page.contains("agtrack caseload \\-\\-grade 12"))
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") else { return }
    for name in names {
      let shown = try runProgram("/usr/bin/groff", ["-man", "-Tutf8", "-ww", scratch.file("man/\(name)")]).expecting(0)
      #expect(shown.stderr.isEmpty && !shown.output.isEmpty, "\(name): \(shown.stderr)")
    }
  }

  /// Runs a command line on a pseudo-terminal of 10 lines.
  private func terminal(_ variables: String, _ command: String, _ place: Place) throws -> String {
    let line =
      "stty rows 10 cols 80; \(variables) '\(try agtrackBinary())' \(command) --database \"\(place.database.conninfo)\""
    let environment = quietEnvironment.merging(["NO_COLOR": nil, "LESS": nil]) { _, given in given }
    return try runProgram("/usr/bin/script", ["-qec", line, "/dev/null"], environment: environment).stdout
  }

  @Test(
    "On a terminal a long page goes through the pager, a short one, a dumb terminal and an empty PAGER do not",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func pager() throws {
    let place = try Place.afterStories()
    let scratch = try ScratchFolder()
    let out = scratch.file("paged")
    let expected = try place.agtrack(["student", "0006", "--color", "never"]).expecting(0).stdout
    func paged(_ variables: String, _ command: String) throws -> String? {
      try? FileManager.default.removeItem(atPath: out)
      let shown = try terminal("TERM=xterm NO_COLOR=1 PAGER='cat >\(out)' \(variables)", command, place)
      guard scratch.exists("paged") else { return nil }
      #expect(!shown.contains("Trianguli"))
      return try scratch.text("paged")
    }
    #expect(try paged("", "student 0006") == expected)
    #expect(try paged("", "caseload --everyone")?.contains("Trianguli") == true)
    #expect(try paged("TERM=dumb", "student 0006") == nil)
    #expect(try paged("PAGER=", "student 0006") == nil)
    #expect(try paged("", "student 0006 --json") == nil)
    #expect(try paged("", "student nobody") == nil)
    for pager in ["no-such-program-here", "true"] {
      let shown = try terminal("TERM=xterm PAGER=\(pager)", "student 0006", place)
      #expect(shown.contains("Trianguli") == (pager != "true"), "\(pager)")
    }
    let colour = try terminal("TERM=xterm PAGER=", "student 0006", place)
    #expect(colour.contains("\u{1B}["))
    #expect(try !terminal("TERM=xterm NO_COLOR=1 PAGER=", "student 0006", place).contains("\u{1B}["))
    #expect(try !terminal("TERM=dumb", "student 0006", place).contains("\u{1B}["))
  }
}
